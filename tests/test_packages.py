"""A package that this computer blocks or lacks: one message, wherever it is needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import pytest
from support.run.profiles import NIGHT
from test_lazy import COMMAND, HOOK, blocked

from workshop import packages
from workshop.errors import WorkshopError
from workshop.packages import NAMES, PARTS, PlainNotice, unloadable
from workshop.widgets.guard import Notice, guarded
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "DLL load failed while importing {}: An Application Control policy has blocked this file."
NEEDED = {
    "duckdb": "kpis",
    "pyarrow": "kpis",
    "pandas": "kpis",
    "numpy": "kpis",
    "pydantic_core": "kpis",
    "ibis": "kpis",
    "yaml": "kpis",
    "sqlalchemy": "room",
    "psutil": "room",
    "fastapi": "room",
    "uvicorn": "room",
    "zmq": "",
    "tornado": "",
    "jupyterlab": "",
}
"""A package, and a command that cannot do without it."""
SOME = ("duckdb", "pydantic_core", "sqlalchemy", "uvicorn", "zmq")
"""By day: for each command one that is imported first, one inside another, one that comes late."""
IN_THE_PAGE = ("ipywidgets", "duckdb", "sqlalchemy", "pydantic_core")[: 4 if NIGHT else 2]
OPEN = HOOK + (
    "import workshop; from IPython.core.formatters import DisplayFormatter;"
    'print(DisplayFormatter().format(workshop.open_act("arriving"))[0]["text/html"])'
)


def failure(name: str | None, text: str = POLICY) -> WorkshopError:
    """Return the message about an import that failed."""
    error = unloadable(ImportError(text.format(name), name=name))
    assert error is not None
    return error


@pytest.mark.parametrize("package", NEEDED if NIGHT else SOME)
def test_a_command_without_what_it_needs_is_one_message(tmp_path: Path, package: str) -> None:
    """Which package, for what, why, and what to type; in German, and never a traceback."""
    command = f"{NEEDED[package]} --session x".split() if NEEDED[package] != "kpis" else ["kpis"]
    code, out, err = blocked(COMMAND, package, *command, home=tmp_path)
    fact, found, hint = err.splitlines()

    assert (2, "") == (code, out)
    assert f"„{package}“" in fact
    assert Words("de")(PARTS[package]) in fact
    assert "die Regeln dieses Rechners" in found
    assert re.search(r'-m pip install .* "[\w-]+==[\d.]+"', hint)


def test_a_room_starts_without_what_it_does_not_need(tmp_path: Path) -> None:
    """Phones need no tables, no pictures and no notebooks."""
    names = "duckdb,pyarrow,pandas,numpy,python_calamine,rapidfuzz,vl_convert,zmq,altair,ibis"
    command = [sys.executable, "-c", COMMAND, names, "room", "--port", "0", "--lang", "en"]
    home = {**os.environ, "WORKSHOP_HOME": str(tmp_path)}
    with subprocess.Popen(
        command, env=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()

    assert "http://" in line


@pytest.mark.parametrize("package", IN_THE_PAGE)
def test_a_notebook_says_it_in_the_page(tmp_path: Path, package: str) -> None:
    """Also where what draws the page is itself what is blocked."""
    code, out, err = blocked(OPEN, package, home=tmp_path)

    assert (0, "") == (code, err)
    assert 'role="alert"' in out
    assert f"„{package}“" in out
    assert "pip install" in out


def test_without_what_reads_german_the_message_is_english(tmp_path: Path) -> None:
    """Better English than a traceback."""
    code, _, err = blocked(COMMAND, "babel", "kpis", home=tmp_path)
    shown = blocked(OPEN, "babel", home=tmp_path)[1]

    assert 2 == code
    assert "“babel” can’t be loaded" in err.splitlines()[0]
    assert "“babel” can’t be loaded" in shown


def test_each_package_says_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the version that is installed: a newer one may be blocked where this one is not."""
    # What is installed stays the same, and looking through all of it takes a while.
    installed = cache(packages.packages_distributions)
    monkeypatch.setattr(packages, "packages_distributions", installed)
    for package, part in PARTS.items():
        for lang in LANGS:
            fact, _, hint = failure(package).lines(Words(lang))

            assert Words(lang)(part) in fact
            assert f"=={version(NAMES.get(package, package))}" in hint


def test_the_library_inside_is_called_by_its_package() -> None:
    """Windows names the file; pip knows the package."""
    assert "duckdb" == failure("_duckdb").values["package"]
    assert "pandas" == failure("pandas._libs.parsers").values["package"]


def test_the_one_that_failed_is_named_not_the_one_that_asked() -> None:
    """Packages wrap the errors of others in texts of their own."""
    inner = ImportError(POLICY.format("_multiarray_umath"), name="numpy._core._multiarray_umath")
    outer = ImportError("Unable to import required dependency numpy.")
    outer.__cause__ = inner
    error = unloadable(outer)
    assert error is not None

    assert "numpy" == error.values["package"]
    for text in ("Missing dependencies:\nnumpy: DLL load failed", "numpy: load disallowed"):
        assert "numpy" == failure(None, text).values["package"]


def test_one_that_is_missing_is_asked_for_with_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed has no version here; the kit says which one it was tried with."""

    def gone(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(packages, "version", gone)
    monkeypatch.setattr(packages, "packages_distributions", dict)
    error = unloadable(ModuleNotFoundError("No module named 'zmq'", name="zmq"))
    assert error is not None
    _, found, hint = error.lines(Words("en"))

    assert "it isn’t installed" in found
    assert f'"pyzmq=={version("pyzmq")}"' in hint


def test_a_python_without_its_own_parts_is_told_apart() -> None:
    """No pip brings SQLite back to a Python that was built without it."""
    error = unloadable(ModuleNotFoundError("No module named '_sqlite3'", name="_sqlite3"))
    assert error is not None
    text = "\n".join(error.lines(Words("de")))

    assert "_sqlite3" in text
    assert "pip" not in text


@pytest.mark.parametrize("name", ["workshop", "workshop.kpis.nothing"])
def test_a_fault_of_the_kit_is_no_package(name: str) -> None:
    """Nobody should reinstall anything for a mistake of ours."""
    assert unloadable(ImportError("cannot import name 'x'", name=name)) is None


def test_what_is_blocked_only_when_a_button_is_pressed_is_said_there() -> None:
    """What is loaded late fails late; the page says which package it is."""
    notice = Notice(Words("de"))

    def press() -> None:
        raise ImportError(POLICY.format("vl_convert"), name="vl_convert")

    guarded(notice, press)()

    assert "„vl_convert“" in notice.widget.value
    assert "uns" not in notice.widget.value.split("<br>")[0]


def test_a_notice_is_safe_in_a_page() -> None:
    """What an error quotes is text."""
    notice = PlainNotice(WorkshopError("<script>", found="{x}", x="<b>"))

    assert "<script>" not in notice._repr_html_()
    assert "<script>" in repr(notice)
