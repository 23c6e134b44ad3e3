"""People in an activity: phones that answer, sides at the keyboard, and somebody alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.room.phones import sit
from workshop.crm.store import import_crm
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.side import SIDES
from workshop.story.act1.definitions import agreed_term
from workshop.story.charter import charter_document, charter_of
from workshop.story.decisions.decisions import Decisions
from workshop.story.frame.covering import cover_quietly
from workshop.story.solo.mode import choose_mode
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.charter.document import Charter
    from workshop.notebook.frame.activity import Activity
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.story.decisions.record import Recorded
    from workshop.words import Words

HOSTILE = "<img src=x onerror=alert(1)> {word} {0} %s \"'&"
"""Text that would run, or be filled in, where it is not taken as text."""
OWN_WORD = '<b>{word}</b> {0} & "{x}"'
"""A word of the group's own, as long as one may be, that looks like markup and like a message."""


def vote(stage: Stage, key: str, side: Any, bodies: Iterable[dict[str, Any]]) -> None:
    """Let one phone of a side give each of these answers."""
    for n, body in enumerate(bodies):
        stage.room.say(key, side, body, f"{side}-{n}")


def hall(stage: Stage, sales: int = 5, marketing: int = 5) -> None:
    """Let in so many phones of each side."""
    sit(stage, *["sales"] * sales, *["marketing"] * marketing)


def type_in(stage: Stage, key: str, **sides: dict[str, Any]) -> None:
    """Let sides answer a question at the keyboard."""
    for side in SIDES:
        if side in sides:
            stage.room.say(key, side, sides[side], side)


def cover_both(act: Activity) -> None:
    """Let both sides say that they are done."""
    for side in SIDES:
        cover_quietly(act, side)


def alone(stage: Stage, side: Side = "marketing") -> None:
    """Say that one person of this side learns alone."""
    choose_mode(stage.room, side)


def chosen(stage: Stage, key: str, label: str, entity: str) -> None:
    """Let the group have chosen this one word."""
    word = {"key": key, "label": {"de": label, "en": label}, "entity": entity}
    stage.room.decide("terms.choice", {"terms": [word]})


def defined(
    stage: Stage, key: str = "lead", sales: str = "can_buy", marketing: str = "showed_interest"
) -> SharedTerm:
    """Return a word of act 1 after both sides wrote, each from a template, and are done."""
    act = SharedTerm(stage, key=f"terms.{key}")
    for side, template in zip(SIDES, (sales, marketing), strict=True):
        act.table.write(side, sentence=f"Satz {side}", rule=TEMPLATES[template].rule.data())
    cover_both(act)
    return act


def decisions(stage: Stage) -> Decisions:
    """Return what the room has decided."""
    return Decisions.of(stage.room.state)


def charter(stage: Stage, words: Words) -> Charter:
    """Return the charter as it stands, in a language."""
    return charter_document(charter_of("team", stage.crm, stage.room.state), words)


def decide(stage: Stage, subject: str, decision: Recorded) -> None:
    """Record a decision, as an activity does."""
    stage.room.decide(subject, decision.model_dump(mode="json"))


def agreed(stage: Stage, template: str = "can_buy", key: str = "lead") -> None:
    """Let the group have agreed on a word, by a template."""
    proposal = Definition("Bedarf da ist", TEMPLATES[template].rule)
    decide(stage, f"terms.{key}", agreed_term(stage, TERMS[key], proposal, []))


def other_data(stage: Stage, folder: Path, **tables: str) -> None:
    """Bring other tables into the stage's session, each as the text of a CSV file."""
    folder.mkdir()
    for name, content in tables.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    import_crm(folder, stage.session.crm, private=False)


DEALS = "deal_id,status,created_at,closed_at\nD1,won,2026-01-01,2026-02-01\n"
CONTACTS = "contact_id,created_at\nC1,2026-01-01\n"
