"""Why a side speaks at the keyboard although phones are there: who has too few, and of how many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.side import SIDES, side_name
from workshop.story.frame.covering import WE_ARE_DONE
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.side import Side
    from workshop.story.frame.host import Host

ONE = N_("{open} builds its rule at the keyboard, on the projector, and presses “{done}”.")
EACH = N_("Each side builds its rule at the keyboard, on the projector, and presses “{done}”.")
BOTH = N_(
    "Both sides build their rule at the keyboard, on the projector, and press “{done}”. "
    "If only the others were shown, the total would give away what these few said."
)


def no_rule_by_phone(
    activity: Host, waiting: Sequence[Side], answers: Mapping[str, int]
) -> WorkshopError:
    """Return why the phones make no rule yet, as a complaint that says what to do.

    Args:
        activity: the word.
        waiting: the sides that have no rule, neither by phone nor at the keyboard.
        answers: side to how many phones of it have answered.
    """
    words, least = activity.words, activity.room.state.fewest
    few = [side for side in SIDES if answers[side] < least]
    hint = ONE if len(waiting) == 1 else BOTH if len(few) == 1 else EACH
    values = {
        "done": words(WE_ARE_DONE),
        "open": side_name(waiting[0], words),
        "counts": _counts(activity, few, answers),
        "least": words.number(least),
    }
    if few:
        fact = N_("Too few answers from phones to show a side on its own.")
        return WorkshopError(
            fact, found=N_("{counts}; needed on each side: {least}"), hint=hint, **values
        )
    return WorkshopError(
        N_("The phones don’t add up to a rule."),
        found=N_("no criterion ticked by half of a side"),
        hint=hint,
        **values,
    )


def answer_here(activity: Host, sides: Sequence[Side]) -> str:
    """Return why these sides answer at the keyboard, in a sentence or two.

    Args:
        activity: what is asked.
        sides: who answers at the keyboard.
    """
    words, least = activity.words, activity.room.state.fewest
    phones: Counter[str] = Counter(one.side for one in activity.room.state.participants.values())
    few = [side for side in SIDES if phones[side] < least]
    told = words(
        "Phones: {counts}; needed on each side: {least}.",
        counts=_counts(activity, few, phones),
        least=words.number(least),
    )
    if len(sides) > len(few):
        return f"{told} " + words(
            "Both sides put their heads together and answer here. If only the others "
            "were shown, the total would give away what these few said."
        )
    return f"{told} " + words("Put your heads together and answer here.")


def _counts(activity: Host, sides: Sequence[Side], counts: Mapping[str, int]) -> str:
    words = activity.words
    return ", ".join(f"{side_name(side, words)} {words.number(counts[side])}" for side in sides)
