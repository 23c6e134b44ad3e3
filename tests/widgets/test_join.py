"""The way in: a code that can be read, a QR code that needs nobody else, and who is there."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest
import segno
from support.acts.screen import text

from workshop.command import command
from workshop.room.log.event import Event
from workshop.room.state.door import Door
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState
from workshop.widgets.join import DoorLine, join_big, join_small, qr
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from collections.abc import Callable


DOOR = Door(code="ABCDEF", key="s3cret", address="http://192.0.2.7:8808", reach=True)
DRAWS = [join_big, join_small]
UNREACHABLE = (
    "Phones can’t reach this laptop yet. Choose a network in the presenter view or start "
    "the kit with: {command} --host auto"
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
    assert Words(lang)("Scan it or open this address and type the code:") in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reach", [True, False])
def test_a_warning_where_phones_cannot_reach_the_laptop(lang: Lang, *, reach: bool) -> None:
    """Nobody scans a code that leads nowhere, and nobody is warned for nothing."""
    shown = join_big(replace(DOOR, reach=reach), Words(lang))

    assert reach != (Words(lang)(UNREACHABLE, command=command()) in shown)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("lost", [True, False])
def test_an_address_this_laptop_has_no_more_is_not_shown_without_a_word(
    draw: Callable[[Door, Words], str], lang: Lang, *, lost: bool
) -> None:
    """Folded or big, whoever scans the code reads why nothing opens, and reads it once."""
    line = Words(lang)(
        "This laptop has left that network: phones can’t get in at this address right now."
    )
    outside = re.sub(r"<details.*</details>", "", draw(replace(DOOR, lost=lost), Words(lang)))

    assert lost == outside.count(line)


@pytest.mark.parametrize("lang", LANGS)
def test_late_comers_find_the_code_in_one_line(lang: Lang) -> None:
    """The folded line says it without being opened."""
    line = Words(lang)(
        "Join on your phone: {address}, code {code}", address=DOOR.address, code=DOOR.code
    )

    assert f"<summary>{line}</summary>" in join_small(DOOR, Words(lang))


def opened(*phones: tuple[str, int]) -> RoomState:
    """Return a room with a door, and phones of a side with so many people each."""
    joined = [
        Event(
            kind="joined",
            subject="room",
            item=f"badge-{n}",
            body={"side": side, "lang": "de", "people": people},
        )
        for n, (side, people) in enumerate(phones)
    ]
    return fold([Event(kind="room_opened", subject="room", body=asdict(DOOR)), *joined])


def drawn(state: RoomState, lang: Lang, *, big: bool = False) -> str:
    """Return what a new line shows of a room."""
    line = DoorLine(Words(lang))
    line.resize(big=big)
    line.update(state)
    return text(line.widget)


def test_without_a_server_there_is_no_door() -> None:
    """A kit that runs without phones shows nothing of them."""
    assert "" == drawn(RoomState(), "en").strip()


@pytest.mark.parametrize("lang", LANGS)
def test_the_code_stands_on_the_screen(lang: Lang) -> None:
    """Who comes late finds the way in without asking."""
    line = Words(lang)(
        "Join on your phone: {address}, code {code}", address=DOOR.address, code="ABCDEF"
    )

    assert line in drawn(opened(), lang)


def test_the_code_is_big_while_people_arrive() -> None:
    """The hall reads it from the last row, unfolded; later it takes one line."""
    assert "<details" not in drawn(opened(), "en", big=True)
    assert "<details" in drawn(opened(), "en")


@pytest.mark.parametrize(
    ("lang", "phones", "count"),
    [
        ("en", [("sales", 1)], "1 person at the table · Sales 1"),
        ("de", [("sales", 1), ("marketing", 1)], "2 Leute am Tisch · Vertrieb 1 · Marketing 1"),
        ("en", [("other", 8), ("sales", 1)], "9 people at the table · Sales 1 · Somewhere else 8"),
    ],
)
def test_everybody_is_counted_by_side(
    lang: Lang, phones: list[tuple[str, int]], count: str
) -> None:
    """A shared phone counts everybody at its table; a side with nobody is left out."""
    assert f"<p>{count}</p>" in drawn(opened(*phones), lang)


def test_an_empty_table_is_not_counted() -> None:
    """“0 people” tells nobody anything while the first ones still look for the code."""
    assert "am Tisch" not in drawn(opened(), "de")


def test_what_stays_the_same_is_not_drawn_again() -> None:
    """Somebody who unfolded the code keeps it unfolded while others come in."""
    line = DoorLine(Words("en"))
    line.update(opened())
    changes: list[Any] = []
    for part in line.widget.children:
        part.observe(changes.append, "value")
    line.update(opened())
    before = len(changes)
    line.update(opened(("sales", 1)))

    assert before == 0
    assert [line.widget.children[1]] == [change["owner"] for change in changes]


def test_the_key_is_not_on_the_screen() -> None:
    """What the picture holds cannot be copied by eye."""
    assert "s3cret" not in drawn(opened(), "en", big=True)
