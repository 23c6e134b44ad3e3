"""What stands above a step where somebody learns alone."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

from support.acts.acting import alone

import workshop.notebook
from workshop.agenda import STATIONS, Beat, known_station
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.frame.activity import Activity
from workshop.notebook.solo.prompts import ALONE
from workshop.story.solo.persona import PERSONAS
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.story.context import Stage

DE = Words("de")
TO_A_GROUP = re.compile(r"\b(ihr|euch|eure?[mnrs]?)\b", re.IGNORECASE)
TO_ONE = re.compile(r"\b(du|dir|dich|deine?[mnrs]?)\b", re.IGNORECASE)


def activities(kind: type[Activity] = Activity) -> Iterator[type[Activity]]:
    """Yield every activity of every act that has lines of its own."""
    for module in pkgutil.walk_packages(workshop.notebook.__path__, "workshop.notebook."):
        import_module(module.name)
    for each in kind.__subclasses__():
        yield from ([each] if "prompts" in vars(each) else [])
        yield from activities(each)


def lines() -> Iterator[tuple[str, str, str]]:
    """Yield what each step says to a group and to one person, with its place, in German."""
    for kind in activities():
        station = known_station(getattr(kind, "key", "terms.lead"))
        assert station is not None
        for beat, text in kind.prompts.items():
            own = ALONE.get(station.key, {}).get(beat, text)
            yield f"{station.key} {beat.value}", DE(text), DE(own)


def test_a_group_and_one_person_are_each_spoken_to_as_what_they_are() -> None:
    """“ihr” to several, “du” to one who is alone, in every step of every act."""
    seen = list(lines())

    assert len({place.split()[0] for place, _, _ in seen}) == len(STATIONS)
    assert [] == [place for place, group, _ in seen if TO_ONE.search(group)]
    assert [] == [place for place, _, own in seen if TO_A_GROUP.search(own)]


def test_every_line_for_one_person_is_said_somewhere() -> None:
    """A line for a station or a step that is not there would never be read."""
    there = {place for place, _, _ in lines()}
    written = {f"{key} {beat.value}" for key, beats in ALONE.items() for beat in beats}

    assert set() == written - there


def test_a_line_changes_with_who_is_there(stage: Stage) -> None:
    """The group's line stands until somebody is alone; then it names who is played."""
    arriving, word = Arriving(stage), SharedTerm(stage)
    group = arriving.prompt(Beat.REVEAL), word.prompt(Beat.THINK)
    alone(stage, "sales")
    own = arriving.prompt(Beat.REVEAL), word.prompt(Beat.THINK)

    assert group[0] == stage.words(Arriving.prompts[Beat.REVEAL])
    assert PERSONAS["marketing"].name in own[0]
    assert own[1] != group[1]
    assert all(word.word in text and "{" not in text for text in (group[1], own[1]))
