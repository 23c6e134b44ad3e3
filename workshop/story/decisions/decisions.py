"""Everything a room has decided, as one piece of data: the only reader of what was recorded."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import Field, ValidationError

from workshop.agenda import term_subjects
from workshop.agenda.course import DUTIES
from workshop.errors import WorkshopError
from workshop.story.decisions.early import READERS
from workshop.story.decisions.later import AgreedExperiments, AgreedRituals, CustomerSentence
from workshop.story.decisions.record import FORMAT, Data, Played, Recorded
from workshop.story.decisions.small import Differences, FieldDuties, Introduction, NextCampaign
from workshop.story.decisions.types import (
    AgreedActions,
    AgreedKpis,
    AgreedTerm,
    HouseRules,
    Promises,
    Signed,
    SortedTwice,
)
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from workshop.room.state.state import RoomState
    from workshop.terms.rules.rule import Rule

T = TypeVar("T", bound=Recorded)
HOUSE_RULES, SORTED_TWICE, PROMISES = "arriving", "terms.again", "journey.promises"
KPIS, ACTIONS, EXPERIMENTS = "kpis", "retro", "retro.try"
LINE, DIFFERENCES, CAMPAIGN = "journey.line", "kpis.different", "charter.campaign"
CUSTOMER, RITUALS, SIGNED = "charter.customer", "charter.rituals", "charter"
"""Subjects under which the room keeps a decision; that of a word is ``terms.`` and its key."""
KINDS: dict[str, type[Recorded]] = {
    HOUSE_RULES: HouseRules,
    DUTIES: FieldDuties,
    SORTED_TWICE: SortedTwice,
    LINE: Introduction,
    PROMISES: Promises,
    KPIS: AgreedKpis,
    DIFFERENCES: Differences,
    ACTIONS: AgreedActions,
    EXPERIMENTS: AgreedExperiments,
    CUSTOMER: CustomerSentence,
    RITUALS: AgreedRituals,
    CAMPAIGN: NextCampaign,
    SIGNED: Signed,
}
"""Subject to the type of its decision; those of words are of `AgreedTerm`."""


class Unread(Data):
    """A decision that cannot be read; it stays in the log as it is.

    Attributes:
        subject: what it is about.
        reason: ``newer`` where a newer version of the kit wrote it, else ``misshapen``.
    """

    subject: str
    reason: Literal["newer", "misshapen"]


class Decisions(Data):
    """What a room has decided; None and empty where it has not (yet).

    Attributes:
        house_rules: the rules of the room.
        terms: the agreed words, in the order they were first agreed.
        duties: who fills in the fields that the rules ask for.
        sorted_twice: how alike people sorted before and after.
        line: the one with which both sides introduce the company.
        promises: in both directions.
        kpis: the joint numbers.
        differences: in what the sides stay different.
        actions: of the retrospective of earlier versions, which ended in actions.
        experiments: of the retrospective.
        customer: what the customer notices.
        rituals: the standing dates.
        campaign: the next joint one.
        signed: the signatures.
        versions: subject to how often it was decided.
        unread: what cannot be read.
    """

    house_rules: HouseRules | None = None
    terms: tuple[AgreedTerm, ...] = ()
    duties: FieldDuties | None = None
    sorted_twice: SortedTwice | None = None
    line: Introduction | None = None
    promises: Promises | None = None
    kpis: AgreedKpis | None = None
    differences: Differences | None = None
    actions: AgreedActions | None = None
    experiments: AgreedExperiments | None = None
    customer: CustomerSentence | None = None
    rituals: AgreedRituals | None = None
    campaign: NextCampaign | None = None
    signed: Signed | None = None
    versions: Mapping[str, int] = Field(default_factory=dict)
    unread: tuple[Unread, ...] = ()

    @classmethod
    def of(cls, state: RoomState) -> Decisions:
        """Return what stands in a room, in whatever format it was recorded; read once a state."""
        return state.once("decisions", lambda: _read(state))

    def term(self, key: str) -> AgreedTerm | None:
        """Return the agreed word of this key, or None."""
        return next((term for term in self.terms if term.term == key), None)

    @property
    def rules(self) -> dict[str, Rule]:
        """The agreed rules by the key of their word."""
        return {term.term: term.rule for term in self.terms}

    @property
    def played(self) -> Played | None:
        """Whose part the kit played last, or None where all sides always were people."""
        played = [record.played for record in self.records() if record.played]
        return played[-1] if played else None

    def records(self) -> Iterator[Recorded]:
        """Yield every decision, in the order of the acts."""
        later = (self.duties, self.sorted_twice, self.line, self.promises, self.kpis)
        last = (self.differences, self.actions, self.experiments, self.customer, self.rituals)
        end = (self.campaign, self.signed)
        for record in (self.house_rules, *self.terms, *later, *last, *end):
            if record:
                yield record

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is agreed that a charter could hold."""
        kept = (
            self.promises and self.promises.promises,
            self.kpis and self.kpis.kpis,
            self.actions and self.actions.actions,
            self.experiments and self.experiments.experiments,
        )
        small = (self.duties, self.line, self.differences, self.campaign)
        return not (self.terms or any((*kept, *small)) or self.customer or self.rituals)


def parse_decision(kind: type[T], subject: str, body: Mapping[str, Any]) -> T:
    """Return a decision from what was recorded, in this format or an earlier one.

    Args:
        kind: its type.
        subject: what it is about, to name it in an error.
        body: what was recorded.

    Raises:
        WorkshopError: if a newer version wrote it, or it is not of this shape.
    """
    version = body.get("format", 0)
    if isinstance(version, int) and version > FORMAT:
        raise NewerDecisionError(
            N_("A newer version of the kit recorded this decision."),
            found=N_("{subject}: format {version}"),
            hint=N_("Update the kit; nothing was changed."),
            subject=subject,
            version=version,
        )
    try:
        return kind.model_validate(body if "format" in body else READERS[kind.__name__](body))
    except (ValidationError, LookupError, TypeError, AttributeError) as error:
        raise WorkshopError(
            N_("A recorded decision can’t be read."),
            found=N_("{subject}: {reason}"),
            hint=N_("It stays where it is. Decide again or restore a backup."),
            subject=subject,
            reason=error,
        ) from error


def check_decision(state: RoomState, subject: str) -> None:
    """Raise `WorkshopError` if what was decided about a subject cannot be read; see above."""
    body = state.decision(subject)
    kind = AgreedTerm if term_subjects([subject]) else KINDS.get(subject)
    if body is not None and kind:
        parse_decision(kind, subject, body)


class NewerDecisionError(WorkshopError):
    """A decision that a newer version of the kit recorded."""


def _read(state: RoomState) -> Decisions:
    unread: list[Unread] = []

    def read(kind: type[T], subject: str) -> T | None:
        body = state.decision(subject)
        if body is None:
            return None
        try:
            return parse_decision(kind, subject, body)
        except WorkshopError as error:
            newer = isinstance(error, NewerDecisionError)
            unread.append(Unread(subject=subject, reason="newer" if newer else "misshapen"))
            return None

    terms = [read(AgreedTerm, subject) for subject in term_subjects(state.decisions)]
    return Decisions(
        house_rules=read(HouseRules, HOUSE_RULES),
        terms=tuple(term for term in terms if term),
        duties=read(FieldDuties, DUTIES),
        sorted_twice=read(SortedTwice, SORTED_TWICE),
        line=read(Introduction, LINE),
        promises=read(Promises, PROMISES),
        kpis=read(AgreedKpis, KPIS),
        differences=read(Differences, DIFFERENCES),
        actions=read(AgreedActions, ACTIONS),
        experiments=read(AgreedExperiments, EXPERIMENTS),
        customer=read(CustomerSentence, CUSTOMER),
        rituals=read(AgreedRituals, RITUALS),
        campaign=read(NextCampaign, CAMPAIGN),
        signed=read(Signed, SIGNED),
        versions={subject: decision.version for subject, decision in state.decisions.items()},
        unread=tuple(unread),
    )
