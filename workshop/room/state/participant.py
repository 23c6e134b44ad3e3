"""Who takes part, and how one person stays one person without being known.

A phone makes its own token and keeps it. The room stores a hash of it, which opens nothing. What
somebody says is filed under a name made from the token and the question: the same person always
gets the same name for the same question, so an answer counts once and can be changed. But names
for two questions have nothing in common, and without the token, which is stored nowhere but on
the phone, nobody can tell whose they are. (HMAC: RFC 2104.)
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from workshop.side import PersonSide  # noqa: TC001 - the log's shapes read it
from workshop.words import Lang  # noqa: TC001 - the log's shapes read it

TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")
"""22 letters of base64 hold 128 bits: nobody guesses a token."""
MOST_AT_A_TABLE = 20
NAME_LENGTH = 32


@dataclass(frozen=True)
class Participant:
    """One phone in the room.

    Attributes:
        side: which team holds it; a mixed table belongs to ``other``.
        lang: the language it shows.
        people: how many people share it; more than one is a table.
    """

    side: PersonSide
    lang: Lang
    people: int = 1


def token_hash(token: str) -> str:
    """Return what the room stores of a token: enough to know it again, useless to pretend."""
    return sha256(token.encode()).hexdigest()


def answer_id(token: str, question: str) -> str:
    """Return the name under which a person's one answer to a question is filed."""
    return _name(token, "answer", question)


def card_id(token: str, question: str, place: int) -> str:
    """Return the name of a person's card at a place (0, 1, …) of a question."""
    return _name(token, "card", question, str(place))


def card_name(item: str) -> str:
    """Return what a text is called on its way out: enough to hide it or to vote for it."""
    return sha256(f"card\x1f{item}".encode()).hexdigest()[:NAME_LENGTH]


def message_id(token: str, message: str) -> str:
    """Return the event id of a phone's message: the same message again is the same event."""
    return _name(token, "message", message)


def _name(token: str, *parts: str) -> str:
    # JSON-like framing would do as well; a separator that no part contains is enough.
    message = "\x1f".join(parts).encode()
    return hmac.new(token.encode(), message, sha256).hexdigest()[:NAME_LENGTH]
