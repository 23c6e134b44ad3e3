/* The networks of this computer, in the presenter view: where phones come in, and where they could. */

import { fill, h } from "./dom.js";
import { t } from "./words.js";

/* What must not wait: the address on the projector is dead, or has changed by itself. */
export function networkAlert({ network }) {
  if (!network || !(network.lost || network.left)) {
    return null;
  }
  const door = network.addresses.find((one) => one.is_door) || { address: "" };
  const line = network.lost ? t("network_lost", { address: network.lost })
    : t("network_left", { before: network.left, now: door.address });
  return h("p", { class: "error", role: "alert" }, line);
}

/* `press(name, label, act)` makes a button; `choose(address)` lets phones in there. */
export function networkPart({ network }, press, choose) {
  if (!network) {
    return [];
  }
  return [
    network.is_local ? h("p", { class: "error" }, t("loopback")) : null,
    network.is_plain ? h("p", { class: "quiet" }, t("plain")) : null,
    choices(network.addresses, press, choose),
  ];
}

function choices(addresses, press, choose) {
  if (!addresses.length) {
    return null;
  }
  const rows = addresses.map((one) => {
    const row = h("li", null, h("span", null, h("strong", null, one.address), ` ${one.label}`, mark(one)));
    return one.is_door ? row : fill(row, ...row.childNodes, press(`network-${one.address}`, t("network_choose"), () => choose(one.address)));
  });
  return h("div", null, h("h3", null, t("network")), h("ul", { class: "wall networks" }, ...rows));
}

function mark(one) {
  if (one.is_door) {
    return ` – ${t("network_door")}`;
  }
  if (one.is_open) {
    return ` – ${t("network_open")}`;
  }
  return one.is_likely ? ` – ${t("network_likely")}` : "";
}
