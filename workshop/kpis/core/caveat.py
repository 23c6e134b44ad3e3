"""A reservation about a number: a stable code, what fills its sentence, and the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from workshop.crm.days.regions import place_text
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.words import Words

CAVEATS: dict[str, str] = {
    "missing_columns": N_("Cannot be computed: the data lacks {columns}."),
    "no_cases": N_("No case to compute it from."),
    "small_n": N_("Too few cases ({n}); below {least} the kit shows no rate."),
    "no_interval": N_("Too few cases ({n}) for an interval."),
    "immature_cohorts": N_(
        "Left out: leads younger than {days} days ({n}); they have not had their time yet."
    ),
    "no_agreed_term": N_("Counted without an agreed rule for “{term}”: every {case} is one."),
    "needs_term": N_("Only an agreed rule for “{term}” can say who has reached this stage."),
    "leakage": N_(
        "Refused: the rule for “{term}” asks for {fields}, which is known only afterwards;"
        " it would find what it looks for."
    ),
    "left_truncated": N_(
        "Left out: leads from before the first recorded outcome, {first} ({n}); what became of them"
        " then, nobody wrote down."
    ),
    "breach_never": N_("Of the broken promises, {n} never got an answer at all."),
    "pending": N_("Left out: hand-offs that still have time for an answer ({n})."),
    "not_due": N_("Left out: leads whose deadline has not passed yet ({n})."),
    "stale_pipeline": N_(
        "{share} of the open deals are older than nine out of ten won deals ever got;"
        " they may be forgotten, not open."
    ),
    "implausible": N_(
        "Does not fit what was really won per day: it says {share} of that. Look at old open deals"
        " and at their values first."
    ),
    "unvalued_open": N_("Open deals without a value ({n}) add nothing to the sum."),
    "whole_pipeline": N_(
        "Every open deal counts, whenever it may close: planned close dates are not kept as they"
        " were on that day."
    ),
    "goal_reached": N_("The goal is reached already; there is nothing left to cover."),
    "not_observed": N_("Too few leads ({n}) have been watched for that long."),
    "contradiction": N_("Rows that contradict each other ({n}): see the check of consistency."),
    "join_misses": N_("Rows that name what is not in the data ({n}) belong to nobody."),
    "unjoined": N_(
        "Refused: of {of} ids in “{column}” ({table}), {n} are found in “{home_column}” ({home})."
        " Here they look like “{example}”, there like “{home_example}”."
    ),
    "unlinked": N_(
        "Refused: nothing stands in “{column}” ({table}), which should lead to “{home_column}”"
        " ({home})."
    ),
    "default_as_missing": N_(
        "Counted as empty: cells that hold what forms write by themselves ({n})."
    ),
    "assumption_missing": N_("Cannot be computed: nobody has said yet: {assumption}."),
    "value_missing_for_lost": N_(
        "Refused: lost deals carry no value ({share} of them), so every share by value"
        " would look like 100 %."
    ),
    "negative_durations": N_("Left out: cases that end before they begin ({n})."),
    "missing_dates": N_("Left out: cases without a date ({n})."),
    "missing_value_lost": N_(
        "Lost deals without a value ({n}) make the share look better than it is."
    ),
    "won_before_seen": N_(
        "Not counted as won: leads whose deal was won before they were first seen ({n})."
    ),
    "unlinked_wins": N_("Not counted: won deals without a known contact or a close date ({n})."),
    "deal_before_seen": N_(
        "Not counted: leads whose deal was opened before they were first seen ({n})."
    ),
    "unlinked_deals": N_("Deals without a known contact or a date ({n}) belong to no lead."),
    "missing_value": N_("Won deals without a value ({n}) add nothing to the sum."),
    "never_answered": N_("Not in the median: leads that never got a personal answer ({n})."),
    "undecided": N_(
        "Hand-offs without an answer after {days} business days ({n}) count as not accepted."
    ),
    "silent": N_("Hand-offs without an answer yet ({n}) are neither accepted nor rejected."),
    "no_currency": N_("The export does not say in which currency."),
    "set_aside": N_("{n} rows of the export were set aside when it was read."),
    "missing_category": N_(
        "Cases without an entry in this field ({n}) stand in a row of their own, unranked."
    ),
    "known_late": N_(
        "This field is filled in late, often because of how it went: it describes, it does not"
        " explain."
    ),
    "no_cause": N_(
        "Sales may call the promising ones first: this shows no effect of a quick answer."
    ),
    "mix_reversal": N_(
        "With the same mix the difference turns round: the groups differ in what they are made of."
    ),
    "strata_left_out": N_(
        "Left out of the comparison: cases in parts that not every group has ({n})."
    ),
    "groups_left_out": N_(
        "Left out of the comparison: cases of groups that are too small or too young ({n})."
    ),
    "credit_no_cause": N_(
        "These models hand out credit; none of them shows a cause. Read the span, not one column."
    ),
    "lookback_short": N_(
        "A deal takes longer ({cycle} days) than the look-back ({lookback} days): most of what led"
        " to these deals lies before it."
    ),
    "unlinked_closed": N_("Left out: closed deals without an id, a contact or a close date ({n})."),
    "cost_period": N_(
        "Costs of {first} to {last}; customers are counted {lag} months later, for so long a deal"
        " takes."
    ),
    "cohort_period": N_("Leads first seen from {first} to {last}, and the costs of these months."),
    "people_cost_missing": N_(
        "Refused: the costs hold no people of {sides}. What is left is no full cost."
    ),
    "months_without_cost": N_(
        "Months in which nothing was booked ({n}) make the cost look smaller than it is."
    ),
    "unlinked_customers": N_(
        "Not counted: won deals that belong to no account and no contact ({n})."
    ),
    "young_customers": N_(
        "Left out: customers won less than {days} days ago ({n}); their year is not over."
    ),
    "as_assumed": N_("Stands on what you assumed, not on data."),
    "no_rule": N_("Refused: no rule for “{term}” is agreed yet, so nobody knows what to count."),
    "rate_only": N_("The interval is that of the rate; goal, share and deal size are as given."),
    "unknown_source": N_("Deals without a source the kit knows ({n}) are counted for nobody."),
    "unvalued_deals": N_("Deals without a value ({n}) add nothing to the sum."),
    "tied_touches": N_(
        "Deals whose first touches of both sides carry the same time ({n}) are counted for nobody."
    ),
    "few_colleagues": N_(
        "Groups behind which fewer than {k} colleagues stand are put together: figures about so few"
        " are figures about persons."
    ),
    "watches_colleagues": N_(
        "Not shown: fewer than {k} colleagues stand behind some of these groups, and figures about"
        " so few are figures about persons."
    ),
    "undated": N_(
        "The data does not say when: counted as it stood in the export, as of {day}, undated."
    ),
    "only_won": N_(
        "All {n} deals that ended are won and none is lost: these data hold the wins only, and no"
        " win rate comes of them."
    ),
    "no_status": N_("Deals without a status ({n}) are in no KPI."),
    "refunds": N_("Not counted as wins: negative amounts (refunds) among won deals ({n})."),
    "refunds_deducted": N_("Refunds ({n}) are deducted from the sum."),
    "calendar": N_("Business hours: {days}, {hours}; public holidays: {places}."),
    "calendar_with_days_off": N_(
        "Business hours: {days}, {hours}; public holidays: {places}; own days off: {n}."
    ),
    "calendar_assumed": N_(
        "Business hours: {days}, {hours}; public holidays: {places}. Nobody said so, it is assumed;"
        " an import takes it with --hours, --days and --holidays."
    ),
    "undated_answers": N_(
        "Some rejections have no date: they stand as of the export, and nobody can say whether they"
        " had come by {day}."
    ),
    "undated_fields": N_(
        "No date belongs to {fields}, so nobody can say whom the rule covered on {day}."
    ),
    "several_currencies": N_(
        "Refused: “{column}” holds amounts in several currencies ({currencies}); their sum would be"
        " no sum. Counts and times are not touched."
    ),
    "other_currency": N_(
        "Refused: “{column}” is in {currencies}, other amounts are in {other}; they cannot be set"
        " against each other."
    ),
    "never_add": N_("Never add it to the sourced value: the same deals stand in both."),
}
"""Stable codes, each with the sentence it stands for."""
PLACES = "places"
"""What is filled with places, as `workshop.crm.days.calendar.Calendar.place` has them."""


def _tagged(value: object) -> object:
    """Return a value as JSON that tells a day and a share from texts and counts."""
    if isinstance(value, tuple):
        return [_tagged(part) for part in value]
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"share": value} if isinstance(value, float) else value


def _untagged(value: object) -> object:
    """Return what `_tagged` was given; whatever fits already stays as it is."""
    match value:
        case list():
            return tuple(_untagged(part) for part in value)
        case {"day": str(day), **rest} if not rest:
            return date.fromisoformat(day)
        case {"share": int() | float() as share, **rest} if not rest:
            return float(share)
        case str() | int() | float() | date() | tuple():
            return value
    message = "neither a text, a count, a share, a day nor a list of them"
    raise ValueError(message)


_PLAIN_SCHEMA = [
    {"type": ["string", "integer"]},
    {
        "type": "object",
        "properties": {"day": {"type": "string", "format": "date"}},
        "required": ["day"],
        "additionalProperties": False,
    },
    {
        "type": "object",
        "properties": {"share": {"type": "number"}},
        "required": ["share"],
        "additionalProperties": False,
    },
]
CaveatValue = Annotated[
    Any,
    PlainValidator(_untagged),
    PlainSerializer(_tagged, when_used="json"),
    WithJsonSchema(
        {"anyOf": [*_PLAIN_SCHEMA, {"type": "array", "items": {"anyOf": _PLAIN_SCHEMA}}]}
    ),
]
"""What fills a caveat's sentence: a text, a count (int), a share (float), a day, or a tuple."""


@dataclass(frozen=True)
class Caveat:
    """One reservation: its stable code and what fills its sentence."""

    code: str
    values: dict[str, CaveatValue] = field(default_factory=dict)

    def text(self, words: Words, messages: Mapping[str, str] = CAVEATS) -> str:
        """Return the reservation as a sentence, or in other words if there are any for its code."""
        values = {
            name: _places(value, words) if name == PLACES else _said(value, words)
            for name, value in self.values.items()
        }
        return words(messages[self.code], **values)


def _places(value: object, words: Words) -> str:
    """Return the places whose public holidays are free, by their names."""
    listed = value if isinstance(value, tuple) else (value,)
    return ", ".join(place_text(str(place), words) for place in listed)


def _said(value: object, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(one, words) for one in value)
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, float):
        return words.percent(value, 0)
    return words.number(value) if isinstance(value, int) else words(str(value))


def counted(n: int, code: str, **values: object) -> Caveat | None:
    """Return the caveat about `n` cases, or None where there are none."""
    return Caveat(code, {"n": n, **values}) if n else None
