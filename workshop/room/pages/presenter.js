/* The presenter view: what only the facilitator may see, on a phone in the hand or a second screen. */

import { attendancePart } from "./attendance.js";
import { Console } from "./console.js";
import { button, fill, h, uniqueId } from "./dom.js";
import { joiningPart } from "./joining.js";
import { menuPart } from "./menu.js";
import { deedsPart, momentsPart, offersPart } from "./moments.js";
import { networkAlert } from "./network.js";
import { Part, named } from "./part.js";
import { here } from "./place.js";
import { Piles } from "./piles.js";
import { Plan } from "./plan.js";
import { Questions } from "./questions.js";
import { herePart, keepSpent, scriptPart } from "./script.js";
import { Refused, Server } from "./server.js";
import { language, speak, t } from "./words.js";

const [bar, main, foot] = ["bar", "main", "console"].map((id) => document.getElementById(id));
const LOOK = 15000;
const WIDE = window.matchMedia("(min-width: 60rem)");

class Presenter {
  constructor() {
    const secret = window.location.hash.slice(1) || window.sessionStorage.getItem("ot.secret") || "";
    window.sessionStorage.setItem("ot.secret", secret);
    window.history.replaceState(null, "", window.location.pathname);
    this.server = new Server("/api/presenter", secret, language);
    this.parts = this.partsOf();
  }

  /* Each part with what it shows; nothing else draws it anew. */
  partsOf() {
    const steer = (body) => this.steer(body);
    const go = (to) => this.console.press(to);
    const again = () => this.draw(true);
    this.plan = new Plan(steer, again);
    this.questions = new Questions(steer, again);
    this.piles = new Piles(steer, again);
    const asked = ({ questions, answered, people, fewest, beat }) => ({ questions, answered, people, fewest, beat });
    const part = (name, draw, pick) => Object.assign(new Part(name, draw), { pick });
    return {
      alert: part("alert", (room) => [networkAlert(room)], ({ network }) => ({ network })),
      here: part("here", herePart, ({ title, beat_label }) => ({ title, beat_label })),
      script: part("script", scriptPart, ({ cue, next, plan, activity }) => ({ cue, wide: WIDE.matches, ending: activity && !next ? plan.ending : "" })),
      pace: part("plan", (room) => this.plan.drawPace(room), ({ plan }) => ({ plan })),
      moments: part("moments", (room) => momentsPart(room, go), ({ moment }) => ({ moment })),
      round: part("consent", (room) => this.questions.drawRound(room), asked),
      deeds: part("deeds", (room) => deedsPart(room, go), ({ deeds }) => ({ deeds })),
      offers: part("offers", (room) => offersPart(room, go), ({ offers }) => ({ offers })),
      piles: part("piles", (room) => this.piles.draw(room), ({ piles }) => ({ piles })),
      questions: part("questions", (room) => this.questions.draw(room), asked),
      menu: part("menu-part", (room) => menuPart(room, go), ({ menu }) => ({ menu })),
      change: part("change", (room) => this.plan.drawChange(room), ({ plan }) => ({ plan })),
      attendance: part("attendance", (room) => attendancePart(room, steer), ({ heads, people, gone, sides, away, joins, locked, expected, too_many, set_aside, door }) => (
        { heads, people, gone, sides, away, joins, locked, expected, too_many, set_aside, door })),
      joining: part("joining", (room) => joiningPart(room, (host) => this.move(host), () => this.download()), ({ door, network }) => ({ door, network })),
    };
  }

  async start() {
    const kept = window.sessionStorage.getItem("ot.lang");
    await speak(kept || ((navigator.language || "de").startsWith("de") ? "de" : "en"));
    this.console = new Console(foot, (to, seen) => this.steer({ verb: "step", value: to, key: seen }), (body) => this.steer(body));
    window.addEventListener("hashchange", () => window.location.reload());
    WIDE.addListener(() => {
      this.laid = false;
      this.draw();
    });
    setInterval(() => this.tick(), 1000);
    setInterval(() => this.room && this.hear(), LOOK);
    this.listen();
  }

  listen() {
    document.title = `${t("presenter")} · ${t("title")}`;
    this.server.listen("/pulse", () => this.look(), () => this.hear(), (error) => {
      if (error.status === 401) {
        this.locked();
      } else {
        this.lose();
      }
    });
  }

  lose() {
    this.lost = true;
    this.console.say(t("offline"));
  }

  locked() {
    const id = uniqueId("secret");
    const input = h("input", { id, type: "password", autocomplete: "off" });
    const open = (event) => {
      event.preventDefault();
      this.server.token = input.value.trim();
      window.sessionStorage.setItem("ot.secret", this.server.token);
      this.listen();
    };
    this.laid = false;
    foot.hidden = true;
    fill(bar, h("strong", null, t("presenter")));
    fill(main, h("h1", null, t("presenter")), h("p", null, t("locked")),
      h("form", { onsubmit: open }, h("div", { class: "field" }, h("label", { for: id }, t("secret")), input),
        button(t("open_view"), undefined, { type: "submit", class: "main" })));
  }

  async look() {
    this.room = await this.server.ask(`?lang=${language()}`);
    if (this.lost) {
      this.lost = false;
      this.console.say("");
    }
    this.draw();
  }

  hear() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look().catch(() => this.lose()), 100);
  }

  steer(body) {
    return this.trying(() => this.server.ask("/steer", { key: "", item: "", value: "", ...body }));
  }

  async trying(ask) {
    try {
      await ask();
      this.console.say("");
      await this.look();
    } catch (error) {
      this.console.say(...(error instanceof Refused ? error.lines : [t("offline")]));
    }
  }

  move(host) {
    return this.trying(() => this.server.ask("/network", { host }));
  }

  /* In one column what is needed now comes first; where there are two, both begin with it. */
  lay() {
    const { parts } = this;
    const put = (...names) => names.map((name) => parts[name].element);
    const column = (...names) => h("div", null, ...put(...names));
    const [said, asked] = [["script", "pace", "moments"], ["round", "deeds", "piles", "offers", "questions"]];
    const [ways, people] = [["menu", "change"], ["attendance", "joining"]];
    this.wait = h("p", { class: "wait" }, t("no_act"));
    fill(main, ...put("alert", "here"), this.wait, h("div", { class: "columns" }, ...(WIDE.matches
      ? [column(...said, ...ways), column(...asked, ...people)]
      : [column(...said, ...asked, ...ways, ...people)])));
    this.laid = true;
  }

  draw(anew) {
    const { room } = this;
    if (!room) {
      return;
    }
    if (!this.laid || this.spoken !== language()) {
      this.spoken = language();
      this.lay();
      fill(bar, h("strong", null, t("presenter")), h("span", { class: "private" }, t("private")), this.languages());
    }
    const seldom = ["alert", "attendance", "joining"];
    this.wait.hidden = Boolean(room.activity);
    for (const [name, part] of Object.entries(this.parts)) {
      if (anew) {
        part.forget();
      }
      if (room.activity || seldom.includes(name)) {
        part.show(part.pick(room));
      } else {
        part.element.hidden = true;
      }
    }
    this.console.show(room);
    this.tick();
    // What to say in a new beat stands at the top.
    const place = `${room.activity}/${room.beat}/${Boolean(room.plan.begun)}`;
    if (this.place && this.place !== place) {
      window.scrollTo(0, 0);
    }
    this.place = place;
  }

  languages() {
    return h("div", { class: "languages" }, ...["de", "en"].map((lang) => named(`lang-${lang}`, lang.toUpperCase(), async () => {
      window.sessionStorage.setItem("ot.lang", lang);
      await speak(lang);
      document.title = `${t("presenter")} · ${t("title")}`;
      await this.look();
      document.querySelector(`[data-name=lang-${lang}]`).focus({ preventScroll: true });
    }, { lang, "aria-pressed": String(language() === lang), "aria-label": lang === "de" ? "Deutsch (DE)" : "English (EN)", class: "small" })));
  }

  async download() {
    const { token } = this.server;
    const reply = await fetch(here(`/api/presenter/answers.csv?lang=${language()}`), { headers: { authorization: `Bearer ${token}` } });
    const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: "answers.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  tick() {
    if (this.room && this.room.activity && this.laid) {
      const now = this.server.now();
      keepSpent(this.room, now);
      this.plan.tick(now);
      this.console.tick(now);
    }
  }
}

new Presenter().start();
