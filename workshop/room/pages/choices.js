/* Options to choose from. A tap on one is an answer; an arrow key only looks at the next. */

import { h, uniqueId } from "./dom.js";
import { promiseHead, spoken } from "./marks.js";
import { t } from "./words.js";

/* `on.chosen` is called when one is chosen for good, `on.changed` when anything changes. Without
   `chosen` every change is a change only. */
export function choices(kind, options, legend, on) {
  const name = uniqueId("choice");
  let byArrow = false;
  const tell = () => (on.chosen && !byArrow ? on.chosen() : on.changed());
  const inputs = options.map((option) => h("input", {
    type: kind, name, value: option.key, id: uniqueId("option"), "data-name": `option-${option.key}`,
    // A tap on what is chosen already confirms it, and changes nothing.
    onclick: () => on.chosen && tell(), onchange: () => (on.chosen ? byArrow && tell() : tell()),
  }));
  const element = h("fieldset", {
    onpointerdown: () => { byArrow = false; },
    onkeyup: () => { byArrow = false; },
    onkeydown: (event) => {
      byArrow = event.key.startsWith("Arrow");
      if (event.key === "Enter" && event.target.checked && on.chosen) {
        event.preventDefault();
        on.chosen();
      }
    },
  }, legend, h("div", { class: "answers" }, ...options.map((option, place) => row(option, inputs[place]))));
  return { inputs, element, chosen: () => inputs.filter((one) => one.checked).map((one) => one.value) };
}

function row(option, input) {
  const [first, ...more] = (option.note || "").split("\n");
  const said = option.side ? [promiseHead(option.side), ...spoken(option.label, option.side)] : [option.label];
  const label = h("label", { class: "choice", for: input.id }, input,
    h("span", null, ...said, first ? h("small", null, first) : null));
  return more.length ? h("div", { class: "option" }, label,
    h("details", null, h("summary", null, t("more_about")), h("p", { class: "facts" }, more.join("\n")))) : label;
}

/* A question as the name of its options, and as what the focus goes to. */
export function legendOf(prompt) {
  const heading = h("span", { class: "prompt", tabindex: "-1" }, prompt);
  return { heading, legend: h("legend", null, heading) };
}
