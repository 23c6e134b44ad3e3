"""The picture: as large as a projector, nothing outside, nothing on top of anything."""

from __future__ import annotations

import struct
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from support.data.dashboards import composed, line, small
from support.data.quarterly import closed, handed
from support.data.tables import crm

from workshop.charts.lettering import width
from workshop.dashboard.picture import HIGH, WIDE, picture, picture_svg

if TYPE_CHECKING:
    from workshop.dashboard.document import Dashboard

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("win_rate", "acceptance_rate", "rejection_rate", "sales_cycle_won", "lead_to_won", "cac")
LONG = {"sales": "Vertriebsleitung Mitte und Süd " * 3, "marketing": "W" * 90}
Box = tuple[str, float, float, float, float]


def boxes(text: str) -> list[Box]:
    """Return the boxes of the words that stand on the board itself."""
    found = []
    for one in ET.fromstring(text).findall(f"{SVG}text"):  # noqa: S314 - our own
        said, size = one.text or "", float(one.attrib["font-size"])
        # A little narrower than the layout takes it: two guesses need not agree to the pixel.
        broad = 0.95 * width(said, int(size), bold=one.attrib["font-weight"] == "bold")
        x, y = float(one.attrib["x"]), float(one.attrib["y"])
        left = x - broad if one.attrib["text-anchor"] == "end" else x
        if said:
            found.append((said, left, left + broad, y - 0.7 * size, y))
    return found


def meet(one: Box, other: Box) -> bool:
    across = one[1] < other[2] and other[1] < one[2]
    return across and one[3] < other[4] and other[3] < one[4]


def many(n: int, **owners: str) -> Dashboard:
    whole = composed(*(line(name, 0.3) for name in NAMES), lang="de")
    roles = {f"{side}_owner": role for side, role in owners.items()}
    return replace(whole, lines=tuple(replace(one, **roles) for one in whole.lines[:n]))


def test_it_is_a_png_for_a_projector(real: dict[str, Dashboard]) -> None:
    """1920 by 1080 pixels."""
    found = picture(real["de"])

    assert b"\x89PNG" == found[:4]
    assert (1920, 1080) == struct.unpack(">II", found[16:24])


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("owners", [{}, LONG])
def test_words_stay_on_the_board_and_apart(n: int, owners: dict[str, str]) -> None:
    """One to six cards, roles of any length."""
    found = boxes(picture_svg(many(n, **owners)))

    assert not [one for one in found if one[1] < 0 or one[2] > WIDE or one[3] < 0 or one[4] > HIGH]
    assert not [(a[0], b[0]) for a, b in combinations(found, 2) if meet(a, b)]


def test_words_stay_on_the_board_of_the_sample_company(real: dict[str, Dashboard]) -> None:
    """In both languages, with all their reservations."""
    for one in real.values():
        found = boxes(picture_svg(one))

        assert not [(a[0], b[0]) for a, b in combinations(found, 2) if meet(a, b)]


@pytest.mark.parametrize("text", ["<b>&", "]]>", "\x00\x1b[31m", "half \ud83d", '"><svg onload=x>'])
def test_hostile_text_is_no_markup(text: str) -> None:
    """Text on the board is text, whatever it holds."""
    board = picture_svg(composed(line("win_rate", 0.4, sales=text)))

    assert ET.fromstring(board) is not None  # noqa: S314 - our own
    assert not [one for one in ET.fromstring(board).iter() if "onload" in one.attrib]  # noqa: S314


def test_what_is_missing_stands_there() -> None:
    """In the place of the number."""
    bare = [{k: v for k, v in row.items() if k != "status"} for row in closed([(9, 30)])]
    held = crm(deals=bare, without=("status",))
    said = " ".join(one[0] for one in boxes(picture_svg(composed(line("win_rate"), held=held))))

    assert "the data lacks “Status” (Deals)" in said.replace("\u00a0", " ")


def test_it_says_the_numbers_of_the_page() -> None:
    """The same document, drawn."""
    found = composed(line("win_rate", 0.4), held=small(handoffs=handed([(1, 2)])))
    said = {one[0] for one in boxes(picture_svg(found))}

    assert {found.title, found.summary, found.lines[0].shown.parts[0]} <= said
