/* The stage of this window: one moment at a time in large type, or the whole page to read.
   Every window decides for itself; where people are, the room decides for all. */

const WIDE = 800;
const HIGH = 480;
const KEPT = "ot.view";
const FORWARD = new Set([" ", "ArrowRight", "PageDown"]);
const BACK = new Set(["ArrowLeft", "PageUp"]);
const FIELDS = "input, textarea, select, [contenteditable='true']";
const PRESSED = "button, summary, a, [role='button']";

export class Stage {
  constructor() {
    this.chosen = window.sessionStorage.getItem(KEPT) || "";
    this.shown = null;
    window.addEventListener("keydown", (event) => this.key(event), true);
    window.addEventListener("resize", () => this.draw());
    window.addEventListener("click", (event) => this.press(event), true);
    const watch = new MutationObserver(() => this.draw());
    watch.observe(document.body, {
      attributes: true, attributeFilter: ["class"], childList: true, subtree: true,
    });
  }

  /* What has moments; the desks for own data and for looking around are pages. */
  get activity() {
    return document.querySelector(".ot-activity:has(> .ot-moments)");
  }

  /* A group looks at a stage; a small window, and whoever is alone, reads a page. */
  get isOn() {
    const { activity } = this;
    if (!activity) {
      return false;
    }
    if (this.chosen) {
      return this.chosen === "stage";
    }
    const alone = activity.classList.contains("ot-alone");
    return !alone && window.innerWidth >= WIDE && window.innerHeight >= HIGH;
  }

  draw() {
    const { isOn } = this;
    if (document.documentElement.classList.contains("ot-stage") !== isOn) {
      document.documentElement.classList.toggle("ot-stage", isOn);
    }
    document.querySelectorAll(".ot-view").forEach((button) => {
      const label = isOn ? button.dataset.page : button.dataset.stage;
      if (button.textContent !== label) {
        button.textContent = label;
      }
    });
    this.turn(document.querySelector(".ot-moment.ot-now"), isOn);
  }

  /* A new moment begins at its top; on the page, people are taken to it. */
  turn(moment, isOn) {
    if (!moment || moment === this.shown) {
      return;
    }
    const sameBeat = this.shown?.isConnected && this.shown.parentElement === moment.parentElement;
    this.shown = moment;
    if (isOn) {
      this.scroller(moment)?.scrollTo({ top: 0, behavior: "instant" });
    } else if (sameBeat) {
      moment.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  scroller(moment) {
    return moment.closest(".jp-WindowedPanel-outer");
  }

  toggle() {
    this.chosen = this.isOn ? "page" : "stage";
    window.sessionStorage.setItem(KEPT, this.chosen);
    this.draw();
  }

  press(event) {
    if (event.target.closest?.(".ot-view")) {
      this.toggle();
    }
  }

  key(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.(FIELDS)) {
      return;
    }
    if (key === "p" && this.activity) {
      this.toggle();
    } else if (!this.isOn || (key === " " && target.closest?.(PRESSED))) {
      return;
    } else if (key === "f") {
      fullScreen();
    } else if (FORWARD.has(key)) {
      this.forward();
    } else if (BACK.has(key)) {
      document.querySelector(".ot-back")?.click();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /* What does not fit is read to its end before it goes on. */
  forward() {
    const scroller = this.shown && this.scroller(this.shown);
    const left = scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : 0;
    const isWork = this.shown?.classList.contains("ot-work");
    if (left > 8 && !isWork) {
      scroller.scrollBy({ top: 0.75 * scroller.clientHeight, behavior: "instant" });
    } else {
      document.querySelector(".ot-forward")?.click();
    }
  }
}

function fullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    document.documentElement.requestFullscreen?.();
  }
}
