/* The phone: sit down, answer, wait, look. */

import { Done } from "./done.js";
import { doorForm } from "./door.js";
import { button, fill, h } from "./dom.js";
import { Frame } from "./frame.js";
import { newToken, settleIn, ticketFromLink } from "./identity.js";
import { leavingView } from "./leaving.js";
import { showNotice } from "./notice.js";
import { Outbox } from "./outbox.js";
import { patiently, Refused, Server } from "./server.js";
import { forget, load, loadShared, save, saveShared, waitingElsewhere } from "./store.js";
import { Table } from "./table.js";
import { language, speak, t } from "./words.js";

const [bar, main, foot] = ["bar", "main", "foot"].map((id) => document.getElementById(id));

class Phone {
  constructor() {
    this.ticket = { code: "", key: "" };
    this.server = new Server("/api", "", language);
    this.notice = h("p", { class: "notice", role: "status" });
    this.frame = new Frame(bar, foot, { door: () => this.door(), leave: () => this.leaving(), speak: (lang) => this.switchTo(lang) });
    this.lost = false;
  }

  async start() {
    const spoken = (navigator.language || "de").startsWith("de") ? "de" : "en";
    await patiently(() => speak(loadShared("lang") || spoken));
    document.title = t("title");
    await patiently(() => settleIn(this.server));
    this.done = new Done(this.server, (there) => this.connection(there));
    this.outbox = new Outbox(this.server, {
      changed: (key) => this.table && this.table.restate(key),
      gone: () => this.unknown(),
      said: (isDone) => this.done.hear(this.room, isDone) && this.table.draw(),
    });
    this.table = new Table(main, this.notice, this.outbox, () => this.done.say(this.room).then((isNews) => isNews && this.table.draw()));
    this.ticket = ticketFromLink();
    window.addEventListener("hashchange", () => {
      this.ticket = ticketFromLink();
      if (!this.seated) {
        this.door();
      }
    });
    setInterval(() => this.frame.tick(this.server.now()), 1000);
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
    this.table.rest();
    this.frame.atDoor();
    const form = doorForm({
      code: this.seated ? undefined : this.ticket.code,
      complaint,
      enter: (who) => this.enter(who),
      back: this.seated && !complaint ? () => this.sit() : null,
    });
    const elsewhere = waitingElsewhere();
    fill(main, h("h1", null, t("welcome")), h("p", null, t("intro")), form, h("p", { class: "quiet" }, t("kept")),
      button(t("notice"), () => showNotice(bar, main), { class: "small" }),
      elsewhere ? h("p", { class: "quiet" }, t("waiting_elsewhere", { n: elsewhere })) : null);
  }

  async switchTo(lang) {
    try {
      await speak(lang);
      saveShared("lang", lang);
      document.title = t("title");
      if (this.room) {
        await this.join({ ...load("me"), code: "" });
        this.table.clear(true);
        this.frame.forget();
        await this.look();
        foot.querySelector(`[lang=${lang}]`).focus();
      } else {
        this.door();
      }
    } catch (error) {
      this.connection(error instanceof Refused);
    }
  }

  async enter(who) {
    await this.join(who);
    if (who.code) {
      this.ticket = { ...this.ticket, code: who.code };
      save("ticket", this.ticket);
    }
    save("me", { side: who.side, people: who.people });
    this.sit();
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
    this.table.rest();
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
    this.table.clear();
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
    this.table.clear();
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
    this.room.people = said.people;
    this.frame.count();
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
    this.room = room;
    this.frame.atTable(room, this.server.now());
    this.table.show(room);
  }
}

new Phone().start();
