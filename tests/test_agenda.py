"""The agenda: something to say in every step, and minutes that can be kept."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from workshop.acts import ACTS, Act, act_after
from workshop.agenda import AGENDA, Cue, cue
from workshop.room.event import Event
from workshop.room.projection import NEXT, for_presenter
from workshop.room.state import RoomState, fold
from workshop.words import LANGS, Lang, Words

BEATS = ("think", "reveal", "talk", "decide")
CUES = {f"{name}.{beat}": one for name, beats in AGENDA.items() for beat, one in beats.items()}


def at(activity: str, beat: str) -> RoomState:
    """Return a room in this step."""
    act = Event(kind="act_opened", subject=activity)
    return fold([act, Event(kind="beat_entered", subject=activity, body={"beat": beat})])


@pytest.mark.parametrize("beat", BEATS)
@pytest.mark.parametrize("activity", [act.activity for act in ACTS])
def test_every_step_has_a_cue(activity: str, beat: str) -> None:
    """The facilitator is never left without words or minutes."""
    found = cue(activity, beat)

    assert found is not None
    assert found.say


def test_there_are_no_cues_for_what_does_not_happen() -> None:
    """A misspelt act or step would never be shown."""
    assert {act.activity for act in ACTS} == set(AGENDA)
    assert set(BEATS) == {beat for beats in AGENDA.values() for beat in beats}


@pytest.mark.parametrize(("activity", "beat"), [("kpis", "recorded"), ("", "think"), ("x", "talk")])
def test_elsewhere_there_is_nothing_to_say(activity: str, beat: str) -> None:
    """A step without a cue is a step without a cue, and no error."""
    assert cue(activity, beat) is None


@pytest.mark.parametrize("found", CUES.values(), ids=CUES)
def test_minutes_are_ordered(found: Cue) -> None:
    """At least one minute; the plan lies between least and most."""
    minutes = found.minutes

    assert 1 <= minutes.least <= minutes.plan <= minutes.most


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("found", CUES.values(), ids=CUES)
def test_a_cue_can_be_said_in_every_language(found: Cue, lang: Lang) -> None:
    """What is empty stays empty, and what is to be said has no placeholders left open."""
    texts = (found.say, found.watch, found.cut, found.worked)
    said = [Words(lang)(text) for text in texts]

    assert [bool(text) for text in texts] == [bool(text) for text in said]
    assert not set("{}") & set("".join(said))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_the_facilitator_is_led_through(act: Act) -> None:
    """Each beat leads to the next; once recorded, on to the act that follows, if one does."""
    following = act_after(act.key)
    beats = (*BEATS, "recorded")
    *steps, last = (for_presenter(at(act.activity, beat), "de")["next"] for beat in beats)

    assert list(beats[1:]) == [step["to"] for step in steps]
    assert last == (following and {"to": NEXT, "label": following.heading(Words("de"))})


def test_the_script_fits_the_beat() -> None:
    """What to say, to watch for and to leave out, with its minutes, is that of this step."""
    shown, expected = for_presenter(at("retro", "talk"), "en"), AGENDA["retro"]["talk"]
    texts = {name: getattr(expected, name) for name in ("say", "watch", "cut", "worked")}

    assert "Talk" == shown["beat_label"]
    assert texts | {"minutes": asdict(expected.minutes)} == shown["cue"]
