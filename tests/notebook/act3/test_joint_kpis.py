"""Act 3, walked by its buttons: chosen blind, agreed with a target and a pair of owners."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import HOSTILE, agreed, charter, decisions, hall, vote
from support.acts.screen import choose, esc, every, field, press, text
from support.acts.sheets import CHOSEN, SHEET, asked, filled, picked, reached, record, recorded
from support.data.journeys import company
from support.data.tables import AS_OF
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.charter.export import html, markdown
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.scope import Scope
from workshop.kpis.targets.text import judgement_text, reach_text
from workshop.kpis.text.answers import beside_lines, footing, headline
from workshop.notebook.act3.joint_kpis import JointKpis, cheat_card, value_card
from workshop.story.act3.joint_kpis import CHEATS, FEWEST, JOINT, MOST, PICKS
from workshop.story.decisions.text import kpi_caveats, kpi_footing, kpi_target, kpi_value
from workshop.widgets.elements import side_badge
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.crm import Crm
    from workshop.kpis.core.value import KpiValue
    from workshop.story.context import Stage
    from workshop.words import Lang

MORE, OUT = "Add another number", "Remove this number"
FIVE = ("lead_to_won", "response_time", "acceptance_rate", "win_rate", "sales_cycle_won")
HOW = "How it’s calculated"


def labels(act: JointKpis) -> list[str]:
    """Return the labels of all that is shown."""
    return [getattr(one, "description", "") for one in every(act.widget)]


def in_a_hall(stage: Stage, *names: str, phones: int = 2) -> JointKpis:
    """Return the act after so many phones chose the same numbers."""
    sit(stage, *["sales"] * phones)
    act = JointKpis(stage)
    vote(stage, PICKS.key, "sales", [PICKS.check({"choices": list(names)})] * phones)
    act.refresh()
    return act


def lines(act: JointKpis) -> list[tuple[str, float | None, str, str]]:
    """Return the sheet as it stands."""
    drafts = [act.sheet.draft(place) for place in range(act.sheet.lines_open())]
    return [(one.name, one.target, *one.owners.values()) for one in drafts]


def test_values_are_hidden_while_people_choose(stage: Stage) -> None:
    """Nobody picks the flattering number."""
    shown = text(JointKpis(stage).widget)

    assert not [name for name in JOINT if f">{headline(asked(stage, name), stage.words)}" in shown]
    assert stage.words.percent(asked(stage, "win_rate").value or 0) not in shown


def test_with_five_chosen_a_sixth_cannot_be_ticked(stage: Stage) -> None:
    """Who answers for everything answers for nothing."""
    act = JointKpis(stage)
    for name in FIVE:
        field(act.widget, stage.words(kpi(name).label), 0).value = True

    assert set(FIVE) == set(act.sheet.picks("sales"))
    assert field(act.widget, stage.words(kpi("reasons_given").label), 0).disabled
    assert not field(act.widget, stage.words(kpi("reasons_given").label), 1).disabled


@pytest.mark.parametrize(("n", "done"), [(2, False), (3, True), (5, True)])
def test_a_side_is_done_with_three_to_five(stage: Stage, n: int, *, done: bool) -> None:
    """Two are too few to say what a number costs another."""
    act = JointKpis(stage)
    act.sheet.pick("sales", list(FIVE[:n]))
    press(act.widget, stage.words("We’re done"), 0)

    assert done is (stage.words("Open again") in labels(act))
    assert done is not ('role="alert"' in text(act.widget))


def test_choices_are_covered_until_both_sides_are_done(stage: Stage) -> None:
    """Who chooses second is not led by who chose first."""
    act, words = JointKpis(stage), stage.words
    act.sheet.pick("sales", list(CHOSEN["sales"]))
    press(act.widget, words("We’re done"), 0)
    press(act.widget, words("Reveal") + " →")
    boxes = [one for one in every(act.widget) if hasattr(one, "indent")]

    assert Beat.THINK is act.beat
    assert len(JOINT) == len(boxes)
    assert not [box for box in boxes if box.value]


@pytest.mark.parametrize(("phones", "apart"), [(4, False), (5, True)])
def test_fewer_than_five_phones_a_side_are_never_shown_apart(
    german: Stage, phones: int, *, apart: bool
) -> None:
    """Four colleagues can guess who among them wants which number."""
    hall(german, phones, phones)
    act = JointKpis(german)
    for side in CHOSEN:
        vote(german, PICKS.key, side, [{"choices": list(CHOSEN[side])}] * phones)
    act.enter(Beat.REVEAL)

    (told,) = act.audience.moments(Beat.REVEAL)

    assert apart is ("ot-badge ot-sales" in text(told.parts[0]))


def test_the_numbers_chosen_come_first(stage: Stage) -> None:
    """What both sides chose stands first on the sheet; what nobody chose is folded away."""
    act = picked(stage)
    first, others = text(act.widget).split(stage.words("The ones nobody picked"))

    assert list(SHEET) == [act.sheet.draft(place).name for place in range(FEWEST)]
    assert "lead_to_won" == act.sheet.wanted()[0]
    for name in JOINT:
        card = f"<h4>{esc(stage.words(kpi(name).label))}</h4>"
        assert (name in act.sheet.wanted()) is (card in first)
        assert (name in act.sheet.wanted()) is not (card in others)


def test_numbers_stand_on_the_agreed_term(stage: Stage) -> None:
    """Once Lead is agreed, the cohort is made of those leads, also where it was shown before."""
    act = picked(stage)
    before = asked(stage, "lead_to_won")
    agreed(stage)
    act.redraw()
    answer = ask(kpi("lead_to_won"), Scope.of(stage.crm, terms=stage.terms))

    assert before.n != answer.n
    assert esc(footing(answer, stage.words)) in text(act.widget)
    assert esc(footing(before, stage.words)) not in text(act.widget)


def test_how_to_cheat_is_asked_about_the_numbers_chosen(stage: Stage) -> None:
    """A card lies in the column of a number somebody wants, named in both languages."""
    act = in_a_hall(stage, *FIVE)
    act.enter(Beat.TALK)
    asked = stage.room.state.questions[CHEATS]

    assert asked.is_open
    assert set(FIVE) == {one.key for one in asked.question.columns}
    assert all(
        Words(lang)(kpi(one.key).label) == one.label[lang]
        for one in asked.question.columns
        for lang in LANGS
    )


def test_ways_to_cheat_are_read_by_everybody(stage: Stage) -> None:
    """The cards of phones stand below their number after the reveal, as text."""
    act = in_a_hall(stage, *CHOSEN["sales"])
    act.enter(Beat.TALK)
    body = stage.room.state.questions[CHEATS].question.check(
        {"column": "win_rate", "text": HOSTILE}
    )
    stage.room.say(CHEATS, "both", body, "phone-0-0")
    act.refresh()
    covered = text(act.widget)
    press(act.audience.panels, stage.words("Reveal"))
    shown = text(act.widget)

    assert esc(HOSTILE) not in covered
    assert f"<h4>{esc(stage.words(kpi('win_rate').label))}</h4>" in shown
    assert f"<li>{esc(HOSTILE)}</li>" in shown
    assert "<img" not in shown


def test_columns_stand_still_while_people_write(german: Stage) -> None:
    """A late vote moves no column; who chooses anew is asked about the new numbers."""
    act = in_a_hall(german, *CHOSEN["sales"])
    act.enter(Beat.TALK)
    before = german.room.state.questions[CHEATS].question
    vote(german, PICKS.key, "sales", [{"choices": list(CHOSEN["marketing"])}] * 2)
    act.redraw()
    during = german.room.state.questions[CHEATS].question
    act.enter(Beat.THINK)
    act.enter(Beat.TALK)
    after = german.room.state.questions[CHEATS].question

    assert before == during
    assert set(CHOSEN["marketing"]) == {one.key for one in after.columns}


def test_the_sheet_is_recorded_as_numbers(stage: Stage) -> None:
    """Value with its reservations, target in its unit and owners; words in either language."""
    act = recorded(stage)
    sheet = decisions(stage).kpis
    assert sheet

    assert Beat.RECORDED is act.beat
    assert list(SHEET) == [kpi.name for kpi in sheet.kpis]
    assert [0.12, 12.0, 0.12] == [kpi.target for kpi in sheet.kpis]
    for agreed_kpi in sheet.kpis:
        answer = asked(stage, agreed_kpi.name)
        assert answer == agreed_kpi.value
        for words in map(Words, LANGS):
            assert headline(answer, words) == kpi_value(agreed_kpi, words)
            assert footing(answer, words) == kpi_footing(agreed_kpi, words)
            assert tuple(c.text(words) for c in answer.caveats) == kpi_caveats(agreed_kpi, words)
            assert words.number(12) in kpi_target(agreed_kpi, words)


def test_what_was_recorded_is_shown_and_can_be_changed(stage: Stage) -> None:
    """Number, value, target and pair on the projector, and a way back."""
    act = recorded(stage)
    shown = text(act.widget)
    press(act.widget, stage.words("Change it"))

    assert esc(stage.words(kpi("response_time").formula)) in shown
    assert esc(headline(asked(stage, "lead_to_won"), stage.words)) in shown
    assert "Innendienst" in shown
    assert Beat.DECIDE is act.beat


def test_hostile_owners_stay_text(stage: Stage) -> None:
    """A role is typed by strangers: on the projector, on paper and in the file it is text."""
    act = recorded(stage, sales=HOSTILE, marketing=HOSTILE)
    paper = charter(stage, stage.words)

    assert f"{esc(HOSTILE)} (" in text(act.widget)
    assert "<img" not in text(act.widget) + html(paper)
    assert r"\<img src=x" in markdown(paper)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"target": None}, "A target is missing."),
        ({"target": 0.0}, "A target is missing."),
        ({"target": -3.0}, "A target is missing."),
        ({"target": 120.0}, "A target above 100% can’t be reached."),
        ({"sales": " "}, "A pair of owners isn’t complete yet."),
        ({"marketing": ""}, "A pair of owners isn’t complete yet."),
        ({"name": "response_time"}, "A KPI is on the sheet twice."),
    ],
)
def test_an_incomplete_sheet_is_not_recorded(
    stage: Stage, part: dict[str, object], message: str
) -> None:
    """A target and one owner of each side, or there is no KPI; the reason is said in place."""
    act = filled(stage)
    act.sheet.write(0, **part)
    record(act)

    assert stage.words(message) in text(act.widget)
    assert stage.room.state.decision("kpis") is None


def test_every_line_is_checked(stage: Stage) -> None:
    """Also the fourth needs a target and a pair."""
    act = filled(stage)
    press(act.widget, stage.words(MORE))
    record(act)

    assert stage.words("A target is missing.") in text(act.widget)
    assert stage.room.state.decision("kpis") is None


def test_there_are_three_to_five_lines(stage: Stage) -> None:
    """Two more can be added, each with another number; the three always stay."""
    act, more = filled(stage), stage.words(MORE)
    least = labels(act).count(stage.words(OUT))
    press(act.widget, more)
    press(act.widget, more)
    names = [line[0] for line in lines(act)]

    assert 0 == least
    assert MOST == len(set(names)) == labels(act).count(stage.words(OUT))
    assert more not in labels(act)


def test_a_line_added_is_not_there_already(german: Stage) -> None:
    """Where the group has changed a line by hand, the next suggestion is none of those."""
    act = filled(german)
    act.sheet.write(0, name="win_rate")
    act.sheet.open_line()

    assert 4 == len({line[0] for line in lines(act)})


@pytest.mark.parametrize("place", range(5))
def test_closing_a_line_loses_nothing_else(stage: Stage, place: int) -> None:
    """Those after it move up with number, target and pair; all others stay as they are."""
    act = filled(stage)
    press(act.widget, stage.words(MORE))
    press(act.widget, stage.words(MORE))
    for here in range(5):
        act.sheet.write(here, target=here + 1.0, sales=f"S{here}", marketing=f"M{here}")
    act.redraw()
    before = lines(act)
    press(act.widget, stage.words(OUT), place)

    assert before[:place] + before[place + 1 :] == lines(act)
    assert 4 == labels(act).count(stage.words(OUT))


def test_three_lines_stay_whatever_is_pressed(german: Stage) -> None:
    """A button on another screen that comes too late takes nothing away."""
    act = filled(german)
    before = lines(act)
    act.sheet.close_line(0)

    assert before == lines(act)


def test_a_target_is_judged_by_the_own_quarters(stage: Stage) -> None:
    """What the number was, what a quarter can bring, and how the target stands to that."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    found = reached(stage, "lead_to_won")
    field(act.widget, words("Target in percent"), 0).value = 99.0
    shown = text(act.widget)

    assert found.low is not None
    assert esc(reach_text(found, words)) in shown
    assert esc(judgement_text(found, found.judge(0.99), words)) in shown
    assert words.percent(found.low) in shown


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Picks, lines, targets and owners are redrawn from the room alone."""
    act = filled(make_stage())
    act.sheet.open_line()
    act.sheet.write(3, target=7.0, sales="Vierte")
    act.redraw()

    assert text(act.widget) == text(JointKpis(make_stage()).widget)
    assert lines(act) == lines(JointKpis(make_stage()))


def test_votes_of_phones_fill_the_sheet(stage: Stage) -> None:
    """What most of the hall chose stands first, whatever the catalogue's order."""
    chosen = ("acceptance_rate", "response_time", "sales_cycle_won")
    act = in_a_hall(stage, *chosen)

    assert set(chosen) == {act.sheet.draft(place).name for place in range(3)}
    assert set(chosen) == {name for name, votes in act.sheet.votes().items() if votes == 2}


def test_phones_and_keyboard_count_together(stage: Stage) -> None:
    """Two phones outvote one side at the keyboard, and what both chose comes first."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won")
    act.sheet.pick("marketing", list(CHOSEN["sales"]))

    assert "lead_to_won" == act.sheet.draft(0).name
    assert {"acceptance_rate", "response_time"} == {act.sheet.draft(place).name for place in (1, 2)}


def test_a_hall_needs_no_keyboard(stage: Stage) -> None:
    """Where phones chose, no side has to press that it is done."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won", phones=1)

    assert stage.words("We’re done") not in text(act.widget)
    assert act.complaint() is None


def test_phones_are_asked_for_consent_by_number_target_and_pair(stage: Stage) -> None:
    """Everybody reads all of it in their language; unfinished, nobody is asked."""
    chosen = ("acceptance_rate", "response_time", "lead_to_won")
    act = in_a_hall(stage, *chosen)
    with pytest.raises(WorkshopError, match=r"A target is missing\."):
        act.proposal_text()
    for place in range(3):
        act.sheet.write(place, target=15.0, sales="Leitung Innendienst", marketing="Kampagnen")
    proposal = act.proposal_text()

    for words in map(Words, LANGS):
        assert all(words(kpi(name).label) in proposal[words.lang] for name in chosen)
        assert 3 == proposal[words.lang].count("Leitung Innendienst")
        assert words.percent(0.15) in proposal[words.lang]


def test_a_target_changed_after_the_phones_were_asked_is_not_recorded(stage: Stage) -> None:
    """Nobody consents to twelve percent and finds thirty in the charter."""
    sit(stage, "sales")
    act, words = filled(stage), stage.words
    press(act.widget, words("Ask the phones"))
    act.sheet.write(0, target=30.0)
    record(act)

    assert words("The proposal was changed after the phones were asked.") in text(act.widget)
    assert stage.room.state.decision("kpis") is None


def test_choosing_another_number_is_another_line(stage: Stage) -> None:
    """A target of the number before would mean something else; the pair stays."""
    act, words = filled(stage), stage.words
    choose(act.widget, words("KPI"), words(kpi("reasons_given").label), 1)

    assert ("reasons_given", None, "Innendienst", "Kampagnen") == lines(act)[1]


def test_what_a_number_means_stands_on_the_phone() -> None:
    """A name alone would be chosen by its sound; saying and formula stand below it."""
    for words in map(Words, LANGS):
        for option in PICKS.options:
            assert option.note is not None
            assert words(kpi(option.key).formula) in option.note[words.lang]
            assert words(kpi(option.key).says) in option.note[words.lang]
    assert (FEWEST, MOST) == (PICKS.least, PICKS.most)


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
        sql = kpi_sql(kpi(name), Scope.of(german.crm))
        assert value_card(asked(german, name), sides, sql, german.words) in shown


def test_a_sceptic_finds_fraction_and_query(stage: Stage) -> None:
    """A share shows its two counts, and the SQL that gives it."""
    answer = asked(stage, "win_rate")
    sql = kpi_sql(kpi("win_rate"), Scope.of(stage.crm))
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
        answer = ask(kpi(name), Scope.of(crm))
        card = value_card(answer, [], kpi_sql(kpi(name), Scope.of(crm)), words)

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
        said = stage.words("Cross-check: {kpi}", kpi=stage.words(KPIS[key].label))
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
        assert (name in act.sheet.wanted()) is (cheat_card(one, answers, stage.words) in shown)
