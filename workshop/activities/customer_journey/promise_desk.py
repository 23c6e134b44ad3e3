"""Where promises are put together: those on offer with their value, and some of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.activities.customer_journey.kept_said import kept_at, kept_text
from workshop.activities.mode import SIDES
from workshop.journey.promise import PROMISES, own_promise
from workshop.room.text import plain_text
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, classed, columns, esc, side_badge, side_name
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.journey.promise import Promise

LONGEST = 200
"""Characters of a promise of one's own."""


class PromiseDesk:
    """The promises as they stand, a panel for each direction.

    Args:
        activity: keeps them in its room.
    """

    def __init__(self, activity: Activity) -> None:
        self._activity, self._words = activity, activity.words
        self._question = f"{activity.key}.draft"

    def lines(self) -> list[dict[str, Any]]:
        """Return the promises given so far, as they are recorded: worded in both languages."""
        said = self._said()
        offered = [
            self._line(one, said[one.key].get("value"))
            for one in PROMISES
            if said.get(one.key, {}).get("given")
        ]
        own = [
            self._line(own_promise(f"own_{side}", side, text), None)
            for side in SIDES
            if (text := self._own(side))
        ]
        return offered + own

    def keep(self, key: str, **part: Any) -> None:
        """Keep whether a promise is given, its value, or its words."""
        said = self._said()
        changed = said | {key: said.get(key, {}) | part}
        self._activity.room.say(self._question, "both", changed, "both")

    def draw(self) -> w.Widget:
        """Return a panel a side, with what it may promise."""
        return columns(*(self._panel(side) for side in SIDES))

    def _said(self) -> dict[str, Any]:
        return self._activity.room.state.item(self._question, "both")

    def _panel(self, side: TwoSides) -> w.Widget:
        other = "marketing" if side == "sales" else "sales"
        title = self._words("to {side}", side=side_name(other, self._words))
        head = block(f"<h3>{side_badge(side, self._words)} {esc(title)}</h3>")
        offered = [self._offer(one) for one in PROMISES if one.from_side == side]
        own = text_field(
            self._words("A promise of your own"),
            str(self._said().get(f"own_{side}", {}).get("text", "")),
            self._activity.guarded(lambda text: self._keep_own(side, text)),
            area=True,
        )
        return classed(w.VBox([head, *offered, own]), "ot-panel", f"ot-panel-{side}")

    def _own(self, side: TwoSides) -> str:
        """Return a side's own promise, empty where it has none.

        Raises:
            WorkshopError: if it is too long, or says nothing that can be seen.
        """
        text = str(self._said().get(f"own_{side}", {}).get("text", ""))
        return plain_text(text, LONGEST) if text.strip() else ""

    def _keep_own(self, side: TwoSides, text: str) -> None:
        self.keep(f"own_{side}", text=text)
        self._own(side)  # says at once what is wrong with it

    def _offer(self, one: Promise) -> w.Widget:
        said = self._said().get(one.key, {})
        value = self._value(one, said.get("value"))
        box = w.Checkbox(
            value=bool(said.get("given")),
            description=one.text(self._words, value),
            indent=False,
        )
        small = block("", "ot-muted")

        def show() -> None:
            now = self._value(one, self._said().get(one.key, {}).get("value"))
            box.description = one.text(self._words, now)
            found = kept_at(self._activity.stage, one, now)
            small.value = f"<p>{esc(kept_text(found, self._words))}</p>"

        def turn(to: int) -> None:
            self.keep(one.key, value=to)
            show()

        give = self._activity.guarded(lambda change: self.keep(one.key, given=change["new"]))
        box.observe(give, "value")
        show()
        parts: list[w.Widget] = [box, small]
        if one.parameter:
            options = [(one.parameter.text(n, self._words), n) for n in one.parameter.values]
            turned = self._activity.guarded(turn)
            parts.insert(1, choice(self._words("With what value?"), options, value, turned))
        return classed(w.VBox(parts), "ot-tick")

    @staticmethod
    def _value(one: Promise, said: Any) -> int | None:
        if one.parameter is None:
            return None
        return said if said in one.parameter.values else one.parameter.default

    def _line(self, one: Promise, said: Any) -> dict[str, Any]:
        value = self._value(one, said)
        found = kept_at(self._activity.stage, one, value)
        languages = [Words(lang) for lang in LANGS]
        return {
            "key": one.key,
            "from": one.from_side,
            "value": value,
            "text": {words.lang: one.text(words, value) for words in languages},
            "kept": {words.lang: kept_text(found, words) for words in languages},
        }


def in_words(line: dict[str, Any], words: Words) -> str:
    """Return a promise as one line: who gives it, and what."""
    return f"{side_name(line['from'], words)}: {line['text'][words.lang]}"
