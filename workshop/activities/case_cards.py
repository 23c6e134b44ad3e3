"""Cases as cards: who it is, what was known then, and, when asked, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.crm.schema import Field, Kind
from workshop.room.question import Option
from workshop.terms.entity import Entity, fields
from workshop.widgets.html import MARKS, esc, side_name
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.terms.case import Case

WHO: dict[Entity, tuple[str, ...]] = {
    "contacts": ("role", "industry", "country"),
    "deals": ("product", "industry", "country"),
    "campaigns": ("title", "kind"),
}
"""What a card is headed with; the number of employees is added where it is known."""


def case_cards(cases: Iterable[Case], word: str, words: Words, *, fates: bool) -> str:
    """Return cases only one side calls by a word as cards, as HTML.

    Args:
        cases: what to show.
        word: the word in dispute, such as Lead.
        words: the language.
        fates: whether to tell what became of them.
    """
    cards = "".join(_card(case, word, words, fates=fates) for case in cases)
    return f'<div class="ot-cards">{cards}</div>'


def case_option(case: Case) -> Option:
    """Return a case as something to sort: its head as label, its facts as small print."""
    label = {lang: " · ".join(case_profile(case, Words(lang))) for lang in LANGS}
    note = {lang: "\n".join(case_facts(case, Words(lang))) for lang in LANGS}
    return Option(key=case.key, label=label, note=note)


def case_profile(case: Case, words: Words) -> list[str]:
    """Return who or what the case is, as far as it is known."""
    known, facts = fields(case.entity), case.facts
    named = [words(known[n].choice_label(facts[n])) for n in WHO[case.entity] if n in facts]
    size = facts.get("employees")
    return [*named, words.plural("{n} employee", "{n} employees", int(size))] if size else named


def case_facts(case: Case, words: Words) -> list[str]:
    """Return what was known of a case beside who it is: what holds, and counts above zero."""
    known = fields(case.entity)
    head = (*WHO[case.entity], "employees")
    rest = {name: value for name, value in case.facts.items() if name not in head}
    said = (_fact(known[name], value, words) for name, value in rest.items())
    return [fact for fact in said if fact]


def _card(case: Case, word: str, words: Words, *, fates: bool) -> str:
    (side,) = case.covered_by
    profile = " · ".join(case_profile(case, words))
    facts = "".join(f"<li>{esc(fact)}</li>" for fact in case_facts(case, words))
    who = words("Only {side} says {word}", side=side_name(side, words), word=word)
    fate = words("Later: won") if case.won else words("Later: not won")
    ending = f'<p class="ot-fate">{esc(fate)}</p>' if fates else ""
    seen = words("first seen {day}", day=words.date(case.seen))
    return (
        f'<article class="ot-card ot-edge-{esc(side)}">'
        f'<h4 class="ot-badge ot-{esc(side)}">'
        f"{MARKS[side]} {esc(who)}</h4><p><b>{esc(profile)}</b></p>"
        f"<ul>{facts}</ul><p class='ot-muted'>{esc(case.key)} · {esc(seen)}</p>{ending}</article>"
    )


def _fact(field: Field, value: Any, words: Words) -> str:
    label = words(field.label)
    match field.kind:
        case Kind.FLAG:
            return label if value else ""
        case Kind.NUMBER:
            return f"{label}: {_number(field, value, words)}" if value else ""
        case Kind.MOMENT:
            return f"{label}: {words.date(value)}"
        case _:
            return f"{label}: {words(field.choice_label(str(value)))}"


def _number(field: Field, value: float, words: Words) -> str:
    unit = f" {words(field.unit)}" if field.unit and field.unit != "money" else ""
    return words.number(value) + unit
