/* Cards dragged onto one another do what the buttons do: choose both, then put them together. */

const CARD = ".ot-lay";
const ON = "mod-active";

export function watchDrags() {
  let held = null;
  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest?.(CARD);
    if (card) {
      card.draggable = true;
    }
  }, true);
  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.(CARD) || null;
    if (held) {
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.effectAllowed = "move";
    }
  }, true);
  document.addEventListener("dragover", (event) => {
    if (held && under(event, held)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("drop", (event) => {
    const onto = held && under(event, held);
    if (onto) {
      event.preventDefault();
      event.stopPropagation();
      [held, onto].forEach((card) => card.classList.contains(ON) || card.click());
      document.querySelector(".ot-gather")?.click();
    }
    held = null;
  }, true);
  document.addEventListener("dragend", () => { held = null; }, true);
}

/* The card below the pointer, or the first one of the pile there. */
function under(event, held) {
  const card = event.target.closest?.(CARD) || event.target.closest?.(".ot-pile")?.querySelector(CARD);
  return card && card !== held ? card : null;
}
