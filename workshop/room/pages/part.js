/* A part of the presenter view: drawn anew only when what it shows has changed. What is focused
   keeps the focus, what is unfolded stays unfolded. */

import { button, fill, h } from "./dom.js";
import { language } from "./words.js";

export class Part {
  /* `draw(data)` returns what stands in it; an empty list hides it. */
  constructor(name, draw) {
    this.element = h("section", { class: name, tabindex: "-1" });
    this.draw = draw;
    this.print = "";
  }

  show(data) {
    const print = JSON.stringify([language(), data]);
    if (print !== this.print) {
      this.print = print;
      this.redraw(data);
    }
  }

  redraw(data) {
    const { activeElement } = document;
    const held = this.element.contains(activeElement) ? activeElement : null;
    const drawn = this.draw(data).filter(Boolean);
    fill(this.element, ...drawn);
    this.element.hidden = !drawn.length;
    if (held) {
      const again = this.element.querySelector(`[data-name="${CSS.escape(held.dataset.name || "")}"]`);
      (again || this.element).focus({ preventScroll: true });
    }
  }

  /* Draws it anew at the next chance, whatever it shows. */
  forget() {
    this.print = "";
  }
}

/* A button that is found again when its part is drawn anew. */
export function named(name, label, press, properties) {
  return button(label, press, { "data-name": name, ...properties });
}

const unfolded = new Map();

/* What is folded away until somebody looks; `open` is how it begins. */
export function folded(name, label, open, ...children) {
  const known = unfolded.has(name) ? unfolded.get(name) : open;
  // The element says so as well when it is made, and that is nobody's choice.
  const keep = (event) => event.target.open !== known || unfolded.has(name) ? unfolded.set(name, event.target.open) : null;
  return h("details", { class: `fold ${name}`, open: Boolean(known), ontoggle: keep },
    h("summary", { "data-name": name }, label), ...children);
}
