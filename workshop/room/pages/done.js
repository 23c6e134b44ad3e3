/* Being done with a step: said once, or heard with the last answer. */

import { Refused } from "./server.js";

export class Done {
  /* `reached(there)` is told whether there was a way to the room. */
  constructor(server, reached) {
    Object.assign(this, { server, reached });
    this.isSaying = false;
  }

  /* Returns whether the room knows now, and did not before. */
  async say(room) {
    if (!room || room.done || this.isSaying) {
      return false;
    }
    this.isSaying = true;
    try {
      await this.server.ask("/done", { done: true });
      this.reached(true);
      return this.hear(room, true);
    } catch (error) {
      this.reached(error instanceof Refused);
      return false;
    } finally {
      this.isSaying = false;
    }
  }

  hear(room, isDone) {
    const isNews = Boolean(room && isDone && !room.done);
    if (isNews) {
      room.done = true;
    }
    return isNews;
  }
}
