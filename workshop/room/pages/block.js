/* One question on the phone: its form, its own answers, and where what was said stands. */

import { button, fill, h } from "./dom.js";
import { form } from "./forms.js";
import { results } from "./results.js";
import { forget, load, save } from "./store.js";
import { t } from "./words.js";

export class Block {
  /* `print` is what it was drawn from; another print is another block. */
  constructor(question, print, outbox) {
    Object.assign(this, { question, print, outbox });
    this.draftName = `draft.${question.key}${question.turn ? `.turn${question.turn}` : ""}`;
    this.isCards = question.kind === "cards";
    this.status = h("p", { class: "status", role: "status" });
    this.element = h("section", { class: "question" }, ...this.content());
  }

  content() {
    const { prompt, status } = this.question;
    if (status === "open") {
      return this.openForm();
    }
    const { text, reason } = load(this.draftName) || {};
    const unsent = text || reason ? h("blockquote", null, text || reason) : null;
    const rest = status === "closed" ? [h("p", null, t("closed")), unsent] : [results(this.question)];
    return [h("h2", null, prompt), ...rest, this.status];
  }

  openForm() {
    this.fields = form(this.question, () => this.changed());
    const label = t(this.isCards ? "add_card" : "send");
    this.send = this.fields.live ? null : button(label, () => this.hand(), { class: "main" });
    this.own = h("div", { class: "own" });
    this.error = h("p", { class: "error", role: "alert" });
    return [this.fields.element, this.error, this.send, this.status, this.own,
      h("p", { class: "quiet" }, this.question.who_sees)];
  }

  /* What is on the page is not what was stored any more, and must not be called so. */
  changed() {
    save(this.draftName, this.fields.draft());
    fill(this.error);
    if (this.fields.live) {
      this.hand();
      return;
    }
    this.edited = true;
    this.restate();
  }

  hand() {
    const body = this.fields.read();
    if (typeof body === "string") {
      fill(this.error, `${t("invalid")} ${body}`);
      return;
    }
    fill(this.error);
    this.edited = false;
    const place = this.isCards ? this.freePlace() : 0;
    this.outbox.put(this.question, body, place);
    if (this.isCards) {
      forget(this.draftName);
      this.fields.write({ column: body.column });
      this.refresh([...(this.mine || []), { place, ...body }]);
    }
  }

  /* `mine` is what the server holds of this phone. */
  refresh(mine) {
    this.mine = mine;
    if (!this.fields) {
      return;
    }
    if (this.isCards) {
      this.drawOwn();
    } else if ((mine || this.stored) && this.send) {
      this.send.textContent = t("change");
    }
    if (!this.filled) {
      this.filled = true;
      const [unsent] = this.outbox.holds(this.question);
      const known = load(this.draftName) || (!this.isCards && ((unsent && unsent.body) || mine));
      if (known) {
        this.fields.write(known);
      }
      this.restate();
    }
  }

  freePlace() {
    const taken = new Set((this.mine || []).map((card) => card.place));
    this.outbox.holds(this.question).forEach((one) => taken.add(one.place));
    return [...Array(this.question.most).keys()].find((place) => !taken.has(place));
  }

  drawOwn() {
    const { most } = this.question;
    const waiting = new Map(this.outbox.holds(this.question).map((one) => [one.place, one.body]));
    const stored = (this.mine || []).filter((card) => !waiting.has(card.place));
    const sent = [...waiting].filter(([, body]) => body).map(([place, body]) => ({ place, ...body }));
    const all = [...stored, ...sent].sort((a, b) => a.place - b.place);
    this.send.disabled = all.length >= most;
    fill(this.own, h("p", { class: "quiet" }, t("cards_left", { n: most - all.length })),
      all.length ? h("h3", null, t("your_cards")) : null,
      h("ul", { class: "wall" }, ...all.map((card) => this.ownCard(card))));
  }

  ownCard(card) {
    const takeBack = () => {
      this.outbox.put(this.question, null, card.place);
      this.refresh((this.mine || []).filter((one) => one.place !== card.place));
    };
    return h("li", null, h("span", null, card.text),
      button("✕", takeBack, { "aria-label": `${t("take_back")}: ${card.text}`, class: "small" }));
  }

  /* The three honest states, and what became of an answer that came too late. */
  restate() {
    const { state, lines } = this.outbox.state(this.question.key);
    const said = (lines || []).map((line) => `${line} `);
    const shown = this.edited && state !== "unsent" && state !== "sending" ? "none" : state;
    this.status.className = `status ${shown}`;
    if (shown === "unsent") {
      const again = button(t("retry"), () => this.outbox.hurry(), { class: "small" });
      fill(this.status, `${t("unsent")} `, ...said, again);
    } else if (shown === "refused" || shown === "late") {
      fill(this.status, ...said);
    } else {
      const known = { stored: "✓ ", sending: "… " };
      fill(this.status, shown in known ? known[shown] + t(shown) : null);
    }
    if (state === "stored") {
      this.stored = true;
      if (!this.edited) {
        forget(this.draftName);
      }
    }
    if (this.filled && (state === "stored" || state === "refused")) {
      this.refresh(this.mine);
    }
  }
}
