"""The rules of the room: an objection can change one, and what was agreed on is what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from acting import HOSTILE, cover_both, hall, type_in, vote
from screen import choose, field, press, text

from workshop.activities.arriving import GUESS, SAFETY, WHO, Arriving
from workshop.activities.assembly import assemble
from workshop.activities.house_rules import LONGEST, RULES, recorded_rules, rules_of
from workshop.agenda import Beat
from workshop.room.question import Consent
from workshop.widgets.html import esc
from workshop.words import LANGS, Words, both

if TYPE_CHECKING:
    from workshop.activities.stage import Stage

ROUND = "Does anybody have a reasoned objection?"
AGREED = "No objection: good enough for now, safe enough to try"
EARLY = {"rules": list(RULES), "objections": ["Nein"], "decided_on": "2026-11-23"}
"""What an earlier version recorded."""


def deciding(stage: Stage) -> Arriving:
    """Return the act where the rules are decided, at the keyboard unless phones are there."""
    act = Arriving(stage)
    for side in ("sales", "marketing"):
        said: dict[str, dict[str, Any]] = {
            SAFETY: {"value": 4},
            WHO: {"choice": "new"},
            GUESS: {"value": 50},
        }
        for key, body in said.items():
            type_in(stage, key, **{side: body})
            if stage.room.state.is_live:
                vote(stage, key, side, [body] * 5)
    cover_both(act)
    act.enter(Beat.DECIDE)
    return act


def word(act: Arriving, place: int, said: str) -> None:
    """Word a rule anew; the fifth field is the room's own."""
    words = act.words
    name = words("Rule {n}", n=place + 1) if place < len(RULES) else words("A rule of your own")
    field(act.widget, name).value = said


def record(act: Arriving) -> dict[str, Any]:
    """Ask the round, record, and return what was recorded."""
    choose(act.widget, act.words(ROUND), act.words(AGREED))
    press(act.widget, act.words("Record it"))
    return act.room.state.decision("arriving") or {}


def test_a_rule_can_be_worded_anew_and_a_fifth_added(stage: Stage) -> None:
    """What was agreed on stands on the screen and in the charter of both languages."""
    act = deciding(stage)
    word(act, 1, f"Wir erzählen nur, was wir lernten {HOSTILE}")
    word(act, 4, "Handys bleiben leise.")
    entry = record(act)
    shown = text(act.widget)
    charters = {lang: assemble(stage, Words(lang)).rules for lang in LANGS}

    assert esc(f"Wir erzählen nur, was wir lernten {HOSTILE}") in shown
    assert stage.words(RULES[1]) not in shown
    assert 5 == len(entry["rules"])
    for lang in LANGS:
        usual = [Words(lang)(rule) for rule in RULES]
        assert [usual[0], usual[2], usual[3]] == [charters[lang][n] for n in (0, 2, 3)]
        assert "Handys bleiben leise." == charters[lang][4]


def test_an_emptied_rule_is_left_out(stage: Stage) -> None:
    """A rule nobody can carry need not stand there."""
    act = deciding(stage)
    word(act, 3, "  ")
    entry = record(act)

    assert [stage.words(rule) for rule in RULES[:3]] == rules_of(entry, stage.words)


def test_without_any_rule_nothing_is_agreed(stage: Stage) -> None:
    """An empty sheet is no agreement."""
    act = deciding(stage)
    for place in range(len(RULES)):
        word(act, place, "")
    record(act)

    assert stage.room.state.decision("arriving") is None
    assert stage.words("There is no rule left.") in text(act.widget)


def test_a_new_wording_is_asked_about_anew(stage: Stage) -> None:
    """Phones are asked again, and the objection that led to it stays with the decision."""
    hall(stage)
    act, words = deciding(stage), stage.words
    press(act.widget, words("Ask the phones"))
    asked = [one.question for one in stage.room.state.questions.values()]
    (question,) = [one for one in asked if isinstance(one, Consent)]
    vote(stage, question.key, "both", [question.check({"answer": "objection", "reason": "Nie?"})])
    word(act, 1, "Was hier gesagt wird, bleibt hier, bis auf Geld.")
    press(act.widget, words("Record it"))
    refused = text(act.widget)
    press(act.widget, words("Ask the phones"))
    entry = record(act)

    assert words("The proposal was changed after the phones were asked.") in refused
    assert ([], [{"round": 1, "text": "Nie?"}]) == (entry["objections"], entry["earlier"])
    assert any("Nie?" in told for told in assemble(stage, words).rule_objections)


def test_a_rule_has_its_length(stage: Stage) -> None:
    """A rule nobody can remember is refused at once."""
    act = deciding(stage)
    word(act, 0, "x" * (LONGEST + 1))

    assert stage.words("This text is too long.") in text(act.widget)


@pytest.mark.parametrize("lang", LANGS)
def test_rules_of_earlier_versions_are_said_in_every_language(lang: str) -> None:
    """They were recorded in English and are read as they were."""
    words = Words("de" if lang == "de" else "en")

    assert [words(rule) for rule in RULES] == rules_of(EARLY, words)


def test_rules_as_they_are_offered_are_recorded_as_before() -> None:
    """An older kit can read them."""
    assert {"rules": list(RULES)} == recorded_rules([both(rule) for rule in RULES])
