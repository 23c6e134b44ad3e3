"""The joint dashboard in the notebook: the agreed numbers, looked at and taken along."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import HOSTILE, agreed, decide, decisions
from support.acts.screen import press, text
from support.acts.sheets import SHEET, asked, recorded

from workshop.dashboard.compose import Card, compose
from workshop.dashboard.page import page
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.notebook.act3.dashboard_board import FOLDER, Board
from workshop.story.decisions.types import AgreedKpis, Owners
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage

OTHERS = Owners(sales="Leitung Vertrieb", marketing="Leitung Marketing")
SAVE = "Save as HTML and PNG"


def board(stage: Stage, **owners: str) -> Board:
    """Return the dashboard of three agreed numbers."""
    recorded(stage, **owners)
    return Board(stage)


def frame(act: Board) -> str:
    """Return the frame's tag as it stands in the page."""
    (found,) = re.findall(r"<iframe[^>]*>", text(act.widget))
    return str(found)


def test_without_agreed_numbers_it_says_so(stage: Stage) -> None:
    """No empty page: what is missing, and where it is agreed."""
    shown = text(Board(stage).widget)

    assert stage.words("There are no shared numbers yet.") in shown
    assert stage.words("Agree on them in the first station of this act.") in shown
    assert "<iframe" not in shown
    with pytest.raises(WorkshopError, match=r"There are no shared numbers yet\."):
        Board(stage).save()


def test_it_shows_the_page_that_would_be_saved(stage: Stage) -> None:
    """What is looked at is what is taken along, in the language of the room."""
    act = board(stage)
    (mine,) = [one for one in act.dashboards() if one.lang == stage.words.lang]
    (held,) = re.findall(r'srcdoc="([^"]*)"', frame(act))

    assert page(mine) == unescape(held)
    assert stage.words("Our numbers") in frame(act)


def test_nothing_in_the_page_can_run(stage: Stage) -> None:
    """The frame allows nothing, and a role is text within text."""
    act = board(stage, sales=HOSTILE, marketing=f'"><script>{HOSTILE}</script>')
    tag = frame(act)
    (held,) = re.findall(r'srcdoc="([^"]*)"', tag)

    assert 'sandbox=""' in tag
    assert not {"<", ">"} & set(tag[1:-1])
    assert "<img" not in unescape(held)
    assert "<script" not in unescape(held)
    assert "{word} {0} %s" in held
    assert 1 == text(act.widget).count("<iframe")


def agreed_numbers(stage: Stage) -> AgreedKpis:
    """Return the agreed numbers."""
    agreed = decisions(stage).kpis
    assert agreed
    return agreed


def test_it_shows_the_agreed_numbers_in_each_language(german: Stage) -> None:
    """The same three, with what `ask` says, their targets and their pairs."""
    act = board(german)
    cards = [
        Card(agreed.name, agreed.target, agreed.owners.sales, agreed.owners.marketing)
        for agreed in agreed_numbers(german).kpis
    ]

    assert list(LANGS) == [one.lang for one in act.dashboards()]
    assert compose(Scope.of(german.crm), cards, LANGS) == act.dashboards()
    for one in act.dashboards():
        assert list(SHEET) == [line.name for line in one.lines]
        assert [asked(german, name).value for name in SHEET] == [
            line.whole.value for line in one.lines
        ]
        assert {("Innendienst", "Kampagnen")} == {
            (line.sales_owner, line.marketing_owner) for line in one.lines
        }


def test_another_agreement_is_another_page(german: Stage) -> None:
    """Numbers agreed anew, and a Lead agreed later, are on the page when it is opened again."""
    first = board(german).dashboards()
    before = agreed_numbers(german)
    kpis = tuple(kpi.model_copy(update={"owners": OTHERS}) for kpi in before.kpis)
    decide(german, "kpis", before.model_copy(update={"kpis": kpis}))
    again = Board(german).dashboards()
    agreed(german)
    act = Board(german)
    expected = ask(kpi("lead_to_won"), Scope.of(german.crm, terms=german.terms)).n

    assert {"Innendienst"} == {line.sales_owner for line in first[0].lines}
    assert {"Leitung Vertrieb"} == {line.sales_owner for line in again[0].lines}
    assert expected == act.dashboards()[0].lines[0].whole.n != first[0].lines[0].whole.n


def test_it_is_saved_in_the_sessions_folder_in_both_languages(german: Stage) -> None:
    """Page and picture in each language, named on the projector; the same page as on it."""
    act = board(german)
    press(act.widget, german.words(SAVE))
    folder, shown = german.session.folder / FOLDER, text(act.widget)

    for one in act.dashboards():
        names = [f"dashboard_{one.lang}.{kind}" for kind in ("html", "png")]
        assert page(one) == (folder / names[0]).read_text(encoding="utf-8")
        assert (folder / names[1]).read_bytes().startswith(b"\x89PNG")
        assert [True, True] == [str(folder / name) in shown for name in names]


def test_a_folder_that_cannot_be_written_is_said(german: Stage) -> None:
    """A notice in place of a traceback; the page stays."""
    act = board(german)
    (german.session.folder / FOLDER).write_text("im Weg", encoding="utf-8")
    press(act.widget, german.words(SAVE))

    assert german.words("The dashboard can’t be saved.") in text(act.widget)
    assert "<iframe" in text(act.widget)


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """The page is drawn from the decision alone."""
    act = board(make_stage())

    assert text(act.widget) == text(Board(make_stage()).widget)
