"""Cards are written face down and read together; beside them lie facts of the data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.act4.drawn import finding, pages, wall
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.state.moments import CHOICE, Offered
from workshop.room.state.participant import card_name
from workshop.room.state.piles import BOARD, CARDS, LATER_CARDS, board
from workshop.room.views.projection import answers
from workshop.story.act4.collecting import CardTable
from workshop.story.act4.facts import FROM_YOUR_DATA, known_facts, lay_facts, take_fact
from workshop.story.frame.covering import UnansweredError, is_skipped
from workshop.story.solo.playing import laid
from workshop.widgets.elements import Html, block, button, classed, columns, paragraph
from workshop.widgets.fields import choice, labelled
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.errors import WorkshopError
    from workshop.retro.format import Column
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona


class Collect(Activity):
    """Write cards in silence, then read them."""

    key = BOARD
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({CARDS, LATER_CARDS})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Everyone did the best they could with what they knew."),
        Beat.REVEAL: N_("Read in silence first. Then anyone may ask, and nobody has to answer."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return [self.cards.question()]
        later = self.cards.later_question()
        return [later] if later else []

    def ahead(self) -> Iterable[Callable[[], object]]:
        known = partial(known_facts, self.stage, self.cards.format.figures)
        return [*super().ahead(), known] if self.beat is Beat.THINK else super().ahead()

    def picture(self) -> tuple[object, ...]:
        # While people think, cards are face down, and nobody's half sentence is drawn over.
        lying = board(self.room.state) if self.beat is Beat.REVEAL else ()
        return *super().picture(), self.cards.chosen, tuple(card.key for card in lying)

    def complaint(self) -> WorkshopError | None:
        state = self.room.state
        played = {card_name(item) for item in laid(state, CARDS)}
        if any(line.name not in played for _, line in self.cards.lines()) or is_skipped(self):
            return None
        return UnansweredError(
            N_("There are no cards yet."),
            hint=N_(
                "One is enough to start with. Or press the same button again to carry on "
                "without cards."
            ),
        )

    def plays(self, persona: Persona) -> list[tuple[str, dict[str, object]]]:
        keys = [column.key for column in self.cards.format.first]
        return [
            (
                CARDS,
                {
                    "column": card.column if card.column in keys else keys[at % len(keys)],
                    "text": self.words(card.text),
                },
            )
            for at, card in enumerate(persona.cards)
        ]

    def echo(self, persona: Persona) -> list[w.Widget]:
        if self.beat is not Beat.REVEAL:
            return []
        head = paragraph(
            self.words("These cards are {name}’s. Ask about each of them.", name=persona.name),
            "ot-echo",
        )
        asked = self.words("What did you have in mind?")
        told = Html().join(
            Html("<details><summary>{} – {}</summary><p>{}</p></details>").format(
                self.words(card.text), asked, self.words(card.answer)
            )
            for card in persona.cards
        )
        return [head, block(told)]

    def think(self) -> list[Moment]:
        live, words = self.room.state.is_live, self.words
        self._offer_formats()
        used = self.cards.format
        invited = paragraph(used.invitation[words.lang], "ot-lead")
        heads = classed(w.Box([self._panel(column) for column in used.first]), "ot-heads")
        if live:
            return [
                moment(used.name, invited, self.audience.panels, heads),
                moment(N_("At the keyboard"), self._picker(), self._writers(), style="ot-reading"),
            ]
        return [moment(used.name, invited, self._writers(), self._picker(), style="ot-work")]

    def reveal(self) -> list[Moment]:
        used, words = self.cards.format, self.words
        lay_facts(self.stage, used.figures)
        lying = board(self.room.state)
        facts = [card.text[words.lang] for card in lying if card.is_fact]
        shown: list[Moment] = []
        known = [column.label for column in used.columns]
        for column in used.columns:
            mine = [c.text[words.lang] for c in lying if not c.is_fact and c.note == column.label]
            shown += self._screens(column.label[words.lang], mine)
        rest = [c.text[words.lang] for c in lying if not c.is_fact and c.note not in known]
        shown += self._screens(words("More cards"), rest)
        if facts:
            told = words("The kit laid these down. They belong to nobody.")
            body = wall(facts, "ot-facts")
            shown.append(
                moment(FROM_YOUR_DATA, finding(words(FROM_YOUR_DATA), told), body, style="ot-work")
            )
        return [
            *shown,
            *self._second(),
            moment(N_("Hide a card"), self._hiding(), style="ot-reading"),
        ]

    @property
    def cards(self) -> CardTable:
        """The format in use, and the cards."""
        return CardTable(self.stage)

    def add_card(self, column: str, text: str) -> None:
        """Put a card face down into a column, by its key, and draw it.

        Raises:
            WorkshopError: if there is nothing on it, or too much.
        """
        used = {one.key: one for one in self.cards.format.columns}
        self.cards.add(used[column], text)
        self.redraw()

    def choose_format(self, key: str) -> None:
        """Use another format; phones are asked by its columns at once."""
        self.cards.choose(key)
        self.audience.ask(self.beat)
        self.redraw()

    def _offer_formats(self) -> None:
        chosen = self.cards.chosen
        for key, one in self.cards.formats.items():
            offered = Offered(
                step=f"{CHOICE}{key}", label=one.name, note=one.mood, is_on=key == chosen
            )
            self.offer_choice(offered, partial(self.choose_format, key))

    def _picker(self) -> w.Widget:
        """Return the choice of a format, and what is wrong with files of the team's own."""
        words = self.words
        options = [(one.name[words.lang], key) for key, one in self.cards.formats.items()]
        picked = choice(
            words("Format"), options, self.cards.chosen, self.guarded(self.choose_format)
        )
        used = self.cards.format
        suits = words(
            "{mood} {least} to {most} minutes, {few} to {many} people.",
            mood=used.mood[words.lang],
            least=used.minutes[0],
            most=used.minutes[1],
            few=used.people[0],
            many=used.people[1],
        )
        troubles = [
            paragraph(" ".join(one.lines(words)), "ot-notice-quiet") for one in self.cards.troubles
        ]
        return classed(w.VBox([picked, paragraph(suits, "ot-muted"), *troubles]), "ot-picker")

    def _writers(self) -> w.Widget:
        return columns(*(self._writer(column) for column in self.cards.format.first))

    def _writer(self, column: Column) -> w.Widget:
        field = w.Textarea(rows=3, placeholder=self.words("One thought per card"))
        add = button(self.words("Lay it face down"), "ot-primary")
        add.on_click(self.guarded(lambda _: self.add_card(column.key, field.value)))
        count = self.cards.count(column)
        down = self.words.plural("{n} card, face down", "{n} cards, face down", count)
        lines = [labelled(field, self.words("New card")), add, paragraph(down)]
        return self._panel(column, *lines)

    def _panel(self, column: Column, *content: w.Widget) -> w.Widget:
        head = block(
            Html("<h3>{}</h3><p class='ot-muted'>{}</p>").format(
                column.label[self.words.lang], column.question[self.words.lang]
            )
        )
        return classed(w.VBox([head, *content]), "ot-panel")

    def _screens(self, title: str, texts: list[str]) -> list[Moment]:
        """Return the cards of a column, as many on each screen as can be read from the last row."""
        found = pages(texts)
        many = len(found) > 1
        return [
            moment(
                {"de": name, "en": name},
                finding(title, f"{at + 1} / {len(found)}" if many else ""),
                wall(page),
                style="ot-work",
            )
            for at, page in enumerate(found)
            for name in [f"{title} {at + 1}" if many else title]
        ]

    def _second(self) -> list[Moment]:
        """Return where the columns are written that wait for the others to lie open."""
        second = self.cards.format.second
        if not second:
            return []
        if not self.room.state.is_live:
            writers = columns(*(self._writer(column) for column in second))
            return [moment(second[0].label, writers, style="ot-work")]
        told = self.words(
            "On your phones now. Answers: {n}", n=answers(self.room.state, LATER_CARDS)
        )
        heads = classed(w.Box([self._panel(column) for column in second]), "ot-heads")
        return [moment(second[0].label, heads, paragraph(told, "ot-muted"), self.audience.panels)]

    def _hiding(self) -> w.Widget:
        """Return every card with a way to take it out of sight and to bring it back."""
        words, state = self.words, self.room.state
        head = paragraph(
            words("What’s hidden is seen nowhere. You can bring it back here."), "ot-muted"
        )
        rows = [
            self._hide_row(line.text, partial(self.cards.hide, key, line.name), hidden=line.hidden)
            for key, line in self.cards.lines()
        ]
        for card in board(state):
            if card.is_fact:
                away = partial(self._take_fact, card.key)
                rows.append(self._hide_row(card.text[words.lang], away, hidden=False))
        return classed(w.VBox([head, *rows]), "ot-panel")

    def _take_fact(self, name: str, *, hidden: bool) -> None:
        take_fact(self.stage, name, away=hidden)

    def _hide_row(self, text: str, hide: Callable[..., None], *, hidden: bool) -> w.Widget:
        label = self.words("Show") if hidden else self.words("Hide")
        verb = button(label, "ot-quiet", "ot-small", tooltip=f"{label}: {text}")

        def press(_: object) -> None:
            hide(hidden=not hidden)
            self.redraw()

        verb.on_click(self.guarded(press))
        shown = text if not hidden else f"{text} ({self.words('hidden')})"
        return classed(w.HBox([paragraph(shown), verb]), "ot-sticky")
