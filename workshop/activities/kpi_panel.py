"""One line of the KPI sheet: which number, what it was, which target, and the pair that owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.activities.kpi_sheet import target_value
from workshop.activities.mode import SIDES
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import KPIS, kpi
from workshop.kpis.reach import reach
from workshop.kpis.said import headline
from workshop.kpis.unit import Unit
from workshop.widgets.fields import choice, labelled, text_field
from workshop.widgets.html import block, button, classed, esc, heading
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.activities.joint_kpis import JointKpis
    from workshop.activities.mode import TwoSides
    from workshop.kpis.reach import Reach
    from workshop.kpis.value import KpiValue

UNIT_HINTS = {
    Unit.RATIO: N_("Target in percent"),
    Unit.DAYS: N_("Target in days"),
    Unit.HOURS: N_("Target in business hours"),
    Unit.MONTHS: N_("Target in months"),
    Unit.FACTOR: N_("Target, as a multiple"),
    Unit.COUNT: N_("Target, as a number"),
    Unit.MONEY: N_("Target in money"),
    Unit.MONEY_PER_DAY: N_("Target in money per day"),
}


class KpiPanel:
    """A line of the sheet while it is being written.

    Args:
        activity: keeps the line.
        place: which line.
        answers: KPI to its value today.
    """

    def __init__(self, activity: JointKpis, place: int, answers: Mapping[str, KpiValue]) -> None:
        self._activity, self._words = activity, activity.words
        self._place = place
        self._answers = answers
        self._draft = activity.draft(place)
        self._reach = block("", "ot-muted")
        self.widget = classed(w.VBox(self._parts()), "ot-panel")
        self._judge()

    def _parts(self) -> list[w.Widget]:
        words, activity, draft = self._words, self._activity, self._draft
        one = kpi(draft.name)
        options = [(words(each.label), each.name) for each in activity.offered()]
        target = w.FloatText(value=draft.target, step=1)
        target.observe(activity.guarded(lambda change: self._aim(change["new"])), "value")
        return [
            heading(words("Number {place}", place=self._place + 1)),
            choice(words("KPI"), options, draft.name, activity.guarded(self._choose)),
            block(self._now(), "ot-unit"),
            labelled(target, words(UNIT_HINTS[one.unit])),
            self._reach,
            *(self._owner_field(side) for side in SIDES),
            *self._way_out(),
        ]

    def _choose(self, name: str) -> None:
        self._activity.write(self._place, name=name, target=None)
        self._activity.redraw()

    def _aim(self, target: float) -> None:
        self._activity.write(self._place, target=target)
        self._judge()

    def _now(self) -> str:
        words, one = self._words, kpi(self._draft.name)
        lines = [words("Today: {value}", value=headline(self._answers[one.name], words))]
        if one.counter in KPIS:
            lines.append(
                words("Look at it together with: {kpi}", kpi=words(KPIS[one.counter].label))
            )
        return "".join(f"<p>{esc(line)}</p>" for line in lines)

    def _judge(self) -> None:
        """Say what the number was in past quarters, and how the target stands to that."""
        words, found = self._words, self._own_quarters()
        lines = [found.said(words)]
        draft = self._activity.draft(self._place)
        if draft.target:
            lines.append(self._judged(found, target_value(draft)))
        self._reach.value = "".join(f"<p>{esc(line)}</p>" for line in lines if line)

    def _judged(self, found: Reach, target: float) -> str:
        """Return what the target means; of one that can never be, say so and go on drawing."""
        words = self._words
        try:
            return found.judged(target, words)
        except WorkshopError as error:
            return f"{words(error.fact)} {words(error.hint)}"

    def _own_quarters(self) -> Reach:
        """Return what the KPI was in past quarters, asked for once."""
        stage, name = self._activity.stage, self._draft.name
        return stage.once_agreed(("reach", name), lambda: reach(stage.crm, name, terms=stage.terms))

    def _owner_field(self, side: TwoSides) -> w.Widget:
        label = {
            "sales": self._words("Owner in sales (a role)"),
            "marketing": self._words("Owner in marketing (a role)"),
        }[side]
        keep = self._activity.guarded(
            lambda text: self._activity.write(self._place, **{side: text})
        )
        return text_field(label, self._draft.owners[side], keep)

    def _way_out(self) -> list[w.Widget]:
        if not self._activity.may_close():
            return []
        out = button(self._words("Take this number out"), "ot-quiet")
        out.on_click(self._activity.guarded(lambda _: self._activity.close_line(self._place)))
        return [out]
