"""What differs between two versions of a charter: what was agreed, never the numbers of the day."""

from __future__ import annotations

from datetime import date

from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.value import KpiValue
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.diff import diff
from workshop.story.decisions.later import CustomerSentence
from workshop.story.decisions.types import (
    AgreedKpi,
    AgreedKpis,
    AgreedTerm,
    HouseRule,
    HouseRules,
    KeptShare,
    Owners,
    Promised,
    Promises,
)
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Words

DAY = date(2026, 11, 30)


def term(sentence: str, template: str = "can_buy") -> AgreedTerm:
    """Return Lead, worded like this."""
    rule = TEMPLATES[template].rule
    return AgreedTerm(term="lead", sentence=sentence, rule=rule, review_on=DAY)


def promises(*limits: int, n: int = 40) -> Decisions:
    """Return promises of these limits, tried out on so many cases."""
    share = KpiValue("sla_kept", "ratio", DAY, 0.5, n, 20, 40, 0.4, 0.6)
    kept = KeptShare(quarter=Quarter(2026, 3), share=share)
    given = [Promised(key=f"own_{n}", side="sales", limit=one, text="x", kept=kept)
             for n, one in enumerate(limits)]  # fmt: skip
    return Decisions(promises=Promises(promises=tuple(given)))


def kinds(before: Decisions, now: Decisions) -> list[str]:
    """Return the kinds of all changes, in English."""
    return [change.entry(Words("en")).kind for change in diff(before, now)]


def test_new_changed_and_gone_are_told_apart() -> None:
    """A promise with another limit is changed, one more is new, one less is gone."""
    assert ["changed", "new"] == kinds(promises(8), promises(24, 5))
    assert ["gone"] == kinds(promises(8, 5), promises(8))
    assert [] == kinds(promises(8, 5), promises(8, 5))


def test_other_numbers_of_the_day_are_no_change() -> None:
    """The same promise on next quarter's data is the same promise."""
    assert [] == kinds(promises(8, n=40), promises(8, n=90))


def test_the_old_words_stand_beside_the_new_ones() -> None:
    """In both languages, with the rule where only the rule is another."""
    before = Decisions(terms=(term("alt"),), customer=CustomerSentence(text="vorher"))
    now = Decisions(terms=(term("alt", "showed_interest"),), customer=CustomerSentence(text="nun"))
    for lang in LANGS:
        customer, changed = (change.entry(Words(lang)) for change in diff(before, now))

        assert ("vorher", "nun") == (customer.before, customer.now)
        assert "alt" in changed.before
        assert changed.before != changed.now


def test_every_part_is_compared() -> None:
    """From nothing to something is new, in the order of the document; and back it is gone."""
    full = Decisions(
        house_rules=HouseRules(rules=(HouseRule(key="best"), HouseRule(text="x"))),
        terms=(term("x"),),
        kpis=AgreedKpis(
            kpis=(AgreedKpi(name="win_rate", target=0.4, owners=Owners(sales="a", marketing="b")),)
        ),
        customer=CustomerSentence(text="x"),
    )
    parts = [change.entry(Words("en")).part for change in diff(Decisions(), full)]

    assert ["What our customers notice", *["How we treat each other"] * 2, "Our terms",
            "Our numbers"] == parts  # fmt: skip
    assert ["gone"] * 5 == kinds(full, Decisions())


def test_two_entries_of_one_name_are_two() -> None:
    """A rule that somebody wrote twice is compared twice."""
    once = Decisions(house_rules=HouseRules(rules=(HouseRule(text="x"),)))
    twice = Decisions(house_rules=HouseRules(rules=(HouseRule(text="x"),) * 2))

    assert ["new"] == kinds(once, twice)
