"""One line: the sentence with which everybody introduces us, and what both sides say in theirs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.state.question import ShortText
from workshop.story.answers import texts_of
from workshop.story.decisions.decisions import LINE
from workshop.story.decisions.small import Introduction
from workshop.story.frame.sentences import SentenceTable
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.words import Words

KEY = LINE
SENTENCE = f"{KEY}.sentence"
MOST_SHARED = 8
"""Expressions of both sides that a screen has room for."""
EXPRESSION = re.compile(r"[^\W_]{2,}")
GERMAN = (
    "aber als alle alles also am an auch auf aus bei bin bis da damit dann das dass dem den der des"
    " die dies diese diesem diesen dieser doch du durch ein eine einem einen einer er es etwas euch"
    " euer eure euren für gern haben hat hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer"
    " in ins ist ja kann können man mehr mein mit nach nicht noch nur ob oder ohne sehr sein seit"
    " sich sie sind so über um und uns unser unsere unserem unseren unserer vom von vor war was"
    " weil wenn wer werden wie wir wird wo zu zum zur"
)
ENGLISH = (
    "about after all also an and any are as at be because been before but by can do does for from"
    " get had has have here how if into is it its just me more my no not of on one only or our ours"
    " out so some than that the their them then there they this to too up us very was we were what"
    " when where which who will with without would you your yours"
)
STOP = frozenset(f"{GERMAN} {ENGLISH}".split())
"""What holds a sentence together, in either language; it says nothing about a company."""
ASKED = ShortText(
    key=SENTENCE,
    prompt=both(N_("The one sentence with which you introduce us to a customer")),
    hint=both(N_("The way you say it, not the way the website puts it.")),
    by_side=True,
)


@dataclass(frozen=True)
class Overlap:
    """What the sentences of both sides have in common.

    Attributes:
        sentences: how many there are.
        different: how many of them differ in more than case and punctuation.
        shared: what both sides say, the most frequent first; None where they may not be told apart.
        expressions: how many there are on either side.
    """

    sentences: int
    different: int
    shared: tuple[str, ...] | None
    expressions: int


class LineTable(SentenceTable):
    """The sentences with which people introduce the company, and the one that both can say."""

    key = KEY
    asked = ASKED
    choosing = both(N_("Which one could both sides say with a straight face?"))

    def overlap(self) -> Overlap:
        """Return what the sentences have in common; hidden ones are left out."""
        state = self._room.state
        sales, marketing = (texts_of(state, SENTENCE, side) for side in ("sales", "marketing"))
        everybody = texts_of(state, SENTENCE)
        shared = in_common(sales, marketing) if sales and marketing else None
        return Overlap(
            sentences=len(everybody),
            different=len({_bare(text) for text in everybody}),
            shared=shared,
            expressions=len(
                {one.casefold() for text in (*sales, *marketing) for one in expressions(text)}
            ),
        )

    def decision(self, objections: Iterable[str]) -> Introduction:
        """Return what is decided.

        Raises:
            WorkshopError: if there is no line, or it is too long.
        """
        for text in self.texts():
            return Introduction(text=text, objections=tuple(objections))
        raise WorkshopError(
            N_("There’s no line both sides can say yet."),
            hint=N_("Take one of yours or write one on the projector."),
        )


def expressions(text: str) -> list[str]:
    """Return what a sentence is about: all but what only holds it together.

    What is written in capitals is a name: IT is no “it”.
    """
    found = EXPRESSION.findall(text)
    return [one for one in found if one.isupper() or one.casefold() not in STOP]


def in_common(sales: Iterable[str], marketing: Iterable[str]) -> tuple[str, ...]:
    """Return what sentences of both sides say, the most frequent first, as somebody wrote it.

    Each sentence counts an expression once, whatever case it is written in.
    """
    spelled: dict[str, str] = {}
    sides = []
    for texts in (sales, marketing):
        said = [{one.casefold(): one for one in expressions(text)} for text in texts]
        sides.append(Counter(key for each in said for key in each))
        spelled |= {key: one for each in said for key, one in each.items()}
    both_say = sides[0].keys() & sides[1].keys()
    ranked = sorted(both_say, key=lambda one: (-sides[0][one] - sides[1][one], one))
    return tuple(spelled[key] for key in ranked)


def headline(found: Overlap, words: Words) -> str:
    """Return how many companies that is."""
    if found.sentences > 1 and found.different == 1:
        return words("You all say the same. How did you do that?")
    return words.plural(
        "One sentence so far.", "{n} different sentences. How many companies is that?",
        found.different,
    )  # fmt: skip


def shared_text(found: Overlap, words: Words) -> str:
    """Return what both sides say; nothing where they may not be told apart."""
    if found.shared is None:
        return ""
    if not found.shared:
        return words("There’s nothing that both sides say.")
    told = ", ".join(found.shared[:MOST_SHARED])
    return words(
        "Both sides say: {shared} ({n} of {all}).",
        shared=told,
        n=words.number(len(found.shared)),
        all=words.number(found.expressions),
    )


def _bare(text: str) -> str:
    return " ".join(EXPRESSION.findall(text.casefold()))
