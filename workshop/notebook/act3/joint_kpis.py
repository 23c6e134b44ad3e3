"""Act 3: each side chooses its KPIs blind, then both choose a few together, with a pair each."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.kpis.catalogue.answers import KPIS, kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.text.answers import beside_lines, footing, headline
from workshop.kpis.whatif.what_if import what_if
from workshop.notebook.act3.kpi_panel import KpiPanel
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.side import SIDES
from workshop.story.act3.joint_kpis import JOINT, MOST, PICKS, KpiTable
from workshop.story.decisions.text import kpi_footing, kpi_target, kpi_value, owners_label
from workshop.story.frame.covering import answered_or_covered
from workshop.widgets.elements import (
    Html,
    block,
    button,
    columns,
    heading,
    paragraph,
    side_badge,
    table,
)
from workshop.widgets.form import question_form
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.value import KpiValue
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.decisions.types import AgreedKpi
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


AT_ONCE = 2
"""Cards on one screen."""


class JointKpis(Activity):
    """Choose three to five KPIs, each with a target and a pair of owners."""

    key = "kpis"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Each side on its own: which three to five numbers would you answer for "
            "together? You can’t see the values yet, so nobody picks the flattering ones."
        ),
        Beat.REVEAL: N_("Your numbers, with everything that keeps them honest."),
        Beat.TALK: N_("Every number can be gamed. Say how, before someone does it."),
        Beat.DECIDE: N_(
            "Three to five numbers, each with a target and a pair of owners: one from each side."
        ),
        Beat.RECORDED: N_("These numbers belong to both of you now."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return [PICKS]
        return [self.sheet.cheats()] if beat is Beat.TALK else []

    def ahead(self) -> Iterable[Callable[[], object]]:
        sheet = self.sheet
        values = (partial(sheet.answer, name) for name in JOINT)
        queries = (partial(sheet.sql, name) for name in JOINT)
        wanted = (sheet.draft(place).name for place in range(sheet.lines_open()))
        reaches = (partial(sheet.reach, name) for name in wanted)
        desk = [partial(what_if, self.stage.scope)] if self.beat is Beat.RECORDED else []
        return chain(super().ahead(), values, queries, reaches, desk)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {PICKS.key: {"choices": [name for name in JOINT if name in persona.picks]}}

    def proposal_text(self) -> Text:
        lines = self.sheet.lines()
        return {lang: "\n".join(_in_words(line, Words(lang)) for line in lines) for lang in LANGS}

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, PICKS.key)

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        panels = two_panels(self, self._panel, self._check)
        return [moment(N_("Your picks"), panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        answers = self.sheet.answers()
        wanted = self.sheet.wanted()
        first = [answer for answer in answers if answer.name in wanted]
        rest = [answer for answer in answers if answer.name not in wanted]
        every = moment(N_("Every number"), block(self._numbers(answers)), style="ot-reading")
        if not rest:
            return [*self._picked(first), every]
        title = N_("The ones nobody picked")
        others = block(self._cards(rest))
        return [
            *self._picked(first),
            moment(title, heading(self.words(title)), others, style="ot-reading"),
            every,
        ]

    def _picked(self, answers: list[KpiValue]) -> list[Moment]:
        """Return the picked numbers, a few on each screen."""
        return [
            moment(N_("Your numbers"), block(self._cards(answers[at : at + AT_ONCE])))
            for at in range(0, len(answers), AT_ONCE)
        ]

    def talk(self) -> list[Moment]:
        question = self.words(
            "How could you make this number look better without anything getting better?"
        )
        wanted = self.sheet.wanted()
        counters = {JOINT[name].counter for name in wanted} & KPIS.keys()
        answers = {answer.name: answer for answer in self.sheet.answers(counters)}
        cards = Html().join(cheat_card(JOINT[name], answers, self.words) for name in wanted)
        gamed = block(Html('<div class="ot-cards">{}</div>').format(cards))
        return [
            moment(
                N_("The question"),
                *([] if self.room.state.is_live else [paragraph(question, "ot-question")]),
                self.timer(),
                style="ot-center",
            ),
            moment(N_("How it’s gamed"), gamed),
        ]

    def decide(self) -> list[Moment]:
        answers = {answer.name: answer for answer in self.sheet.answers()}
        panels = [
            KpiPanel(self, self.sheet, place, answers).widget
            for place in range(self.sheet.lines_open())
        ]
        more = button(self.words("Add another number"), "ot-quiet")
        more.on_click(self.guarded(lambda _: self.open_line()))
        more.layout.display = "" if self.sheet.lines_open() < MOST else "none"
        consent = consent_panel(self, self._record)
        return [
            moment(N_("Numbers and targets"), columns(*panels), more, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided, words = self.decisions.kpis, self.words
        head = [words("KPI"), words("When we decided"), words("Target"), words("Owners")]
        body = [
            [
                Html("{}<br><small class='ot-fine'>{}</small>").format(
                    words(kpi(agreed.name).label), words(kpi(agreed.name).formula)
                ),
                Html("{}<br><small>{}</small>").format(
                    kpi_value(agreed, words), kpi_footing(agreed, words)
                ),
                kpi_target(agreed, words),
                owners_label(agreed.owners, words),
            ]
            for agreed in (decided.kpis if decided else ())
        ]
        return on_record(self, decided, N_("Your numbers"), block(table(head, body)))

    @property
    def sheet(self) -> KpiTable:
        """What was chosen, and the sheet."""
        return KpiTable(self.stage)

    def open_line(self) -> None:
        """Add a line to the sheet and draw it."""
        self.sheet.open_line()
        self.redraw()

    def _check(self, side: Side) -> None:
        PICKS.check({"choices": self.sheet.picks(side)})

    def _panel(self, side: Side) -> list[w.Widget]:
        said = {"choices": self.sheet.picks(side)}
        save = self.guarded(lambda body: self.sheet.pick(side, body["choices"]))
        return [question_form(PICKS, said, save, self.words)]

    def _cards(self, answers: Iterable[KpiValue]) -> Html:
        cards = (
            value_card(
                one,
                [side for side in SIDES if one.name in self.sheet.picks(side)],
                self.sheet.sql(one.name),
                self.words,
            )
            for one in answers
        )
        return Html('<div class="ot-cards">{}</div>').format(Html().join(cards))

    def _numbers(self, answers: list[KpiValue]) -> Html:
        words = self.words
        head = [words("KPI"), words("Value"), words("Based on")]
        body = [[words(kpi(a.name).label), headline(a, words), footing(a, words)] for a in answers]
        summary = words("The same, as a table")
        return Html("<details><summary>{}</summary>{}</details>").format(summary, table(head, body))

    def _record(self, objections: list[str]) -> None:
        self.record(self.sheet.decision(objections))


def value_card(answer: KpiValue, wanted: Iterable[str], sql: str | None, words: Words) -> Html:
    """Return a KPI's answer with formula, n, interval and caveats, as HTML.

    Args:
        answer: the value.
        wanted: the sides that chose it at the keyboard.
        sql: the query behind it; None where it takes several.
        words: the language.
    """
    one = kpi(answer.name)
    number, _, unit = headline(answer, words).partition(" ")
    badges = Html(" ").join(side_badge(side, words) for side in wanted)
    caveats = Html("<li>{}</li>").each(c.text(words) for c in answer.caveats)
    beside = Html("<p class='ot-muted'>{}</p>").each(
        line.strip(" +") for line in beside_lines(answer, words)
    )
    return Html(
        '<article class="ot-card"><h4>{}</h4>'
        '<p class="ot-big">{} <span class="ot-unit">{}</span></p><p class="ot-muted">{}</p>{}'
        "<p>{}</p><ul class='ot-caveats'>{}</ul><p>{}</p>{}</article>"
    ).format(
        words(one.label),
        number,
        unit,
        footing(answer, words),
        beside,
        words(one.formula),
        caveats,
        badges,
        _behind(answer, sql, words),
    )


def _behind(answer: KpiValue, sql: str | None, words: Words) -> Html:
    """Return what a sceptic wants to see: the fraction, and the query."""
    parts = []
    if answer.numerator is not None and answer.denominator:
        part, whole = words.number(answer.numerator), words.number(answer.denominator)
        # Costs are no part of customers.
        is_part = answer.unit == Unit.RATIO or answer.value == answer.numerator
        said = words("{part} of {whole}", part=part, whole=whole)
        parts.append(Html("<p>{}</p>").format(said if is_part else f"{part} ÷ {whole}"))
    if sql:
        parts.append(Html("<pre>{}</pre>").format(sql))
    if not parts:
        return Html()
    return Html("<details><summary>{}</summary>{}</details>").format(
        words("How it’s calculated"), Html().join(parts)
    )


def cheat_card(one: Kpi, answers: Mapping[str, KpiValue], words: Words) -> Html:
    """Return how a KPI is cheated, folded away, with the KPI to look at beside it."""
    beside = Html()
    if one.counter in KPIS:
        other = KPIS[one.counter]
        value = f": {headline(answers[other.name], words)}" if other.name in answers else ""
        said = words("Cross-check: {kpi}", kpi=words(other.label))
        beside = Html("<p><b>{}</b></p>").format(said + value)
    return Html(
        '<article class="ot-card"><h4>{}</h4>'
        "<details><summary>{}</summary><p>{}</p>{}</details></article>"
    ).format(words(one.label), words("How it’s gamed"), words(one.cheat), beside)


def _in_words(agreed: AgreedKpi, words: Words) -> str:
    return words(
        "{kpi}: target {target} ({owners})",
        kpi=words(kpi(agreed.name).label),
        target=kpi_target(agreed, words),
        owners=owners_label(agreed.owners, words),
    )
