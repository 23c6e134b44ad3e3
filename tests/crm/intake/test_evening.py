"""An import as of a day: what was not there yet goes, later facts are taken back, all is said."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from support.data.chance import company
from support.exports.brought import TODAY, own_headers, rows, taken_in

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.evening import LoneLastDayError
from workshop.crm.intake.report import Oddity, Reason
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.consistency import consistency
from workshop.kpis.tables.funnel import funnel
from workshop.kpis.tables.workload import workload
from workshop.terms.outcome.comparison import count
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.intake.load import Intake

JUNE = date(2025, 6, 30)
EN = Words("en")
CONTACTS = "contact_id,created_at,source\n11,2025-01-01,Web\n12,2025-07-01,Web\n13,2025-01-02,Web\n"
DEALS = (
    "deal_id,contact_id,status,value,created_at,closed_at,lost_reason\n"
    "1,11,won,1000,2025-01-10,2025-02-10,\n"
    "2,12,won,5000,2025-08-01,2025-03-01,\n"
    "3,13,lost,1000,2025-01-12,2025-10-10,price\n"
)
SOLD = "deal_id,status,value,created_at,closed_at\n" + "".join(
    f"{n},won,1000,2018-03-{n:02},2018-04-{n:02}\n" for n in range(1, 21)
)
LATE = "21,won,1000,2018-03-21,2023-04-21\n22,open,1000,2018-04-22,\n"


def at_day(day: date | None, **tables: str) -> Intake:
    mapping = own_headers(**tables).model_copy(update={"as_of": day})
    return taken_in(mapping, **tables)


def data(intake: Intake) -> Crm:
    report = intake.report
    return Crm(
        IbisEngine(intake.connection),
        "x",
        "EUR",
        intake.as_of,
        report,
        unknowable=report.unknowable,
    )


def found(intake: Intake) -> dict[Oddity, Any]:
    return {one.code: one for one in intake.report.findings}


def test_rows_that_were_not_there_yet_are_dropped_and_said() -> None:
    """Not emptied: an undated deal would count as one of that evening."""
    intake = at_day(JUNE, contacts=CONTACTS, deals=DEALS)
    aside = {one.table: one for one in intake.report.tables}

    assert ["11", "13"] == [row["contact_id"] for row in rows(intake, "contacts")]
    assert ["1", "3"] == [row["deal_id"] for row in rows(intake, "deals")]
    assert [(Reason.LATER, 1, (3,), "created_at")] == [
        (one.reason, one.n, one.rows, one.column) for one in aside["deals"].set_aside
    ]
    assert (3, 2, 1) == (
        aside["deals"].read,
        aside["deals"].kept,
        aside["deals"].filled["closed_at"],
    )
    assert {} == intake.report.set_aside


def test_facts_that_came_later_are_taken_back_and_said() -> None:
    """A deal that closed in October is open in June, with its row."""
    intake = at_day(JUNE, contacts=CONTACTS, deals=DEALS)
    third = rows(intake, "deals")[1]
    said = found(intake)[Oddity.TAKEN_BACK]

    assert ("open", None, None) == (third["status"], third["closed_at"], third["lost_reason"])
    assert ("deals", 1, (4,)) == (said.table, said.n, said.rows)


def test_the_import_and_the_question_agree() -> None:
    """Both look at the same evening: won 1 of 1, value 1,000."""
    early = data(at_day(JUNE, contacts=CONTACTS, deals=DEALS))
    whole = Scope.of(data(at_day(None, contacts=CONTACTS, deals=DEALS)), as_of=JUNE)
    for name in ("win_rate", "won_value"):
        one, other = ask(KPIS[name], Scope.of(early)), ask(KPIS[name], whole)
        assert one.as_json(EN) == other.as_json(EN)

    assert (1, 1) == (one.n, 1)
    assert 1000 == ask(KPIS["won_value"], whole).value


def written(tables: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Return tables as CSV files."""
    files = {}
    for name, some in tables.items():
        text = StringIO()
        writer = csv.DictWriter(text, list(some[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(some)
        files[name] = text.getvalue()
    return files


def test_every_number_of_an_import_as_of_a_day_is_that_of_the_day() -> None:
    """KPIs, funnel, workload and consistency of a whole company; all offenders are listed."""
    day, files = date(2026, 2, 27), written(company(11))
    early, whole = data(at_day(day, **files)), data(at_day(None, **files))
    said = Assumptions(
        goal=9e6, gross_margin=0.3, monthly_revenue_per_account=500.0, marketing_share=0.5
    )
    then = Scope.of(early, window_days=120, assumptions=said)
    now = Scope.of(whole, window_days=120, assumptions=said, as_of=day)
    wrong = [
        one.name for one in KPIS.values() if ask(one, then).as_json(EN) != ask(one, now).as_json(EN)
    ]

    assert [] == wrong
    for table in (funnel, workload, consistency):
        assert table(then).as_json(EN) == table(now).as_json(EN)


def test_fields_without_a_date_are_kept_and_refused() -> None:
    """They stand as of the export; a rule that asks for one is told so, also after the import."""
    people = CONTACTS.replace("source\n", "source,score\n").replace("Web\n", "Web,50\n")
    early = data(at_day(JUNE, contacts=people, deals=DEALS))
    rule = Rule(where=Group(criteria=[Criterion(field="score", op=Op.AT_LEAST, value=10.0)]))

    assert {"contacts.score"} == early.unknowable
    assert [50.0, 50.0] == early.engine.column(early.table("contacts").score)
    with pytest.raises(WorkshopError, match="there’s no date for it"):
        count(early, rule)


def test_nothing_is_refused_where_nothing_came_later() -> None:
    """Who says on which day the export was drawn asks for no other day."""
    people = CONTACTS.replace("source\n", "source,score\n").replace("Web\n", "Web,50\n")
    intake = at_day(date(2025, 12, 31), contacts=people, deals=DEALS)

    assert frozenset() == intake.report.unknowable
    assert [] == [one for one in intake.report.findings if one.code is Oddity.TAKEN_BACK]


def test_a_counter_that_touches_prove_goes_back() -> None:
    """Two webinars in all, one by June."""
    people = "contact_id,created_at,webinars\nC1,2025-01-01,2\nC2,2025-01-02,0\n"
    touches = "touchpoint_id,contact_id,happened_at,kind\n"
    touches += "T1,C1,2025-02-01,webinar\nT2,C1,2025-09-01,webinar\n"
    intake = at_day(JUNE, contacts=people, touchpoints=touches)

    assert [1.0, 0.0] == [row["webinars"] for row in rows(intake, "contacts")]
    assert frozenset() == intake.report.unknowable


def test_one_row_far_from_all_others_is_asked_about() -> None:
    """Row 22 closes five years after everything else: which day is the last?"""
    with pytest.raises(LoneLastDayError) as caught:
        at_day(None, deals=SOLD + LATE)
    doubt, text = caught.value.doubt, str(caught.value)

    assert ("2018-04-22", "2023-04-21") == doubt.options
    assert (22, "closed_at", "") == (doubt.row, doubt.column, doubt.proposed)
    assert "deals.csv, row 22" in text
    assert "--as-of 2018-04-22" in text


@pytest.mark.parametrize(
    ("day", "status"), [(date(2018, 4, 22), "open"), (date(2023, 4, 21), "won")]
)
def test_the_answer_decides_and_is_not_asked_again(day: date, status: str) -> None:
    """Either may be meant; with the first, that deal is still open."""
    intake = at_day(day, deals=SOLD + LATE)

    assert day == intake.as_of
    assert status == rows(intake, "deals")[20]["status"]


@pytest.mark.parametrize(
    "late",
    [
        "21,open,1000,2018-04-22,2023-04-21\n",
        "21,won,1000,2018-03-21,2018-06-10\n",
        "21,won,1000,2018-03-21,2099-04-21\n",
        "".join(f"{n},won,1000,2018-03-21,2023-04-{n}\n" for n in range(21, 24)),
    ],
    ids=["a plan", "within a quarter", "after today", "three deals"],
)
def test_what_decides_nothing_is_not_asked(late: str) -> None:
    """Plans, short pauses, what cannot be, and a habit."""
    assert at_day(None, deals=SOLD + late).as_of <= TODAY


def test_a_lone_touch_beside_many_deals() -> None:
    """Whichever table holds it, its own file and row are named."""
    touches = "touchpoint_id,contact_id,happened_at\nT1,C1,2018-03-01\nT2,C1,2024-02-29\n"
    with pytest.raises(LoneLastDayError, match=r"touchpoints\.csv, row 3, “happened_at”"):
        at_day(None, deals=SOLD, touchpoints=touches)


def test_a_lone_first_closing_is_named() -> None:
    """The records do not begin with it; it stays in the data."""
    early = "21,won,1000,2011-03-21,2011-04-21\n"
    said = found(at_day(None, deals=SOLD + early))[Oddity.LONE_FIRST]

    assert ("deals", 1, (22,)) == (said.table, said.n, said.rows)
    assert Oddity.LONE_FIRST not in found(at_day(None, deals=SOLD))
