/* The way to everywhere: all acts with their stations. */

import { h } from "./dom.js";
import { folded, named } from "./part.js";
import { t } from "./words.js";

/* `go(to)` takes everybody there. */
export function menuPart({ menu }, go) {
  return [folded("menu", t("menu"), false, h("ul", { class: "plain acts" }, ...menu.map((act) => actRow(act, go))))];
}

function actRow(act, go) {
  const only = act.stations.length === 1 ? act.stations[0] : null;
  if (only) {
    return h("li", null, way({ ...only, label: act.label }, go));
  }
  const head = act.here ? h("strong", null, act.label)
    : named(`act-${act.to}`, act.label, () => go(act.to), { class: "way act" });
  return h("li", null, head, h("ul", { class: "plain" }, ...act.stations.map((one) => h("li", null, way(one, go)))));
}

function way(one, go) {
  const mark = one.out ? t("is_out") : one.plan ? "" : t("left_out");
  return named(`go-${one.to}`, "", () => one.here || go(one.to), { class: "way", "aria-current": one.here ? "location" : undefined })
    .appendChild(document.createTextNode(one.label)).parentNode
    .appendChild(h("span", { class: "quiet" }, mark ? ` ${mark}` : "")).parentNode;
}
