"""Entries of the charter as a document: what acts 4 and 5 and the small stations decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.document import (
    ActionEntry,
    CampaignEntry,
    DutyEntry,
    ExperimentEntry,
    RitualEntry,
)
from workshop.rituals.catalogue import ritual_agenda, ritual_first, ritual_name, ritual_stop
from workshop.rituals.ritual import CADENCES
from workshop.side import side_name
from workshop.story.decisions import small_text, text

if TYPE_CHECKING:
    from workshop.retro.action import Action
    from workshop.retro.experiment import Experiment
    from workshop.rituals.ritual import Ritual
    from workshop.story.decisions.small import Duty, NextCampaign
    from workshop.words import Words


def action(action: Action, words: Words) -> ActionEntry:
    """Return an action of an earlier version."""
    return ActionEntry(action.what, action.owner, words.date(action.due), action.done_when)


def experiment(tried: Experiment, words: Words) -> ExperimentEntry:
    """Return an experiment."""
    return ExperimentEntry(
        what=tried.what,
        so_that=tried.so_that,
        seen_in=text.measure_text(tried.measure, words),
        today=tried.measure.today,
        good=tried.measure.good,
        owner=tried.owner,
        partner=tried.partner,
        until=words.date(tried.until),
        done_when=tried.done_when,
        stop_if=tried.stop_if,
    )


def ritual(ritual: Ritual, words: Words) -> RitualEntry:
    """Return a standing date."""
    return RitualEntry(
        name=ritual_name(ritual, words),
        cadence=words(CADENCES[ritual.cadence]),
        minutes=words.plural("{n} minute", "{n} minutes", ritual.minutes),
        agenda=ritual_agenda(ritual, words),
        host=ritual.host,
        stand_in=ritual.stand_in,
        first=ritual_first(ritual, words),
        stop_if=ritual_stop(ritual, words),
    )


def duty(each: Duty, words: Words) -> DutyEntry:
    """Return who fills in a field."""
    return DutyEntry(
        field=small_text.field_label(each, words),
        giver=side_name(each.side, words),
        by=small_text.by_text(each, words),
        filled=small_text.filled_text(each, words),
    )


def campaign(planned: NextCampaign, words: Words) -> CampaignEntry:
    """Return the next joint campaign."""
    capacity = planned.capacity
    return CampaignEntry(
        audience=planned.audience,
        line=planned.line,
        calls=planned.calls,
        marketing_tells=planned.marketing_tells,
        sales_tells=planned.sales_tells,
        capacity=small_text.capacity_text(capacity, words) if capacity else "",
    )
