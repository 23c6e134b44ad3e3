"""What the facilitator sees: script, minutes, counts, cards before the reveal, the next step.

As from `workshop.room.views.projection`, no token, hash or name of an answer gets out of here.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from workshop.acts import act_of
from workshop.agenda import (
    LABELS,
    PLANS,
    USUAL,
    Beat,
    cue,
    following,
    next_act,
    slot_of,
    station_of,
    stations,
)
from workshop.room.state.door import door
from workshop.room.state.moments import DEEDS, moment_step, moments_of
from workshop.room.state.result import result_of
from workshop.room.views.projection import BACK, NEXT, for_everybody, here, questions, scene, title
from workshop.side import PERSON_SIDES
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.room.state.state import Asked, RoomState
    from workshop.words import Lang

PLAN = "room.plan"
"""The key under which the chosen plan stands, with the moment it began."""


def for_presenter(state: RoomState, lang: Lang) -> dict[str, Any]:
    """Return what the facilitator sees: script, minutes, counts, and cards before the reveal."""
    words = Words(lang)
    beat = Beat(state.beats.get(state.activity, Beat.THINK))
    opened = door(state.door)
    return {
        **for_everybody(state),
        "scene": scene(state),
        "activity": state.activity,
        "title": title(state, words),
        "beat": beat,
        "beat_label": words(LABELS[beat]),
        "entered": state.entered.get(state.activity),
        "ends": state.timers.get(state.activity),
        "cue": _cue(state, beat, words),
        "plan": _plan(state, beat, words),
        "moment": _moment(state, beat, words),
        "deeds": _deeds(state, beat, words),
        "back": back_step(state),
        "next": next_step(state, words),
        "step": _step(state, lang),
        "phones": len(state.participants),
        "sides": people_by_side(state),
        "door": asdict(opened) | {"link": opened.link} if opened else None,
        "locked": state.locked,
        "expected": state.expected,
        "too_many": bool(state.expected and state.people > state.expected),
        "fewest": state.fewest,
        "set_aside": list(state.set_aside),
        "questions": [
            public | {"cards": _cards(asked, state)}
            for asked, public in zip(here(state), questions(state, lang), strict=True)
        ],
    }


def people_by_side(state: RoomState) -> dict[str, int]:
    """Return how many people hold a phone, by side; a mixed table is ``other``."""
    people: dict[str, int] = dict.fromkeys(PERSON_SIDES, 0)
    for participant in state.participants.values():
        people[participant.side] += participant.people
    return people


def plan_of(state: RoomState) -> str:
    """Return the key of the plan the facilitator chose, else the one that leaves nothing out."""
    chosen = state.draft(PLAN).get("plan")
    return str(chosen) if chosen in PLANS else USUAL


def next_step(state: RoomState, words: Words) -> dict[str, str] | None:
    """Return where one press leads: to the beat's next moment, else where the plan leads.

    Returns:
        ``to`` for the act to take, and its ``label``; None at the end of everything.
    """
    moments = moments_of(state, state.activity, state.beats.get(state.activity, Beat.THINK))
    if moments.next is None:
        return onward_step(state, words)
    return {
        "to": moment_step(moments.next),
        "label": moments.titles[moments.next][words.lang],
    }


def onward_step(state: RoomState, words: Words) -> dict[str, str] | None:
    """Return where the plan leads after this beat; see `next_step`."""
    act = act_of(state.activity)
    if act is None:
        return None
    beat = state.beats.get(state.activity, Beat.THINK)
    step = following(plan_of(state), state.decision, state.activity, beat)
    if step and step[0] == state.activity:
        return {"to": step[1], "label": words(LABELS[Beat(step[1])])}
    station = station_of(step[0], state.decision) if step else None
    if step and station and act_of(step[0]) == act:
        return {"to": step[0], "label": station.title[words.lang]}
    later = next_act(plan_of(state), state.decision, act.key)
    return {"to": NEXT, "label": later.heading(words)} if later else None


def back_step(state: RoomState) -> str | None:
    """Return the step back from here; None where an act begins."""
    act = act_of(state.activity)
    if act is None:
        return None
    beat = state.beats.get(state.activity, Beat.THINK)
    is_first = stations(act, state.decision)[0].key == state.activity and beat == Beat.THINK
    inside = moments_of(state, state.activity, beat).previous is not None
    return BACK if inside or not is_first else None


def _deeds(state: RoomState, beat: Beat, words: Words) -> list[dict[str, str]]:
    """Return what may be done here from afar: ``to``, the step, and its ``label``."""
    deeds = moments_of(state, state.activity, beat).deeds
    return [{"to": deed, "label": words(DEEDS[deed])} for deed in deeds if deed in DEEDS]


def _moment(state: RoomState, beat: Beat, words: Words) -> dict[str, Any] | None:
    """Return what the projector shows of the beat, where it takes more than one screen."""
    moments = moments_of(state, state.activity, beat)
    if len(moments.titles) <= 1:
        return None
    return {
        "place": moments.place,
        "titles": [title[words.lang] for title in moments.titles],
    }


def _plan(state: RoomState, beat: Beat, words: Words) -> dict[str, Any]:
    chosen = plan_of(state)
    slot = slot_of(chosen, state.decision, state.activity, beat)
    return {
        "key": chosen,
        "minutes": PLANS[chosen].minutes,
        "begun": state.draft(PLAN).get("at"),
        "begins": slot.begins if slot else None,
        "plans": [{"key": one.key, "label": words(one.label)} for one in PLANS.values()],
    }


def _cards(asked: Asked, state: RoomState) -> list[dict[str, Any]]:
    answered = result_of(state, asked.question.key)
    lines = answered.lines if answered else ()
    return [{"item": line.name, "text": line.text, "hidden": line.hidden} for line in lines]


def _cue(state: RoomState, beat: str, words: Words) -> dict[str, Any] | None:
    found = cue(state.activity, beat)
    if found is None:
        return None
    texts = {name: words(getattr(found, name)) for name in ("say", "watch", "cut", "worked")}
    minutes = found.minutes.get(plan_of(state))
    return texts | {"minutes": minutes._asdict() if minutes else None}


def _step(state: RoomState, lang: Lang) -> dict[str, Any] | None:
    if state.step is None:
        return None
    return {"to": state.step.to, "refusal": state.step.refusal.get(lang, [])}
