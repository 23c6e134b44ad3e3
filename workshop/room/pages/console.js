/* The bar at the bottom of the presenter view: back, next, the time, who is done; and what the
   projector says to a press. It is made once and never drawn away under a thumb. */

import { fill, h } from "./dom.js";
import { decidingDeeds, deedRow } from "./moments.js";
import { Part, named } from "./part.js";
import { clock, t } from "./words.js";

const PATIENCE = 8000;
const REFUSAL = 30000;

export class Console {
  /* `ask(to, seen)` asks for a step and is a promise of its answer; `steer(body)` tells the room. */
  constructor(place, ask, steer) {
    Object.assign(this, { place, ask, steer, room: null, sent: false, since: 0, refused: "", refusedAt: 0 });
    this.told = h("p", { class: "told", role: "status" });
    this.refusal = h("div", { class: "refusal", role: "alert" });
    this.back = named("back", "", () => this.press(this.room.back, true), { class: "back" });
    this.next = named("next", "", () => this.room.next && this.press(this.room.next.to, true), { class: "main" });
    this.end = h("p", { class: "end" });
    this.left = h("strong", { class: "timer" });
    this.start = named("timer", "", () => this.extend(60 * this.planned()), { class: "small" });
    this.minute = named("minute", "+1", () => this.extend(60), { class: "small" });
    this.done = h("p", { class: "done-line" });
    this.deeds = new Part("deeds", (deeds) => (deeds.length ? [deedRow(deeds, (to) => this.press(to))] : []));
    fill(place, this.refusal, this.told, this.deeds.element,
      h("div", { class: "facts" }, h("div", { class: "time" }, this.left, this.start, this.minute), this.done),
      h("div", { class: "keys" }, this.back, this.next, this.end));
  }

  extend(seconds) {
    this.steer({ verb: "extend", value: String(seconds) });
  }

  planned() {
    const { cue } = this.room;
    return cue && cue.minutes ? cue.minutes.plan : 3;
  }

  say(...lines) {
    fill(this.told, lines.join(" "));
  }

  /* Whether the projector owes something: a step that was asked for, or the drawing of a beat whose
     moments nobody knows before. A second press would lead further than whoever presses can see. */
  get owed() {
    const { step, is_drawn: drawn } = this.room;
    return Boolean((step && !step.refusal.length) || !drawn);
  }

  get moving() {
    return this.sent || (this.owed && Date.now() - this.since < PATIENCE);
  }

  async press(to, onlyHere) {
    if (!to || this.moving) {
      return;
    }
    this.sent = true;
    this.since = Date.now();
    this.refused = "";
    this.wanted = to;
    fill(this.refusal);
    this.draw();
    try {
      await this.ask(to, onlyHere ? this.room.where : "");
    } finally {
      this.sent = false;
      this.draw();
    }
    this.wait();
  }

  wait() {
    clearTimeout(this.doubt);
    this.doubt = setTimeout(() => this.draw(), PATIENCE + 100);
  }

  show(room) {
    const before = this.room && this.owed && this.room.where;
    this.room = room;
    if (this.owed && before !== room.where && !this.sent) {
      this.since = Date.now(); // it is on its way to somewhere new, or another device pressed
      this.wait();
    }
    this.place.hidden = !room.activity;
    this.draw();
  }

  draw() {
    const { room, moving } = this;
    const waits = this.owed && !moving;
    document.body.classList.toggle("moving", moving);
    this.label(this.back, t("back"), moving);
    this.back.hidden = !room.back;
    this.label(this.next, moving ? t("moving") : room.next ? t("next", { step: room.next.label }) : "", moving);
    this.next.hidden = !room.next;
    fill(this.end, room.next ? null : t("end"));
    this.end.hidden = Boolean(room.next);
    fill(this.done, room.done);
    this.drawTimer();
    this.drawRefusal();
    this.drawDeeds();
    this.drawTold(moving ? t("asking") : waits ? t("no_notebook") : "");
    this.makeWay();
  }

  /* Nothing on the page may end behind the bar. */
  makeWay() {
    const { paddingBottom } = document.body.style;
    const wanted = `${this.place.offsetHeight}px`;
    if (paddingBottom !== wanted) {
      document.body.style.paddingBottom = wanted;
    }
  }

  /* What this bar says by itself goes by itself; what others had it say stays. */
  drawTold(line) {
    if (line || this.told.textContent === this.own) {
      this.say(line);
      this.own = line;
    }
  }

  /* Not `disabled`: that would throw the keyboard's focus away. */
  label(key, text, moving) {
    if (key.textContent !== text) {
      fill(key, text);
    }
    key.setAttribute("aria-disabled", String(moving));
  }

  drawTimer() {
    const { cue, ends } = this.room;
    const isTimed = cue && this.room.beat !== "recorded";
    this.start.hidden = !isTimed || Boolean(ends);
    this.minute.hidden = !isTimed;
    fill(this.start, t("start_timer", { minutes: this.planned() }));
    this.minute.setAttribute("aria-label", t("minute_more"));
  }

  /* The deeds that decide; while a refusal offers them, they stand there. */
  drawDeeds() {
    const deeds = decidingDeeds(this.room.deeds);
    this.deeds.show(this.refusal.childNodes.length ? [] : deeds);
    this.next.className = deeds.length ? "second" : "main";
    this.makeWay();
  }

  tick(now) {
    const { ends } = this.room;
    const left = ends ? ends - now : null;
    fill(this.left, left === null ? null : left > 0 ? t("time_left", { time: clock(left) }) : t("time_up_short"));
    this.left.classList.toggle("over", left !== null && left <= 0);
    if (this.refused && Date.now() - this.refusedAt > REFUSAL) {
      this.drawRefusal();
      this.drawDeeds();
    }
  }

  /* What is missing, and the deed that does it. What was missing then may be there by now. */
  drawRefusal() {
    const { step, deeds } = this.room;
    const lines = step && !this.sent ? step.refusal : [];
    const print = JSON.stringify([lines, lines.length ? step.to : "", deeds]);
    if (lines.length && print === this.refused && Date.now() - this.refusedAt < REFUSAL) {
      return;
    }
    const isNew = lines.length && print !== this.refused;
    if (!isNew && !this.refusal.childNodes.length) {
      return;
    }
    this.refused = print;
    this.refusedAt = isNew ? Date.now() : 0;
    fill(this.refusal, ...(isNew ? this.refusalLines(lines, deeds.filter((one) => one.to !== step.to)) : []));
  }

  refusalLines(lines, deeds) {
    const close = () => {
      fill(this.refusal);
      this.drawDeeds();
      this.next.focus({ preventScroll: true });
    };
    return [h("div", { class: "lines" }, ...lines.map((line) => h("p", null, line))),
      h("div", { class: "row" },
        ...deeds.map((one, at) => named(`refusal-${one.to}`, one.label, () => this.press(one.to), { class: at ? "small" : "main small" })),
        named("dismiss", t("dismiss"), close, { class: "small" }))];
  }
}
