/* The phone: sit down, answer, wait, look. */

import { Block } from "./block.js";
import { doorForm } from "./door.js";
import { button, fill, h } from "./dom.js";
import { Outbox } from "./outbox.js";
import { Refused, Server } from "./server.js";
import { forget, load, random, save } from "./store.js";
import { clock, language, speak, t } from "./words.js";

const [bar, main, foot] = ["bar", "main", "foot"].map((id) => document.getElementById(id));

class Phone {
  constructor() {
    this.ticket = this.fromLink();
    this.server = new Server("/api", load("token") || this.newToken(), language);
    this.outbox = new Outbox(this.server, (key) => this.restate(key), () => this.expelled());
    this.blocks = new Map();
    this.notice = h("p", { class: "notice", role: "status" });
    this.lost = false;
  }

  /* The QR code's key stands behind the #, where no server log sees it. */
  fromLink() {
    const [code, key] = window.location.hash.slice(1).split(".");
    if (code) {
      save("ticket", { code, key });
      window.history.replaceState(null, "", window.location.pathname);
    }
    return load("ticket") || { code: "", key: "" };
  }

  newToken() {
    const token = random(16);
    save("token", token);
    return token;
  }

  async start() {
    const spoken = (navigator.language || "de").startsWith("de") ? "de" : "en";
    await patiently(() => speak(load("lang") || spoken));
    document.title = t("title");
    window.addEventListener("hashchange", () => {
      this.ticket = this.fromLink();
      if (!this.room) {
        this.door();
      }
    });
    setInterval(() => this.tick(), 1000);
    if (load("seated")) {
      fill(main, h("p", { class: "quiet" }, t("joining")));
      this.sit();
    } else {
      this.door();
    }
  }

  /* ---- The door ---- */

  door(complaint) {
    this.room = null;
    this.atDoor = true;
    const form = doorForm({
      code: this.seated ? undefined : this.ticket.code,
      complaint,
      enter: (...given) => this.enter(...given),
    });
    fill(bar, h("strong", null, t("title")), this.languages());
    fill(main, h("h1", null, t("welcome")), h("p", null, t("intro")), form, h("p", { class: "quiet" }, t("kept")));
    fill(foot);
  }

  languages() {
    return h("div", { class: "languages" }, ...["de", "en"].map((lang) => button(lang === "de" ? "Deutsch" : "English", () => this.switchTo(lang), {
      lang, "aria-pressed": String(language() === lang), class: "small",
    })));
  }

  async switchTo(lang) {
    try {
      await speak(lang);
      save("lang", lang);
      document.title = t("title");
      if (this.room) {
        await this.join({ ...load("me"), code: "" });
        this.blocks.clear();
        await this.look();
      } else {
        this.door();
      }
    } catch (error) {
      this.connection(error instanceof Refused);
    }
  }

  async enter(who, error, enter) {
    enter.disabled = true;
    fill(error, t("joining"));
    try {
      await this.join(who);
      save("me", { side: who.side, people: who.people });
      this.sit();
    } catch (refusal) {
      if (refusal.status === 429) {
        fill(error, t("busy", { seconds: refusal.wait }));
        setTimeout(() => this.enter(who, error, enter), 1000 * refusal.wait);
        return;
      }
      enter.disabled = false;
      fill(error, ...(refusal instanceof Refused ? refusal.lines.map((line) => h("span", null, line, " ")) : [t("offline")]));
    }
  }

  join(who) {
    const { key } = this.ticket;
    return this.server.ask("/join", { code: who.code, key: key || "", side: who.side, people: who.people, lang: language() });
  }

  /* The room does not know this phone: another workshop, or one that was deleted. */
  expelled() {
    if (this.quit) {
      this.quit();
      this.quit = null;
    }
    forget("outbox");
    forget("draft");
    forget("rev");
    save("seated", false);
    this.seated = false;
    this.server.token = this.newToken();
    this.outbox.waiting = [];
    this.outbox.states.clear();
    this.blocks.clear();
    this.door([t("gone")]);
  }

  /* ---- At the table ---- */

  sit() {
    save("seated", true);
    this.seated = true;
    this.atDoor = false;
    fill(main);
    this.blocks.clear();
    if (this.quit) {
      this.quit();
    }
    this.quit = this.server.listen("/pulse", () => this.look(), (said) => this.hear(said), (error) => {
      if (error.status === 401) {
        this.expelled();
      } else {
        this.connection(false);
      }
    });
    this.outbox.hurry();
  }

  async look() {
    const room = await this.server.ask("/room");
    if (!this.atDoor) {
      this.show(room);
    }
    this.connection(true);
  }

  hear(said) {
    this.connection(true);
    if (!this.room) {
      return;
    }
    if (said.scene !== this.room.scene) {
      // A little apart, so that a hall of phones does not ask in the same moment.
      clearTimeout(this.glance);
      this.glance = setTimeout(() => this.look().catch(() => this.connection(false)), 300 * Math.random());
    }
    Object.assign(this.room, { people: said.people, answered: said.answered });
    this.count();
  }

  connection(there) {
    if (there && this.lost) {
      fill(this.notice, t("online"));
      setTimeout(() => this.lost || fill(this.notice), 4000);
    } else if (!there) {
      fill(this.notice, t("offline"));
    }
    this.lost = !there;
  }

  show(room) {
    const moved = !this.room || this.room.activity !== room.activity || this.room.beat !== room.beat;
    this.room = room;
    fill(bar, h("strong", null, room.title || t("title")), this.timer = this.timer || h("span", { class: "timer" }));
    const order = { open: 0, closed: 1, revealed: 2 };
    const questions = [...room.questions].sort((a, b) => order[a.status] - order[b.status]);
    const shown = questions.map((question) => this.block(question));
    const waiting = questions.some((question) => question.status === "open") ? null
      : h("p", { class: "wait" }, t(room.activity ? "wait" : "wait_start"));
    const wanted = [this.notice, waiting, ...shown.map((block) => block.element), this.doneButton(room)]
      .filter(Boolean);
    // Moving a field that is being typed into would close the keyboard.
    if (wanted.length !== main.children.length || wanted.some((one, place) => main.children[place] !== one)) {
      fill(main, ...wanted);
    }
    fill(foot, this.people = h("span", null), button(t("leave"), () => this.door(), { class: "small" }), this.languages());
    this.count();
    this.tick();
    if (moved) {
      window.scrollTo(0, 0);
    }
  }

  /* The same question keeps its elements: what is typed and where the cursor is stay. */
  block(question) {
    const { mine, ...rest } = question;
    const print = JSON.stringify(rest);
    const before = this.blocks.get(question.key);
    const block = before && before.print === print ? before : new Block(question, print, this.outbox);
    this.blocks.set(question.key, block);
    block.refresh(mine);
    return block;
  }

  restate(key) {
    const block = this.blocks && this.blocks.get(key);
    if (block) {
      block.restate();
    }
  }

  doneButton(room) {
    const open = room.questions.some((question) => question.status === "open");
    if (!open) {
      return null;
    }
    this.done = this.done || button("", () => this.sayDone(), { class: "done" });
    this.done.textContent = (room.done ? "✓ " : "") + t("done");
    this.done.setAttribute("aria-pressed", String(room.done));
    return this.done;
  }

  async sayDone() {
    try {
      await this.server.ask("/done", { done: !this.room.done });
      this.room.done = !this.room.done;
      this.doneButton(this.room);
      this.connection(true);
    } catch (error) {
      this.connection(error instanceof Refused);
    }
  }

  count() {
    if (this.people) {
      fill(this.people, t("here", { people: this.room.people }));
    }
  }

  tick() {
    if (!this.room || !this.timer) {
      return;
    }
    const left = this.room.ends ? this.room.ends - this.server.now() : null;
    fill(this.timer, left === null ? null : left > 0 ? t("time_left", { time: clock(left) }) : t("time_up"));
  }
}

async function patiently(call) {
  for (let wait = 1000; ; wait = Math.min(16000, 2 * wait)) {
    try {
      return await call();
    } catch (error) {
      await new Promise((go) => setTimeout(go, wait));
    }
  }
}

new Phone().start();
