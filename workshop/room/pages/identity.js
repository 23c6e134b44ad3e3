/* Who this phone is in the room that stands here: its token and its ticket, kept for that room. */

import { adopt, homeless, load, random, save, settle } from "./store.js";

/* Finds out which room stands here, and takes up what this phone keeps for it. */
export async function settleIn(server) {
  const { room } = await server.ask("/alive");
  settle(room);
  server.room = room;
  server.token = homeless();
  if (server.token && (await server.ask("/room").catch(() => null))) {
    adopt();
  }
  server.token = load("token") || newToken();
}

export function newToken() {
  const token = random(16);
  save("token", token);
  return token;
}

/* The QR code's key stands behind the #, where no server log sees it. */
export function ticketFromLink() {
  const [code, key] = window.location.hash.slice(1).split(".");
  if (code) {
    save("ticket", { code, key });
    window.history.replaceState(null, "", window.location.pathname);
  }
  return load("ticket") || { code: "", key: "" };
}
