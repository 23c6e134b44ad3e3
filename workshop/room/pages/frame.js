/* What stands above and below everything: where the room is, how long it still has, who is here. */

import { button, fill, h } from "./dom.js";
import { clock, language, t } from "./words.js";

const NAMES = { de: "Deutsch", en: "English" };

export class Frame {
  /* `on` are the ways out of here: `door()`, `leave()`, `speak(lang)`. */
  constructor(bar, foot, on) {
    Object.assign(this, { bar, foot, on });
    this.title = h("strong", null);
    this.timer = h("span", { class: "timer" });
    this.people = h("span", null);
    this.room = null;
  }

  atDoor() {
    this.room = null;
    fill(this.bar, h("strong", null, t("title")), this.languages());
    fill(this.foot);
  }

  /* What is there stays, so that a button that has the focus keeps it. */
  atTable(room, now) {
    this.room = room;
    this.title.textContent = room.title || t("title");
    if (this.title.parentNode !== this.bar) {
      fill(this.bar, this.title, this.timer);
    }
    if (this.people.parentNode !== this.foot) {
      fill(this.foot, this.people, button(t("leave"), this.on.door, { class: "small" }),
        button(t("leave_room"), this.on.leave, { class: "small" }), this.languages());
    }
    this.count();
    this.tick(now);
  }

  /* In another language; the focus stays on the button that chose it. */
  forget() {
    fill(this.foot);
  }

  languages() {
    return h("div", { class: "languages" }, ...Object.keys(NAMES).map((lang) =>
      button(NAMES[lang], () => this.on.speak(lang), { lang, "aria-pressed": String(language() === lang), class: "small" })));
  }

  count() {
    this.people.textContent = t("here", { people: this.room.people });
  }

  tick(now) {
    if (this.room) {
      const left = this.room.ends ? this.room.ends - now : null;
      fill(this.timer, left === null ? null : left > 0 ? t("time_left", { time: clock(left) }) : t("time_up"));
    }
  }
}
