"""Reading and signing the charter: what is missing in it, and the two roles that sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda.course import CHOICE, DUTIES
from workshop.day import WRITTEN, read_day
from workshop.errors import WorkshopError
from workshop.room.log.event import KEYBOARD
from workshop.room.state.participant import card_name
from workshop.room.state.question import SHORT, Option, ShortText, Sort
from workshop.room.state.result import result_of
from workshop.room.state.text import plain_text
from workshop.side import SIDES, side_name
from workshop.story.charter import charter_of
from workshop.story.decisions.decisions import (
    ACTIONS,
    CAMPAIGN,
    CUSTOMER,
    DIFFERENCES,
    EXPERIMENTS,
    HOUSE_RULES,
    KPIS,
    LINE,
    PROMISES,
    RITUALS,
    SIGNED,
    Decisions,
)
from workshop.story.decisions.types import Remark, SidedRole, Signed
from workshop.story.solo.mode import across, learner
from workshop.words import N_, both

if TYPE_CHECKING:
    from datetime import date

    from workshop.side import Side
    from workshop.story.charter import CharterData
    from workshop.story.context import Stage

REUNION = "reunion"
READING, SIGNING = "charter.reading", "charter.signing"
MARKS, LAST_WORDS = "charter.marks", "charter.last_words"
REMARK = ShortText(key=READING, prompt=both("What’s missing? What can’t you sign?"))
ROLE_LIMIT = 60
SIGN_HERE = ShortText(
    key=SIGNING,
    prompt=both(
        N_("Only sign what you can still stand by tomorrow. With your role, not your name.")
    ),
    hint=both(N_("Head of inside sales")),
    limit=ROLE_LIMIT,
    by_side=True,
)
FINE, QUESTION, NOT_SO = "fine", "question", "not_so"
MARK_LABELS: dict[str, str] = {
    FINE: N_("Fine"),
    QUESTION: N_("Question"),
    NOT_SO: N_("Not like this"),
}
SECTIONS: dict[str, str] = {
    CUSTOMER: N_("Your customer"),
    LINE: N_("How we introduce ourselves"),
    HOUSE_RULES: N_("Ground rules"),
    "terms": N_("Our terms"),
    DUTIES: N_("Who fills in what"),
    PROMISES: N_("Our promises"),
    KPIS: N_("Our numbers"),
    DIFFERENCES: N_("Where we stay different"),
    EXPERIMENTS: N_("What we’re trying"),
    ACTIONS: N_("What we’ll do"),
    RITUALS: N_("Our rituals"),
    CAMPAIGN: N_("Our next campaign"),
}
"""The parts of a charter that are read one by one, in its order."""
PARTS = ("team", "sponsor", "witness_sales", "witness_marketing", "reunion_on")
"""What is asked beside the signatures, all of it at one keyboard."""


def marks(decisions: Decisions) -> Sort | None:
    """Return the question that marks each part of the charter; None while it has none.

    Args:
        decisions: what was decided; only parts that exist are read.
    """
    there = {subject for subject in decisions.versions if subject in SECTIONS}
    there |= {"terms"} if decisions.terms else set()
    items = tuple(
        Option(key=key, label=both(label)) for key, label in SECTIONS.items() if key in there
    )
    classes = tuple(Option(key=key, label=both(label)) for key, label in MARK_LABELS.items())
    if not items:
        return None
    prompt, heading = both(N_("Read in silence. Mark each section.")), both(N_("Section"))
    return Sort(key=MARKS, prompt=prompt, heading=heading, items=items, classes=classes)


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

    def marks(self) -> Sort | None:
        """Return the question that marks each part; see `marks`."""
        return marks(Decisions.of(self._room.state))

    def fill(self, part: str, text: str) -> None:
        """Keep one of `PARTS`, as it was typed."""
        self._room.keep(LAST_WORDS, self._room.state.draft(LAST_WORDS) | {part: text})

    def filled(self, part: str) -> str:
        """Return one of `PARTS` as it stands; the day of the reunion is that of its ritual."""
        kept = self._room.state.draft(LAST_WORDS).get(part)
        if kept is None and part == "reunion_on":
            agreed = Decisions.of(self._room.state).rituals
            days = [each.first for each in agreed.rituals if each.key == REUNION] if agreed else []
            return days[0].isoformat() if days and days[0] else ""
        return str(kept or "").strip()

    def signatures(self) -> tuple[SidedRole, ...]:
        """Return who signed on a phone, hidden ones left out; in an order that tells no names."""
        state = self._room.state
        asked = state.questions.get(SIGNING)
        hidden = asked.hidden if asked else frozenset()
        signed = [
            SidedRole(role=str(each.body["text"]).strip(), side=each.side)
            for each in state.said(SIGNING)
            if each.item not in KEYBOARD
            and each.side in SIDES
            and card_name(each.item) not in hidden
        ]
        return tuple(sorted(signed, key=lambda one: (one.side, one.role)))

    def decision(self) -> Signed:
        """Return the signatures.

        A side that did not sign at the keyboard is signed for by the first of its phones. Who is
        alone signs once; the other name is that of the persona, and marked as played.

        Raises:
            WorkshopError: if nothing is agreed yet, a signature is missing, or the day of the
                reunion is none.
        """
        decisions = Decisions.of(self._room.state)
        if decisions.is_empty:
            raise WorkshopError(
                N_("There’s nothing to sign yet."),
                hint=N_("Go back to an earlier act and record at least one decision."),
            )
        others = list(self.signatures())
        roles = {side: self._role(side, others) for side in self.sides()}
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
            team=self._text("team"),
            others=tuple(others),
            sponsor=self._text("sponsor"),
            witnesses=tuple(
                SidedRole(role=role, side=side)
                for side in SIDES
                if (role := self._text(f"witness_{side}"))
            ),
            reunion_on=self._reunion(),
        )

    def _role(self, side: Side, others: list[SidedRole]) -> str:
        """Return who signs for a side; whoever does is none of the others."""
        role = self.written(SIGNING, side).strip()
        if role:
            return role
        by_phone = next((one for one in others if one.side == side), None)
        if by_phone is None:
            raise WorkshopError(
                N_("A signature is missing."),
                found="{side}",
                hint=N_("A role is enough, such as “Head of inside sales”."),
                side=side_name(side, self._stage.words),
            )
        others.remove(by_phone)
        return by_phone.role

    def _text(self, part: str) -> str:
        typed = self.filled(part)
        return plain_text(typed, SHORT) if typed else ""

    def _reunion(self) -> date | None:
        typed = self.filled("reunion_on")
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            raise WorkshopError(
                N_("There’s no such day in the calendar."), found="{text}", hint=WRITTEN, text=typed
            )
        if day < self._stage.today:
            raise WorkshopError(
                N_("The day of your reunion has already passed."),
                found="{day}",
                hint=N_("Four to six weeks from now is a good time."),
                day=day,
            )
        return day
