/* Spending dots: plus and minus, stored at every tap. */

import { button, h } from "./dom.js";
import { headingOf } from "./fields.js";
import { t } from "./words.js";

export function dots(question, on) {
  let spent = {};
  const heading = headingOf(question.prompt);
  const left = h("p", { class: "left", role: "status" });
  const sum = () => Object.values(spent).reduce((all, n) => all + n, 0);
  const turn = (key, step) => {
    spent = { ...spent, [key]: (spent[key] || 0) + step };
    draw();
    on.changed();
  };
  const rows = question.options.map((option) => row(option, turn));
  const draw = () => {
    const rest = question.each - sum();
    left.textContent = t("dots_left", { n: rest });
    rows.forEach((one) => {
      const n = spent[one.key] || 0;
      one.mark.textContent = "●".repeat(n) + "○".repeat(question.per_option - n);
      one.count.textContent = String(n);
      // Not disabled: a button that has the focus would lose it.
      one.less.setAttribute("aria-disabled", String(n === 0));
      one.more.setAttribute("aria-disabled", String(rest === 0 || n >= question.per_option));
    });
  };
  draw();
  return {
    live: true,
    heading,
    element: h("div", null, heading, left, h("ul", { class: "plain" }, ...rows.map((one) => one.element))),
    read: () => ({ dots: spent }),
    write: (body) => {
      spent = { ...(body.dots || {}) };
      draw();
    },
  };
}

function row(option, turn) {
  const press = (step) => (event) => event.currentTarget.getAttribute("aria-disabled") !== "true" && turn(option.key, step);
  const mark = h("span", { class: "dots", "aria-hidden": "true" });
  const count = h("span", { class: "hidden" });
  const less = button("−", press(-1), { "aria-label": t("less", { option: option.label }), "data-name": `less-${option.key}` });
  const more = button("+", press(1), { "aria-label": t("more", { option: option.label }), "data-name": `more-${option.key}` });
  return { key: option.key, mark, count, less, more,
    element: h("li", null, h("p", null, option.label, option.note ? h("small", null, option.note) : null),
      h("div", { class: "turn" }, less, mark, count, more)) };
}
