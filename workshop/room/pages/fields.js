/* What is typed: a sentence, a card, a number. */

import { choices } from "./choices.js";
import { h, uniqueId } from "./dom.js";
import { number, t } from "./words.js";

export function headingOf(prompt) {
  return h("h2", { class: "prompt", tabindex: "-1" }, prompt);
}

export function textField(label, limit, changed, hint) {
  const id = uniqueId("text");
  const count = h("small", { class: "quiet" });
  const area = h("textarea", { id, rows: "3", maxlength: String(limit), placeholder: hint, "data-name": "text" });
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

export function estimate(question, on) {
  const id = uniqueId("number");
  const { low, high } = question;
  const heading = headingOf(question.prompt);
  const input = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "data-name": "number", oninput: on.changed, onkeydown: (event) => event.key === "Enter" && on.entered() });
  const range = t("number_range", { low: number(low), high: number(high) });
  return {
    heading,
    element: h("div", { class: "field" }, heading,
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

export function sentence(question, on) {
  const heading = headingOf(question.prompt);
  const field = textField(t("your_text"), question.limit, on.changed, question.hint);
  return {
    heading,
    element: h("div", null, heading, field.element),
    read: () => (field.area.value.trim() ? { text: field.area.value } : t("your_text")),
    write: (body) => field.set(body.text || ""),
    draft: () => ({ text: field.area.value }),
  };
}

export function cards(question, on) {
  const heading = headingOf(question.prompt);
  const columns = choices("radio", question.columns, h("legend", { class: "quiet" }, t("column")), { changed: on.changed });
  const field = textField(t("your_card"), question.limit, on.changed, "");
  columns.inputs[0].checked = true;
  return {
    heading,
    element: h("div", null, heading, columns.element, field.element),
    read: () => (field.area.value.trim()
      ? { column: columns.chosen()[0], text: field.area.value } : t("your_card")),
    write: (body) => {
      columns.inputs.forEach((one) => { one.checked = one.value === (body.column || columns.inputs[0].value); });
      field.set(body.text || "");
    },
    draft: () => ({ column: columns.chosen()[0], text: field.area.value }),
  };
}
