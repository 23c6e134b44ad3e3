/* Where everybody is, what to say, and what to mind while it is said. */

import { h } from "./dom.js";
import { folded } from "./part.js";
import { clock, t } from "./words.js";

export const spent = h("strong", { class: "spent" });

export function herePart({ title, beat_label: beat }) {
  return [h("h1", null, title, " – ", h("span", { class: "beat" }, beat))];
}

/* `wide` is whether there is room beside the words. */
export function scriptPart({ cue, ending, wide }) {
  return [...(cue ? words(cue) : []), ending ? h("p", { class: "ending" }, ending) : null, cue ? tipsOf(cue, wide) : null];
}

function words(cue) {
  return [h("h2", null, t("say")), h("blockquote", null, cue.say)];
}

function tipsOf(cue, wide) {
  const tip = (key) => (cue[key] ? h("div", null, h("dt", null, t(key)), h("dd", null, cue[key])) : null);
  const minutes = cue.minutes ? h("div", null, h("dt", null, t("minutes")), h("dd", null, minutesOf(cue), ` · ${t("spent")} `, spent)) : null;
  const tips = [tip("watch"), tip("cut"), tip("worked"), minutes].filter(Boolean);
  return tips.length ? folded("tips", t("tips"), wide, h("dl", null, ...tips)) : null;
}

function minutesOf({ minutes: { least, plan, most } }) {
  return `${t("least")} ${least} · ${t("plan")} ${plan} · ${t("most")} ${most}`;
}

/* How long this beat has taken by now. */
export function keepSpent({ entered, cue }, now) {
  if (!entered) {
    return;
  }
  const most = cue && cue.minutes ? cue.minutes.most : 0;
  spent.textContent = clock(now - entered);
  spent.classList.toggle("over", Boolean(most) && now - entered > 60 * most);
}
