/* Which of the open questions is in front, and which comes next. */

export const END = "";
/* Behind the last question: what was said, and what the room is at. */

export class Course {
  constructor() {
    this.at = END;
    this.seen = [];
    this.blocks = [];
  }

  /* Takes the open questions as they stand now. Nobody is moved while they answer; what is new
     and unanswered comes to the front. Without a question before, `isDone` stays at the end.
     Returns whether there is anything new to answer. */
  follow(blocks, isDone) {
    const fresh = blocks.filter((one) => !this.seen.includes(one.name) && !one.isAnswered);
    const isBegun = this.seen.length > 0;
    const isResting = isBegun && this.at === END;
    this.blocks = blocks;
    this.seen = blocks.map((one) => one.name);
    if (!this.front) {
      const isEnough = isDone && !isBegun;
      this.go(isResting ? fresh[0] : isEnough ? null : blocks.find((one) => !one.isAnswered));
    }
    return fresh.length > 0;
  }

  get front() {
    return this.blocks.find((one) => one.name === this.at) || null;
  }

  get place() {
    return this.blocks.indexOf(this.front);
  }

  get left() {
    return this.blocks.filter((one) => !one.isAnswered);
  }

  get isAnswered() {
    return this.blocks.length > 0 && this.left.length === 0;
  }

  go(block) {
    this.at = block ? block.name : END;
    if (block && block.fields && block.fields.start) {
      block.fields.start();
    }
  }

  /* On from the question in front: to the next that is open, then to those passed over. */
  next(passing) {
    const after = this.blocks.slice(this.place + 1).find((one) => !one.isAnswered);
    this.go(after || (passing ? null : this.left[0]));
  }

  back() {
    this.go(this.blocks[this.place - 1]);
  }

  /* Begins anew: another act, or another person. */
  forget() {
    this.at = END;
    this.seen = [];
    this.blocks = [];
  }
}
