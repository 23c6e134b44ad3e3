"""What was set out to be done, as a list to tick off: Markdown for people, CSV for their tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.legible import legible
from workshop.charter.page import plain
from workshop.charter.sentences import who_until
from workshop.spreadsheet import written
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.charter.document import Charter


def checklist_csv(charter: Charter) -> bytes:
    """Return experiments and actions as CSV, a row each; nothing in it computes."""
    words = Words(charter.lang)
    head = (
        words("What"),
        words("So that"),
        words("We’ll see it in"),
        words("Today"),
        words("Good would be"),
        words("Owner"),
        words("Together with"),
        words("Until"),
        words("Done when"),
        words("We stop if"),
    )
    return written(head, _rows(legible(charter)))


def checklist_markdown(charter: Charter) -> str:
    """Return experiments, actions and first dates as a Markdown check list."""
    words, readable = Words(charter.lang), legible(charter)
    lines = [f"# {words('To tick off')}", ""]
    lines += _section(words("What we’re trying"), [*_experiments(readable, words)])
    lines += _section(words("What we’ll do"), [*_actions(readable, words)])
    lines += _section(words("Our rituals"), [*_rituals(readable, words)])
    if len(lines) == 2:  # noqa: PLR2004 - the heading and the line below it
        lines += [words("Still open: no experiment agreed yet."), ""]
    return "\n".join(lines)


def _rows(charter: Charter) -> Iterator[tuple[str, ...]]:
    for each in charter.experiments:
        yield (
            each.what,
            each.so_that,
            each.seen_in,
            each.today,
            each.good,
            each.owner,
            each.partner,
            each.until,
            each.done_when,
            each.stop_if,
        )
    for action in charter.actions:
        last = (action.due, action.done_when, "")
        yield (action.what, "", "", "", "", action.owner, "", *last)


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""] if lines else []


def _experiments(charter: Charter, words: Words) -> Iterator[str]:
    for each in charter.experiments:
        yield from _task(each.what, who_until(each.owner, each.partner, each.until, words))
        yield from _detail(words("Done when:"), each.done_when)
        yield from _detail(words("We stop if:"), each.stop_if)


def _actions(charter: Charter, words: Words) -> Iterator[str]:
    for action in charter.actions:
        yield from _task(action.what, f"{action.owner}, {words('by {day}', day=action.due)}")
        yield from _detail(words("Done when:"), action.done_when)


def _rituals(charter: Charter, words: Words) -> Iterator[str]:
    for ritual in charter.rituals:
        first = words("first on {day}", day=ritual.first) if ritual.first else ritual.cadence
        yield from _task(ritual.name, first)


def _task(what: str, who: str) -> Iterator[str]:
    yield f"- [ ] **{plain(what)}** – {plain(who)}"


def _detail(label: str, text: str) -> Iterator[str]:
    if text.strip():
        yield f"  {plain(label)} {plain(text)}"
