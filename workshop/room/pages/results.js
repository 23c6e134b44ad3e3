/* What the room said: counts as bars with their numbers, averages, and what was written. */

import { barList } from "./bars.js";
import { h } from "./dom.js";
import { number, t } from "./words.js";

export function results(question) {
  const { result } = question;
  const parts = [h("h3", { class: "hidden" }, t("results"))];
  if (!result || (!result.n && !result.lines.length)) {
    return h("div", { class: "results" }, ...parts, h("p", null, t("no_answers")));
  }
  if (question.personal && !result.groups.length) {
    return h("div", { class: "results" }, ...parts, h("p", null, t("too_few", { n: result.n })));
  }
  parts.push(summary(question, result));
  result.groups.forEach((group, place) => parts.push(
    group.label ? h("h4", null, group.label) : null,
    barList({ ...group, isSparse: question.kind === "sort" || question.kind === "number" }, result.sides, owned(question, place)),
  ));
  return h("div", { class: "results" }, ...parts, ...columns(result.lines));
}

function summary({ kind }, { mean, median, n }) {
  if (kind === "scale" && mean !== null) {
    return h("p", { class: "big" }, t("average", { mean: number(mean), n }));
  }
  if (kind === "number" && median !== null) {
    return h("p", { class: "big" }, t("median", { median: number(median), n }));
  }
  return h("p", { class: "quiet" }, t("n", { n }));
}

/* Where the reader's own answer stands among the bars of a group. */
function owned({ kind, mine, options, low, items, classes }, place) {
  const at = (all, key) => all.findIndex((one) => one.key === key);
  if (!mine) {
    return [];
  }
  switch (kind) {
    case "single": return at(options, mine.choice);
    case "multiple": return mine.choices.map((key) => at(options, key));
    case "scale": return mine.value - low;
    case "sort": return at(classes, mine.sorted[items[place].key]);
    default: return [];
  }
}

function columns(lines) {
  const groups = [...new Set(lines.map((line) => line.group))];
  return groups.map((group) => h("div", null,
    group ? h("h4", null, group) : null,
    h("ul", { class: "wall" },
      ...lines.filter((line) => line.group === group).map((line) => h("li", null, line.text)))));
}
