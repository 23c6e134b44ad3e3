"""The picture of two rules: areas are counts, labels can be read, words and table tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.tables import AS_OF
from support.run.profiles import examples
from support.source.drawn import Drawn

from workshop.charts.overlap import overlap_chart, overlap_table
from workshop.charts.svg import svg
from workshop.charts.theme import BOTH, MARKETING, SALES
from workshop.terms.outcome.comparison import Comparison, Tally
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.terms.rules.entity import Entity

DE, EN = Words("de"), Words("en")
COLOURS = (SALES, BOTH, MARKETING)
UNSEEN = 25
"""Pixels: less is thinner than a line."""
counts = st.just(0) | st.integers(0, 20) | st.integers(0, 5000)


def comparison(
    sales: int, both: int, marketing: int, neither: int = 5000, entity: Entity = "contacts"
) -> Comparison:
    parts = {
        frozenset({"sales"}): Tally(sales),
        frozenset({"sales", "marketing"}): Tally(both),
        frozenset({"marketing"}): Tally(marketing),
        frozenset[str](): Tally(neither),
    }
    return Comparison(("sales", "marketing"), parts, entity, AS_OF, 180)


def drawn(found: Comparison, words: Words = EN) -> Drawn:
    return Drawn(overlap_chart(found, words), words)


@settings(max_examples=examples(12))
@given(counts, counts, counts)
def test_areas_in_the_picture_are_counts(sales: int, both: int, marketing: int) -> None:
    """On one scale for all three, to two percent: whoever compares areas compares counts."""
    three = (sales, both, marketing)
    areas = drawn(comparison(*three)).areas()
    scale = sum(areas.values()) / max(1, sum(three))
    found = [areas.get(colour, 0.0) for colour in COLOURS]

    assert [pytest.approx(scale * n, rel=0.02, abs=UNSEEN) for n in three] == found


@settings(max_examples=examples(12))
@given(counts, counts, counts, st.sampled_from([DE, EN]))
def test_no_label_covers_another_or_is_cut(
    sales: int, both: int, marketing: int, words: Words
) -> None:
    """Whatever the counts are, every word can be read."""
    assert [] == drawn(comparison(sales, both, marketing), words).flaws


@pytest.mark.parametrize("three", [(0, 0, 300), (500, 400, 1200), (900, 3, 700)])
def test_circles_are_round_and_edged(three: tuple[int, int, int]) -> None:
    """The scale is the same across and down, and the light edges run along the areas."""
    picture = drawn(comparison(*three))
    points = [point for _, outline in picture.outlines for point in outline]
    box = [f(p[axis] for p in points) for axis in (0, 1) for f in (min, max)]
    rings = picture.rings

    assert box == [
        pytest.approx(edge, abs=0.2)
        for edge in (
            min(x - r for x, _, r in rings),
            max(x + r for x, _, r in rings),
            min(y - r for _, y, r in rings),
            max(y + r for _, y, r in rings),
        )
    ]


def test_each_part_says_its_count_and_each_side_its_own() -> None:
    """Direct labels: what is where needs no legend."""
    found = drawn(comparison(500, 400, 1200)).words

    assert ["Sales: 900", "Marketing: 1,600"] == found[:2]
    assert ["500", "sales only", "400", "both", "1,200", "marketing only"] == found[2:8]


def test_a_sliver_is_named_outside() -> None:
    """A number in a part that has no room for it cannot be read; it stands below, with a line."""
    picture = drawn(comparison(6, 388, 12))
    label, bottom = (
        picture.text("sales only: 6"),
        max(y for _, points in picture.outlines for _, y in points),
    )

    assert label.top > bottom
    assert SALES == label.colour
    assert "6" not in picture.words


def test_that_nothing_is_shared_is_said() -> None:
    """The most important finding there can be has no area."""
    assert "both: 0" in drawn(comparison(40, 0, 900)).words


def test_what_is_not_there_is_not_named_inside() -> None:
    """A rule within the other leaves nothing that only it covers; the table says zero."""
    found = drawn(comparison(0, 120, 1400)).words

    assert not [one for one in found if one.startswith("sales only")]


def test_three_rules_are_seen_as_two() -> None:
    """What an agreed rule says of a case as well does not change the sides' picture."""
    parts = {
        frozenset({"sales", "agreed"}): Tally(3),
        frozenset({"sales"}): Tally(4),
        frozenset({"sales", "marketing", "agreed"}): Tally(5),
        frozenset({"agreed"}): Tally(6),
    }
    found = Comparison(("sales", "marketing", "agreed"), parts, "contacts", AS_OF, 180)
    body = overlap_table(found, EN)[1]

    assert ["7", "5", "0", "6"] == [row[1] for row in body]


@pytest.mark.parametrize(
    ("entity", "said"),
    [("contacts", "7 contacts"), ("deals", "7 deals"), ("campaigns", "7 campaigns")],
)
def test_what_the_cases_are_is_said(entity: Entity, said: str) -> None:
    """A number of what nobody knows is no number."""
    found = comparison(1, 2, 3, 7, entity)

    assert f"Neither side: {said}" in drawn(found).words
    assert overlap_table(found, EN)[0][1].lower() == entity


def test_the_table_holds_counts_and_shares_of_all() -> None:
    """Those who read tables get the same numbers, those without any of the rules as well."""
    head, body = overlap_table(comparison(125, 250, 125, 500), EN)

    assert ["", "Contacts", "Share of all"] == head
    assert [
        ["sales only", "125", "12.5%"],
        ["both", "250", "25.0%"],
        ["marketing only", "125", "12.5%"],
        ["neither", "500", "50.0%"],
    ] == body


def test_german_shares_have_a_comma_and_a_point_groups() -> None:
    """12,5 % of 1.600, as it is written here."""
    body = overlap_table(comparison(1600, 0, 0, 11_200), DE)[1]

    assert ["1.600", "12,5\u202f%"] == body[0][1:]


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_no_cases_at_all_are_drawn(words: Words) -> None:
    """Empty data is a finding and no error; nothing is divided by it."""
    found = comparison(0, 0, 0, 0)

    assert {} == drawn(found, words).areas()
    assert {"–"} == {row[2] for row in overlap_table(found, words)[1]}


@pytest.mark.parametrize("three", [(0, 5, 0), (0, 0, 7), (7, 0, 0)])
def test_one_circle_may_be_all_there_is(three: tuple[int, int, int]) -> None:
    """A rule that covers nobody, and two rules that are the same."""
    assert 1 == len(drawn(comparison(*three)).areas())


def test_who_cannot_see_it_hears_the_same_numbers() -> None:
    """The accessible name holds both sides, every part and all."""
    found = overlap_chart(comparison(100, 400, 1200, 300), EN).to_dict()["description"]

    assert found == (
        "Sales 500, Marketing 1,600, of 2,000 contacts: sales only 100, both 400,"
        " marketing only 1,200; neither 300"
    )


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte."""
    first, second = (svg(overlap_chart(comparison(4, 1, 12), DE), DE) for _ in range(2))

    assert first == second
