"""Act 4, cards: face down until they are revealed, nobody's, and beside them facts of the data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import alone, hall
from support.acts.looking_back import with_cards
from support.acts.promising import BOTH_WAYS, promising
from support.acts.promising import record as record_promises
from support.acts.screen import choose, esc, field, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.drawn import LINES, WIDE, pages
from workshop.room.commands.answers import Message, answer
from workshop.room.commands.door import join
from workshop.room.commands.steps import ask_step
from workshop.room.state.moments import CHOICE
from workshop.room.state.participant import Participant, card_name
from workshop.room.state.piles import CARDS, FACTS, LATER_CARDS, MOST_FACTS, board
from workshop.room.views.planning import PLAN
from workshop.room.views.presenting import for_presenter
from workshop.story.act4.facts import LAID
from workshop.story.solo.mode import choose_mode
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage


def by_phone(stage: Stage, *cards: str) -> Collect:
    """Return the station after as many phones of sales sent a card each."""
    act = Collect(stage)
    for n, card in enumerate(cards):
        token, me = f"token-{n}", Participant("sales", "de")
        said = Message(str(n), CARDS, {"column": "wall", "text": card}, rev=1)
        stage.room.execute(partial(join, token=token, me=me, cap=99))
        stage.room.execute(partial(answer, token=token, me=me, message=said))
    return act


def test_cards_lie_face_down_until_they_are_revealed(stage: Stage) -> None:
    """Nobody is led by the first card on the table."""
    act = with_cards(stage, "Zuhören")
    hidden = text(act.widget)
    press(act.widget, stage.words("Reveal") + " →")

    assert "Zuhören" not in hidden
    assert "Zuhören" in text(act.widget)


def test_a_card_keeps_no_side(stage: Stage) -> None:
    """Anonymous means not stored, at the keyboard and by phone."""
    with_cards(stage, "Zuhören")
    by_phone(stage, "Nachfassen")

    assert {"both"} == {said.side for said in stage.room.state.said(CARDS)}


def test_nothing_to_reveal_without_cards(stage: Stage) -> None:
    """An empty board is said, not shown."""
    act = Collect(stage)
    press(act.widget, stage.words("Reveal") + " →")

    assert stage.words("There are no cards yet.") in text(act.widget)
    assert act.beat is Beat.THINK


def test_hostile_cards_stay_text(stage: Stage) -> None:
    """Cards are written by strangers."""
    act = with_cards(stage, "<script>alert(1)</script>")
    act.enter(Beat.REVEAL)

    assert "<script" not in text(act.widget)
    assert "&lt;script&gt;" in text(act.widget)


def test_cards_of_phones_lie_in_no_order_of_arrival(stage: Stage) -> None:
    """Nobody learns who was quick; the order is the cards' own."""
    by_phone(stage, "eins", "zwei", "drei", "vier", "fünf")
    keys = [card.key for card in board(stage.room.state)]

    assert sorted(keys) == keys
    assert 5 == len(set(keys))


def test_a_hidden_card_can_be_brought_back(stage: Stage) -> None:
    """One press takes it out of sight everywhere, another one lays it there again."""
    act = by_phone(stage, "Der Chef spinnt", "Zuhören")
    act.enter(Beat.REVEAL)
    insult = next(c.key for c in board(stage.room.state) if "Chef" in c.text["de"])
    place = [card.key for card in board(stage.room.state)].index(insult)
    press(act.widget, stage.words("Hide"), place)
    hidden = [card.text["de"] for card in board(stage.room.state)]
    items = {said.item for said in stage.room.state.said(CARDS)}
    names = stage.room.state.questions[CARDS].hidden
    press(act.widget, stage.words("Show"))

    assert ["Zuhören"] == hidden
    assert names < {card_name(item) for item in items}
    assert 2 == len(board(stage.room.state))


def test_a_card_hidden_from_afar_leaves_the_projector(stage: Stage) -> None:
    """What the presenter hides is gone from the walls at the next look."""
    act = by_phone(stage, "Der Chef spinnt", "Zuhören")
    act.enter(Beat.REVEAL)
    insult = next(c.key for c in board(stage.room.state) if "Chef" in c.text["de"])
    stage.room.show_card(CARDS, insult, shown=False)
    act.refresh()

    assert "<li>Der Chef spinnt</li>" not in text(act.widget)


def test_another_format_keeps_what_was_written(stage: Stage) -> None:
    """Cards of a column there is no more lie with the others, and are revealed like them."""
    act = with_cards(stage, "Ihr ruft jeden an")
    name = act.cards.formats["sailboat"].name[stage.words.lang]
    choose(act.widget, stage.words("Format"), name)
    asked = stage.room.state.questions[CARDS].question
    act.enter(Beat.REVEAL)

    assert {"wind", "anchor", "reef", "island"} == {one.key for one in asked.columns}
    assert stage.words("More cards") in text(act.widget)
    assert "Ihr ruft jeden an" in text(act.widget)


def test_the_facilitator_chooses_the_format_from_afar(stage: Stage) -> None:
    """All of them are on offer in the presenter view, the one in use is marked."""
    act = Collect(stage)
    offered = for_presenter(stage.room.state, "de")["offers"]
    stage.room.execute(lambda state: ask_step(state, f"{CHOICE}kalm"))
    act.refresh()

    assert list(act.cards.formats) == [one["to"].removeprefix(CHOICE) for one in offered]
    assert [f"{CHOICE}couple"] == [one["to"] for one in offered if one["on"]]
    assert "kalm" == act.cards.chosen
    assert stage.room.state.step is None


@pytest.mark.parametrize(
    ("plan", "key"), [("45", "admire_and_wish"), ("90", "couple"), ("240", "couple")]
)
def test_each_plan_begins_with_its_format(german: Stage, plan: str, key: str) -> None:
    """Whoever has three minutes is asked for two cards."""
    german.room.keep(PLAN, {"plan": plan, "at": 1.0})

    assert key == Collect(german).cards.chosen


def test_a_faulty_file_of_the_teams_own_is_said_where_formats_are_chosen(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page names the file, and everything else works."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "formats"
    folder.mkdir(parents=True)
    (folder / "<b>.toml").write_text("x", encoding="utf-8")
    act = with_cards(stage, "Zuhören")

    assert "&lt;b&gt;.toml" in text(act.widget)
    assert act.complaint() is None


def test_a_reproach_is_turned_into_a_need_when_it_lies_open(stage: Stage) -> None:
    """The second column is asked at the reveal, on phones as well; figures lie beside it."""
    act = Collect(stage)
    act.choose_format("swap_the_blame")
    act.add_card("blame", "Ihr ruft nie an")
    with pytest.raises(WorkshopError):
        act.cards.question().check({"column": "need", "text": "x"})
    act.enter(Beat.REVEAL)
    asked = stage.room.state.questions[LATER_CARDS]
    act.add_card("need", "Wir brauchen eine Nummer")

    assert asked.is_open
    assert "Wir brauchen eine Nummer" in text(act.widget)
    assert "fact-lead-to-won" in {card.key for card in board(stage.room.state)}


def test_only_what_is_known_lies_on_the_board(stage: Stage) -> None:
    """Nothing was decided yet: then the kit lays nothing, and says nothing of it."""
    act = with_cards(stage, "Zuhören")
    act.enter(Beat.REVEAL)

    assert [] == [card for card in board(stage.room.state) if card.is_fact]
    assert stage.words("From your data") not in text(act.widget)


def test_facts_of_earlier_acts_lie_open_marked_as_such(stage: Stage) -> None:
    """The least kept promise and the longest silence; at most five, and nobody's."""
    record_promises(promising(stage, **BOTH_WAYS))
    stage.room.open_act("journey.path")
    act = with_cards(stage, "Zuhören")
    act.enter(Beat.REVEAL)
    facts = {
        card.key: card.text[stage.words.lang] for card in board(stage.room.state) if card.is_fact
    }

    assert {"fact-promise", "fact-silence"} <= set(facts)
    assert len(facts) <= MOST_FACTS
    assert all(esc(fact) in text(act.widget) for fact in facts.values())
    assert stage.words("From your data") in text(act.widget)


def test_a_fact_that_was_taken_away_stays_away(stage: Stage) -> None:
    """Drawing again lays it no second time; one press brings it back."""
    stage.room.open_act("journey.path")
    act = with_cards(stage, "Zuhören")
    act.enter(Beat.REVEAL)
    before = [card.key for card in board(stage.room.state) if card.is_fact]
    press(act.widget, stage.words("Hide"), 1)
    act.enter(Beat.THINK)
    act.enter(Beat.REVEAL)

    assert before == ["fact-silence"]
    assert [] == [card for card in board(stage.room.state) if card.is_fact]
    assert stage.room.state.draft(FACTS, LAID)


@pytest.mark.parametrize("texts", [["x"] * 300, ["x" * 280] * 40, [""], []])
def test_screens_hold_what_can_be_read(texts: list[str]) -> None:
    """Three hundred cards are many screens, and each card lies on one of them."""
    found = pages(texts)

    assert texts == [text for page in found for text in page]
    assert all(sum(max(len(one), 1) for one in page) <= WIDE * LINES for page in found)


def test_a_persona_lays_six_cards_and_answers_for_each(stage: Stage) -> None:
    """Alone, the other side lies on the table, and one may ask what it had in mind."""
    alone(stage, "sales")
    act = Collect(stage)
    malte, words = PERSONAS["marketing"], stage.words
    furthest = act.furthest
    act.add_card("admire", "Ihr könnt Webinar")
    again = len(board(Collect(stage).room.state))
    act.enter(Beat.REVEAL)
    shown = text(act.widget)

    assert furthest is Beat.THINK
    assert 6 == len(malte.cards)
    assert 7 == again
    assert all(esc(words(card.text)) in shown for card in malte.cards)
    assert all(esc(words(card.answer)) in shown for card in malte.cards)


def test_when_people_come_the_personas_cards_go(stage: Stage) -> None:
    """What was played does not lie among what people wrote."""
    alone(stage, "sales")
    act = with_cards(stage, "Ihr könnt Webinar")
    choose_mode(stage.room, None)
    act.redraw()

    assert ["Ihr könnt Webinar"] == [card.text["de"] for card in board(stage.room.state)]


def test_a_hall_sees_the_columns_and_how_many_have_answered(stage: Stage) -> None:
    """The projector says what to write; a card that comes in is counted and not drawn."""
    hall(stage)
    act = by_phone(stage, "Zuhören")
    act.refresh()
    counted = stage.words.plural("{n} answer", "{n} answers", 1)

    assert counted in text(act.widget)
    assert "Zuhören" not in text(act.widget)


def test_a_half_typed_card_stays_while_phones_write(stage: Stage) -> None:
    """Nobody at the keyboard loses a letter."""
    sit(stage, "sales")
    act = Collect(stage)
    field(act.widget, stage.words("New card"), 1).value = "halb fert"
    stage.room.say(CARDS, "both", {"column": "wall", "text": "x"}, "0" * 32)
    act.refresh()

    assert "halb fert" in text(act.widget)
