"""The numbers of rules side by side: never without n, never a rate that says nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import OWN_WORD

from workshop.notebook.act1.term_numbers import (
    conversion_figure,
    finding,
    numbers_table,
    overlap_figure,
    small_print,
)
from workshop.story.decisions.text import numbers_line
from workshop.story.decisions.types import TermNumbers
from workshop.terms.outcome.comparison import Comparison, Tally, compare
from workshop.terms.outcome.consequence import Consequence, consequences
from workshop.terms.rules.entity import entity_count
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.story.context import Stage

DAY = date(2026, 11, 20)
PLAIN = TEMPLATES["can_buy"].rule
CIRCULAR = TEMPLATES["customer"].rule
BOTH = {"sales": PLAIN, "marketing": TEMPLATES["showed_interest"].rule}
MANY, FEW = Tally(100, 80, 20, 30), Tally(20, 10, 5, 6)


def comparison(parts: Mapping[frozenset[str], Tally]) -> Comparison:
    """Return two rules on the same contacts."""
    return Comparison(("sales", "marketing"), parts, "contacts", DAY, 180)


def split(sales: int, marketing: int, both: int) -> Comparison:
    """Return two rules with so many cases each by itself, and so many of both."""
    parts = {
        frozenset({"sales"}): Tally(sales),
        frozenset({"marketing"}): Tally(marketing),
        frozenset({"sales", "marketing"}): Tally(both),
        frozenset[str](): Tally(1000),
    }
    return comparison(parts)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("word", ["Lead", OWN_WORD, "{word}", "{sales} %s"])
def test_the_finding_names_the_word_as_typed(word: str, lang: Lang) -> None:
    """Braces are letters; the three numbers are those of the rules."""
    words = Words(lang)
    said = finding(split(1200, 30, 7), word, words)

    assert word in said
    assert entity_count("contacts", 1207, words) in said
    assert words.number(37) in said
    assert "7" in said


@pytest.mark.parametrize("lang", LANGS)
def test_rules_that_cover_nobody_say_so(lang: Lang) -> None:
    """No circles of nothing are talked about."""
    words = Words(lang)

    assert words("No rule covers a single case yet.") == finding(split(0, 0, 0), "Lead", words)


@pytest.mark.parametrize("lang", LANGS)
def test_a_rate_has_its_interval_and_n(lang: Lang) -> None:
    """20 of 80: a quarter, with how sure that is."""
    words = Words(lang)
    numbers = TermNumbers(covered=MANY, total=Tally(4000, 3000, 500, 700), as_of=DAY)
    said = numbers_line(numbers, PLAIN, words)

    assert words.percent(0.25) in said
    assert f"n = {words.number(80)}" in said
    assert "95" in said
    assert words.date(DAY) in said
    assert entity_count("contacts", 4000, words) in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("tally", "rule", "message"),
    [
        (FEW, PLAIN, "too few to say how many are won"),
        (MANY, CIRCULAR, "the rule asks about the outcome, so there’s no rate"),
        (FEW, CIRCULAR, "the rule asks about the outcome, so there’s no rate"),
    ],
)
def test_a_rate_that_says_nothing_is_not_said(
    tally: Tally, rule: Rule, message: str, lang: Lang
) -> None:
    """Neither of ten cases, nor of a rule that asks who won."""
    words = Words(lang)
    said = numbers_line(TermNumbers(covered=tally, total=Tally(4000), as_of=DAY), rule, words)

    assert words(message) in said
    assert "95" not in said
    assert "n = " not in said


def test_the_table_shows_each_rule_on_the_same_data(stage: Stage) -> None:
    """Cases, shares, rate, wins, work and what is missed, one column a rule."""
    words, found = stage.words, compare(stage.crm, BOTH)
    costs = consequences(stage.crm, BOTH)
    shown = numbers_table(found, costs, BOTH, words)
    missed = words("Missed, of last year’s {n} wins", n=words.number(costs["sales"].wins))

    assert 7 == shown.count('<th scope="row">')
    assert all(words.number(found.rule(side).cases) in shown for side in BOTH)
    assert all(words.number(one.hours_per_week or 0, 1) in shown for one in costs.values())
    assert missed in shown


def test_a_campaign_is_no_work_to_call_through(german: Stage) -> None:
    """Nobody works through campaigns one by one, so no hours are made up."""
    rules = {name: TEMPLATES[key].rule for name, key in (("sales", "responses"),)}
    rules["marketing"] = TEMPLATES["campaign_wide"].rule
    found, costs = compare(german.crm, rules), consequences(german.crm, rules)
    shown = numbers_table(found, costs, rules, german.words)

    assert german.words("{n} hours", n="") not in shown
    assert 5 == shown.count('<th scope="row">')


@pytest.mark.parametrize("lang", LANGS)
def test_without_wins_and_weeks_the_table_has_no_row_of_them(lang: Lang) -> None:
    """A row of zeroes would look like a finding; nothing divided by nothing is a dash."""
    words, costs = Words(lang), Consequence(None, 0, 20, 0, 0)
    empty = comparison({})
    shown = numbers_table(empty, dict.fromkeys(BOTH, costs), BOTH, words)

    assert 4 == shown.count('<th scope="row">')
    assert 4 == shown.count("<td>–</td>")


def test_no_rate_no_picture(german: Stage) -> None:
    """Where no rule has a rate that says something there is no empty chart."""
    rules = {"sales": CIRCULAR, "marketing": CIRCULAR}
    nobody = Rule(where=Group(criteria=[Criterion(field="score", op=Op.AT_LEAST, value=9999.0)]))
    few = {"sales": nobody, "marketing": nobody}

    assert "" == conversion_figure(compare(german.crm, rules), rules, german.words)
    assert "" == conversion_figure(compare(german.crm, few), few, german.words)


def test_pictures_say_what_they_stand_on(stage: Stage) -> None:
    """The rates have their small print, the circles a table with the same numbers."""
    words, found = stage.words, compare(stage.crm, BOTH)
    circles = overlap_figure(found, words)

    assert small_print(found, words) in conversion_figure(found, BOTH, words)
    assert "<details>" in circles
    assert words.number(found.part("sales", "marketing").cases) in circles.split("<details>")[1]
