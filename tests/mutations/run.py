"""Break the code on purpose, one slip at a time, and see which tests notice.

    python tests/mutations/run.py [--only ROOM] [--rule WORDS] [--list]

Everything happens in a copy of the checkout. A slip counts as caught if a test of those named
beside it fails, and passes again once the slip is gone; an import that fails catches nothing, for
no slip worth trying stops a module from loading.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from mutations.mutant import ROOT, Mutant, StrayError
from mutations.mutants import MUTANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
QUIET = "ignore::pytest.PytestAssertRewriteWarning"
"""Plugins that are loaded already are no news."""
PYTEST = ("-q", "-n0", "--tb=no", "-p", "no:cacheprovider", "-W", QUIET)
SECONDS = 300
"""After which a run is ended; a slip that makes it hang is no good slip."""
SURVIVED = "SURVIVED"
LIBRARIES = (
    *("ibis.backends.duckdb", "pandas", "pyarrow.compute", "sqlglot", "holidays", "babel.numbers"),
    *("altair", "ipywidgets", "jinja2", "yaml", "rapidfuzz", "openpyxl", "python_calamine"),
    *("sqlalchemy", "fastapi", "uvicorn", "hypothesis", "xdist", "nbval"),
)
"""What most tests load; see `run_tests`."""


@dataclass(frozen=True)
class Tried:
    """What became of one slip.

    Attributes:
        mutant: the slip.
        by: the test that noticed, without its parameters; empty where none did.
        problem: why there is nothing to say, such as an import that failed.
        seconds: it took.
    """

    mutant: Mutant
    by: str = ""
    problem: str = ""
    seconds: float = 0.0

    def line(self) -> str:
        """Return a row of the table."""
        cells = (self.mutant.room, self.mutant.rule, self.by or self.problem or f"**{SURVIVED}**")
        return f"| {' | '.join(cells)} | {self.seconds:.0f} |"


def main() -> int:
    """Try the slips and return 1 if one survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    rooms = sorted({mutant.room for mutant in MUTANTS})
    parser.add_argument("--only", metavar="ROOM", choices=rooms, action="append", default=[])
    parser.add_argument("--rule", metavar="WORDS", action="append", default=[])
    parser.add_argument("--list", action="store_true", help="say what would be broken, and end")
    options = parser.parse_args()
    chosen = [one for one in MUTANTS if not options.only or one.room in options.only]
    if options.rule:
        chosen = [one for one in chosen if any(words in one.rule for words in options.rule)]
    if options.list:
        print(*(f"{one.room:10} {one.file:40} {one.rule}" for one in chosen), sep="\n")
        return 0
    for name in LIBRARIES:
        with suppress(ImportError):
            import_module(name)
    with tempfile.TemporaryDirectory(prefix="workshop-mutants-") as folder:
        # Compiled once, even where the environment forbids it: the copy is ours.
        sys.pycache_prefix, sys.dont_write_bytecode = str(Path(folder) / "compiled"), False
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        found = try_all(copy, chosen)
        return report(found, broken_anyway(copy, found))


def try_all(copy: Path, chosen: Iterable[Mutant]) -> list[Tried]:
    """Try slips in a copy of the checkout, and print a row for each."""
    print("| room | rule | caught by | seconds |", "|---|---|---|---|", sep="\n", flush=True)
    found = []
    for number, mutant in enumerate(chosen, start=1):
        began = time.monotonic()
        by, problem = tried(copy, mutant, number)
        found.append(Tried(mutant, by, problem, time.monotonic() - began))
        print(found[-1].line(), flush=True)
    return found


def tried(copy: Path, mutant: Mutant, number: int) -> tuple[str, str]:
    """Return which test noticed a slip, and why there is nothing to say; empty where not so."""
    place, original = mutant.place(copy), mutant.place()
    try:
        broken = mutant.broken(original.read_text("utf-8"))
    except StrayError as error:
        return "", str(error)
    place.write_text(broken, encoding="utf-8")
    # Compiled files are told apart by whole seconds and size: each slip gets seconds of its own.
    os.utime(place, (number, number))
    try:
        return noticed(copy, [f"tests/{name}" for name in mutant.tests])
    finally:
        shutil.copy2(original, place)


def noticed(copy: Path, tests: Sequence[str]) -> tuple[str, str]:
    """Return the first of some tests that fails, and why they could not be run."""
    code, output = run_tests(copy, "-x", *tests)
    if code is None:
        return "", f"no end within {SECONDS} seconds"
    failed = failures(output)
    if code == 0 or failed:
        return failed[0] if failed else "", ""
    return "", f"pytest ended with {code}: {output.strip().splitlines()[-1:]}"


def run_tests(copy: Path, *arguments: str) -> tuple[int | None, str]:
    """Run pytest on the copy's own package, and return its exit code and what it said.

    In a fork of this process, which has loaded the libraries already: to start anew and load them
    takes longer than most tests. None is the code of what had to be ended.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        child = get_context("fork").Process(target=be_pytest, args=(copy, output, arguments))
        child.start()
        child.join(SECONDS)
        if child.exitcode is None:
            child.kill()
            child.join()
            return None, ""
        output.seek(0)
        return child.exitcode, output.read()


def be_pytest(copy: Path, output: TextIO, arguments: Sequence[str]) -> NoReturn:
    """Run pytest in the copy instead of going on."""
    for number in (1, 2):
        os.dup2(output.fileno(), number)
    os.chdir(copy)
    os.environ.update(PYTHONPATH=str(copy), WORKSHOP_TESTS="slips")
    sys.path[:0] = [str(copy)]
    sys.exit(pytest.main([*PYTEST, *arguments]))


def failures(output: str) -> list[str]:
    """Return the tests that pytest says have failed, without their parameters."""
    lines = [line.partition(" ") for line in output.splitlines()]
    failed = [rest for head, _, rest in lines if head in ("FAILED", "ERROR") and "::" in rest]
    return [one.partition("[")[0].partition(" - ")[0] for one in failed]


def broken_anyway(copy: Path, found: Iterable[Tried]) -> set[str]:
    """Return those of the tests that noticed something that fail without any slip, too."""
    tests = sorted({one.by for one in found if one.by})
    return set(failures(run_tests(copy, *tests)[1])) if tests else set()


def report(found: Sequence[Tried], anyway: set[str]) -> int:
    """Say how many were caught; 1 if not all were."""
    caught = [one for one in found if one.by and one.by not in anyway]
    for test in sorted(anyway):
        print(f"{test} fails without any slip, too, so it caught nothing.")
    print(f"\n{len(caught)} of {len(found)} caught")
    return 0 if len(caught) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
