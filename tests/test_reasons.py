"""Why something failed, in words: no English system text in a German message."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
import socket
import sqlite3
import ssl
from typing import TYPE_CHECKING

import duckdb
import pytest
import yaml
from sqlalchemy.exc import OperationalError
from support.source.calls import PACKAGE, calls, modules

from workshop.crm.mapping import read_mapping
from workshop.errors import WorkshopError
from workshop.reasons import Cause, reason
from workshop.reasons.system import MEANINGS
from workshop.room.state.question import parse_question
from workshop.terms.rules.rule import parse_rule
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GERMAN = Words("de")
ENGLISH = re.compile(
    r"\b(the|is|no|not|such|file|directory|should|valid|input|error|failed|expected|found|denied|"
    r"open|could|cannot|exist|exists|already|refused|of|an?d|or|while|character|line|column)\b",
    re.IGNORECASE,
)
"""Words that only English has, or only system texts."""
QUOTES = re.compile(r"„[^“]*“")


def raised(make: Callable[[], object]) -> BaseException:
    """Return what a call raises."""
    try:
        make()
    except BaseException as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError


def yaml_error(text: str) -> BaseException:
    return raised(lambda: yaml.safe_load(text))


def sqlite_error(path: Path) -> BaseException:
    return raised(lambda: sqlite3.connect(path / "x" / "y.sqlite"))


def port_error() -> BaseException:
    with socket.socket() as probe:
        return raised(lambda: probe.bind(("127.0.0.1", 70000)))


PROVOKED: dict[str, Callable[[Path], BaseException]] = {
    "no file": lambda path: raised((path / "gone").read_bytes),
    "a folder": lambda path: raised(path.read_bytes),
    "no bytes of text": lambda _: raised(b"\xff".decode),
    "port": lambda _: port_error(),
    "yaml colon": lambda _: yaml_error("a: b: c"),
    "yaml bracket": lambda _: yaml_error("tables: ["),
    "yaml tab": lambda _: yaml_error("a:\n\tb: c"),
    "yaml indent": lambda _: yaml_error("a:\n  - b\n c: d"),
    "yaml alias": lambda _: yaml_error("a: *b"),
    "yaml tag": lambda _: yaml_error("!!python/object:os.system {}"),
    "yaml nul": lambda _: yaml_error("a: \x00"),
    "yaml quote": lambda _: yaml_error('a: "b'),
    "json": lambda _: raised(lambda: json.loads('{"a": }')),
    "json end": lambda _: raised(lambda: json.loads('{"a": 1} x')),
    "sqlite no file": sqlite_error,
    "duckdb no file": lambda path: raised(lambda: duckdb.connect(path / "x" / "y.duckdb")),
    "duckdb no table": lambda _: raised(lambda: duckdb.sql("select * from gone")),
    "certificate": lambda path: raised(
        lambda: ssl.create_default_context().load_verify_locations(path / "gone.pem")
    ),
    "nested": lambda _: RecursionError("maximum recursion depth exceeded"),
    "in the way of SQLAlchemy": lambda _: OperationalError(
        "x", {}, sqlite3.OperationalError("database is locked")
    ),
}


@pytest.mark.parametrize("kind", PROVOKED)
def test_no_english_in_a_german_reason(kind: str, tmp_path: Path) -> None:
    """Whatever a system, a database or a parser says, a German reads German, and no quotation."""
    error = WorkshopError("{why}", why=PROVOKED[kind](tmp_path))
    (line,) = error.lines(GERMAN)

    assert [] == ENGLISH.findall(QUOTES.sub("", line))
    assert "Wortlaut" not in line
    assert line != error.lines(Words("en"))[0]


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_the_system_has_words(lang: Lang) -> None:
    """What the table does not know is said by its number, never by the system's own text."""
    said = {n: reason(OSError(n, os.strerror(n)), Words(lang)) for n in errno.errorcode}

    assert said
    assert [] == [n for n, text in said.items() if os.strerror(n) in text]
    assert [] == [n for n, text in said.items() if (n in MEANINGS) == (str(n) in text)]


def test_one_error_speaks_both_languages() -> None:
    """The error itself is kept: the same notice is shown in German and in English."""
    error = WorkshopError("Bad.", found="{why}", why=FileNotFoundError(errno.ENOENT, "x"))

    assert error.lines(Words("en"))[1] == "Found: there’s no such file or folder"
    assert error.lines(GERMAN)[1] == "Gefunden: so eine Datei oder so einen Ordner gibt es nicht"


def test_what_nobody_knows_is_quoted_as_such() -> None:
    """Another program's words stand in quotation marks, on one line, cut, moving no terminal."""
    said = reason(RuntimeError("flux\n\x1b[2J capacitor " + "x" * 999), GERMAN)

    assert said.startswith("im Wortlaut des Programms: „flux [2J capacitor x")
    assert said.isprintable()
    assert len(said) < 400


def test_a_password_is_not_repeated() -> None:
    """What is hidden stays hidden in what another program says, too."""
    said = reason(Cause(RuntimeError("no route to very-secret"), ("very-secret",)), GERMAN)

    assert "very-secret" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('connection to server at "x", port 1 failed: Connection refused', "antwortet niemand"),
        ('FATAL: password authentication failed for user "anna"', "Passwort stimmt nicht"),
        ('FATAL: database "x" does not exist', "keine Datenbank dieses Namens"),
        ('relation "deals" does not exist', "keine Tabelle „deals“"),
        ("Could not set lock on file: Conflicting lock is held in python", "anderes Programm"),
        ("could not translate host name to address: Name or service not known", "diesen Namen"),
        ("*** in database main ***\nfile is malformed", "beschädigt"),
    ],
)
def test_what_databases_say(text: str, said: str) -> None:
    """The common ones are translated, whichever driver brings them."""
    assert said in reason(Cause(text), GERMAN)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "Namen mit je einem Wert"),
        ({"entity": "planets"}, "entity: „planets“ ist keines von: contacts"),
        ({"where": {"match": "some"}}, "where.match: „some“ ist keines von: all, any"),
        ({"colour": "red"}, "colour: so ein Feld gibt es nicht"),
        ({"where": {"criteria": [{"op": "is_known"}]}}, "where.criteria.1.field: das fehlt"),
        ({"where": {"criteria": [{"field": "shoe", "op": "is_known"}]}}, "„shoe“ gibt es nicht"),
        (
            {"where": {"criteria": [{"field": "source", "op": "at_least", "value": 3}]}},
            "„at_least“ passt nicht zu „source“; es passen: any_of",
        ),
        (
            {"where": {"criteria": [{"field": "source", "op": "any_of"}]}},
            "„any_of“ braucht bei „source“ eine Liste",
        ),
        ("entity: [", "Zeile 1, Spalte "),
    ],
)
def test_a_rule_that_does_not_fit_says_where(content: object, said: str) -> None:
    """The part, counted from one, and what belongs there; no text of pydantic."""
    error = raised(lambda: parse_rule(content))
    assert isinstance(error, WorkshopError)
    found = error.lines(GERMAN)[1]

    assert said in found
    assert [] == ENGLISH.findall(re.sub(r"[\w.]+:|„[^“]*“|: [\w, ]+$", "", found))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tables: 3", "tables: hier gehören Namen mit je einem Wert hin"),
        ("tables: {}", "tables: es sind zu wenige, mindestens 1"),
        ("tables: {planets: {file: x, columns: {a: b}}}", "die Tabelle „planets“ gibt es nicht"),
        ("currency: euro", "currency: „euro“ ist nicht geschrieben, wie es sein soll"),
        ("as_of: someday", "as_of: hier gehört ein Tag"),
        ("time_zone: Mars/North", "die Zeitzone „Mars/North“ gibt es nicht"),
        ("owners: perhaps", "owners: hier gehört true oder false hin"),
        ("tables:\n\tdeals: x", "Zeile 2, Spalte 1: ein Tabulator"),
    ],
)
def test_a_mapping_that_does_not_fit_says_where(tmp_path: Path, content: str, said: str) -> None:
    """The same for what is written once and used each quarter."""
    (tmp_path / "m.yaml").write_text(content, encoding="utf-8")
    error = raised(lambda: read_mapping(tmp_path / "m.yaml"))
    assert isinstance(error, WorkshopError)

    assert said in error.lines(GERMAN)[1]


def test_a_question_that_does_not_fit_says_so_in_german() -> None:
    """Declarations of questions too."""
    error = raised(lambda: parse_question({"kind": "riddle"}))

    assert isinstance(error, WorkshopError)
    assert "Gefunden: eine Art „riddle“ gibt es nicht" == error.lines(GERMAN)[1]


def test_numbers_in_a_message_follow_the_language() -> None:
    """Large ones are grouped; a port or a year stays as it is."""
    error = WorkshopError("{a} {b} {c}", a=10**15, b=8808, c=0.5)

    assert ["1.000.000.000.000.000 8808 0,5"] == error.lines(GERMAN)
    assert ["1,000,000,000,000,000 8808 0.5"] == error.lines(Words("en"))


def raw(source: str) -> Iterator[str]:
    """Yield where the text of an error is taken instead of the error itself."""
    tree = ast.parse(source)
    caught = {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"strerror", "verify_message"}:
            yield ast.unparse(node)
        if isinstance(node, ast.FormattedValue) and _root(node.value) in caught - {None}:
            yield ast.unparse(node)
    for call in calls(source, "str", "repr"):
        if call.args and _root(call.args[0]) in caught - {None}:
            yield ast.unparse(call)


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


ASKED = {
    "room/log/database.py": ["str(error.orig)"],
    "crm/sheets/csv/dialect.py": ["str(error)"],
    "crm/sheets/csv/records.py": ["str(error)"],
    "packages.py": ["str(error)"],
    "charter/export.py": ["str(error)"],
}
"""Where the text only decides what to do or which sentence to say."""
SITES = [path for path in modules() if "reasons" not in path.parts]


def test_no_text_of_an_error_is_handed_on() -> None:
    """An error is a value of `WorkshopError`; `workshop.reasons` alone puts it into words."""
    found = {
        path.relative_to(PACKAGE).as_posix(): list(raw(path.read_text(encoding="utf-8")))
        for path in SITES
    }

    assert found
    assert ASKED == {name: taken for name, taken in found.items() if taken}


def test_the_check_of_texts_can_fail() -> None:
    """All the ways in which a system's English used to get through are found."""
    source = (
        "try:\n    f()\nexcept OSError as error:\n    a = error.strerror or str(error)\n"
        '    b = f"{error}"\n    c = str(error.orig)\n    d = os.strerror(5)\n'
    )

    assert 5 == len(list(raw(source)))
