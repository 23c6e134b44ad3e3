"""Hints in steps, for somebody who learns alone: the next one only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.agenda import Beat
from workshop.widgets.html import block, button, classed, esc
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.activities.activity import Activity

HINTS: dict[str, dict[Beat, tuple[str, ...]]] = {
    "arriving": {
        Beat.THINK: (
            N_("Nobody else sees this. Answer as it is, not as it should be."),
            N_("The third number is a guess. Guess before you look."),
            N_("Think of the last ten contacts you saw handed over."),
        ),
    },
    "arriving.quiz": {
        Beat.THINK: (
            N_("Think of the last call between the two teams, not of the best one."),
            N_("For the guess: what do the others complain about at lunch?"),
            N_("Whoever closes a deal thinks of the end. Whoever started it, of the beginning."),
        ),
    },
    "arriving.bond": {
        Beat.THINK: (
            N_("Take the last month as your measure."),
            N_("“Sometimes” is: rather not."),
            N_("If you would have to ask somebody whether it is so, it is not settled."),
        ),
    },
    "arriving.cases": {
        Beat.THINK: (
            N_("There is no right answer. Sort as you would on a Tuesday afternoon."),
            N_("Ask yourself: would I call this person tomorrow? Then it is more than a lead."),
            N_(
                "Look for what the person said, and for what the person did. Both count, not alike."
            ),
        ),
    },
    "terms.choice": {},  # choosing words needs none, and those below are about rules
    "terms.*": {
        Beat.THINK: (
            N_("Begin with one criterion and look at the number below it."),
            N_("Take a start from the list above and throw out what you do not believe in."),
            N_(
                "A good rule is one you could explain to a new colleague. Two or three criteria"
                " are enough."
            ),
        ),
        Beat.REVEAL: (
            N_("First the circles: how big is the part in the middle?"),
            N_("Then the intervals: if they overlap, the difference is not shown."),
            N_("A high rate with few wins covered is a narrow net, not a better one."),
        ),
        Beat.TALK: (
            N_("Read one card and say aloud why the other side is right."),
            N_("Ask for each card: what would have to be known to agree?"),
            N_("What became of them proves nothing about a single case. Look at the pattern."),
        ),
        Beat.DECIDE: (
            N_("Drop one disputed part and watch both numbers: work a week, and wins missed."),
            N_("“One of these is enough” is often the peace treaty."),
            N_("An objection is no defeat. Written down, it is the best note for the review."),
        ),
    },
    "terms.again": {
        Beat.THINK: (
            N_("Now by the agreed rule, not by gut. It stands above."),
            N_("What is not on the card is not known. Do not guess it."),
            N_("Compare with the rule word by word: “and” or “or”?"),
        ),
    },
}


def hints(activity: Activity, beat: Beat) -> list[w.Widget]:
    """Return the button that gives one hint after the other; nothing where there are none."""
    family = f"{activity.key.partition('.')[0]}.*"
    known = HINTS.get(activity.key, HINTS.get(family, {})).get(beat, ())
    if not known:
        return []
    words = activity.words
    shown = block("", "ot-muted")
    more = button("", "ot-quiet")
    given: list[str] = []

    def label() -> None:
        more.description = words("Hint {n} of {all}", n=len(given) + 1, all=len(known))
        more.tooltip = more.description
        more.layout.display = "none" if len(given) == len(known) else ""

    def press(_: object) -> None:
        given.append(words(known[len(given)]))
        shown.value = "<ol>" + "".join(f"<li>{esc(text)}</li>" for text in given) + "</ol>"
        label()

    more.on_click(activity.guarded(press))
    label()
    return [classed(w.VBox([shown, more]), "ot-hints")]
