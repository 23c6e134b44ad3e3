/* The phone: sit down, answer, wait, look. */

import { Block } from "./block.js";
import { doorForm } from "./door.js";
import { button, fill, h } from "./dom.js";
import { newToken, settleIn, ticketFromLink } from "./identity.js";
import { leavingView } from "./leaving.js";
import { noticeView } from "./notice.js";
import { Outbox } from "./outbox.js";
import { patiently, Refused, Server } from "./server.js";
import { forget, load, loadShared, save, saveShared, waitingElsewhere } from "./store.js";
import { clock, language, speak, t } from "./words.js";

const [bar, main, foot] = ["bar", "main", "foot"].map((id) => document.getElementById(id));

class Phone {
  constructor() {
    this.ticket = { code: "", key: "" };
    this.server = new Server("/api", "", language);
    this.blocks = new Map();
    this.notice = h("p", { class: "notice", role: "status" });
    this.lost = false;
  }

  async start() {
    const spoken = (navigator.language || "de").startsWith("de") ? "de" : "en";
    await patiently(() => speak(loadShared("lang") || spoken));
    document.title = t("title");
    await patiently(() => settleIn(this.server));
    this.outbox = new Outbox(this.server, (key) => this.restate(key), () => this.unknown());
    this.ticket = ticketFromLink();
    window.addEventListener("hashchange", () => {
      this.ticket = ticketFromLink();
      if (!this.seated) {
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
      back: this.seated && !complaint ? () => this.sit() : null,
    });
    const elsewhere = waitingElsewhere();
    fill(bar, h("strong", null, t("title")), this.languages());
    fill(main, h("h1", null, t("welcome")), h("p", null, t("intro")), form, h("p", { class: "quiet" }, t("kept")),
      button(t("notice"), () => this.read(), { class: "small" }),
      elsewhere ? h("p", { class: "quiet" }, t("waiting_elsewhere", { n: elsewhere })) : null);
    fill(foot);
  }

  /* The form waits with whatever was filled in. */
  async read() {
    const [top, form] = [[...bar.childNodes], [...main.childNodes]];
    try {
      fill(main, ...await noticeView(() => {
        fill(bar, ...top);
        fill(main, ...form);
      }));
      fill(bar, h("strong", null, t("title")));
      window.scrollTo(0, 0);
      main.focus();
    } catch (error) {
      fill(main, ...form, h("p", { class: "error", role: "alert" }, t("offline")));
    }
  }

  languages() {
    return h("div", { class: "languages" }, ...["de", "en"].map((lang) => button(lang === "de" ? "Deutsch" : "English", () => this.switchTo(lang), {
      lang, "aria-pressed": String(language() === lang), class: "small",
    })));
  }

  async switchTo(lang) {
    try {
      await speak(lang);
      saveShared("lang", lang);
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
      if (who.code) {
        this.ticket = { ...this.ticket, code: who.code };
        save("ticket", this.ticket);
      }
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

  /* The room does not know this phone: it left, or was away so long that it was taken out of the
     count. Nothing is deleted; with what it was let in by before, it comes back by itself. */
  async unknown() {
    this.rest();
    if (this.returning) {
      return;
    }
    this.returning = true;
    try {
      await patiently(() => this.join({ ...load("me"), code: this.ticket.code }), (error) => this.mayWait(error));
      this.sit();
    } catch (error) {
      this.seated = false;
      this.door([t("unknown"), ...error.lines.map((line) => ` ${line}`)]);
    } finally {
      this.returning = false;
    }
  }

  /* Whether to try again later: no way to the room, another room, or too many at the door. */
  mayWait(error) {
    const away = !(error instanceof Refused) || error.status === 421 || error.status === 429 || !this.server.isMine(error);
    if (away) {
      this.connection(false);
    }
    return away;
  }

  /* Another room stands here right now. What is kept for the own one waits until it is back. */
  elsewhere() {
    const go = button(t("other_room_go"), () => window.location.reload(), { class: "small" });
    fill(this.notice, t("other_room"), " ", go);
    this.lost = true;
  }

  /* Stops listening. */
  rest() {
    if (this.quit) {
      this.quit();
      this.quit = null;
    }
  }

  /* ---- Leaving ---- */

  leaving() {
    this.atDoor = true;
    fill(main, ...leavingView({
      waiting: this.outbox.waiting.length,
      stay: () => this.sit(),
      leave: (forgetting) => this.leave(forgetting),
    }));
    fill(foot);
    main.focus();
  }

  async leave(forgetting) {
    try {
      await this.server.ask("/leave", {});
    } catch (error) {
      // Who leaves for good need not wait for a room that does not answer.
      if (!forgetting && !(error instanceof Refused && error.status === 401)) {
        throw error;
      }
    }
    this.rest();
    save("seated", false);
    this.seated = false;
    this.blocks.clear();
    if (forgetting) {
      this.outbox.waiting = [];
      this.outbox.states.clear();
      forget();
      this.server.token = newToken();
      this.ticket = { code: "", key: "" };
    }
    this.door([t(forgetting ? "left_forgotten" : "left")]);
  }

  /* ---- At the table ---- */

  sit() {
    save("seated", true);
    this.seated = true;
    this.atDoor = false;
    fill(main);
    this.blocks.clear();
    this.rest();
    this.quit = this.server.listen("/pulse", () => this.look(), (said) => this.hear(said), (error) => {
      if (error.status === 401 && this.server.isMine(error)) {
        this.unknown();
      } else if (error.status === 421) {
        this.elsewhere();
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
    fill(foot, this.people = h("span", null), button(t("leave"), () => this.door(), { class: "small" }),
      button(t("leave_room"), () => this.leaving(), { class: "small" }), this.languages());
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

new Phone().start();
