"""The decisions of a workshop, a type for each, in the order of the acts."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - pydantic reads it
from datetime import date  # noqa: TC003 - pydantic reads it
from typing import Self

from pydantic import Field, model_validator

from workshop.journey.path.caveats import NOTES
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.quarter import Quarter  # noqa: TC001 - pydantic reads it
from workshop.kpis.core.value import KpiValue  # noqa: TC001 - pydantic reads it
from workshop.reasons import Unfit
from workshop.retro.action import Action  # noqa: TC001 - pydantic reads it
from workshop.side import Side  # noqa: TC001 - pydantic reads it
from workshop.story.decisions.record import Data, Recorded, Told
from workshop.story.solo.alike import Alike  # noqa: TC001 - pydantic reads it
from workshop.terms.agreement.agreement import Change  # noqa: TC001 - pydantic reads it
from workshop.terms.agreement.reproduction import Reproduced  # noqa: TC001 - pydantic reads it
from workshop.terms.outcome.comparison import Tally  # noqa: TC001 - pydantic reads it
from workshop.terms.rules.rule import Rule  # noqa: TC001 - pydantic reads it
from workshop.words import N_, Words

KIT_RULES: dict[str, str] = {
    "best": N_("Everyone did the best they could with what they knew."),
    "stays": N_("What’s said here stays here."),
    "no_blame": N_("We’re looking for shared terms, not for someone to blame."),
    "ask": N_("Anyone may say: “I don’t understand that.”"),
}
"""The rules of the room that the kit proposes, by name."""


class HouseRule(Data):
    """One rule of the room: one of the kit's by its key, or one in the room's own words."""

    key: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if bool(self.key) == bool(self.text) or (self.key and self.key not in KIT_RULES):
            raise Unfit(N_("neither one of the kit’s rules nor one of the room’s own"))
        return self

    def in_words(self, words: Words) -> str:
        """Return the rule; one in the room's own words is the same in every language."""
        return words(KIT_RULES[self.key]) if self.key else self.text


class HouseRules(Recorded):
    """The rules of the room."""

    rules: tuple[HouseRule, ...] = Field(min_length=1)


class TermNumbers(Data):
    """What an agreed rule covered on the day.

    Attributes:
        covered: by the rule.
        total: all there is.
        as_of: last day that counts.
    """

    covered: Tally
    total: Tally
    as_of: date


class AgreedTerm(Recorded):
    """A word both sides use alike: how people say it, and the rule that data runs.

    Attributes:
        term: key of the word.
        label: what the group calls a word of its own; empty for those of the kit.
        sentence: the definition as people say it.
        rule: the definition as data runs it.
        review_on: the day to look at it again.
        numbers: what the rule covered; None in records of early versions.
        told: the same from an early version.
    """

    term: str
    label: str = ""
    sentence: str
    rule: Rule
    review_on: date
    numbers: TermNumbers | None = None
    told: Told | None = None


class ToldSorting(Data):
    """What an early version said of two sortings."""

    before: Told
    after: Told
    finding: Told
    reproduced: Told


class SortedTwice(Recorded):
    """How alike people sorted cases before and after they agreed on words.

    Attributes:
        change: agreement before and after, of several people.
        alone: how alike somebody alone and a persona sorted before and after, instead.
        reproduced: in how many cases the agreed rule says what people said.
        told: the same from an early version.
    """

    change: Change | None = None
    alone: tuple[Alike, Alike] | None = None
    reproduced: Reproduced | None = None
    told: ToldSorting | None = None


class KeptShare(Data):
    """How often a promise would have been kept in the last quarter.

    Attributes:
        quarter: when it was due.
        share: with interval, n and reservations; without a value where the data cannot say.
    """

    quarter: Quarter
    share: KpiValue

    @model_validator(mode="after")
    def _can_be_said(self) -> Self:
        _check_caveats(self.share, NOTES)
        return self


class Promised(Data):
    """One promise.

    Attributes:
        key: which one of the kit's; ``own_`` and the side for one in a group's own words.
        side: who gives it.
        limit: value of its parameter; None where there is nothing to turn.
        text: a promise in a group's own words.
        kept: None in records of early versions.
        told: the same from an early version.
    """

    key: str
    side: Side
    limit: int | None = None
    text: str = ""
    kept: KeptShare | None = None
    told: Told | None = None


class Promises(Recorded):
    """What both sides promise each other."""

    promises: tuple[Promised, ...]


class Owners(Data):
    """The pair that answers for a number, a role of each side."""

    sales: str
    marketing: str


class ToldValues(Data):
    """What an early version said of a KPI on the day."""

    value: Told
    footing: Told
    target: Told
    caveats_de: tuple[str, ...] = ()
    caveats_en: tuple[str, ...] = ()

    def caveats(self, words: Words) -> tuple[str, ...]:
        """Return the reservations in a language."""
        return self.caveats_de if words.lang == "de" else self.caveats_en


class AgreedKpi(Data):
    """One joint number.

    Attributes:
        name: key of the KPI.
        target: in the unit of the KPI, a ratio between 0 and 1; None in very early records.
        owners: who answers for it.
        value: on the day; None in records of early versions.
        told: the same from an early version.
    """

    name: str
    target: float | None
    owners: Owners
    value: KpiValue | None = None
    told: ToldValues | None = None

    @model_validator(mode="after")
    def _can_be_said(self) -> Self:
        if self.name not in KPIS:
            raise Unfit(N_("unknown KPI “{name}”"), name=self.name)
        if self.value:
            _check_caveats(self.value)
        return self


class AgreedKpis(Recorded):
    """The joint numbers."""

    kpis: tuple[AgreedKpi, ...]


class AgreedActions(Recorded):
    """What is done until the next time."""

    actions: tuple[Action, ...]


class Remark(Data):
    """What somebody misses in the charter or cannot sign.

    Attributes:
        text: in their words.
        side: None where it came by phone.
    """

    text: str
    side: Side | None = None


class SidedRole(Data):
    """Somebody who signs or asks later, without a name: a role, and its side."""

    role: str
    side: Side


class Signed(Recorded):
    """The signatures: a role of each side, and whoever else signed.

    Attributes:
        sales, marketing: the roles that had to sign.
        remarks: what was missed, or could not be signed.
        versions: subject to the version of its decision that was signed.
        team: whose charter it is, as people typed it; empty where nobody was asked.
        others: who signed beside the two.
        sponsor: what the one who has their back sees to; empty where there is none.
        witnesses: who asks what became of it.
        reunion_on: the day they meet again; None where none was fixed.
    """

    sales: str
    marketing: str
    remarks: tuple[Remark, ...] = ()
    versions: Mapping[str, int] = Field(default_factory=dict)
    team: str = ""
    others: tuple[SidedRole, ...] = ()
    sponsor: str = ""
    witnesses: tuple[SidedRole, ...] = ()
    reunion_on: date | None = None


def _check_caveats(value: KpiValue, messages: dict[str, str] | None = None) -> None:
    """Refuse reservations that could not be shown: an unknown code, or a value that is missing."""
    for caveat in value.caveats:
        try:
            caveat.text(Words("en"), messages) if messages else caveat.text(Words("en"))
        except (LookupError, ValueError) as error:
            raise Unfit(N_("unknown caveat “{code}”"), code=caveat.code) from error
