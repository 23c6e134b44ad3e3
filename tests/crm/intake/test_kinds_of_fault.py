"""More inputs for each kind of fault that once gave a wrong number: read right, or asked."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from support.exports.brought import TODAY, export

from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.load import take_in
from workshop.errors import WorkshopError


class Ended(NamedTuple):
    """Won, lost and open deals, those without a status, and the sum of the won ones."""

    won: int = 0
    lost: int = 0
    open: int = 0
    unknown: int = 0
    value: float | None = None


ASKED, REFUSED = "asked", "refused"
HEAD = "Deal ID,Deal Stage,Amount,Create Date,Close Date\n"
KOPF = "Deal-ID;Deal-Phase;Betrag;Erstellungsdatum;Abschlussdatum\n"
WON = "1,Closed Won,1000,2026-01-05,2026-02-01\n"
LOST = "2,Closed Lost,3000,2026-01-07,2026-02-12\n"
GEWONNEN = "1;Gewonnen;1.000,50;05.01.2026;01.02.2026\n"
VERLOREN = "2;Verloren;3.000,00;07.01.2026;12.02.2026\n"


def ended(**files: str) -> Ended | str:
    """Return how the deals of files ended as `import --yes` reads them, or that it does not."""
    brought = export(**files)
    try:
        proposal = propose(brought)
        if any(doubt.unasked is None for doubt in proposal.doubts):
            return ASKED
        intake = take_in(brought, proposal.mapping, TODAY, private=True, thorough=False)
    except WorkshopError:
        return REFUSED
    rows = intake.connection.table("deals").to_pyarrow().to_pylist()
    said = [row.get("status") for row in rows]
    values = [row.get("value") for row in rows if row.get("status") == "won"]
    known = [value for value in values if value is not None]
    counts = (said.count(one) for one in ("won", "lost", "open", None))
    return Ended(*counts, round(sum(known), 2) if known else None)


def stage(word: str) -> str:
    """Return three deals, one of them with this stage."""
    return f"{HEAD}{WON}{LOST}3,{word},500,2026-01-08,2026-02-13\n"


def german(amount: str) -> str:
    """Return two German deals, and a won one with this amount."""
    return f"{KOPF}{GEWONNEN}{VERLOREN}3;Gewonnen;{amount};08.01.2026;13.02.2026\n"


A_WORD_INSIDE = {
    "won back by the competitor": "Won back by competitor",
    "not won yet": "Not won yet",
    "almost won": "Almost Won",
    "a German cancellation": "Gewonnen - widerrufen",
    "no longer lost": "No longer lost",
    "won against": "Gewonnen gegen Wettbewerb",
}


@pytest.mark.parametrize("word", A_WORD_INSIDE.values(), ids=A_WORD_INSIDE)
def test_a_word_inside_a_stage_is_no_answer(word: str) -> None:
    """Whatever turns a known word round makes the stage a question."""
    assert ASKED == ended(deals=stage(word))


ANOTHER_COLUMN = {
    "German flags beside own stages": (
        (
            "Deal-ID;Phase;Gewonnen;Geschlossen;Betrag;Erstellt am;Abschlussdatum\n"
            "1;Kickoff;ja;ja;100,50;05.01.2026;01.02.2026\n2;Kickoff;nein;ja;200,00;06.01.2026;02.02.2026\n"
            "3;Kickoff;nein;nein;300,00;07.01.2026;\n"
        ),
        Ended(1, 1, 1, 0, 100.5),
    ),
    "dates of the end, no status": (
        (
            "Deal - ID,Deal - Value,Deal - Deal created,Deal - Won time,Deal - Lost time\n"
            "1,100,2026-01-05 09:00:00,2026-02-01 09:00:00,\n"
            "2,200,2026-01-06 09:00:00,,2026-02-02 09:00:00\n3,300,2026-01-07 09:00:00,,\n"
        ),
        Ended(1, 1, 1, 0, 100.0),
    ),
    "numbers of Dynamics": (
        (
            "opportunityid,statecode,actualvalue,createdon,actualclosedate\n"
            "a1,1,100,2026-01-05,2026-02-01\na2,2,200,2026-01-06,2026-02-02\na3,0,,2026-01-07,\n"
        ),
        Ended(1, 1, 1, 0, 100.0),
    ),
    "a flag against the stage": (
        (
            "Id,StageName,IsClosed,IsWon,Amount,CreatedDate,CloseDate\n"
            "1,Closed Won,true,false,100,2026-01-05,2026-02-01\n"
            "2,Closed Lost,true,false,200,2026-01-06,2026-02-02\n"
        ),
        ASKED,
    ),
    "closed, and nobody says how": (
        (
            "Deal ID,Deal Stage,Closed,Amount,Create Date,Close Date\n"
            "1,Kickoff,yes,100,2026-01-05,2026-02-01\n2,Kickoff,no,200,2026-01-06,\n"
        ),
        ASKED,
    ),
}


@pytest.mark.parametrize(("text", "right"), ANOTHER_COLUMN.values(), ids=ANOTHER_COLUMN)
def test_how_deals_ended_stands_in_other_columns(text: str, right: Ended | str) -> None:
    """Flags, dates and codes decide where they can; else a person does."""
    assert right == ended(deals=text)


NOTATIONS = {
    "minus behind": ("500,00-", 500.5),
    "minus before": ("-500,00", 500.5),
    "a typographic minus": ("−500,00", 500.5),
    "accounting brackets": ("(500,00)", 500.5),
    "whole euros with a dash": ("500,-- €", 1500.5),
    "a thin blank": ("1\u202f500,00", 2500.5),
    "the sign before": ("EUR 500,00", 1500.5),
}


@pytest.mark.parametrize(("amount", "right"), NOTATIONS.values(), ids=NOTATIONS)
def test_amounts_are_read_as_they_are_meant(amount: str, right: float) -> None:
    """Every way to write an amount gives its value to the cent; nothing drops out of the sum."""
    assert Ended(2, 1, 0, 0, right) == ended(deals=german(amount))


NO_ROWS = {
    "a total": "Summe;;4.000,50;;\n",
    "a total with its number": "Gesamt (2);;4.000,50;;\n",
    "the header again": KOPF,
    "a note below a gap": "\nStand: 28.02.2026, vertraulich\n",
    "a blank line and a total": "\n;;4.000,50;;\n",
    "two lines of a report": "\nErstellt von: ZVA05\nSeite 1 von 1\n",
}


@pytest.mark.parametrize("line", NO_ROWS.values(), ids=NO_ROWS)
def test_lines_that_are_no_deals_are_none(line: str) -> None:
    """Totals, notes and headers below a table neither count nor refuse it."""
    rows = "".join(f"{n};Gewonnen;1.000,00;{n:02}.01.2026;{n:02}.02.2026\n" for n in range(3, 12))
    assert Ended(10, 1, 0, 0, 10_000.5) == ended(deals=KOPF + GEWONNEN + VERLOREN + rows + line)


NOTHING_SAID = {
    "an empty cell": "",
    "a dash": "-",
    "a form's default": "--None--",
    "a German default": "Bitte wählen",
    "a spreadsheet's error": "#NV",
}


@pytest.mark.parametrize("cell", NOTHING_SAID.values(), ids=NOTHING_SAID)
def test_a_deal_without_a_status_is_in_no_number(cell: str) -> None:
    """A stage that says nothing is neither won nor lost nor open, or it is asked about."""
    assert ended(deals=stage(cell)) in (Ended(1, 1, 0, 1, 1000.0), ASKED)


MONEY = {
    "two codes in cells": german("500,00 CHF").replace("1.000,50", "1.000,50 EUR"),
    "a code in the middle": german("500,00")
    .replace("1.000,50", "USD 1.000,50")
    .replace("3.000,00", "EUR 3.000,00"),
    "a column of signs": (
        "Deal-ID;Deal-Phase;Betrag;Währung;Erstellungsdatum;Abschlussdatum\n"
        "1;Gewonnen;1.000,50;€;05.01.2026;01.02.2026\n2;Gewonnen;5,00;$;05.01.2026;01.02.2026\n"
        "3;Verloren;3.000,00;€;07.01.2026;12.02.2026\n"
    ),
    "names of currencies": (
        "Deal-ID;Deal-Phase;Betrag;Währung;Erstellungsdatum;Abschlussdatum\n"
        "1;Gewonnen;1.000,50;Euro;05.01.2026;01.02.2026\n"
        "2;Gewonnen;5,00;Schweizer Franken;05.01.2026;01.02.2026\n"
        "3;Verloren;3.000,00;Euro;07.01.2026;12.02.2026\n"
    ),
    "an own header for the currency": (
        "Deal ID,Deal Stage,Amount,Deal Currency Code,Create Date,Close Date\n"
        "1,Closed Won,1000,EUR,2026-01-05,2026-02-01\n2,Closed Won,9,HUF,2026-01-05,2026-02-01\n"
        "3,Closed Lost,3000,EUR,2026-01-07,2026-02-12\n"
    ),
}


@pytest.mark.parametrize("text", MONEY.values(), ids=MONEY)
def test_amounts_in_several_currencies_are_never_added(text: str) -> None:
    """However the currency is written: the deals count, and no amount is kept that adds up."""
    assert Ended(2, 1, 0, 0, None) == ended(deals=text)


SHORT = {
    "the last cell": "3,Closed Lost,500,2026-01-08,2026-02-13\n",
    "an open deal's last two": "3,Proposal,500,2026-01-08\n",
    "all in a row": "".join(f"{n},Proposal,500,2026-01-0{n}\n" for n in (3, 4, 5)),
}


@pytest.mark.parametrize("line", SHORT.values(), ids=SHORT)
def test_cells_missing_at_the_end_are_empty(line: str) -> None:
    """Spreadsheets leave empty cells at the end of a line out; its deal is there all the same."""
    head = HEAD.replace("\n", ",Closed Lost Reason\n")
    rows = WON.replace("\n", ",\n") + LOST.replace("\n", ",Price\n")
    found = ended(deals=head + rows + line)

    assert isinstance(found, Ended)
    assert 2 + line.count("\n") == found.won + found.lost + found.open
