"""What each audience may see. Every way out of the room goes through one of these functions,
or through `workshop.room.views.presenting`.

Nothing here returns a token or its hash, or the name under which an answer is filed; cards carry
their own name, which is needed to vote for them or to hide them and tells nobody whose they are.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Any

from workshop.acts import act_of
from workshop.agenda import Beat, station_of
from workshop.room.log.event import KEYBOARD
from workshop.room.state.done import is_done
from workshop.room.state.moments import is_shown, moments_of
from workshop.room.state.participant import answer_id, card_id
from workshop.room.state.question import Cards
from workshop.room.state.result import Result, result_of
from workshop.room.views.headcount import headcount
from workshop.room.views.phrases import who_sees
from workshop.room.views.talk import offered, talk
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.room.state.participant import Participant
    from workshop.room.state.state import Asked, RoomState
    from workshop.words import Lang

BACK, NEXT = "back", "next"
"""Steps: to whatever was before, and to the act that follows."""


def scene(state: RoomState) -> str:
    """Return a short name of what all phones see; it changes when they have to look again."""
    return state.once("scene", lambda: _scene(state))


def _scene(state: RoomState) -> str:
    shown = {
        "activity": state.activity,
        "beat": state.beats.get(state.activity),
        "timer": state.timers.get(state.activity),
        "talk": talk(state, Words("en")),
        "questions": questions(state, "en"),
    }
    return sha256(dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def for_everybody(state: RoomState) -> dict[str, Any]:
    """Return the counts that are pushed to every phone and to the presenter.

    Returns:
        ``people``: how many are here, ``ready``: how many of them say that they are done, and
        ``answered``: question to the number of its answers.
    """
    return state.once("everybody", lambda: _everybody(state))


def _everybody(state: RoomState) -> dict[str, Any]:
    count = headcount(state)
    return {
        "people": count.total,
        "ready": count.ready,
        "answered": {
            asked.question.key: answers(state, asked.question.key) for asked in here(state)
        },
    }


def for_phone(state: RoomState, token: str, me: Participant) -> dict[str, Any]:
    """Return what one phone sees, its own answers included.

    Args:
        state: the room.
        token: the phone's; it finds its own answers and is not part of what is returned.
        me: who holds the token.
    """
    words = Words(me.lang)
    return {
        **for_everybody(state),
        "scene": scene(state),
        "me": asdict(me),
        "activity": state.activity,
        "title": title(state, words),
        "beat": state.beats.get(state.activity, "think"),
        "ends": state.timers.get(state.activity),
        "done": is_done(state, token),
        "talk": state.once(("talk", me.lang), lambda: talk(state, words)),
        "questions": [
            public | {"mine": _mine(asked, state, token)}
            for asked, public in zip(here(state), questions(state, me.lang), strict=True)
        ],
    }


def for_screen(state: RoomState, key: str) -> Result | None:
    """Return what the projector shows of a question: hidden cards are not in it.

    Before the reveal it holds the number of answers and nothing else.
    """
    asked = state.questions.get(key)
    if asked is None:
        return None
    if not asked.is_revealed:
        return Result(n=answers(state, key), sides={})
    return _shown(state, key)


def for_export(state: RoomState, lang: Lang) -> list[list[str]]:
    """Return all revealed answers as rows: question, item, answer, side, count.

    Args:
        state: the room.
        lang: of the questions and options; what people wrote stays as it is.
    """
    rows = []
    for key, asked in state.questions.items():
        if not asked.is_revealed:
            continue
        prompt = asked.question.prompt[lang]
        found = _shown(state, key)
        for item, bars in found.groups:
            about = item.label[lang] if item else ""
            for bar in bars:
                rows.append([prompt, about, bar.label[lang], "", str(bar.n)])
                rows += [
                    [prompt, about, bar.label[lang], s, str(n)] for s, n in bar.by_side.items()
                ]
        for line in found.lines:
            rows.append([prompt, line.group[lang] if line.group else "", line.text, "", "1"])
    return rows


def answers(state: RoomState, key: str) -> int:
    """Return how many phones answered a question; cards count each."""
    return sum(one.item not in KEYBOARD for one in state.said(key))


def where(state: RoomState) -> str:
    """Return a short name of where everybody is: activity, beat and moment."""
    beat = state.beats.get(state.activity, Beat.THINK)
    place = moments_of(state, state.activity, beat).place
    return f"{state.activity}/{beat}/{place if is_shown(state, state.activity, beat) else '-'}"


def title(state: RoomState, words: Words) -> str:
    """Return where everybody is: the act, and its station where it has several."""
    act = act_of(state.activity)
    station = station_of(state.activity, state.decision)
    if act is None:
        return ""
    name = station.title[words.lang] if station else ""
    return act.heading(words) + (f" · {name}" if name not in ("", words(act.title)) else "")


def here(state: RoomState) -> list[Asked]:
    """Return the questions of the present activity."""
    return [one for one in state.questions.values() if one.activity == state.activity]


def questions(state: RoomState, lang: Lang) -> list[dict[str, Any]]:
    """Return what everybody sees of the questions here: a thousand phones ask for the same."""
    return state.once(lang, lambda: [_public(asked, state, lang) for asked in here(state)])


def _public(asked: Asked, state: RoomState, lang: Lang) -> dict[str, Any]:
    question = asked.question
    status = "revealed" if asked.is_revealed else "open" if asked.is_open else "closed"
    found = _shown(state, question.key) if asked.is_revealed else None
    words = Words(lang)
    return {
        **_in_language(offered(state, question).model_dump(mode="json"), lang),
        "status": status,
        "turn": asked.turn,
        "who_sees": words(who_sees(question), fewest=words.number(state.fewest)),
        "result": _said(found, lang) if found else None,
    }


def _in_language(data: Any, lang: Lang) -> Any:
    """Return plain data with every text in one language."""
    if isinstance(data, dict):
        if data.keys() == set(LANGS):
            return data[lang]
        return {key: _in_language(value, lang) for key, value in data.items()}
    return [_in_language(one, lang) for one in data] if isinstance(data, list) else data


def _said(found: Result, lang: Lang) -> dict[str, Any]:
    return {
        "n": found.n,
        "mean": found.mean,
        "median": found.median,
        "sides": found.sides,
        "groups": [
            {
                "label": item.label[lang] if item else "",
                "bars": [
                    {"label": bar.label[lang], "n": bar.n, "by_side": bar.by_side} for bar in bars
                ],
            }
            for item, bars in found.groups
        ],
        "lines": [
            {"text": line.text, "group": line.group[lang] if line.group else ""}
            for line in found.lines
        ],
    }


def _shown(state: RoomState, key: str) -> Result:
    """Return the answers to a question without its hidden cards."""
    answered = result_of(state, key)
    assert answered is not None  # noqa: S101 - only asked for questions of the room
    return replace(answered, lines=answered.shown_lines)


def _mine(asked: Asked, state: RoomState, token: str) -> Any:
    question, box = asked.question, asked.ballot_box
    if not isinstance(question, Cards):
        return state.item(question.key, answer_id(token, box)) or None
    names = (card_id(token, box, place) for place in range(question.most))
    held = ((place, state.item(question.key, name)) for place, name in enumerate(names))
    return [{"place": place, **body} for place, body in held if body]
