"""Two sortings: a baseline that stays what it was, and a second one by the agreed rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import (
    CONTACTS,
    DEALS,
    agreed,
    alone,
    cover_both,
    decisions,
    hall,
    other_data,
    type_in,
    vote,
)
from support.acts.screen import esc, press, text

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.act5.charter import CharterActivity
from workshop.notebook.cases.sorting import FirstSorting, SecondSorting
from workshop.story.cases.ratings import AFTER, BASELINE
from workshop.story.cases.sorting import change_of
from workshop.story.decisions.text import sorting_text
from workshop.story.solo.persona import PERSONAS
from workshop.terms.outcome.example import cases, covered_keys
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.room.state.question import Sort
    from workshop.story.context import Stage

NONE = "There’s no agreed term to sort by yet."


def by_rule(stage: Stage, asked: Sort, rule: str = "can_buy") -> dict[str, dict[str, str]]:
    """Return the answer of whoever sorts exactly as a rule says."""
    keys = [item.key for item in asked.items]
    covered = covered_keys(stage.crm, TEMPLATES[rule].rule, keys)
    return {"sorted": {key: "lead" if key in covered else "not_yet" for key in keys}}


def all_as(kind: str, asked: Sort) -> dict[str, dict[str, str]]:
    """Return the answer of whoever puts every case into one class."""
    return {"sorted": {item.key: kind for item in asked.items}}


def first(stage: Stage) -> FirstSorting:
    """Return the first sorting after the sides parted on every case."""
    act = FirstSorting(stage)
    type_in(stage, BASELINE, sales=all_as("sql", act.sort()), marketing=all_as("lead", act.sort()))
    cover_both(act)
    return act


def second(stage: Stage, rule: str = "can_buy") -> SecondSorting:
    """Return the second sorting after both sides sorted by the agreed rule."""
    first(stage)
    agreed(stage, rule)
    act = SecondSorting(stage)
    answer = by_rule(stage, act.sort(), rule)
    type_in(stage, AFTER, sales=answer, marketing=answer)
    cover_both(act)
    return act


def test_everybody_sorts_the_same_twelve_cases(stage: Stage) -> None:
    """The same data gives the same cards, in both languages, without their end."""
    items = FirstSorting(stage).sort().items
    said = " ".join(" ".join((one.label[lang], one.note[lang])) for one in items for lang in LANGS)

    assert 12 == len({one.key for one in items})
    assert all(one.label["de"] and one.label["en"] for one in items)
    assert not any(Words(lang)(f"Later: {end}") in said for lang in LANGS for end in ("won",))


def test_the_baseline_stays_what_was_asked(german: Stage, tmp_path: Path) -> None:
    """Once asked, neither other data nor an agreed rule changes what was sorted."""
    asked = FirstSorting(german).sort()
    agreed(german)
    other_data(german, tmp_path / "export", contacts=CONTACTS, deals=DEALS)
    again = FirstSorting(german)
    again.enter(Beat.THINK)

    assert asked == again.sort() == german.room.state.questions[BASELINE].question


def test_the_second_question_stays_what_was_asked_too(make_stage: Callable[..., Stage]) -> None:
    """A rule that is changed afterwards does not change the cards on the table."""
    stage = make_stage()
    asked = second(stage).sort()
    agreed(stage, "showed_interest")

    assert asked == SecondSorting(make_stage()).sort()
    assert asked == stage.room.state.questions[AFTER].question


def test_nothing_is_revealed_before_all_are_in(stage: Stage) -> None:
    """One side sorted: the other one is waited for, and no picture is shown."""
    act = FirstSorting(stage)
    type_in(stage, BASELINE, sales=all_as("sql", act.sort()))
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Not everyone is done yet.") in text(act.widget)
    assert "<svg" not in text(act.widget)


def test_phones_sort_on_phones(german: Stage) -> None:
    """Where phones are, the keyboard asks nothing; one answer is enough to go on."""
    hall(german, 1, 0)
    act = FirstSorting(german)
    before = act.complaint()
    vote(german, BASELINE, "sales", [all_as("mql", act.sort())])

    assert german.words("We’re done") not in text(act.widget)
    assert before is not None
    assert act.complaint() is None


def test_the_reveal_shows_how_people_sorted_and_no_side_of_four(german: Stage) -> None:
    """Four phones a side are one crowd in the picture; the bars of the phones are not added."""
    hall(german, 4, 4)
    act = FirstSorting(german)
    for side, kind in (("sales", "sql"), ("marketing", "lead")):
        vote(german, BASELINE, side, [all_as(kind, act.sort())] * 4)
    act.enter(Beat.REVEAL)
    picture = text(act.widget)

    assert "<svg" in picture
    assert german.words("Sales") not in picture
    assert () == act.audience.panels.children


def test_the_second_sorting_needs_a_word_about_contacts(stage: Stage) -> None:
    """Without a rule there is nothing to hold the cases against, and it says so in place."""
    first(stage)
    act = SecondSorting(stage)

    assert esc(stage.words(NONE)) in text(act.widget)
    with pytest.raises(WorkshopError, match="no agreed term"):
        act.rule()


@pytest.mark.parametrize(
    ("keys", "rank"), [(("lead", "mql"), 1), (("mql", "sql"), 2), (("sql",), 3)]
)
def test_the_lowest_agreed_word_is_the_measure(
    german: Stage, keys: tuple[str, ...], rank: int
) -> None:
    """A case fits from the class of that word on; Lead before MQL before SQL."""
    for key in reversed(keys):
        agreed(german, "can_buy", key)
    act = SecondSorting(german)

    assert (rank, TEMPLATES["can_buy"].rule) == (act.rank(), act.rule())


def test_the_agreed_words_stand_above_the_cards(stage: Stage) -> None:
    """People sort by what they agreed on, and read it; words about deals are not in the way."""
    agreed(stage, "can_buy")
    agreed(stage, "opportunity_bant", "opportunity")
    act = SecondSorting(stage)
    reminder = act._reminder()

    assert 1 == reminder.count("<blockquote>")
    assert "Bedarf da ist" in reminder
    assert reminder in text(act.widget)


def test_most_cards_are_fresh_and_three_are_known(german: Stage) -> None:
    """Twelve new cases, half of them covered by the rule, and the three most disputed ones."""
    act = second(german)
    keys = [item.key for item in act.sort().items]
    known = {item.key for item in FirstSorting(german).sort().items}
    fresh = [key for key in keys if key not in known]

    assert (15, 12) == (len(keys), len(fresh))
    assert 6 == len(covered_keys(german.crm, TEMPLATES["can_buy"].rule, fresh))


def test_only_fresh_cases_count_in_the_change(german: Stage) -> None:
    """Who remembers a card would agree with themselves; the picture is about the new ones."""
    act = second(german)
    found = change_of(act.room.state)

    assert (12, 12) == (found.before.n_units, found.after.n_units)
    assert 1.0 == found.after.percent
    assert found.before.percent == 0


def test_the_change_goes_into_the_charter_in_both_languages(stage: Stage) -> None:
    """Both agreements and how well the rule says it are kept as numbers, and said in sentences."""
    act = second(stage)
    act.enter(Beat.REVEAL)
    press(act.widget, stage.words("Add it to the charter") + " →")
    recorded = decisions(stage).sorted_twice
    shown = text(CharterActivity(stage).widget)

    assert act.beat is Beat.RECORDED
    assert recorded is not None
    assert change_of(stage.room.state) == recorded.change
    assert (recorded.alone, recorded.told) == (None, None)
    assert not set(sorting_text(recorded, Words("de"))) & set(sorting_text(recorded, Words("en")))
    assert all(esc(line) in shown for line in sorting_text(recorded, stage.words))


def test_a_persona_sorts_by_the_facts_and_says_why(stage: Stage) -> None:
    """Each case has Vera's class and reason beside one's own, and what became of it, at the end."""
    alone(stage, "marketing")
    vera, act = PERSONAS["sales"], FirstSorting(stage)
    before = text(act.widget)
    type_in(stage, BASELINE, marketing=all_as("lead", act.sort()))
    cover_both(act)
    act.enter(Beat.REVEAL)
    after = text(act.widget)
    found = cases(stage.crm, [item.key for item in act.sort().items])
    reasons = {esc(stage.words(vera.sorts(one.facts).reason)) for one in found}
    expected = {one.key: vera.sorts(one.facts).kind for one in found}

    assert expected == stage.room.state.item(BASELINE, "sales")["sorted"]
    assert not any(reason in before for reason in reasons)
    assert all(reason in after for reason in reasons)
    assert stage.words("Later: won") not in before
    assert sum(one.won for one in found) == after.count(stage.words("Later: won"))


@pytest.mark.parametrize("tables", [{"deals": DEALS}, {"contacts": CONTACTS}])
def test_data_that_cannot_tell_says_what_is_missing(
    stage: Stage, tmp_path: Path, tables: dict[str, str]
) -> None:
    """Deals without contacts, contacts without deals: one clear sentence in place."""
    other_data(stage, tmp_path / "export", **tables)
    shown = text(FirstSorting(stage).widget)
    fact = "This data can’t show what becomes of a contact, a deal or a campaign."

    assert stage.words(fact) in shown
    assert 1 == shown.count('role="alert"')
    assert stage.words("Something went wrong here. It’s our fault, not yours.") not in shown


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """The change is computed from the room's answers alone."""
    act = second(make_stage())
    act.enter(Beat.REVEAL)

    assert text(act.widget) == text(SecondSorting(make_stage()).widget)


def test_the_recorded_rule_is_the_one_it_is_held_against(german: Stage) -> None:
    """What was agreed on is read from the decision, as data."""
    act = second(german)

    assert decisions(german).rules["lead"] == act.rule()
