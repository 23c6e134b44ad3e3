"""Whether statuses and outcomes fit each other: a table to read before any KPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.kpis.checks.contradictions import CHECKS, tally

if TYPE_CHECKING:
    from datetime import date

    from workshop.kpis.core.scope import Scope
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


def consistency(scope: Scope) -> Consistency:
    """Return which rows contradict each other or name what is not there, by the as-of date."""
    counts = tally(scope)
    found = (Finding(one.code, one.text, *counts[one.code]) for one in CHECKS if one.code in counts)
    return Consistency(scope.as_of, tuple(found))
