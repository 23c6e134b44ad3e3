/* The way to the server: requests that end, and a stream that always comes back. */

import { here } from "./place.js";

const PATIENCE = 10000;
const SILENCE = 25000;
const POLL = 2000;
const LONGEST = 16000;

export class Refused extends Error {
  /* `said` is the reply: its lines, the id of the room that refuses, and the revision it holds. */
  constructor(status, said, wait) {
    const lines = said.lines || [];
    super(lines.join(" "));
    Object.assign(this, { status, lines, wait, room: said.room || "", rev: said.rev || 0 });
  }
}

export class Server {
  constructor(base, token, lang) {
    Object.assign(this, { base: here(base), token, lang });
    this.offset = 0;
    this.room = "";
  }

  /* Whether it is this phone's own room that refuses. Another one, or an older kit that names no
     room, has no say in what becomes of this phone. */
  isMine(error) {
    return error instanceof Refused && error.room === this.room;
  }

  /* Server time in seconds, whatever this phone's clock says. */
  now() {
    return Date.now() / 1000 + this.offset;
  }

  async ask(path, body, method) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const begun = Date.now();
      const reply = await fetch(this.base + path, this.request(stop, body, method));
      const said = await reply.json().catch(() => ({}));
      if (!reply.ok) {
        const wait = Number(reply.headers.get("retry-after")) || 0;
        throw new Refused(reply.status, said, wait);
      }
      if (said.now) {
        this.offset = said.now - (begun + Date.now()) / 2000;
      }
      return said;
    } finally {
      clearTimeout(timer);
    }
  }

  request(stop, body, method) {
    const headers = { authorization: `Bearer ${this.token}`, "accept-language": this.lang() };
    if (this.room) {
      headers["x-room"] = this.room;
    }
    if (body === undefined) {
      return { headers, signal: stop.signal, cache: "no-store" };
    }
    headers["content-type"] = "application/json";
    return { method: method || "POST", headers, body: JSON.stringify(body), signal: stop.signal };
  }

  /* Calls `heard` with each message, `lost` when the way is blocked, until `stop` is called.
     `look` reads everything anew: after a silence nothing remembered is trusted. */
  listen(path, look, heard, lost) {
    let stream = null;
    let failures = 0;
    let ended = false;
    let wake = () => {};
    const rest = (wait) =>
      new Promise((go) => {
        wake = go;
        setTimeout(go, wait);
      });
    const run = async () => {
      while (!ended) {
        stream = new AbortController();
        try {
          await look();
          failures = 0;
          await this.read(path, stream, heard);
        } catch (error) {
          if (error instanceof Refused && error.status === 401 && this.isMine(error)) {
            lost(error);
            return;
          }
          failures += 1;
          lost(error);
        }
        if (!ended && !stream.woken) {
          const wait = failures ? Math.min(LONGEST, 500 * 2 ** failures) : POLL;
          await rest(wait * (0.75 + Math.random() / 2));
        }
      }
    };
    const again = () => {
      if (stream) {
        stream.woken = true;
        stream.abort();
      }
      wake();
    };
    const seen = () => document.visibilityState === "visible" && again();
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", again);
    window.addEventListener("pageshow", (event) => event.persisted && again());
    run();
    return () => {
      ended = true;
      again();
    };
  }

  async read(path, stop, heard) {
    const reply = await fetch(this.base + path, this.request(stop));
    if (!reply.ok || !reply.body) {
      return; // a proxy in between: looking again every two seconds will do
    }
    const reader = reply.body.getReader();
    const text = new TextDecoder();
    let rest = "";
    let timer = setTimeout(() => stop.abort(), SILENCE);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        clearTimeout(timer);
        timer = setTimeout(() => stop.abort(), SILENCE);
        const parts = (rest + text.decode(value, { stream: true })).split("\n\n");
        rest = parts.pop();
        parts
          .filter((part) => part.startsWith("data: "))
          .forEach((part) => heard(JSON.parse(part.slice(6))));
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        throw error;
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

/* Calls until it goes through, or until `mayWait` says of an error that waiting will not help. */
export async function patiently(call, mayWait) {
  for (let wait = 1000; ; wait = Math.min(16000, 2 * wait)) {
    try {
      return await call();
    } catch (error) {
      if (mayWait && !mayWait(error)) {
        throw error;
      }
      await new Promise((go) => setTimeout(go, wait));
    }
  }
}
