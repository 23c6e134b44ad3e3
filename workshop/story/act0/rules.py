"""The rules of the room as they stand: four of the kit, in other words if it likes, and a fifth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.state.text import plain_text
from workshop.story.decisions.types import KIT_RULES, HouseRule, HouseRules
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.room import Room
    from workshop.words import Words

PROPOSED = tuple(KIT_RULES)
MOST = len(PROPOSED) + 1
LONGEST = 200
"""Characters of a rule in the room's own words."""
DRAFT = "arriving.rules"


class RuleTable:
    """The rules while they are being worded.

    Args:
        room: keeps them.
    """

    def __init__(self, room: Room) -> None:
        self._room = room

    def standing(self) -> tuple[HouseRule, ...]:
        """Return the rules; one that was emptied is left out.

        Raises:
            WorkshopError: if one is too long, or none is left.
        """
        rules = tuple(rule for place in range(MOST) if (rule := self._rule(place)))
        if not rules:
            raise WorkshopError(
                N_("There are no rules left."), hint=N_("One is enough, but you do need one.")
            )
        return rules

    def keep(self, place: int, text: str, words: Words) -> None:
        """Keep a rule as the room words it; with nothing in it, it is left out.

        Args:
            place: of the rule, from 0; the last one is the room's own.
            text: what was typed.
            words: the language it was read in: the kit's own wording is none of the room's.

        Raises:
            WorkshopError: if it is too long; it is kept all the same.
        """
        kept = {key: typed for key, typed in self._draft().items() if key != str(place)}
        if text.strip() != usual(place, words):
            kept[str(place)] = text
        self._room.keep(DRAFT, kept)
        self._rule(place)

    def typed(self, place: int, words: Words) -> str:
        """Return a rule as it stands in its field."""
        return str(self._draft().get(str(place), usual(place, words)))

    def decision(self, objections: Iterable[str]) -> HouseRules:
        """Return what is decided.

        Raises:
            WorkshopError: see `standing`.
        """
        return HouseRules(rules=self.standing(), objections=tuple(objections))

    def _draft(self) -> dict[str, Any]:
        return self._room.state.draft(DRAFT)

    def _rule(self, place: int) -> HouseRule | None:
        typed = self._draft().get(str(place))
        if typed is None:
            return HouseRule(key=PROPOSED[place]) if place < len(PROPOSED) else None
        return HouseRule(text=plain_text(typed, LONGEST)) if typed.strip() else None


def usual(place: int, words: Words) -> str:
    """Return the kit's own wording of a rule, empty for the fifth."""
    return words(KIT_RULES[PROPOSED[place]]) if place < len(PROPOSED) else ""
