"""A session held by one program, and left tidy: what nobody needs any more goes from its log."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.lock import held, in_use
from workshop.room.commands import door
from workshop.room.log.log import open_log
from workshop.room.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.lock import Part
    from workshop.session import Session
    from workshop.words import Words

PATIENCE = 2.0
"""Seconds to wait for a program that is just ending."""


@contextmanager
def alone(session: Session, part: Part, words: Words) -> Iterator[None]:
    """Hold a part of a session while the block runs, and tidy its log before and after.

    Raises:
        WorkshopError: if another program holds it.
    """
    with held(session, part, patience=PATIENCE):
        tidy(session, words)
        try:
            yield
        finally:
            tidy(session, words)


@contextmanager
def serving_alone(session: Session) -> Iterator[None]:
    """Hold a room that lies in a database while the block runs; a file needs no more than `alone`.

    Raises:
        WorkshopError: if another computer serves it.
    """
    with closing(open_log(session)) as log, log.claimed() as free:
        if not free:
            raise in_use(session)
        yield


def set_threshold(session: Session, fewest: int | None) -> None:
    """Say how many answers a group needs in this session; None leaves it as it is.

    Raises:
        WorkshopError: if people were promised a higher number.
    """
    if fewest is None:
        return
    with closing(open_log(session)) as log:
        Room(log).execute(lambda state: door.set_threshold(state, fewest))


def tidy(session: Session, words: Words) -> None:
    """Let go of old wordings, withdrawn cards and the order in which people came.

    A log that cannot be opened is left as it is: whoever needs it says so, where people see it.
    """
    try:
        log = open_log(session)
    except WorkshopError:
        return
    try:
        with closing(log):
            log.compact()
    except WorkshopError as error:
        print("\n".join(error.lines(words)), file=sys.stderr)
