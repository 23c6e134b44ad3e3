"""One place for each threshold: no room sets its own, and the rooms agree on what it means."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

from support.source.calls import PACKAGE, modules

from workshop import policy
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THRESHOLDS = {name for name in vars(policy) if name.isupper()}


def assigned(place: Path) -> Iterator[str]:
    """Yield the names that a module assigns at its top."""
    for node in ast.parse(place.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else ()
        for target in targets:
            yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


def test_no_other_module_sets_a_threshold() -> None:
    """Whoever changes it there changes it everywhere."""
    found = {
        str(place.relative_to(PACKAGE)): THRESHOLDS & {*assigned(place)}
        for place in modules()
        if place.name != "policy.py"
    }

    assert len(THRESHOLDS) >= 9
    assert {} == {name: names for name, names in found.items() if names}


def test_every_threshold_has_its_reason() -> None:
    """A number that nobody can explain is one that somebody will change."""
    body = ast.parse((PACKAGE / "policy.py").read_text("utf-8")).body
    after = pairwise(body)
    reasoned = {
        name.id
        for node, next_one in after
        if isinstance(node, ast.Assign) and isinstance(next_one, ast.Expr)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }

    assert reasoned == THRESHOLDS


def test_what_nobody_said_is_the_policy() -> None:
    """KPIs, rules and promises begin with the same numbers."""
    said = Assumptions()
    defaults = Scope.__dataclass_fields__["window_days"].default

    assert (policy.SLA_HOURS, policy.SILENCE_DAYS) == (said.sla_hours, said.silence_days)
    assert policy.WINDOW_DAYS == defaults
