/* Getting up from the table: what stays, what goes, and a way back. */

import { button, fill, h } from "./dom.js";
import { t } from "./words.js";

/* `leave(forgetting)` is a promise; `waiting` counts what is not sent yet. */
export function leavingView({ waiting, stay, leave }) {
  const error = h("p", { class: "error", role: "alert" });
  const say = (refusal) => fill(error, ...(refusal.lines || [t("offline")]).map((line) => `${line} `));
  const go = (forgetting) => leave(forgetting).catch(say);
  return [h("h1", null, t("leave_room")), h("p", null, t("leave_about")),
    waiting ? h("p", { class: "error" }, t("leave_waiting", { n: waiting })) : null, error,
    h("div", { class: "row" }, button(t("stay"), stay, { class: "main" }),
      button(t("leave_now"), () => go(false)), button(t("leave_forget"), () => go(true)))];
}
