"""What happens to a rule if one of its numbers moves one step, or one criterion goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.terms.lint.patterns import patterns
from workshop.terms.lint.steps import THRESHOLDS, scales, step
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.rules.compile import covers
from workshop.terms.rules.rule import Criterion
from workshop.terms.rules.tree import parts, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.terms.lint.patterns import Patterns
    from workshop.terms.outcome.comparison import Tally
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.tree import Path

    Place = tuple[str, Path]
    """``down`` or ``up``, and where in the rule."""

TIPPING = 0.25
"""A rule tips where one step changes the number of its cases by more than this share."""
DIRECTIONS = {"down": -1, "up": 1}


@dataclass(frozen=True)
class Shifted:
    """The rule with one criterion a step further.

    Attributes:
        criterion: with its new threshold.
        tally: the cases covered then.
    """

    criterion: Criterion
    tally: Tally


@dataclass(frozen=True)
class Tipping:
    """What hangs on one criterion of a rule.

    Attributes:
        path: where in the rule it stands.
        criterion: as it stands.
        base: the cases covered as the rule is.
        total: all cases.
        down, up: the rule with the threshold one step lower or higher; None without a
            threshold, or where it is already at the end of what occurs.
        without: the cases covered without the criterion.
    """

    path: Path
    criterion: Criterion
    base: Tally
    total: Tally
    down: Shifted | None
    up: Shifted | None
    without: Tally

    @property
    def tips(self) -> bool:
        """Whether one step changes the number of cases by more than `TIPPING`."""
        return any(is_tipping(self.base.cases, one.tally.cases) for one in self.steps)

    @property
    def steps(self) -> list[Shifted]:
        """The steps there are, the lower one first."""
        return [one for one in (self.down, self.up) if one]

    def wins_covered(self, tally: Tally) -> float | None:
        """Return which share of all cases that ever won a tally holds, None without a win."""
        return tally.ever_won / self.total.ever_won if self.total.ever_won else None


def is_tipping(before: int, after: int) -> bool:
    """Return whether a number of cases changed by more than `TIPPING`."""
    return abs(after - before) > TIPPING * before


def sensitivity(crm: Crm, rule: Rule) -> list[Tipping]:
    """Return what hangs on each criterion of a rule, in the rule's order.

    All variants run in one query; the length of the steps takes one or two more.

    Raises:
        WorkshopError: see `known_cases` and `workshop.terms.lint.patterns`.
    """
    if rule.is_empty:
        return []
    table = known_cases(crm, rule.entity)
    steps = shifted(crm.engine, table, rule)
    criteria = [*rule.where.leaves(), *steps.values()]
    return tippings(rule, steps, patterns(crm.engine, table, rule.entity, criteria))


def tippings(rule: Rule, steps: Mapping[Place, Criterion], found: Patterns) -> list[Tipping]:
    """Return what hangs on each criterion of a rule, in the rule's order.

    Args:
        rule: what to look at.
        steps: see `shifted`.
        found: the cases by their answers to the rule's criteria and to the shifted ones.
    """

    def tally(path: Path, part: Criterion | None) -> Tally:
        return found.tally(found.covered(replaced(rule, path, part)))

    def one_step(name: str, path: Path) -> Shifted | None:
        moved = steps.get((name, path))
        return Shifted(moved, tally(path, moved)) if moved else None

    base, total = found.tally(found.covered(rule)), found.tally(found.all)
    return [
        Tipping(
            path,
            part,
            base,
            total,
            one_step("down", path),
            one_step("up", path),
            tally(path, None),
        )
        for path, part in parts(rule)
        if isinstance(part, Criterion)
    ]


def shifted(engine: Engine, table: ibis.Table, rule: Rule) -> dict[Place, Criterion]:
    """Return each threshold one step further: ``down`` or ``up``, and its place, to the criterion.

    Args:
        engine: what holds the table.
        table: the rows of the rule's entity.
        rule: whose thresholds to move.

    Raises:
        WorkshopError: if the table lacks a field that the rule asks for.
    """
    covers(rule, table)  # refuses fields that are not there
    known = scales(engine, table, rule.entity, rule.where.leaves())
    moved = {
        (name, path): step(part, known[part.field], direction)
        for path, part in parts(rule)
        if isinstance(part, Criterion) and part.field in known and part.op in THRESHOLDS
        for name, direction in DIRECTIONS.items()
    }
    return {key: criterion for key, criterion in moved.items() if criterion}
