"""One thing to mind in a rule, as data that says itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from workshop.crm.schema import Field
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion
from workshop.terms.rules.sentence import criterion_clause
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.terms.rules.entity import Entity
    from workshop.words import Words

Level = Literal["stop", "mind", "note"]
"""As it is, the rule cannot stand; look at it before you agree; good to know."""


class Kind(NamedTuple):
    """A kind of finding: how bad it is, what is said, and what to do about it, as messages."""

    level: Level
    message: str
    advice: str


KINDS: dict[str, Kind] = {
    "nobody": Kind(
        "stop",
        N_("This rule fits none of the {all} cases."),
        N_("Either a value never occurs, or two criteria contradict each other."),
    ),
    "everybody": Kind(
        "stop",
        N_("This rule fits all {all} cases."),
        N_(
            "A term that fits everything tells nothing apart. Think of a case you know: "
            "which one should it say no to?"
        ),
    ),
    "late": Kind(
        "stop",
        N_("{fields}: nobody knows that yet when you have to say {word}."),
        N_(
            "That defines the term by what comes of it, which is circular. Ask for what "
            "you can see at that point."
        ),
    ),
    "empty": Kind(
        "mind",
        N_("{field} is empty in {n} of {all} cases ({share})."),
        N_("The rule relies on a field with next to nothing in it. Fill it in or use another one."),
    ),
    "outside": Kind(
        "mind",
        N_("{n} of the {all} cases this rule fits fall outside {other}."),
        N_("Add what {other} asks for or agree that you can do without it."),
    ),
    "leaves_out": Kind(
        "mind",
        N_("This rule leaves out {n} of the {all} cases of {other}."),
        N_("{other} is meant to be part of {word}: make this rule wider or {other} narrower."),
    ),
    "same": Kind(
        "mind",
        N_("As good as the same as {other}: {n} of {all} cases fit both terms."),
        N_("Do you need two terms? If so, name a case that fits only one of them."),
    ),
    "tips": Kind(
        "mind",
        N_("One step further, at {criterion}, the number of cases goes from {before} to {after}."),
        N_("A lot depends on this line. Why draw it exactly here? Look at the cases close to it."),
    ),
    "superfluous": Kind(
        "note",
        N_("Without {criteria} it’s still the same cases ({n})."),
        N_("Take it out, unless you expect cases that only this criterion would rule out."),
    ),
    "untouched": Kind(
        "note",
        N_("{field} says “{value}” in {n} of {all} cases ({share})."),
        N_("Did anyone choose that, or does it get there by itself? Look at a few cases first."),
    ),
    "few": Kind(
        "note",
        N_("Cases at least {days} days old: {n}. Too few to show how often they lead to a win."),
        N_("It takes {least}. Until then, talk about individual cases."),
    ),
}
"""Code to the kind of finding, the worst first."""


@dataclass(frozen=True)
class Finding:
    """One thing to mind in a rule.

    Attributes:
        code: names the kind of finding, a key of `KINDS`; it never changes.
        entity: what the rule is about.
        values: counts (int), shares (float), fields, criteria, names in every language, messages,
            or several of those; they fill what is said.
        message, advice: said instead of the kind's own, where there is more to say.
    """

    code: str
    entity: Entity
    values: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    advice: str = ""

    @property
    def level(self) -> Level:
        """How bad it is."""
        return KINDS[self.code].level

    def said(self, words: Words) -> str:
        """Return what was found, in a sentence."""
        return words(self.message or KINDS[self.code].message, **self._values(words))

    def hint(self, words: Words) -> str:
        """Return what to do about it, in a sentence or two."""
        return words(self.advice or KINDS[self.code].advice, **self._values(words))

    def _values(self, words: Words) -> dict[str, str]:
        return {name: _said(value, self.entity, words) for name, value in self.values.items()}


def _said(value: Any, entity: Entity, words: Words) -> str:  # noqa: PLR0911 - one line a type
    match value:
        case tuple():
            return ", ".join(_said(one, entity, words) for one in value)
        case Criterion():
            return quoted(criterion_clause(value, fields(entity)[value.field], words), words)
        case Field():
            return quoted(words(value.label), words)
        case int():
            return words.number(value)
        case float():
            return words.percent(value, 0)
        case dict():
            return quoted(value[words.lang], words)
        case _:
            return words(value)


def quoted(text: str, words: Words) -> str:
    """Return text in the quotation marks of a language."""
    return f"„{text}“" if words.lang == "de" else f"“{text}”"
