/* How phones come in, in the presenter view; and what was said, to take away. */

import { h } from "./dom.js";
import { networkPart } from "./network.js";
import { named } from "./part.js";
import { t } from "./words.js";

/* `move(host)` lets phones in at another address, `download()` saves the answers. */
export function joiningPart(room, move, download) {
  const { door } = room;
  const press = (name, label, act) => named(name, label, act, { class: "small" });
  return door ? [h("h2", null, t("join_link")), h("p", { class: "code" }, door.code), h("p", null, door.address),
    ...networkPart(room, press, move), press("export", t("export"), download)] : [];
}
