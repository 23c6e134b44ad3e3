/* Who came, in the presenter view: how many, how fast, and whether the door stays open. */

import { fill, h, uniqueId } from "./dom.js";
import { named } from "./part.js";
import { t } from "./words.js";

/* `steer(body)` tells the room. */
export function attendancePart(room, steer) {
  const press = (name, label, act) => named(name, label, act, { class: "small" });
  const sides = Object.entries(room.sides).filter(([, n]) => n).map(([side, n]) => `${t(side)} ${n}`);
  return [h("h2", null, t("attendance")),
    h("p", { class: "big" }, room.heads, ...sides.map((side) => ` · ${side}`)),
    h("p", { class: "quiet" }, room.gone ? `${t("gone", { n: room.gone })} · ` : "",
      room.door ? `${t("cap", { cap: room.door.cap })} · ` : "", t("joins", { n: room.joins })),
    room.too_many ? h("p", { class: "error", role: "alert" }, t("too_many", { people: room.people, expected: room.expected })) : null,
    headCount(room, press, steer),
    h("div", { class: "row" },
      press(room.locked ? "unlock" : "lock", t(room.locked ? "unlock" : "lock"), () => steer({ verb: room.locked ? "unlock" : "lock" })),
      room.away ? press("release", t("release", { n: room.away }), () => steer({ verb: "release" })) : null),
    room.locked ? h("p", { class: "quiet" }, t("locked_now")) : null,
    room.set_aside.length ? h("p", { class: "error" }, t("set_aside", { rows: room.set_aside.join(", ") })) : null];
}

/* One field for as long as the page lives: the part is drawn anew when somebody comes in, and what
   is being typed must not go with it. */
const field = h("input", { id: uniqueId("expected"), type: "number", min: "1", inputmode: "numeric", "data-name": "expected" });
let noted = null;

function headCount(room, press, steer) {
  if (room.expected !== noted) {
    noted = room.expected;
    field.value = noted ? String(noted) : "";
  }
  return h("div", { class: "field" }, h("label", { for: field.id }, t("expected")),
    fill(h("div", { class: "row" }), field, press("expect", t("count"), () => steer({ verb: "expect", value: field.value.trim() }))));
}
