"""Act 4, walked by its buttons."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import alone, decisions
from support.acts.screen import choose, every, field, press, text
from support.room.phones import sit
from workshop.notebook.act4.retrospective import Retrospective
from workshop.story.act4.retrospective import CARDS, VOTES

from workshop.agenda import Beat
from workshop.retro.action import Action
from workshop.room.commands.answers import Message, answer
from workshop.room.commands.door import join
from workshop.room.state.participant import Participant, card_name
from workshop.story.solo.mode import choose_mode
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage


def with_cards(stage: Stage, *cards: str) -> Retrospective:
    """Return the act with cards laid face down in the first column."""
    act = Retrospective(stage)
    for card in cards:
        field(act.widget, stage.words("New card"), 0).value = card
        press(act.widget, stage.words("Lay it face down"), 0)
    return act


def at_vote(stage: Stage) -> Retrospective:
    """Return the act with two cards, ready to vote."""
    act = with_cards(stage, "Zuhören", "Nachfassen")
    act.enter(Beat.TALK)
    return act


def planned(stage: Stage) -> Retrospective:
    """Return the act with one action and the round asked."""
    act, words = at_vote(stage), stage.words
    act.enter(Beat.DECIDE)
    field(act.widget, words("What"), 0).value = "Montagsrunde"
    field(act.widget, words("Owner (a role)"), 0).value = "Beide Leitungen"
    field(act.widget, words("Done when"), 0).value = "vier Runden waren"
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anyone have a reasoned objection?"), no_objection)
    return act


def test_cards_lie_face_down_until_they_are_revealed(stage: Stage) -> None:
    """Nobody is led by the first card on the table."""
    act = with_cards(stage, "Zuhören")
    hidden = text(act.widget)
    press(act.widget, stage.words("Reveal") + " →")

    assert "Zuhören" not in hidden
    assert "Zuhören" in text(act.widget)


def test_a_card_keeps_no_side(stage: Stage) -> None:
    """Anonymous means not stored."""
    with_cards(stage, "Zuhören")

    assert ["both"] == [said.side for said in stage.room.state.said("retro.cards")]


def test_nothing_to_reveal_without_cards(stage: Stage) -> None:
    """An empty board is said, not shown."""
    act = Retrospective(stage)
    press(act.widget, stage.words("Reveal") + " →")

    assert stage.words("There are no cards yet.") in text(act.widget)
    assert act.beat is Beat.THINK


def test_one_card_gets_at_most_three_votes_of_a_side(stage: Stage) -> None:
    """The fourth vote on a card cannot be pressed."""
    act = at_vote(stage)
    for _ in range(3):
        press(act.widget, "+", 0)
    card = act.board.cards()[0]
    more = [b for b in every(act.widget) if isinstance(b, w.Button) and b.description == "+"]

    assert more[0].disabled
    assert {card.key: 3} == act.board.ballot("sales")


def test_five_votes_a_side(stage: Stage) -> None:
    """The sixth vote cannot be pressed, on no card."""
    act = at_vote(stage)
    for place in (0, 0, 0, 1, 1):
        press(act.widget, "+", place)
    more = [b for b in every(act.widget) if isinstance(b, w.Button) and b.description == "+"]

    assert sum(act.board.ballot("sales").values()) == 5
    assert [True, True] == [b.disabled for b in more[:2]]


def test_votes_are_covered_when_a_side_is_done(stage: Stage) -> None:
    """The second side does not follow the first one's dots."""
    act = at_vote(stage)
    press(act.widget, "+", 0)
    press(act.widget, stage.words("We’re done"), 0)

    assert "●○○" not in text(act.widget)


def test_the_heaviest_card_comes_first(stage: Stage) -> None:
    """Votes of both sides are added."""
    act = at_vote(stage)
    first, second = act.board.cards()
    act.board.vote("sales", {second.key: 1})
    act.board.vote("marketing", {second.key: 1, first.key: 1})

    assert [(second, 2), (first, 1)] == [(s.card, s.votes) for s in act.board.standings()]


def test_an_action_is_recorded_with_owner_date_and_done_when(stage: Stage) -> None:
    """The charter gets what somebody owns."""
    act = planned(stage)
    press(act.widget, stage.words("Record it"))
    decided = decisions(stage).actions
    assert decided

    action = Action("Montagsrunde", "Beide Leitungen", date(2026, 12, 23), "vier Runden waren")
    assert (action,) == decided.actions
    assert act.beat is Beat.RECORDED


def test_an_action_without_owner_is_refused_in_place(stage: Stage) -> None:
    """“We all” means nobody."""
    act = planned(stage)
    field(act.widget, stage.words("Owner (a role)"), 0).value = ""
    press(act.widget, stage.words("Record it"))

    refused = stage.words("An action needs an owner; “all of us” means nobody.")
    assert refused in text(act.widget)
    assert stage.room.state.decision("retro") is None


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Cards, votes and drafts of actions are redrawn from the room alone."""
    before = text(planned(make_stage()).widget)

    assert before == text(Retrospective(make_stage()).widget)


def test_hostile_cards_stay_text(stage: Stage) -> None:
    """Cards are written by strangers."""
    act = with_cards(stage, "<script>alert(1)</script>")
    for beat in (Beat.REVEAL, Beat.TALK, Beat.DECIDE):
        act.enter(beat)

        assert "<script" not in text(act.widget)


def by_phone(stage: Stage, *cards: str) -> Retrospective:
    """Return the act after as many phones of sales sent a card each."""
    act = Retrospective(stage)
    for n, card in enumerate(cards):
        token, me = f"token-{n}", Participant("sales", "de")
        said = Message(str(n), CARDS, {"column": "wall", "text": card}, rev=1)
        stage.room.execute(partial(join, token=token, me=me, cap=99))
        stage.room.execute(partial(answer, token=token, me=me, message=said))
    return act


def test_a_card_by_phone_keeps_no_side(stage: Stage) -> None:
    """The phone said where it sits; its cards do not know."""
    by_phone(stage, "Zuhören")

    assert ["both"] == [said.side for said in stage.room.state.said(CARDS)]


def test_cards_of_phones_lie_in_no_order_of_arrival(stage: Stage) -> None:
    """Nobody learns who was quick; the order is the cards' own."""
    act = by_phone(stage, "eins", "zwei", "drei", "vier", "fünf")
    keys = [card.key for card in act.board.cards("wall")]

    assert sorted(keys) == keys
    assert 5 == len(set(keys))


def test_votes_of_phones_count(stage: Stage) -> None:
    """Every dot of the hall counts, beside those of the keyboard."""
    act = by_phone(stage, "Zuhören", "Nachfassen")
    act.enter(Beat.TALK)
    first, second = act.board.cards()
    for n in range(2):
        stage.room.say(VOTES, "sales", {"dots": {second.key: 2}}, f"phone-{n}")
    act.board.vote("marketing", {first.key: 3})

    assert [(second, 4), (first, 3)] == [(s.card, s.votes) for s in act.board.standings()]


def test_the_hall_is_asked_for_votes_on_the_cards_as_they_lie(stage: Stage) -> None:
    """Phones vote on what the projector shows, with the column beside it."""
    act = by_phone(stage, "Zuhören", "Nachfassen")
    act.enter(Beat.TALK)
    options = stage.room.state.questions[VOTES].question.options

    assert [card.key for card in act.board.cards()] == [option.key for option in options]
    assert {"Zuhören", "Nachfassen"} == {option.label["de"] for option in options}


def test_a_hidden_card_is_gone_everywhere(stage: Stage) -> None:
    """What the presenter hid before the reveal is seen in no later beat, and on no phone."""
    act = by_phone(stage, "Zuhören", "Der Chef spinnt")
    insult = next(card for card in act.board.cards() if card.text != "Zuhören")
    stage.room.show_card(CARDS, insult.key, shown=False)
    for beat in (Beat.REVEAL, Beat.TALK, Beat.DECIDE):
        act.enter(beat)
        assert "Zuhören" in text(act.widget)
        assert "Der Chef" not in text(act.widget)

    assert ["Zuhören"] == [option.label["de"] for option in act.board.dots().options]
    assert ["Zuhören"] == [standing.card.text for standing in act.board.standings()]


def test_a_card_taken_away_at_the_keyboard_is_the_phones_card(stage: Stage) -> None:
    """The cross beside a card hides it by its own name; whose it was stays unknown."""
    act = by_phone(stage, "Der Chef spinnt", "Zuhören")
    act.enter(Beat.REVEAL)
    place = [card.text for card in act.board.cards("wall")].index("Der Chef spinnt")
    press(act.widget, "✕", place)
    items = {said.item for said in stage.room.state.said(CARDS)}
    hidden = stage.room.state.questions[CARDS].hidden

    assert "Der Chef" not in text(act.widget)
    assert hidden < {card_name(item) for item in items}
    assert not hidden & items


@pytest.mark.parametrize("beat", [Beat.REVEAL, Beat.TALK, Beat.DECIDE])
def test_a_card_hidden_from_afar_leaves_the_projector(stage: Stage, beat: Beat) -> None:
    """What the presenter hides is gone at the next look."""
    sit(stage, "sales")
    act = Retrospective(stage)
    act.add_card("admire", "Zuhören")
    act.add_card("wall", "Der Chef spinnt")
    act.enter(beat)
    (insult,) = act.board.cards("wall")
    stage.room.show_card(CARDS, insult.key, shown=False)
    act.refresh()
    asked = stage.room.state.questions.get(VOTES)
    voted = [option.label["de"] for option in asked.question.options] if asked else []

    assert "Der Chef" not in text(act.widget)
    assert "Der Chef spinnt" not in voted


def test_hiding_the_last_card_leaves_a_page(stage: Stage) -> None:
    """Without cards the vote says so and nothing breaks."""
    act = Retrospective(stage)
    act.add_card("admire", "x")
    act.enter(Beat.TALK)
    stage.room.show_card(CARDS, act.board.cards()[0].key, shown=False)
    again = text(Retrospective(stage).widget)

    assert stage.words("There are no cards yet.") in again
    assert stage.words("Something went wrong here. It’s our fault, not yours.") not in again


def test_a_persona_lays_two_cards_and_takes_no_vote(stage: Stage) -> None:
    """Alone, two cards of the other side lie there; all five votes are one's own."""
    alone(stage, "sales")
    act = Retrospective(stage)
    malte, words = PERSONAS["marketing"], stage.words
    laid, furthest = [card.text for card in act.board.cards()], act.furthest
    act.add_card("admire", "Ihr könnt Webinar")
    again = len(Retrospective(stage).board.cards())
    act.enter(Beat.TALK)
    ballots = [one for one in every(act.widget) if getattr(one, "description", "") == "+"]
    act.enter(Beat.DECIDE)

    assert [words(one) for one in malte.cards.values()] == laid
    assert furthest is Beat.THINK
    assert (3, 3) == (again, len(ballots))
    assert {0} == {standing.votes for standing in act.board.standings()}


def test_when_people_come_the_personas_cards_go(stage: Stage) -> None:
    """What was played does not lie among what people wrote."""
    alone(stage, "sales")
    act = Retrospective(stage)
    act.add_card("admire", "Ihr könnt Webinar")
    choose_mode(stage.room, None)
    act.redraw()

    assert ["Ihr könnt Webinar"] == [card.text for card in act.board.cards()]
