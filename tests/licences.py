"""The packages the kit runs on, with their licences; as a script, writes them to THIRD_PARTY.md."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

KIT = "smarketing-workshop"
FILE = Path(__file__).parent.parent / "THIRD_PARTY.md"
HEAD = """# Third-party packages

What the kit runs on, without the extras, on the system this list was made on; `python
tests/licences.py` makes it anew. None of these packages is part of this repository.

| package | version | licence |
|---|---|---|
"""
GENERAL = re.compile(r"License :: (?:OSI Approved :: )?(.*)")


def closure(name: str = KIT) -> dict[str, Distribution]:
    """Return every distribution that one needs at run time, by its name, itself left out."""
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        here, extras = waiting.pop()
        if (here, extras) in seen:
            continue
        seen.add((here, extras))
        package = distribution(here)
        found[canonical(package.name)] = package
        for line in package.requires or ():
            wanted = Requirement(line)
            marker = wanted.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in (*extras, "")):
                waiting.append((wanted.name, frozenset(wanted.extras)))
    found.pop(canonical(name))
    return dict(sorted(found.items()))


def canonical(name: str) -> str:
    """Return a package's name as the index writes it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(package: Distribution) -> str:
    """Return a distribution's licence: its expression, its classifiers, or its own words."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return expression
    classes = [GENERAL.match(line) for line in about.get_all("Classifier") or ()]
    names = [match[1] for match in classes if match]
    words = (about.get("License") or "").strip().splitlines()
    return " and ".join(names) or (words[0] if words else "")


def table() -> str:
    """Return the file's content."""
    rows = [
        f"| {name} | {package.version} | {licence(package)} |\n"
        for name, package in closure().items()
    ]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
