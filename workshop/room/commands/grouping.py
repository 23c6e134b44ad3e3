"""Cards put together into piles, taken apart, named, and a move undone."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.room.state.piles import MOVES, PLACES, TITLES, board, piles, place_of
from workshop.room.state.text import plain_text
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.room.state.state import RoomState

LONGEST_TITLE = 60
"""Characters: five words, and a long German one among them."""
MOST_UNDONE = 20


def gather(state: RoomState, cards: Iterable[str]) -> tuple[Event, ...]:
    """Put cards together: on the largest pile that one of them lies in.

    Args:
        state: the room as it stands; somebody else may have moved some of them a moment ago.
        cards: their keys; what is not on the board any more is passed over.

    Raises:
        WorkshopError: if there are not at least two.
    """
    chosen = _known(state, cards)
    if len(chosen) < 2:  # noqa: PLR2004 - a pile
        raise WorkshopError(
            N_("That takes at least two cards."), hint=N_("Choose them, then put them together.")
        )
    size = Counter(place_of(state, card.key) for card in board(state))
    onto = max((place_of(state, card) for card in chosen), key=lambda pile: size[pile])
    moved = {card: onto for card in chosen if place_of(state, card) != onto}
    return (*_move(state, moved), *_inherit(state, moved, onto)) if moved else ()


def part(state: RoomState, cards: Iterable[str]) -> tuple[Event, ...]:
    """Take cards out of their piles: each is a theme of its own.

    Raises:
        WorkshopError: if none is chosen.
    """
    chosen = _known(state, cards)
    if not chosen:
        raise WorkshopError(N_("No card is chosen."), hint=N_("Choose one or more first."))
    size = Counter(place_of(state, card.key) for card in board(state))
    taken, moved = {place for place in size if size[place]}, {}
    for card in chosen:
        if size[place_of(state, card)] > 1:
            size[place_of(state, card)] -= 1
            moved[card] = _free(card, taken)
            taken.add(moved[card])
    return _move(state, moved) if moved else ()


def undo(state: RoomState) -> tuple[Event, ...]:
    """Take the last move back; where nothing was moved, nothing happens."""
    moves = _moves(state)
    if not moves:
        return ()
    known = {card.key for card in board(state)}
    back = [(card, before) for card, before in moves[-1] if card in known]
    events = [_place(card, before) for card, before in back]
    return (*events, _kept(MOVES, "both", {"moves": moves[:-1]} if moves[:-1] else {}))


def name_pile(state: RoomState, pile: str, text: str) -> tuple[Event, ...]:
    """Give a pile a title; an empty one takes it away.

    Raises:
        WorkshopError: if there is no such pile, or the title is too long.
    """
    found = next((one for one in piles(state) if one.key == pile), None)
    if found is None:
        raise WorkshopError(N_("This theme isn’t there any more."), hint=N_("Look once more."))
    title = plain_text(text, LONGEST_TITLE) if text.strip() else ""
    title = " ".join(title.split())
    return () if title == found.title else (_kept(TITLES, pile, {"text": title} if title else {}),)


def _known(state: RoomState, cards: Iterable[str]) -> list[str]:
    wanted = set(cards)
    return [card.key for card in board(state) if card.key in wanted]


def _move(state: RoomState, moved: Mapping[str, str]) -> tuple[Event, ...]:
    before = [[card, place_of(state, card)] for card in moved]
    moves = [*_moves(state), before][-MOST_UNDONE:]
    events = [_place(card, pile) for card, pile in moved.items()]
    return (*events, _kept(MOVES, "both", {"moves": moves}))


def _inherit(state: RoomState, moved: Mapping[str, str], onto: str) -> tuple[Event, ...]:
    """Let a pile without a title have that of one that is laid on it as a whole."""
    found = {pile.key: pile for pile in piles(state)}
    if found[onto].title:
        return ()
    whole = [
        pile.title
        for pile in found.values()
        if pile.title and all(card.key in moved for card in pile.cards)
    ]
    return (_kept(TITLES, onto, {"text": whole[0]}),) if whole else ()


def _free(card: str, taken: set[str]) -> str:
    """Return a name for the pile of a card that leaves another one: its own, if that is free."""
    names = (card if n == 0 else f"{card}-{n}" for n in count())
    return next(name for name in names if name not in taken)


def _moves(state: RoomState) -> list[list[list[str]]]:
    moves = state.draft(MOVES).get("moves")
    return [move for move in moves if _is_move(move)] if isinstance(moves, list) else []


def _is_move(move: object) -> bool:
    """Return whether it is one; a damaged row is none, and costs the room nothing."""
    return isinstance(move, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
        for pair in move
    )


def _place(card: str, pile: str) -> Event:
    return _kept(PLACES, card, {"pile": pile} if pile != card else {})


def _kept(subject: str, item: str, body: dict[str, Any]) -> Event:
    return Event(kind="kept", subject=subject, item=item, body=body)
