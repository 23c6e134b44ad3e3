"""Decisions of format 0: dicts of sentences in both languages, from before decisions were data.

What was data then is data now. What was a sentence about numbers nobody can compute any more stays
the sentence it was (`Told`). What the kit can word itself, it words anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.journey.promises.promise import PROMISES
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Body = Mapping[str, Any]

RULES_THEN = {
    "best": "Everybody did the best they could with what they knew.",
    "stays": "What is said here stays here.",
    "no_blame": "We look for a common word, not for who is to blame.",
    "ask": "Everybody may say: I do not understand that.",
}
"""The kit's rules as they stood in English then; today's wording may be another."""
KIT_PROMISES = {promise.key for promise in PROMISES}


def house_rules(body: Body) -> dict[str, Any]:
    """Return the rules of the room: in English, and ``worded`` where the room changed any."""
    worded = body.get("worded") or [dict.fromkeys(LANGS, rule) for rule in body["rules"]]
    return _common(body) | {"rules": [_house_rule(rule) for rule in worded]}


def agreed_term(body: Body) -> dict[str, Any]:
    """Return a glossary entry; early ones have no label, and then only the kit's words."""
    own = body["term"] not in TERMS
    return _common(body) | {
        "term": body["term"],
        "label": body.get("label", {}).get("de", body["term"]) if own else "",
        "sentence": body["sentence"],
        "rule": body["rule"],
        "review_on": body["review_on"],
        "told": body["numbers"],
    }


def sorted_twice(body: Body) -> dict[str, Any]:
    """Return two sortings: language to four sentences, and nothing else."""
    parts = ("before", "after", "finding", "reproduced")
    return _common(body) | {
        "told": {part: {lang: body[lang][part] for lang in LANGS} for part in parts}
    }


def promises(body: Body) -> dict[str, Any]:
    """Return the promises."""
    return _common(body) | {"promises": [_promised(line) for line in body["promises"]]}


def agreed_kpis(body: Body) -> dict[str, Any]:
    """Return the joint numbers; very early ones have their target as a sentence only."""
    return _common(body) | {"kpis": [_kpi(line) for line in body["kpis"]]}


def agreed_actions(body: Body) -> dict[str, Any]:
    """Return the actions, which always were data."""
    return _common(body) | {"actions": body["actions"]}


def signed(body: Body) -> dict[str, Any]:
    """Return the signatures."""
    remarks = [
        {"text": remark["text"], "side": remark.get("side") or None}
        for remark in body.get("remarks", [])
    ]
    return _common(body) | {
        "sales": body["sales"],
        "marketing": body["marketing"],
        "decided_on": body["day"],
        "remarks": remarks,
        "versions": body.get("signed", {}),
    }


READERS: dict[str, Callable[[Body], dict[str, Any]]] = {
    "HouseRules": house_rules,
    "AgreedTerm": agreed_term,
    "SortedTwice": sorted_twice,
    "Promises": promises,
    "AgreedKpis": agreed_kpis,
    "AgreedActions": agreed_actions,
    "Signed": signed,
}
"""Type of a decision to what makes it of a dict of format 0."""


def _common(body: Body) -> dict[str, Any]:
    return {
        "decided_on": body.get("decided_on"),
        "objections": body.get("objections", []),
        "earlier": body.get("earlier", []),
        "played": _played(body.get("played", {})),
    }


def _played(body: Body) -> dict[str, Any] | None:
    if "side" not in body:
        return None
    return {"side": body["side"], "name": body["name"], "told": body.get("objection")}


def _house_rule(rule: Body) -> dict[str, str]:
    for key, worded in RULES_THEN.items():
        if rule["en"] == worded:
            return {"key": key}
    return {"text": rule["de"]}


def _promised(line: Body) -> dict[str, Any]:
    own = line["key"] not in KIT_PROMISES
    return {
        "key": line["key"],
        "side": line["from"],
        "limit": line.get("value"),
        "text": line["text"]["de"] if own else "",
        "told": line["kept"],
    }


def _kpi(line: Body) -> dict[str, Any]:
    told = {part: line[part] for part in ("value", "footing", "target")}
    caveats = {f"caveats_{lang}": line.get("caveats", {}).get(lang, []) for lang in LANGS}
    return {
        "name": line["name"],
        "target": line.get("target_value"),
        "owners": line["owners"],
        "told": told | caveats,
    }
