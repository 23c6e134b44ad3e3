"""What stands on a phone beside questions: what is talked about, and what was agreed on."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.agenda import STATIONS, Beat
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant
from workshop.room.state.question import Option, ShortText, Sort
from workshop.room.state.state import RoomState
from workshop.room.views.projection import for_phone, scene
from workshop.room.views.talk import talk
from workshop.story.act1.questions import think_questions
from workshop.story.cases.ratings import AFTER, BASELINE, sort_question
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, Lang, Words, as_typed

CASES = (Option(key="c1", label=as_typed("one")),)
BEATS = [(key, beat) for key, station in STATIONS.items() for beat in station.cues]


def at(activity: str, beat: str = "think", *more: Event) -> RoomState:
    """Return a room in this step, after these events."""
    start = [
        Event(kind="act_opened", subject=activity, body={"at": 1.0}),
        Event(kind="beat_entered", subject=activity, body={"beat": beat, "at": 2.0}),
    ]
    return fold([*start, *more])


def asks(activity: str, question: Sort | ShortText) -> Event:
    """Return that a question is asked."""
    body = {"activity": activity, "question": question.model_dump(mode="json")}
    return Event(kind="question_opened", subject=question.key, body=body)


def agreed(term: str, sentence: str = "we know what they need") -> Event:
    """Return that a term was agreed on."""
    return Event(kind="decided", subject=f"terms.{term}", body={"term": term, "sentence": sentence})


def classes(state: RoomState) -> list[str]:
    """Return the classes that a phone is offered."""
    (question,) = for_phone(state, "t" * 22, Participant("sales", "en"))["questions"]
    return [one["key"] for one in question["classes"]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("station", "beat"), BEATS)
def test_what_is_said_aloud_stands_on_every_phone(station: str, beat: Beat, lang: Lang) -> None:
    """No beat in which the phone has nothing to show; nothing but what is read aloud goes out."""
    activity = station.replace("*", "lead")
    seen: dict[str, Any] = for_phone(at(activity, beat), "t" * 22, Participant("sales", lang))
    cue = STATIONS[station].cues[beat]
    private = [words for words in (cue.watch, cue.cut, cue.worked) if words]

    assert Words(lang)(cue.say) == seen["talk"]["say"]
    assert not [text for text in private if Words(lang)(text) in repr(seen)]


def test_an_empty_room_says_nothing() -> None:
    """Before the first act there is nothing to talk about, and that is no error."""
    assert {"beat": "Denken", "say": "", "agreed": [], "take": []} == talk(RoomState(), Words("de"))


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_just_agreed_stands_where_it_is_sorted_by(lang: Lang) -> None:
    """With how the sentence begins, as people were asked for it; and nowhere else."""
    sentence = think_questions(TERMS["lead"])[0]
    assert isinstance(sentence, ShortText)
    events = (asks("terms.lead", sentence), agreed("lead"))
    (found,) = talk(at("terms.again", "think", *events), Words(lang))["agreed"]

    assert TERMS["lead"].begins(Words(lang)) == found["opening"]
    assert "we know what they need" == found["sentence"]
    assert found == talk(at("terms.lead", "recorded", *events), Words(lang))["agreed"][0]
    assert [] == talk(at("retro", "think", *events), Words(lang))["agreed"]


def test_only_what_was_agreed_is_offered_when_sorting_again() -> None:
    """Nobody sorts into MQL by a definition of Lead; before anything is agreed, all stand."""
    again, first = sort_question(AFTER, CASES), sort_question(BASELINE, CASES)
    asked = asks("terms.again", again)
    both = (agreed("lead"), agreed("sql"))

    assert ["not_yet", "lead", "mql", "sql"] == classes(at("terms.again", "think", asked))
    assert ["not_yet", "lead"] == classes(at("terms.again", "think", asked, agreed("lead")))
    assert ["not_yet", "lead", "sql"] == classes(at("terms.again", "think", asked, *both))
    assert len(again.classes) == len(
        classes(at("terms.again", "think", asked, agreed("campaign")))
    ), "what has no class of its own takes none away"
    assert len(first.classes) == len(
        classes(at("arriving.cases", "think", asks("arriving.cases", first), agreed("lead")))
    )


def test_phones_look_again_when_something_was_agreed() -> None:
    """The sentence is on the page, so another one is another scene."""
    before, after = (at("terms.again", "think", *more) for more in ((), (agreed("lead"),)))

    assert scene(before) != scene(after)
