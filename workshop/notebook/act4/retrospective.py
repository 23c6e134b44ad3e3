"""Act 4: three columns, cards, votes, and one to three actions that somebody owns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.retro.action import MAX_ACTIONS
from workshop.retro.board import COUPLE
from workshop.room.state.participant import card_name
from workshop.side import SIDES
from workshop.story.act4.retrospective import CARD_QUESTION, CARDS, VOTES, RetroTable
from workshop.story.frame.covering import UnansweredError, is_skipped
from workshop.story.solo.mode import learner
from workshop.story.solo.playing import laid
from workshop.widgets.elements import (
    Html,
    block,
    button,
    classed,
    columns,
    heading,
    paragraph,
    table,
)
from workshop.widgets.fields import labelled, text_field
from workshop.widgets.form import question_form
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from workshop.errors import WorkshopError
    from workshop.retro.action import Action
    from workshop.retro.board import Card, Column
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class Retrospective(Activity):
    """Look back, vote, and decide what changes."""

    key = "retro"
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({CARDS})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Everyone did the best they could with what they knew. Write cards, one "
            "thought each; they stay face down, with no names on them."
        ),
        Beat.REVEAL: N_("Read in silence first. Then anyone may ask, and nobody has to answer."),
        Beat.TALK: N_(
            "Talk, then place your dots: what would help both teams most? Five dots "
            "each, at most three on one card."
        ),
        Beat.DECIDE: N_(
            "One to three actions. Who owns it, by when, and how will everyone see it’s done?"
        ),
        Beat.RECORDED: N_("Promised. Look at these first when you next meet."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return [CARD_QUESTION]
        return [self.board.dots()] if beat is Beat.TALK and self.board.cards() else []

    def picture(self) -> tuple[object, ...]:
        # While people think, cards are face down, and nobody's half sentence is drawn over.
        shown = [] if self.beat is Beat.THINK else self.board.cards()
        return *super().picture(), tuple(card.key for card in shown)

    def proposal_text(self) -> Text:
        actions = self.board.actions() if self.board.begun() else []
        return {lang: "\n".join(_in_words(one, Words(lang)) for one in actions) for lang in LANGS}

    def complaint(self) -> WorkshopError | None:
        played = {card_name(item) for item in laid(self.room.state, CARDS)}
        if any(card.key not in played for card in self.board.cards()) or is_skipped(self):
            return None
        return UnansweredError(
            N_("There are no cards yet."),
            hint=N_(
                "One is enough to start with. Or press the same button again to carry on "
                "without cards."
            ),
        )

    def plays(self, persona: Persona) -> list[tuple[str, dict[str, object]]]:
        return [
            (CARDS, {"column": column, "text": self.words(text)})
            for column, text in persona.cards.items()
        ]

    def echo(self, persona: Persona) -> list[w.Widget]:
        if self.beat is not Beat.REVEAL:
            return []
        text = self.words("Two of these cards are {name}’s.", name=persona.name)
        return [paragraph(text, "ot-echo")]

    def think(self) -> list[Moment]:
        writers = columns(*(self._column_writer(column) for column in COUPLE.columns))
        return [moment(N_("Cards"), writers, style="ot-work")]

    def reveal(self) -> list[Moment]:
        columns_ = [self._column_view(column) for column in COUPLE.columns]
        return [moment(N_("Your cards"), columns(*columns_), style="ot-work")]

    def talk(self) -> list[Moment]:
        timer = self.timer()
        if self.room.state.is_live:
            return [moment(N_("The question"), timer, style="ot-center"), *self.reveal()]
        alone = learner(self.room.state)  # who is played across the table does not vote
        sides = (alone,) if alone else SIDES
        ballots = two_panels(self, self._ballot, lambda _: None, sides)
        return [moment(N_("Your dots"), timer, ballots, style="ot-work")]

    def decide(self) -> list[Moment]:
        forms = [self._action_form(place) for place in range(MAX_ACTIONS)]
        title = N_("What weighs most")
        standings = block(self._standings_table())
        consent = consent_panel(self, self._record)
        return [
            moment(title, heading(self.words(title)), standings, style="ot-work"),
            moment(N_("Actions"), columns(*forms), style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided, words = self.decisions.actions, self.words
        head = [words("Action"), words("Owner"), words("By"), words("Done when")]
        body = [
            [action.what, action.owner, words.date(action.due), action.done_when]
            for action in (decided.actions if decided else ())
        ]
        return on_record(self, decided, N_("Your actions"), block(table(head, body)))

    @property
    def board(self) -> RetroTable:
        """The cards, the votes and the actions."""
        return RetroTable(self.stage)

    def add_card(self, column: str, text: str) -> None:
        """Put a card face down into a column and draw it.

        Raises:
            WorkshopError: if there is nothing on it, or too much.
        """
        self.board.add_card(column, text)
        self.redraw()

    def remove_card(self, card: Card) -> None:
        """Take a card out of sight and draw the rest."""
        self.board.remove_card(card)
        self.redraw()

    def _action_form(self, place: int) -> w.Widget:
        """Return the fields of one action, counted from 0; what is typed is kept at once."""
        words, draft = self.words, self.board.action_draft(place)

        def write(key: str, text: str) -> None:
            self.guarded(lambda: self.board.write_action(place, **{key: text}))()

        def field(key: str, label: str, *, area: bool = False) -> w.Widget:
            return text_field(label, draft.get(key, ""), lambda text: write(key, text), area=area)

        due = w.DatePicker(value=date.fromisoformat(draft["due"]))

        def keep_day(change: dict[str, Any]) -> None:
            if change["new"]:
                write("due", change["new"].isoformat())

        due.observe(keep_day, "value")
        fields = [
            heading(words("Action {place}", place=place + 1)),
            field("what", words("What"), area=True),
            field("owner", words("Owner (a role)")),
            labelled(due, words("By")),
            field("done_when", words("Done when"), area=True),
        ]
        return classed(w.VBox(fields), "ot-panel")

    def _record(self, objections: list[str]) -> None:
        self.record(self.board.decision(objections))

    def _column_writer(self, column: Column) -> w.Widget:
        field = w.Textarea(rows=3, placeholder=self.words("One thought per card"))
        add = button(self.words("Lay it face down"), "ot-primary")
        add.on_click(self.guarded(lambda _: self.add_card(column.key, field.value)))
        count = len(self.board.cards(column.key))
        down = self.words.plural("{n} card, face down", "{n} cards, face down", count)
        return self._column_panel(
            column,
            labelled(field, self.words("New card")),
            add,
            paragraph(down),
        )

    def _column_view(self, column: Column) -> w.Widget:
        return self._column_panel(
            column, *(self._card(card) for card in self.board.cards(column.key))
        )

    def _column_panel(self, column: Column, *content: w.Widget) -> w.Widget:
        head = block(
            Html("<h3>{}</h3><p class='ot-muted'>{}</p>").format(
                self.words(column.label), self.words(column.question)
            )
        )
        return classed(w.VBox([head, *content]), "ot-panel")

    def _card(self, card: Card) -> w.Widget:
        remove = button("✕", "ot-quiet", "ot-small", tooltip=self.words("Remove this card"))
        remove.on_click(self.guarded(lambda _: self.remove_card(card)))
        return classed(w.HBox([paragraph(card.text), remove]), "ot-sticky")

    def _ballot(self, side: Side) -> list[w.Widget]:
        if not self.board.cards():
            return [paragraph(self.words("There are no cards yet."))]
        save = self.guarded(lambda answer: self.board.vote(side, answer["dots"]))
        return [
            question_form(self.board.dots(), self.room.state.item(VOTES, side), save, self.words)
        ]

    def _standings_table(self) -> Html:
        names = {column.key: self.words(column.label) for column in COUPLE.columns}
        head = [self.words("Card"), self.words("Column"), self.words("Dots")]
        body = [
            [s.card.text, names.get(s.card.column, s.card.column), str(s.votes)]
            for s in self.board.standings()
        ]
        return table(head, body)


def _in_words(action: Action, words: Words) -> str:
    return words(
        "{what}: {owner}, by {day}; done when {done_when}",
        what=action.what,
        owner=action.owner,
        day=words.date(action.due),
        done_when=action.done_when,
    )
