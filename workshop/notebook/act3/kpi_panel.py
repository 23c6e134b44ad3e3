"""One line of the KPI sheet: which number, what it was, which target, and the pair that owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.targets.text import judgement_text, reach_text
from workshop.kpis.text.answers import headline
from workshop.side import SIDES
from workshop.story.act3.joint_kpis import JOINT
from workshop.story.act3.sheet import target_value
from workshop.widgets.elements import Html, block, button, classed, heading
from workshop.widgets.fields import choice, labelled, text_field
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.targets.reach import Reach
    from workshop.side import Side
    from workshop.story.act3.joint_kpis import KpiTable
    from workshop.story.frame.host import Host

UNIT_HINTS = {
    Unit.RATIO: N_("Target in percent"),
    Unit.DAYS: N_("Target in days"),
    Unit.HOURS: N_("Target in business hours"),
    Unit.MONTHS: N_("Target in months"),
    Unit.FACTOR: N_("Target (multiple)"),
    Unit.COUNT: N_("Target (count)"),
    Unit.MONEY: N_("Target amount"),
    Unit.MONEY_PER_DAY: N_("Target amount per day"),
}


class KpiPanel:
    """A line of the sheet while it is being written.

    Args:
        host: draws all lines, and shows errors.
        sheet: keeps the line.
        place: which line.
        answers: KPI to its value today.
    """

    def __init__(
        self, host: Host, sheet: KpiTable, place: int, answers: Mapping[str, KpiValue]
    ) -> None:
        self._host, self._sheet, self._words = host, sheet, host.words
        self._place = place
        self._answers = answers
        self._draft = sheet.draft(place)
        self._reach = block(Html(), "ot-muted")
        self.widget = classed(w.VBox(self._parts()), "ot-panel")
        self._judge()

    def _parts(self) -> list[w.Widget]:
        words, host, draft = self._words, self._host, self._draft
        one = kpi(draft.name)
        options = [(words(each.label), each.name) for each in JOINT.values()]
        target = w.FloatText(value=draft.target, step=1)
        target.observe(host.guarded(lambda change: self._aim(change["new"])), "value")
        return [
            heading(words("Number {place}", place=self._place + 1)),
            choice(words("KPI"), options, draft.name, host.guarded(self._choose)),
            block(self._now(), "ot-unit"),
            labelled(target, words(UNIT_HINTS[one.unit])),
            self._reach,
            *(self._owner_field(side) for side in SIDES),
            *self._way_out(),
        ]

    def _choose(self, name: str) -> None:
        self._sheet.write(self._place, name=name, target=None)
        self._host.redraw()

    def _aim(self, target: float) -> None:
        self._sheet.write(self._place, target=target)
        self._judge()

    def _close(self) -> None:
        self._sheet.close_line(self._place)
        self._host.redraw()

    def _now(self) -> Html:
        words, one = self._words, kpi(self._draft.name)
        lines = [words("Today: {value}", value=headline(self._answers[one.name], words))]
        if one.counter in KPIS:
            lines.append(words("Cross-check: {kpi}", kpi=words(KPIS[one.counter].label)))
        return Html("<p>{}</p>").each(lines)

    def _judge(self) -> None:
        """Say what the number was in past quarters, and how the target stands to that."""
        words, found = self._words, self._sheet.reach(self._draft.name)
        lines = [reach_text(found, words)]
        draft = self._sheet.draft(self._place)
        if draft.target:
            lines.append(self._judged(found, target_value(draft)))
        self._reach.value = Html("<p>{}</p>").each(line for line in lines if line)

    def _judged(self, found: Reach, target: float) -> str:
        """Return what the target means; of one that can never be, say so and go on drawing."""
        words = self._words
        try:
            return judgement_text(found, found.judge(target), words)
        except WorkshopError as error:
            fact, _, hint = error.parts(words)
            return f"{fact} {hint}"

    def _owner_field(self, side: Side) -> w.Widget:
        label = {
            "sales": self._words("Owner in sales (a role)"),
            "marketing": self._words("Owner in marketing (a role)"),
        }[side]
        keep = self._host.guarded(lambda text: self._sheet.write(self._place, **{side: text}))
        return text_field(label, self._draft.owners[side], keep)

    def _way_out(self) -> list[w.Widget]:
        if not self._sheet.may_close():
            return []
        out = button(self._words("Remove this number"), "ot-quiet")
        out.on_click(self._host.guarded(lambda _: self._close()))
        return [out]
