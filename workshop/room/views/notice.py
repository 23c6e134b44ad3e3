"""What everybody may read at the door, before sitting down: who keeps what, for what, how long.

It says what Art. 13 GDPR asks for as far as a kit can know it; what only the company knows (its
name, its data protection officer, the legal basis) is named as something to ask for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.room.views.phrases import PHONE
from workshop.words import N_, Words

if TYPE_CHECKING:
    from workshop.words import Lang

TITLE = N_("What happens to your answers")


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it, in the reader's language."""

    heading: str
    text: str


@dataclass(frozen=True)
class Notice:
    """The whole notice, in the reader's language."""

    title: str
    parts: tuple[Part, ...]

    def markdown(self) -> str:
        """Return it as Markdown, to be printed."""
        parts = [f"**{part.heading}.** {part.text}" for part in self.parts]
        return "\n\n".join([f"# {self.title}", *parts]) + "\n"


def notice(lang: Lang, fewest: int, *, encrypted: bool) -> Notice:
    """Return the notice for people who take part.

    Args:
        lang: of whoever reads it.
        fewest: how many answers a group needs to be shown apart.
        encrypted: whether the way from the phone to the room is.
    """
    words = Words(lang)
    way = (
        words("It’s encrypted (HTTPS).")
        if encrypted
        else words(
            "It isn’t encrypted (HTTP): anyone who can listen in on this Wi-Fi can read "
            "what’s sent."
        )
    )
    leave = words(PHONE["leave_forget"])
    told = (
        (
            words("Who is responsible"),
            words(
                "The company running this workshop. The facilitator will tell you who to "
                "ask there, who the data protection officer is and what the legal basis "
                "is: the kit can’t know that."
            ),
        ),
        (
            words("What is stored"),
            words(
                "Your answers, your side, your language, how many of you share the "
                "phone, and a code made from a secret on your phone. No name, no email "
                "address, no network address, no time of an answer. A name is only there "
                "if you write one yourself, for example under the charter."
            ),
        ),
        (
            words("What it’s for"),
            words(
                "For this workshop only: to show the room what it thinks, to count "
                "nobody twice and to keep what you decide together. Nobody is rated, and "
                "no machine makes decisions about you."
            ),
        ),
        (
            words("Who sees it"),
            words(
                "The room sees totals, and each side separately only with at least "
                "{fewest} answers per side. The facilitator can read cards and sentences "
                "straight away, without names. But colleagues may recognise you by what "
                "you write or how you write it. Nothing goes to the makers of the kit or "
                "abroad; if your company keeps the room in a database of its own, it’s "
                "stored there.",
                fewest=words.number(fewest),
            ),
        ),
        (words("The way to the laptop"), way),
        (
            words("How long it’s kept"),
            words(
                "Until your company deletes the workshop; ask when that will be. Earlier "
                "versions, cards you took back and the order in which answers arrived "
                "disappear when the kit is closed. Your phone keeps its secret until you "
                "choose “{leave}”.",
                leave=leave,
            ),
        ),
        (
            words("Your rights"),
            words(
                "You can skip any question and leave at any time. You can ask the "
                "company what it stores about you, have it corrected, restricted or "
                "deleted, object to it, and complain to a data protection authority. As "
                "no name is stored, the company can only find your answers with your "
                "phone."
            ),
        ),
    )
    return Notice(words(TITLE), tuple(Part(*each) for each in told))
