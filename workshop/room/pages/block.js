/* One question on the phone: its form, what was said to it, and what became of that. */

import { button, fill, h } from "./dom.js";
import { form } from "./forms.js";
import { isBegun, isWhole } from "./own.js";
import { results } from "./results.js";
import { forget, load, save } from "./store.js";
import { t } from "./words.js";

const MOMENT = 600;
/* Milliseconds in which somebody sees that what they tapped is taken. */

export class Block {
  /* `print` is what it was drawn from; another print is another block. `on.moved(block)` is called
     when it has its answer, `on.changed()` when anything about it is otherwise. */
  constructor(question, print, outbox, on) {
    Object.assign(this, { question, print, outbox, on });
    this.name = `${question.key}${question.turn ? `.turn${question.turn}` : ""}`;
    this.draftName = `draft.${this.name}`;
    this.isCards = question.kind === "cards";
    this.isOpen = question.status === "open";
    this.trouble = h("p", { class: "error trouble", role: "alert" });
    this.element = h("section", { class: "question asked" });
  }

  /* Drawn once it is known what was said. */
  draw() {
    fill(this.element, ...(this.isOpen ? this.openForm() : this.shutContent()));
    this.drawn = true;
    if (!this.isOpen) {
      return;
    }
    const known = load(this.draftName) || (!this.isCards && this.said());
    if (known) {
      this.fields.write(known);
    }
  }

  shutContent() {
    const { prompt, status } = this.question;
    this.heading = h("h2", { class: "prompt", tabindex: "-1" }, prompt);
    const { text, reason } = load(this.draftName) || {};
    const unsent = text || reason ? h("blockquote", null, text || reason) : null;
    const rest = status === "closed" ? [h("p", null, t("closed")), unsent] : [results(this.question)];
    return [this.heading, ...rest, this.trouble];
  }

  openForm() {
    this.fields = form(this.question, { changed: () => this.changed(), chosen: () => this.chosen(), entered: () => this.hand() });
    this.send = this.fields.live ? null
      : button("", () => this.hand(), { class: "main", "data-name": "send", hidden: Boolean(this.fields.byTap) });
    this.own = this.isCards ? h("div", { class: "own" }) : null;
    return [this.fields.element, this.trouble, this.send, this.own, h("p", { class: "quiet" }, this.question.who_sees)];
  }

  /* What is on the page is not what was stored any more, and must not be called so. */
  changed() {
    clearTimeout(this.timer);
    save(this.draftName, this.fields.draft());
    fill(this.trouble);
    if (this.fields.live) {
      this.keep(this.fields.read());
    } else {
      this.edited = true;
      this.send.hidden = false;
    }
    this.on.changed();
  }

  /* Chosen by a tap: taken at once, and after a moment the next question comes. */
  chosen() {
    save(this.draftName, this.fields.draft());
    this.keep(this.fields.read());
    if (this.send) {
      this.send.hidden = true;
    }
    this.moveOn();
    this.on.changed();
  }

  hand() {
    const body = this.fields.read();
    if (typeof body === "string") {
      fill(this.trouble, `${t("invalid")} ${body}`);
      return;
    }
    if (this.isCards) {
      this.lay(body);
    } else {
      this.keep(body);
      this.moveOn();
    }
    this.on.changed();
  }

  keep(body) {
    fill(this.trouble);
    this.edited = false;
    // The same once more is no news.
    if (JSON.stringify(body) !== JSON.stringify(this.said()) || this.outbox.state(this.question.key).state === "late") {
      this.last = body;
      this.outbox.put(this.question, body, 0);
    } else {
      forget(this.draftName);
    }
  }

  lay(card) {
    fill(this.trouble);
    this.edited = false;
    const place = this.freePlace();
    this.outbox.put(this.question, card, place);
    forget(this.draftName);
    this.fields.write({ column: card.column });
    this.refresh([...(this.mine || []), { place, ...card }]);
  }

  moveOn() {
    clearTimeout(this.timer);
    this.showTaken(true);
    this.timer = setTimeout(() => {
      this.showTaken(false);
      if (!(this.fields.go && this.fields.go(1))) {
        this.on.moved(this);
      } else {
        this.on.changed(true);
      }
    }, MOMENT);
  }

  showTaken(isTaken) {
    this.element.classList.toggle("taken", isTaken);
    this.element.querySelectorAll("input").forEach((one) =>
      one.parentNode.classList.toggle("taken", isTaken && one.checked));
  }

  /* `mine` is what the server holds of this phone. */
  refresh(mine) {
    this.mine = mine;
    if (!this.drawn) {
      this.draw();
    }
    if (!this.fields) {
      return;
    }
    if (this.isCards) {
      this.drawOwn();
    } else if (this.send) {
      this.send.textContent = t(this.said() ? "change" : "send");
    }
  }

  /* What this phone said last: on its way, or stored. Of cards a list. */
  said() {
    if (this.isCards) {
      return this.laid();
    }
    const [unsent] = this.outbox.holds(this.question);
    return (unsent && unsent.body) || this.last || this.mine || null;
  }

  get isAnswered() {
    const said = this.said();
    return isWhole(this.question, said) || (this.mayBeAll && Boolean(load(`content.${this.name}`)));
  }

  /* Some kinds have no end of their own: who writes cards says which was the last. */
  get mayBeAll() {
    const isEndless = this.isCards || this.question.kind === "dots";
    return isEndless && isBegun(this.question, this.said());
  }

  beContent() {
    if (this.mayBeAll) {
      save(`content.${this.name}`, true);
    }
  }

  laid() {
    const waiting = new Map(this.outbox.holds(this.question).map((one) => [one.place, one.body]));
    const stored = (this.mine || []).filter((card) => !waiting.has(card.place));
    const sent = [...waiting].filter(([, body]) => body).map(([place, body]) => ({ place, ...body }));
    return [...stored, ...sent].sort((a, b) => a.place - b.place);
  }

  freePlace() {
    const taken = new Set((this.mine || []).map((card) => card.place));
    this.outbox.holds(this.question).forEach((one) => taken.add(one.place));
    return [...Array(this.question.most).keys()].find((place) => !taken.has(place));
  }

  drawOwn() {
    const { most } = this.question;
    const all = this.laid();
    this.send.textContent = t("add_card");
    this.send.disabled = all.length >= most;
    fill(this.own, h("p", { class: "quiet" }, t("cards_left", { n: most - all.length })),
      all.length ? h("h3", null, t("your_cards")) : null,
      h("ul", { class: "wall" }, ...all.map((card) => this.ownCard(card))));
  }

  ownCard(card) {
    const takeBack = () => {
      this.outbox.put(this.question, null, card.place);
      this.refresh((this.mine || []).filter((one) => one.place !== card.place));
      this.on.changed();
    };
    return h("li", null, h("span", null, card.text),
      button("✕", takeBack, { "aria-label": `${t("take_back")}: ${card.text}`, class: "small" }));
  }

  /* What became of an answer: stored, and the draft may go; or refused, and it stands here. */
  restate() {
    const { state, lines } = this.outbox.state(this.question.key);
    if (state === "stored" && !this.edited) {
      forget(this.draftName);
    }
    if (state === "refused" || state === "late") {
      this.last = null;
      fill(this.trouble, ...(lines || []).map((line) => `${line} `));
    }
    if (this.drawn && (state === "stored" || state === "refused")) {
      this.refresh(this.mine);
    }
  }
}
