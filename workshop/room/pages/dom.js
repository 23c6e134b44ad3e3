/* Builds elements. Text goes in as text nodes only, so nothing anybody typed can become markup. */

export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && name !== "list" && typeof value !== "string") {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children.filter((child) => child !== null && child !== undefined));
  return parent;
}

let count = 0;

export function uniqueId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

export function button(label, press, properties) {
  return h("button", { type: "button", onclick: press, ...properties }, label);
}
