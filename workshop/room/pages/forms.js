/* One form for each kind of question: elements to show, `read` for the answer, `write` for a draft.

   `read` returns the answer, or a string: what is missing, in words. `heading` is what the focus
   goes to. What is chosen for good is said with `on.chosen`; `live` forms hand in at every tap; the
   others have a button. */

import { choices, legendOf } from "./choices.js";
import { dots } from "./dots.js";
import { h } from "./dom.js";
import { cards, estimate, sentence, textField } from "./fields.js";
import { sort } from "./sorting.js";
import { t } from "./words.js";

function single(question, on) {
  const { heading, legend } = legendOf(question.prompt);
  const form = choices("radio", question.options, legend, on);
  return {
    heading,
    byTap: true,
    element: form.element,
    read: () => (form.chosen().length ? { choice: form.chosen()[0] } : t("choose_one")),
    write: (body) => form.inputs.forEach((one) => { one.checked = one.value === body.choice; }),
  };
}

function multiple(question, on) {
  const { least, most, options } = question;
  const { heading, legend } = legendOf(question.prompt);
  const rule = t(least === most ? "choose_exactly" : least > 1 ? "choose_between" : "choose_most", { least, most });
  const form = choices("checkbox", options, legend, {
    changed: () => {
      limit();
      on.changed();
    },
  });
  const limit = () => form.inputs.forEach((one) => {
    one.disabled = !one.checked && form.chosen().length >= most;
  });
  const told = h("p", { class: "quiet", hidden: least < 2 && most >= options.length }, rule);
  form.element.insertBefore(told, form.element.children[1] || null);
  return {
    heading,
    element: form.element,
    read: () => (form.chosen().length >= least ? { choices: form.chosen() } : least > 1 ? rule : t("choose_one")),
    write: (body) => {
      form.inputs.forEach((one) => { one.checked = (body.choices || []).includes(one.value); });
      limit();
    },
  };
}

function scale(question, on) {
  const steps = [];
  for (let step = question.low; step <= question.high; step += 1) {
    steps.push({ key: String(step), label: String(step) });
  }
  const { heading, legend } = legendOf(question.prompt);
  const form = choices("radio", steps, legend, on);
  form.element.classList.add("scale");
  form.element.append(h("p", { class: "ends" },
    h("span", null, `${question.low}: ${question.low_label}`),
    h("span", null, `${question.high}: ${question.high_label}`)));
  return {
    heading,
    byTap: true,
    element: form.element,
    read: () => (form.chosen().length ? { value: Number(form.chosen()[0]) } : t("choose_one")),
    write: (body) => form.inputs.forEach((one) => { one.checked = Number(one.value) === body.value; }),
  };
}

function consent(question, on) {
  const options = [
    { key: "none", label: t("no_objection") },
    { key: "objection", label: t("objection") },
  ];
  const { heading, legend } = legendOf(question.prompt);
  const show = () => { reason.element.hidden = form.chosen()[0] !== "objection"; };
  const form = choices("radio", options, legend, {
    changed: () => {
      show();
      on.changed();
    },
    chosen: () => {
      show();
      if (form.chosen()[0] === "objection") {
        on.changed();
      } else {
        on.chosen();
      }
    },
  });
  const reason = textField(t("reason"), question.limit, on.changed, "");
  show();
  return {
    heading,
    byTap: true,
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

export function form(question, on) {
  const made = KINDS[question.kind](question, on);
  if (!made.draft) {
    made.draft = () => {
      const body = made.read();
      return typeof body === "string" ? {} : body;
    };
  }
  return made;
}
