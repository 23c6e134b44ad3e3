/* What a phone shows that sits at the table: one question at a time, and behind the last one what
   was said, what is talked about, and what the room says. */

import { Block } from "./block.js";
import { Course } from "./course.js";
import { button, fill, h } from "./dom.js";
import { aboutPart, agreedPart, saidPart, takePart, talkPart } from "./overview.js";
import { showProgress } from "./progress.js";
import { Receipt } from "./receipt.js";
import { t } from "./words.js";

export class Table {
  /* `say()` tells the room that somebody is done. */
  constructor(main, notice, outbox, say) {
    Object.assign(this, { main, notice, outbox, say });
    this.blocks = new Map();
    this.course = new Course();
    this.receipt = new Receipt(outbox);
    this.progress = h("p", { class: "progress" });
    this.back = button("", () => this.goBack(), { class: "small", "data-name": "back" });
    this.skip = button("", () => this.goOn(), { class: "small", "data-name": "skip" });
    this.done = button("", () => this.end(), { class: "small", "data-name": "done" });
    this.steps = h("nav", { class: "steps" }, this.back, this.skip, this.done);
    this.reminder = h("div", null);
  }

  /* Draws nothing until the room is seen again: the door is on the page. */
  rest() {
    this.room = null;
  }

  /* Forgets what was drawn, and where somebody was unless they only speak another language. */
  clear(isTranslation) {
    this.blocks.clear();
    this.receipt.forget();
    this.room = null;
    if (!isTranslation) {
      this.course.forget();
    }
  }

  show(room) {
    const moved = !this.room || this.room.activity !== room.activity || this.room.beat !== room.beat;
    if (this.room && moved) {
      this.receipt.forget();
    }
    this.room = room;
    const drawn = room.questions.map((question) => this.block(question));
    this.blocks = new Map(drawn.map((one) => [one.question.key, one]));
    const before = this.course.at;
    const isMore = this.course.follow(drawn.filter((one) => one.isOpen), room.done);
    this.isEnough = this.isEnough && !isMore && !moved;
    this.draw(moved || before !== this.course.at);
  }

  /* The same question keeps its elements: what is typed and where the cursor is stay. */
  block(question) {
    const { mine, ...rest } = question;
    const print = JSON.stringify(rest);
    const before = this.blocks.get(question.key);
    const on = { moved: (block) => this.move(block), changed: (isNext) => this.draw(isNext) };
    const block = before && before.print === print ? before
      : new Block({ ...question, mine: question.status === "revealed" ? mine : null }, print, this.outbox, on);
    block.refresh(mine);
    return block;
  }

  restate(key) {
    const block = this.blocks.get(key);
    if (!block) {
      return;
    }
    block.restate();
    const isRefused = block.isOpen && this.outbox.state(key).state === "refused";
    if (isRefused) {
      this.course.go(block);
    }
    this.draw(isRefused);
  }

  /* ---- From question to question ---- */

  move(block) {
    if (this.course.at === block.name) {
      this.course.next();
      this.draw(true);
    }
  }

  goOn() {
    const { front } = this.course;
    front.beContent();
    if (!(front.fields.go && front.fields.go(1))) {
      this.course.next(true);
    }
    this.draw(true);
  }

  goBack() {
    const { front } = this.course;
    if (!(front.fields.go && front.fields.go(-1))) {
      this.course.back();
    }
    this.draw(true);
  }

  /* Whoever has no more to say says so. */
  end() {
    if (this.course.front) {
      this.course.front.beContent();
    }
    this.course.go(null);
    this.isEnough = true;
    this.say();
    this.draw(true);
  }

  /* ---- On the page ---- */

  /* `isNew` is whether there is something else to read: then the focus goes there. */
  draw(isNew) {
    if (!this.room) {
      return;
    }
    const { front } = this.course;
    const held = this.held();
    const wanted = (front ? this.asking(front) : this.resting()).filter(Boolean);
    // Moving a field that is being typed into would close the keyboard.
    if (wanted.length !== this.main.children.length || wanted.some((one, place) => this.main.children[place] !== one)) {
      fill(this.main, ...wanted);
    }
    this.receipt.show(Boolean(front && front.edited));
    this.sayWhenAll();
    this.focus(front, isNew, held);
  }

  asking(front) {
    const { blocks, place, left } = this.course;
    const all = blocks.length;
    showProgress(this.progress, t("question_of", { n: place + 1, all }), blocks.map((one) => one.isAnswered), place);
    this.progress.hidden = all < 2;
    const form = front.fields;
    const isEnd = front.isAnswered && !left.length;
    this.back.textContent = t("back");
    this.back.hidden = place === 0 && !form.hasBefore;
    const hasMore = form.go ? !form.isAtSorted || all > 1 : all > 1;
    this.skip.hidden = !(hasMore || isEnd);
    this.skip.textContent = t(front.isAnswered || form.isAtSorted || front.mayBeAll ? "next_one" : "skip");
    this.done.textContent = t("done");
    this.done.hidden = isEnd;
    const shown = [agreedPart(this.room), aboutPart(this.blocks.get(front.question.about))].filter(Boolean);
    fill(this.reminder, ...shown);
    this.reminder.hidden = !shown.length;
    return [this.notice, this.progress, this.reminder, front.element, this.receipt.element, this.steps];
  }

  resting() {
    const { blocks } = this.course;
    const shut = [...this.blocks.values()].filter((one) => !one.isOpen);
    const order = { closed: 0, revealed: 1 };
    shut.sort((a, b) => order[a.question.status] - order[b.question.status]);
    return [this.notice, talkPart(this.room, blocks.length > 0), takePart(this.room), agreedPart(this.room),
      blocks.length ? saidPart(blocks, this.room.done || this.isEnough, (block) => this.open(block), () => this.end()) : null,
      this.receipt.element, ...shut.map((one) => one.element)];
  }

  open(block) {
    this.course.go(block);
    this.draw(true);
  }

  /* The room hears of the last answer by itself; of the last card it has to be told. */
  sayWhenAll() {
    const isAll = this.course.isAnswered && !this.course.front;
    if ((isAll || this.isEnough) && !this.room.done && !this.outbox.waiting.length) {
      this.say();
    }
  }

  /* ---- The focus ---- */

  held() {
    const { activeElement } = document;
    return this.main.contains(activeElement) ? activeElement.getAttribute("data-name") || "here" : "";
  }

  focus(front, isNew, held) {
    const heading = (front && front.fields.heading) || this.main.querySelector("[tabindex='-1']");
    if (isNew && (held || document.activeElement === document.body)) {
      window.scrollTo(0, 0);
      heading && heading.focus({ preventScroll: true });
    } else if (held && !this.main.contains(document.activeElement)) {
      const again = this.main.querySelector(`[data-name="${CSS.escape(held)}"]`) || heading;
      again && again.focus({ preventScroll: true });
    } else if (isNew) {
      window.scrollTo(0, 0);
    }
  }
}
