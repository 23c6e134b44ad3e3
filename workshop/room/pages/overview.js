/* What stands on a phone that has no question in front: what the room talks about, what was said,
   and what the room says. */

import { button, h } from "./dom.js";
import { inWords } from "./own.js";
import { t } from "./words.js";

/* What the room talks about right now, large; and what it has agreed on. */
export function talkPart({ talk, beat, activity }, isAsking) {
  const opening = beat === "think" && isAsking;
  const say = opening ? "" : talk.say;
  const parts = [
    say ? h("p", { class: "kicker" }, talk.beat) : null,
    say ? h("h1", { class: "say", tabindex: "-1" }, say) : null,
    beat === "recorded" ? h("h1", { class: "say", tabindex: "-1" }, t("recorded")) : null,
    !activity ? h("h1", { class: "say", tabindex: "-1" }, t("wait_start")) : null,
  ].filter(Boolean);
  if (!parts.length && !isAsking) {
    parts.push(h("p", { class: "say", tabindex: "-1" }, t("wait")));
  }
  return parts.length ? h("section", { class: "talk" }, ...parts) : null;
}

/* What was just agreed on, as people said it. */
export function agreedPart({ talk }) {
  return talk.agreed.length ? h("section", { class: "agreed" }, ...talk.agreed.map(({ opening, sentence }) =>
    h("div", null, opening ? h("p", { class: "quiet" }, opening) : null, h("blockquote", null, sentence)))) : null;
}

/* What lies ready to be taken along. */
export function takePart({ talk }) {
  return talk.take.length ? h("section", { class: "take" }, ...talk.take.map(({ label, path }) =>
    h("a", { class: "button", href: path, target: "_blank", rel: "noopener" }, label))) : null;
}

/* What was said to the question that another one is about. */
export function aboutPart(block) {
  return block && block.isAnswered ? h("section", { class: "agreed" }, h("blockquote", null, inWords(block.question, block.said()))) : null;
}

/* All open questions with what was said to each; `open(block)` leads there, `end()` says that it is
   all. */
export function saidPart(blocks, isDone, open, end) {
  const left = blocks.filter((one) => !one.isAnswered);
  const title = !left.length ? t("all_said") : isDone ? t("done_early") : t("still_open", { n: left.length });
  return h("section", { class: `said ${left.length ? "" : "whole"}` },
    h("h2", { class: "prompt", tabindex: "-1" }, left.length ? title : `✓ ${title}`),
    left.length && !isDone ? button(t("done"), end, { class: "main", "data-name": "done" }) : null,
    h("h3", { class: "hidden" }, t("you_said")),
    h("ul", { class: "plain" }, ...blocks.map((one) => row(one, open))));
}

function row(block, open) {
  const { question } = block;
  const prompt = question.proposal || question.prompt;
  const label = block.isAnswered ? t("change_it") : t("answer_it");
  return h("li", { class: block.isAnswered ? "" : "open" },
    h("p", null, h("small", null, prompt), h("span", { class: "mine" }, inWords(question, block.said()))),
    button(label, () => open(block), { class: "small", "aria-label": `${label}: ${prompt}`, "data-name": `open-${block.name}` }));
}
