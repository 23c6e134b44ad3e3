"""The charter as a document: what was agreed, in plain words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.words import Lang


OPENING = N_("In three months our customers will notice that we agreed on something, because …")
"""How the customer's sentence begins, wherever it stands."""


@dataclass(frozen=True)
class TermEntry:
    """One agreed word: how people say it, how data runs it, and what spoke against it."""

    label: str
    sentence: str
    in_words: str
    sql: str
    numbers: str
    objections: tuple[str, ...]
    decided: str
    review: str


@dataclass(frozen=True)
class AgreementEntry:
    """How alike the two sides sorted the same cases, before and after they agreed on words."""

    before: str
    after: str
    finding: str
    reproduced: str


@dataclass(frozen=True)
class PromiseEntry:
    """What one side promises the other, and how often it would have held last quarter.

    Attributes:
        giver: its side in words.
        text: the promise.
        kept: how often, with interval and reservations.
        side: who gives it.
        baseline: how often, in a few words; empty where nobody can say.
    """

    giver: str
    text: str
    kept: str
    side: Side | None = None
    baseline: str = ""


@dataclass(frozen=True)
class KpiEntry:
    """One joint KPI: formula, value on the day, target and the pair that owns it."""

    label: str
    formula: str
    value: str
    footing: str
    caveats: tuple[str, ...]
    target: str
    sales_owner: str
    marketing_owner: str


@dataclass(frozen=True)
class ActionEntry:
    """One action: who does what by when, and how everybody sees that it is done."""

    what: str
    owner: str
    due: str
    done_when: str


@dataclass(frozen=True)
class ExperimentEntry:
    """One experiment: what is tried, what it is seen in, who sees to it, and when it ends."""

    what: str
    so_that: str
    seen_in: str
    today: str
    good: str
    owner: str
    partner: str
    until: str
    done_when: str
    stop_if: str


@dataclass(frozen=True)
class RitualEntry:
    """One standing date: how often, how long, who invites, and when to let it be."""

    name: str
    cadence: str
    minutes: str
    agenda: tuple[str, ...]
    host: str
    stand_in: str
    first: str
    stop_if: str


@dataclass(frozen=True)
class DutyEntry:
    """Who fills in a field, by when, and how full it was on the day."""

    field: str
    giver: str
    by: str
    filled: str


@dataclass(frozen=True)
class CampaignEntry:
    """The next joint campaign: for whom, what it says, who calls, who tells whom when, the time."""

    audience: str
    line: str
    calls: str
    marketing_tells: str
    sales_tells: str
    capacity: str


@dataclass(frozen=True)
class RemarkEntry:
    """What somebody misses, or cannot sign; nobody's name, at most a side's."""

    who: str
    text: str


@dataclass(frozen=True)
class ChangeEntry:
    """What differs from the earlier version.

    Attributes:
        kind: whether it is new, worded differently, or no longer there.
        part: of the charter, in words.
        now: how it is worded now; empty where it is gone.
        before: how it was worded then; empty where it is new.
    """

    kind: Literal["new", "changed", "gone"]
    part: str
    now: str
    before: str


@dataclass(frozen=True)
class Since:
    """The version this one is compared with, and what differs.

    Attributes:
        version: the earlier one; 0 is a draft.
        changes: in the order of the document; none where nothing differs.
    """

    version: int
    changes: tuple[ChangeEntry, ...]


@dataclass(frozen=True)
class Signatures:
    """The two roles that signed, the day they did, and the side whose name the kit put there.

    Attributes:
        sales, marketing: the roles that had to sign.
        day: when.
        played: the side whose name the kit put there; empty where both are people.
        others: who else signed, each with its side in words.
        sponsor: who has their back, in their words; empty where nobody is.
        witnesses: who asks what became of it, each with its side in words.
        reunion: the day they meet again; empty where none is fixed.
    """

    sales: str
    marketing: str
    day: str
    played: str = ""
    others: tuple[str, ...] = ()
    sponsor: str = ""
    witnesses: tuple[str, ...] = ()
    reunion: str = ""


@dataclass(frozen=True)
class Exercise:
    """Who was played by the kit where one person went through the acts alone."""

    name: str
    side: str


@dataclass(frozen=True)
class Charter:
    """The document of record in one language; every text is plain, nothing is markup.

    Attributes:
        lang: the language of all words except those that people wrote.
        team: whose charter it is; empty where nobody was asked.
        customer: what the customer notices; empty where nobody said.
        customer_objections: what spoke against it.
        line: the one with which both sides introduce the company; empty where there is none.
        data: what the numbers were computed from.
        version: counts from 1; 0 is a draft.
        rules: the rules of the room.
        terms, promises, kpis, experiments, rituals: what was agreed; an empty part is said to be
            open.
        actions: what workshops with an earlier version of the kit set out to do.
        duties: who fills in which field; optional, as is what follows.
        differences: in what the sides stay different.
        campaign: the next joint one; None where none was planned.
        agreement: None where the cases were not sorted a second time.
        rule_objections, promise_objections, kpi_objections, action_objections,
            experiment_objections, ritual_objections, line_objections, duty_objections,
            difference_objections, campaign_objections: what spoke against them.
        signatures: None while nobody signed.
        remarks: what somebody missed or could not sign.
        exercise: None where both sides were people.
        unread: what was decided and cannot be shown, a sentence each.
        since: None where there is no earlier version to compare with.
    """

    lang: Lang
    data: str
    version: int
    rules: tuple[str, ...] = ()
    rule_objections: tuple[str, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    agreement: AgreementEntry | None = None
    promises: tuple[PromiseEntry, ...] = ()
    promise_objections: tuple[str, ...] = ()
    kpis: tuple[KpiEntry, ...] = ()
    actions: tuple[ActionEntry, ...] = ()
    kpi_objections: tuple[str, ...] = ()
    action_objections: tuple[str, ...] = ()
    experiments: tuple[ExperimentEntry, ...] = ()
    experiment_objections: tuple[str, ...] = ()
    rituals: tuple[RitualEntry, ...] = ()
    ritual_objections: tuple[str, ...] = ()
    team: str = ""
    customer: str = ""
    customer_objections: tuple[str, ...] = ()
    line: str = ""
    line_objections: tuple[str, ...] = ()
    duties: tuple[DutyEntry, ...] = ()
    duty_objections: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    difference_objections: tuple[str, ...] = ()
    campaign: CampaignEntry | None = None
    campaign_objections: tuple[str, ...] = ()
    signatures: Signatures | None = None
    remarks: tuple[RemarkEntry, ...] = ()
    exercise: Exercise | None = None
    unread: tuple[str, ...] = ()
    since: Since | None = None
