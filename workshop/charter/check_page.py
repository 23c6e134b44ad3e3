"""A check as a page for the projector, and as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.page import environment
from workshop.colours import tokens
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.charter.check_sheet import CheckLine, CheckSheet, Tone

SIGNS: dict[Tone, str] = {"good": "▲", "bad": "▼", "open": "●", "young": "○"}
"""Beside a verdict, so that it is told apart without its colour."""
PARTS = (
    ("kpis", N_("Our numbers")),
    ("promises", N_("Our promises")),
    ("terms", N_("Our terms")),
    ("experiments", N_("What we’re trying")),
)
"""The lines of a check, in the order they are shown, each part with its title."""


def check_page(sheet: CheckSheet) -> str:
    """Return the check as one HTML page that needs nothing from elsewhere, no script either.

    What needs talking about and every verdict stand on the first screen; what they stand on is
    behind each line.
    """
    words = Words(sheet.lang)
    template = environment().get_template("check.html.j2")
    return template.render(
        sheet=sheet,
        parts=[(words(title), getattr(sheet, name)) for name, title in PARTS],
        words=words,
        signs=SIGNS,
        tokens=tokens(),
    )


def check_lines(sheet: CheckSheet) -> str:
    """Return the check as plain text for a terminal."""
    return "\n".join(_lines(sheet, Words(sheet.lang)))


def _lines(sheet: CheckSheet, words: Words) -> Iterator[str]:
    yield from (sheet.title, sheet.headline, sheet.about)
    if sheet.topics:
        yield from ("", words("To talk about"))
        yield from (f"  ! {topic}" for topic in sheet.topics)
    for name, title in PARTS:
        lines = getattr(sheet, name)
        if lines:
            yield from ("", words(title))
            for line in lines:
                yield from _line(line, words)
    if sheet.rituals:
        yield from ("", words("What no data knows: did you keep them?"))
        yield from (f"  – {name}" for name in sheet.rituals)
    yield from ("", sheet.method)


def _line(line: CheckLine, words: Words) -> Iterator[str]:
    yield f"  {SIGNS[line.tone]} {line.label}: {line.verdict}"
    if line.evidence:
        yield f"    {evidence_text(line, words)}"
    yield from (f"    {note}" for note in line.notes)


def evidence_text(line: CheckLine, words: Words) -> str:
    """Return what a verdict stands on as one line; empty where nothing is compared."""
    found = line.evidence
    if found is None:
        return ""
    compared = words(
        "before: {before} ({before_n}) · since: {since} ({since_n})",
        before=found.before,
        before_n=found.before_n,
        since=found.since,
        since_n=found.since_n,
    )
    return f"{compared} · {found.apart}" if found.apart else compared
