"""A value against its target: from zero, with its interval, every label inside the picture."""

from __future__ import annotations

from functools import partial

import pytest
from support.source.drawn import MARGINS, Drawn

from workshop.charts.bullet import SOFT, Bullet, bullet_chart, round_above
from workshop.charts.theme import INK, NARROW
from workshop.kpis.text.answers import written
from workshop.words import LANGS, Words

EN = Words("en")
CASES = {
    "ratio": Bullet(0.427, 0.33, 0.53, 0.4, (0.19, 0.53), 1.0),
    "low target": Bullet(13.8, 7.7, 36.1, 8, (5.2, 212.3)),
    "high target": Bullet(0.02, 0.01, 0.03, 0.98, None, 1.0),
    "all of it": Bullet(1.0, 0.95, 1.0, 1.0, (0.9, 1.0), 1.0),
    "nothing": Bullet(0.0, 0.0, 0.02, 0.5, None, 1.0),
    "bare": Bullet(12_619_860.0),
    "zero": Bullet(0.0),
}


def drawn(bullet: Bullet, unit: str = "ratio", words: Words = EN) -> Drawn:
    return Drawn(bullet_chart(bullet, partial(written, unit=unit, words=words), words), words)


@pytest.mark.parametrize(
    ("top", "most", "expected"),
    [
        (0.53, 1.0, 0.6),
        (0.97, 1.0, 1.0),
        (212.3, None, 250),
        (0, None, 1),
        (0, 1.0, 1),
        (7, None, 8),
    ],
)
def test_the_axis_ends_at_a_round_number(top: float, most: float | None, expected: float) -> None:
    """Above everything, and no share above 100 %."""
    assert expected == pytest.approx(round_above(top, most))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("unit", ["ratio", "business_hours", "EUR"])
def test_every_label_is_inside_and_none_covers_another(name: str, unit: str) -> None:
    """Wherever value and target lie, both can be read."""
    found = drawn(CASES[name], unit)

    assert ([], []) == (found.strays, found.collisions)
    assert found.width <= NARROW + MARGINS


def test_the_interval_lies_around_the_value() -> None:
    """A value without its band would look sure."""
    found = drawn(CASES["ratio"])
    (band,) = (points for colour, points in found.outlines if colour == SOFT)
    (mark,) = found.marks("#6b4a8e")

    assert min(x for x, _ in band) < mark[0] < max(x for x, _ in band)


def test_the_target_is_a_stroke_of_its_own() -> None:
    """It is told apart by shape, not by colour alone."""
    assert 1 == len(drawn(CASES["ratio"]).lines(INK))
    assert 0 == len(drawn(CASES["bare"]).lines(INK))


@pytest.mark.parametrize("lang", LANGS)
def test_who_cannot_see_it_hears_it(lang: str) -> None:
    """Value, interval, target and what is within reach."""
    words = Words(lang)
    chart = bullet_chart(CASES["ratio"], partial(written, unit="ratio", words=words), words)

    for share in (0.427, 0.33, 0.53, 0.4, 0.19):
        assert words.percent(share) in chart.description
