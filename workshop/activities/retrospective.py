"""Act 4: three columns, cards, votes, and one to three actions that somebody owns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.activities.action_fields import action_fields
from workshop.activities.activity import Activity
from workshop.activities.consent import consent_panel
from workshop.activities.covers import UnansweredError, is_skipped, two_panels
from workshop.activities.mode import SIDES, learner
from workshop.activities.rounds import objections_html
from workshop.activities.solo.playing import laid
from workshop.agenda import Beat
from workshop.retro.action import MAX_ACTIONS, Action, check_actions, make_action
from workshop.retro.board import (
    COUPLE,
    VOTES_EACH,
    VOTES_PER_CARD,
    Card,
    Column,
    Standing,
    standings,
)
from workshop.room.participant import card_name
from workshop.room.question import Cards as CardQuestion
from workshop.room.question import Dots, Option
from workshop.widgets.fields import labelled
from workshop.widgets.form import question_form
from workshop.widgets.html import block, button, classed, columns, esc, heading, table
from workshop.words import LANGS, N_, Words, as_typed, both

if TYPE_CHECKING:
    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.errors import WorkshopError
    from workshop.room.question import Question
    from workshop.words import Text

CARDS = "retro.cards"
VOTES = "retro.votes"
ACTIONS = "retro.actions"
CARD_QUESTION = CardQuestion(
    key=CARDS,
    prompt=both("One thought per card: admire, grumble, promise."),
    columns=tuple(
        Option(key=one.key, label=both(one.label), note=both(one.question))
        for one in COUPLE.columns
    ),
)
SOON = timedelta(days=30)


class Retrospective(Activity):
    """Look back, vote, and decide what changes."""

    key = "retro"
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({CARDS})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Everybody did the best they could with what they knew. Write cards, one thought each;"
            " they stay face down, and nobody's name is on them."
        ),
        Beat.REVEAL: N_("Read in silence first. Then everybody may ask, nobody has to answer."),
        Beat.TALK: N_(
            "Talk, then vote: what would help the two of you most? Five votes each,"
            " at most three on one card."
        ),
        Beat.DECIDE: N_(
            "One to three actions. Owner, date, and how everybody sees that it is done."
        ),
        Beat.RECORDED: N_("Promised. The next time you meet, you look at these first."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return [CARD_QUESTION]
        return [self.dots()] if beat is Beat.TALK and self.cards() else []

    def picture(self) -> tuple[object, ...]:
        # While people think, cards are face down, and nobody's half sentence is drawn over.
        shown = [] if self.beat is Beat.THINK else self.cards()
        return *super().picture(), tuple(card.key for card in shown)

    def proposal_text(self) -> Text:
        actions = self.actions() if self._begun() else []
        return {lang: "\n".join(_in_words(one, Words(lang)) for one in actions) for lang in LANGS}

    def complaint(self) -> WorkshopError | None:
        played = {card_name(item) for item in laid(self.room.state, CARDS)}
        if any(card.key not in played for card in self.cards()) or is_skipped(self):
            return None
        return UnansweredError(
            N_("There are no cards yet."),
            hint=N_(
                "One is enough to begin with. Or press the same button once more: then you go on"
                " without cards."
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
        return [block(f"<p>{esc(text)}</p>", "ot-echo")]

    def think(self) -> list[w.Widget]:
        return [columns(*(self._column_writer(column) for column in COUPLE.columns))]

    def reveal(self) -> list[w.Widget]:
        return [columns(*(self._column_view(column) for column in COUPLE.columns))]

    def talk(self) -> list[w.Widget]:
        timer = self.timer()
        if self.room.state.is_live:
            return [timer, *self.reveal()]
        alone = learner(self.room.state)  # who is played across the table does not vote
        sides = (alone,) if alone else SIDES
        return [timer, two_panels(self, self._ballot, lambda _: None, sides)]

    def decide(self) -> list[w.Widget]:
        forms = [action_fields(self, place) for place in range(MAX_ACTIONS)]
        return [
            heading(self.words("What weighs most")),
            block(self._standings_table()),
            columns(*forms),
            consent_panel(self, self._record),
        ]

    def recorded(self) -> list[w.Widget]:
        entry = self.room.state.decision(self.key) or {"actions": []}
        words = self.words
        head = [words("Action"), words("Owner"), words("By"), words("Done when")]
        body = [
            [
                esc(a["what"]),
                esc(a["owner"]),
                esc(words.date(date.fromisoformat(a["due"]))),
                esc(a["done_when"]),
            ]
            for a in entry["actions"]
        ]
        change = button(words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        shown = table(head, body) + objections_html(entry, words)
        return [block(shown, "ot-panel"), change]

    def cards(self, column: str | None = None) -> list[Card]:
        """Return the cards that are not hidden, of one column or of all.

        Phones' cards come in an order that tells nobody who was quick.
        """
        state = self.room.state
        asked = state.questions.get(CARDS)
        hidden = asked.hidden if asked else frozenset()
        cards = [
            Card(card_name(one.item), one.body["column"], one.body["text"])
            for one in state.said(CARDS)
        ]
        if state.is_live:
            cards.sort(key=lambda card: card.key)
        return [c for c in cards if c.key not in hidden and column in (None, c.column)]

    def dots(self) -> Dots:
        """Return the vote on the cards as they lie now."""
        labels = {column.key: column.label for column in COUPLE.columns}
        options = tuple(
            Option(key=card.key, label=as_typed(card.text), note=both(labels[card.column]))
            for card in self.cards()
        )
        prompt = both("What would help the two of you most?")
        return Dots(
            key=VOTES,
            prompt=prompt,
            options=options,
            each=VOTES_EACH,
            per_option=VOTES_PER_CARD,
            by_side=True,
        )

    def add_card(self, column: str, text: str) -> None:
        """Put a card face down into a column; nobody's side is kept.

        Raises:
            WorkshopError: if there is nothing on it, or too much.
        """
        self.room.say(CARDS, "both", CARD_QUESTION.check({"column": column, "text": text}))
        self.redraw()

    def remove_card(self, card: Card) -> None:
        """Take a card out of sight; nobody learns whose it was."""
        self.room.show_card(CARDS, card.key, shown=False)
        self.redraw()

    def ballot(self, side: TwoSides) -> dict[str, int]:
        """Return the votes of a side at the keyboard, card to count."""
        return dict(self.room.state.item(VOTES, side).get("dots", {}))

    def vote(self, side: TwoSides, dots: dict[str, int]) -> None:
        """Keep the votes of a side at the keyboard.

        Raises:
            WorkshopError: if there are more than allowed.
        """
        self.room.say(VOTES, side, self.dots().check({"dots": dots}), side)

    def standings(self) -> list[Standing]:
        """Return the cards, most votes first: those of the sides and of all phones."""
        return standings(self.cards(), (one.body["dots"] for one in self.room.state.said(VOTES)))

    def action_draft(self, place: int) -> dict[str, Any]:
        """Return what was written so far for the action at a place."""
        return self.room.state.item(ACTIONS, str(place))

    def write_action(self, place: int, **part: Any) -> None:
        """Keep a part of an action: what, owner, due (ISO day), done_when."""
        self.room.say(ACTIONS, "both", self.action_draft(place) | part, str(place))

    def actions(self) -> list[Action]:
        """Return the actions of all places where something was written.

        Raises:
            WorkshopError: see `make_action` and `check_actions`.
        """
        actions = [make_action(self.dated(one), self.stage.today) for one in self._begun()]
        check_actions(actions)
        return actions

    def _begun(self) -> list[dict[str, Any]]:
        drafts = [self.action_draft(place) for place in range(MAX_ACTIONS)]
        return [d for d in drafts if any(d.get(key) for key in ("what", "owner", "done_when"))]

    def dated(self, draft: dict[str, Any]) -> dict[str, Any]:
        """Return a draft with a day: the one it has, or in a month."""
        return {"due": self._soon().isoformat()} | draft

    def _soon(self) -> date:
        return self.stage.today + SOON

    def _record(self, objections: list[str]) -> None:
        actions = [action.data() for action in self.actions()]
        day = self.stage.today.isoformat()
        self.record({"actions": actions, "objections": objections, "decided_on": day})

    def _column_writer(self, column: Column) -> w.Widget:
        field = w.Textarea(rows=3, placeholder=self.words("One thought a card"))
        add = button(self.words("Lay it face down"), "ot-primary")
        add.on_click(self.guarded(lambda _: self.add_card(column.key, field.value)))
        count = len(self.cards(column.key))
        down = self.words.plural("{n} card, face down", "{n} cards, face down", count)
        return self._column_panel(
            column, labelled(field, self.words("Your card")), add, block(f"<p>{esc(down)}</p>")
        )

    def _column_view(self, column: Column) -> w.Widget:
        return self._column_panel(column, *(self._card(card) for card in self.cards(column.key)))

    def _column_panel(self, column: Column, *content: w.Widget) -> w.Widget:
        head = block(
            f"<h3>{esc(self.words(column.label))}</h3>"
            f"<p class='ot-muted'>{esc(self.words(column.question))}</p>"
        )
        return classed(w.VBox([head, *content]), "ot-panel")

    def _card(self, card: Card) -> w.Widget:
        remove = button("✕", "ot-quiet", "ot-small", tooltip=self.words("Take this card away"))
        remove.on_click(self.guarded(lambda _: self.remove_card(card)))
        return classed(w.HBox([block(f"<p>{esc(card.text)}</p>"), remove]), "ot-sticky")

    def _ballot(self, side: TwoSides) -> list[w.Widget]:
        if not self.cards():
            return [block(f"<p>{esc(self.words('There are no cards yet.'))}</p>")]
        save = self.guarded(lambda answer: self.vote(side, answer["dots"]))
        return [question_form(self.dots(), self.room.state.item(VOTES, side), save, self.words)]

    def _standings_table(self) -> str:
        names = {column.key: self.words(column.label) for column in COUPLE.columns}
        head = [self.words("Card"), self.words("Column"), self.words("Votes")]
        body = [
            [esc(s.card.text), esc(names.get(s.card.column, s.card.column)), str(s.votes)]
            for s in self.standings()
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
