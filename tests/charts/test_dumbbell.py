"""Both sides on the same sentences: places are true, nothing is cut, small groups stay hidden."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples
from support.source.drawn import Drawn, Sheets

from workshop.charts.dumbbell import Gap, dumbbell_charts
from workshop.charts.svg import svg
from workshop.charts.theme import INK, MARKETING, PAGE, SALES
from workshop.side import LABELS
from workshop.story.act0.bond import STATEMENTS
from workshop.words import Words

DE, EN = Words("de"), Words("en")
ENDS = ("not at all", "completely")
LONG = (
    "Über Reklamationsbearbeitungszuständigkeiten sprechen Vertrieb und Marketing, bevor eine"
    " Messe beginnt, und zwar regelmäßig, am selben Tisch und mit denselben Zahlen."
)
WIDE = Gap("We plan together.", 0.5, 2.5, None)
means = st.none() | st.floats(0, 3)


def drawn(*gaps: Gap, words: Words = EN) -> Sheets:
    return Sheets(dumbbell_charts(gaps, 0, 3, ENDS, words), words)


def rows_of(found: Drawn, colour: str, n: int) -> list[tuple[float, float]]:
    """Return the marks in the rows, without the one beside the name."""
    names = sum(1 for one in found.texts if one.colour == colour and one.text in ("Sales", "All"))
    return sorted(found.marks(colour), key=lambda place: place[1])[names:][:n]


def test_the_axis_is_linear_from_end_to_end() -> None:
    """Half way between the ends is half way on the line."""
    gaps = [Gap(str(value), value, None, None) for value in (0, 1.5, 3)]
    low, middle, high = (x for x, _ in rows_of(drawn(*gaps), SALES, 3))

    assert middle == pytest.approx((low + high) / 2)
    assert high - low > 0.9 * PAGE


def test_the_line_runs_between_the_two_sides() -> None:
    """Its length is the gap; the longest line is what the group is to talk about."""
    found = drawn(WIDE)
    (line,) = found.lines(INK)
    sales, marketing = (max(found.marks(c), key=lambda place: place[1]) for c in (SALES, MARKETING))

    assert (sales[0], marketing[0]) == pytest.approx(line)


def test_sides_that_may_not_be_shown_apart_are_one_diamond() -> None:
    """A small group's mean would be one person's answer."""
    found = drawn(Gap("One", None, None, 1.0))

    assert ([], []) == (found.marks(SALES), found.marks(MARKETING))
    assert "All" in found.words
    assert 1 == len(rows_of(found, INK, 9))


def test_with_both_sides_the_total_is_not_drawn() -> None:
    """A third mark on the line would say nothing new."""
    assert [] == drawn(WIDE._replace(total=1.5)).marks(INK)


def test_names_stand_once_above_the_first_row_with_both() -> None:
    """No legend: who is who is read where it is first needed, and not repeated."""
    found = drawn(Gap("Alone", 1.0, None, None), WIDE, WIDE._replace(name="Again"))

    assert (1, 1) == (found.words.count("Sales"), found.words.count("Marketing"))
    assert found.text("We plan together.").bottom < found.text("Sales").top
    assert found.text("Sales").bottom < found.text("Again").top


@settings(max_examples=examples(12))
@given(st.lists(st.builds(Gap, st.sampled_from(["Short.", LONG]), means, means, means), max_size=4))
def test_no_label_covers_another_or_is_cut(gaps: list[Gap]) -> None:
    """Long sentences break into lines; names of dots that meet move apart."""
    assert [] == drawn(*gaps, words=DE).flaws


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_every_sentence_stands_on_one_sheet(words: Words) -> None:
    """Those of the workshop, and many of them; in order, none cut in two, none on two sheets."""
    names = [words(one.text) for one in STATEMENTS.values()]
    found = drawn(*(Gap(f"{name} {n}.", 1, 2, None) for n in "ab" for name in names), words=words)

    assert [] == found.flaws
    assert [f"{name} {n}." for n in "ab" for name in names] == [
        name for one in found.sheets for name in said_on(one, words)
    ]


def said_on(found: Drawn, words: Words) -> list[str]:
    """Return the sentences on a sheet."""
    others = {*ENDS, *(words(label) for label in LABELS.values())}
    told = " ".join(one for one in found.words if one not in others)
    return [one.strip() for one in re.findall(r".+? [ab]\.(?= |$)", told)]


def test_a_long_sentence_is_there_to_its_last_word() -> None:
    """A sentence cut short may say the opposite."""
    assert LONG in " ".join(drawn(Gap(LONG, 1, 2, None)).words)


def test_dots_that_would_cover_each_other_move_apart() -> None:
    """Where both say the same, both are seen."""
    found = drawn(Gap("Same", 1.5, 1.5, None))
    sales, marketing = (max(found.marks(c), key=lambda place: place[1]) for c in (SALES, MARKETING))

    assert sales[0] == marketing[0]
    assert marketing[1] - sales[1] >= 18


def test_a_sentence_nobody_judged_says_so() -> None:
    """No mark at the left end: that would be an answer."""
    found = drawn(Gap("Nobody", None, None, None), WIDE)

    assert "No answers." in found.words
    assert 1 == len(rows_of(found, SALES, 9))


def test_each_sheet_names_both_ends_and_both_sides() -> None:
    """It is looked at by itself."""
    found = drawn(*[WIDE] * 10)

    assert len(found.sheets) > 1
    for one in found.sheets:
        assert [*ENDS] == one.words[:2]
        assert (1, 1) == (one.words.count("Sales"), one.words.count("Marketing"))


def test_no_sentences_are_drawn() -> None:
    """A picture without rows is a word and no error."""
    assert ["No answers."] == drawn().words


def test_who_cannot_see_it_hears_each_mean() -> None:
    """The accessible name holds the scale, and every sentence with what is shown of it."""
    gaps = [WIDE, Gap("Small.", None, None, 1.25), Gap("Nobody.", None, None, None)]

    assert "; ".join(drawn(*gaps).said) == (
        "From 0 (not at all) to 3 (completely): We plan together. Sales 0.5, Marketing 2.5;"
        " Small. all 1.2; Nobody. No answers."
    )
    assert all(said.startswith("From 0 (not at all)") for said in drawn(*gaps * 4).said)


def test_german_means_have_a_comma() -> None:
    """A point would group."""
    (found,) = drawn(WIDE, words=DE).said

    assert "0,5" in found
    assert "2,5" in found


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte, and a name is no markup."""
    gaps = [WIDE._replace(name="<b>&x")]
    (first,), (second,) = (
        [svg(one, DE) for one in dumbbell_charts(gaps, 0, 3, ENDS, DE)] for _ in range(2)
    )

    assert first == second
    assert "<b>" not in first
