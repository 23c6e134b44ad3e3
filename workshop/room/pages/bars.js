/* What was counted, one line below the other: a label, and a bar for each side or for all. */

import { h } from "./dom.js";
import { markOf, promiseHead, sideName, spoken } from "./marks.js";
import { t } from "./words.js";

/* `bars` are counted for one thing that was asked about, `options` stand behind them in the same
   order. `own` is the place of the reader's own answer among them, or a list of places. `sizes`
   says how many of each side answered; where it does not, the sides share one bar. `isRanked` puts
   those first that were meant most often, `isSparse` leaves out what nobody meant. */
export function barList({ bars, options, own, sizes, isRanked, isSparse }) {
  const most = Math.max(1, ...bars.map((bar) => bar.n));
  const mine = new Set([].concat(own));
  const rows = bars.map((bar, place) => ({ bar, place })).filter(({ bar }) => bar.n || !isSparse);
  if (isRanked) {
    rows.sort((a, b) => b.bar.n - a.bar.n || a.place - b.place);
  }
  return h("ul", { class: "bars" }, ...rows.map(({ bar, place }) =>
    h("li", null, ...oneBar(bar, labelOf(bar, options && options[place], mine.has(place)), most, sizes))));
}

/* Which colour and shape is which side, and how many of it answered. */
export function legend(sizes) {
  const sides = Object.keys(sizes);
  return sides.length ? h("p", { class: "legend" }, ...sides.map((side) => sideName(side, sizes[side]))) : null;
}

function oneBar(bar, label, most, sizes) {
  const sides = Object.entries(bar.by_side);
  if (!sides.length || !bar.n) {
    return [line(label, bar.n), track([["", bar.n / most]])];
  }
  if (sizes) {
    return [line(label, bar.n), ...sides.map(([side, n]) => h("div", { class: "bar" },
      line(sideName(side), t("n_of", { n, all: sizes[side] })), track([[side, n / sizes[side]]])))];
  }
  const apart = sides.map(([side, n]) => markOf(side, n));
  const rest = bar.n - sides.reduce((sum, [, n]) => sum + n, 0);
  return [line(label, bar.n, apart), track([...sides, ["", rest]].map(([side, n]) => [side, n / most]))];
}

function labelOf(bar, option, isMine) {
  const said = option && option.side ? [promiseHead(option.side), ...spoken(bar.label, option.side)] : [bar.label];
  return h("span", { class: "bar-label" }, ...said, isMine ? h("span", { class: "own-mark" }, ` ✓ ${t("mine")}`) : null);
}

function line(name, value, apart) {
  return h("p", { class: `bar-line${apart ? " wraps" : ""}` }, name,
    h("span", { class: "counted" }, ...(apart || []), h("b", null, String(value))));
}

/* The width is set by script: the page allows no style in its markup. */
function track(parts) {
  return h("span", { class: "track", "aria-hidden": "true" }, ...parts.map(([side, share]) => {
    const filled = h("span", { class: side });
    filled.style.width = `${100 * Math.min(1, share)}%`;
    return filled;
  }));
}
