"""A KPI by groups, chosen by hand: where the stories in the data come to light."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.kpis.catalogue.answers import KPIS, conversion, kpi
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.scope import lacking
from workshop.kpis.core.unit import Unit
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.dimension import dimensions
from workshop.kpis.groups.group import Standing
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.groups.reasons import reasons
from workshop.kpis.text.answers import STANDINGS, ends, headline
from workshop.kpis.text.mix import difference_text
from workshop.notebook.frame.handler import handled
from workshop.widgets.elements import Html, block, classed, columns, table
from workshop.widgets.fields import choice
from workshop.widgets.guard import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.kpis.core.caveat import Caveat
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.groups.breakdown import Breakdown
    from workshop.kpis.groups.dimension import Dimension
    from workshop.kpis.groups.reasons import Reasons
    from workshop.kpis.groups.standardised import Mix
    from workshop.story.context import Stage
    from workshop.words import Words

REASONS = "reasons"
FIRST = ("source", "quarter")
"""What is shown at first, where the data has it."""
GAP = "–"


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
        handled(self.room, self.notice, self._begin)()

    def reopen(self) -> None:
        """Be opened once more; nothing that was begun here is lost."""
        self.refresh()

    def refresh(self) -> None:
        """Take no notice of the room: whoever looks around chooses by hand."""

    def tick(self) -> None:
        """Show no clock."""

    def _begin(self) -> None:
        self._kpi = conversion(self.stage.scope).name
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

        return handled(self.room, self.notice, choose)

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
        scope, words = self.stage.scope, self.words
        if self._kpi == REASONS:
            return block(_reasons_html(reasons(scope), words), "ot-panel")
        formula = Html("<p class='ot-muted'>{}</p>").format(words(kpi(self._kpi).formula))
        if self._mix:
            mix = same_mix(scope, self._kpi, self._by, [self._mix])
            return block(formula + _mix_html(mix, words), "ot-panel")
        found = breakdown(scope, self._kpi, self._by)
        return block(formula + _breakdown_html(found, words), "ot-panel")


def _breakdown_html(found: Breakdown, words: Words) -> Html:
    """Return a breakdown as an HTML table, all cases first, and its caveats."""
    rows = [_row(words("All"), found.total, found.total, "", words)]
    for group in found.groups:
        standing = words(STANDINGS[group.standing]) if group.standing else ""
        name = words(group.label)
        strong = group.standing is Standing.BEST
        rows.append(_row(name, group.answer, found.total, standing, words, strong=strong))
    return _table(rows, words) + _caveats_html((*found.caveats, *found.total.caveats), words)


def _reasons_html(found: Reasons, words: Words) -> Html:
    """Return the reasons for rejecting as an HTML table; no reason is a row of its own."""
    rows = [
        _row(words(one.label), one.share, found.rejected, _so_far(one.so_far, words), words)
        for one in found.reasons
    ]
    return _table(rows, words) + _caveats_html(found.rejected.caveats, words)


def _so_far(share: float | None, words: Words) -> str:
    return "" if share is None else f"Σ {words.percent(share, 0)}"


def _table(rows: list[list[str]], words: Words) -> Html:
    head = [words("Group"), "", words("Value"), words("95% interval"), words("Cases"), ""]
    return table(head, rows)


def _row(
    label: str, answer: KpiValue, total: KpiValue, note: str, words: Words, *, strong: bool = False
) -> list[str]:
    n = words.number(answer.n)
    if answer.numerator is not None:
        n = words("{part} of {n}", part=words.number(answer.numerator), n=n)
    notes = [note] if note else []
    if answer is not total:
        notes += [caveat.text(words) for caveat in answer.caveats if answer.value is None]
    value = headline(answer, words)
    shown = Html("<b>{}</b>").format(value) if strong else value
    return [label, _bar(answer), shown, _span(answer, words), n, " ".join(notes)]


def _span(answer: KpiValue, words: Words) -> str:
    between = ends(answer, words)
    return words("{low} to {high}", low=between[0], high=between[1]) if between else GAP


def _bar(answer: KpiValue) -> Html:
    """Return a share as a bar; the number beside it says the same to those who cannot see it."""
    if answer.value is None or answer.numerator is None:
        return Html()
    bar = Html('<span class="ot-share" aria-hidden="true"><i style="width:{:.1f}%"></i></span>')
    return bar.format(100 * answer.value)


def _mix_html(mix: Mix, words: Words) -> Html:
    """Return a comparison with the same mix as an HTML table and sentences."""
    head = [
        words("Group"),
        words("as counted"),
        words("with the same mix"),
        words("95% interval"),
        words("Cases"),
    ]
    body = [
        [
            words(mix.by.label_of(side.key)),
            headline(side.crude, words),
            Html("<b>{}</b>").format(headline(side.same_mix, words)),
            _span(side.same_mix, words),
            words.number(side.crude.n),
        ]
        for side in mix.sides
    ]
    said = Html("<p>{}</p>").each(difference_text(mix, one, words) for one in mix.differences)
    shown = table(head, body) if body else Html()
    return shown + said + _caveats_html((*mix.caveats, *mix.total.caveats), words)


def _caveats_html(caveats: Iterable[Caveat], words: Words) -> Html:
    """Return reservations as a list."""
    lines = Html("<li>{}</li>").each(caveat.text(words) for caveat in caveats)
    return Html("<ul class='ot-caveats'>{}</ul>").format(lines) if lines else Html()
