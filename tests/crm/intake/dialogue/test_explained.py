"""A proposal in plain words: every question, answer and meaning, in both languages."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest

from workshop.crm.handover import DATES, STATUS
from workshop.crm.intake.dialogue.explained import (
    doubt_line,
    example_line,
    label,
    meaning,
    option_line,
    proposal_lines,
    value_lines,
)
from workshop.crm.intake.dialogue.look import Understood
from workshop.crm.intake.dialogue.proposal import Proposal
from workshop.crm.intake.dialogue.sorting import OFFERED
from workshop.crm.intake.dialogue.sources import SIDES
from workshop.crm.intake.doubt import (
    APART,
    LATER,
    LEAVE_OUT,
    NO_ANSWER,
    NO_COLUMN,
    NO_CUSTOMER,
    NO_PERSON,
    NOTHING,
    PERSON,
    STATUSES,
    TOGETHER,
    YES,
    Doubt,
    Topic,
)
from workshop.crm.mapping import CrmMapping, TableMapping
from workshop.crm.recognise import tables
from workshop.crm.recognise.told import CUSTOMER, LOST_ON, NOT_USED
from workshop.crm.schema import TABLES
from workshop.crm.touch import TOUCHES
from workshop.words import LANGS, Lang, Words

EACH_LANG = pytest.mark.parametrize("lang", LANGS)
HOSTILE = "{n} {0} %s <b>&{values!r}"
FORGED = "x\n\nDeals: 0\x1b[2J\u2028y"
LISTS = [
    (table.name, field.name, tuple(value for value, _ in field.choices))
    for table in TABLES.values()
    for field in table.fields
    if field.closed
]
DOUBTS = [
    Doubt(Topic.PERSON, "deals", "Quelle", "source", "Tipp Erika", (PERSON, NO_PERSON), PERSON),
    Doubt(Topic.DECIMAL, "deals", "Betrag", "", "1.234", (",", ".")),
    Doubt(Topic.ORDER, "deals", "Datum", "", "03/04/2026", ("day_first", "month_first")),
    Doubt(Topic.COLUMN, "contacts", "Title", "role", "", ("Title", "Position", NO_COLUMN), "Title"),
    Doubt(
        Topic.AS_OF,
        "deals",
        "Abschluss",
        "closed_at",
        "2023-04-21",
        ("2018-04-22", "2023-04-21"),
        row=22,
    ),
    Doubt(Topic.PARTS, "deals", "b.csv", "", "a.csv", (TOGETHER, LATER, APART), TOGETHER),
    *(
        Doubt(Topic.VALUE, table, "Phase", field, "Demo", (*options, NO_ANSWER))
        for table, field, options in LISTS
    ),
    Doubt(Topic.FACTOR, "deals", "Betrag (TEUR)", "value", "", ("1000", "1")),
    Doubt(Topic.DAYS, "deals", "Datum", "", "46115", (YES, LEAVE_OUT)),
    Doubt(Topic.CURRENCY, "deals", "Betrag", "value", "", ("SEK", "NOK")),
    Doubt(Topic.CONSTANT, "costs", "kosten.csv", "side", "", ("marketing", "sales", NO_COLUMN)),
    Doubt(Topic.WIDE, "costs", "Agentur, Messe", "", "", (YES, LEAVE_OUT)),
    Doubt(Topic.RIVALS, "deals", "Phase", "status", "Won", ("stage", "others"), other="IsWon"),
    Doubt(Topic.NO, "deals", "IsWon", "status", "", ("lost", "open")),
    Doubt(Topic.GIVEN_UP, "deals", "Aktiv", "status", "", ("lost", NOTHING)),
    Doubt(Topic.FILLED, "deals", "Absage", "status", "", ("won", "lost", NOTHING)),
    Doubt(Topic.ALL_ROWS, "deals", "won.csv", "status", "", (*STATUSES, NOTHING)),
    Doubt(
        Topic.SHEET,
        "",
        "verträge.csv",
        example="kunde",
        options=(*OFFERED, NOT_USED),
        other="anfragen.csv",
    ),
    *(
        Doubt(Topic.WHICH, table, "blatt.csv", field, "", ("Spalte", NO_COLUMN))
        for table, field in (
            *(("deals", "deal_id"), ("deals", "contact_id"), ("deals", "status")),
            *(("deals", LOST_ON), ("contacts", CUSTOMER), ("contacts", "created_at")),
        )
    ),
    Doubt(Topic.CUSTOMER, "deals", "Kunde", "status", "tak", (YES, NO_CUSTOMER)),
    Doubt(Topic.SIDE, "contacts", "Quelle", "source", "Radio", ("fair", *SIDES)),
    Doubt(Topic.HANDED, "handoffs", "MQL am", "handed_at", "", (YES, LEAVE_OUT), other="SQL am"),
    Doubt(Topic.LEADS, "handoffs", "Erstellt", "handed_at", "", (YES, LEAVE_OUT), other="Datum"),
    Doubt(Topic.ANSWERED, "handoffs", "Lead", "outcome", "Nein", (DATES, STATUS), other="SQL am"),
    Doubt(Topic.TOUCH, "touchpoints", "Typ", "side", "Anruf", TOUCHES),
    Doubt(Topic.TOUCHES, "touchpoints", "anrufe.csv", "side", "", TOUCHES),
    Doubt(Topic.HAPPENED, "touchpoints", "Stand", "", "Geparkt", (YES, LEAVE_OUT)),
]
OPTIONS = [(doubt, option) for doubt in DOUBTS for option in doubt.options]


def understood(field: str, cell: str, value: Any, *columns: str) -> Understood:
    return Understood("deals", field, columns or ("Spalte",), cell, value)


@EACH_LANG
@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: f"{doubt.topic}-{doubt.field}")
def test_every_doubt_is_a_question(doubt: Doubt, lang: Lang) -> None:
    """It names the column and what stands there, and ends as a question does."""
    line = doubt_line(doubt, Words(lang))

    assert line.endswith("?")
    assert doubt.column in line
    day = doubt.topic is Topic.AS_OF
    assert (Words(lang).date(date.fromisoformat(doubt.example)) if day else doubt.example) in line
    assert not re.search(r"[{}]|day_first|status|outcome", line)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_asked_about_in_german(topic: Topic) -> None:
    """A question that nobody translated would stand there in English."""
    doubt = next(one for one in DOUBTS if one.topic is topic)
    german, english = (doubt_line(doubt, Words(lang)) for lang in LANGS)

    assert german != english


@EACH_LANG
@pytest.mark.parametrize(("doubt", "option"), OPTIONS)
def test_every_answer_is_said_in_words(doubt: Doubt, option: str, lang: Lang) -> None:
    """Nobody chooses “day_first” or an empty line; a column and a code are called what they are."""
    line = option_line(doubt, option, Words(lang))

    assert line
    assert not re.search(r"[{}]|_first", line)
    itself = doubt.topic in (Topic.COLUMN, Topic.CURRENCY) and option != NO_COLUMN
    assert (option == line) is itself


@EACH_LANG
@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: f"{doubt.topic}-{doubt.field}")
def test_answers_to_one_question_differ(doubt: Doubt, lang: Lang) -> None:
    """Two answers that read alike are no choice."""
    lines = [option_line(doubt, option, Words(lang)) for option in doubt.options]

    assert len(lines) == len({*lines})


@pytest.mark.parametrize(
    ("field", "value", "english", "german"),
    [
        ("value", None, "not readable yet", "noch nicht lesbar"),
        ("value", 7.0, "7", "7"),
        ("value", 1234.5, "1,234.50, about 1.2 thousand", "1.234,50, rund 1,2 Tausend"),
        ("value", 2_500_000.0, "2,500,000, about 2.5 million", "2.500.000, rund 2,5 Millionen"),
        ("value", -4321.0, "−4,321, about −4.3 thousand", "−4.321, rund −4,3 Tausend"),
        ("closed_at", datetime.fromisoformat("2026-03-04"), "4 March 2026", "4. März 2026"),
        (
            "closed_at",
            datetime.fromisoformat("2026-03-04T09:05"),
            "4 March 2026, 09:05",
            "4. März 2026, 09:05 Uhr",
        ),
        ("status", "won", "Won", "Gewonnen"),
        ("product", "GTX Pro", "GTX Pro", "GTX Pro"),
        ("owner_id", "Ann Example", "an ID; only a hash is kept", None),
        ("newsletter", True, "yes", "ja"),
        ("newsletter", False, "no", "nein"),
    ],
)
def test_what_a_cell_was_read_as(field: str, value: Any, english: str, german: str | None) -> None:
    """A thousand taken for one shows: the number is written out and said as an order of size."""
    one = understood(field, "…", value)

    assert english == meaning(one, Words("en"))
    assert german in (meaning(one, Words("de")), None)


@pytest.mark.parametrize(
    ("value", "written"), [(0.125, "0.125"), (0.001, "0.001"), (2.0005, "2.0005")]
)
def test_small_numbers_are_not_rounded_away(value: float, written: str) -> None:
    """“0.001” means 0.00 would look like a misreading that is none, or hide one that is."""
    assert written == meaning(understood("value", written, value), Words("en"))


@EACH_LANG
def test_an_example_names_columns_field_and_meaning(lang: Lang) -> None:
    """One line a column; several columns of which the first filled one counts are all named."""
    words = Words(lang)
    line = example_line(understood("value", "1.234,56 €", 1234.56, "Betrag", "Soll"), words)

    for part in ("Betrag", "Soll", "1.234,56 €", words("Value"), words.number(1234.56, 2)):
        assert part in line


def test_a_long_cell_is_cut() -> None:
    """A cell of a thousand letters must not fill the screen."""
    line = example_line(understood("product", "x" * 1000, None), Words("en"))

    assert len(line) < 120
    assert "…" in line


@EACH_LANG
@pytest.mark.parametrize(
    "one",
    [
        understood("product", HOSTILE, HOSTILE, HOSTILE),
        understood("owner_id", HOSTILE, HOSTILE, HOSTILE),
    ],
)
def test_hostile_cells_stay_text(one: Understood, lang: Lang) -> None:
    """Braces that somebody typed are no placeholders."""
    line = example_line(one, Words(lang))

    assert HOSTILE in line
    assert not re.search(r"[{}]", line.replace(HOSTILE, ""))


@pytest.mark.parametrize(
    "one",
    [
        understood("product", FORGED, "x"),
        understood("product", "x", FORGED),
        understood("product", "x", "x", FORGED),
    ],
)
def test_a_cell_cannot_forge_a_line(one: Understood) -> None:
    """Line ends and signs for the terminal stay within the line, and are harmless."""
    assert example_line(one, Words("en")).isprintable()


@pytest.mark.parametrize(
    "doubt",
    [
        Doubt(Topic.VALUE, "deals", "Phase", "status", FORGED, ("won",)),
        Doubt(Topic.COLUMN, "deals", FORGED, "value", "", (FORGED, NO_COLUMN)),
    ],
)
def test_a_question_cannot_forge_a_line(doubt: Doubt) -> None:
    """Nor can a stage or a header that somebody made up."""
    words = Words("en")

    assert doubt_line(doubt, words).isprintable()
    assert all(option_line(doubt, option, words).isprintable() for option in doubt.options)


def test_labels_of_fields() -> None:
    """A field is called what people call it; a name that is none names itself."""
    assert Words("de")("Deal closed") == label("deals", "closed_at", Words("de"))
    assert "shoe" == label("deals", "shoe", Words("de"))


def proposal(**changes: Any) -> Proposal:
    """Return a proposal with something in every place."""
    one = TableMapping(
        file="d.csv",
        columns={"status": "Phase"},
        values={"status": {"Demo": "open", "Trial": "open", "Ja": "won"}},
    )
    facts: dict[str, Any] = {
        "mapping": CrmMapping(tables={"deals": one}),
        "sources": {"deals": ("d.csv",)},
        "understood": (understood("status", "Ja", "won", "Phase"),),
        "doubts": (),
        "owners": {"d.csv": ("Besitzer",)},
        "personal": {"d.csv": ("Mail", "Name")},
        "unknown": {"x.csv": tables.UNKNOWN, "leer.csv": tables.EMPTY, "y.csv": tables.TAKEN},
    }
    return Proposal(**{**facts, **changes})


def test_values_of_a_list_are_grouped_by_meaning() -> None:
    """Which stages are taken for open is read in one glance."""
    assert ["Status: Open is “Demo”, “Trial”; Won is “Ja”"] == value_lines(
        proposal(), "deals", Words("en")
    )


def test_a_value_that_means_no_answer_is_said_in_words() -> None:
    """A list that may be silent: “Pending” means no answer yet, not nothing at all."""
    one = TableMapping(
        file="h.csv", columns={"outcome": "S"}, values={"outcome": {"Pending": NO_ANSWER}}
    )
    found = value_lines(
        proposal(mapping=CrmMapping(tables={"handoffs": one})), "handoffs", Words("en")
    )

    assert ["Sales’ answer: No answer yet is “Pending”"] == found


@EACH_LANG
def test_a_proposal_says_everything(lang: Lang) -> None:
    """Tables, examples, lists, what stays out and why, what is personal and what points at whom."""
    text = "\n".join(proposal_lines(proposal(), Words(lang)))

    for part in ("d.csv", "Phase", "Demo", "Besitzer", "Mail, Name", "x.csv", "leer.csv", "y.csv"):
        assert part in text
    assert not re.search(r"[{}]", text)


def test_a_proposal_is_said_in_german() -> None:
    """No line but the examples' own words is the same in both languages."""
    german, english = (proposal_lines(proposal(), Words(lang)) for lang in LANGS)

    assert len(german) == len(english)
    assert {""} >= {*german} & {*english}
