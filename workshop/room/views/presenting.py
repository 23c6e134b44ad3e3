"""What the facilitator sees: script, minutes, counts, cards before the reveal, the next step.

As from `workshop.room.views.projection`, no token, hash or name of an answer gets out of here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from workshop.acts import act_of
from workshop.agenda import (
    LABELS,
    ON_RECORD,
    Beat,
    cue,
    following,
    next_act,
    station_of,
    stations,
)
from workshop.room.log.event import KEYBOARD
from workshop.room.state.door import door
from workshop.room.state.moments import AGREE, ASK, DEEDS, RECORD, is_shown, moment_step, moments_of
from workshop.room.state.question import Consent
from workshop.room.state.result import result_of
from workshop.room.views.headcount import done_text, headcount, heads_text
from workshop.room.views.menu import menu
from workshop.room.views.piling import piles_view
from workshop.room.views.planning import left_out, plan_of, plan_view
from workshop.room.views.projection import (
    BACK,
    NEXT,
    for_everybody,
    here,
    questions,
    scene,
    title,
    where,
)
from workshop.side import SIDES
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.room.state.state import Asked, Contribution, RoomState
    from workshop.words import Lang


def for_presenter(state: RoomState, lang: Lang) -> dict[str, Any]:
    """Return what the facilitator sees: script, minutes, counts, and cards before the reveal."""
    words = Words(lang)
    beat = Beat(state.beats.get(state.activity, Beat.THINK))
    opened, count = door(state.door), headcount(state)
    return {
        **for_everybody(state),
        "scene": scene(state),
        "where": where(state),
        "is_drawn": is_shown(state, state.activity, beat),
        "activity": state.activity,
        "title": title(state, words),
        "beat": beat,
        "beat_label": words(LABELS[beat]),
        "entered": state.entered.get(state.activity),
        "ends": state.timers.get(state.activity),
        "cue": _cue(state, beat, words),
        "plan": plan_view(state, beat, words),
        "menu": menu(state, words),
        "moment": _moment(state, beat, words),
        "deeds": _deeds(state, beat, words),
        "offers": _offers(state, beat, words),
        "piles": piles_view(state, beat, words),
        "back": back_step(state),
        "next": next_step(state, words),
        "step": _step(state, lang),
        "done": done_text(count, words),
        "heads": heads_text(count, words),
        "phones": count.phones,
        "gone": count.away,
        "sides": count.people,
        "door": asdict(opened) | {"link": opened.link} if opened else None,
        "locked": state.locked,
        "expected": state.expected,
        "too_many": bool(state.expected and count.total > state.expected),
        "fewest": state.fewest,
        "set_aside": list(state.set_aside),
        "questions": [
            public | {"cards": _cards(asked, state), "by_side": _by_side(asked, state)}
            for asked, public in zip(here(state), questions(state, lang), strict=True)
        ],
    }


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
    plan, out = plan_of(state), left_out(state)
    step = following(plan, state.decision, state.activity, beat, out)
    if step and step[0] == state.activity:
        return {"to": step[1], "label": words(LABELS[Beat(step[1])])}
    station = station_of(step[0], state.decision) if step else None
    if step and station and act_of(step[0]) == act:
        return {"to": step[0], "label": station.title[words.lang]}
    later = next_act(plan, state.decision, act.key, out)
    if later is None:
        return None
    if step and station and step[0] != stations(later, state.decision)[0].key:
        return {"to": step[0], "label": station.title[words.lang]}  # the plan enters it further on
    return {"to": NEXT, "label": later.heading(words)}


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
    """Return what may be done here from afar, what is due first: ``to``, a step, and its label."""
    offered = moments_of(state, state.activity, beat).deeds
    asked = [one for one in here(state) if isinstance(one.question, Consent)]
    answered = [one for one in asked for _ in _phones_said(one, state)]
    order = [RECORD, ASK] if answered else [ASK, AGREE]
    deeds = [one for one in order if one in offered]
    deeds += [one for one in offered if one not in (ASK, AGREE, RECORD)]
    return [{"to": deed, "label": words(DEEDS[deed])} for deed in deeds if deed in DEEDS]


def _offers(state: RoomState, beat: Beat, words: Words) -> list[dict[str, Any]]:
    """Return what may be chosen here from afar."""
    offered = moments_of(state, state.activity, beat).offers
    return [
        {
            "to": one.step,
            "label": one.label[words.lang],
            "note": one.note.get(words.lang, ""),
            "on": one.is_on,
        }
        for one in offered
    ]


def _moment(state: RoomState, beat: Beat, words: Words) -> dict[str, Any] | None:
    """Return what the projector shows of the beat, where it takes more than one screen."""
    moments = moments_of(state, state.activity, beat)
    if len(moments.titles) <= 1:
        return None
    return {
        "place": moments.place,
        "titles": [title[words.lang] for title in moments.titles],
    }


def _cards(asked: Asked, state: RoomState) -> list[dict[str, Any]]:
    answered = result_of(state, asked.question.key)
    lines = answered.lines if answered else ()
    return [{"item": line.name, "text": line.text, "hidden": line.hidden} for line in lines]


def _by_side(asked: Asked, state: RoomState) -> dict[str, int]:
    """Return how many answers came from each side; empty where sides are not told apart."""
    if not asked.question.by_side:
        return {}
    answered = Counter[str](one.side for one in _phones_said(asked, state))
    return {side: answered[side] for side in SIDES}


def _phones_said(asked: Asked, state: RoomState) -> list[Contribution]:
    return [one for one in state.said(asked.question.key) if one.item not in KEYBOARD]


def _cue(state: RoomState, beat: str, words: Words) -> dict[str, Any] | None:
    found = cue(state.activity, beat)
    if found is None and beat == Beat.RECORDED and station_of(state.activity, state.decision):
        found = ON_RECORD
    if found is None:
        return None
    texts = {name: words(getattr(found, name)) for name in ("say", "watch", "cut", "worked")}
    minutes = found.minutes_in(plan_of(state))
    return texts | {"minutes": minutes._asdict() if minutes else None}


def _step(state: RoomState, lang: Lang) -> dict[str, Any] | None:
    if state.step is None:
        return None
    return {"to": state.step.to, "refusal": state.step.refusal.get(lang, [])}
