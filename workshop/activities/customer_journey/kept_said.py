"""How often a promise would have been kept, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.journey.notes import said
from workshop.journey.sandbox import sandbox

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.journey.promise import Promise
    from workshop.journey.sandbox import Kept
    from workshop.words import Words


def tried(stage: Stage, promise: Promise) -> list[Kept]:
    """Return how often a promise would have been kept at each of its values, computed once."""
    return stage.once(("kept", promise.key), lambda: sandbox(stage.crm, promise))


def kept_at(stage: Stage, promise: Promise, value: int | None) -> Kept:
    """Return how often a promise would have been kept at one of its values."""
    return next(one for one in tried(stage, promise) if one.value == value)


def kept_text(found: Kept, words: Words) -> str:
    """Return share, interval and n of a promise last quarter; or why there is none."""
    if found.share is None or found.interval is None:
        return " ".join(said(found.caveats, words))
    return words(
        "{share} kept in {quarter} (95 % interval {low} to {high}, n = {n})",
        share=words.percent(found.share, 0),
        quarter=found.quarter.text(words),
        low=words.percent(found.interval.low, 0),
        high=words.percent(found.interval.high, 0),
        n=words.number(found.n),
    )


def instead_text(promise: Promise, now: Kept, before: Kept, words: Words) -> str:
    """Return what another value would have meant, such as “4 instead of 8 hours: 71 %”."""
    parameter = promise.parameter
    if parameter is None or now.value is None or before.value is None or now.value == before.value:
        return kept_text(now, words)
    return words(
        "{now} instead of {before}: {kept}.",
        now=parameter.text(now.value, words),
        before=parameter.text(before.value, words),
        kept=kept_text(now, words),
    )
