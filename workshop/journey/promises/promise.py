"""Promises between the two sides as data: who gives what to whom, and what may be tried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.journey.events.log import NEEDS
from workshop.words import N_, Text, as_typed, both

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.words import Words

CARRIED = ("need_known", "budget_known", "decides", "role", "source")
"""What a lead that is handed over can carry; flags count if they say yes, texts if filled in."""
HOURS, WORKDAYS, DAYS, FACTS = "business_hours", "business_days", "days", "facts"


@dataclass(frozen=True)
class Parameter:
    """What may be turned about a promise.

    Attributes:
        unit: `HOURS`, `WORKDAYS`, `DAYS` or `FACTS`.
        values: what it may be, from the smallest.
        default: where to begin.
        at_least: whether the promise asks for at least the value; otherwise at most.
    """

    unit: str
    values: tuple[int, ...]
    default: int
    at_least: bool = False

    def text(self, value: int, words: Words) -> str:
        """Return a value with its unit."""
        match self.unit:
            case "business_hours":
                return words.plural("{n} business hour", "{n} business hours", value)
            case "business_days":
                return words.plural("{n} business day", "{n} business days", value)
            case "facts":
                return words.plural("{n} fact", "{n} facts", value)
            case _:
                return words.plural("{n} day", "{n} days", value)


@dataclass(frozen=True)
class Promise:
    """One promise.

    Attributes:
        key: its name.
        from_side: who gives it; the other side gets it.
        wording: the sentence in every language; ``{n}`` stands for the parameter's number,
            ``{limit}`` for it with its unit.
        parameter: what may be turned; None where there is nothing to.
        measure: how the data show whether it was kept, see `workshop.journey.promises.measures`;
            None where they cannot, and people have to ask each other.
        needs: columns without which nobody can say.
        counts: who is counted, and from when on; a message, empty without a measure.
    """

    key: str
    from_side: Side
    wording: Text
    parameter: Parameter | None = None
    measure: str | None = None
    needs: tuple[str, ...] = ()
    counts: str = ""

    def text(self, words: Words, value: int | None = None) -> str:
        """Return the sentence, with its parameter's value or the default."""
        said = self.wording[words.lang]
        if self.parameter is None:
            return said
        held = self.parameter.default if value is None else value
        return said.format(n=words.number(held), limit=self.parameter.text(held, words))


HANDED, TOUCHED, ANSWERED = NEEDS["handed"], NEEDS["touches"], NEEDS["answered"]
BY_A_PERSON = (*TOUCHED, "touchpoints.human", "touchpoints.side")
GIVEN = N_("All the quarter’s hand-overs whose deadline has passed; “never” counts as not kept.")
PROMISES: tuple[Promise, ...] = (
    Promise(
        "carries",
        "marketing",
        both(
            N_(
                "For every lead we hand over, we know at least {n} of five facts: need, "
                "budget, say in the decision, role, source."
            )
        ),
        Parameter(FACTS, (1, 2, 3, 4, 5), 3, at_least=True),
        "carried",
        (*HANDED, "contacts.contact_id", *(f"contacts.{name}" for name in CARRIED)),
        N_("All the quarter’s hand-overs with a known contact."),
    ),
    Promise(
        "fresh",
        "marketing",
        both(
            N_(
                "Every lead we hand over has shown some activity of their own within the "
                "last {limit}."
            )
        ),
        Parameter(DAYS, (1, 3, 7, 14, 21, 30, 60), 14),
        "fresh",
        (*HANDED, *TOUCHED, "touchpoints.kind"),
        N_("All the quarter’s hand-overs; leads with no activity of their own count as not kept."),
    ),
    Promise(
        "answer",
        "sales",
        both(N_("One of us gets in touch personally within {limit} of the hand-over.")),
        Parameter(HOURS, (1, 2, 4, 6, 8, 12, 16, 24, 32, 40), 8),
        "answer",
        (*HANDED, *BY_A_PERSON),
        GIVEN,
    ),
    Promise(
        "decide",
        "sales",
        both(N_("Within {limit} of the hand-over, you’ll hear whether we accept the lead.")),
        Parameter(WORKDAYS, (1, 2, 3, 4, 5, 7, 10), 3),
        "decide",
        (*HANDED, *ANSWERED),
        GIVEN,
    ),
    Promise(
        "reason",
        "sales",
        both(N_("No rejection without a reason.")),
        None,
        "reason",
        (*ANSWERED, "handoffs.reason"),
        N_("All the quarter’s rejections."),
    ),
    Promise(
        "next_step",
        "sales",
        both(
            N_("No accepted lead goes cold: within {limit} we’ve been in touch or opened a deal.")
        ),
        Parameter(DAYS, (2, 3, 5, 7, 10, 14, 21, 30), 7),
        "next_step",
        (*ANSWERED, *BY_A_PERSON),
        N_("All the quarter’s acceptances whose deadline has passed; “never” counts as not kept."),
    ),
    Promise(
        "feedback",
        "sales",
        both(N_("Within {limit} you’ll hear what became of every lead we accepted.")),
        Parameter(DAYS, (14, 30, 45, 60, 90), 30),
    ),
)


def promise(key: str) -> Promise:
    """Return the promise of this key.

    Raises:
        WorkshopError: if the kit offers none of this name.
    """
    for one in PROMISES:
        if one.key == key:
            return one
    raise WorkshopError(
        N_("There’s no promise by that name."),
        found="{name}",
        hint=N_("Promises: {known}"),
        name=key,
        known=", ".join(one.key for one in PROMISES),
    )


def own_promise(key: str, from_side: Side, text: str) -> Promise:
    """Return a promise in a group's own words; no data can say whether it was kept.

    Args:
        key: its name, of the caller's choice.
        from_side: who gives it.
        text: what was typed; the same in every language, braces are just braces.
    """
    return Promise(key, from_side, as_typed(text))
