"""The what-if desk: what it shows is `what_if`, and it never promises anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed, other_data
from support.acts.screen import choose, esc, field, text
from support.exports.ways import WAY, without

from workshop.kpis.core.scope import Scope
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.whatif.text import NO_PROMISE, what_if_lines
from workshop.kpis.whatif.what_if import what_if
from workshop.notebook.act3.what_if_desk import HOURS, WhatIfDesk
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.story.context import Stage

WITHIN, ANSWERED = "Answered by a person within", "… for this share of answered leads"
ACCEPTED, SIZE = "Share of hand-overs accepted", "Mean deal size (0: as today)"
NEVER = "No quarter could ever have this value."


def shows(act: WhatIfDesk, **asked: object) -> bool:
    """Return whether the desk shows every sentence of this what-if, in their order."""
    found = what_if(Scope.of(act.stage.crm, terms=act.stage.terms), **asked)  # type: ignore[arg-type]
    lines = what_if_lines(found, act.words)
    return "".join(f"<p>{esc(line)}</p>" for line in lines) in text(act.widget)


def test_it_begins_with_how_it_is(stage: Stage) -> None:
    """Untouched, it says what a quarter brings today, chance included."""
    act = WhatIfDesk(stage)

    assert shows(act)
    assert act.found().wins == act.found().today
    assert "ot-big" in text(act.widget)


def test_it_says_when_the_teams_work(stage: Stage) -> None:
    """Who answers within eight hours does so in hours of some calendar, said in both languages."""
    act = WhatIfDesk(stage)
    caveat = calendar_caveat(Scope.of(stage.crm))

    assert esc(caveat.text(stage.words)) in text(act.widget)
    for words in map(Words, LANGS):
        assert caveat.text(words) in what_if_lines(act.found(), words)


@pytest.mark.parametrize("hours", HOURS)
def test_quick_answers_are_what_if_says(stage: Stage, hours: int) -> None:
    """Hours and share go in as they stand on the projector."""
    act, words = WhatIfDesk(stage), stage.words
    label = words.plural("{n} business hour", "{n} business hours", hours)
    choose(act.widget, words(WITHIN), label)
    choose(act.widget, words(ANSWERED), words.percent(0.8, 0))

    assert shows(act, answered_within=hours, answered_share=0.8)


def test_everything_at_once_is_what_if_says(stage: Stage) -> None:
    """Accepting more and selling bigger are added; “as today” takes a change back."""
    act, words = WhatIfDesk(stage), stage.words
    choose(act.widget, words(ACCEPTED), words.percent(0.9, 0))
    field(act.widget, words(SIZE)).value = 20_000.0
    both = shows(act, acceptance=0.9, deal_size=20_000.0)
    choose(act.widget, words(ACCEPTED), words("as today"))
    field(act.widget, words(SIZE)).value = 0

    assert both
    assert shows(act)


def test_the_big_number_is_the_range_of_a_quarter(stage: Stage) -> None:
    """Both ends stand above the sentences; the middle is no finding and stands below."""
    act, words = WhatIfDesk(stage), stage.words
    wins = act.found().wins
    assert wins is not None
    head = text(act.widget).partition("ot-big")[2].partition("</p>")[0]

    assert words.number(wins.low) in head
    assert words.number(wins.high) in head


def test_it_stands_on_the_agreed_term(german: Stage) -> None:
    """Once Lead is agreed, a quarter's leads are those."""
    before = WhatIfDesk(german).found().base.leads_per_quarter
    agreed(german)
    act = WhatIfDesk(german)

    assert shows(act)
    assert act.found().base.leads_per_quarter < before


@pytest.mark.parametrize("size", [-5.0, float("nan"), float("inf")])
def test_a_deal_size_that_can_never_be_is_refused(
    make_stage: Callable[..., Stage], size: float
) -> None:
    """A notice says why; the settings before still stand, also after a restart."""
    act = WhatIfDesk(make_stage())
    words = act.words
    field(act.widget, words(SIZE)).value = 20_000.0
    field(act.widget, words(SIZE)).value = size
    again = WhatIfDesk(make_stage())

    assert words(NEVER) in text(act.widget)
    assert shows(again, deal_size=20_000.0)
    assert 'role="alert"' not in text(again.widget)


def test_settings_are_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """The same fields, the same sentences."""
    act = WhatIfDesk(make_stage())
    act.turn("accepted", "90")
    act.turn("within", 24)
    act.turn("size", 12_000.0)
    act.redraw()
    again = WhatIfDesk(make_stage())

    assert text(act.widget) == text(again.widget)
    assert 12_000.0 == field(again.widget, again.words(SIZE)).value
    assert 24 == field(again.widget, again.words(WITHIN)).value
    assert "90" == field(again.widget, again.words(ACCEPTED)).value


@pytest.mark.parametrize("settings", [{}, {"answered": "100", "accepted": "100", "size": 1e9}])
def test_it_never_goes_without_saying_that_it_is_no_promise(
    stage: Stage, settings: dict[str, object]
) -> None:
    """Not with the usual settings, not with bold ones."""
    act = WhatIfDesk(stage)
    for name, value in settings.items():
        act.turn(name, value)
    act.redraw()

    assert esc(stage.words(NO_PROMISE)) in text(act.widget)


@pytest.mark.parametrize("table", ["", "touchpoints", "handoffs", "deals", "contacts"])
def test_too_little_data_is_no_forecast(german: Stage, tmp_path: Path, table: str) -> None:
    """Sentences instead of numbers, whatever is turned; and still no promise."""
    other_data(german, tmp_path / "export", **(without(table) if table else WAY))
    act = WhatIfDesk(german)
    act.turn("answered", "90")
    act.turn("accepted", "90")
    act.redraw()

    assert shows(act, answered_share=0.9, acceptance=0.9)
    assert 'role="alert"' not in text(act.widget)
    assert esc(german.words(NO_PROMISE)) in text(act.widget)
