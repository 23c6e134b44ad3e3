/* The page behind the door: what happens to answers, before anybody gives one. */

import { button, fill, h } from "./dom.js";
import { here } from "./place.js";
import { language, t } from "./words.js";

/* Shows it; what was there before waits with whatever was filled in. */
export async function showNotice(bar, main) {
  const [top, form] = [[...bar.childNodes], [...main.childNodes]];
  const back = () => {
    fill(bar, ...top);
    fill(main, ...form);
  };
  try {
    fill(main, ...await noticeView(back));
    fill(bar, h("strong", null, t("title")));
    window.scrollTo(0, 0);
    main.focus();
  } catch (error) {
    fill(main, ...form, h("p", { class: "error", role: "alert" }, t("offline")));
  }
}

async function noticeView(back) {
  const reply = await fetch(here(`/api/notice/${language()}`));
  if (!reply.ok) {
    throw new Error(`notice: ${reply.status}`);
  }
  const { title, parts } = await reply.json();
  return [h("h1", null, title),
    ...parts.flatMap(({ heading, text }) => [h("h2", null, heading), h("p", null, text)]),
    button(t("back"), back, { class: "main" })];
}
