/* What somebody said, in their own words and in those of the question; and whether that is all. */

import { number, t } from "./words.js";

/* `said` is the answer, or of cards a list of them. */
export function isWhole(question, said) {
  if (!said) {
    return false;
  }
  if (question.kind === "cards") {
    return said.length >= question.most;
  }
  if (question.kind === "sort") {
    return question.items.every((item) => item.key in said.sorted);
  }
  if (question.kind === "dots") {
    return spent(said) >= Math.min(question.each, question.per_option * question.options.length);
  }
  return true;
}

/* Whether there is anything to be content with. */
export function isBegun(question, said) {
  if (question.kind === "cards") {
    return Boolean(said && said.length);
  }
  return Boolean(said) && (question.kind !== "dots" || spent(said) > 0);
}

export function inWords(question, said) {
  return isBegun(question, said) ? SAID[question.kind](question, said) : t("not_said");
}

function spent({ dots }) {
  return Object.values(dots).reduce((all, n) => all + n, 0);
}

function label(options, key) {
  const found = options.find((option) => option.key === key);
  return found ? found.label : "";
}

const SAID = {
  single: ({ options }, said) => label(options, said.choice),
  multiple: ({ options }, said) => said.choices.map((key) => label(options, key)).filter(Boolean).join(" · "),
  scale: (question, said) => number(said.value),
  number: ({ unit }, said) => `${number(said.value)} ${unit}`,
  text: (question, said) => said.text,
  cards: (question, said) => said.map((card) => card.text).join(" · "),
  sort: ({ items }, said) => t("sorted_of", { n: items.filter((item) => item.key in said.sorted).length, all: items.length }),
  dots: ({ options }, said) => Object.keys(said.dots).filter((key) => said.dots[key])
    .map((key) => `${"●".repeat(said.dots[key])} ${label(options, key)}`).join(" · "),
  consent: (question, said) => said.reason || t("no_objection"),
};
