"""Rows of earlier kits, as this one would have written them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.room.log.event import VERSION
from workshop.room.state.consent import OBJECTION

if TYPE_CHECKING:
    from workshop.room.log.event import Event

KEPT_SINCE = 3
"""Until then a draft and what a screen shows were stored as contributions, told apart only by how
their keys are spelled. Sessions hold such rows for as long as they live."""
DRAFTS = frozenset(
    {
        "room.mode",
        "room.plan",
        "room.played",
        "arriving.rules",
        "journey.path.example",
        "journey.promises.draft",
        "kpis.desk.set",
        "kpis.drafts",
        "kpis.lines",
        "retro.actions",
        "terms.choice.own",
    }
)
DRAFT_ENDINGS = (".consent", ".done", ".proposal", ".skipped")
"""How the keys end of those that each activity, beat or word has one of."""


def upcast(event: Event) -> Event:
    """Return the event of a row as it is stored today; most rows stay as they are."""
    if event.version >= KEPT_SINCE or not _is_draft(event.subject):
        return event
    match event.kind:
        case "contributed":
            body = _body(event.subject, event.body)
        case "withdrawn":
            body = {}
        case _:
            return event
    more = {"kind": "kept", "body": body, "side": "both", "version": VERSION}
    return event.model_copy(update=more)


def _is_draft(subject: str) -> bool:
    return subject in DRAFTS or subject.endswith(DRAFT_ENDINGS)


def _body(key: str, body: dict[str, Any]) -> dict[str, Any]:
    if key == "room.played":
        return _played(body)
    return _consent(body) if key.endswith(".consent") else body


def _played(body: dict[str, Any]) -> dict[str, Any]:
    """Tell the answers a persona gave from the beats it was done with."""
    questions = [str(each) for each in body.get("questions", [])]
    covered = [each for each in questions if each.endswith(".done")]
    return body | {"questions": [q for q in questions if q not in covered], "covered": covered}


def _consent(body: dict[str, Any]) -> dict[str, Any]:
    """Word what was answered at the keyboard as phones word it."""
    answer = OBJECTION if body.get("answer") == "noted" else body.get("answer", "")
    return {"answer": answer, "reason": body.get("objection", ""), "of": body.get("of", "")}
