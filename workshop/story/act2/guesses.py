"""What people guess before they see: one way, everybody's way, two clocks."""

from __future__ import annotations

from workshop.journey.events.stages import LABELS, STAGES
from workshop.room.state.question import Number, Option, Single
from workshop.words import N_, both

TOUCHES, LONGEST = "journey.path.touches", "journey.path.longest"
STUCK = "journey.crowd.stuck"
LOOKS = "journey.clocks.looks"
CLOCKS: dict[str, str] = {
    "today": N_("What comes in today"),
    "week": N_("This week"),
    "month": N_("The month so far"),
    "quarter": N_("The quarter"),
    "year": N_("The plan for the year"),
}


def path_questions() -> tuple[Number, Number]:
    """Return the two guesses about one way: touchpoints, and the longest silence."""
    return (
        Number(
            key=TOUCHES,
            prompt=both("How many touchpoints did it take, emails and calls together?"),
            high=500,
            unit=both("touchpoints"),
            by_side=True,
        ),
        Number(
            key=LONGEST,
            prompt=both("How long was the longest silence?"),
            high=1000,
            unit=both("days"),
            by_side=True,
        ),
    )


def crowd_question() -> Single:
    """Return the guess where most get no further."""
    options = tuple(Option(key=key, label=both(LABELS[key])) for key in STAGES[:-1])
    return Single(
        key=STUCK,
        prompt=both("After which step do most of them get no further?"),
        options=options,
        by_side=True,
    )


def clock_question() -> Single:
    """Return the question which clock people live by."""
    options = tuple(Option(key=key, label=both(text)) for key, text in CLOCKS.items())
    prompt = both("Which of these do you look at first?")
    return Single(key=LOOKS, prompt=prompt, options=options, by_side=True)
