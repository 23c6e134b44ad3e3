"""Why a file is no YAML, no JSON or no text: which line and column, and what is wrong there."""

from __future__ import annotations

import json
from typing import Any

from workshop.reasons.phrase import Phrase, first_match, phrase, quoted
from workshop.words import N_

YAML: tuple[tuple[str, str], ...] = (
    (r"mapping values are not allowed", N_("a colon stands where none can")),
    (r"'\\t'|\btab\b", N_("a tab stands where blanks belong")),
    (r"could not find expected ':'|expected ':'", N_("a colon is missing")),
    (
        r"expected ',' or '\]'|expected ',' or '\}'",
        N_("a comma or a closing bracket is missing"),
    ),
    (r"unexpected end of stream|found end of stream", N_("the file ends too early")),
    (
        r"expected <block end>|did not find expected|block sequence entries are not allowed",
        N_("the line is indented in another way than those around it"),
    ),
    (r"expected the node content|expected <", N_("a value is missing")),
    (r"undefined alias", N_("a * names something that no & has introduced")),
    (r"duplicate anchor|found duplicate", N_("something has the same name twice")),
    (
        r"could not determine a constructor",
        N_("a tag with ! stands there; only plain values may"),
    ),
    (r"unhashable|expected a single document", N_("something stands where a name belongs")),
    (r"character .* that cannot start|unknown escape", N_("a sign stands where none can")),
)
"""What PyYAML says, and what it means."""
JSON: tuple[tuple[str, str], ...] = (
    (r"expecting ',' delimiter", N_("a comma or a closing bracket is missing")),
    (r"expecting ':' delimiter", N_("a colon is missing")),
    (r"expecting value", N_("a value is missing")),
    (r"expecting property name", N_("a name in quotation marks is missing")),
    (r"unterminated string", N_("a quotation mark opens a text, and nothing closes it")),
    (r"extra data", N_("something stands behind the end")),
    (r"control character|\\escape", N_("a sign stands where none can")),
)
"""What Python's JSON reader says, and what it means."""


def text(error: BaseException) -> Phrase | None:
    """Return why something could not be read as text; None if the error says nothing of that."""
    if isinstance(error, json.JSONDecodeError):
        return _at(error.lineno, error.colno, first_match(error.msg, JSON) or quoted(error.msg))
    if isinstance(error, UnicodeError):
        return phrase(N_("it holds bytes that are no text in UTF-8"))
    if isinstance(error, RecursionError):
        return phrase(N_("it is nested too deep"))
    if _is_yaml(error):
        return _yaml(error)
    return None


def _is_yaml(error: BaseException) -> bool:
    return any(kind.__module__ == "yaml.error" for kind in type(error).__mro__)


def _yaml(error: Any) -> Phrase:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # it broke off at a letter, before there were lines
        return phrase(N_("a sign stands in it that no text has"))
    said = " ".join(filter(None, (error.context, error.problem)))
    problem = first_match(error.problem or "", YAML) or first_match(said, YAML)
    return _at(mark.line + 1, mark.column + 1, problem or quoted(said))


def _at(line: int, column: int, problem: Phrase) -> Phrase:
    message = N_("line {line}, column {column}: {problem}")
    return phrase(message, line=line, column=column, problem=problem)
