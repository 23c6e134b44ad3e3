"""Why a file is no YAML, no JSON or no text: which line and column, and what is wrong there."""

from __future__ import annotations

import json
from typing import Any

from workshop.reasons.phrase import Phrase, first_match, phrase, quoted
from workshop.words import N_

YAML: tuple[tuple[str, str], ...] = (
    (r"mapping values are not allowed", N_("there’s a colon where there can’t be one")),
    (r"'\\t'|\btab\b", N_("there’s a tab where there should be spaces")),
    (r"could not find expected ':'|expected ':'", N_("a colon is missing")),
    (
        r"expected ',' or '\]'|expected ',' or '\}'",
        N_("a comma or a closing bracket is missing"),
    ),
    (r"unexpected end of stream|found end of stream", N_("the file ends too early")),
    (
        r"expected <block end>|did not find expected|block sequence entries are not allowed",
        N_("the line is indented differently from those around it"),
    ),
    (r"expected the node content|expected <", N_("a value is missing")),
    (r"undefined alias", N_("a * refers to something no & has introduced")),
    (r"duplicate anchor|found duplicate", N_("the same name is used twice")),
    (
        r"could not determine a constructor",
        N_("there’s a tag with !; only plain values are allowed"),
    ),
    (r"unhashable|expected a single document", N_("there’s something where a name should be")),
    (
        r"character .* that cannot start|unknown escape",
        N_("there’s a character where there can’t be one"),
    ),
)
"""What PyYAML says, and what it means."""
JSON: tuple[tuple[str, str], ...] = (
    (r"expecting ',' delimiter", N_("a comma or a closing bracket is missing")),
    (r"expecting ':' delimiter", N_("a colon is missing")),
    (r"expecting value", N_("a value is missing")),
    (r"expecting property name", N_("a name in quotation marks is missing")),
    (r"unterminated string", N_("a quotation mark is opened but never closed")),
    (r"extra data", N_("there’s something after the end")),
    (r"control character|\\escape", N_("there’s a character where there can’t be one")),
)
"""What Python's JSON reader says, and what it means."""


def text(error: BaseException) -> Phrase | None:
    """Return why something could not be read as text; None if the error says nothing of that."""
    if isinstance(error, json.JSONDecodeError):
        return _at(error.lineno, error.colno, first_match(error.msg, JSON) or quoted(error.msg))
    if isinstance(error, UnicodeError):
        return phrase(N_("it contains bytes that aren’t UTF-8 text"))
    if isinstance(error, RecursionError):
        return phrase(N_("it’s nested too deeply"))
    if _is_yaml(error):
        return _yaml(error)
    return None


def _is_yaml(error: BaseException) -> bool:
    return any(kind.__module__ == "yaml.error" for kind in type(error).__mro__)


def _yaml(error: Any) -> Phrase:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # it broke off at a letter, before there were lines
        return phrase(N_("it contains a character that never occurs in text"))
    said = " ".join(filter(None, (error.context, error.problem)))
    problem = first_match(error.problem or "", YAML) or first_match(said, YAML)
    return _at(mark.line + 1, mark.column + 1, problem or quoted(said))


def _at(line: int, column: int, problem: Phrase) -> Phrase:
    message = N_("line {line}, column {column}: {problem}")
    return phrase(message, line=line, column=column, problem=problem)
