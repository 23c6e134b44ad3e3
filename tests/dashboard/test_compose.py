"""The numbers of the command line, no others, and a title that says what chance lets one see."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.data.dashboards import SHARES, composed, line, small
from support.data.months import charter_of_june
from support.data.quarterly import closed, handed
from support.data.tables import crm
from support.source.command import run

from workshop.dashboard.compose import Card, Signing, compose
from workshop.dashboard.document import MOST_LINES, State
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.scope import Scope
from workshop.story.decisions.text import kpi_target
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.crm import Crm
    from workshop.dashboard.document import Dashboard

EN = Words("en")


def test_every_number_is_that_of_the_command_line(
    real: dict[str, Dashboard], capsys: pytest.CaptureFixture[str]
) -> None:
    """Value, interval and n of each KPI and of the one beside it."""
    code, out, _ = run(capsys, "kpis", "--json", "--lang", "en")
    printed = {one["name"]: one for one in json.loads(out)}

    assert 0 == code
    for one in real["en"].lines:
        whole = one.whole
        shown = {"value": whole.value, "low": whole.low, "high": whole.high, "n": whole.n}
        assert {key: printed[one.name][key] for key in shown} == shown
        assert [c["text"] for c in printed[one.name]["caveats"]] == list(one.caveats)
        assert printed[one.counter.name]["value"] == one.counter.value


def test_the_last_quarter_is_that_of_the_command_line(
    real: dict[str, Dashboard], capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands large is the group that `--by quarter` prints."""
    for one in real["en"].lines:
        _, out, _ = run(capsys, "kpis", "--kpi", one.name, "--by", "quarter", "--json")
        groups = {group["key"]: group for group in json.loads(out)["groups"]}
        printed = groups["2026-Q3"]

        assert "Q3 26" == one.shown.period
        assert (printed["value"], printed["n"]) == (one.shown.value, one.shown.n)
        assert (printed["low"], printed["high"]) == (one.shown.low, one.shown.high)


def test_the_texts_are_those_of_the_numbers() -> None:
    """No number is written in a way of its own."""
    held = small()
    (one,) = composed(line("win_rate"), held=held).lines
    answer = KPIS["win_rate"]
    total = compose(Scope.of(held), [line("win_rate")], ["en"])[0].lines[0]

    assert EN(answer.label) == one.label
    assert EN(answer.formula) == one.formula
    assert one.whole == total.whole
    assert "31.0%" == one.whole.text
    assert "95% interval 27.4% to 34.8% · n = 600 · as of 30 September 2026" == one.footing


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_the_same_every_time(lang: str) -> None:
    """Deterministic, in each language."""
    assert composed(line("win_rate", 0.4), lang=lang) == composed(line("win_rate", 0.4), lang=lang)


def test_languages_differ_in_words_only(real: dict[str, Dashboard]) -> None:
    """The numbers are asked for once."""
    for one, other in zip(real["de"].lines, real["en"].lines, strict=True):
        assert (one.whole.value, one.whole.n) == (other.whole.value, other.whole.n)
        assert (one.reach, one.sql) == (other.reach, other.sql)


def test_a_missing_column_makes_a_card_that_says_so() -> None:
    """No number, and what would have to be added."""
    bare = [{k: v for k, v in row.items() if k != "status"} for row in closed([(9, 30)])]
    held = crm(deals=bare, without=("status",))
    (one,) = composed(line("win_rate", 0.4), held=held).lines

    assert (None, "–", ("deals.status",)) == (one.whole.value, one.shown.text, one.missing)
    assert "No number: the data lacks “Status” (Deals)." == one.caveats[0]
    assert (State.UNKNOWN, "") == (one.target.state, one.target.judgement)


def test_a_small_last_quarter_gives_way_to_the_whole() -> None:
    """A quarter of twelve cases does not stand large."""
    (one,) = composed(line("win_rate"), held=crm(deals=closed([(30, 100), (4, 12)]))).lines

    assert one.whole == one.shown
    assert ("all data", 112) == (one.shown.period, one.shown.n)


def test_lines_without_target_and_owners_are_complete() -> None:
    """From the command line nobody has agreed on anything yet."""
    (found,) = compose(Scope.of(small()), [Card("win_rate")], ["en"])
    (one,) = found.lines

    assert (None, "", "") == (one.target, one.sales_owner, one.marketing_owner)
    assert "One number for both of you" == found.title


@pytest.mark.parametrize("n", [0, MOST_LINES + 1])
def test_a_dashboard_has_one_to_six_numbers(n: int) -> None:
    """More cannot be read from the last row."""
    with pytest.raises(WorkshopError, match="one to 6 KPIs"):
        compose(Scope.of(small()), [line("win_rate")] * n, ["en"])


def test_an_unknown_kpi_is_refused() -> None:
    """By the catalogue's own words."""
    with pytest.raises(WorkshopError, match="no KPI by that name"):
        composed(line("happiness"))


def test_the_sheet_of_the_workshop_is_understood(sample: Crm) -> None:
    """What act 3 records is what the dashboard reads."""
    from workshop.kpis.catalogue.answers import ask_all  # noqa: PLC0415
    from workshop.story.act3.sheet import KpiDraft, agreed_kpis  # noqa: PLC0415

    answers = {one.name: one for one in ask_all(Scope.of(sample), ["win_rate"])}
    owners = {"sales": "Innendienst", "marketing": "Kampagnen"}
    (recorded,) = agreed_kpis([KpiDraft("win_rate", 40.0, owners)], answers)
    card = Card(recorded.name, recorded.target, recorded.owners.sales, recorded.owners.marketing)
    (one,) = compose(Scope.of(sample), [card], ["de"])[0].lines

    assert kpi_target(recorded, Words("de")) == one.target.text
    assert ("Innendienst", "Kampagnen") == (one.sales_owner, one.marketing_owner)


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("win_rate", 0.1, State.REACHED),
        ("win_rate", 0.3, State.CLOSE),
        ("win_rate", 0.35, State.CLOSE),
        ("win_rate", 0.6, State.AHEAD),
        ("rejection_rate", 0.9, State.REACHED),
        ("rejection_rate", 0.7, State.CLOSE),
        ("rejection_rate", 0.1, State.AHEAD),
    ],
)
def test_a_target_inside_the_interval_is_too_close_to_call(
    name: str, target: float, expected: State
) -> None:
    """32 of 100 won, 68 of 100 rejected, and where less is better the sides turn round."""
    (one,) = composed(line(name, target)).lines

    assert expected is one.target.state


def test_a_sum_over_all_the_data_is_held_against_nothing() -> None:
    """Two years of won value have not reached the target of a quarter."""
    held = crm(deals=closed(SHARES, value=1000.0))
    (one,) = composed(line("won_value", 5000.0), held=held).lines

    assert State.UNKNOWN is one.target.state


def test_the_title_counts_and_the_line_below_names() -> None:
    """What is reached first, then what is not."""
    held = crm(deals=closed(SHARES), handoffs=handed(SHARES))
    found = composed(line("win_rate", 0.1), line("acceptance_rate", 0.9), held=held)

    assert "1 of 2 targets reached" == found.title
    assert "Reached: Win rate · Not there yet: Acceptance rate" == found.summary


def test_nothing_reached_is_said_without_shame() -> None:
    """Not yet."""
    assert "Target reached" == composed(line("win_rate", 0.1)).title
    assert "Target not reached yet" == composed(line("win_rate", 0.9)).title
    two = composed(line("win_rate", 0.9), line("acceptance_rate", 0.9))
    assert "None of 2 targets reached yet" == two.title


def test_signatures_stand_where_they_fell() -> None:
    """The last day of a quarter is at its end; one outside of what is shown is no mark."""
    signings = (
        Signing(1, date(2020, 1, 1), 0.2),
        Signing(2, date(2026, 6, 30), 0.3),
        Signing(3, date(2026, 8, 15)),
    )
    (found,) = compose(Scope.of(small()), [Card("win_rate", 0.4, signings=signings)], ["en"])
    (one,) = found.lines
    places = [figure.period for figure in one.points]

    assert ["Charter 2", "Charter 3"] == [mark.name for mark in one.versions]
    assert one.versions[0].place == places.index("Q2 26") + 1
    assert one.versions[1].place == pytest.approx(places.index("Q3 26") + 46 / 92)
    assert [0.3, None] == [mark.target for mark in one.versions]
    assert "30 June 2026" == one.versions[0].day


def test_a_charter_names_its_numbers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its KPIs, targets and owners; with --kpi as well, the command refuses."""
    file = tmp_path / "charter.json"
    file.write_text(charter_of_june().to_json(), "utf-8")
    out = tmp_path / "board"
    code, _, err = run(capsys, "dashboard", "--charter", file, "--out", out, "--lang", "en")
    both = run(capsys, "dashboard", "--charter", file, "--kpi", "cac", "--out", out, "--lang", "en")
    page = (out / "dashboard_en.html").read_text("utf-8")

    assert (0, "") == (code, err)
    assert "Vertriebsleitung" in page
    assert "Charter 1 signed on 2 June 2026" in page
    assert 2 == both[0]
