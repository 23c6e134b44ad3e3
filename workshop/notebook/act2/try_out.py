"""The sandbox: turn a promise, and see how often it would have been kept last quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.sandbox import sandbox_chart
from workshop.journey.path.caveats import said
from workshop.journey.promises.promise import PROMISES, Promise, promise
from workshop.story.act2.promises import instead_text, tried
from workshop.widgets.elements import Html, block, classed, columns, figure, rows, side_badge
from workshop.widgets.fields import choice

if TYPE_CHECKING:
    from workshop.journey.promises.sandbox import Kept
    from workshop.notebook.frame.activity import Activity

FIRST = "answer"


class TryOut:
    """A promise and its value, chosen by hand; nothing is decided here.

    Args:
        activity: gives the data and the words.
    """

    def __init__(self, activity: Activity) -> None:
        self._activity, self._words = activity, activity.words
        self._promise = promise(FIRST)
        self._value = self._default()
        self._picture = block(Html())
        self._fields = columns()
        self.widget = classed(rows(self._fields, self._picture), "ot-panel")
        self._draw()

    def turn(self, value: int) -> None:
        """Try another value."""
        self._value = value
        self._show()

    def choose(self, key: str) -> None:
        """Try another promise, at its usual value."""
        self._promise = promise(key)
        self._value = self._default()
        self._draw()

    def _default(self) -> int | None:
        parameter = self._promise.parameter
        return parameter.default if parameter else None

    def _draw(self) -> None:
        words, parameter = self._words, self._promise.parameter
        options = [(one.text(words), one.key) for one in PROMISES if one.measure]
        fields = [
            choice(
                words("Which promise?"),
                options,
                self._promise.key,
                self._activity.guarded(self.choose),
            )
        ]
        if parameter:
            values = [(parameter.text(value, words), value) for value in parameter.values]
            turn = self._activity.guarded(self.turn)
            fields.append(choice(words("Which value?"), values, self._value, turn))
        self._fields.children = fields
        self._show()

    def _show(self) -> None:
        found = tried(self._activity.stage, self._promise)
        self._picture.value = self._html(self._promise, found)

    def _html(self, one: Promise, found: list[Kept]) -> Html:
        words = self._words
        now, usual = self._at(found, self._value), self._at(found, self._default())
        small = " ".join([words(one.counts), *said(now.caveats, words)]).strip()
        picture = Html("<p><small>{}</small></p>").format(small)
        if one.parameter and any(each.share is not None for each in found):
            picture = figure(sandbox_chart(one, found, self._value, words), words, small)
        return Html('<p>{}</p><blockquote>{}</blockquote><p class="ot-big">{}</p>{}').format(
            side_badge(one.from_side, words),
            one.text(words, self._value),
            instead_text(one, now, usual, words),
            picture,
        )

    @staticmethod
    def _at(found: list[Kept], value: int | None) -> Kept:
        return next(one for one in found if one.value == value)
