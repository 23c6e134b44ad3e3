"""A reservation about a number: a stable code, what fills its sentence, and the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from workshop.crm.days.regions import place_text
from workshop.crm.schema import called
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.words import Words

CAVEATS: dict[str, str] = {
    "missing_columns": N_("No number: the data lacks {columns}."),
    "no_cases": N_("Not a single case to calculate it from."),
    "small_n": N_("Too few cases ({n}); below {least} the kit shows no rate."),
    "no_interval": N_("Too few cases ({n}) for an interval."),
    "immature_cohorts": N_(
        "Left out: leads younger than {days} days ({n}); their time isn’t up yet."
    ),
    "no_agreed_term": N_("Counted without an agreed rule for “{term}”: every {case} counts."),
    "needs_term": N_("Only an agreed rule for “{term}” can say who has reached this stage."),
    "leakage": N_(
        "No number: the rule for “{term}” asks for {fields}. That’s only known "
        "afterwards; the rule would find exactly what it’s looking for."
    ),
    "left_truncated": N_(
        "Left out: leads from before the first recorded outcome, {first} ({n}); nobody "
        "wrote down what became of them."
    ),
    "breach_never": N_("Of the broken promises, {n} had no answer at all."),
    "pending": N_("Left out: hand-overs that still have time to be answered ({n})."),
    "not_due": N_("Left out: leads whose deadline hasn’t passed yet ({n})."),
    "stale_pipeline": N_(
        "{share} of the open deals have run longer than nine out of ten won deals took; "
        "they may not be open, just forgotten."
    ),
    "implausible": N_(
        "Doesn’t match what was really won per day: the formula gives {share} of that. "
        "Check old open deals and their values first."
    ),
    "unvalued_open": N_("Open deals without a value ({n}) add nothing to the sum."),
    "whole_pipeline": N_(
        "Every open deal counts, whenever it may close: no export keeps the planned "
        "close dates as they were on that day."
    ),
    "goal_reached": N_("The goal has already been reached; there’s nothing left to cover."),
    "not_observed": N_("Too few leads ({n}) have been observed for that long."),
    "contradiction": N_("Rows that contradict each other ({n}): see “Does it all add up?”."),
    "join_misses": N_(
        "Rows that point to something that isn’t in the data ({n}) belong to nobody."
    ),
    "unjoined": N_(
        "No number: of {of} IDs in “{column}” ({table}), {n} are found in "
        "“{home_column}” ({home}). Here they look like “{example}”, there like "
        "“{home_example}”."
    ),
    "unlinked": N_(
        "No number: “{column}” ({table}) is empty; it should lead to “{home_column}” ({home})."
    ),
    "default_as_missing": N_("Counted as empty: cells that hold form defaults ({n})."),
    "assumption_missing": N_("No number until there’s an assumption for this: {assumption}."),
    "value_missing_for_lost": N_(
        "No number: {share} of the lost deals have no value, so every rate by value "
        "would look like 100%."
    ),
    "negative_durations": N_("Left out: cases that end before they begin ({n})."),
    "missing_dates": N_("Left out: cases without a date ({n})."),
    "missing_value_lost": N_(
        "Lost deals without a value ({n}) make the rate look better than it is."
    ),
    "won_before_seen": N_(
        "Not counted as won: leads whose deal was won before they were first seen ({n})."
    ),
    "unlinked_wins": N_("Not counted: won deals without a known contact or a close date ({n})."),
    "deal_before_seen": N_(
        "Not counted: leads whose deal was opened before they were first seen ({n})."
    ),
    "unlinked_deals": N_("Deals without a known contact or a date ({n}) don’t belong to any lead."),
    "missing_value": N_("Won deals without a value ({n}) add nothing to the sum."),
    "never_answered": N_("Not in the median: leads that never got a personal answer ({n})."),
    "undecided": N_(
        "Hand-overs without an answer after {days} business days ({n}) count as not accepted."
    ),
    "silent": N_("Hand-overs without an answer yet ({n}) are neither accepted nor rejected."),
    "no_currency": N_("The export doesn’t say in which currency."),
    "set_aside": N_("Rows of the export set aside when it was read: {n}."),
    "missing_category": N_(
        "Cases without an entry in this field ({n}) have their own row, outside the ranking."
    ),
    "known_late": N_(
        "This field is filled in late, often because of how things turned out: it "
        "describes, it doesn’t explain."
    ),
    "no_cause": N_(
        "Sales may be calling the promising ones first: this doesn’t show that answering "
        "quickly has an effect."
    ),
    "mix_reversal": N_(
        "With the same mix the difference flips: the groups have a different make-up."
    ),
    "strata_left_out": N_(
        "Left out of the comparison: cases in parts that not every group has ({n})."
    ),
    "groups_left_out": N_(
        "Left out of the comparison: cases of groups that are too small or too young ({n})."
    ),
    "credit_no_cause": N_(
        "These models hand out credit; none of them shows a cause. What counts is how "
        "far apart they are, not any single column."
    ),
    "lookback_short": N_(
        "A deal takes longer ({cycle} days) than the look-back covers ({lookback} days): "
        "most of what led to these deals happened before that."
    ),
    "unlinked_closed": N_("Left out: closed deals without an ID, a contact or a close date ({n})."),
    "cost_period": N_(
        "Costs from {first} to {last}; customers are counted with a lag of one deal’s "
        "length (months: {lag})."
    ),
    "cohort_period": N_("Leads first seen from {first} to {last}, and the costs of those months."),
    "people_cost_missing": N_(
        "No number: the costs don’t include the staff of {sides}. What’s left isn’t the full cost."
    ),
    "months_without_cost": N_(
        "Months with nothing booked ({n}) make the cost look lower than it is."
    ),
    "unlinked_customers": N_("Not counted: won deals with neither an account nor a contact ({n})."),
    "young_customers": N_(
        "Left out: customers won less than {days} days ago ({n}); their year isn’t up yet."
    ),
    "as_assumed": N_("Based on assumptions, not on data."),
    "no_rule": N_(
        "No number: there’s no agreed rule for “{term}” yet, so nobody knows what to count."
    ),
    "rate_only": N_(
        "The interval is for the rate alone; goal, share and deal size are taken as fixed."
    ),
    "unknown_source": N_("Deals whose source is missing or unknown ({n}) count for nobody."),
    "unvalued_deals": N_("Deals without a value ({n}) add nothing to the sum."),
    "tied_touches": N_(
        "Deals where both sides’ first touchpoints are at the same time ({n}) count for nobody."
    ),
    "few_colleagues": N_(
        "Groups with fewer than {k} colleagues behind them are combined: figures about "
        "so few are figures about individuals."
    ),
    "watches_colleagues": N_(
        "Not shown: some of these groups have fewer than {k} colleagues behind them, and "
        "figures about so few are figures about individuals."
    ),
    "undated": N_("The data doesn’t say when: counted as in the export, as of {day}, undated."),
    "only_won": N_(
        "All {n} closed deals are won and none is lost. This data seems to hold only the "
        "wins, so there’s no win rate."
    ),
    "no_status": N_("Deals without a status ({n}) aren’t in any KPI."),
    "refunds": N_("Not counted as wins: negative amounts (refunds) among won deals ({n})."),
    "refunds_deducted": N_("Refunds ({n}) are deducted from the sum."),
    "calendar": N_("Business hours: {days}, {hours}; public holidays: {places}."),
    "calendar_with_days_off": N_(
        "Business hours: {days}, {hours}; public holidays: {places}; own days off: {n}."
    ),
    "calendar_assumed": N_(
        "Business hours: {days}, {hours}; public holidays: {places}. That’s assumed, as "
        "nobody has set them; you can when importing, with --hours, --days and "
        "--holidays."
    ),
    "undated_answers": N_(
        "Some rejections have no date: they count as of the export, and nobody can say "
        "whether they’d already come in by {day}."
    ),
    "undated_fields": N_(
        "There’s no date for {fields}, so nobody can say who the rule covered on {day}."
    ),
    "several_currencies": N_(
        "No number: “{column}” holds amounts in several currencies ({currencies}); "
        "adding them up would mean nothing. Counts and times aren’t affected."
    ),
    "other_currency": N_(
        "No number: “{column}” is in {currencies}, other amounts are in {other}; the two "
        "can’t be combined."
    ),
    "too_young": N_(
        "Too early to say: the first of these cases will have had their time on {day}."
    ),
    "nothing_since": N_("Not a single case since then."),
    "few_since": N_("Too few cases since then ({n}); a comparison takes {least}."),
    "few_before": N_("Too few cases before that ({n}); a comparison takes {least}."),
    "no_difference": N_(
        "This KPI is one sum over all the data: nobody can say how much of a difference is chance."
    ),
    "other_company": N_(
        "Is this the same company? Cases up to {day}: {now} in this data, and {then} when you "
        "decided."
    ),
    "currency_changed": N_(
        "The charter’s amounts are in {then}, this data’s in {now}: targets in money aren’t "
        "compared."
    ),
    "rule_lost": N_("No number: your rule for “{term}” can’t be run on this data."),
    "never_add": N_("Never add it to “sourced by marketing”: the same deals are in both."),
}
"""Stable codes, each with the sentence it stands for."""
PLACES, COLUMNS = "places", "columns"
"""What is filled with places, as `workshop.crm.days.calendar.Calendar.place` has them, and with
canonical columns."""


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
            name: SPOKEN.get(name, _said)(value, words) for name, value in self.values.items()
        }
        return words(messages[self.code], **values)


def _places(value: object, words: Words) -> str:
    """Return the places whose public holidays are free, by their names."""
    listed = value if isinstance(value, tuple) else (value,)
    return ", ".join(place_text(str(place), words) for place in listed)


def _columns(value: object, words: Words) -> str:
    """Return columns by what people call them; the caveat has their canonical names."""
    return called(str(value).split(", "), words)


def _said(value: object, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(one, words) for one in value)
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, float):
        return words.percent(value, 0)
    return words.number(value) if isinstance(value, int) else words(str(value))


SPOKEN: dict[str, Callable[[object, Words], str]] = {PLACES: _places, COLUMNS: _columns}
"""What has words of its own, by its place in the sentence."""


def counted(n: int, code: str, **values: object) -> Caveat | None:
    """Return the caveat about `n` cases, or None where there are none."""
    return Caveat(code, {"n": n, **values}) if n else None
