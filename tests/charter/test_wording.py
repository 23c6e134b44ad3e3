"""What page 1 says: everything that was agreed, less of it only where it must be."""

from __future__ import annotations

from dataclasses import replace

from support.acts.charters import charter, everywhere, small

from workshop.charter.document import Exercise
from workshop.charter.wording import DETAILS, posters
from workshop.words import Words


def test_each_shorter_poster_says_no_more_than_the_one_before() -> None:
    """Whoever sets the page may take the first that fits."""
    for one in (small(), charter(), everywhere("Ein Satz. " * 80)):
        lengths = [len(str((poster.customer, poster.columns))) for poster in posters(one)]

        assert len(DETAILS) == len(lengths)
        assert sorted(lengths, reverse=True) == lengths


def test_a_number_there_was_none_of_is_not_said_on_page_1() -> None:
    """“When we decided: –” looks broken on a wall; the annex says why."""
    kpis = tuple(replace(one, value="–") for one in charter().kpis)
    numbers = str(posters(replace(charter(), kpis=kpis))[0].columns)

    assert kpis
    assert Words("de")("When we decided:") in str(posters(charter())[0].columns)
    assert Words("de")("When we decided:") not in numbers


def test_the_signatures_stand_side_by_side_with_all_who_stand_behind_them() -> None:
    """Two stamps, others, the sponsor's sentence, witnesses, and the day they meet again."""
    poster = posters(charter())[0]

    assert ("sales", "marketing") == tuple(stamp.side for stamp in poster.stamps)
    assert ["Leitung Innendienst", "Leitung Kampagnen"] == [stamp.role for stamp in poster.stamps]
    assert 3 == len(poster.beside)
    assert "11. Januar 2027" in poster.reunion


def test_a_hall_that_signs_is_counted_and_named_in_the_annex() -> None:
    """A hundred roles have no room on a poster."""
    poster = posters(charter(others=100))[0]

    assert "und 88 weitere" in poster.beside[0][1]


def test_an_exercise_says_so_on_page_1() -> None:
    """Nobody hangs up a charter that binds nobody without reading it there."""
    played = posters(replace(charter(), exercise=Exercise("Vera", "Vertrieb")))

    assert all("Vera" in poster.notices[0] for poster in played)
