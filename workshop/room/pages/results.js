/* What the room said: counts as bars with their numbers, averages, and what was written. */

import { barList, legend } from "./bars.js";
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
  const isSorted = question.kind === "sort";
  // Dots are more than people: a side's share of them is no share of the side.
  const isShared = isSorted || question.kind === "dots";
  parts.push(summary(question, result), isShared ? legend(result.sides) : null);
  result.groups.forEach((group, place) => parts.push(
    group.label ? h("h4", null, group.label) : null,
    barList({
      bars: group.bars,
      options: question.options,
      own: owned(question, place),
      sizes: isShared ? null : result.sides,
      isRanked: question.kind === "dots" || question.kind === "multiple",
      isSparse: isSorted || question.kind === "number",
    }),
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
