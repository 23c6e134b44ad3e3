/* What the phone keeps: in local storage, or in memory where a browser forbids that.

   Everything belongs to a room, by its id, and not to an address: another room may stand at the
   same address tomorrow, and must neither find nor delete what was kept for this one. Only the
   person deletes. What belongs to the phone as a whole (its language) is shared. */

const memory = new Map();
const SHARED = "ot.shared.";
let place = SHARED;

/* From here on everything is kept for this room. */
export function settle(room) {
  place = `ot.room.${room}.`;
}

export function load(name) {
  return read(place + name);
}

export function save(name, value) {
  write(place + name, value);
}

export function loadShared(name) {
  return read(SHARED + name);
}

export function saveShared(name, value) {
  write(SHARED + name, value);
}

/* Forgets a name and all below it; without a name, all that is kept for this room. */
export function forget(name) {
  const below = name ? `${place}${name}.` : place;
  drop((key) => key.startsWith(below) || key === place + name);
}

/* How many answers still wait on this phone for other rooms. */
export function waitingElsewhere() {
  return keys()
    .filter((key) => /^ot\.room\..*\.outbox$/.test(key) && !key.startsWith(place))
    .reduce((sum, key) => sum + (read(key) || []).length, 0);
}

/* An older kit kept everything without a room. Its token, if there is one and this room has none. */
export function homeless() {
  return load("token") ? null : read("ot.token") || null;
}

/* Takes over what an older kit kept, once it is known to belong to this room. */
export function adopt() {
  const old = keys().filter((key) => key.startsWith("ot.") && !/^ot\.(room|shared)\./.test(key));
  old.forEach((key) => save(key.slice(3), read(key)));
  drop((key) => old.includes(key));
}

function read(key) {
  try {
    const found = window.localStorage.getItem(key);
    return found === null ? memory.get(key) : JSON.parse(found);
  } catch (error) {
    return memory.get(key);
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    // Private windows: memory has it, and a reload will not.
  }
}

function keys() {
  try {
    return [...new Set([...memory.keys(), ...Object.keys(window.localStorage)])];
  } catch (error) {
    return [...memory.keys()];
  }
}

function drop(chosen) {
  keys().filter(chosen).forEach((key) => {
    memory.delete(key);
    try {
      window.localStorage.removeItem(key);
    } catch (error) {
      // As above.
    }
  });
}

/* Not crypto.randomUUID: a room may be served without https, where that does not exist. */
export function random(bytes) {
  const drawn = window.crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
