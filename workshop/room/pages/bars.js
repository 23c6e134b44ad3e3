/* What was counted, one line below the other: a label, and a bar for each side or for all. */

import { h } from "./dom.js";
import { sideName } from "./marks.js";
import { t } from "./words.js";

/* `group` is what was asked about, with its bars; `sizes` says how many of each side answered.
   `own` is the place of the reader's own answer among the bars, or a list of them. */
export function barList(group, sizes, own) {
  const sides = Object.keys(group.bars.length ? group.bars[0].by_side : {});
  const most = Math.max(1, ...group.bars.map((bar) => bar.n));
  const mine = new Set([].concat(own));
  return h("ul", { class: "bars" }, ...group.bars.map((bar, place) => (bar.n || !group.isSparse
    ? oneBar(bar, sides, { most, sizes }, mine.has(place)) : null)));
}

function oneBar(bar, sides, { most, sizes }, isMine) {
  return h("li", { class: isMine ? "mine-too" : "" },
    line(h("span", { class: "bar-label" }, bar.label, isMine ? h("span", { class: "own-mark" }, ` ✓ ${t("mine")}`) : null), bar.n),
    ...(sides.length
      ? sides.map((side) => h("div", { class: `bar ${side}` },
        line(sideName(side), of(bar.by_side[side], sizes[side])), track(bar.by_side[side] / (sizes[side] || most))))
      : [h("div", { class: "bar" }, track(bar.n / most))]));
}

function of(n, size) {
  return size ? t("n_of", { n, all: size }) : n;
}

function line(name, value) {
  return h("p", { class: "bar-line" }, name, h("b", null, String(value)));
}

/* The width is set by script: the page allows no style in its markup. */
function track(share) {
  const filled = h("span");
  filled.style.width = `${100 * Math.min(1, share)}%`;
  return h("span", { class: "track", "aria-hidden": "true" }, filled);
}
