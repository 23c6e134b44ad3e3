"""What a side begins with."""

from __future__ import annotations

from workshop.terms.rules.definition import Definition


def test_a_definition_begins_empty() -> None:
    """Nobody's opinion is put into their mouth, and no two definitions share a rule by accident."""
    assert Definition().rule.is_empty
    assert "" == Definition().sentence
