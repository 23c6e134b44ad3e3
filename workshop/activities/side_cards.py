"""What each side answered at the keyboard, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.activities.mode import SIDES
from workshop.room.question import Multiple, Number, Scale, ShortText, Single
from workshop.widgets.html import block, columns, esc, side_badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.room.question import Option, Question
    from workshop.words import Words


def side_cards(activity: Activity, questions: Sequence[Question]) -> list[w.Widget]:
    """Return a card for each side that answered at the keyboard; nothing where none did."""
    state = activity.room.state
    sides = [side for side in SIDES if any(state.item(one.key, side) for one in questions)]
    return [columns(*(_card(activity, questions, side) for side in sides))] if sides else []


def _card(activity: Activity, questions: Sequence[Question], side: TwoSides) -> w.Widget:
    words, state = activity.words, activity.room.state
    lines = [
        f"<p>{esc(one.prompt[words.lang])}<br>"
        f"<b>{esc(answer_text(one, state.item(one.key, side), words))}</b></p>"
        for one in questions
    ]
    head = f"<h3>{side_badge(side, words)}</h3>"
    return block(head + "".join(lines), "ot-panel", f"ot-panel-{side}")


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
