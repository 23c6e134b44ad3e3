/* What is said but not yet stored. It survives a reload, and says honestly where it stands. */

import { Refused } from "./server.js";
import { load, random, save } from "./store.js";

const LONGEST = 16000;

function counterOf(key, turn, place) {
  return `rev.${key}${turn ? `.turn${turn}` : ""}.${place || 0}`;
}

export class Outbox {
  /* `changed(key)` is called whenever the state of a question's answers changes, `gone()` when the
     room does not know this phone, `said(done)` when an answer is stored: was it the last? */
  constructor(server, { changed, gone, said }) {
    Object.assign(this, { server, changed, gone, said });
    this.waiting = load("outbox") || [];
    this.states = new Map();
    this.failures = 0;
    this.waiting.forEach((one) => this.states.set(one.key, { state: "sending" }));
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => this.hurry());
  }

  /* Keeps what is said, then sends it. A newer answer takes the place of one that still waits. */
  put({ key, turn }, body, place) {
    // A counter for each question: one for all would tell which answers are one phone's.
    const counter = counterOf(key, turn, place);
    const rev = (load(counter) || 0) + 1;
    save(counter, rev);
    const one = { message: random(16), key, turn, place: place || 0, rev, body };
    const other = (it) => it.key !== key || it.place !== one.place;
    this.waiting = [...this.waiting.filter(other), one];
    save("outbox", this.waiting);
    this.mark(key, { state: "sending" });
    this.hurry();
  }

  /* What still waits of a question; what was said before it was asked anew is not said to it. */
  holds({ key, turn }) {
    return this.waiting.filter((one) => one.key === key && (one.turn || 0) === (turn || 0));
  }

  state(key) {
    return this.states.get(key) || { state: "none" };
  }

  /* How all that was said stands: what is not stored yet weighs more than what is. */
  overall() {
    if (this.waiting.length) {
      const blocked = this.waiting.map((one) => this.state(one.key)).find((one) => one.state === "unsent");
      return blocked || { state: "sending" };
    }
    return this.state(this.newest);
  }

  hurry() {
    clearTimeout(this.timer);
    if (!this.busy) {
      this.send();
    }
  }

  async send() {
    this.busy = true;
    while (this.waiting.length) {
      const [first] = this.waiting;
      try {
        const { done } = await this.server.ask("/answers", first);
        this.failures = 0;
        this.newest = first.key;
        this.said(done);
        this.drop(first);
        this.mark(first.key, { state: this.holds(first).length ? "sending" : "stored" });
      } catch (error) {
        if (this.refuse(first, error)) {
          break;
        }
      }
    }
    this.busy = false;
  }

  /* Returns whether to stop for now. */
  refuse(one, error) {
    const status = error instanceof Refused ? error.status : 0;
    if (status === 401 && this.server.isMine(error)) {
      this.gone();
      return true;
    }
    if (status === 409 || status === 422 || status === 413) {
      if (error.rev) {
        // Another window of this phone has counted on; what is sent next shall count.
        save(counterOf(one.key, one.turn, one.place), error.rev);
      }
      this.drop(one);
      this.mark(one.key, { state: status === 409 ? "late" : "refused", lines: error.lines });
      return false;
    }
    this.failures += 1;
    this.waiting.forEach((it) => this.mark(it.key, { state: "unsent", lines: error.lines }));
    const wait = Math.min(LONGEST, 500 * 2 ** this.failures) * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.hurry(), wait);
    return true;
  }

  drop(one) {
    this.waiting = this.waiting.filter((it) => it.message !== one.message);
    save("outbox", this.waiting);
  }

  mark(key, state) {
    this.states.set(key, state);
    this.changed(key);
  }
}
