"""Packages with native code that this computer may block or lack: which, for what, and what to do.

Company laptops let pip install what they then do not let Python load.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from html import escape
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.language import words_here
from workshop.reasons.phrase import Phrase
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

KIT = "smarketing-workshop"
TABLES, NUMBERS = N_("the CRM tables and their numbers"), N_("the numbers and their intervals")
ROOM, PAGES = N_("the room and its answers"), N_("the pages of the acts")
CHECKS = N_("checking questions, rules and mappings")
PARTS: dict[str, str] = {
    "duckdb": TABLES,
    "pyarrow": TABLES,
    "ibis": TABLES,
    "pandas": TABLES,
    "numpy": NUMBERS,
    "sqlalchemy": ROOM,
    "fastapi": ROOM,
    "uvicorn": ROOM,
    "psutil": ROOM,
    "pydantic": CHECKS,
    "pydantic_core": CHECKS,
    "yaml": N_("reading rules and mappings"),
    "python_calamine": N_("reading Excel workbooks"),
    "rapidfuzz": N_("recognising the columns and values of an export"),
    "vl_convert": N_("drawing pictures"),
    "babel": N_("its texts and numbers in your language"),
    "altair": N_("drawing pictures"),
    "typst": N_("the charter as PDF"),
    "docx": N_("the charter as DOCX"),
    "lxml": N_("the charter as DOCX"),
    "zmq": PAGES,
    "tornado": PAGES,
    "jupyterlab": PAGES,
    "jupyter_server": PAGES,
    "ipywidgets": PAGES,
    "IPython": PAGES,
}
"""A package to what the kit needs it for."""
NAMES = {"python_calamine": "python-calamine", "vl_convert": "vl-convert-python", "zmq": "pyzmq"}
NAMES |= {"docx": "python-docx"}
NAMES |= {"ibis": "ibis-framework", "yaml": "pyyaml"}
"""What a package that is not there at all is called where it comes from, if not the same."""


class PlainNotice:
    """A message in place of an act that needs nothing to be shown: no widgets, no pictures."""

    def __init__(self, error: WorkshopError) -> None:
        self._lines = sure_lines(error, words_here())

    def __repr__(self) -> str:
        return "\n".join(self._lines)

    def _repr_html_(self) -> str:
        fact, *rest = map(escape, self._lines)
        details = "".join(f"<br>{line}" for line in rest)
        return f'<div class="ot-notice" role="alert"><b>{fact}</b>{details}</div>'


def sure_lines(error: WorkshopError, words: Words) -> list[str]:
    """Return the lines of an error; in English where the package that reads German is missing."""
    try:
        return error.lines(words)
    except ImportError:
        return error.lines(Words("en"))


@contextmanager
def loading() -> Iterator[None]:
    """Turn the failure to load a package in the block into a message for people.

    Raises:
        WorkshopError: if a package of another maker cannot be loaded.
    """
    try:
        yield
    except ImportError as error:
        failure = unloadable(error)
        if failure is None:
            raise
        raise failure from error


def unloadable(error: ImportError) -> WorkshopError | None:
    """Return the error about a package that cannot be loaded; None if it is the kit's own fault.

    Args:
        error: as Python raised it.
    """
    named = _named(error)
    package = _package(named)
    if package is None or package == "workshop":
        return None
    if package in sys.stdlib_module_names:
        return _poor_python(package, named)
    return WorkshopError(
        N_("The package “{package}” can’t be loaded. The kit needs it for {part}."),
        found="{package}: {reason}",
        hint=N_(
            "Reinstall just this package: {python} -m pip install --force-reinstall --no-deps"
            ' "{wanted}". If this computer blocks it, ask IT to allow it or use the Python from'
            " the Microsoft Store or python.org."
        ),
        package=package,
        part=Phrase(PARTS.get(package, N_("one of its parts")), {}),
        reason=named,
        python=Path(sys.executable).name,
        wanted=_wanted(_distribution(package)),
    )


def _poor_python(module: str, error: ImportError) -> WorkshopError:
    return WorkshopError(
        N_("This Python is missing a part of its own: {module}."),
        found="{reason}",
        hint=N_("Use the Python from python.org or the Microsoft Store and install the kit there."),
        module=module,
        reason=error,
    )


def _named(error: ImportError) -> ImportError:
    """Return the first error of a chain that names what failed: packages wrap one another's."""
    links = [link for link in _chain(error) if isinstance(link, ImportError)]
    return next((link for link in links if link.name), error)


def _package(error: ImportError) -> str | None:
    """Return the package that failed: as an error names it, else as it says, else who loaded."""
    if error.name:
        first = error.name.partition(".")[0]
        # duckdb's library is called _duckdb; Python's own names begin like that as well.
        return first if first in sys.stdlib_module_names else first.lstrip("_")
    # pandas tells of numpy in its text alone, and numpy of its own library.
    said = re.search(rf"(?<![A-Za-z])({'|'.join(PARTS)})(?![A-Za-z])", str(error))
    return said[1] if said else next((p for p in _loading(error) if p in PARTS), None)


def _loading(error: ImportError) -> list[str]:
    """Return the packages whose code was running, the last first."""
    trace, packages = error.__traceback__, []
    while trace is not None:
        packages.append(str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0])
        trace = trace.tb_next
    return packages[::-1]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, and what led to it."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _distribution(package: str) -> str:
    """Return what a package is called where it is installed from."""
    known = packages_distributions().get(package, [])
    return known[0] if known else NAMES.get(package, package)


def _wanted(name: str) -> str:
    """Return a package with its version: the one that is there, else the one the kit asks for."""
    try:
        return f"{name}=={version(name)}"
    except PackageNotFoundError:
        return next((one for one in _asked_for() if _plain(one) == _plain(name)), name)


def _plain(requirement: str) -> str:
    """Return a package's name as pip compares it, without versions and extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def _asked_for() -> list[str]:
    """Return the kit's requirements, as pins where its list of tried versions lies beside it."""
    pins = Path(__file__).parent.parent / "constraints.txt"
    if pins.is_file():
        return pins.read_text(encoding="utf-8").splitlines()
    try:
        return [one.partition(";")[0].strip() for one in requires(KIT) or ()]
    except PackageNotFoundError:
        return []
