/* The board of the retrospective on the facilitator's phone: tap cards, put them together. */

import { button, h } from "./dom.js";
import { folded, named } from "./part.js";
import { t } from "./words.js";

const LONGEST_TITLE = 60;
const MOST_TWINS = 3;

export class Piles {
  /* `steer(body)` tells the room; `redraw()` shows the same once more. */
  constructor(steer, redraw) {
    Object.assign(this, { steer, redraw, chosen: new Set() });
  }

  draw({ piles: found }) {
    if (!found) {
      this.chosen.clear();
      return [];
    }
    const known = new Set(found.piles.flatMap((pile) => pile.cards.map((card) => card.key)));
    this.chosen.forEach((key) => known.has(key) || this.chosen.delete(key));
    return [h("h2", null, t("board", { n: found.piles.length })), this.bar(found),
      ...found.twins.slice(0, MOST_TWINS).map((one, at) => this.twins(one, at)),
      h("ul", { class: "plain pile-list" }, ...found.piles.map((pile) => this.pile(pile)))];
  }

  bar({ undo }) {
    const all = [...this.chosen];
    const move = (verb) => () => {
      this.chosen.clear();
      this.steer({ verb, cards: all });
    };
    return h("div", { class: "pile-bar" },
      h("p", { class: "quiet", role: "status" }, all.length ? t("chosen_cards", { n: all.length }) : t("choose_cards")),
      h("div", { class: "row" },
        named("gather", t("gather"), move("gather"), { class: "main small", disabled: all.length < 2 }),
        named("part", t("part"), move("part"), { class: "small", disabled: !all.length }),
        named("undo", t("undo"), () => this.steer({ verb: "undo" }), { class: "small", disabled: !undo })));
  }

  twins({ cards, texts }, at) {
    return h("article", { class: "question" }, h("p", null, `${t("near_twins")}: `, texts.join(" · ")),
      named(`twins-${at}`, t("gather_these"), () => this.steer({ verb: "gather", cards }), { class: "small" }));
  }

  pile({ key, title, cards }) {
    const many = cards.length > 1;
    return h("li", { class: many ? "pile many" : "pile" },
      title ? h("strong", null, title) : null,
      ...cards.map((card) => this.card(card)),
      many ? this.naming(key, title) : null);
  }

  card({ key, text, fact }) {
    const press = () => {
      if (!this.chosen.delete(key)) {
        this.chosen.add(key);
      }
      this.redraw();
    };
    return named(`card-${key}`, fact ? `${t("from_data")}: ${text}` : text, press, {
      class: "lay", "aria-pressed": String(this.chosen.has(key)),
    });
  }

  naming(key, title) {
    const field = h("input", { type: "text", maxlength: String(LONGEST_TITLE), value: title, "aria-label": t("theme_title"), "data-name": `title-${key}` });
    const name = (event) => {
      event.preventDefault();
      this.steer({ verb: "name", key, value: field.value });
    };
    return folded(`name-${key}`, t("name_it"), false, h("form", { class: "row", onsubmit: name },
      field, button(t("name_it"), undefined, { type: "submit", class: "small" })));
  }
}
