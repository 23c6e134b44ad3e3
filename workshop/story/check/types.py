"""What a check finds: every sentence of a charter, with a number or the reason there is none."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it
from enum import StrEnum
from typing import Literal

from workshop.kpis.core.caveat import Caveat  # noqa: TC001 - pydantic reads it
from workshop.kpis.core.value import KpiValue  # noqa: TC001 - pydantic reads it
from workshop.retro.experiment import Experiment  # noqa: TC001 - pydantic reads it
from workshop.rituals.ritual import Ritual  # noqa: TC001 - pydantic reads it
from workshop.story.decisions.record import Data, Told
from workshop.story.decisions.types import (  # noqa: TC001 - pydantic reads it
    AgreedKpi,
    AgreedTerm,
    Promised,
    TermNumbers,
)
from workshop.terms.outcome.practice import Practice  # noqa: TC001 - pydantic reads it


class Verdict(StrEnum):
    """What can be said of a difference; there is no fourth."""

    MOVED = "moved"
    CANNOT_TELL = "cannot_tell"
    TOO_YOUNG = "too_young"


class Days(Data):
    """A run of days; both belong to it."""

    first: date
    last: date


class Movement(Data):
    """The same measure before the charter and since.

    Attributes:
        before, since: the answers; without a value where there are fewer than 30 cases.
        verdict: what can be said.
        better: whether it moved in the good direction; None where it did not move, or neither
            direction is better.
        low, high: interval of since minus before, together with all others of the check.
        why: why there is no telling; None where there is.
        mature_on: the day the first cases since have had their time; None without a window.
    """

    before: KpiValue
    since: KpiValue
    verdict: Verdict
    better: bool | None = None
    low: float | None = None
    high: float | None = None
    why: Caveat | None = None
    mature_on: date | None = None


class Mixed(Data):
    """Whether a change for the better is left if both sides are mixed alike.

    Attributes:
        by: name of the dimension.
        holds: None where too few cases can be compared.
    """

    by: str
    holds: bool | None


class CounterKpi(Data):
    """The number that shows whether a KPI was gamed.

    Attributes:
        name: of the KPI.
        movement: what became of it.
    """

    name: str
    movement: Movement


class CheckedKpi(Data):
    """A joint number, against its target and against what it was.

    Attributes:
        agreed: what the charter says.
        movement: before and since.
        reached: whether the number since reaches the target with its whole interval; False where
            it misses it with its whole interval, None where nobody can say.
        mixes: what is left of a change for the better with the same mix.
        counter: the number to look at beside it; None where there is none.
    """

    agreed: AgreedKpi
    movement: Movement
    reached: bool | None = None
    mixes: tuple[Mixed, ...] = ()
    counter: CounterKpi | None = None


class CheckedPromise(Data):
    """A promise and how it was kept.

    Attributes:
        promised: what the charter says.
        movement: before and since; None where no data can say and people have to ask each other.
    """

    promised: Promised
    movement: Movement | None = None


class FilledField(Data):
    """How full a field of a rule is, among cases first seen before the charter and since.

    Attributes:
        name: of the field.
        before, before_n: cases in which somebody filled it in, of how many.
        since, since_n: likewise.
    """

    name: str
    before: int
    before_n: int
    since: int
    since_n: int


class RuleWarning(Data):
    """What the linter minds about a rule on this data.

    Attributes:
        code: of the finding, see `workshop.terms.lint.finding.KINDS`.
        text: what was found.
    """

    code: str
    text: Told


class CheckedTerm(Data):
    """An agreed term, run again.

    Attributes:
        agreed: what the charter says.
        now: what its rule covers now; None where it cannot be run.
        practice: of what was handed over since, how much fits it; None where nobody can say, or
            the term is not about what is handed over.
        fitting: how the share that fits moved; None likewise.
        fields: how full the fields of its rule are.
        warnings: what the linter would stop, or mind.
        failure: why the rule cannot be run on this data.
    """

    agreed: AgreedTerm
    now: TermNumbers | None = None
    practice: Practice | None = None
    fitting: Movement | None = None
    fields: tuple[FilledField, ...] = ()
    warnings: tuple[RuleWarning, ...] = ()
    failure: Told | None = None


class CheckedExperiment(Data):
    """An experiment, and what its measure says.

    Attributes:
        experiment: what the charter says.
        is_over: whether its last day has come.
        movement: of the KPI or promise it is seen in; None where people count themselves.
    """

    experiment: Experiment
    is_over: bool
    movement: Movement | None = None


class Check(Data):
    """A charter, checked against data.

    Attributes:
        format: of this record.
        team: whose charter it is; empty where nobody was asked.
        version: of the charter.
        signed_on: None where it is not signed.
        data: name of the data.
        as_of: its last day.
        since, before: the days compared; None where there is nothing since.
        comparisons: how many differences were judged at once.
        kpis, promises, terms, experiments: in the charter's order.
        rituals: likewise; whether they were held, only people know.
        doubts: reservations about the whole.
    """

    format: Literal[1] = 1
    team: str = ""
    version: int = 0
    signed_on: date | None = None
    data: str
    as_of: date
    since: Days | None = None
    before: Days | None = None
    comparisons: int = 0
    kpis: tuple[CheckedKpi, ...] = ()
    promises: tuple[CheckedPromise, ...] = ()
    terms: tuple[CheckedTerm, ...] = ()
    experiments: tuple[CheckedExperiment, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    doubts: tuple[Caveat, ...] = ()
