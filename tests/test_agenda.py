"""The agenda: something to say in every step, minutes that can be kept, a way through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from workshop.acts import ACTS, act_after
from workshop.agenda import (
    BEATS,
    PLANS,
    STATIONS,
    USUAL,
    Beat,
    cue,
    following,
    known_station,
    schedule,
    slot_of,
    station_after,
    station_of,
    stations,
    term_subjects,
)
from workshop.agenda.course import all_stations
from workshop.agenda.cue import ON_THE_SIDE
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.views.planning import PLAN
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import NEXT
from workshop.words import LANGS, Lang, Words, as_typed

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

DE = Words("de")
QUOTED = re.compile("„[^“]*“")
TO_ONE = re.compile(r"\b(du|dir|dich|deine?[mnrs]?)\b", re.IGNORECASE)
TO_A_GROUP = re.compile(
    r"\b[Ii]hr\b|\b[Ee](uch|ure?[mnrs]?)\b"
    r"|\b(Achtet|Blendet|Fragt|Lasst|Lest|Nehmt|Probiert|Redet|Sagt|Stellt|Wartet|Zeigt)\b"
)
CUES = {
    f"{station.key}.{beat}": found
    for station in STATIONS.values()
    for beat, found in station.cues.items()
}
MINUTES = {f"{name}.{plan}": m for name, one in CUES.items() for plan, m in one.minutes.items()}


def nothing(_: str) -> dict[str, Any] | None:
    """A room that has decided nothing."""
    return None


def chose(*keys: str) -> Any:
    """Return a room that chose these words."""
    terms = [{"key": key, "label": as_typed(key), "entity": "contacts"} for key in keys]
    return lambda subject: {"terms": terms} if subject == "terms.choice" else None


def at(activity: str, beat: str, plan: str = "") -> RoomState:
    """Return a room in this step."""
    events = [
        Event(kind="act_opened", subject=activity, body={"at": 5}),
        Event(kind="beat_entered", subject=activity, body={"beat": beat}),
    ]
    if plan:
        body = {"plan": plan, "at": 60.0}
        events.append(Event(kind="kept", subject=PLAN, item="both", body=body))
    return fold(events)


STEPS = [
    (station.key, beat)
    for station in all_stations(nothing)
    for beat in station.beats
    if beat != "recorded"
]


def test_every_step_has_a_cue() -> None:
    """The facilitator is never left without words or minutes."""
    cues = {step: cue(*step) for step in STEPS}

    assert cues
    assert [] == [step for step, one in cues.items() if not (one and one.say)]
    assert [] == [step for step, one in cues.items() if one and not one.minutes_in(USUAL)]


def test_there_are_no_cues_for_what_does_not_happen() -> None:
    """A misspelt activity or step would never be shown."""
    known = {station.key for station in all_stations(nothing)} - {"terms.lead"} | {"terms.*"}
    said = {(key, beat) for key, station in STATIONS.items() for beat in station.cues}

    assert known == set(STATIONS)
    assert said == {(name.replace("lead", "*"), beat) for name, beat in STEPS}


@pytest.mark.parametrize(("activity", "beat"), [("kpis", "recorded"), ("", "think"), ("x", "talk")])
def test_elsewhere_there_is_nothing_to_say(activity: str, beat: str) -> None:
    """A step without a cue is a step without a cue, and no error."""
    assert cue(activity, beat) is None


def test_a_station_is_in_a_plan_or_on_the_side_and_never_both() -> None:
    """Whoever leads sees at every step how long it takes; no plan counts what is on the side."""
    aside = {
        station.key
        for station in STATIONS.values()
        if any(ON_THE_SIDE in one.minutes for one in station.cues.values())
    }
    planned = {slot.activity for plan in PLANS for slot in schedule(plan, nothing)}

    assert aside
    assert not aside & planned
    assert [] == [
        name
        for name, one in CUES.items()
        if name.rpartition(".")[0] in aside and set(one.minutes) != {ON_THE_SIDE}
    ]


def test_minutes_are_ordered() -> None:
    """At least one minute; the plan lies between least and most."""
    assert MINUTES
    assert [] == [name for name, m in MINUTES.items() if not 1 <= m.least <= m.plan <= m.most]


def test_what_is_read_aloud_speaks_to_the_group_and_the_rest_to_one_person() -> None:
    """Whoever leads hears at once who is meant: “ihr” only aloud, and in what is quoted."""
    aloud = {name: DE(found.say) for name, found in CUES.items()}
    aside = {
        name: QUOTED.sub("", " ".join(DE(part) for part in (found.watch, found.cut, found.worked)))
        for name, found in CUES.items()
    }

    assert [] == [name for name, text in aloud.items() if TO_ONE.search(text)]
    assert [] == [name for name, text in aside.items() if TO_A_GROUP.search(text)]


def test_how_one_sees_that_it_worked_completes_its_label() -> None:
    """In German the label is “Geklappt hat es, wenn”: what follows is no sentence of its own."""
    worked = [DE(found.worked) for found in CUES.values() if found.worked]

    assert DE("It worked if").endswith(" wenn")
    assert [] == [text for text in worked if not text[0].islower()]


@pytest.mark.parametrize("lang", LANGS)
def test_a_cue_can_be_said_in_every_language(lang: Lang) -> None:
    """What is empty stays empty, and what is to be said has no placeholders left open."""
    for name, one in CUES.items():
        texts = (one.say, one.watch, one.cut, one.worked)
        said = [Words(lang)(text) for text in texts]

        assert [bool(text) for text in texts] == [bool(text) for text in said], name
        assert not set("{}") & set("".join(said)), name


@pytest.mark.parametrize("act", [0, 1, 2])
def test_the_first_acts_tell_what_to_watch_and_what_to_cut(act: int) -> None:
    """Whoever has never seen the kit knows in each step what to mind and what to leave out."""
    cues = [cue for station in stations(ACTS[act], nothing) for cue in station.cues.values()]

    assert cues
    assert [] == [cue.say for cue in cues if not (cue.watch and cue.cut)]


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_keeps_its_time(plan: str) -> None:
    """All steps together, as planned and with the breaks, take no longer than the plan says."""
    slots = schedule(plan, chose("lead"))
    needed = sum(slot.minutes.plan for slot in slots) + sum(PLANS[plan].breaks.values())

    assert 0.8 * PLANS[plan].minutes <= needed <= PLANS[plan].minutes
    assert [slot.begins for slot in slots] == sorted({slot.begins for slot in slots})


def test_forty_five_minutes_are_acts_zero_and_one_and_a_kind_word() -> None:
    """The short plan holds the two sortings and one word, and ends on a friendly note."""
    names = list(dict.fromkeys(slot.activity for slot in schedule("45", nothing)))

    assert [
        "arriving",
        "arriving.quiz",
        "arriving.cases",
        "terms.choice",
        "terms.lead",
        "terms.again",
        "retro.collect",
        "charter.checkout",
    ] == names


def test_the_group_chooses_the_words_in_between() -> None:
    """Act 1 has a station for each word chosen, between the choice and the second sorting."""
    names = [station.key for station in stations(ACTS[1], chose("mql", "own1"))]

    assert ["terms.choice", "terms.mql", "terms.own1", "terms.duties", "terms.again"] == names


def test_a_station_is_found_by_its_name() -> None:
    """What was not chosen is no station; after the last of an act comes none."""
    found = station_of("terms.mql", chose("mql"))

    assert found is not None
    assert as_typed("mql") == found.title
    assert station_of("terms.mql", nothing) is None
    assert station_of("nowhere", nothing) is None
    assert station_after("terms.again", nothing) is None
    assert station_after("arriving", nothing) == station_of("arriving.quiz", nothing)


@pytest.mark.parametrize(
    "terms", ["lead", [7], [{"key": "lead"}], [{"key": 1, "label": "x"}], None]
)
def test_what_is_no_word_costs_the_room_nothing(terms: object) -> None:
    """A damaged row of the choice leaves Lead on the table, for the page and the presenter."""
    keys = [station.key for station in stations(ACTS[1], lambda _: {"terms": terms})]

    assert ["terms.choice", "terms.lead", "terms.duties", "terms.again"] == keys


def test_only_words_are_words() -> None:
    """Choice, duties and second sorting are decisions of act 1, and no glossary entries."""
    decided = ["arriving", "terms.choice", "terms.mql", "terms.lead", "terms.duties", "kpis"]
    decided += ["terms.again"]

    assert ["terms.mql", "terms.lead"] == term_subjects(decided)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_leads_through(plan: str) -> None:
    """From the first step each leads to the next one in the plan, and what is decided is shown."""
    step: tuple[str, str] | None = ("arriving", "think")
    seen = []
    while step:
        seen.append(step)
        step = following(plan, nothing, *step)
    planned = [(slot.activity, slot.beat) for slot in schedule(plan, nothing)]

    assert planned == [one for one in seen if one[1] != "recorded"]
    assert seen.count(("arriving", "recorded")) == 1


@pytest.mark.parametrize(
    ("activity", "beat", "plan", "expected"),
    [
        ("arriving", "think", "", "reveal"),
        ("arriving", "reveal", "45", "decide"),
        ("arriving", "reveal", "240", "talk"),
        ("arriving", "recorded", "45", "arriving.quiz"),
        ("arriving.quiz", "reveal", "45", "arriving.cases"),
        ("arriving.quiz", "reveal", "240", "arriving.bond"),
        ("arriving.cases", "reveal", "45", NEXT),
        ("terms.lead", "recorded", "90", NEXT),
        ("terms.lead", "recorded", "45", "terms.again"),
    ],
)
def test_the_facilitator_is_led_on(activity: str, beat: str, plan: str, expected: str) -> None:
    """The next step is a beat, a station of the act, or the act that follows, as planned."""
    found = for_presenter(at(activity, beat, plan), "de")["next"]

    assert found is not None
    assert expected == found["to"]
    assert found["label"]


def test_a_short_plan_ends_with_its_own_last_step() -> None:
    """It is led past the acts for which there is no time, to where people say goodbye."""
    following = for_presenter(at("retro.collect", "reveal", "45"), "de")["next"]

    assert {"to": "charter.checkout", "label": "Check-out"} == following
    assert for_presenter(at("charter.checkout", "reveal", "45"), "de")["next"] is None


def test_the_last_act_leads_nowhere() -> None:
    """After the check-out nothing is next."""
    assert act_after(ACTS[-1].key) is None
    assert for_presenter(at("charter.checkout", "reveal"), "en")["next"] is None


def test_the_script_fits_the_beat() -> None:
    """What to say, to watch for and to leave out, with its minutes, is that of this step."""
    shown = for_presenter(at("retro.why", "talk"), "en")
    expected = STATIONS["retro.why"].cues[Beat.TALK]
    texts = {name: getattr(expected, name) for name in ("say", "watch", "cut", "worked")}

    assert "Discuss" == shown["beat_label"]
    assert texts | {"minutes": expected.minutes["240"]._asdict()} == shown["cue"]


def test_a_step_on_the_side_has_its_minutes_in_every_plan() -> None:
    """The plan leads past it, but whoever goes there knows how long it takes, and comes back."""
    state = at("terms.duties", "think", "90")
    shown = for_presenter(state, "en")
    done = for_presenter(at("terms.duties", "recorded", "90"), "en")["next"]

    assert {"least": 1, "plan": 1, "most": 2} == shown["cue"]["minutes"]
    assert shown["plan"]["begins"] is None
    assert "reveal" == shown["next"]["to"]
    assert done is not None
    assert NEXT == done["to"]


def test_the_clock_of_a_plan_begins_when_it_is_chosen() -> None:
    """The presenter sees the plan, when it began, and at which minute this step was due."""
    shown = for_presenter(at("arriving.quiz", "think", "45"), "en")["plan"]
    slot = slot_of("45", nothing, "arriving.quiz", "think")

    assert slot is not None
    assert ("45", 45, 60.0, slot.begins) == (
        shown["key"],
        shown["minutes"],
        shown["begun"],
        shown["begins"],
    )
    assert list(PLANS) == [one["key"] for one in shown["plans"]]


def test_a_step_left_out_has_no_minutes() -> None:
    """Whoever does a step that the plan leaves out is told so, and sees its script."""
    shown = for_presenter(at("arriving.bond", "think", "45"), "en")

    assert shown["cue"]["say"]
    assert shown["cue"]["minutes"] is None
    assert shown["plan"]["begins"] is None


@pytest.mark.parametrize("activity", ["terms.lead", "kpis", "arriving"])
def test_whatever_decides_has_all_five_beats(activity: str) -> None:
    """Only activities in which nothing is decided do without a beat."""
    station = known_station(activity)

    assert station
    assert BEATS == station.beats
