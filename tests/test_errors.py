"""The one error people see: what it says, and that every place that raises it says it well."""

from __future__ import annotations

import ast
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.source.calls import calls, modules, placeholders

from workshop.errors import WorkshopError
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts(call: ast.Call) -> list[ast.expr]:
    spoken = [one.value for one in call.keywords if one.arg in {"found", "hint"}]
    return [*call.args, *spoken]


def unmarked(source: str) -> Iterator[str]:
    """Yield the sentences of errors that no catalogue will ever see."""
    for call in calls(source, "WorkshopError"):
        for part in parts(call):
            if isinstance(part, ast.Constant):
                bare = str(part.value)
                for name in placeholders(bare):
                    bare = bare.replace("{" + name + "}", "")
                if any(letter.isalpha() for letter in bare):
                    yield str(part.value)


def unfilled(source: str) -> Iterator[str]:
    """Yield the placeholders of errors that nobody fills."""
    for call in calls(source, "WorkshopError"):
        given = {one.arg for one in call.keywords}
        texts = [
            node.value
            for part in parts(call)
            for node in ast.walk(part)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        if None not in given:
            yield from (name for text in texts for name in placeholders(text) - given)


def test_an_error_is_fact_finding_and_hint() -> None:
    """Three lines in this order, each filled with the same values."""
    error = WorkshopError("No {a}.", found="{b}", hint="Take {a}.", a="port", b=8080)

    assert ["No port.", "Found: 8080", "Hint: Take port."] == error.lines(Words("en"))


def test_an_error_without_finding_and_hint_is_one_line() -> None:
    """Nothing is said where there is nothing to say."""
    assert ["No."] == WorkshopError("No.").lines(Words("en"))


def test_an_error_speaks_german() -> None:
    """Finding and hint have German names, and known sentences are translated."""
    error = WorkshopError("A signature is missing.", found="{who}", hint="Try again.", who="x")
    fact, found, hint = error.lines(Words("de"))

    assert ("Eine Unterschrift fehlt.", "Gefunden: x") == (fact, found)
    assert hint.startswith("Tipp: ")


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "22. November 2026"), ("en", "22 November 2026")]
)
def test_a_date_is_said_as_the_language_writes_it(lang: str, said: str) -> None:
    """No ISO date reaches a person."""
    error = WorkshopError("{day}", day=date(2026, 11, 22))

    assert [said] == error.lines(Words(lang))  # type: ignore[arg-type]


def test_braces_in_a_value_stay_as_they_are() -> None:
    """What people typed is a value, never a template."""
    error = WorkshopError("Bad.", found="{typed}", typed="{0} {oops}")

    assert "Bad. Found: {0} {oops}" == str(error)


def test_every_error_is_marked_and_filled() -> None:
    """No sentence of an error misses the catalogue, and none fails for want of a value."""
    sources = {path: path.read_text(encoding="utf-8") for path in modules()}

    assert sources
    assert {} == {path: bare for path, text in sources.items() if (bare := list(unmarked(text)))}
    assert {} == {path: open_ for path, text in sources.items() if (open_ := list(unfilled(text)))}


def test_the_check_of_errors_can_fail() -> None:
    """A bare sentence and a forgotten value are found."""
    source = 'raise WorkshopError("No luck.", found=N_("{count} cards"), hint="{a}: {b}", a=1, b=2)'

    assert ["No luck."] == list(unmarked(source))
    assert ["count"] == list(unfilled(source))
