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
        words("It is encrypted (HTTPS).")
        if encrypted
        else words(
            "It is not encrypted (HTTP): whoever can listen in on this Wi-Fi can read along."
        )
    )
    leave = words(PHONE["leave_forget"])
    told = (
        (
            words("Who is responsible"),
            words(
                "The company that holds this workshop. Whoever leads it tells you whom to ask"
                " there, who the data protection officer is and what the legal basis is: the kit"
                " cannot know that."
            ),
        ),
        (
            words("What is stored"),
            words(
                "What you answer, the side you chose, your language, how many of you share the"
                " phone, and a code made from a secret of your phone. No name, no mail address, no"
                " network address, no time of an answer. A name is there only if you write one"
                " yourself, such as under the charter."
            ),
        ),
        (
            words("What for"),
            words(
                "For this workshop only: to show the room what it thinks, to count nobody twice,"
                " and to keep what you decide together. Nobody is rated, and no machine decides"
                " about you."
            ),
        ),
        (
            words("Who sees it"),
            words(
                "The room sees sums, and the sides apart only from {fewest} answers a side. The"
                " facilitator reads cards and sentences at once, without a name. But colleagues may"
                " know you by what you write and how. Nothing goes to the makers of the kit or"
                " abroad; if your company keeps the room in a database of its own, it lies there.",
                fewest=words.number(fewest),
            ),
        ),
        (words("The way to the laptop"), way),
        (
            words("How long"),
            words(
                "Until your company deletes the workshop; ask when that will be. Earlier wordings,"
                " cards you took back and the order in which people came go when the kit ends. Your"
                " phone keeps its secret until you choose “{leave}”.",
                leave=leave,
            ),
        ),
        (
            words("Your rights"),
            words(
                "You may skip any question and leave at any time. You may ask the company what it"
                " stores about you, have it corrected, restricted or deleted, object, and complain"
                " to a data protection authority. As no name is stored, it can find your answers"
                " only with your phone."
            ),
        ),
    )
    return Notice(words(TITLE), tuple(Part(*each) for each in told))
