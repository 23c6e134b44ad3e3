"""People in an activity: phones that answer, sides at the keyboard, and somebody alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from phones import sit

from workshop.activities.covers import cover_quietly
from workshop.activities.glossary import agreed_term
from workshop.activities.mode import SIDES, choose_mode
from workshop.activities.shared_term import SharedTerm
from workshop.crm.store import import_crm
from workshop.terms.definition import Definition
from workshop.terms.template import TEMPLATES
from workshop.terms.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.activities.stage import Stage

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


def alone(stage: Stage, side: TwoSides = "marketing") -> None:
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
        act.write(side, sentence=f"Satz {side}", rule=TEMPLATES[template].rule.data())
    cover_both(act)
    return act


def agreed(stage: Stage, template: str = "can_buy", key: str = "lead") -> None:
    """Let the group have agreed on a word, by a template."""
    proposal = Definition("Bedarf da ist", TEMPLATES[template].rule)
    stage.room.decide(f"terms.{key}", agreed_term(stage, TERMS[key], proposal, []))


def other_data(stage: Stage, folder: Path, **tables: str) -> None:
    """Bring other tables into the stage's session, each as the text of a CSV file."""
    folder.mkdir()
    for name, content in tables.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    import_crm(folder, stage.session.crm, private=False)


DEALS = "deal_id,status,created_at,closed_at\nD1,won,2026-01-01,2026-02-01\n"
CONTACTS = "contact_id,created_at\nC1,2026-01-01\n"
