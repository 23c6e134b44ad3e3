/* The page's own words, from the server, in the language of whoever holds the phone. */

import { here } from "./place.js";

const phrases = {};
let lang = "de";

export function language() {
  return lang;
}

export async function speak(wanted) {
  const reply = await fetch(here(`/api/phrases/${wanted}`));
  if (!reply.ok) {
    throw new Error(`phrases: ${reply.status}`);
  }
  Object.assign(phrases, await reply.json());
  lang = wanted;
  document.documentElement.lang = wanted;
}

export function t(key, values) {
  return Object.entries(values || {}).reduce(
    (text, [name, value]) => text.split(`{${name}}`).join(String(value)),
    phrases[key] || key,
  );
}

export function number(value, digits) {
  return value.toLocaleString(lang === "de" ? "de-DE" : "en-GB", {
    maximumFractionDigits: digits === undefined ? 1 : digits,
  });
}

export function clock(seconds) {
  const left = Math.max(0, Math.round(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
