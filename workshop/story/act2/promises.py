"""What both sides promise each other: what phones are asked, the draft, and what is decided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.journey.promises.promise import PROMISES, own_promise
from workshop.journey.promises.sandbox import sandbox
from workshop.kpis.core.scope import Scope
from workshop.room.state.question import Multiple, Option, ShortText
from workshop.room.state.text import plain_text
from workshop.side import SIDES, side_name
from workshop.story.decisions import types
from workshop.story.decisions.text import kept_share, kept_whole
from workshop.story.decisions.types import KeptShare, Promised
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.journey.promises.promise import Promise
    from workshop.journey.promises.sandbox import Kept
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.context import Stage

KEY = "journey.promises"
NEED, WANTED = f"{KEY}.need", f"{KEY}.wanted"
DRAFT = f"{KEY}.draft"
MOST_WANTED = 3
LONGEST = 200
"""Characters of a promise of one's own."""


def questions() -> list[Question]:
    """Return what both sides are asked before they see anything."""
    options = tuple(
        Option(
            key=one.key,
            label={lang: one.text(Words(lang)) for lang in LANGS},
            side=one.from_side,
        )
        for one in PROMISES
    )
    return [
        ShortText(
            key=NEED,
            prompt=both("What do you need from the other side so that no lead gets lost?"),
        ),
        Multiple(
            key=WANTED,
            prompt=both("Which promises would help you most?"),
            options=options,
            least=1,
            most=MOST_WANTED,
            by_side=True,
        ),
    ]


class PromiseTable:
    """The promises as they stand: those on offer with their limit, and some of one's own.

    Args:
        stage: gives the room that keeps them, and the data they are tried on.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def lines(self) -> tuple[Promised, ...]:
        """Return the promises given so far, as they are recorded.

        Raises:
            WorkshopError: if one in own words is too long, or says nothing.
        """
        offered = [self._promised(promise) for promise in PROMISES if self.is_given(promise.key)]
        own = [
            self._promised(own_promise(f"own_{side}", side, text), text)
            for side in SIDES
            if (text := self.own(side))
        ]
        return (*offered, *own)

    def keep(self, key: str, **part: Any) -> None:
        """Keep whether a promise is ``given``, its ``value``, or its ``text``."""
        draft = self._stage.room.state.draft(DRAFT)
        self._stage.room.keep(DRAFT, draft | {key: draft.get(key, {}) | part})

    def take_wanted(self) -> None:
        """Give in each direction the promise that most people want; what is given stays given.

        Raises:
            WorkshopError: if nobody wants one in some direction.
        """
        votes = Counter(
            key
            for said in self._stage.room.state.said(WANTED)
            for key in said.body.get("choices", [])
        )
        for side in SIDES:
            offered = [one.key for one in PROMISES if one.from_side == side and votes[one.key]]
            if offered:
                self.keep(max(offered, key=lambda key: votes[key]), given=True)
            elif not any(self.is_given(one.key) for one in PROMISES if one.from_side == side):
                raise WorkshopError(
                    N_("Nobody wants a promise in one direction yet."),
                    found="{side}",
                    hint=N_("Tick one on the projector."),
                    side=side_name(side, self._stage.words),
                )

    def keep_own(self, side: Side, text: str) -> None:
        """Keep a side's promise in its own words.

        Raises:
            WorkshopError: see `own`; what was typed is kept all the same.
        """
        self.keep(f"own_{side}", text=text)
        self.own(side)

    def is_given(self, key: str) -> bool:
        """Return whether a promise is ticked."""
        return bool(self._draft(key).get("given"))

    def limit(self, promise: Promise) -> int | None:
        """Return the value of a promise's parameter as it stands; None where it has none."""
        if promise.parameter is None:
            return None
        kept = self._draft(promise.key).get("value")
        return kept if kept in promise.parameter.values else promise.parameter.default

    def typed(self, side: Side) -> str:
        """Return what a side typed as its own promise, as it stands."""
        return str(self._draft(f"own_{side}").get("text", ""))

    def own(self, side: Side) -> str:
        """Return a side's own promise, empty where it has none.

        Raises:
            WorkshopError: if it is too long, or says nothing that can be seen.
        """
        text = self.typed(side)
        return plain_text(text, LONGEST) if text.strip() else ""

    def decision(self, objections: Iterable[str]) -> types.Promises:
        """Return what is decided.

        Raises:
            WorkshopError: if a promise is missing in one direction.
        """
        lines = self.lines()
        if {line.side for line in lines} != set(SIDES):
            raise WorkshopError(
                N_("A promise is still missing in one direction."),
                hint=N_("One from marketing to sales and one from sales to marketing."),
            )
        return types.Promises(promises=lines, objections=tuple(objections))

    def _draft(self, key: str) -> dict[str, Any]:
        draft: dict[str, Any] = self._stage.room.state.draft(DRAFT).get(key, {})
        return draft

    def _promised(self, promise: Promise, text: str = "") -> Promised:
        limit = self.limit(promise)
        kept = _share_of(kept_at(self._stage, promise, limit))
        side = promise.from_side
        return Promised(key=promise.key, side=side, limit=limit, text=text, kept=kept)


def tried(stage: Stage, promise: Promise) -> list[Kept]:
    """Return how often a promise would have been kept at each of its values, computed once."""
    return stage.once(("kept", promise.key), lambda: sandbox(Scope.of(stage.crm), promise))


def kept_at(stage: Stage, promise: Promise, value: int | None) -> Kept:
    """Return how often a promise would have been kept at one of its values."""
    return next(one for one in tried(stage, promise) if one.value == value)


def tried_text(found: Kept, words: Words) -> str:
    """Return share, interval, n and calendar of a promise last quarter; or why there is none."""
    return kept_whole(_share_of(found), words)


def _share_of(found: Kept) -> KeptShare:
    """Return how often a promise would have been kept, as it is recorded."""
    return KeptShare(quarter=found.quarter, share=found.answer)


def instead_text(promise: Promise, now: Kept, before: Kept, words: Words) -> str:
    """Return what another value would have meant, such as “4 instead of 8 hours: 71 %”."""
    parameter = promise.parameter
    if parameter is None or now.value is None or before.value is None or now.value == before.value:
        return kept_share(_share_of(now), words)
    return words(
        "{now} instead of {before}: {kept}.",
        now=parameter.text(now.value, words),
        before=parameter.text(before.value, words),
        kept=kept_share(_share_of(now), words),
    )
