"""Both sides on the same sentences: places are true, nothing is cut, small groups stay hidden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples
from support.source.drawn import Drawn

from workshop.charts.dumbbell import Gap, dumbbell_chart
from workshop.charts.svg import svg
from workshop.charts.theme import INK, MARKETING, PAGE, SALES
from workshop.words import Words

DE, EN = Words("de"), Words("en")
ENDS = ("not at all", "completely")
LONG = (
    "Über Reklamationsbearbeitungszuständigkeiten sprechen Vertrieb und Marketing, bevor eine"
    " Messe beginnt, und zwar regelmäßig, am selben Tisch und mit denselben Zahlen."
)
WIDE = Gap("We plan together.", 0.5, 2.5, None)
means = st.none() | st.floats(0, 3)


def drawn(*gaps: Gap, words: Words = EN) -> Drawn:
    return Drawn(dumbbell_chart(gaps, 0, 3, ENDS, words), words)


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
    found = drawn(*gaps, words=DE)

    assert ([], []) == (found.collisions, found.strays)


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


def test_both_ends_are_named_at_the_top_and_at_the_bottom() -> None:
    """Ten sentences are longer than a screen."""
    found = drawn(WIDE)

    assert [*ENDS] == found.words[:2] == found.words[-2:]


def test_no_sentences_are_drawn() -> None:
    """A picture without rows is a word and no error."""
    assert ["No answers."] == drawn().words


def test_who_cannot_see_it_hears_each_mean() -> None:
    """The accessible name holds the scale, and every sentence with what is shown of it."""
    gaps = [WIDE, Gap("Small.", None, None, 1.25), Gap("Nobody.", None, None, None)]

    assert dumbbell_chart(gaps, 0, 3, ENDS, EN).to_dict()["description"] == (
        "From 0 (not at all) to 3 (completely): We plan together. Sales 0.5, Marketing 2.5;"
        " Small. all 1.2; Nobody. No answers."
    )


def test_german_means_have_a_comma() -> None:
    """A point would group."""
    found = dumbbell_chart([WIDE], 0, 3, ENDS, DE).to_dict()["description"]

    assert "0,5" in found
    assert "2,5" in found


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte, and a name is no markup."""
    gaps = [WIDE._replace(name="<b>&x")]
    first, second = (svg(dumbbell_chart(gaps, 0, 3, ENDS, DE), DE) for _ in range(2))

    assert first == second
    assert "<b>" not in first
