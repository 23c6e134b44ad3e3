/* Sorting: one card a screen. A tap sorts it, and the next one comes by itself. */

import { choices } from "./choices.js";
import { fill, h } from "./dom.js";
import { headingOf } from "./fields.js";
import { showProgress } from "./progress.js";
import { t } from "./words.js";

const SHORT = 14;
/* Characters of a class up to which two stand beside each other. */

/* `on.chosen` is told of each card that is sorted; a moment later somebody calls `go`. */
export function sort(question, on) {
  let at = 0;
  const told = h("p", { class: "progress" });
  const cases = question.items.map((item) => oneCase(item, question.classes, {
    changed: () => on.changed(), chosen: () => on.chosen(),
  }));
  const heading = headingOf(question.prompt);
  const stage = h("div", { class: "stage" });
  const isSorted = (one) => one.chosen().length > 0;
  const left = (from) => cases.findIndex((one, place) => place >= from && !isSorted(one));
  const draw = () => {
    const n = cases.length;
    showProgress(told, t("n_of", { n: at + 1, all: n }), cases.map(isSorted), at);
    fill(stage, cases[at].element);
  };
  const show = (place) => {
    at = place;
    draw();
  };
  /* Goes a card on or back, and returns whether there was one. On from a card that is sorted: to
     the next that is not. */
  const go = (step) => {
    const next = step > 0 && isSorted(cases[at]) ? left(at + 1) : at + step;
    const there = next >= 0 && next < cases.length;
    if (there) {
      show(next);
    }
    return there;
  };
  draw();
  return {
    live: true,
    go,
    start: () => show(Math.max(0, left(0))),
    get heading() { return at || isSorted(cases[at]) ? cases[at].heading : heading; },
    get hasBefore() { return at > 0; },
    get isAtSorted() { return isSorted(cases[at]); },
    element: h("div", { class: "sorting" }, heading, told, stage),
    read: () => {
      const done = cases.filter(isSorted);
      return done.length
        ? { sorted: Object.fromEntries(done.map((one) => [one.key, one.chosen()[0]])) }
        : t("choose_one");
    },
    write: (body) => {
      cases.forEach((one) => one.inputs.forEach((input) => {
        input.checked = (body.sorted || {})[one.key] === input.value;
      }));
      show(Math.max(0, left(0)));
    },
  };
}

function oneCase(item, classes, on) {
  const heading = h("span", { class: "card-head", tabindex: "-1" }, item.label);
  const form = choices("radio", classes, h("legend", null, heading), on);
  form.element.classList.add("case");
  if (classes.every((one) => one.label.length <= SHORT)) {
    form.element.classList.add("short");
  }
  if (item.note) {
    form.element.insertBefore(h("p", { class: "facts" }, item.note), form.element.children[1]);
  }
  return { ...form, key: item.key, heading };
}
