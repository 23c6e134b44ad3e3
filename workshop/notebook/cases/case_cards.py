"""Cases as cards: who it is, what was known then, and, when asked, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import MARKS, side_name
from workshop.story.cases.case_text import case_facts, case_profile
from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.terms.outcome.example import Case
    from workshop.words import Words


def case_cards(cases: Iterable[Case], word: str, words: Words, *, fates: bool) -> Html:
    """Return cases only one side calls by a word as cards, as HTML.

    Args:
        cases: what to show.
        word: the word in dispute, such as Lead.
        words: the language.
        fates: whether to tell what became of them.
    """
    cards = Html().join(_card(case, word, words, fates=fates) for case in cases)
    return Html('<div class="ot-cards">{}</div>').format(cards)


def _card(case: Case, word: str, words: Words, *, fates: bool) -> Html:
    (side,) = case.covered_by
    profile = " · ".join(case_profile(case, words))
    facts = Html("<li>{}</li>").each(case_facts(case, words))
    who = words("Only {side} says “{word}”", side=side_name(side, words), word=word)
    fate = words("Later: won") if case.won else words("Later: not won")
    ending = Html('<p class="ot-fate">{}</p>').format(fate) if fates else Html()
    seen = words("first seen {day}", day=words.date(case.seen))
    return Html(
        '<article class="ot-card ot-edge-{}"><h4 class="ot-badge ot-{}">{} {}</h4>'
        "<p><b>{}</b></p><ul>{}</ul><p class='ot-muted'>{} · {}</p>{}</article>"
    ).format(side, side, MARKS[side], who, profile, facts, case.key, seen, ending)
