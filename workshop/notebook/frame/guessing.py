"""An activity that begins with a guess: everybody guesses, then the data answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.agenda import Beat
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.state.question import Multiple, Number, Scale, ShortText, Single
from workshop.side import MARKS, SIDES
from workshop.story.frame.covering import answered_or_covered
from workshop.story.guess import guesses_of
from workshop.widgets.elements import Html, block, columns, side_badge
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.room.state.question import Option, Question
    from workshop.room.state.state import RoomState
    from workshop.side import Side
    from workshop.story.frame.host import Host
    from workshop.words import Words


class Guessing(Activity):
    """Questions in silence, by phone or a panel a side; a subclass shows what the data says."""

    def questions(self) -> list[Question]:
        """Return what is guessed."""
        raise NotImplementedError

    def asks(self, beat: Beat) -> list[Question]:
        return self.questions() if beat is Beat.THINK else []

    def complaint(self) -> WorkshopError | None:
        # One answer to one question is enough: a hall in a hurry leaves out the others.
        found = [answered_or_covered(self, one.key) for one in self.questions()]
        return None if None in found else found[0]

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        asked = self.questions()
        panels = two_panels(
            self,
            lambda side: [form(self, side, one) for one in asked],
            lambda side: check_all(self, side, asked),
        )
        return [moment(N_("Guess"), panels, style="ot-work")]

    def guesses(self) -> list[Moment]:
        """Return what the sides guessed at the keyboard; phones have moments of their own."""
        cards = side_cards(self, self.questions())
        return [moment(N_("Your guesses"), *cards)] if cards else []


def guess_html(state: RoomState, asked: Number, truth: float, words: Words) -> Html:
    """Return a guess beside what it was, as HTML; the truth alone where nobody's may be shown."""
    guesses = Html().join(
        Html("<span class='ot-guess'>{} {}</span>").format(
            MARKS[guess.side] if guess.side in SIDES else words("Your guess"),
            words.number(guess.value, 0),
        )
        for guess in guesses_of(state, asked)
    )
    return Html(
        "<div class='ot-tip'><p class='ot-muted'>{}</p>"
        "<p>{} <b class='ot-truth'>{}</b> <span class='ot-unit'>{}</span></p></div>"
    ).format(
        asked.prompt[words.lang],
        guesses,
        words.number(truth, 0),
        asked.unit[words.lang],
    )


def side_cards(activity: Host, questions: Sequence[Question]) -> list[w.Widget]:
    """Return a card for each side that answered at the keyboard; nothing where none did."""
    state = activity.room.state
    sides = [side for side in SIDES if any(state.item(one.key, side) for one in questions)]
    return [columns(*(_card(activity, questions, side) for side in sides))] if sides else []


def _card(activity: Host, questions: Sequence[Question], side: Side) -> w.Widget:
    words, state = activity.words, activity.room.state
    lines = [
        Html("<p>{}<br><b>{}</b></p>").format(
            one.prompt[words.lang], answer_text(one, state.item(one.key, side), words)
        )
        for one in questions
    ]
    head = Html("<h3>{}</h3>").format(side_badge(side, words))
    return block(head + Html().join(lines), "ot-panel", f"ot-panel-{side}")


def answer_text(question: Question, body: dict[str, Any], words: Words) -> str:
    """Return an answer in words; a dash where there is none."""
    match question:
        case Single():
            return _labels(question.options, [body.get("choice")], words)
        case Multiple():
            return _labels(question.options, body.get("choices", []), words)
        case Number() | Scale() if "value" in body:
            return words.number(body["value"])
        case ShortText():
            return str(body.get("text") or "–")
        case _:
            return "–"


def _labels(options: Sequence[Option], chosen: Sequence[Any], words: Words) -> str:
    found = [option.label[words.lang] for option in options if option.key in chosen]
    return ", ".join(found) or "–"
