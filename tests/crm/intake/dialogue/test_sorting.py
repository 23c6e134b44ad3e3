"""What nothing recognises is asked, in words a salesperson answers; what is answered is read so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.brought import export
from support.exports.exports import refusal
from support.exports.salesperson import AS_PROPOSED, ENGLISH, Replies, agreed_with
from support.run.profiles import examples

from workshop.crm.intake.dialogue.explained import doubt_line, option_line, sample_lines
from workshop.crm.intake.dialogue.sorting import NOT_USED, Sorting, sort_out, sorted_by
from workshop.crm.intake.doubt import NO_COLUMN, Topic
from workshop.crm.intake.importing import import_export
from workshop.crm.mapping import read_mapping
from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.crm import Crm


class Brought(NamedTuple):
    """Files of a kind that nobody listed, and how somebody who knows them answers."""

    files: dict[str, str]
    replies: Replies
    ended: dict[str | None, int]
    """How many deals ended how."""
    converted: tuple[int, int] | None
    """Leads with a won deal, of all; None where the files know no leads."""
    others: dict[str, int]
    """Further tables, with their rows."""


OFFERS = Brought(
    {
        "liste": "Vorgang;Erstkontakt;Auftragssumme;Auftrag am;abgesagt am\n"
        "V-17;03.02.2025;1.200,00;10.03.2025;\nV-18;05.02.2025;800,00;;21.02.2025\n"
        "V-19;17.02.2025;2.000,00;;\nV-20;20.02.2025;500,00;15.03.2025;\n"
    },
    {
        "what’s in it": "Deals",
        "has each row’s number": "Vorgang",
        "how a deal ended": "A date in “Auftrag am” means won",
        "when a deal is lost": "abgesagt am",
        "“Deal opened”": "Erstkontakt",
        "“Value”": "Auftragssumme",
        "“Product”": "None",
        "“Reason for loss”": "None",
    },
    {"won": 2, "lost": 1, "open": 1},
    None,
    {},
)
FRENCH = Brought(
    {
        "prospects": "numero_prospect,vu_le,canal\nP01,15/01/2025,salon\nP02,16/01/2025,site\n"
        "P03,17/01/2025,salon\nP04,18/01/2025,site\nP05,19/01/2025,bouche\n",
        "ventes": "prospect,signe_le,montant\nP02,20/02/2025,900\nP05,21/03/2025,1500\n",
    },
    {
        "prospects.csv”: what’s in it": "Contacts",
        "ventes.csv”: what’s in it": AS_PROPOSED,
        "prospects.csv”: which column has each row’s number": AS_PROPOSED,
        "“First seen”": AS_PROPOSED,
        "“Source”": "canal",
        "ID of “Contact”": AS_PROPOSED,
        "ventes.csv”: which column has each row’s number": "None",
        "how a deal ended": "None",
        "“Deal closed”": "signe_le",
        "“Value”": "montant",
        "“Product”": "None",
        "same for all": "They’re all won",
        "whose source": "Nobody",
    },
    {"won": 2},
    (2, 5),
    {},
)
NO_IDS = Brought(
    {
        "lista": "data;kampania;klient\n13.01.2025;Targi;tak\n14.01.2025;Strona;nie\n"
        "15.01.2025;Targi;nie\n16.01.2025;Strona;tak\n17.01.2025;Strona;\n"
    },
    {
        "what’s in it": "Contacts",
        "has each row’s number": "None",
        "“First seen”": "data",
        "“Source”": "kampania",
        "who became a customer": "klient",
        "“tak”": "Yes",
        "“nie”": "No, or not yet",
        "whose source": "Nobody",
    },
    {"won": 2},
    (2, 5),
    {},
)
MORE = 40
WIDE = Brought(
    {
        "erfassung": ";".join(
            ["lfd", "eingang", "kanal", *(f"merkmal_{n}" for n in range(MORE)), "fertig"]
        )
        + "\n"
        + "".join(
            f"E{n:03};{n + 12}.01.2025;{'Messe' if n % 2 else 'Telefon'};"
            + "".join(f"w{column}-{n};" for column in range(MORE))
            + ("ja\n" if n in (2, 5, 7) else "nein\n")
            for n in range(1, 9)
        )
    },
    {
        "what’s in it": "Contacts",
        "has each row’s number": AS_PROPOSED,
        "“First seen”": AS_PROPOSED,
        "“Source”": "kanal",
        "who became a customer": "fertig",
        "whose source": "Nobody",
    },
    {"won": 3},
    (3, 8),
    {},
)
VISITS = Brought(
    {
        "contacts": "Contact ID,Create Date,Lead Source\n"
        + "".join(f"C-{n:04},2025-01-{n + 10},Web\n" for n in range(1, 7)),
        "besuche": "wen;wann;wie\nC-0001;20.01.2025;Anruf\nC-0001;21.01.2025;Besuch\n"
        "C-0003;22.01.2025;Anruf\nC-0003;25.01.2025;Besuch\nC-0005;26.01.2025;Anruf\n",
    },
    {
        "besuche.csv”: what’s in it": AS_PROPOSED,
        "ID of “Contact”": AS_PROPOSED,
        "“Date and time”": AS_PROPOSED,
        "column is “Side”": "None",
        "“Touchpoint type”": "wie",
        "whose touchpoint is that": "Sales, personal",
    },
    {},
    None,
    {"touchpoints": 5, "contacts": 6},
)
KINDS = {
    "a craftsman's list of offers": OFFERS,
    "French, two files": FRENCH,
    "Polish, without ids": NO_IDS,
    "44 columns": WIDE,
    "visits beside a known list of contacts": VISITS,
}


def taken_in(brought: Brought, place: Path) -> Crm:
    """Return the tables that come of the files and the answers."""
    files = export(**brought.files)
    mapping = agreed_with(files, brought.replies).mapping
    return import_export(files, mapping, place, "x").crm


@pytest.mark.parametrize("brought", KINDS.values(), ids=KINDS)
def test_answers_make_numbers(brought: Brought, tmp_path: Path) -> None:
    """Whoever knows the files gets their numbers; the saved mapping gets the same, unasked."""
    crm = taken_in(brought, tmp_path / "x")
    files, mapping = export(**brought.files), read_mapping(tmp_path / "x" / "mapping.yaml")
    again = import_export(files, mapping, tmp_path / "y", "x").crm
    for one in (crm, again):
        if brought.ended:
            ended = one.table("deals").status.value_counts().to_pyarrow().to_pylist()
            assert brought.ended == {row["status"]: row["status_count"] for row in ended}
        counts = {key: one.table(key).count().to_pyarrow().as_py() for key in brought.others}
        assert brought.others == counts
        if brought.converted:
            won = one.table("deals").filter(one.table("deals").status == "won")
            leads = one.table("contacts")
            joined = leads.semi_join(won, "contact_id").count().to_pyarrow().as_py()
            assert brought.converted == (joined, leads.count().to_pyarrow().as_py())


def test_every_answer_of_the_sorting_is_said_and_nothing_is_asked_twice() -> None:
    """Each question has words, and each answer others than the next."""
    for brought in KINDS.values():
        sorting, asked = sort_out(export(**brought.files)), list[str]()
        while sorting.doubts:
            doubt = sorting.doubts[0]
            lines = [option_line(doubt, one, ENGLISH) for one in doubt.options]
            asked.append(doubt_line(doubt, ENGLISH))
            assert len(lines) == len({*lines})
            answer = doubt.proposed if doubt.is_answered else doubt.options[0]
            sorting = sorted_by(sorting, doubt, answer)
        assert len(asked) == len({*asked})


def which(sorting: Sorting, field: str) -> tuple[str, ...]:
    """Return the columns that are offered for a field."""
    (doubt,) = [one for one in sorting.questions if one.field == field]
    return doubt.options


def told(brought: Brought, *tables: str) -> Sorting:
    """Return the sorting after the sheets were given to tables, in their order."""
    sorting = sort_out(export(**brought.files))
    for source, table in zip(sorting.asked, tables, strict=True):
        (doubt,) = [one for one in sorting.of(source) if one.topic is Topic.SHEET]
        sorting = sorted_by(sorting, doubt, table)
    return sorting


def test_columns_are_offered_in_an_order_that_fits_their_cells() -> None:
    """Dates for a date only, lists before free entries, and “none of them” at the end."""
    sorting = told(WIDE, "contacts")

    assert ("eingang", NO_COLUMN) == which(sorting, "created_at")
    assert "kanal" in which(sorting, "source")[:2]
    assert "lfd" == which(sorting, "contact_id")[0]
    assert 44 == len(sorting.columns("erfassung.csv"))


def test_what_is_shared_with_a_known_table_is_the_guess() -> None:
    """Repeated keys and dates are touches; keys that stand once, with amounts, are deals."""
    (visits,) = sort_out(export(**VISITS.files)).doubts
    guesses = {one.source: one for one in sort_out(export(**FRENCH.files)).doubts}

    assert ("touchpoints", "wen", "contacts.csv") == (
        visits.proposed,
        visits.example,
        visits.other,
    )
    assert NOT_USED == visits.fallback
    assert "contacts" == guesses["prospects.csv"].proposed
    assert "deals" == guesses["ventes.csv"].proposed


def test_another_table_asks_for_its_own_columns() -> None:
    """A sheet that is given to another table forgets what was said of its columns."""
    sorting = told(NO_IDS, "contacts")
    (date,) = [one for one in sorting.questions if one.field == "created_at"]
    sorting = sorted_by(sorting, date, "data")
    (sheet,) = [one for one in sorting.questions if one.topic is Topic.SHEET]
    sorting = sorted_by(sorting, sheet, "costs")

    assert {} == sorting.told.of("lista.csv")
    assert "created_at" not in {one.field for one in sorting.questions}


def test_a_name_is_not_shown_and_not_offered() -> None:
    """A column that may name people is listed without its cells and can be no field."""
    brought = NO_IDS._replace(
        files={"lista": "nr;wer;mail;am\nX1;Ann Example;ann@firma.example;13.01.2025\n"}
    )
    sorting = told(brought, "contacts")
    shown = "\n".join(sample_lines(sorting.columns("lista.csv"), ENGLISH))

    assert "mail" in shown
    assert "firma.example" not in shown
    assert not any("mail" in doubt.options for doubt in sorting.questions)


def test_an_answer_that_is_none_is_refused() -> None:
    """What is not offered cannot be said."""
    sorting = told(NO_IDS, "contacts")
    (date,) = [one for one in sorting.questions if one.field == "created_at"]

    assert "kampania" in str(refusal(sorted_by, sorting, date, "kampania"))


def test_nothing_used_leaves_nothing_to_read() -> None:
    """Whoever leaves every sheet out is told what would help."""
    files = export(**NO_IDS.files)
    error = refusal(agreed_with, files, {"what’s in it": "Something else"})

    assert "--mapping" in str(error.lines(ENGLISH))


CELLS = st.sampled_from(["", "ja", "nein", "13.01.2025", "14.02.2025", "7,50", "12", "A-1", "B-2"])


@settings(max_examples=examples(12), deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=2, max_size=6), st.data())
def test_any_answers_lead_to_an_end(rows: list[list[str]], data: st.DataObject) -> None:
    """Whatever a sheet holds and somebody answers: no column is two fields, nothing is asked anew.

    A column may be both what says how a deal ended and when, and nothing else twice.
    """
    content = "eins;zwei;drei;vier\n" + "".join(";".join(row) + "\n" for row in rows)
    sorting, seen = sort_out(export(blatt=content)), set[tuple[str, str, str]]()
    while sorting.doubts:
        doubt = sorting.doubts[0]
        key = (doubt.topic, doubt.source, doubt.field)
        assert key not in seen
        seen.add(key)
        sorting = sorted_by(sorting, doubt, data.draw(st.sampled_from(doubt.options)))
    columns = [one for one in sorting.told.of("blatt.csv").values() if one]
    assert len(columns) == len({*columns})
    assert {*sorting.told.tables.values()} <= {*TABLES, NOT_USED}


def test_visits_nobody_knew_are_asked_about_by_type(tmp_path: Path) -> None:
    """All visits are by people of sales: so it is known how long leads wait."""
    found = ask(kpi("response_time"), Scope.of(taken_in(VISITS, tmp_path / "x")))

    assert ((), 3) == (found.missing, found.n)


def test_a_lead_s_number_needs_no_id(tmp_path: Path) -> None:
    """Rows without a number count as one lead each; 2 of 5 were won, not dated."""
    crm = taken_in(NO_IDS, tmp_path / "x")
    found = ask(kpi("lead_to_won"), Scope.of(crm))

    assert (2, 5) == (found.numerator, found.denominator)
