/* The questions of the station in the presenter view: what is open now first, the rest folded. */

import { fill, h } from "./dom.js";
import { folded, named } from "./part.js";
import { t } from "./words.js";

const SURE = 20000;
const MARKS = { sales: "●", marketing: "▲" };

export class Questions {
  /* `steer(body)` tells the room; `redraw()` shows the same once more. */
  constructor(steer, redraw) {
    Object.assign(this, { steer, redraw, doubting: null });
  }

  draw({ questions, answered, people, fewest }) {
    Object.assign(this, { answered, people, fewest });
    const now = questions.filter((one) => one.status !== "revealed" && one.kind !== "consent");
    const earlier = questions.filter((one) => one.status === "revealed" && one.kind !== "consent");
    const head = now.length ? h("h2", null, t("questions")) : null;
    return [head, ...now.map((one) => this.article(one)),
      earlier.length ? folded("earlier", `${t("earlier")} (${earlier.length})`, false, ...earlier.map((one) => this.article(one))) : null];
  }

  /* The round of consent: how many answered, how many object, and in which words. */
  drawRound({ questions, answered, people, fewest, beat }) {
    Object.assign(this, { answered, people, fewest });
    const rounds = questions.filter((one) => one.kind === "consent").map((one) => this.round(one));
    return rounds.length && beat === "recorded" ? [folded("rounds", t("round"), false, ...rounds)] : rounds;
  }

  round(one) {
    const { answered, people } = this;
    return h("article", { class: "question round" },
      h("h3", null, t("round")), h("p", { class: "proposal" }, one.proposal),
      h("p", { class: "big" }, t("answered_of", { n: answered[one.key] || 0, all: people }), " · ", t("objections", { n: one.cards.length })),
      one.cards.length ? this.wall(one) : null,
      h("div", { class: "row" }, ...this.verbs(one)));
  }

  article(question) {
    const { key, status, prompt, cards } = question;
    return h("article", { class: "question" },
      h("h3", null, prompt),
      h("p", null, h("span", { class: `badge ${status}` }, t(`status_${status}`)), " ",
        h("span", { class: "count" }, t("answered", { n: this.answered[key] || 0 })), ...this.sides(question)),
      this.few(question),
      h("div", { class: "row" }, ...this.verbs(question)),
      cards.length ? folded(`look-${key}`, `${t("look")} (${cards.length})`, false, this.wall(question)) : null);
  }

  sides({ by_side: sides }) {
    return Object.entries(sides).map(([side, n]) => h("span", { class: `of-side ${side}` }, ` · ${MARKS[side]} ${t(side)} ${n}`));
  }

  /* Why nothing is shown by side yet: nobody guesses it from the outside. */
  few({ by_side: sides }) {
    const counts = Object.values(sides);
    return counts.some((n) => n > 0) && counts.some((n) => n < this.fewest)
      ? h("p", { class: "quiet" }, t("few", { fewest: this.fewest })) : null;
  }

  verbs({ key, status }) {
    const press = (verb, label) => named(`${verb}-${key}`, t(label), () => this.steer({ verb, key }), { class: "small" });
    const verbs = status === "open" ? [press("close", "close_question"), press("reveal", "reveal_question")]
      : status === "closed" ? [press("reveal", "reveal_question"), press("open", "open_question")]
        : [press("open", "open_question")];
    if (this.answered[key]) {
      verbs.push(named(`restart-${key}`, t(this.doubting === key ? "restart_sure" : "restart_question"), () => this.restart(key), { class: "small" }));
    }
    return this.doubting === key ? [...verbs, h("p", { class: "error", role: "alert" }, t("restart_about"))] : verbs;
  }

  /* Answers are gone for good, so it takes a second press. */
  restart(key) {
    if (this.doubting === key) {
      this.doubting = null;
      this.steer({ verb: "restart", key });
      return;
    }
    this.doubting = key;
    this.redraw();
    setTimeout(() => {
      this.doubting = null;
      this.redraw();
    }, SURE);
  }

  wall({ key, cards }) {
    return fill(h("ul", { class: "wall" }), ...cards.map((card) => {
      const verb = card.hidden ? "show" : "hide";
      return h("li", { class: card.hidden ? "out" : "" }, h("span", null, card.text, card.hidden ? ` (${t("hidden")})` : ""),
        named(`card-${card.item}`, t(verb), () => this.steer({ verb, key, item: card.item }), {
          class: "small", "aria-label": `${t(verb)}: ${card.text}`,
        }));
    }));
  }
}
