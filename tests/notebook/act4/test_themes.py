"""Act 4, themes: grouped by people, weighed by dots, the heaviest the start of an experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import alone, cover_both, hall, vote
from support.acts.looking_back import voting, with_cards
from support.acts.screen import every, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.notebook.act4.themes import VOTING, Themes
from workshop.retro.board import MOST_THEMES
from workshop.room.commands.steps import ask_step
from workshop.room.state.moments import BEGIN
from workshop.room.state.piles import piles
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import for_screen
from workshop.story.act4.experiments import ExperimentTable
from workshop.story.act4.themes import VOTES
from workshop.story.frame.covering import UnansweredError

if TYPE_CHECKING:
    from workshop.story.context import Stage

ONLY = "Only one side put dots here: a difference, not a side issue."


def grouping(stage: Stage, *texts: str) -> Themes:
    """Return the station where cards are put together."""
    with_cards(stage, *texts).enter(Beat.REVEAL)
    return Themes(stage)


def cards(act: Themes) -> list[w.ToggleButton]:
    """Return the cards on the board."""
    return [one for one in every(act.widget) if isinstance(one, w.ToggleButton)]


def test_chosen_cards_are_put_together_and_taken_out(stage: Stage) -> None:
    """By keyboard and without a mouse; what was done can be undone."""
    act, words = grouping(stage, "a", "b", "c"), stage.words
    for card in cards(act)[:2]:
        card.value = True
    press(act.widget, words("Put together"))
    pair = [len(pile.cards) for pile in act.themes.piles]
    press(act.widget, words("Undo"))
    undone = [len(pile.cards) for pile in act.themes.piles]
    for card in cards(act):
        card.value = True
    press(act.widget, words("Put together"))
    cards(act)[0].value = True
    press(act.widget, words("Take out"))

    assert [2, 1] == pair
    assert [1, 1, 1] == undone
    assert {1, 2} == {len(pile.cards) for pile in act.themes.piles}


def test_one_card_is_no_pile(stage: Stage) -> None:
    """The button says what it takes."""
    act = grouping(stage, "a", "b")
    press(act.widget, stage.words("Put together"))

    assert stage.words("That takes at least two cards.") in text(act.widget)


def test_near_twins_are_proposed_and_wait_for_a_press(stage: Stage) -> None:
    """The kit never groups by itself."""
    act = grouping(stage, "Montags redet niemand", "Montags redet niemand!", "Anders")
    before = len(act.themes.piles)
    press(act.widget, stage.words("Put these together"))

    assert (3, 2) == (before, len(act.themes.piles))


def test_many_near_twins_are_quoted_shortly(stage: Stage) -> None:
    """A proposal of a whole hall must not push the cards off the screen."""
    long = "Montags redet niemand mit niemandem über die Leads der vergangenen Woche"
    act = grouping(stage, *(f"{long} {mark}" for mark in "!?.,;"))
    seen = text(act.widget)
    said = seen[seen.index(stage.words("Nearly the same: {cards}", cards="")) :]

    assert stage.words.plural("and {n} more", "and {n} more", 2) in said
    assert 3 == said[: said.index(stage.words.plural("and {n} more", "and {n} more", 2))].count("…")


def test_what_is_grouped_from_afar_is_seen_at_once(stage: Stage) -> None:
    """The facilitator's phone and the projector show one board."""
    act = grouping(stage, "a", "b")
    keys = [pile.key for pile in act.themes.piles]
    act.themes.gather(keys)
    act.themes.name(keys[0], "Zusammen <b>")
    act.refresh()

    assert "Zusammen <b>" in text(act.widget)
    assert [2] == [len(pile.cards) for pile in piles(stage.room.state)]


def test_phones_are_asked_when_the_dots_are_due_and_not_before(stage: Stage) -> None:
    """While two people group, nobody votes on what is still moving; going back covers nothing."""
    hall(stage)
    act = grouping(stage, "a", "b")
    before = VOTES in stage.room.state.questions
    act.show(VOTING)
    act.refresh()
    opened = stage.room.state.questions[VOTES].is_open
    vote(stage, VOTES, "sales", [{"dots": {act.themes.piles[0].key: 3}}] * 5)
    act.show(0)
    act.refresh()
    again = stage.room.state.questions[VOTES]

    assert (False, True) == (before, opened)
    assert (False, False) == (again.is_open, again.is_revealed)
    assert "ot-weight" not in text(act.widget)


def test_dots_are_hidden_until_they_are_revealed(stage: Stage) -> None:
    """Also where the projector went back to group once more before the reveal."""
    hall(stage)
    act = voting(stage, "a", "b")
    vote(stage, VOTES, "sales", [{"dots": {act.themes.piles[0].key: 3}}] * 5)
    act.show(0)
    act.refresh()
    seen = for_screen(stage.room.state, VOTES)
    act.enter(Beat.REVEAL)

    assert seen is not None
    assert () == seen.groups
    assert stage.room.state.questions[VOTES].is_revealed
    assert "15" in text(act.widget)


def test_a_group_that_grows_while_phones_vote_keeps_their_dots(stage: Stage) -> None:
    """What was put on a card counts for the pile it lies in by now."""
    hall(stage)
    act = voting(stage, "a", "b", "c")
    keys = [pile.key for pile in act.themes.piles]
    for n, key in enumerate(keys):
        stage.room.say(VOTES, "sales", {"dots": {key: 2}}, f"phone-{n}")
    act.themes.gather(keys[:2])
    act.refresh()
    asked = stage.room.state.questions[VOTES].question

    assert {4, 2} == {one.dots for one in act.themes.standings()}
    assert 2 == len(asked.options)


def test_a_tie_is_a_tie(stage: Stage) -> None:
    """Nobody wins by the order in which cards lie."""
    act = voting(stage, "a", "b")
    for pile in act.themes.piles:
        act.themes.vote("sales", {one.key: 2 for one in act.themes.piles})
        assert pile
    cover_both(act)
    act.enter(Beat.REVEAL)
    level = stage.words.plural(
        "{n} theme is level at the top.", "{n} themes are level at the top.", 2
    )

    assert level in text(act.widget)
    assert 2 == text(act.widget).count(f">{stage.words('tied')}<")


@pytest.mark.parametrize(("phones", "said"), [(5, True), (4, False)])
def test_that_only_one_side_cares_is_said_from_five_on(
    stage: Stage, phones: int, *, said: bool
) -> None:
    """Below, it would tell what the few put their dots on."""
    hall(stage, 6, phones)
    act = voting(stage, "a", "b")
    first, second = (pile.key for pile in act.themes.piles)
    vote(stage, VOTES, "sales", [{"dots": {first: 3}}] * 6)
    vote(stage, VOTES, "marketing", [{"dots": {second: 3}}] * phones)
    act.enter(Beat.REVEAL)

    assert said is (stage.words(ONLY) in text(act.widget))


def test_all_dots_on_one_theme_is_one_top_theme(stage: Stage) -> None:
    """The others do not stand there with nothing."""
    act = voting(stage, "a", "b", "c")
    act.themes.vote("sales", {act.themes.piles[1].key: 3})
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert 1 == len(act.themes.heaviest())
    assert 1 == text(act.widget).count("ot-weight-bar")


def test_without_dots_a_theme_is_chosen_by_hand(stage: Stage) -> None:
    """Nobody is stuck: pressed twice it goes on, and a theme can be begun all the same."""
    hall(stage)
    act = voting(stage, "a", "b")
    with pytest.raises(UnansweredError):
        act.enter(Beat.REVEAL)
    act.enter(Beat.REVEAL)
    press(act.widget, stage.words("Try something here"))

    assert [0] == act.experiments.begun()


def test_without_cards_it_says_so_and_goes_on(stage: Stage) -> None:
    """An empty board is no dead end."""
    act = Themes(stage)
    with pytest.raises(UnansweredError):
        act.enter(Beat.REVEAL)
    act.enter(Beat.REVEAL)

    assert stage.words("Nobody has placed any dots.") in text(act.widget)


def test_too_many_themes_are_said_and_none_is_lost(stage: Stage) -> None:
    """The largest are put to the vote; the rest stays on the board."""
    sit(stage, "sales")
    act = grouping(stage, *(f"Karte {n}" for n in range(MOST_THEMES + 4)))
    last = act.themes.piles[-2:]
    act.themes.gather([pile.key for pile in last])
    act.show(VOTING)
    act.refresh()
    asked = stage.room.state.questions[VOTES].question

    assert MOST_THEMES == len(asked.options)
    assert MOST_THEMES + 3 == len(act.themes.piles)
    assert any(len(pile.cards) == 2 for pile in act.themes.voted)
    assert stage.words.number(MOST_THEMES) in text(act.widget)


def test_the_heaviest_theme_is_begun_with_one_press_from_afar(stage: Stage) -> None:
    """It is what is talked about next, and what the first experiment is about; once."""
    hall(stage)
    act = voting(stage, "a", "b")
    top = act.themes.piles[1]
    vote(stage, VOTES, "sales", [{"dots": {top.key: 3}}] * 5)
    act.enter(Beat.REVEAL)
    deeds = [one["to"] for one in for_presenter(stage.room.state, "de")["deeds"]]
    for _ in range(2):
        stage.room.execute(lambda state: ask_step(state, BEGIN))
        act.refresh()
    table = ExperimentTable(stage)

    assert BEGIN in deeds
    assert [0] == table.begun()
    assert top.name["de"] == table.draft(0)["theme"]
    assert act.themes.talked == top


def test_votes_are_covered_when_a_side_is_done(stage: Stage) -> None:
    """The second side does not follow the first one's dots."""
    act = voting(stage, "a", "b")
    press(act.widget, "+", 0)
    shown = text(act.widget)
    press(act.widget, stage.words("We’re done"), 0)

    assert "●○○" in shown
    assert "●○○" not in text(act.widget)


def test_alone_the_persona_votes_and_says_so_afterwards(stage: Stage) -> None:
    """Its dots are its own, and only one ballot is drawn."""
    alone(stage, "sales")
    act = voting(stage, "Ihr könnt Webinar")
    themes = len(act.themes.piles)
    ballots = [one for one in every(act.widget) if getattr(one, "description", "") == "+"]
    act.redraw()
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert themes == len(ballots)
    assert 5 == sum(act.themes.ballot("marketing").values())
    assert "Malte" in text(act.widget)
