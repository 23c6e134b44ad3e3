/* How far somebody is: a number in words, and a dot for each step. */

import { fill, h } from "./dom.js";

/* `told` is the number in words; `steps` says of each step whether it is answered. */
export function progress(told, steps, at) {
  return showProgress(h("p", { class: "progress" }), told, steps, at);
}

export function showProgress(element, told, steps, at) {
  const dots = steps.map((answered, place) => {
    const kind = [answered ? "said" : "", place === at ? "now" : ""].filter(Boolean).join(" ");
    return h("span", { class: kind });
  });
  return fill(element, h("span", null, told), h("span", { class: "steps-dots", "aria-hidden": "true" }, ...dots));
}
