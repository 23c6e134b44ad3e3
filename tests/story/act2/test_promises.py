"""How often a promise would have been kept, in words."""

from __future__ import annotations

import pytest
from support.data.journeys import company, sample
from support.data.tables import AS_OF

from workshop.journey.path.caveats import said
from workshop.journey.promises.promise import own_promise, promise
from workshop.journey.promises.sandbox import Kept, kept
from workshop.kpis.core.scope import Scope
from workshop.story.act2.promises import instead_text, tried_text
from workshop.words import LANGS, Lang, Words

EACH = pytest.mark.parametrize("lang", LANGS)
ANSWER = promise("answer")


@EACH
def test_a_share_never_comes_alone(lang: Lang) -> None:
    """Share, quarter, interval and n stand in one line."""
    words, found = Words(lang), kept(Scope.of(sample()), ANSWER, 8)
    assert found.share is not None
    assert found.interval is not None
    line = tried_text(found, words)

    assert words.percent(found.share, 0) in line
    assert found.quarter.text(words) in line
    assert words.percent(found.interval.low, 0) in line
    assert words.percent(found.interval.high, 0) in line
    assert words("n = {n}", n=words.number(found.n)) in line


@EACH
def test_without_a_share_the_reason_is_said(lang: Lang) -> None:
    """Nothing handed over, no data for it, no measure at all: each has its sentence."""
    words = Words(lang)
    nothing, lacking = company(AS_OF), company(AS_OF, without=("handoffs.handed_at",))
    cases = [kept(Scope.of(nothing), ANSWER), kept(Scope.of(lacking), ANSWER)]
    cases += [kept(Scope.of(nothing), own_promise("own", "sales", "{n} <b>"))]

    for found in cases:
        assert " ".join(said(found.caveats, words)) == tried_text(found, words) != ""


def share(kept: Kept, words: Words) -> str:
    """Return what was kept, without the calendar that stands behind it."""
    return tried_text(kept, words).partition(". ")[0]


@EACH
def test_another_value_is_compared_with_the_usual_one(lang: Lang) -> None:
    """Both values stand before the number; it is the number of the one that is tried."""
    words, four, eight = (
        Words(lang),
        kept(Scope.of(sample()), ANSWER, 4),
        kept(Scope.of(sample()), ANSWER, 8),
    )
    line = instead_text(ANSWER, four, eight, words)

    assert line.endswith(f"{share(four, words)}.")
    assert line.startswith(words.number(4))
    assert share(eight, words) not in line


@EACH
def test_the_usual_value_is_compared_with_nothing(lang: Lang) -> None:
    """Nobody reads “8 instead of 8”; nor of a promise that has no value."""
    words, eight = Words(lang), kept(Scope.of(sample()), ANSWER, 8)
    reason = kept(Scope.of(sample()), promise("reason"))

    assert share(eight, words) == instead_text(ANSWER, eight, eight, words)
    assert tried_text(reason, words) == instead_text(promise("reason"), reason, reason, words)
