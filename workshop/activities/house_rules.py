"""The rules of the room: four of the kit, each in the room's own words if it likes, and a fifth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.text import plain_text
from workshop.widgets.fields import text_field
from workshop.widgets.html import block, classed, esc, rows
from workshop.words import LANGS, N_, Words, as_typed, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.words import Text

RULES = (
    N_("Everybody did the best they could with what they knew."),
    N_("What is said here stays here."),
    N_("We look for a common word, not for who is to blame."),
    N_("Everybody may say: I do not understand that."),
)
MOST = len(RULES) + 1
LONGEST = 200
"""Characters of a rule in the room's own words."""


class HouseRules:
    """The rules as they stand, and the fields to change them.

    Args:
        activity: keeps them in its room.
    """

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._subject = f"{activity.key}.rules"

    def standing(self) -> list[Text]:
        """Return the rules; one that was emptied is left out.

        Raises:
            WorkshopError: if one is too long, or none is left.
        """
        found = [rule for place in range(MOST) if (rule := self._rule(place))]
        if not found:
            raise WorkshopError(
                N_("There is no rule left."), hint=N_("One is enough, but not none.")
            )
        return found

    def keep(self, place: int, text: str) -> None:
        """Keep a rule as the room words it; with nothing in it, it is left out."""
        usual = self._activity.words(RULES[place]) if place < len(RULES) else ""
        kept = {key: said for key, said in self._said().items() if key != str(place)}
        if text.strip() != usual:
            kept[str(place)] = text
        self._activity.room.say(self._subject, "both", kept, "both")
        self._rule(place)  # says at once what is wrong with it

    def draw(self) -> w.Widget:
        """Return a field for each rule, and one for a fifth."""
        words = self._activity.words
        note = words("Somebody objects to a rule? Word it anew, empty it, or add one of your own.")
        fields = [self._field(place) for place in range(MOST)]
        return classed(rows(block(f"<p>{esc(note)}</p>", "ot-muted"), *fields), "ot-panel")

    def _said(self) -> dict[str, Any]:
        return self._activity.room.state.item(self._subject, "both")

    def _rule(self, place: int) -> Text | None:
        typed = self._said().get(str(place))
        if typed is None:
            return both(RULES[place]) if place < len(RULES) else None
        return as_typed(plain_text(typed, LONGEST)) if typed.strip() else None

    def _field(self, place: int) -> w.Widget:
        words = self._activity.words
        usual = words(RULES[place]) if place < len(RULES) else ""
        label = words("Rule {n}", n=place + 1) if usual else words("A rule of your own")
        keep = self._activity.guarded(lambda text: self.keep(place, text))
        return text_field(label, str(self._said().get(str(place), usual)), keep, hint=usual)


def rules_of(entry: dict[str, Any], words: Words) -> list[str]:
    """Return the rules of a recorded decision; early ones only know the kit's own wording."""
    worded = entry.get("worded")
    if worded is None:
        return [words(rule) for rule in entry["rules"]]
    return [rule[words.lang] for rule in worded]


def recorded_rules(rules: list[Text]) -> dict[str, Any]:
    """Return rules as they are recorded: in English, and worded where the room changed any."""
    told: dict[str, Any] = {"rules": [rule["en"] for rule in rules]}
    if rules != [both(rule) for rule in RULES]:
        told["worded"] = [{lang: rule[lang] for lang in LANGS} for rule in rules]
    return told


def rules_html(rules: list[str]) -> str:
    """Return rules as a numbered list, as HTML."""
    items = "".join(f"<li>{esc(rule)}</li>" for rule in rules)
    return f"<ol class='ot-rules'>{items}</ol>"
