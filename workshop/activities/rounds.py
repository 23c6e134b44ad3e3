"""Rounds of consent that are over: what was objected to a wording before it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.widgets.html import esc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.activities.activity import Activity
    from workshop.words import Words


def finish(activity: Activity, wording: str, objections: Iterable[str]) -> None:
    """Keep what was objected to a wording that is no longer on the table.

    Args:
        activity: the activity that decides.
        wording: names what was asked about, such as the key of the question.
        objections: in people's words, those that were hidden left out.
    """
    kept = _kept(activity)
    told = [{"of": wording, "text": text} for text in objections]
    rounds = kept["rounds"] + [wording] * (wording not in kept["rounds"])
    earlier = kept["earlier"] + [each for each in told if each not in kept["earlier"]]
    body = {"rounds": rounds, "earlier": earlier}
    activity.room.say(_subject(activity), "both", body, "both")


def earlier(activity: Activity, wording: str) -> list[dict[str, Any]]:
    """Return the objections of earlier rounds as they are recorded: ``round`` and ``text``.

    Args:
        activity: the activity that decides.
        wording: what is decided now; what is objected to it is no earlier objection.
    """
    kept = _kept(activity)
    return [
        {"round": kept["rounds"].index(each["of"]) + 1, "text": each["text"]}
        for each in kept["earlier"]
        if each["of"] != wording
    ]


def objections_of(entry: dict[str, Any], words: Words) -> list[str]:
    """Return all objections of a recorded decision: of its own round, of earlier ones, played.

    Sessions of earlier versions only know those of its own round.
    """
    told = list(entry.get("objections", []))
    told += [
        words(
            "{objection} (round {n}; the proposal was changed after it)",
            objection=each["text"],
            n=words.number(each["round"]),
        )
        for each in entry.get("earlier", [])
    ]
    played = entry.get("played", {})
    if played.get("objection"):
        text = played["objection"][words.lang]
        told.append(
            words("{objection} ({name}, played by the kit)", objection=text, name=played["name"])
        )
    return told


def objections_html(entry: dict[str, Any], words: Words) -> str:
    """Return the objections of a recorded decision as HTML; nothing where there are none."""
    items = "".join(f"<li>{esc(text)}</li>" for text in objections_of(entry, words))
    return f"<h4>{esc(words('Objections'))}</h4><ul>{items}</ul>" if items else ""


def _subject(activity: Activity) -> str:
    return f"{activity.key}.rounds"


def _kept(activity: Activity) -> dict[str, Any]:
    return {"rounds": [], "earlier": []} | activity.room.state.item(_subject(activity), "both")
