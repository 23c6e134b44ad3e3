"""Which words are defined: one to four, or words of the group's own, however they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import HOSTILE, OWN_WORD, hall, vote
from support.acts.screen import choose, esc, every, field, press, text

from workshop.agenda import chosen_terms
from workshop.errors import WorkshopError
from workshop.notebook.act1.term_choice import TermChoice
from workshop.room.state.moments import CHOOSE
from workshop.story.act1.choice import LONGEST, MOST
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage

OWN, ADD, GO = "A term of your own", "Add this term", "These are our terms"


def ticked(act: TermChoice) -> list[str]:
    """Return the words whose box is ticked."""
    boxes = [one for one in every(act.widget) if isinstance(one, w.Checkbox)]
    return [one.description for one in boxes if one.value]


def keys(stage: Stage) -> list[str]:
    """Return the keys of the words the group chose."""
    return [term.key for term in chosen_terms(stage.room.state.decision)]


def add(act: TermChoice, label: str, about: str = "It’s about contacts") -> None:
    """Type a word of one's own and add it."""
    words = act.words
    field(act.widget, words(OWN)).value = label
    choose(act.widget, words("What’s it about?"), words(about))
    press(act.widget, words(ADD))


def test_lead_is_there_before_anybody_chose(stage: Stage) -> None:
    """Whoever goes on without a thought defines the word that opens the others."""
    act = TermChoice(stage)

    assert [stage.words("Lead")] == ticked(act)
    assert ["lead"] == keys(stage)
    assert len(TERMS) == sum(isinstance(one, w.Checkbox) for one in every(act.widget))


@pytest.mark.parametrize("n", [1, 2, MOST])
def test_one_to_four_words_are_chosen_in_the_order_of_the_funnel(german: Stage, n: int) -> None:
    """The order of the clicks does not matter."""
    names = list(TERMS)[:n]
    TermChoice(german).table.choose(names[::-1])

    assert names == keys(german)


@pytest.mark.parametrize("n", [0, MOST + 1])
def test_no_word_or_five_are_refused(stage: Stage, n: int) -> None:
    """Nothing is recorded; the screen says how many there may be, and how many there are."""
    moved: list[str] = []
    act, words = TermChoice(stage, moved.append), stage.words
    for place, box in enumerate(one for one in every(act.widget) if isinstance(one, w.Checkbox)):
        box.value = place < n
    press(act.widget, f"{words(GO)} →")
    shown = text(act.widget)

    assert words("Choose {least} to {most}.", least=1, most=MOST) in shown
    assert words("{count} chosen", count=n) in shown
    assert stage.room.state.decision("terms.choice") is None
    assert [] == moved
    with pytest.raises(WorkshopError):
        act.table.choose(list(TERMS)[:n])


def test_the_choice_leads_to_the_first_word(stage: Stage) -> None:
    """One button records the words and goes on; there is no second way past it."""
    moved: list[str] = []
    act = TermChoice(stage, moved.append)
    field(act.widget, stage.words("Lead")).value = False
    field(act.widget, stage.words("Opportunity")).value = True
    press(act.widget, f"{stage.words(GO)} →")

    assert ["opportunity"] == keys(stage)
    assert ["terms.opportunity"] == moved
    assert 1 == sum("ot-onward" in one._dom_classes for one in every(act.widget))


def test_a_word_of_ones_own_is_added_and_chosen_at_once(stage: Stage) -> None:
    """Nobody types a word in order not to define it; what was ticked stays ticked."""
    act = TermChoice(stage)
    add(act, "Partner-Lead", "It’s about deals")
    one = chosen_terms(stage.room.state.decision)[-1]

    assert ["lead", "own1"] == keys(stage)
    assert {"de": "Partner-Lead", "en": "Partner-Lead"} == one.label
    assert "deals" == one.entity
    assert [stage.words("Lead"), "Partner-Lead"] == ticked(act)


def test_a_fifth_word_is_offered_and_pushes_out_none(german: Stage) -> None:
    """Lead does not vanish because somebody added a word; the group says what has to go."""
    act = TermChoice(german)
    act.table.choose(list(TERMS)[:MOST])
    act.redraw()
    add(act, "Stammkunde")

    assert list(TERMS)[:MOST] == keys(german)
    assert "Stammkunde" in text(act.widget)


@pytest.mark.parametrize("label", ["lead", "LEAD", " Lead ", "Kampagne", "campaign"])
def test_a_word_that_is_there_is_not_added(stage: Stage, label: str) -> None:
    """Neither in this language nor in the other, however it is written."""
    act = TermChoice(stage)
    add(act, label)

    assert stage.words("This term is already there.") in text(act.widget)
    assert set(TERMS) == set(act.table.offered())


@pytest.mark.parametrize("label", ["", "   ", "\u200b\u2800", "x" * (LONGEST + 1)])
def test_a_word_that_says_nothing_or_too_much_is_refused(german: Stage, label: str) -> None:
    """Invisible letters are no word, and a sentence is none either."""
    act = TermChoice(german)
    add(act, label)

    assert 'role="alert"' in text(act.widget)
    assert set(TERMS) == set(act.table.offered())
    assert german.room.state.decision("terms.choice") is None


@pytest.mark.parametrize("label", [OWN_WORD, HOSTILE[:LONGEST].strip(), "100 % {", "'); DROP--"])
def test_a_hostile_word_is_kept_as_typed(stage: Stage, label: str) -> None:
    """Kept to the letter, told as text, and named in the refusal of its double."""
    act = TermChoice(stage)
    add(act, label)
    one = chosen_terms(stage.room.state.decision)[-1]
    add(act, label)

    assert label == one.label["de"] == one.label["en"]
    assert esc(label) in text(act.notice.widget)
    assert "<img" not in text(act.notice.widget)
    assert not any(
        one.description_allow_html for one in every(act.widget) if isinstance(one, w.Checkbox)
    )


def test_a_kernel_that_starts_anew_offers_the_same(make_stage: Callable[..., Stage]) -> None:
    """Words of one's own and the choice are the room's."""
    act = TermChoice(make_stage())
    add(act, OWN_WORD)

    assert text(act.widget) == text(TermChoice(make_stage()).widget)
    assert ticked(act) == ticked(TermChoice(make_stage()))


def test_phones_choose_and_one_deed_takes_what_most_of_them_chose(german: Stage) -> None:
    """Nobody has to walk to the keyboard; a tie goes to what is offered first."""
    hall(german, 3, 3)
    moved: list[str] = []
    act = TermChoice(german, moved.append)
    asked = act.table.question()
    vote(german, asked.key, "sales", [{"choices": ["mql", "campaign"]}] * 2)
    vote(german, asked.key, "marketing", [{"choices": ["campaign", "mql"]}])
    act.step(CHOOSE)

    assert ["mql"] == keys(german)
    assert ["terms.mql"] == moved


def test_without_a_choice_by_phone_the_ticked_words_are_taken(german: Stage) -> None:
    """The same press goes on, with Lead, where nobody had a wish."""
    moved: list[str] = []
    TermChoice(german, moved.append).step(CHOOSE)

    assert ["lead"] == keys(german)
    assert ["terms.lead"] == moved
