"""What helpers of an activity may rely on, so that they need not know the activity itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.agenda import Beat
    from workshop.room.room import Room
    from workshop.room.state.question import Question
    from workshop.story.context import Stage
    from workshop.story.solo.persona import Persona
    from workshop.words import Text, Words


class Host(Protocol):
    """An activity, seen from the panels and questions it is made of.

    Attributes:
        key: names it.
        is_first: whether people arrive in it.
        shown_elsewhere: questions whose answers it shows in a way of its own.
        stage: what it stands on.
        words: the language.
        room: where everything goes that people enter.
    """

    key: str
    is_first: ClassVar[bool]
    shown_elsewhere: ClassVar[frozenset[str]]
    stage: Stage
    words: Words
    room: Room

    @property
    def beat(self) -> Beat:
        """The beat it is in."""

    @property
    def subject(self) -> str:
        """The decision it leads to."""

    def asks(self, beat: Beat) -> list[Question]:
        """Return what phones are asked in a beat."""

    def proposal_text(self) -> Text:
        """Return what is to be decided, in words."""

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        """Return what a persona answers, by question."""

    def plays(self, persona: Persona) -> list[tuple[str, dict[str, object]]]:
        """Return what a persona lays on the table: subject and body."""

    def guarded(self, handler: Callable[..., None]) -> Callable[..., None]:
        """Return the handler with its errors shown."""

    def redraw(self) -> None:
        """Draw the present beat from what the room knows."""

    def refresh(self) -> None:
        """Show what happened in the room since."""
