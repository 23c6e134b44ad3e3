"""KPIs as cards: the value of `ask`, and everything that keeps it honest."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from journeys import company
from screen import text
from sheets import CHOSEN, asked, picked
from tables import AS_OF

from workshop.activities.joint_kpis import JOINT
from workshop.activities.kpi_cards import cheat_card, sql_of, value_card
from workshop.agenda import Beat
from workshop.kpis.catalogue import KPIS, ask, kpi
from workshop.kpis.said import beside_lines, footing, headline
from workshop.widgets.html import esc, side_badge
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.crm.store import Crm
    from workshop.kpis.value import KpiValue
    from workshop.words import Lang

HOW = "How it is computed"


@cache
def nothing(*without: str) -> Crm:
    """Return a company without a single row, and without these columns."""
    return company(AS_OF, without=without)


def visible(card: str) -> str:
    """Return what of a card is seen before anything is unfolded."""
    return card.partition("<details>")[0]


@pytest.mark.parametrize("name", JOINT)
def test_a_card_says_what_ask_says(stage: Stage, name: str) -> None:
    """Value, n, interval, day, formula and every reservation, without unfolding anything."""
    answer = asked(stage, name)
    seen = visible(value_card(answer, [], None, stage.words)).replace(
        ' <span class="ot-unit">', " "
    )

    assert esc(headline(answer, stage.words)) in seen
    assert esc(footing(answer, stage.words)) in seen
    assert esc(stage.words(kpi(name).formula)) in seen
    assert all(f"<li>{esc(c.text(stage.words))}</li>" in seen for c in answer.caveats)
    assert all(f">{esc(line.strip(' +'))}<" in seen for line in beside_lines(answer, stage.words))


def test_every_card_on_the_projector_is_that_card(german: Stage) -> None:
    """All numbers on offer are shown, with the query behind each that is one query."""
    shown = text(picked(german).widget)

    for name in JOINT:
        sides = [side for side in CHOSEN if name in CHOSEN[side]]
        sql = sql_of(german.crm, name, {})
        assert value_card(asked(german, name), sides, sql, german.words) in shown


def test_a_sceptic_finds_fraction_and_query(stage: Stage) -> None:
    """A share shows its two counts, and the SQL that gives it."""
    answer = asked(stage, "win_rate")
    sql = sql_of(stage.crm, "win_rate", {})
    assert sql is not None
    card, number = value_card(answer, [], sql, stage.words), stage.words.number
    fraction = stage.words(
        "{part} of {whole}",
        part=number(answer.numerator or 0),
        whole=number(answer.denominator or 0),
    )

    assert f"<p>{esc(fraction)}</p><pre>{esc(sql)}</pre>" in card
    assert "SELECT" in sql
    assert stage.words(HOW) in card


def test_costs_are_divided_and_no_part_of_customers(stage: Stage) -> None:
    """“740,656 of 118” says nothing; a sum of money is shown as part of the whole sum."""
    number = stage.words.number
    cost, money = asked(stage, "cac"), asked(stage, "sourced_by_first_touch")
    shown = [value_card(one, [], None, stage.words) for one in (cost, money)]
    halves = [(number(a.numerator or 0), number(a.denominator or 0)) for a in (cost, money)]

    assert f"<p>{halves[0][0]} ÷ {halves[0][1]}</p>" in shown[0]
    assert stage.words("{part} of {whole}", part=halves[1][0], whole=halves[1][1]) in shown[1]


def test_without_fraction_and_query_there_is_nothing_to_unfold(stage: Stage) -> None:
    """No empty drawer."""
    answer = replace(asked(stage, "win_rate"), numerator=None, denominator=None)

    assert "<details>" not in value_card(answer, [], None, stage.words)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", JOINT)
def test_what_cannot_be_computed_says_why(lang: Lang, name: str) -> None:
    """Without data a card shows a dash and the reason, and offers no query."""
    words = Words(lang)
    for crm in (nothing(), nothing("deals.status", "handoffs.handed_at", "contacts.created_at")):
        answer = ask(kpi(name), crm)
        card = value_card(answer, [], sql_of(crm, name, {}), words)

        assert answer.value is None
        assert '<p class="ot-big">–' in card
        assert answer.caveats
        assert f"<li>{esc(answer.caveats[0].text(words))}</li>" in card


def test_the_sides_that_chose_it_stand_on_it(stage: Stage) -> None:
    """Shape and name of each side at the keyboard, none where nobody chose it."""
    answer = asked(stage, "win_rate")
    both, none = (value_card(answer, sides, None, stage.words) for sides in (CHOSEN, ()))

    assert [True, True] == [side_badge(side, stage.words) in both for side in CHOSEN]
    assert "ot-badge" not in none


@pytest.mark.parametrize("name", JOINT)
def test_how_it_is_cheated_stands_beside_what_to_look_at(stage: Stage, name: str) -> None:
    """The counter-KPI comes with its value: whoever cheats one number is seen in the other."""
    one = kpi(name)
    answers: dict[str, KpiValue] = {key: asked(stage, key) for key in ({one.counter} & KPIS.keys())}
    card = cheat_card(one, answers, stage.words)

    assert esc(stage.words(one.cheat)) in card
    assert esc(stage.words(one.cheat)) not in visible(card)
    for key, answer in answers.items():
        said = stage.words("Look at it together with: {kpi}", kpi=stage.words(KPIS[key].label))
        assert f"{esc(said)}: {esc(headline(answer, stage.words))}" in card


def test_every_number_on_offer_names_a_counter() -> None:
    """A number without one could be cheated unseen."""
    assert [] == [name for name, one in JOINT.items() if one.counter not in KPIS]


def test_the_conversation_shows_the_numbers_chosen(stage: Stage) -> None:
    """How each of them is cheated, with its counter-KPI and that one's value; no others."""
    act = picked(stage, Beat.TALK)
    shown = text(act.widget)

    for name, one in JOINT.items():
        answers = {one.counter: asked(stage, one.counter)}
        assert (name in act.wanted()) is (cheat_card(one, answers, stage.words) in shown)
