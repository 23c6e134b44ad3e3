"""Act 1, once a term is agreed: who fills in the fields its rule asks for, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.side import LABELS, SIDES, side_name
from workshop.story.act1.duties import KEY, WHO, DutyTable, no_field, persona_names
from workshop.story.decisions.small import DEADLINES, FITTING
from workshop.story.decisions.small_text import by_text, duty_line, field_label, filled_text
from workshop.story.solo.asides import ASIDES
from workshop.terms.rules.entity import entity_count
from workshop.widgets.elements import Html, block, classed, columns, heading, paragraph, table
from workshop.widgets.fields import choice
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.errors import WorkshopError
    from workshop.room.state.question import Question
    from workshop.story.act1.duties import Line
    from workshop.story.decisions.small import Duty
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class Duties(Guessing):
    """One side for each field that the agreed rules ask for."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({WHO})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Your rule asks for fields. Who fills them in, and does anyone know?"),
        Beat.REVEAL: N_("This is how full they are today."),
        Beat.DECIDE: N_("One side for each field, and by when at the latest."),
        Beat.RECORDED: N_("From now on, every field has someone."),
    }

    def questions(self) -> list[Question]:
        asked = self.table.question()
        return [asked] if asked else []

    def complaint(self) -> WorkshopError | None:
        return super().complaint() if self.questions() else None

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self.table.lines]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        lines = self.table.lines()
        return {WHO: {"sorted": persona_names(persona.side, lines)}} if lines else {}

    def echo(self, persona: Persona) -> list[w.Widget]:
        said = self.words(ASIDES[persona.side].fills)
        return [paragraph(said, "ot-echo")] if self.beat is Beat.REVEAL else []

    def proposal_text(self) -> Text:
        duties = self.table.duties()
        return {lang: "\n".join(duty_line(one, Words(lang)) for one in duties) for lang in LANGS}

    def think(self) -> list[Moment]:
        return super().think() if self.table.lines() else [self._nothing()]

    def reveal(self) -> list[Moment]:
        lines, words = self.table.lines(), self.words
        if not lines:
            return [self._nothing()]
        asked = words.plural(
            "Your rules ask for {n} field.", "Your rules ask for {n} fields.", len(lines)
        )
        full = words("Filled in today: {share}.", share=words.percent(self.table.share(), 0))
        head = block(Html("<h2>{} {}</h2>").format(asked, full), "ot-finding")
        return [
            moment(N_("How full they are"), head, self._emptiest(lines), style="ot-center"),
            moment(N_("Field by field"), block(self._fields_table(lines)), style="ot-work"),
        ]

    def decide(self) -> list[Moment]:
        lines = self.table.lines()
        desk = columns(*(self._panel_of(line) for line in lines))
        consent = consent_panel(self, self._record)
        return [
            self._nothing() if not lines else moment(N_("Whose field?"), desk, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.duties
        shown = block(duties_html(decided.duties if decided else (), self.words))
        return on_record(self, decided, N_("Who fills in what"), shown)

    @property
    def table(self) -> DutyTable:
        """The fields, and who fills them in."""
        return DutyTable(self.stage)

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))

    def _nothing(self) -> Moment:
        """Return why there is nothing to share out, where people see it at once."""
        fact, _, hint = no_field(agreed=bool(self.decisions.terms)).parts(self.words)
        told = block(Html("<h2>{}</h2><p>{}</p>").format(fact, hint), "ot-finding")
        return moment(N_("The fields"), told, style="ot-center")

    def _emptiest(self, lines: list[Line]) -> w.Widget:
        least = min(lines, key=lambda line: line.share)
        told = self.words(
            "The emptiest: “{field}”, filled in for {share} of {cases}, as of {day}.",
            field=self.words(least.field.label),
            share=self.words.percent(least.share, 0),
            cases=entity_count(least.entity, least.cases, self.words),
            day=self.words.date(self.stage.crm.as_of),
        )
        return paragraph(told)

    def _fields_table(self, lines: list[Line]) -> Html:
        words = self.words
        says = {side: self.table.says(side) for side in SIDES}
        head = [words("Field"), words("Filled in today")]
        head += [words("{side} says", side=side_name(side, words)) for side in SIDES]
        body = [
            [
                words(line.field.label),
                words(
                    "{share} of {n}",
                    share=words.percent(line.share, 0),
                    n=words.number(line.cases),
                ),
                *(_named(says[side].get(line.key), words) for side in SIDES),
            ]
            for line in lines
        ]
        return table(head, body)

    def _panel_of(self, line: Line) -> w.Widget:
        words, desk = self.words, self.table
        sides = [(words("Please choose …"), "")]
        sides += [(side_name(side, words), side) for side in SIDES]
        times = [(words(DEADLINES[by]), by) for by in FITTING[line.entity]]

        def keep_side(side: str) -> None:
            desk.keep(line, side=side)

        def keep_by(by: str) -> None:
            desk.keep(line, by=by)

        share = words(
            "Filled in today: {share}.",
            share=words.percent(line.share, 0),
        )
        who = choice(words("Who?"), sides, desk.side(line) or "", self.guarded(keep_side))
        by = choice(words("By when?"), times, desk.by(line), self.guarded(keep_by))
        parts = [heading(words(line.field.label)), paragraph(share, "ot-muted"), who, by]
        return classed(w.VBox(parts), "ot-panel")


def duties_html(duties: Iterable[Duty], words: Words) -> Html:
    """Return recorded duties as a table: field, who, by when, how full it was on the day."""
    head = [words("Field"), words("Who"), words("By when"), words("When we decided")]
    body = [
        [
            field_label(duty, words),
            side_name(duty.side, words),
            by_text(duty, words),
            filled_text(duty, words),
        ]
        for duty in duties
    ]
    return table(head, body)


def _named(side: str | None, words: Words) -> str:
    return words(LABELS[side]) if side else words("divided")
