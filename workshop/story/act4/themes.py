"""Themes: what is put to the vote, what it came to, and why a theme is as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.retro.board import (
    DOTS_EACH,
    DOTS_PER_THEME,
    MOST_THEMES,
    Ballot,
    heaviest,
    standings,
)
from workshop.room.commands import grouping
from workshop.room.log.event import KEYBOARD
from workshop.room.state.piles import piles, theme_of
from workshop.room.state.question import Dots, Option
from workshop.room.state.result import sides_of
from workshop.room.state.text import beginning
from workshop.side import SIDES
from workshop.words import LANGS, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.retro.board import Standing
    from workshop.room.state.piles import Pile
    from workshop.room.state.state import RoomState
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.words import Text

VOTES, TALKED, REASONS = "retro.votes", "retro.theme", "retro.why"
"""The question for dots; which theme is talked about; and by theme why it is as it is."""
LONGEST_LABEL = 120


class ThemeTable:
    """The themes as they lie, the dots on them, and what they came to.

    Args:
        stage: gives the room that keeps them.
    """

    def __init__(self, stage: Stage) -> None:
        self._room = stage.room

    @property
    def piles(self) -> tuple[Pile, ...]:
        """The themes, each where its first card lies."""
        return piles(self._room.state)

    @property
    def voted(self) -> tuple[Pile, ...]:
        """The themes that are put to the vote: the largest, where there are too many."""
        found = self.piles
        largest = sorted(found, key=lambda pile: (-len(pile.cards), not pile.title))[:MOST_THEMES]
        chosen = {pile.key for pile in largest}
        return tuple(pile for pile in found if pile.key in chosen)

    def gather(self, cards: Iterable[str]) -> None:
        """Put cards together.

        Raises:
            WorkshopError: see `workshop.room.commands.grouping.gather`.
        """
        chosen = tuple(cards)
        self._room.execute(lambda state: grouping.gather(state, chosen))

    def part(self, cards: Iterable[str]) -> None:
        """Take cards out of their piles.

        Raises:
            WorkshopError: see `workshop.room.commands.grouping.part`.
        """
        chosen = tuple(cards)
        self._room.execute(lambda state: grouping.part(state, chosen))

    def undo(self) -> None:
        """Take the last move back."""
        self._room.execute(grouping.undo)

    def name(self, pile: str, title: str) -> None:
        """Give a pile a title.

        Raises:
            WorkshopError: see `workshop.room.commands.grouping.name_pile`.
        """
        self._room.execute(lambda state: grouping.name_pile(state, pile, title))

    def dots(self) -> Dots | None:
        """Return the vote on the themes as they lie now; None where there are none."""
        options = tuple(
            Option(key=pile.key, label=_label(pile), note=_note(pile)) for pile in self.voted
        )
        if not options:
            return None
        return Dots(
            key=VOTES,
            prompt=both("What would help both of us most in the next month?"),
            options=options,
            each=DOTS_EACH,
            per_option=DOTS_PER_THEME,
            by_side=True,
        )

    def ballot(self, side: Side) -> dict[str, int]:
        """Return the dots of a side at the keyboard, theme to count."""
        said = self._room.state.item(VOTES, side).get("dots", {})
        return {theme: min(n, DOTS_PER_THEME) for theme, n in _dots(self._room.state, said).items()}

    def vote(self, side: Side, dots: dict[str, int]) -> None:
        """Keep the dots of a side at the keyboard.

        Raises:
            WorkshopError: if there are more than allowed.
        """
        asked = self.dots()
        if asked:
            self._room.say(VOTES, side, asked.check({"dots": dots}), side)

    def standings(self) -> tuple[Standing, ...]:
        """Return the themes, most dots first."""
        state = self._room.state
        keys = [pile.key for pile in self.piles]
        return state.once("standings", lambda: standings(keys, *_ballots(state)))

    def heaviest(self) -> tuple[Standing, ...]:
        """Return the themes with most dots, and whatever is level with the last of them."""
        return heaviest(self.standings())

    def pile(self, key: str) -> Pile | None:
        """Return a theme by its key."""
        return next((pile for pile in self.piles if pile.key == key), None)

    @property
    def talked(self) -> Pile | None:
        """The theme that is talked about: the one chosen, else the heaviest, else the first."""
        chosen = str(self._room.state.draft(TALKED).get("key", ""))
        top = self.standings()
        return self.pile(theme_of(self._room.state, chosen)) or (
            self.pile(top[0].theme) if top else None
        )

    def talk_about(self, key: str) -> None:
        """Choose the theme that is talked about."""
        self._room.keep(TALKED, {"key": key})

    def reason(self, key: str) -> dict[str, str]:
        """Return why a theme is as it is: ``because`` and what it ``costs``, empty where unsaid."""
        kept = self._room.state.draft(REASONS, key)
        return {part: str(kept.get(part, "")) for part in ("because", "costs")}

    def give_reason(self, key: str, part: str, text: str) -> None:
        """Keep why a theme is as it is, in part."""
        self._room.keep(REASONS, self.reason(key) | {part: text}, key)


def _label(pile: Pile) -> Text:
    return {lang: beginning(text, LONGEST_LABEL) for lang, text in pile.name.items()}


def _note(pile: Pile) -> Text | None:
    if len(pile.cards) > 1:
        n = len(pile.cards)
        return {lang: Words(lang).plural("{n} card", "{n} cards", n) for lang in LANGS}
    first = pile.cards[0]
    return both("From your data") if first.is_fact else first.note


def _ballots(state: RoomState) -> tuple[list[Ballot], tuple[str, ...]]:
    """Return the dots of everybody, and the sides that may be told apart.

    Where phones have answered, sides are told apart as in every other question; a side at the
    keyboard spoke as one, and in front of everybody.
    """
    said = [one for one in state.said(VOTES) if isinstance(one.body.get("dots"), dict)]
    phones = [one for one in said if one.item not in KEYBOARD]
    sides = sides_of(phones, state.fewest) if phones else SIDES
    return [Ballot(one.side, _dots(state, one.body["dots"])) for one in said], tuple(sides)


def _dots(state: RoomState, dots: dict[str, int]) -> dict[str, int]:
    """Return dots by the themes of now: what was put on a pile goes where that pile has gone."""
    found: dict[str, int] = {}
    for key, n in dots.items():
        theme = theme_of(state, key)
        found[theme] = found.get(theme, 0) + n
    return found
