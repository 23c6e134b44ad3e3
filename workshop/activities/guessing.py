"""An activity that begins with a guess: everybody guesses, then the data answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.activity import Activity
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.forms import check_all, form
from workshop.activities.side_cards import side_cards
from workshop.agenda import Beat

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.room.question import Question


class Guessing(Activity):
    """Questions in silence, by phone or a panel a side; a subclass shows what the data says."""

    def questions(self) -> list[Question]:
        """Return what is guessed."""
        raise NotImplementedError

    def asks(self, beat: Beat) -> list[Question]:
        return self.questions() if beat is Beat.THINK else []

    def complaint(self) -> WorkshopError | None:
        # One answer to one question is enough: a hall in a hurry leaves out the others.
        found = [answered_or_covered(self, one.key) for one in self.questions()]
        return None if None in found else found[0]

    def think(self) -> list[w.Widget]:
        if self.room.state.is_live:
            return []
        asked = self.questions()
        return [
            two_panels(
                self,
                lambda side: [form(self, side, one) for one in asked],
                lambda side: check_all(self, side, asked),
            )
        ]

    def guesses(self) -> list[w.Widget]:
        """Return what the sides guessed at the keyboard; phones have panels of their own."""
        return side_cards(self, self.questions())
