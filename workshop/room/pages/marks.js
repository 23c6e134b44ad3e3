/* The sides as they are shown everywhere: a colour, a shape and a name. */

import { h } from "./dom.js";
import { t } from "./words.js";

const MARKS = { sales: "●", marketing: "▲", other: "■" };
const ACROSS = { sales: "marketing", marketing: "sales" };

/* A side's number, short: a shape to look at, its name to listen to. */
export function markOf(side, n) {
  return h("span", { class: `side short ${side}` }, h("span", { "aria-hidden": "true" }, MARKS[side]),
    h("span", { class: "hidden" }, t(side)), ` ${n}`);
}

export function sideName(side, n) {
  return h("span", { class: `side ${side}` }, h("span", { "aria-hidden": "true" }, `${MARKS[side]} `),
    n === undefined ? t(side) : `${t(side)} ${n}`);
}

/* Who says “we” in a promise, and whom it is for. */
export function promiseHead(side) {
  return h("span", { class: "from" }, sideName(side),
    h("span", { class: "hidden" }, ` ${t("promises_to")} `), h("span", { "aria-hidden": "true" }, " → "),
    sideName(ACROSS[side]));
}

/* A sentence one side says, with each “we” and “you” in the colour and shape of who is meant. */
export function spoken(text, side) {
  const we = t("we_words").split(" ");
  const you = t("you_words").split(" ");
  return text.split(/([A-Za-zÄÖÜäöüß]+)/).map((part) => {
    const word = part.toLowerCase();
    const meant = we.includes(word) ? side : you.includes(word) ? ACROSS[side] : "";
    return meant ? h("span", { class: `side ${meant}` }, h("span", { "aria-hidden": "true" }, MARKS[meant]), part) : part;
  });
}
