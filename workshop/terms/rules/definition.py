"""What a side means by a word."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.terms.rules.rule import Rule


@dataclass(frozen=True)
class Definition:
    """One side's meaning of a term: a sentence people say, and the rule data can run."""

    sentence: str = ""
    rule: Rule = field(default_factory=Rule)
