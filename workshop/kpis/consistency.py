"""Whether statuses and outcomes fit each other: a table to read before any KPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue import pose
from workshop.kpis.contradictions import CHECKS, tally

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.words import Words


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit.

    Attributes:
        code: stable.
        text: a message that says it.
        n: rows of which it is true.
        of: rows that were looked at.
    """

    code: str
    text: str
    n: int
    of: int


@dataclass(frozen=True)
class Consistency:
    """What was looked at, also where nothing was found.

    Attributes:
        as_of: the last day that counts.
        findings: in a fixed order; checks whose columns are not there are left out.
    """

    as_of: date
    findings: tuple[Finding, ...]

    @property
    def n(self) -> int:
        """How many rows do not fit."""
        return sum(one.n for one in self.findings)

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: stable codes, sentences, counts."""
        return {
            "as_of": self.as_of.isoformat(),
            "findings": [
                {"code": one.code, "text": words(one.text), "n": one.n, "of": one.of}
                for one in self.findings
            ],
        }


def consistency(crm: Crm, *, as_of: date | None = None) -> Consistency:
    """Return which rows contradict each other or name what is not there, by the as-of date."""
    question = pose(crm, as_of=as_of)
    rows = {row["code"]: row for row in tally(question)}
    found = (
        Finding(one.code, one.text, rows[one.code]["n"], rows[one.code]["of"])
        for one in CHECKS
        if one.code in rows
    )
    return Consistency(question.as_of, tuple(found))
