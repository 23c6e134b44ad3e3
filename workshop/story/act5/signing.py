"""Reading and signing the charter: what is missing in it, and the two roles that sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda.course import CHOICE
from workshop.errors import WorkshopError
from workshop.room.state.question import ShortText
from workshop.room.state.result import result_of
from workshop.side import SIDES
from workshop.story.charter import charter_of
from workshop.story.decisions.decisions import SIGNED, Decisions
from workshop.story.decisions.types import Remark, Signed
from workshop.story.solo.mode import across, learner
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.story.charter import CharterData
    from workshop.story.context import Stage

READING, SIGNING = "charter.reading", "charter.signing"
REMARK = ShortText(key=READING, prompt=both("What’s missing? What can’t you sign?"))


class SigningTable:
    """The charter on the table, remarks beside it, and the pen.

    Args:
        stage: gives the room, the data and the name of the session.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    def data(self) -> CharterData:
        """Return the charter as it stands, in no language."""
        stage = self._stage
        return charter_of(stage.session.folder.name, stage.crm, self._room.state)

    def sides(self) -> tuple[Side, ...]:
        """Return the sides that people sit on here: both, or that of somebody who is alone."""
        alone = learner(self._room.state)
        return (alone,) if alone else SIDES

    def write(self, question: str, side: Side, text: str) -> None:
        """Keep a side's remark (`READING`) or signature (`SIGNING`)."""
        self._room.say(question, side, {"text": text}, side)

    def written(self, question: str, side: Side) -> str:
        """Return a side's remark or signature, empty where there is none."""
        return str(self._room.state.item(question, side).get("text", ""))

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was written about what is missing, with its side at the keyboard.

        Of the phones only what the facilitator has not hidden, and nobody's side.
        """
        typed = [(side, self.written(READING, side).strip()) for side in self.sides()]
        own = [Remark(side=side, text=text) for side, text in typed if text]
        answered = result_of(self._room.state, READING)
        phones = answered.shown_lines if answered else ()
        return (*own, *(Remark(text=line.text) for line in phones))

    def decision(self) -> Signed:
        """Return the signatures.

        Who is alone signs once; the other name is that of the persona, and marked as played.

        Raises:
            WorkshopError: if nothing is agreed yet, or a signature is missing.
        """
        decisions = Decisions.of(self._room.state)
        if decisions.is_empty:
            raise WorkshopError(
                N_("There’s nothing to sign yet."),
                hint=N_("Go back to an earlier act and record at least one decision."),
            )
        roles: dict[str, str] = {side: self.written(SIGNING, side).strip() for side in self.sides()}
        if not all(roles.values()):
            raise WorkshopError(
                N_("A signature is missing."),
                hint=N_("A role is enough, such as “Head of inside sales”."),
            )
        persona = across(self._room.state)
        if persona:
            roles[persona.side] = persona.name
        versions = {
            subject: version
            for subject, version in decisions.versions.items()
            if subject not in (SIGNED, CHOICE)
        }
        return Signed(
            sales=roles["sales"],
            marketing=roles["marketing"],
            remarks=self.remarks(),
            versions=versions,
        )
