/* The form at the door: code, side, and whether a whole table shares this phone. */

import { button, fill, h, uniqueId } from "./dom.js";
import { Refused } from "./server.js";
import { load } from "./store.js";
import { t } from "./words.js";

const PEOPLE = 20;
const SIDES = ["sales", "marketing", "other"];

/* `enter(who)` is a promise, made of what was filled in. Without a `code`, none is asked; `back`,
   where there is a way back, leads there. */
export function doorForm({ code, complaint, enter, back }) {
  const me = load("me") || { side: "", people: 1 };
  const field = codeField(code || "");
  const sides = sideFields(me.side);
  const table = tableFields(me.people);
  const error = h("p", { class: "error", role: "alert" }, ...(complaint || []));
  const go = button(t("join"), undefined, { type: "submit", class: "main" });
  const goIn = async (who) => {
    go.disabled = true;
    fill(error, t("joining"));
    try {
      await enter(who);
    } catch (refusal) {
      if (refusal.status === 429) {
        fill(error, t("busy", { seconds: refusal.wait }));
        setTimeout(() => goIn(who), 1000 * refusal.wait);
        return;
      }
      go.disabled = false;
      fill(error, ...(refusal instanceof Refused ? refusal.lines.map((line) => h("span", null, line, " ")) : [t("offline")]));
    }
  };
  const submit = (event) => {
    event.preventDefault();
    const side = sides.inputs.find((one) => one.checked);
    if (side) {
      goIn({ code: field.input.value, side: side.value, people: table.count() });
    } else {
      fill(error, `${t("invalid")} ${t("side")}`);
    }
  };
  return h("form", { onsubmit: submit, novalidate: true },
    code === undefined ? null : field.element, sides.element, ...table.elements, error, go,
    back ? button(t("back"), back, { class: "small" }) : null);
}

function codeField(value) {
  return field("code", h("input", {
    type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "20", value,
  }), t("code_hint"));
}

function sideFields(chosen) {
  const inputs = SIDES.map((side) => h("input", {
    type: "radio", name: "side", value: side, id: uniqueId("side"), checked: chosen === side,
  }));
  const rows = inputs.map((input) =>
    h("label", { class: `choice ${input.value}`, for: input.id }, input, h("span", null, t(input.value))));
  return { inputs, element: h("fieldset", { class: "sides" }, h("legend", null, t("side")), ...rows) };
}

function tableFields(people) {
  const number = field("people", h("input", {
    type: "number", min: "2", max: String(PEOPLE), value: String(Math.max(2, people)),
  }));
  const shared = h("input", { type: "checkbox", id: uniqueId("shared"), checked: people > 1 });
  const show = () => { number.element.hidden = !shared.checked; };
  shared.addEventListener("change", show);
  show();
  const typed = () => Math.min(PEOPLE, Math.max(2, Number(number.input.value) || 2));
  return {
    count: () => (shared.checked ? typed() : 1),
    elements: [
      h("label", { class: "choice", for: shared.id }, shared, h("span", null, t("table"))),
      number.element,
    ],
  };
}

function field(key, input, hint) {
  const id = uniqueId(key);
  input.id = id;
  return {
    input,
    element: h("div", { class: "field" }, h("label", { for: id }, t(key)), input,
      hint ? h("small", { class: "quiet" }, hint) : null),
  };
}
