/* The presenter view: what only the facilitator may see, on a second screen. */

import { attendancePart } from "./attendance.js";
import { button, fill, h, uniqueId } from "./dom.js";
import { networkAlert, networkPart } from "./network.js";
import { here } from "./place.js";
import { Refused, Server } from "./server.js";
import { clock, language, speak, t } from "./words.js";

const [bar, main] = ["bar", "main"].map((id) => document.getElementById(id));
const PATIENCE = 8000;
const REFUSAL = 20000;
const LOOK = 15000;

class Presenter {
  constructor() {
    const secret = window.location.hash.slice(1) || window.sessionStorage.getItem("ot.secret") || "";
    window.sessionStorage.setItem("ot.secret", secret);
    window.history.replaceState(null, "", window.location.pathname);
    this.server = new Server("/api/presenter", secret, language);
    this.status = h("p", { class: "status", role: "status" });
    this.looking = new Set();
  }

  async start() {
    const kept = window.sessionStorage.getItem("ot.lang");
    await speak(kept || ((navigator.language || "de").startsWith("de") ? "de" : "en"));
    window.addEventListener("hashchange", () => window.location.reload());
    setInterval(() => this.tick(), 1000);
    setInterval(() => this.room && !this.typing() && this.hear(), LOOK);
    this.listen();
  }

  listen() {
    document.title = `${t("presenter")} · ${t("title")}`;
    this.server.listen("/pulse", () => this.look(), (said) => this.hear(said), (error) => {
      if (error.status === 401) {
        this.locked();
      } else {
        this.lost = true;
        fill(this.status, t("offline"));
      }
    });
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
    fill(bar, h("strong", null, t("presenter")));
    fill(main, h("h1", null, t("presenter")), h("p", null, t("locked")),
      h("form", { onsubmit: open }, h("div", { class: "field" }, h("label", { for: id }, t("secret")), input),
        button(t("open_view"), undefined, { type: "submit", class: "main" })));
  }

  async look() {
    this.room = await this.server.ask(`?lang=${language()}`);
    if (this.lost) {
      this.lost = false;
      fill(this.status);
    }
    this.draw();
  }

  /* What is typed must not be drawn away. */
  typing() {
    return document.activeElement && document.activeElement.tagName === "INPUT";
  }

  hear() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look().catch(() => {
      this.lost = true;
      fill(this.status, t("offline"));
    }), 100);
  }

  async steer(body) {
    await this.trying(() => this.server.ask("/steer", { key: "", item: "", value: "", ...body }));
  }

  async trying(ask) {
    try {
      await ask();
      fill(this.status);
      await this.look();
    } catch (error) {
      fill(this.status, ...(error instanceof Refused ? error.lines.map((line) => `${line} `) : [t("offline")]));
    }
  }

  async move(host) {
    await this.trying(() => this.server.ask("/network", { host }));
  }

  async step(to) {
    fill(this.status, t("asking"));
    const before = `${this.room.activity}/${this.room.beat}`;
    await this.steer({ verb: "step", value: to });
    clearTimeout(this.doubt);
    this.doubt = setTimeout(() => {
      const now = `${this.room.activity}/${this.room.beat}`;
      if (now === before && this.room.step && !this.room.step.refusal.length) {
        fill(this.status, t("no_notebook"));
      }
    }, PATIENCE);
  }

  draw() {
    const { room } = this;
    const focused = document.activeElement && document.activeElement.dataset.name;
    fill(bar, h("strong", null, t("presenter")), h("span", { class: "private" }, t("private")), this.languages());
    fill(main, this.status, this.refusal(), networkAlert(room), ...(room.activity
      ? [this.now(), this.plan(), this.script(), this.next(), this.timer(), this.questions()]
      : [h("p", { class: "wait" }, t("no_act"))]), this.attendance(), this.door());
    this.tick();
    const again = focused && document.querySelector(`[data-name="${CSS.escape(focused)}"]`);
    if (again) {
      again.focus();
    }
  }

  languages() {
    return h("div", { class: "languages" }, ...["de", "en"].map((lang) => this.named(`lang-${lang}`, lang === "de" ? "Deutsch" : "English", async () => {
      window.sessionStorage.setItem("ot.lang", lang);
      await speak(lang);
      document.title = `${t("presenter")} · ${t("title")}`;
      await this.look();
    }, { lang, "aria-pressed": String(language() === lang), class: "small" })));
  }

  /* A button that keeps the focus when the page is drawn again. */
  named(name, label, press, properties) {
    return button(label, press, { "data-name": name, ...properties });
  }

  refusal() {
    const lines = this.room.step ? this.room.step.refusal : [];
    const print = lines.join();
    if (print !== this.refused) {
      this.refused = print;
      this.refusedAt = Date.now();
      setTimeout(() => this.draw(), REFUSAL + 100);
    }
    // What was missing then may be there by now.
    if (Date.now() - this.refusedAt > REFUSAL) {
      return null;
    }
    return lines.length ? h("div", { class: "error", role: "alert" }, ...lines.map((line) => h("p", null, line))) : null;
  }

  now() {
    const { room } = this;
    return h("section", null,
      h("h1", null, `${room.title} – ${room.beat_label}`),
      h("p", { class: "big" }, t("here", { people: room.people }), " · ", t("done_count", { n: room.ready })));
  }

  script() {
    const { cue } = this.room;
    if (!cue) {
      return null;
    }
    const part = (key) => (cue[key] ? [h("dt", null, t(key)), h("dd", null, cue[key])] : []);
    this.spent = h("strong", null);
    return h("section", { class: "script" },
      h("h2", null, t("say")), h("blockquote", null, cue.say),
      h("dl", null, ...part("watch"), ...part("cut"), ...part("worked"),
        h("dt", null, t("minutes")),
        h("dd", null, this.minutes(cue), ` · ${t("spent")} `, this.spent)));
  }

  minutes({ minutes }) {
    if (!minutes) {
      return t("left_out");
    }
    const { least, plan, most } = minutes;
    return `${t("least")} ${least} · ${t("plan")} ${plan} · ${t("most")} ${most}`;
  }

  /* The whole of the workshop: which plan, and how far behind it. */
  plan() {
    const { plan } = this.room;
    this.pace = h("p", { class: "big pace" });
    const press = (one) => this.named(`plan-${one.key}`, one.label, () => this.steer({ verb: "plan", value: one.key }), {
      class: "small", "aria-pressed": String(Boolean(plan.begun) && one.key === plan.key),
    });
    return h("section", { class: "plan" }, h("h2", null, t("the_plan")), this.pace,
      h("details", { open: !plan.begun || this.looking.has("plan"), ontoggle: (event) => (event.target.open ? this.looking.add("plan") : this.looking.delete("plan")) },
        h("summary", { "data-name": "plans" }, t(plan.begun ? "other_plan" : "choose_plan")),
        h("div", { class: "row" }, ...plan.plans.map(press))));
  }

  keepPace() {
    const { plan } = this.room;
    if (!plan.begun) {
      fill(this.pace, t("no_plan"));
      return;
    }
    const { cue } = this.room;
    const planned = cue && cue.minutes ? cue.minutes.plan : 0;
    const gone = Math.floor((this.server.now() - plan.begun) / 60);
    const late = plan.begins === null ? 0 : gone - plan.begins - planned;
    fill(this.pace, t("minute_of", { n: gone, all: plan.minutes }), " · ",
      plan.begins === null ? t("not_planned") : t("planned_at", { n: plan.begins }),
      late > 0 ? ` · ${t("behind", { n: late })}` : "");
    this.pace.classList.toggle("over", late > 0);
  }

  next() {
    const { next } = this.room;
    return h("section", { class: "steps" }, next
      ? this.named("next", t("next", { step: next.label }), () => this.step(next.to), { class: "main" })
      : h("p", null, t("end")));
  }

  timer() {
    const { cue, ends } = this.room;
    if (!cue) {
      this.left = null;
      return null;
    }
    const minutes = cue.minutes ? cue.minutes.plan : 3;
    this.left = h("strong", { class: "timer" });
    return h("section", { class: "steps" }, h("h2", null, t("timer")), this.left,
      ends ? null : this.named("timer", t("start_timer", { minutes }), () => this.steer({ verb: "extend", value: String(60 * minutes) })),
      this.named("minute", t("minute_more"), () => this.steer({ verb: "extend", value: "60" })));
  }

  questions() {
    const { questions } = this.room;
    return questions.length ? h("section", null, h("h2", null, t("questions")), ...questions.map((one) => this.question(one))) : null;
  }

  question(question) {
    const { key, status, cards } = question;
    const press = (verb, label) => this.named(`${verb}-${key}`, t(label), () => this.steer({ verb, key }), { class: "small" });
    const verbs = status === "open" ? [press("close", "close_question"), press("reveal", "reveal_question")]
      : status === "closed" ? [press("reveal", "reveal_question"), press("open", "open_question")]
        : [press("open", "open_question")];
    if (this.room.answered[key]) {
      verbs.push(this.named(`restart-${key}`, t(this.doubting === key ? "restart_sure" : "restart_question"), () => this.restart(key), { class: "small" }));
    }
    return h("article", { class: "question" },
      h("h3", null, question.prompt),
      h("p", null, h("span", { class: `badge ${status}` }, t(`status_${status}`)), " ", t("answered", { n: this.room.answered[key] || 0 })),
      h("div", { class: "row" }, ...verbs),
      cards.length ? this.cards(question) : null);
  }

  /* Answers are gone for good, so it takes a second press. */
  restart(key) {
    if (this.doubting === key) {
      this.doubting = null;
      this.steer({ verb: "restart", key });
      return;
    }
    this.doubting = key;
    fill(this.status, t("restart_about"));
    this.draw();
    setTimeout(() => {
      this.doubting = null;
      this.draw();
    }, REFUSAL);
  }

  cards(question) {
    const { key, cards } = question;
    const rows = cards.map((card) => h("li", { class: card.hidden ? "out" : "" }, h("span", null, card.text, card.hidden ? ` (${t("hidden")})` : ""),
      this.named(`card-${card.item}`, t(card.hidden ? "show" : "hide"), () => this.steer({ verb: card.hidden ? "show" : "hide", key, item: card.item }), {
        class: "small", "aria-label": `${t(card.hidden ? "show" : "hide")}: ${card.text}`,
      })));
    return h("details", {
      open: this.looking.has(key),
      ontoggle: (event) => (event.target.open ? this.looking.add(key) : this.looking.delete(key)),
    }, h("summary", { "data-name": `look-${key}` }, `${t("look")} (${cards.length})`), h("ul", { class: "wall" }, ...rows));
  }

  attendance() {
    const press = (name, label, act) => this.named(name, label, act, { class: "small" });
    return attendancePart(this.room, press, (body) => this.steer(body));
  }

  door() {
    const { door } = this.room;
    return door ? h("section", null, h("h2", null, t("join_link")),
      h("p", { class: "code" }, door.code), h("p", null, door.address),
      ...networkPart(this.room, (name, label, press) => this.named(name, label, press, { class: "small" }), (host) => this.move(host)),
      this.named("export", t("export"), () => this.download(), { class: "small" })) : null;
  }

  async download() {
    const { token } = this.server;
    const reply = await fetch(here(`/api/presenter/answers.csv?lang=${language()}`), { headers: { authorization: `Bearer ${token}` } });
    const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: "answers.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  tick() {
    const { room } = this;
    if (!room) {
      return;
    }
    if (this.spent && room.entered) {
      const gone = this.server.now() - room.entered;
      fill(this.spent, clock(gone));
      const most = room.cue && room.cue.minutes ? room.cue.minutes.most : 0;
      this.spent.className = most && gone > 60 * most ? "over" : "";
    }
    if (this.pace && room.activity) {
      this.keepPace();
    }
    if (this.left) {
      const left = room.ends ? room.ends - this.server.now() : null;
      fill(this.left, left === null ? null : left > 0 ? `${t("time_left", { time: clock(left) })} ` : `${t("time_up")} `);
    }
  }
}

new Presenter().start();
