/* The plan in the presenter view: which one, how late it is, what to leave out, and its clock. */

import { fill, h } from "./dom.js";
import { folded, named } from "./part.js";
import { t } from "./words.js";

export class Plan {
  /* `steer(body)` tells the room; `redraw()` shows the same once more. */
  constructor(steer, redraw) {
    Object.assign(this, { steer, redraw, wanted: null });
    this.pace = h("p", { class: "pace" });
    this.about = h("p", { class: "about" });
    this.cut = named("leave-out", "", () => this.leaveOut(), { class: "small" });
  }

  /* How late it is, and what one press leaves out. */
  drawPace({ plan }) {
    this.plan = plan;
    if (!plan.begun) {
      return [h("h2", null, t("choose_plan")), h("div", { class: "row" }, ...plan.plans.map((one) => this.way(one)))];
    }
    const out = plan.left_out.map((one) => h("li", null, h("span", null, t("out", { station: one.title, n: one.minutes })),
      named(`take-in-${one.key}`, t("take_in"), () => this.steer({ verb: "take_in", value: one.key }), { class: "small", "aria-label": `${t("take_in")}: ${one.title}` })));
    return [this.pace, this.cut, out.length ? h("ul", { class: "wall" }, ...out) : null];
  }

  way(one) {
    return named(`plan-${one.key}`, one.label, () => this.choose(one.key), {
      class: "small", "aria-pressed": String(Boolean(this.plan.begun) && one.key === this.plan.key),
    });
  }

  /* Another plan, or the same one anew: folded away, for it is seldom wanted. */
  drawChange({ plan }) {
    this.plan = plan;
    return plan.begun ? [folded("plans", t("other_plan"), false,
      h("div", { class: "row" }, ...plan.plans.map((one) => this.way(one)),
        named("begin", t("begin_anew"), () => this.want({ verb: "begin", value: plan.key }), { class: "small" })),
      this.wanted ? this.sure() : null)] : [];
  }

  choose(key) {
    if (this.plan.begun && key !== this.plan.key) {
      this.want({ verb: "plan", value: key });
    } else if (!this.plan.begun) {
      this.steer({ verb: "plan", value: key });
    }
  }

  want(body) {
    this.wanted = body;
    this.redraw();
  }

  /* The clock is what a mistake would cost; so it is said before. */
  sure() {
    const { wanted } = this;
    const settle = (body) => {
      this.want(null);
      if (body) {
        this.steer(body);
      }
    };
    const isAnew = wanted.verb === "begin";
    fill(this.about, isAnew ? t("clock_anew") : t("clock_goes_on", { n: this.gone || 0 }));
    return h("div", { class: "sure" }, this.about, h("div", { class: "row" },
      named("plan-sure", t(isAnew ? "begin_sure" : "plan_sure"), () => settle(wanted), { class: "small main" }),
      named("plan-not", t("cancel"), () => settle(null), { class: "small" })));
  }

  leaveOut() {
    this.steer({ verb: "leave_out", value: this.plan.cut.key });
  }

  tick(now) {
    const { plan } = this;
    if (!plan || !plan.begun) {
      return;
    }
    this.gone = Math.max(0, Math.floor((now - plan.begun) / 60));
    const late = plan.due === null ? 0 : this.gone - plan.due - plan.saved;
    const planned = plan.begins === null ? plan.due === null ? ` · ${t("not_planned")}` : "" : ` · ${t("planned_at", { n: plan.begins })}`;
    const line = t("minute_of", { n: this.gone, all: plan.minutes }) + planned + (late > 0 ? ` · ${t("behind", { n: late })}` : "");
    if (this.pace.textContent !== line) {
      fill(this.pace, line);
    }
    this.pace.classList.toggle("over", late > 0);
    this.cut.hidden = !(late > 0 && plan.cut);
    const label = plan.cut ? t("leave_out", { n: late, station: plan.cut.title, saved: plan.cut.minutes }) : "";
    if (this.cut.textContent !== label) {
      fill(this.cut, label);
    }
  }
}
