"""The way in: a code that can be read, a QR code that needs nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import segno

from workshop.room.door import Door
from workshop.widgets.join import join_big, join_small, qr
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.words import Lang

DOOR = Door(code="ABCDEF", key="s3cret", address="http://192.0.2.7:8808", reach=True)
DRAWS = [join_big, join_small]
UNREACHABLE = (
    "Phones cannot reach this laptop yet. Choose a network in the presenter view, or start the"
    " kit with: workshop --host auto"
)


@pytest.mark.parametrize("draw", DRAWS)
def test_the_picture_holds_code_and_key(
    draw: Callable[[Door, Words], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who scans it types nothing and waits behind no guesser."""
    made = segno.make
    given: list[str] = []

    def make(link: str, **settings: object) -> segno.QRCode:
        given.append(link)
        return made(link, **settings)

    monkeypatch.setattr(segno, "make", make)
    draw(DOOR, Words("en"))

    assert ["http://192.0.2.7:8808/#ABCDEF.s3cret"] == given


def test_the_picture_is_in_the_page() -> None:
    """A hall without internet sees the code, too: nothing is fetched from anywhere."""
    sources = re.findall(r'src="(.*?)"', join_big(DOOR, Words("en")))

    assert 1 == len(sources)
    assert sources[0].startswith("data:image/svg+xml")


def test_another_room_is_another_picture() -> None:
    """The picture is made of the link and of nothing else."""
    other = replace(DOOR, key="other")

    assert qr(DOOR.link) == qr(DOOR.link)
    assert qr(DOOR.link) != qr(other.link)


def test_the_key_is_not_there_to_be_read() -> None:
    """The key is for cameras; a photograph of the words alone opens no fast lane."""
    assert "s3cret" not in join_big(DOOR, Words("en"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", DRAWS)
def test_address_and_code_are_shown(draw: Callable[[Door, Words], str], lang: Lang) -> None:
    """A phone whose camera does not scan comes in by typing."""
    shown = draw(DOOR, Words(lang))

    assert '<p class="ot-code">ABCDEF</p>' in shown
    assert '<p class="ot-address">http://192.0.2.7:8808</p>' in shown
    assert Words(lang)("Scan it, or open this address and type the code:") in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reach", [True, False])
def test_a_warning_where_phones_cannot_reach_the_laptop(lang: Lang, *, reach: bool) -> None:
    """Nobody scans a code that leads nowhere, and nobody is warned for nothing."""
    shown = join_big(replace(DOOR, reach=reach), Words(lang))

    assert reach != (Words(lang)(UNREACHABLE) in shown)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("lost", [True, False])
def test_an_address_this_laptop_has_no_more_is_not_shown_without_a_word(
    draw: Callable[[Door, Words], str], lang: Lang, *, lost: bool
) -> None:
    """Folded or big, whoever scans the code reads why nothing opens, and reads it once."""
    line = Words(lang)(
        "This laptop has left that network: phones do not get in at this address now."
    )
    outside = re.sub(r"<details.*</details>", "", draw(replace(DOOR, lost=lost), Words(lang)))

    assert lost == outside.count(line)


@pytest.mark.parametrize("lang", LANGS)
def test_late_comers_find_the_code_in_one_line(lang: Lang) -> None:
    """The folded line says it without being opened."""
    line = Words(lang)(
        "Join with your phone: {address}, code {code}", address=DOOR.address, code=DOOR.code
    )

    assert f"<summary>{line}</summary>" in join_small(DOOR, Words(lang))
