"""How people get into the room: code, address, a QR code made here; and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import segno

from workshop.command import command
from workshop.room.state.door import door
from workshop.room.views.projection import answers
from workshop.side import PERSON_SIDES, side_name
from workshop.widgets.elements import Block, Html, block, classed

if TYPE_CHECKING:
    from workshop.room.state.door import Door
    from workshop.room.state.state import RoomState
    from workshop.words import Words


def qr(link: str) -> Html:
    """Return a link as a QR code, as an HTML image that needs no network."""
    picture = segno.make(link, error="m", micro=False)
    return Html('<img class="ot-qr" alt="" src="{}">').format(
        picture.svg_data_uri(border=2, light="white")
    )


def join_big(door: Door, words: Words) -> Html:
    """Return what a hall reads from the last row."""
    return _picture(door, words) + _lost(door, words)


def join_small(door: Door, words: Words) -> Html:
    """Return the code in one line, the rest folded away."""
    line = words("Join on your phone: {address}, code {code}", address=door.address, code=door.code)
    return Html('<details class="ot-join-small"><summary>{}</summary>{}</details>{}').format(
        line, _picture(door, words), _lost(door, words)
    )


class DoorLine:
    """The way in on every screen and who is there, kept up to date: big while people arrive.

    Args:
        words: the language.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._draw = join_small
        self._way = block(Html())
        self._count = block(Html(), "ot-muted")
        self.widget = classed(w.VBox([self._way, self._count]), "ot-door")

    def resize(self, *, big: bool) -> None:
        """Draw it for a whole hall to read, or in one line; seen at the next update."""
        self._draw = join_big if big else join_small
        (self.widget.add_class if big else self.widget.remove_class)("ot-door-big")

    def update(self, state: RoomState) -> None:
        """Show who is there; without a server nobody can join, and nothing is shown."""
        opened = door(state.door)
        self.widget.layout.display = "" if opened else "none"
        if opened:
            self._set(self._way, self._draw(opened, self._words))
            seated = Html("<p>{}</p>").format(self._seated(state)) if state.people else Html()
            self._set(self._count, seated)

    @staticmethod
    def _set(part: Block, content: Html) -> None:
        # The same again would fold an unfolded code.
        if part.value != content:
            part.value = content

    def _seated(self, state: RoomState) -> str:
        words = self._words
        people = dict.fromkeys(PERSON_SIDES, 0)
        for one in state.participants.values():
            people[one.side] += one.people
        seated = words.plural("{n} person at the table", "{n} people at the table", state.people)
        sides = (f"{side_name(side, words)} {words.number(n)}" for side, n in people.items() if n)
        given = sum(
            answers(state, one.question.key) for one in state.open_questions(state.activity)
        )
        counted = [words.plural("{n} answer", "{n} answers", given)] if given else []
        return " · ".join([seated, *sides, *counted])


def _picture(door: Door, words: Words) -> Html:
    return Html('<div class="ot-join">{}<div>{}</div></div>').format(
        qr(door.link), _how(door, words)
    )


def _how(door: Door, words: Words) -> Html:
    return Html('<p>{}</p><p class="ot-address">{}</p><p class="ot-code">{}</p>{}').format(
        words("Scan it or open this address and type the code:"),
        door.address,
        door.code,
        _unreachable(door, words),
    )


def _unreachable(door: Door, words: Words) -> Html:
    line = words(
        "Phones can’t reach this laptop yet. Choose a network in the presenter view or "
        "start the kit with: {command} --host auto",
        command=command(),
    )
    return Html() if door.reach else Html('<p class="ot-unreachable">{}</p>').format(line)


def _lost(door: Door, words: Words) -> Html:
    # Folded or not: an address that is dead must not stand there without a word.
    line = words(
        "This laptop has left that network: phones can’t get in at this address right now."
    )
    return Html('<p class="ot-unreachable">{}</p>').format(line) if door.lost else Html()
