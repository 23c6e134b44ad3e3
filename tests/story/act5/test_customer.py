"""For whom: everybody's sentence may stand above the charter, and a tie is no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.room.state.participant import card_name
from workshop.story.act5.customer import ASKED, CHOICE, SENTENCE, CustomerTable
from workshop.story.frame.sentences import MOST

if TYPE_CHECKING:
    from workshop.story.context import Stage

SHORTER, LONGER = "niemand zweimal fragt", "alle wissen, worum es ihnen ging"


def written(stage: Stage, *texts: str) -> CustomerTable:
    """Return the table after phones of sales wrote these sentences."""
    hall(stage)
    stage.room.open_question("charter.customer", ASKED)
    vote(stage, SENTENCE, "sales", [{"text": text} for text in texts])
    return CustomerTable(stage.room)


def choose(stage: Stage, table: CustomerTable, *texts: str) -> None:
    """Let a phone choose each of these sentences."""
    keys = {one.text: one.key for one in table.candidates()}
    vote(stage, CHOICE, "marketing", [{"choice": keys[text]} for text in texts])


def test_the_sentence_most_phones_chose_is_taken(german: Stage) -> None:
    """Without anybody going to the laptop."""
    table = written(german, SHORTER, LONGER)
    choose(german, table, LONGER, SHORTER, LONGER)
    table.take_chosen()

    assert LONGER == table.decision().text


@pytest.mark.parametrize(
    ("votes", "fact"),
    [((), "Nobody has chosen a sentence yet."), ((SHORTER, LONGER), "Two sentences are level.")],
)
def test_neither_silence_nor_a_tie_chooses(
    german: Stage, votes: tuple[str, ...], fact: str
) -> None:
    """The group does; nothing is taken for it."""
    table = written(german, SHORTER, LONGER)
    choose(german, table, *votes)
    with pytest.raises(WorkshopError, match=fact):
        table.take_chosen()

    assert table.written() == ""


def test_a_hidden_sentence_is_none_to_choose(german: Stage) -> None:
    """And a vote for it counts for nothing."""
    table = written(german, SHORTER, LONGER)
    choose(german, table, SHORTER, SHORTER, LONGER)
    item = next(one.item for one in german.room.state.said(SENTENCE) if one.body["text"] == SHORTER)
    german.room.show_card(SENTENCE, card_name(item), shown=False)
    table.take_chosen()

    assert [LONGER] == [one.text for one in table.candidates()]
    assert LONGER == table.written()


def test_a_hall_of_sentences_is_no_list_of_a_hundred(german: Stage) -> None:
    """What can be chosen fits a phone."""
    table = written(german, *(f"Satz {n}" for n in range(3 * MOST)))
    choice = table.choice()

    assert choice
    assert MOST == len(choice.options) == len(table.candidates())


def test_sides_at_the_keyboard_write_too(german: Stage) -> None:
    """The only sentence there is needs no choosing; an empty one is none."""
    table = CustomerTable(german.room)

    assert table.choice() is None
    with pytest.raises(WorkshopError, match="no sentence about your customer"):
        table.decision()
    type_in(german, SENTENCE, sales={"text": f" {SHORTER} "}, marketing={"text": "  "})
    assert SHORTER == table.decision().text
    table.write(LONGER)
    assert LONGER == table.decision().text
