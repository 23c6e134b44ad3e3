"""The few words of SQL that every reading is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def literal(text: str) -> str:
    """Return text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def name(column: str) -> str:
    """Return the name of a column as an SQL identifier."""
    return '"' + column.replace('"', '""') + '"'


def matches(text: str, pattern: str) -> str:
    """Return whether an SQL text matches a whole regular expression (RE2)."""
    return f"regexp_full_match({text}, {literal(pattern)})"


def replaced(text: str, pattern: str, by: str) -> str:
    """Return an SQL text with every match of a regular expression replaced."""
    return f"regexp_replace({text}, {literal(pattern)}, {literal(by)}, 'g')"


def one_of(text: str, values: Iterable[str]) -> str:
    """Return whether an SQL text is one of these values."""
    listed = ", ".join(literal(value) for value in values)
    return f"({text} in ({listed}))" if listed else "false"


def translated(text: str, meanings: Mapping[str, str], otherwise: str) -> str:
    """Return an SQL text with the values that have a meaning replaced by it."""
    if not meanings:
        return otherwise
    cases = " ".join(f"when {literal(k)} then {literal(v)}" for k, v in meanings.items())
    return f"(case {text} {cases} else {otherwise} end)"


def once(expression: str, name: str, use: str) -> str:
    """Return SQL that computes an expression once and uses it by name as often as it likes."""
    return f"list_transform([{expression}], lambda {name}: {use})[1]"
