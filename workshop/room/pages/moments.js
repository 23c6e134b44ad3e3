/* The moments of the present beat, and the way to each; and what may be done in it from afar. */

import { h } from "./dom.js";
import { folded, named } from "./part.js";
import { t } from "./words.js";

/* `go(to)` asks for a step. */
export function momentsPart({ moment }, go) {
  if (!moment) {
    return [];
  }
  const dots = moment.titles.map((title, place) => h("li", null, named(`moment-${place}`, title, () => go(`moment.${place}`), {
    class: "moment", "aria-current": place === moment.place ? "step" : undefined,
  })));
  return [h("h2", null, t("on_projector"), " ", h("span", { class: "quiet" }, t("place_of", { n: moment.place + 1, all: dots.length }))),
    h("ol", { class: "moments-list" }, ...dots)];
}

/* What may be chosen here, such as the format of a retrospective. */
export function offersPart({ offers }, go) {
  if (!offers.length) {
    return [];
  }
  const rows = offers.map((one) => h("li", null, named(`offer-${one.to}`, one.label, () => go(one.to), {
    class: "small offer", "aria-pressed": String(one.on),
  }), one.note ? h("small", { class: "quiet" }, one.note) : null));
  return [folded("offers-list", t("offers"), true, h("ul", { class: "plain offers-list" }, ...rows))];
}

const SKIP = "do.skip";

/* What is seldom done stands on the page, what decides in the bar. */
export function deedsPart({ deeds }, go) {
  const seldom = deeds.filter((one) => one.to === SKIP);
  return seldom.length ? [h("h2", { class: "hidden" }, t("deeds")), deedRow(seldom, go)] : [];
}

export function decidingDeeds(deeds) {
  return deeds.filter((one) => one.to !== SKIP);
}

export function deedRow(deeds, go) {
  return h("div", { class: "row" }, ...deeds.map((one, at) => named(`deed-${one.to}`, one.label, () => go(one.to), {
    class: at || one.to === SKIP ? "small" : "small main",
  })));
}
