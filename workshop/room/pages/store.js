/* What the phone keeps: in local storage, or in memory where a browser forbids that. */

const memory = new Map();

export function load(name) {
  const key = `ot.${name}`;
  try {
    const found = window.localStorage.getItem(key);
    return found === null ? memory.get(key) : JSON.parse(found);
  } catch (error) {
    return memory.get(key);
  }
}

export function save(name, value) {
  const key = `ot.${name}`;
  memory.set(key, value);
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    // Private windows: memory has it, and a reload will not.
  }
}

export function forget(prefix) {
  const all = (key) => key === `ot.${prefix}` || key.startsWith(`ot.${prefix}.`);
  [...memory.keys()].filter(all).forEach((key) => memory.delete(key));
  try {
    Object.keys(window.localStorage)
      .filter(all)
      .forEach((key) => window.localStorage.removeItem(key));
  } catch (error) {
    // As above.
  }
}

/* Not crypto.randomUUID: a room is served without https, where that does not exist. */
export function random(bytes) {
  const drawn = window.crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
