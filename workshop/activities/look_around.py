"""A KPI by groups, chosen by hand: where the stories in the data come to light."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.kpis.breakdown import breakdown
from workshop.kpis.cases import OfCases
from workshop.kpis.catalogue import KPIS, conversion, kpi
from workshop.kpis.dimension import dimensions
from workshop.kpis.mix import same_mix
from workshop.kpis.question import lacking
from workshop.kpis.reasons import reasons
from workshop.kpis.value import Unit
from workshop.widgets.fields import choice
from workshop.widgets.groups import breakdown_html, mix_html, reasons_html
from workshop.widgets.guard import Notice, guarded
from workshop.widgets.html import block, classed, columns, esc

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.stage import Stage
    from workshop.kpis.dimension import Dimension

REASONS = "reasons"
FIRST = ("source", "quarter")
"""What is shown at first, where the data has it."""


class LookAround:
    """A desk: which KPI, by what, and as if all groups had the same mix of what.

    Args:
        stage: what it stands on; the agreed rules count where there are any.
    """

    key: ClassVar[str] = "look_around"

    def __init__(self, stage: Stage) -> None:
        self.stage, self.room, self.words = stage, stage.room, stage.words
        self.notice = Notice(self.words)
        self.widget = classed(w.VBox(), "ot-activity")
        self._kpi, self._by, self._mix = "", "", ""
        # The notice stands even where nothing else can, so that its error is seen.
        self.widget.children = [self.notice.widget]
        guarded(self.notice, self._begin)()

    def reopen(self) -> None:
        """Be opened once more; nothing that was begun here is lost."""
        self.refresh()

    def refresh(self) -> None:
        """Take no notice of the room: whoever looks around chooses by hand."""

    def tick(self) -> None:
        """Show no clock."""

    def _begin(self) -> None:
        self._kpi = conversion(self.stage.crm).name
        names = [one.name for one in self._dimensions()]
        self._by = next((name for name in FIRST if name in names), names[0])
        self._draw()

    def _dimensions(self) -> list[Dimension]:
        """Return the dimensions that fit the KPI and that the data has."""
        if self._kpi == REASONS:
            return []
        formula = kpi(self._kpi).compute
        if not isinstance(formula, OfCases):
            return []
        crm, entity = self.stage.crm, formula.entity
        return [one for one in dimensions(entity) if not lacking(crm, one.needs[entity])]

    def _set(self, name: str) -> Callable[[str], None]:
        def choose(value: str) -> None:
            setattr(self, name, value)
            known = {one.name for one in self._dimensions()}
            self._by = self._by if self._by in known else next(iter(known), "")
            self._mix = self._mix if self._mix in known - {self._by} else ""
            self._draw()

        return guarded(self.notice, choose)

    def _draw(self) -> None:
        words = self.words
        kpis: list[tuple[str, str]] = [
            (words(one.label), one.name)
            for one in KPIS.values()
            if isinstance(one.compute, OfCases)
        ]
        if not self.stage.crm.missing(("handoffs.outcome", "handoffs.reason")):
            kpis.append((words("Reasons for rejecting"), REASONS))
        fields = [choice(words("KPI"), kpis, self._kpi, self._set("_kpi")), *self._fields()]
        self.widget.children = [columns(*fields), self._picture(), self.notice.widget]

    def _fields(self) -> list[w.Widget]:
        words = self.words
        if self._kpi == REASONS:
            return []
        ways = [(words(one.label), one.name) for one in self._dimensions()]
        fields = [choice(words("by"), ways, self._by, self._set("_by"))]
        if kpi(self._kpi).unit is Unit.RATIO:
            mixes = [(words("as counted"), ""), *(way for way in ways if way[1] != self._by)]
            fields.append(
                choice(words("with the same mix of"), mixes, self._mix, self._set("_mix"))
            )
        return fields

    def _picture(self) -> w.Widget:
        crm, terms, words = self.stage.crm, self.stage.terms, self.words
        if self._kpi == REASONS:
            return block(reasons_html(reasons(crm), words), "ot-panel")
        formula = f"<p class='ot-muted'>{esc(words(kpi(self._kpi).formula))}</p>"
        if self._mix:
            mix = same_mix(crm, self._kpi, self._by, [self._mix], terms=terms)
            return block(formula + mix_html(mix, words), "ot-panel")
        found = breakdown(crm, self._kpi, self._by, terms=terms)
        return block(formula + breakdown_html(found, words), "ot-panel")
