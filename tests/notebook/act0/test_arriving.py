"""Act 0, walked by its buttons and by phones: who is here, and which rules of the room hold."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import HOSTILE, alone, charter, cover_both, decisions, hall, type_in, vote
from support.acts.screen import choose, esc, field, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.answers import footing, headline
from workshop.notebook.act0.arriving import ALONE, TOGETHER, Arriving
from workshop.room.log.event import Event
from workshop.room.state.door import Door
from workshop.room.state.question import Consent
from workshop.side import SIDES, side_name
from workshop.story.act0.arriving import GUESS, SAFETY, TENURES, WHO, questions
from workshop.story.act0.rules import LONGEST
from workshop.story.decisions.record import EarlierObjection
from workshop.story.decisions.types import KIT_RULES, HouseRule, HouseRules
from workshop.story.frame.covering import is_covered
from workshop.story.solo.mode import choose_mode, learner
from workshop.story.solo.persona import PERSONAS
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.side import Side
    from workshop.story.context import Stage

SAFETY_ASKED, WHO_ASKED, GUESS_ASKED = (question.prompt for question in questions())
DONE = "We’re done"
LOW = (
    "Not everyone feels free to speak up today. So write more and talk in pairs; nobody "
    "has to say anything in front of everyone."
)
HIGH = "Which answer surprised you most, and why?"
ROUND = "Does anyone have a reasoned objection?"
AGREED = "No objection: good enough for now, safe enough to try"
RULES = tuple(KIT_RULES.values())
ASKED = "Who’s here?"


def feel(stage: Stage, *values: int) -> Arriving:
    """Return the act in a hall where phones said how safe they feel."""
    sit(stage, *["sales"] * len(values))
    act = Arriving(stage)
    for n, value in enumerate(values):
        stage.room.say(SAFETY, "both", {"value": value}, f"phone-{n}")
    return act


def write(act: Arriving, safety: str, tenure: str, guess: str) -> None:
    """Fill in the first open side's panel as people do, and cover it."""
    lang = act.words.lang
    choose(act.widget, SAFETY_ASKED[lang], safety)
    choose(act.widget, WHO_ASKED[lang], act.words(TENURES[tenure]))
    unit = act.words("of 100")
    field(act.widget, f"{GUESS_ASKED[lang]} ({unit})").value = guess
    press(act.widget, act.words(DONE))


def both_wrote(stage: Stage) -> Arriving:
    """Return the act after both sides answered at the keyboard."""
    act = Arriving(stage)
    write(act, "2", "new", "80")
    write(act, "4", "ever", "37")
    return act


def test_three_questions_are_asked(stage: Stage) -> None:
    """Everybody begins with the same three, on every phone."""
    Arriving(stage)
    asked = [one.question.key for one in stage.room.state.open_questions("arriving")]

    assert [SAFETY, WHO, GUESS] == asked


def test_how_safe_it_is_says_no_side(stage: Stage) -> None:
    """“Sales is afraid” would be the end of it, and tenure names people; guesses are compared."""
    Arriving(stage)
    asked = stage.room.state.questions

    assert [False, False, True] == [asked[k].question.by_side for k in (SAFETY, WHO, GUESS)]


@pytest.mark.parametrize("phones", [0, 3])
def test_nothing_is_revealed_before_somebody_answered(stage: Stage, phones: int) -> None:
    """An empty room has nothing to look at, with or without phones."""
    sit(stage, *["sales"] * phones)
    act = Arriving(stage)

    with pytest.raises(WorkshopError):
        act.enter(Beat.REVEAL)
    assert act.beat is Beat.THINK


def test_one_answer_by_phone_is_enough(stage: Stage) -> None:
    """Nobody waits for a keyboard that nobody uses."""
    assert feel(stage, 4).complaint() is None


def test_at_the_keyboard_both_sides_are_waited_for(stage: Stage) -> None:
    """The first side's answers stay covered until the second is done."""
    act = Arriving(stage)
    write(act, "2", "new", "80")
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Not everyone is done yet.") in text(act.widget)


def test_a_side_answers_all_three(stage: Stage) -> None:
    """Half an answer cannot be covered."""
    act = Arriving(stage)
    choose(act.widget, SAFETY_ASKED[stage.words.lang], "2")
    press(act.widget, stage.words(DONE))

    assert not is_covered(act, "sales")
    assert 'role="alert"' in text(act.widget)


def test_an_unanswered_field_is_no_changed_question(stage: Stage) -> None:
    """Who forgot a field is told so, and not to reload the page."""
    act = Arriving(stage)
    press(act.widget, stage.words(DONE))
    shown = text(act.widget)

    assert stage.words("One question hasn’t been answered yet.") in shown
    assert stage.words("Reload the page; the question may have changed.") not in shown


def test_nobody_is_sent_to_buttons_that_are_not_there(stage: Stage) -> None:
    """With phones the refusal does not name “We’re done”."""
    sit(stage, "sales")
    act = Arriving(stage)
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Nobody has answered yet.") in text(act.widget)
    assert f"“{stage.words(DONE)}”" not in text(act.widget)


def test_where_phones_are_the_keyboard_asks_nothing(stage: Stage) -> None:
    """One way to answer at a time: the questions stand on the phones."""
    sit(stage, "sales")

    assert stage.words(DONE) not in text(Arriving(stage).widget)


def test_the_keyboards_answers_are_revealed_side_by_side(stage: Stage) -> None:
    """Each side's three answers, in words, and the other side's beside them."""
    act = both_wrote(stage)
    covered = text(act.widget)
    press(act.widget, stage.words("Reveal") + " →")
    shown = text(act.widget)
    said = [stage.words(TENURES["new"]), stage.words(TENURES["ever"])]

    assert not any(answer in covered for answer in said)
    for answer in (*said, "80", "37", "2", "4"):
        assert f"<b>{answer}</b>" in shown


def test_the_number_of_the_data_stands_beside_the_guesses(stage: Stage) -> None:
    """Everybody guessed; now everybody sees how it is, with n and the day."""
    act = feel(stage, 4, 4)
    for n, value in enumerate((20, 91, 40, 71, 55)):
        stage.room.say(GUESS, "sales", {"value": value}, f"phone-{n}")
    act.enter(Beat.REVEAL)
    shown, rate = text(act.widget), ask(KPIS["acceptance_rate"], Scope.of(stage.crm))
    median = stage.words.number(55, 1)

    assert stage.words("Median {median}, n = {n}", median=median, n=5) in shown
    assert rate.value is not None
    assert f"<b class='ot-truth'>{stage.words.number(100 * rate.value, 0)}</b>" in shown
    assert f"{stage.words('Your guess')} {stage.words.number(55, 0)}" in shown
    assert footing(rate, stage.words) in shown


def test_the_truth_is_not_told_before_the_reveal(stage: Stage) -> None:
    """A guess after the answer is none."""
    rate = ask(KPIS["acceptance_rate"], Scope.of(stage.crm))

    assert headline(rate, stage.words) not in text(feel(stage, 4).widget)


@pytest.mark.parametrize(
    ("values", "advice", "other"),
    [
        ((2, 4, 3, 2, 4), LOW, HIGH),
        ((1,) * 5, LOW, HIGH),
        ((3, 4, 4, 4, 4), HIGH, LOW),
        ((5,) * 5, HIGH, LOW),
        # The advice would say what one of so few answered.
        ((1, 1), HIGH, LOW),
    ],
)
def test_where_few_feel_safe_nobody_has_to_speak(
    stage: Stage, values: tuple[int, ...], advice: str, other: str
) -> None:
    """A mean of three or less changes how the room talks."""
    act = feel(stage, *values)
    act.enter(Beat.TALK)

    assert stage.words(advice) in text(act.widget)
    assert stage.words(other) not in text(act.widget)


def test_low_safety_at_the_keyboard_changes_the_advice(stage: Stage) -> None:
    """Without phones the two sides' answers say how safe it is."""
    act = Arriving(stage)
    write(act, "2", "new", "80")
    write(act, "3", "ever", "0")
    act.enter(Beat.TALK)

    assert stage.words(LOW) in text(act.widget)
    assert stage.words(HIGH) not in text(act.widget)


def test_the_code_is_big_while_people_arrive_and_small_afterwards(stage: Stage) -> None:
    """In the first beat the way in is all that matters."""
    opened = asdict(Door(code="ABCDEF", key="k", address="http://192.0.2.7:8808"))
    stage.room._log.append(Event(kind="room_opened", subject="room", body=opened))
    act = feel(stage, 4)
    big = text(act.widget)
    act.enter(Beat.TALK)

    assert "<details" not in big
    assert "ABCDEF" in big
    assert '<details class="ot-join-small">' in text(act.widget)


def test_the_rules_are_agreed_by_consent(stage: Stage) -> None:
    """The rules hold with what spoke against them, and stand on the screen."""
    act, words = feel(stage, 4), stage.words
    act.enter(Beat.DECIDE)
    choose(
        act.widget,
        words("Does anyone have a reasoned objection?"),
        words("No objection: good enough for now, safe enough to try"),
    )
    press(act.widget, words("Record it"))
    rules = tuple(HouseRule(key=key) for key in KIT_RULES)

    assert HouseRules(rules=rules, decided_on=date(2026, 11, 23)) == decisions(stage).house_rules
    assert act.beat is Beat.RECORDED
    assert all(words(rule) in text(act.widget) for rule in KIT_RULES.values())


def test_phones_read_the_rules_in_their_language(stage: Stage) -> None:
    """The proposal is said in both languages."""
    proposal = Arriving(stage).proposal_text()

    assert KIT_RULES["best"] in proposal["en"]
    assert stage.words(KIT_RULES["best"]) in proposal[stage.words.lang]
    assert proposal["de"] != proposal["en"]


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Half-covered answers are redrawn from the room alone."""
    act = Arriving(make_stage())
    write(act, "2", "new", "80")
    choose(act.widget, WHO_ASKED["de"], act.words(TENURES["ever"]))

    assert text(act.widget) == text(Arriving(make_stage()).widget)


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


def record(act: Arriving) -> HouseRules | None:
    """Ask the round, record, and return what was recorded."""
    choose(act.widget, act.words(ROUND), act.words(AGREED))
    press(act.widget, act.words("Record it"))
    return decisions(act.stage).house_rules


def test_a_rule_can_be_worded_anew_and_a_fifth_added(stage: Stage) -> None:
    """What was agreed on stands on the screen and in the charter of both languages."""
    act = deciding(stage)
    word(act, 1, f"Wir erzählen nur, was wir lernten {HOSTILE}")
    word(act, 4, "Handys bleiben leise.")
    entry = record(act)
    shown = text(act.widget)
    charters = {lang: charter(stage, Words(lang)).rules for lang in LANGS}

    assert esc(f"Wir erzählen nur, was wir lernten {HOSTILE}") in shown
    assert stage.words(RULES[1]) not in shown
    assert entry
    assert 5 == len(entry.rules)
    for lang in LANGS:
        usual = [Words(lang)(rule) for rule in RULES]
        assert [usual[0], usual[2], usual[3]] == [charters[lang][n] for n in (0, 2, 3)]
        assert "Handys bleiben leise." == charters[lang][4]


def test_an_emptied_rule_is_left_out(stage: Stage) -> None:
    """A rule nobody can carry need not stand there."""
    act = deciding(stage)
    word(act, 3, "  ")
    entry = record(act)

    assert entry
    assert list(KIT_RULES)[:3] == [rule.key for rule in entry.rules]


def test_without_any_rule_nothing_is_agreed(stage: Stage) -> None:
    """An empty sheet is no agreement."""
    act = deciding(stage)
    for place in range(len(RULES)):
        word(act, place, "")
    record(act)

    assert stage.room.state.decision("arriving") is None
    assert stage.words("There are no rules left.") in text(act.widget)


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
    assert entry
    assert ((), (EarlierObjection(round=1, text="Nie?"),)) == (entry.objections, entry.earlier)
    assert any("Nie?" in told for told in charter(stage, words).rule_objections)


def test_a_rule_has_its_length(stage: Stage) -> None:
    """A rule nobody can remember is refused at once."""
    act = deciding(stage)
    word(act, 0, "x" * (LONGEST + 1))

    assert stage.words("This text is too long.") in text(act.widget)


def test_nobody_is_alone_before_saying_so(stage: Stage) -> None:
    """A kit that was just opened stands before a team."""
    assert learner(stage.room.state) is None


@pytest.mark.parametrize("side", SIDES)
def test_one_person_says_where_they_belong(stage: Stage, side: Side) -> None:
    """Chosen from the list, the other side is played from then on."""
    act, words = Arriving(stage), stage.words
    choose(act.widget, words(ASKED), words(ALONE, side=side_name(side, words)))
    (other,) = set(SIDES) - {side}

    assert side == learner(stage.room.state)
    assert esc(words(PERSONAS[other].intro)) in text(act.widget)
    assert esc(words(PERSONAS[side].intro)) not in text(act.widget)


def test_whoever_is_alone_may_be_joined(stage: Stage) -> None:
    """Back to a group, nobody is played any more."""
    alone(stage)
    act, words = Arriving(stage), stage.words
    choose(act.widget, words(ASKED), words(TOGETHER))

    assert learner(stage.room.state) is None
    assert PERSONAS["sales"].name not in text(act.widget)


def test_phones_decide_by_being_there(stage: Stage) -> None:
    """One phone is somebody; nobody is played over the head of a person."""
    alone(stage)
    sit(stage, "other")

    assert learner(stage.room.state) is None


@pytest.mark.parametrize("side", ["both", "other", "", "<b>"])
def test_a_side_that_is_none_is_nobody(stage: Stage, side: str) -> None:
    """An odd entry in the log leaves the workshop as it is."""
    stage.room.keep("room.mode", {"side": side})

    assert learner(stage.room.state) is None


def test_a_kernel_that_starts_anew_knows_who_sits_here(make_stage: Callable[..., Stage]) -> None:
    """The choice is the room's, not the kernel's."""
    choose_mode(make_stage().room, "sales")

    assert "sales" == learner(make_stage().room.state)
