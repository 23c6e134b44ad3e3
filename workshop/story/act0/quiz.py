"""The couple's quiz: three light questions, three guesses, and how many were right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.state.question import Option, Single
from workshop.side import other_side
from workshop.story.answers import favourites
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState
    from workshop.side import Side

KEY = "arriving.quiz"
QUIZ: dict[str, tuple[str, dict[str, str]]] = {
    "call": (
        N_("The other side calls. What do you say most often?"),
        {
            "glad": N_("“Glad you called!”"),
            "mail": N_("“Send me an email.”"),
            "crm": N_("“It’s in the CRM.”"),
            "later": N_("“Happy to, after quarter-end.”"),
        },
    ),
    "champagne": (
        N_("A big deal has been won. Who gets the champagne?"),
        {
            "last_call": N_("The last one on the phone"),
            "campaign": N_("The campaign from eight months ago"),
            "discount": N_("The discount"),
            "all": N_("All of us, at the same time"),
        },
    ),
    "friday": (
        N_("Friday, 4 p.m. What are you busy with?"),
        {
            "offer": N_("The quote that has to go out today"),
            "subject": N_("The subject line, version seven"),
            "others": N_("Wondering what the others do all day"),
            "weekend": N_("The weekend"),
        },
    ),
}
VERDICTS = (
    N_("Polite strangers. There’s a lot to discover."),
    N_("You say hello in the lift."),
    N_("You’ve been listening to each other."),
    N_("An old married couple. In the best sense."),
)
"""By how many of the three answers were guessed."""


def questions() -> list[Question]:
    """Return the three questions, and after them the three guesses."""
    made: list[Question] = [_single(name, "", prompt) for name, (prompt, _) in QUIZ.items()]
    return made + [_single(name, ".guess", prompt) for name, (prompt, _) in QUIZ.items()]


def score(state: RoomState, side: Side) -> int | None:
    """Return how many answers of the other side this side guessed; None without any guess."""
    pairs = [
        (
            favourites(state, f"{KEY}.{name}.guess", side),
            favourites(state, f"{KEY}.{name}", other_side(side)),
        )
        for name in QUIZ
    ]
    told = [(guess, truth) for guess, truth in pairs if guess and truth]
    return sum(bool(guess & truth) for guess, truth in told) if told else None


def _single(name: str, end: str, prompt: str) -> Single:
    asked = (
        both("And what does the other side say to “{question}”", question="{question}")
        if end
        else both(prompt)
    )
    if end:
        own = both(prompt)
        asked = {lang: text.replace("{question}", own[lang]) for lang, text in asked.items()}
    options = tuple(Option(key=key, label=both(text)) for key, text in QUIZ[name][1].items())
    return Single(key=f"{KEY}.{name}{end}", prompt=asked, options=options, by_side=True)
