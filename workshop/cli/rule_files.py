"""Rules from files: one rule a file, or several by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from workshop.crm.intake.rows.errors import plain
from workshop.errors import WorkshopError
from workshop.terms.rules.rule import Rule, parse_rule
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PARTS = set(Rule.model_fields)
"""What a rule is made of; a mapping with other keys holds rules by name."""
LEAST = 2


def read_rules(files: Iterable[Path]) -> dict[str, Rule]:
    """Return the rules of some files by name: the name in the file, else the file's own.

    Args:
        files: YAML or JSON, each with one rule or with a mapping of names to rules.

    Raises:
        WorkshopError: if a file holds something else, two rules have the same name, or there
            are fewer than two.
    """
    found: dict[str, Rule] = {}
    for file in files:
        for name, content in _named(file):
            if name in found:
                raise WorkshopError(
                    N_("Two rules have the same name."),
                    found="{name}",
                    hint=N_("Put both in one file, each under its own name."),
                    name=name,
                )
            found[name] = _rule(file, name, content)
    if len(found) < LEAST:
        raise WorkshopError(
            N_("It takes two rules to compare."),
            found="{names}",
            hint=N_("Give --rules more than once or use a file with a rule for each name."),
            names=", ".join(found) or "–",
        )
    return found


def _named(file: Path) -> Iterator[tuple[str, Any]]:
    content = _content(file)
    if not isinstance(content, dict) or not content or not content.keys() - PARTS:
        yield plain(file.stem), content
        return
    for name, one in content.items():
        yield plain(str(name)), one


def _content(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise WorkshopError(
            N_("This file is neither YAML nor JSON."),
            found="{file}: {reason}",
            hint=N_("It should hold one rule, or several with a name each."),
            file=file,
            reason=error,
        ) from error


def _rule(file: Path, name: str, content: Any) -> Rule:
    try:
        # Text would be read as YAML once more.
        return parse_rule(None if isinstance(content, str) else content)
    except WorkshopError as error:
        raise WorkshopError(
            error.fact,
            found="{file}, {name}: {reason}",
            hint=error.hint,
            file=file,
            name=name,
            reason=error.values["reason"],
        ) from error
