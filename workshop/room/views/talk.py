"""What the room talks about: the question said aloud, and what it has agreed on so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.agenda import LABELS, Beat, cue, term_subjects
from workshop.agenda.course import AGAIN
from workshop.room.state.handout import handout_of
from workshop.room.state.question import Sort
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState
    from workshop.words import Words


TAKE = {
    "html": N_("Take the charter with you"),
    "pdf": N_("The poster, to print"),
    "ics": N_("The dates for your calendar"),
}
"""Kind of a file that lies ready to what its link is called."""


def talk(state: RoomState, words: Words) -> dict[str, Any]:
    """Return what stands on a phone beside questions and results.

    Args:
        state: the room.
        words: the language of the phone.

    Returns:
        ``beat``: what it is called; ``say``: what the facilitator reads aloud in it, empty where
        that is nothing; ``agreed``: how the sentence of each term begins (``opening``), and its
        ``sentence``; and ``take``: what may be taken along, its ``label`` and its ``path``.
    """
    beat = Beat(state.beats.get(state.activity, Beat.THINK))
    found = cue(state.activity, beat)
    return {
        "beat": words(LABELS[beat]),
        "say": words(found.say) if found else "",
        "agreed": _agreed(state, words),
        "take": _take(state, words),
    }


def _take(state: RoomState, words: Words) -> list[dict[str, str]]:
    """Return what lies ready to be taken along, in a language."""
    ready = handout_of(state)
    names = ready.files.get(words.lang, ()) if ready else ()
    return [
        {"label": words(TAKE[name.rpartition(".")[2]]), "path": ready.path(name)}
        for name in names
        if ready and name.rpartition(".")[2] in TAKE
    ]


def offered(state: RoomState, question: Question) -> Question:
    """Return a question with the classes that mean something by now.

    Cases that are sorted by what was agreed go into no class that nobody agreed on; the first
    class is what is left.
    """
    agreed = set(term_subjects(state.decisions))
    if not (isinstance(question, Sort) and question.key.startswith(f"{AGAIN}.") and agreed):
        return question
    first, *rest = question.classes
    kept = [one for one in rest if f"terms.{one.key}" in agreed]
    return question.model_copy(update={"classes": (first, *(kept or rest))})


def _agreed(state: RoomState, words: Words) -> list[dict[str, str]]:
    """Return the sentences agreed on that count here: of this term, or all where they are used."""
    subjects = term_subjects(state.decisions)
    here = subjects if state.activity == AGAIN else [state.activity]
    found = []
    for subject in here:
        decided = state.decision(subject)
        if decided and subject in subjects and decided.get("sentence"):
            opening = _opening(state, subject, words)
            found.append({"opening": opening, "sentence": str(decided["sentence"])})
    return found


def _opening(state: RoomState, subject: str, words: Words) -> str:
    """Return how the sentence of a term begins, as the phones were asked for it."""
    asked = state.questions.get(f"{subject}.sentence")
    return asked.question.prompt[words.lang] if asked else ""
