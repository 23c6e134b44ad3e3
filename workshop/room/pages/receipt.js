/* Where what was said stands, in three honest states: on its way, stored, or kept here. */

import { button, fill, h } from "./dom.js";
import { t } from "./words.js";

export class Receipt {
  constructor(outbox) {
    this.outbox = outbox;
    this.element = h("p", { class: "status", role: "status" });
  }

  /* `edited` is whether something stands on the page that was never sent. */
  show(edited) {
    const { state, lines } = this.outbox.overall();
    const shown = edited && state === "stored" ? "none" : state;
    const told = [shown, ...(lines || [])].join("\n");
    if (told === this.told) {
      return;
    }
    this.told = told;
    this.element.className = `status ${shown}`;
    if (shown === "unsent") {
      const again = button(t("retry"), () => this.outbox.hurry(), { class: "small", "data-name": "retry" });
      fill(this.element, `${t("unsent")} `, ...(lines || []).map((line) => `${line} `), again);
    } else {
      const known = { stored: "✓ ", sending: "… " };
      fill(this.element, shown in known ? known[shown] + t(shown) : null);
    }
  }

  /* Begins anew: in another step what was stored before is no news, in another language it is. */
  forget() {
    this.outbox.newest = null;
    this.told = null;
  }
}
