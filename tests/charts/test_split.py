"""How cases were sorted: every count stands where it belongs, and long names are not cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples
from support.source.drawn import Drawn, Sheets

from workshop.charts.split import Split, split_charts
from workshop.charts.svg import svg
from workshop.charts.theme import INK, MARKETING, MUTED, SALES
from workshop.story.cases.ratings import class_names
from workshop.words import Words

DE, EN = Words("de"), Words("en")
CLASSES = ["Not yet", "Lead", "MQL", "SQL"]
LONG = "Geschäftsführung · Maschinen- und Anlagenbau · Deutschland · 1.250 Personen"
ROW = Split("A case", {"sales": (4, 1, 0, 0), "marketing": (0, 2, 3, 0)})
votes = st.tuples(*[st.integers(0, 400)] * 4)
sides = st.dictionaries(st.sampled_from(["sales", "marketing", "other"]), votes)


def drawn(*rows: Split, words: Words = EN) -> Sheets:
    return Sheets(split_charts(rows, CLASSES, words), words)


def counts(found: Drawn, colour: str) -> list[tuple[str, float, float]]:
    """Return the numbers of a side, each with its class's left end before and the place."""
    return [
        (one.text, one.left, one.bottom)
        for one in found.texts
        if _counts(one.text, colour, one.colour)
    ]


def test_each_count_stands_in_its_class() -> None:
    """A number one column further would turn the finding round."""
    found = drawn(ROW)
    starts = [found.text(name).left for name in CLASSES]
    places = {
        colour: [(text, sum(1 for start in starts if start < left)) for text, left, _ in numbers]
        for colour in (SALES, MARKETING)
        for numbers in [counts(found, colour)]
    }

    assert {SALES: [("4", 1), ("1", 2)], MARKETING: [("2", 2), ("3", 3)]} == places


def test_lengths_are_counts() -> None:
    """A bar of four is four times as long as a bar of one, in every class and case."""
    found = drawn(ROW)
    four, one = (end - start for start, end in found.lines(SALES))

    assert four == pytest.approx(4 * one)


def test_sides_have_lanes_of_their_own() -> None:
    """Sales above Marketing, in every case; a side that is missing somewhere keeps its lane."""
    found = drawn(Split("Alone", {"marketing": (1, 0, 0, 0)}), ROW)
    first, *_ = counts(found, MARKETING)
    sales, marketing = counts(found, SALES)[0], counts(found, MARKETING)[1]
    gap = found.text("Alone").bottom, found.text("A case").bottom

    assert sales[2] < marketing[2]
    assert first[2] - gap[0] == pytest.approx(marketing[2] - gap[1])


def test_nobody_is_no_zero() -> None:
    """Zeros all over would hide the few numbers that matter."""
    found = drawn(ROW)

    assert "0" not in found.words


def test_sides_that_may_not_be_shown_apart_are_one_lane() -> None:
    """Then only the sum of all is drawn."""
    found = drawn(Split("A case", {"all": (4, 3, 3, 0)}))

    assert "All" in found.words
    assert ([], []) == (found.marks(SALES), found.marks(MARKETING))
    assert ["4", "3", "3"] == [text for text, _, _ in counts(found, INK)]


def test_who_sits_elsewhere_is_neutral() -> None:
    """Neither side's colour, a shape of its own, and a name."""
    found = drawn(Split("A case", {**ROW.counts, "other": (0, 0, 0, 7)}))

    assert "Somewhere else" in found.words
    assert ["7"] == [text for text, _, _ in counts(found, MUTED)]


def test_each_sheet_names_sides_and_classes_once() -> None:
    """It is looked at by itself; no legend beside the picture, no name fifteen times either."""
    found = drawn(*[ROW] * 15)

    assert len(found.sheets) > 1
    for one in found.sheets:
        assert [1] * 6 == [one.words.count(name) for name in ("Sales", "Marketing", *CLASSES)]


def test_every_case_stands_on_one_sheet() -> None:
    """In order, and none on two."""
    names = [f"Case {n}" for n in range(1, 21)]
    found = drawn(*(Split(name, ROW.counts) for name in names))

    assert names == [text for text in found.words if text.startswith("Case")]
    assert names == [one.partition(":")[0] for said in found.said for one in said.split("; ")]


def test_lengths_are_counts_on_every_sheet() -> None:
    """A bar of four is as long on the first sheet as on the last."""
    found = drawn(*[ROW] * 15)
    longest = {max(round(end - start) for start, end in one.lines(SALES)) for one in found.sheets}

    assert 1 == len(longest)


@settings(max_examples=examples(12))
@given(
    st.lists(st.builds(Split, st.sampled_from(["Short", LONG]), sides), max_size=6),
    st.sampled_from([DE, EN]),
)
def test_no_label_covers_another_or_is_cut(rows: list[Split], words: Words) -> None:
    """Whatever the counts are and however long the names."""
    assert [] == Sheets(split_charts(rows, class_names(words), words), words).flaws


def test_a_long_name_is_there_to_its_last_word() -> None:
    """It breaks into lines; a number stays with what it counts."""
    found = drawn(Split(LONG, ROW.counts)).words

    assert LONG in " ".join(found)
    assert not [one for one in found if one.startswith(("·", "Personen"))]


@pytest.mark.parametrize("rows", [[], [Split("Nobody", {})]])
def test_nothing_sorted_is_said(rows: list[Split]) -> None:
    """No cases, or a case nobody sorted: a word and no error."""
    assert ["No answers."] == drawn(*rows).words


def test_a_case_with_zeros_only_is_drawn() -> None:
    """Nothing is divided by the largest count."""
    found = drawn(Split("Nobody", {"sales": (0, 0, 0, 0)}))

    assert [] == counts(found, SALES)


def test_german_counts_are_grouped_by_a_point() -> None:
    """As all numbers of the kit."""
    assert "1.200" in drawn(Split("A", {"sales": (1200, 0, 0, 0)}), words=DE).words


def test_who_cannot_see_it_hears_each_count() -> None:
    """The accessible name holds every case, side and class with somebody in it."""
    rows = [ROW, Split("Nobody", {"sales": (0, 0, 0, 0)})]

    assert drawn(*rows).said == [
        "A case: Sales Not yet 4, Lead 1 – Marketing Lead 2, MQL 3; Nobody: Sales 0"
    ]


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte, and a name is no markup."""
    rows = [Split("<b>", ROW.counts)]
    (first,), (second,) = ([svg(one, DE) for one in split_charts(rows, CLASSES, DE)] for _ in "ab")

    assert first == second
    assert "<b>" not in first


def _counts(text: str, colour: str, found: str) -> bool:
    return found == colour and text.isdigit()
