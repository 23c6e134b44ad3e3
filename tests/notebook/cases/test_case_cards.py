"""Cases as cards: what was known then, as text, and the end only when asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import HOSTILE, OWN_WORD
from support.acts.screen import esc

from workshop.notebook.cases.case_cards import case_cards
from workshop.side import MARKS
from workshop.story.cases.case_text import case_facts, case_option, case_profile
from workshop.terms.outcome.example import Case, cases_in_between
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage
    from workshop.words import Lang

BETWEEN = {
    "contacts": ("can_buy", "showed_interest"),
    "deals": ("opportunity_bant", "opportunity_need"),
    "campaigns": ("campaign_strict", "campaign_wide"),
}


def case(*, won: bool = True, side: str = "sales", **facts: Any) -> Case:
    """Return a contact in between."""
    return Case(f"C1 {HOSTILE}", "contacts", frozenset({side}), facts, date(2026, 1, 5), won)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("won", [True, False])
def test_the_end_is_told_only_when_asked(lang: Lang, *, won: bool) -> None:
    """People judge what was known; asked, the card says how it ended."""
    words = Words(lang)
    ends = {end: words(f"Later: {end}") for end in ("won", "not won")}
    shut = case_cards([case(won=won)], "Lead", words, fates=False)
    told = case_cards([case(won=won)], "Lead", words, fates=True)

    assert not any(f">{end}<" in shut for end in ends.values())
    assert f">{ends['won' if won else 'not won']}<" in told
    assert 1 == told.count("ot-fate")


@pytest.mark.parametrize("side", ["sales", "marketing"])
def test_a_card_says_who_calls_it_so(side: str) -> None:
    """With the side's colour, its shape and its name, and the word as typed."""
    shown = case_cards([case(side=side)], OWN_WORD, Words("de"), fates=False)

    assert f"ot-edge-{side}" in shown
    assert MARKS[side] in shown
    assert esc(OWN_WORD) in shown
    assert "<b>{" not in shown


def test_hostile_data_stays_text() -> None:
    """An export may hold anything, in the key and in every value."""
    facts = {"role": HOSTILE, "industry": HOSTILE, "source": HOSTILE}
    shown = case_cards([case(**facts)], HOSTILE, Words("en"), fates=True)

    assert "<img" not in shown
    assert shown.count("&lt;img") == 5


def test_what_is_not_so_is_not_on_the_card() -> None:
    """No and zero are left out; numbers are written as the language writes them."""
    facts = {"form_sent": False, "need_known": True, "webinars": 0, "score": 1200, "source": "fair"}
    german, english = (case_facts(case(**facts), Words(lang)) for lang in LANGS)

    assert len(german) == len(english) == 3
    assert any("1.200" in one for one in german)
    assert any("1,200" in one for one in english)


def test_the_profile_has_what_is_known() -> None:
    """Without a role and a size the head is shorter, and not full of dashes."""
    words = Words("de")

    assert [] == case_profile(case(), words)
    assert case_profile(case(employees=1200), words) == [
        words.plural("{n} employee", "{n} employees", 1200)
    ]
    assert 2 == len(case_profile(case(role="it", employees=1200), words))


def test_an_option_to_sort_speaks_both_languages() -> None:
    """Phones get head and small print in their own language, under the case's key."""
    option = case_option(case(role="it", employees=1200, need_known=True))

    assert f"C1 {HOSTILE}" == option.key
    assert "1.200" in option.label["de"]
    assert "1,200" in option.label["en"]
    assert option.note is not None
    assert option.note["de"] != option.note["en"]


@pytest.mark.parametrize("entity", BETWEEN)
def test_real_cases_of_each_kind_have_a_card(german: Stage, entity: str) -> None:
    """Contacts, deals and campaigns of the sample company: a head, facts, a side."""
    sales, marketing = (TEMPLATES[name].rule for name in BETWEEN[entity])
    found = cases_in_between(german.crm, {"sales": sales, "marketing": marketing})
    shown = case_cards(found, "Wort", german.words, fates=True)

    assert found
    assert len(found) == shown.count("<article")
    assert all(case_profile(one, german.words) for one in found)
    assert "None" not in shown
    assert "<b></b>" not in shown
