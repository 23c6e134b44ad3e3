"""How two sortings are shown: what counts, what moved, and whether the rule fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import HOSTILE, agreed, type_in, vote
from support.acts.screen import esc

from workshop.notebook.cases.sorting import SecondSorting
from workshop.notebook.cases.sorting_picture import (
    baseline_html,
    echo_html,
    moved_html,
    split_sheets,
)
from workshop.room.state.question import Option
from workshop.story.cases.ratings import AFTER, BASELINE, sort_question
from workshop.story.cases.sorting import change_of, sorted_twice
from workshop.story.decisions.text import sorting_text
from workshop.story.solo.persona import VERA
from workshop.terms.agreement.agreement import agreement
from workshop.terms.outcome.example import cases, covered_keys
from workshop.terms.rules.template import TEMPLATES
from workshop.widgets.elements import figures
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.story.context import Stage

RULE = TEMPLATES["can_buy"].rule


def sorted_as(keys: list[str], kind: str) -> dict[str, dict[str, str]]:
    """Return an answer that puts these cases into one class."""
    return {"sorted": dict.fromkeys(keys, kind)}


@pytest.fixture
def act(stage: Stage) -> SecondSorting:
    """The second sorting, Lead agreed and nothing sorted yet."""
    agreed(stage)
    return SecondSorting(stage)


@pytest.fixture
def keys(act: SecondSorting) -> list[str]:
    """The cases on its cards, those covered by the rule first."""
    found = [item.key for item in act.sort().items]
    covered = covered_keys(act.stage.crm, RULE, found)
    return sorted(found, key=lambda key: key not in covered)


def test_a_known_case_does_not_count_in_the_change(act: SecondSorting, keys: list[str]) -> None:
    """Three cases sorted before are left out after, and stay in before."""
    for side, kind in (("sales", "lead"), ("marketing", "sql")):
        act.room.say(BASELINE, side, sorted_as(keys[:3], kind), side)
    type_in(act.stage, AFTER, sales=sorted_as(keys, "lead"), marketing=sorted_as(keys, "lead"))
    found = change_of(act.room.state)

    assert 3 == found.before.n_units
    assert len(keys) - 3 == found.after.n_units


def test_the_rule_is_held_against_the_votes(act: SecondSorting, keys: list[str]) -> None:
    """Sorted by the rule, it says what they said in every case; turned round, in none."""
    covered = covered_keys(act.stage.crm, RULE, keys)
    said = {}
    for name, yes in (("same", "lead"), ("other", "not_yet")):
        no = "not_yet" if yes == "lead" else "lead"
        answer = {"sorted": {key: yes if key in covered else no for key in keys}}
        type_in(act.stage, AFTER, sales=answer, marketing=answer)
        said[name] = (
            sorting_text(sorted_twice(act.again()), act.words).reproduced,
            moved_html(act.again(), act.words),
        )
    n, title = len(keys), act.words("Where most of you see it differently from your rule")

    assert f"{n} of {n}" in said["same"][0].replace("von", "of")
    assert f"0 of {n}" in said["other"][0].replace("von", "of")
    assert title not in said["same"][1]
    assert title in said["other"][1]
    assert n == said["other"][1].count("<li>")


def test_the_rule_counts_from_its_own_class_on(german: Stage) -> None:
    """Held against an MQL rule, a lead is a no."""
    agreed(german, "can_buy", "mql")
    act = SecondSorting(german)
    (key, *_) = covered_keys(german.crm, RULE, [item.key for item in act.sort().items])
    found = []
    for kind in ("lead", "mql"):
        type_in(german, AFTER, sales=sorted_as([key], kind), marketing=sorted_as([key], kind))
        found.append(moved_html(act.again(), german.words).count("<li>"))

    assert [1, 0] == found


def test_a_case_sorted_twice_shows_where_it_went(act: SecondSorting, keys: list[str]) -> None:
    """Before and after stand side by side; new cases are not in the table."""
    type_in(act.stage, BASELINE, sales=sorted_as(keys[:1], "not_yet"))
    type_in(act.stage, AFTER, sales=sorted_as(keys, "sql"))
    shown, words = moved_html(act.again(), act.words), act.words
    name = next(item.label[words.lang] for item in act.sort().items if item.key == keys[0])

    assert f'<th scope="row">{esc(name)}</th><td>{words("Not yet")}</td><td>SQL</td>' in shown
    assert 1 == shown.count('scope="row"')


def test_nothing_moved_is_no_table(act: SecondSorting, keys: list[str]) -> None:
    """Without a case sorted twice there is no empty table on the wall."""
    type_in(act.stage, AFTER, sales=sorted_as(keys[:1], "lead"))

    assert "" == moved_html(act.again(), act.words)


def test_the_baseline_says_how_alike_and_only_then_where(stage: Stage) -> None:
    """Four phones a side are not told apart, and so nobody says where the split runs."""
    items = [Option(key=f"C{n}", label=as_typed(f"C{n}")) for n in range(6)]
    stage.room.open_question("arriving.cases", sort_question(BASELINE, items))
    answer = sorted_as([item.key for item in items], "lead")
    lines = []
    for phones in (4, 5):
        for side in ("sales", "marketing"):
            vote(stage, BASELINE, side, [answer] * phones)
        lines.append(baseline_html(stage.room.state, BASELINE, stage.words).count("<p>"))

    assert [1, 2] == lines
    assert agreement({}).said(stage.words) in baseline_html(stage.room.state, "none", stage.words)


def test_a_hostile_case_stays_text(stage: Stage) -> None:
    """Cards hold words from somebody's export."""
    items = [Option(key="C1", label=as_typed(HOSTILE[:60]))]
    asked = sort_question(BASELINE, items)
    stage.room.open_question("arriving.cases", asked)
    type_in(stage, BASELINE, sales=sorted_as(["C1"], "lead"), marketing=sorted_as(["C1"], "sql"))
    sheets = split_sheets(stage.room.state, asked, stage.words)
    picture = figures(sheets, stage.words)

    assert "<svg" in picture
    assert "<img" not in picture


def test_nothing_sorted_is_no_picture(act: SecondSorting) -> None:
    """An empty chart says nothing."""
    assert () == split_sheets(act.room.state, act.sort(), act.words)


def test_a_case_left_unsorted_is_no_difference(act: SecondSorting, keys: list[str]) -> None:
    """The echo shows a dash, and marks agreement and difference for what was sorted."""
    found = cases(act.stage.crm, keys[:3])
    theirs = [
        {"not_yet": 0, "lead": 1, "mql": 2, "sql": 3}[VERA.sorts(c.facts).kind] for c in found
    ]
    own = {found[0].key: theirs[0], found[1].key: (theirs[1] + 1) % 4}
    shown = echo_html(VERA, found, own, act.words)

    assert (1, 2) == (shown.count("✓"), shown.count("≠"))
    assert 1 == shown.count("<td>–</td>")
