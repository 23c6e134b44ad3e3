/* The page behind the door: what happens to answers, before anybody gives one. */

import { button, h } from "./dom.js";
import { here } from "./place.js";
import { language, t } from "./words.js";

/* `back` leads to the door again. */
export async function noticeView(back) {
  const reply = await fetch(here(`/api/notice/${language()}`));
  if (!reply.ok) {
    throw new Error(`notice: ${reply.status}`);
  }
  const { title, parts } = await reply.json();
  return [h("h1", null, title),
    ...parts.flatMap(({ heading, text }) => [h("h2", null, heading), h("p", null, text)]),
    button(t("back"), back, { class: "main" })];
}
