"""One number by quarter: values that can be read, from zero, what is withheld named."""

from __future__ import annotations

import pytest
from support.source.drawn import MARGINS, Drawn

from workshop.charts.theme import NARROW
from workshop.charts.trend import Decided, Step, target_steps, trend_chart
from workshop.words import Words

EN = Words("en")
SHARES = [
    Step(f"Q{k} 26", f"{10 * k}.0%", k / 10, k / 10 - 0.05, k / 10 + 0.05) for k in range(1, 7)
]
MONEY = [Step(f"Q{k} 26", f"€1,{k}34,567", 1e6 * k, 0.9e6 * k, 1.1e6 * k) for k in range(1, 7)]
GAPS = [*SHARES[:4], Step("Q5 26", "–", None), Step("Q6 26", "–", None)]


def drawn(steps: list[Step], target: float | None = None, text: str = "") -> Drawn:
    return Drawn(trend_chart(steps, EN, target=target, target_text=text), EN)


@pytest.mark.parametrize(
    ("steps", "target", "text"),
    [
        (SHARES, None, ""),
        (SHARES, 0.4, "40.0%"),
        (SHARES, 0.0, "0.0%"),
        (SHARES, 0.98, "98.0%"),
        (MONEY, 3e6, "€3,000,000"),
        (GAPS, 0.3, "30.0%"),
        (SHARES[:1], 0.3, "30.0%"),
    ],
)
def test_every_label_is_inside_and_none_covers_another(
    steps: list[Step], target: float | None, text: str
) -> None:
    """Six quarters of long amounts, a target at the top or at the bottom."""
    found = drawn(steps, target, text)

    assert ([], []) == (found.strays, found.collisions)
    assert found.width <= NARROW + MARGINS


def test_the_axis_begins_at_zero() -> None:
    """A cut axis makes a small step look large."""
    steps = [Step(f"Q{k} 26", str(k), float(k)) for k in (0, 1, 2, 4)]
    floor, *others = (y for _, y in drawn(steps).marks("#6b4a8e"))
    one = floor - others[0]

    assert [one, 2 * one, 4 * one] == pytest.approx([floor - y for y in others])
    assert one > 10


def test_a_withheld_quarter_has_a_dash_and_no_mark() -> None:
    """It is neither zero nor left out."""
    found = drawn(GAPS)

    assert 4 == len(found.marks("#6b4a8e"))
    assert 2 == sum(text.text == "–" for text in found.texts)


def test_who_cannot_see_it_hears_each_quarter() -> None:
    """The accessible name holds every value and the target."""
    said = trend_chart(SHARES[:2], EN, target=0.4, target_text="40.0%").description

    assert "Q1 26 10.0%; Q2 26 20.0%; Target 40.0%" == said


VERSIONS = (
    Decided(1.9, "Charter 1", 0.3),
    Decided(2.1, "Charter 2"),
    Decided(5.0, "Charter 3", 0.5),
)


def described(decided: tuple[Decided, ...]) -> tuple[Drawn, str]:
    """Return the drawing, and what it says of itself."""
    chart = trend_chart(SHARES, EN, target=0.5, target_text="50.0%", decided=decided)
    return Drawn(chart, EN), str(chart.to_dict()["description"])


def test_versions_are_marks_with_their_names() -> None:
    """Each signature stands on the line; nothing covers anything."""
    found, said = described(VERSIONS)

    assert ([], []) == (found.strays, found.collisions)
    assert {"Charter 1", "Charter 3"} <= set(found.words)
    assert said.endswith("Charter 1; Charter 2; Charter 3")


def test_a_name_without_room_is_left_out_and_said_all_the_same() -> None:
    """Two signatures in one week: one name, two in the description."""
    found, said = described((Decided(2.0, "Charter 1", 0.3), Decided(2.05, "Charter 2", 0.4)))

    assert [] == found.collisions
    assert "Charter 2" not in found.words
    assert said.endswith("Charter 1; Charter 2")


@pytest.mark.parametrize(
    ("target", "decided", "steps"),
    [
        (None, (), []),
        (0.5, (), [(0, 6, 0.5)]),
        (0.5, VERSIONS, [(1.9, 2.1, 0.3), (5.0, 6.0, 0.5)]),
    ],
)
def test_targets_are_steps_from_one_version_to_the_next(
    target: float | None, decided: tuple[Decided, ...], steps: list[tuple[float, float, float]]
) -> None:
    """A version without the number has none; without versions the target is drawn across."""
    assert steps == list(target_steps(target, decided, 6))
