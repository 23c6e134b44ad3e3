/* What the room said: bars that are a table, so that eyes and screen readers get the same. */

import { h } from "./dom.js";
import { number, t } from "./words.js";

export function results(question) {
  const { result } = question;
  const parts = [h("h3", null, t("results"))];
  if (!result || (!result.n && !result.lines.length)) {
    return h("section", { class: "results" }, ...parts, h("p", null, t("no_answers")));
  }
  if (question.personal && !result.groups.length) {
    return h("section", { class: "results" }, ...parts, h("p", null, t("too_few", { n: result.n })));
  }
  if (question.kind === "scale" && result.mean !== null) {
    parts.push(h("p", { class: "big" }, t("average", { mean: number(result.mean), n: result.n })));
  } else if (question.kind === "number" && result.median !== null) {
    parts.push(h("p", { class: "big" }, t("median", { median: number(result.median), n: result.n })));
  } else {
    parts.push(h("p", { class: "quiet" }, t("n", { n: result.n })));
  }
  if (question.kind === "sort") {
    parts.push(matrix(result.groups));
  } else {
    parts.push(...result.groups.map((group) => bars(group, Object.keys(result.sides), result.sides)));
  }
  parts.push(...columns(result.lines));
  return h("section", { class: "results" }, ...parts);
}

/* Sorted items: a row for each item, a column for each class. */
function matrix(groups) {
  const marks = { sales: "●", marketing: "▲", other: "■" };
  const cell = (bar) => h("td", null, String(bar.n), h("small", null,
    Object.entries(bar.by_side).map(([side, n]) => `${marks[side]} ${n}`).join(" ")));
  return h("div", { class: "scroll" }, h("table", null,
    h("thead", null, h("tr", null, h("th", { scope: "col" }, t("answer")),
      ...groups[0].bars.map((bar) => h("th", { scope: "col" }, bar.label)))),
    h("tbody", null, ...groups.map((group) => h("tr", null,
      h("th", { scope: "row" }, group.label), ...group.bars.map(cell))))));
}

function bars(group, sides, sizes) {
  const most = Math.max(1, ...group.bars.map((bar) => bar.n));
  const head = h("tr", null,
    h("th", { scope: "col" }, t("answer")),
    h("th", { scope: "col" }, t("all")),
    ...sides.map((side) => h("th", { scope: "col" }, `${t(side)} (${sizes[side]})`)));
  const rows = group.bars.map((bar) => h("tr", null,
    h("th", { scope: "row" }, bar.label),
    h("td", null, track(bar.n / most), ` ${bar.n}`),
    ...sides.map((side) => h("td", null, String(bar.by_side[side])))));
  return h("div", { class: "scroll" }, h("table", null,
    h("thead", null, head), h("tbody", null, ...rows)));
}

/* The width is set by script: the page allows no style in its markup. */
function track(share) {
  const filled = h("span");
  filled.style.width = `${100 * share}%`;
  return h("span", { class: "track", "aria-hidden": "true" }, filled);
}

function columns(lines) {
  const groups = [...new Set(lines.map((line) => line.group))];
  return groups.map((group) => h("div", null,
    group ? h("h4", null, group) : null,
    h("ul", { class: "wall" },
      ...lines.filter((line) => line.group === group).map((line) => h("li", null, line.text)))));
}
