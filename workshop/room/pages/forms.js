/* One form for each kind of question: elements to show, `read` for the answer, `write` for a draft.

   `read` returns the answer, or a string: what is missing, in words. `live` forms hand in at every
   tap; the others have a button. */

import { button, h, uniqueId } from "./dom.js";
import { number, t } from "./words.js";

function choices(kind, options, changed, legend) {
  const name = uniqueId("choice");
  const inputs = options.map((option) =>
    h("input", { type: kind, name, value: option.key, id: uniqueId("option"), onchange: changed }),
  );
  const rows = options.map((option, place) =>
    h("label", { class: "choice", for: inputs[place].id },
      inputs[place],
      h("span", null, option.label, option.note ? h("small", null, option.note) : null)),
  );
  const element = h("fieldset", null, h("legend", { class: legend ? "" : "hidden" }, legend || ""), ...rows);
  return { inputs, element, chosen: () => inputs.filter((one) => one.checked).map((one) => one.value) };
}

function text(label, limit, changed, hint, rows) {
  const id = uniqueId("text");
  const count = h("small", { class: "quiet" });
  const area = h("textarea", { id, rows: String(rows || 3), maxlength: String(limit), placeholder: hint });
  const tell = () => {
    count.textContent = t("letters", { n: area.value.length, limit });
  };
  area.addEventListener("input", () => {
    tell();
    changed();
  });
  tell();
  const set = (value) => {
    area.value = value;
    tell();
  };
  return { area, set, element: h("div", { class: "field" }, h("label", { for: id }, label), area, count) };
}

function single(question, changed) {
  const form = choices("radio", question.options, changed, question.prompt);
  return {
    element: form.element,
    read: () => (form.chosen().length ? { choice: form.chosen()[0] } : t("choose_one")),
    write: (body) => form.inputs.forEach((one) => { one.checked = one.value === body.choice; }),
  };
}

function multiple(question, changed) {
  const { least, most } = question;
  const rule = h("p", { class: "quiet", hidden: most >= question.options.length },
    t(least === most ? "choose_exactly" : "choose_most", { most }));
  const form = choices("checkbox", question.options, () => {
    limit();
    changed();
  }, question.prompt);
  const limit = () => form.inputs.forEach((one) => {
    one.disabled = !one.checked && form.chosen().length >= most;
  });
  form.element.insertBefore(rule, form.element.children[1] || null);
  return {
    element: form.element,
    read: () => (form.chosen().length >= least ? { choices: form.chosen() } : t(least === most ? "choose_exactly" : "choose_one", { most })),
    write: (body) => {
      form.inputs.forEach((one) => { one.checked = (body.choices || []).includes(one.value); });
      limit();
    },
  };
}

function scale(question, changed) {
  const steps = [];
  for (let step = question.low; step <= question.high; step += 1) {
    steps.push({ key: String(step), label: String(step) });
  }
  const form = choices("radio", steps, changed, question.prompt);
  form.element.classList.add("scale");
  form.element.append(h("p", { class: "ends" },
    h("span", null, `${question.low}: ${question.low_label}`),
    h("span", null, `${question.high}: ${question.high_label}`)));
  return {
    element: form.element,
    read: () => (form.chosen().length ? { value: Number(form.chosen()[0]) } : t("choose_one")),
    write: (body) => form.inputs.forEach((one) => { one.checked = Number(one.value) === body.value; }),
  };
}

function estimate(question, changed) {
  const id = uniqueId("number");
  const { low, high } = question;
  const input = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", oninput: changed });
  const range = t("number_range", { low: number(low), high: number(high) });
  return {
    element: h("div", { class: "field" },
      h("h2", null, question.prompt),
      h("label", { for: id }, `${t("your_number")} (${question.unit})`), input,
      h("small", { class: "quiet" }, range)),
    read: () => {
      const typed = input.value.trim().replace(",", ".");
      const value = Number(typed);
      return typed && value >= low && value <= high ? { value } : range;
    },
    write: (body) => { input.value = body.value === undefined ? body.typed || "" : String(body.value); },
    draft: () => ({ typed: input.value }),
  };
}

function sentence(question, changed) {
  const field = text(t("your_text"), question.limit, changed, question.hint);
  return {
    element: h("div", null, h("h2", null, question.prompt), field.element),
    read: () => (field.area.value.trim() ? { text: field.area.value } : t("your_text")),
    write: (body) => field.set(body.text || ""),
    draft: () => ({ text: field.area.value }),
  };
}

function cards(question, changed) {
  const columns = choices("radio", question.columns, changed, t("column"));
  const field = text(t("your_card"), question.limit, changed, "");
  columns.inputs[0].checked = true;
  return {
    element: h("div", null, h("h2", null, question.prompt), columns.element, field.element),
    read: () => (field.area.value.trim()
      ? { column: columns.chosen()[0], text: field.area.value } : t("your_card")),
    write: (body) => {
      columns.inputs.forEach((one) => { one.checked = one.value === (body.column || columns.inputs[0].value); });
      field.set(body.text || "");
    },
    draft: () => ({ column: columns.chosen()[0], text: field.area.value }),
  };
}

function sort(question, changed) {
  const forms = question.items.map((item) => ({
    key: item.key,
    ...choices("radio", question.classes, changed, item.label),
    note: item.note,
  }));
  forms.forEach((form) => {
    form.element.classList.add("case");
    if (form.note) {
      form.element.insertBefore(h("p", { class: "facts" }, form.note), form.element.children[1]);
    }
  });
  return {
    live: true,
    element: h("div", null, h("h2", null, question.prompt), ...forms.map((form) => form.element)),
    read: () => {
      const done = forms.filter((form) => form.chosen().length);
      return done.length
        ? { sorted: Object.fromEntries(done.map((form) => [form.key, form.chosen()[0]])) }
        : t("choose_one");
    },
    write: (body) => forms.forEach((form) => form.inputs.forEach((one) => {
      one.checked = (body.sorted || {})[form.key] === one.value;
    })),
  };
}

function dots(question, changed) {
  let spent = {};
  const left = h("p", { class: "left", role: "status" });
  const sum = () => Object.values(spent).reduce((all, n) => all + n, 0);
  const rows = question.options.map((option) => {
    const mark = h("span", { class: "dots", "aria-hidden": "true" });
    const less = button("−", () => turn(option.key, -1), { "aria-label": t("less", { option: option.label }) });
    const more = button("+", () => turn(option.key, 1), { "aria-label": t("more", { option: option.label }) });
    const count = h("span", { class: "hidden" });
    return { option, mark, less, more, count,
      element: h("li", null,
        h("p", null, option.label, option.note ? h("small", null, option.note) : null),
        h("div", { class: "turn" }, less, mark, count, more)) };
  });
  const turn = (key, step) => {
    spent = { ...spent, [key]: (spent[key] || 0) + step };
    draw();
    changed();
  };
  const draw = () => {
    const rest = question.each - sum();
    left.textContent = t("dots_left", { n: rest });
    rows.forEach((row) => {
      const n = spent[row.option.key] || 0;
      row.mark.textContent = "●".repeat(n) + "○".repeat(question.per_option - n);
      row.count.textContent = String(n);
      row.less.disabled = n === 0;
      row.more.disabled = rest === 0 || n >= question.per_option;
    });
  };
  draw();
  return {
    live: true,
    element: h("div", null, h("h2", null, question.prompt), left, h("ul", { class: "plain" }, ...rows.map((r) => r.element))),
    read: () => ({ dots: spent }),
    write: (body) => {
      spent = { ...(body.dots || {}) };
      draw();
    },
  };
}

function consent(question, changed) {
  const options = [
    { key: "none", label: t("no_objection") },
    { key: "objection", label: t("objection") },
  ];
  const form = choices("radio", options, () => {
    show();
    changed();
  }, question.prompt);
  const reason = text(t("reason"), question.limit, changed, "");
  const show = () => { reason.element.hidden = form.chosen()[0] !== "objection"; };
  show();
  return {
    element: h("div", null, h("blockquote", null, question.proposal), form.element, reason.element),
    read: () => {
      const [answer] = form.chosen();
      if (answer === "objection") {
        return reason.area.value.trim() ? { answer, reason: reason.area.value } : t("reason");
      }
      return answer ? { answer } : t("choose_one");
    },
    write: (body) => {
      form.inputs.forEach((one) => { one.checked = one.value === body.answer; });
      reason.set(body.reason || "");
      show();
    },
    draft: () => ({ answer: form.chosen()[0], reason: reason.area.value }),
  };
}

const KINDS = { single, multiple, scale, number: estimate, text: sentence, cards, sort, dots, consent };

export function form(question, changed) {
  const made = KINDS[question.kind](question, changed);
  return {
    draft: () => {
      const body = made.read();
      return typeof body === "string" ? {} : body;
    },
    ...made,
  };
}

