"""What the small stations decided, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import side_name
from workshop.story.decisions.small import DEADLINES
from workshop.terms.rules.entity import entity_count, fields
from workshop.terms.rules.term import TERMS
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.story.decisions.small import Capacity, Duty, NextCampaign
    from workshop.words import Words

FITS = N_("That fits: there’s room for {n} more a week.")
FITS_JUST = N_("That just fits: there’s no room for a single one more.")
TOO_MUCH = N_("That’s {hours} h a week too much: take on less, drop something, or find help.")


def duty_line(duty: Duty, words: Words) -> str:
    """Return a duty as one line: field, side, and by when."""
    return f"{field_label(duty, words)}: {side_name(duty.side, words)}, {by_text(duty, words)}"


def field_label(duty: Duty, words: Words) -> str:
    """Return what the field is called."""
    return words(fields(duty.entity)[duty.field].label)


def by_text(duty: Duty, words: Words) -> str:
    """Return by when the field has to be filled in."""
    return words(DEADLINES[duty.by])


def filled_text(duty: Duty, words: Words) -> str:
    """Return how full the field was on the day, with n and the day."""
    if duty.share is None:
        return words("No cases as of {day}", day=words.date(duty.as_of))
    return words(
        "filled in for {share} of {cases}, as of {day}",
        share=words.percent(duty.share, 0),
        cases=entity_count(duty.entity, duty.cases, words),
        day=words.date(duty.as_of),
    )


def campaign_line(campaign: NextCampaign) -> str:
    """Return the next campaign as one line: for whom, and what it says."""
    return f"{campaign.audience}: {campaign.line}"


def capacity_sum(capacity: Capacity, words: Words) -> str:
    """Return the sum: cases a week times minutes, and the hours people say they have."""
    return words(
        "{n} a week × {minutes} min = {needed} h. You have {hours} h.",
        n=words.number(capacity.per_week, 1),
        minutes=words.number(capacity.minutes),
        needed=words.number(capacity.needed, 1),
        hours=words.number(capacity.hours, 1),
    )


def capacity_verdict(capacity: Capacity, words: Words) -> str:
    """Return whether that fits, and what would have to change if it does not."""
    if capacity.left < 0:
        return words(TOO_MUCH, hours=words.number(-capacity.left, 1))
    if not capacity.more:
        return words(FITS_JUST)
    return words(FITS, n=words.number(capacity.more))


def capacity_footing(capacity: Capacity, words: Words) -> str:
    """Return what the cases a week were counted from."""
    known = TERMS.get(capacity.term)
    return words(
        "Cases a week by your rule for “{term}”, the mean of {weeks} full weeks, as of {day}; "
        "hours and minutes are what you said.",
        term=known.text(words.lang) if known else capacity.label,
        weeks=words.number(capacity.weeks),
        day=words.date(capacity.as_of),
    )


def capacity_text(capacity: Capacity, words: Words) -> str:
    """Return sum, verdict and footing as one paragraph."""
    parts = (capacity_sum, capacity_verdict, capacity_footing)
    return " ".join(part(capacity, words) for part in parts)
