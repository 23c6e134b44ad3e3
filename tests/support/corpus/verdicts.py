"""What becomes of each KPI of an export whose facts are known: equal, refused, asked or wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isclose
from typing import TYPE_CHECKING

from support.corpus.dialects import ODD_STAGES
from support.corpus.recounted import GOAL, MARGIN, MONTHLY, NEITHER, SHARE, Number, Recount
from support.exports.brought import TODAY
from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import TOGETHER, Topic
from workshop.crm.intake.importing import check_currency
from workshop.crm.intake.load import take_in
from workshop.crm.intake.rows.outcome import STAGE
from workshop.crm.sheets import ExportFile
from workshop.crm.source_files import Export
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask_all
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from support.corpus.exported import Exported
    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.mapping import CrmMapping
    from workshop.kpis.core.value import KpiValue

ASSUMED = Assumptions(
    goal=GOAL, gross_margin=MARGIN, monthly_revenue_per_account=MONTHLY, marketing_share=SHARE
)


def engine_of(crm: Crm) -> IbisEngine:
    """Return what holds data of an export."""
    assert isinstance(crm.engine, IbisEngine)
    return crm.engine


class Verdict(StrEnum):
    """What became of one KPI."""

    EQUAL = "equal"
    REFUSED = "refused"
    ASKED = "asked"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judged:
    """An export with the verdict about each KPI, and what there is to say of it.

    Attributes:
        export: what was judged.
        verdicts: KPI to its verdict.
        why: KPI to the reason, the question, or what is wrong.
        topics: what the questions are about.
        answered: the verdicts once somebody who knows has answered; None where nobody can.
    """

    export: Exported
    verdicts: dict[str, Verdict]
    why: dict[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    answered: Judged | None = None

    @property
    def counts(self) -> Counter[Verdict]:
        """How often each verdict was given."""
        return Counter(self.verdicts.values())

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by KPI, unasked or once it was answered."""
        later = self.answered.wrong if self.answered else {}
        return later | {k: self.why[k] for k, v in self.verdicts.items() if v is Verdict.WRONG}


class AskedError(Exception):
    """Only a person can answer what `--yes` met."""

    def __init__(self, proposal: Proposal, guesses: Iterable[Doubt]) -> None:
        self.proposal = proposal
        self.topics = tuple(
            f"{one.topic} {one.table}.{one.field or one.column}: {one.example or one.column}"
            for one in guesses
        )
        super().__init__(", ".join(self.topics))


def brought(files: Mapping[str, bytes]) -> Export:
    """Return files in memory as an export."""
    return Export(tuple(ExportFile(name, content=content) for name, content in files.items()))


def unasked(export: Export, *, private: bool = True) -> Crm:
    """Return what `workshop import --yes` makes of files.

    Raises:
        AskedError: if it names questions instead.
        WorkshopError: if it refuses.
    """
    proposal = propose(export)
    guesses = [doubt for doubt in proposal.doubts if doubt.unasked is None]
    if guesses:
        raise AskedError(proposal, guesses)
    return read(export, proposal.mapping, private=private)


def read(export: Export, mapping: CrmMapping, *, private: bool = True) -> Crm:
    """Return the data as a mapping reads them."""
    check_currency(export, mapping)
    intake = take_in(export, mapping, TODAY, private=private, thorough=True)
    engine = IbisEngine(intake.connection)
    return Crm(engine, "x", mapping.currency, intake.as_of, intake.report, sides=mapping.sides)


def _answer(export: Exported, doubt: Doubt) -> str | None:
    """Return what somebody who knows the company says; None where it is not about the facts."""
    match doubt.topic:
        case Topic.VALUE if (doubt.table, doubt.field) == ("deals", "status"):
            return next((k for k, words in ODD_STAGES.items() if doubt.example in words), None)
        case Topic.RIVALS:
            return STAGE
        case Topic.CURRENCY:
            return export.currency
        case Topic.DECIMAL:
            return "," if export.way.amounts in ("german", "german whole", "sap") else "."
        case Topic.PARTS:
            return TOGETHER
    return None


def _all_answered(export: Exported, proposal: Proposal) -> CrmMapping | None:
    """Return the mapping once everything was answered; None where nobody could."""
    while guesses := [doubt for doubt in proposal.doubts if doubt.unasked is None]:
        answer = _answer(export, guesses[0])
        if answer not in guesses[0].options:
            return None
        proposal = answered(proposal, guesses[0], answer)
    return proposal.mapping


def numbers(crm: Crm) -> dict[str, KpiValue]:
    """Return every KPI of the data."""
    return {one.name: one for one in ask_all(Scope.of(crm, assumptions=ASSUMED))}


def judged(export: Exported) -> Judged:
    """Return what became of each KPI of an export, unasked and once it was answered."""
    files = brought(export.files)
    try:
        return _compared(export, unasked(files))
    except AskedError as error:
        asked = _all(export, Verdict.ASKED, str(error), error.topics)
        mapping = _all_answered(export, error.proposal)
    except WorkshopError as error:
        return _all(export, Verdict.REFUSED, f"{error.fact} {error.found}")
    if mapping is None:
        return asked
    clear = replace(export, unclear=False)
    try:
        return replace(asked, answered=_compared(clear, read(files, mapping)))
    except WorkshopError as error:
        return replace(asked, answered=_all(export, Verdict.REFUSED, f"{error.fact}"))


def _compared(export: Exported, crm: Crm) -> Judged:
    recount = Recount(export.stated)
    verdicts, why = {}, {}
    for name, answer in numbers(crm).items():
        verdicts[name], why[name] = _verdict(export, recount, answer)
    engine_of(crm).backend.disconnect()
    return Judged(export, verdicts, why)


def _all(export: Exported, verdict: Verdict, why: str, topics: tuple[str, ...] = ()) -> Judged:
    return Judged(export, dict.fromkeys(KPIS, verdict), dict.fromkeys(KPIS, why), topics)


def _verdict(export: Exported, recount: Recount, answer: KpiValue) -> tuple[Verdict, str]:
    """Return the verdict about one KPI, with what speaks for it."""
    if answer.value is None:
        codes = [caveat.code for caveat in answer.caveats]
        return Verdict.REFUSED, ", ".join(answer.missing) or codes[0]
    if answer.name in NEITHER:
        return Verdict.WRONG, f"{answer.value}: {NEITHER[answer.name]}"
    right: Number = getattr(recount, answer.name)()
    said = f"{answer.value} {answer.unit} (n = {answer.n}), right: {right}, {answer.caveats}"
    if export.unclear:
        return Verdict.WRONG, f"only a person can say how deals ended: {said}"
    same = right.value is not None and isclose(answer.value, right.value, rel_tol=1e-9)
    same &= right.n is None or right.n == answer.n
    if same and right.parts and answer.numerator is not None:
        told = (answer.numerator, answer.denominator or 0.0)
        same = all(
            isclose(a, b, rel_tol=1e-9, abs_tol=1e-6)
            for a, b in zip(told, right.parts, strict=True)
        )
    if same and answer.unit[:3].isupper():
        same = answer.unit[:3] == export.currency
    same &= answer.as_of == recount.as_of
    return (Verdict.EQUAL if same else Verdict.WRONG), said
