"""Act 3, walked by its buttons: chosen blind, agreed with a target and a pair of owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import HOSTILE, agreed, hall, vote
from phones import sit
from screen import choose, every, field, press, text
from sheets import CHOSEN, SHEET, asked, filled, picked, reached, record, recorded

from workshop.activities.assembly import assemble
from workshop.activities.joint_kpis import CHEATS, FEWEST, JOINT, MOST, PICKS, JointKpis
from workshop.agenda import Beat
from workshop.charter.export import html, markdown
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import ask, kpi
from workshop.kpis.said import footing, headline
from workshop.widgets.html import esc
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.stage import Stage

MORE, OUT = "One more number", "Take this number out"
FIVE = ("lead_to_won", "response_time", "acceptance_rate", "win_rate", "sales_cycle_won")


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
    drafts = [act.draft(place) for place in range(act.lines_open())]
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

    assert set(FIVE) == set(act.picks("sales"))
    assert field(act.widget, stage.words(kpi("reasons_given").label), 0).disabled
    assert not field(act.widget, stage.words(kpi("reasons_given").label), 1).disabled


@pytest.mark.parametrize(("n", "done"), [(2, False), (3, True), (5, True)])
def test_a_side_is_done_with_three_to_five(stage: Stage, n: int, *, done: bool) -> None:
    """Two are too few to say what a number costs another."""
    act = JointKpis(stage)
    act.pick("sales", list(FIVE[:n]))
    press(act.widget, stage.words("We are done"), 0)

    assert done is (stage.words("Open again") in labels(act))
    assert done is not ('role="alert"' in text(act.widget))


def test_choices_are_covered_until_both_sides_are_done(stage: Stage) -> None:
    """Who chooses second is not led by who chose first."""
    act, words = JointKpis(stage), stage.words
    act.pick("sales", list(CHOSEN["sales"]))
    press(act.widget, words("We are done"), 0)
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

    assert apart is ("ot-badge ot-sales" in text(act.audience.panels))


def test_the_numbers_chosen_come_first(stage: Stage) -> None:
    """What both sides chose stands first on the sheet; what nobody chose is folded away."""
    act = picked(stage)
    first, others = text(act.widget).split(stage.words("The others, which nobody chose"))

    assert list(SHEET) == [act.draft(place).name for place in range(FEWEST)]
    assert "lead_to_won" == act.wanted()[0]
    for name in JOINT:
        card = f"<h4>{esc(stage.words(kpi(name).label))}</h4>"
        assert (name in act.wanted()) is (card in first)
        assert (name in act.wanted()) is not (card in others)


def test_numbers_stand_on_the_agreed_term(stage: Stage) -> None:
    """Once Lead is agreed, the cohort is made of those leads, also where it was shown before."""
    act = picked(stage)
    before = asked(stage, "lead_to_won")
    agreed(stage)
    act.redraw()
    answer = ask(kpi("lead_to_won"), stage.crm, terms=stage.terms)

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


def test_the_sheet_is_recorded_in_both_languages(stage: Stage) -> None:
    """Value, footing, caveats and target as the data and people have them, without computing."""
    act = recorded(stage)
    found = stage.room.state.decision("kpis")
    assert found is not None

    assert Beat.RECORDED is act.beat
    assert list(SHEET) == [line["name"] for line in found["kpis"]]
    assert [0.12, 12.0, 0.12] == [line["target_value"] for line in found["kpis"]]
    for line in found["kpis"]:
        answer = asked(stage, line["name"])
        for words in map(Words, LANGS):
            assert headline(answer, words) == line["value"][words.lang]
            assert footing(answer, words) == line["footing"][words.lang]
            assert [c.text(words) for c in answer.caveats] == line["caveats"][words.lang]
            assert words.number(12) in line["target"][words.lang]


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
    charter = assemble(stage, stage.words)

    assert f"{esc(HOSTILE)} (" in text(act.widget)
    assert "<img" not in text(act.widget) + html(charter)
    assert r"\<img src=x" in markdown(charter)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"target": None}, "A target is missing."),
        ({"target": 0.0}, "A target is missing."),
        ({"target": -3.0}, "A target is missing."),
        ({"target": 120.0}, "A target above 100 % cannot be reached."),
        ({"sales": " "}, "A pair of owners is not complete."),
        ({"marketing": ""}, "A pair of owners is not complete."),
        ({"name": "response_time"}, "A KPI stands on the sheet twice."),
    ],
)
def test_an_incomplete_sheet_is_not_recorded(
    stage: Stage, part: dict[str, object], message: str
) -> None:
    """A target and one owner of each side, or there is no KPI; the reason is said in place."""
    act = filled(stage)
    act.write(0, **part)
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
    act.write(0, name="win_rate")
    act.open_line()

    assert 4 == len({line[0] for line in lines(act)})


@pytest.mark.parametrize("place", range(5))
def test_closing_a_line_loses_nothing_else(stage: Stage, place: int) -> None:
    """Those after it move up with number, target and pair; all others stay as they are."""
    act = filled(stage)
    press(act.widget, stage.words(MORE))
    press(act.widget, stage.words(MORE))
    for here in range(5):
        act.write(here, target=here + 1.0, sales=f"S{here}", marketing=f"M{here}")
    act.redraw()
    before = lines(act)
    press(act.widget, stage.words(OUT), place)

    assert before[:place] + before[place + 1 :] == lines(act)
    assert 4 == labels(act).count(stage.words(OUT))


def test_three_lines_stay_whatever_is_pressed(german: Stage) -> None:
    """A button on another screen that comes too late takes nothing away."""
    act = filled(german)
    before = lines(act)
    act.close_line(0)

    assert before == lines(act)


def test_a_target_is_judged_by_the_own_quarters(stage: Stage) -> None:
    """What the number was, what a quarter can bring, and how the target stands to that."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    found = reached(stage, "lead_to_won")
    field(act.widget, words("Target in percent"), 0).value = 99.0
    shown = text(act.widget)

    assert found.low is not None
    assert esc(found.said(words)) in shown
    assert esc(found.judged(0.99, words)) in shown
    assert words.percent(found.low) in shown


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Picks, lines, targets and owners are redrawn from the room alone."""
    act = filled(make_stage())
    act.open_line()
    act.write(3, target=7.0, sales="Vierte")
    act.redraw()

    assert text(act.widget) == text(JointKpis(make_stage()).widget)
    assert lines(act) == lines(JointKpis(make_stage()))


def test_votes_of_phones_fill_the_sheet(stage: Stage) -> None:
    """What most of the hall chose stands first, whatever the catalogue's order."""
    chosen = ("acceptance_rate", "response_time", "sales_cycle_won")
    act = in_a_hall(stage, *chosen)

    assert set(chosen) == {act.draft(place).name for place in range(3)}
    assert set(chosen) == {name for name, votes in act.votes().items() if votes == 2}


def test_phones_and_keyboard_count_together(stage: Stage) -> None:
    """Two phones outvote one side at the keyboard, and what both chose comes first."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won")
    act.pick("marketing", list(CHOSEN["sales"]))

    assert "lead_to_won" == act.draft(0).name
    assert {"acceptance_rate", "response_time"} == {act.draft(place).name for place in (1, 2)}


def test_a_hall_needs_no_keyboard(stage: Stage) -> None:
    """Where phones chose, no side has to press that it is done."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won", phones=1)

    assert stage.words("We are done") not in text(act.widget)
    assert act.complaint() is None


def test_phones_are_asked_for_consent_by_number_target_and_pair(stage: Stage) -> None:
    """Everybody reads all of it in their language; unfinished, nobody is asked."""
    chosen = ("acceptance_rate", "response_time", "lead_to_won")
    act = in_a_hall(stage, *chosen)
    with pytest.raises(WorkshopError, match=r"A target is missing\."):
        act.proposal_text()
    for place in range(3):
        act.write(place, target=15.0, sales="Leitung Innendienst", marketing="Kampagnen")
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
    act.write(0, target=30.0)
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
