"""A look around: any KPI by any field the data has, as honest as the cards."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from support.acts.screen import choose, field, text

from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.text.answers import headline
from workshop.notebook.desks.look_around import LookAround

if TYPE_CHECKING:
    from workshop.story.context import Stage


def shown(desk: LookAround) -> str:
    return html.unescape(text(desk.widget))


def test_it_begins_with_the_conversion_by_source(stage: Stage) -> None:
    """Nobody starts at an empty page, and the numbers are those of the command line."""
    desk = LookAround(stage)
    found = breakdown(Scope.of(stage.crm), "lead_to_won", "source")

    for group in found.groups:
        assert stage.words(group.label) in shown(desk)
        assert headline(group.answer, stage.words) in shown(desk)


def test_another_field_is_another_picture(stage: Stage) -> None:
    """What is chosen is shown."""
    desk = LookAround(stage)
    choose(desk.widget, stage.words("by"), stage.words("Customer type"))
    found = breakdown(Scope.of(stage.crm), "lead_to_won", "segment")

    assert all(stage.words(group.label) in shown(desk) for group in found.groups)


def test_the_same_mix_shows_both_rates(stage: Stage) -> None:
    """As counted and with the same mix stand side by side."""
    desk = LookAround(stage)
    choose(desk.widget, stage.words("by"), stage.words("Customer type"))
    choose(desk.widget, stage.words("with the same mix of"), stage.words("Source"))

    assert stage.words("as counted") in shown(desk)
    assert stage.words("95% interval") in shown(desk)


def test_reasons_are_a_list_of_their_own(stage: Stage) -> None:
    """No reason is a row, and there is nothing more to choose."""
    desk = LookAround(stage)
    choose(desk.widget, stage.words("KPI"), stage.words("Reasons for rejecting"))

    assert stage.words("(no reason)") in shown(desk)
    assert stage.words("by") not in [
        getattr(one, "description", "") for one in desk.widget.children
    ]


def test_a_field_that_the_kpi_does_not_have_is_let_go(stage: Stage) -> None:
    """Changing the KPI keeps the field where it fits and takes another where it does not."""
    desk = LookAround(stage)
    choose(desk.widget, stage.words("KPI"), stage.words(KPIS["win_rate"].label))
    choose(desk.widget, stage.words("by"), stage.words("Product"))
    choose(desk.widget, stage.words("KPI"), stage.words(KPIS["acceptance_rate"].label))
    known = [name for name, _ in field(desk.widget, stage.words("by")).options]

    assert stage.words("Product") not in known
    assert "ot-notice" not in text(desk.widget)
