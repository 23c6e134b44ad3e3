"""What several pages say alike: who was played, what is open or new, who tries something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.charter.document import Charter
    from workshop.words import Words


def exercise_notice(charter: Charter, words: Words) -> str:
    """Return that a charter binds nobody, because one side was played by the kit."""
    assert charter.exercise is not None, "only an exercise has this notice"  # noqa: S101
    played = words(
        "{name} ({side}) is made up and was played by the kit; nobody from that team was there. "
        "This charter doesn’t bind anyone.",
        name=charter.exercise.name,
        side=charter.exercise.side,
    )
    return f"{words('An exercise.')} {played}"


def open_parts(charter: Charter, words: Words) -> tuple[str, ...]:
    """Return a sentence for each part that nothing was agreed about yet."""
    done = charter.actions or charter.experiments
    parts = (
        (charter.terms, words("Still open: no term agreed yet.")),
        (charter.promises, words("Still open: nothing promised yet.")),
        (charter.kpis, words("Still open: no KPI agreed yet.")),
        (done, words("Still open: no experiment agreed yet.")),
        (charter.rituals, words("Still open: no ritual agreed yet.")),
    )
    return tuple(sentence for entries, sentence in parts if not entries)


def changes_counted(charter: Charter, words: Words) -> str:
    """Return how much differs from the earlier version, in one sentence."""
    assert charter.since is not None, "only a later version has changes"  # noqa: S101
    kinds = [change.kind for change in charter.since.changes]
    if not kinds:
        return words("Nothing was changed since version {n}.", n=charter.since.version)
    return words(
        "Since version {n}: {new} new, {changed} changed, {gone} gone.",
        n=charter.since.version,
        new=words.number(kinds.count("new")),
        changed=words.number(kinds.count("changed")),
        gone=words.number(kinds.count("gone")),
    )


def who_until(owner: str, partner: str, day: str, words: Words) -> str:
    """Return who tries something, with whom from the other side, and until when."""
    return words("{owner} with {partner}, until {day}", owner=owner, partner=partner, day=day)
