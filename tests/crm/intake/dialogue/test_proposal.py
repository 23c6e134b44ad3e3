"""What the kit makes of an export by itself; it asks exactly where nothing proves an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.brought import TODAY, export, rows, taken_in
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.crm.intake.dialogue.answering import answered, as_proposed
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import NO_ANSWER, NO_COLUMN, NO_PERSON, PERSON, Doubt, Topic
from workshop.crm.intake.load import take_in
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from workshop.crm.intake.dialogue.proposal import Proposal

HEADER = "deal_id,status,created_at,closed_at,value\n"
CLEAN = HEADER + "D1,won,2026-01-02,2026-02-03,10.5\nD2,lost,2026-01-04,2026-02-05,7\n"
CONTACTS = (
    "Contact ID,Title,Created Date,Number of Sessions,Number of Visits\n"
    "C1,CEO,2026-01-02,3,40\nC2,Buyer,2026-01-02,5,60\n"
)
HANDOFFS = (
    "Handoff ID,Contact ID,Handed over,Outcome,Decided at\n"
    "H1,C1,2026-01-02,Pending,\nH2,C2,2026-01-02,Accepted,2026-01-03\n"
)
FORECAST = (
    "Deal ID,Forecast Category,Created Date,Close Date\n"
    "D1,Phase 7,2026-01-02,2026-02-03\nD2,Closed Won,2026-01-02,2026-02-03\n"
)
OPEN_VALUE = HEADER + 'D1,won,2026-01-02,2026-02-03,"1.234"\nD2,won,2026-01-02,2026-02-03,7\n'
OPEN_DATE = HEADER + "D1,won,03/04/2026,05/06/2026,10\nD2,lost,01/02/2026,03/03/2026,5\n"
STAGES = HEADER + "D1,Phase 7,2026-01-02,2026-02-03,1\nD2,Closed,2026-01-02,2026-02-03,2\n"


def proposed(**files: str) -> Proposal:
    return propose(export(**files))


def only(found: Proposal, topic: Topic) -> Doubt:
    """Return the one doubt about this topic."""
    (doubt,) = [one for one in found.doubts if one.topic is topic]
    return doubt


def read(found: Proposal, **files: str) -> list[dict[str, Any]]:
    """Return the rows of the only table, read as proposed."""
    intake = take_in(export(**files), found.mapping, TODAY, private=False, thorough=False)
    (table,) = found.mapping.tables
    return rows(intake, table)


def test_clean_files_leave_no_doubt() -> None:
    """Nobody is asked about what the cells prove."""
    found = proposed(deals=CLEAN)

    assert () == found.doubts
    assert {"deals": ("deals.csv",)} == found.sources
    assert [10.5, 7.0] == [row["value"] for row in read(found, deals=CLEAN)]


def test_what_was_understood_is_shown_by_the_longest_cell() -> None:
    """One example a column, with what it was read as."""
    found = {one.field: (one.cell, one.meaning) for one in proposed(deals=CLEAN).understood}

    assert ("10.5", 10.5) == found["value"]
    assert ("2026-01-02", datetime.fromisoformat("2026-01-02")) == found["created_at"]
    assert ("lost", "lost") == found["status"]


def test_a_sign_that_can_be_two_things_is_asked_about() -> None:
    """1.234 may be more than a thousand; both answers are offered and none is preferred."""
    expected = Doubt(Topic.DECIMAL, "deals", "value", "", "1.234", (",", "."), guess=True)

    assert (expected,) == proposed(deals=OPEN_VALUE).doubts


@pytest.mark.parametrize(("answer", "value"), [(",", 1234.0), (".", 1.234)])
def test_the_answer_about_numbers_counts(answer: str, value: float) -> None:
    """Both ways give the number the person meant."""
    found = proposed(deals=OPEN_VALUE)
    found = answered(found, only(found, Topic.DECIMAL), answer)

    assert () == found.doubts
    assert [value, 7.0] == [row["value"] for row in read(found, deals=OPEN_VALUE)]


def test_an_order_that_can_be_two_things_is_asked_about() -> None:
    """03/04 is in March or in April."""
    expected = Doubt(
        Topic.ORDER,
        "deals",
        "created_at",
        "",
        "03/04/2026",
        ("day_first", "month_first"),
        guess=True,
    )

    assert (expected,) == proposed(deals=OPEN_DATE).doubts


@pytest.mark.parametrize(
    ("answer", "days"),
    [("day_first", ("2026-04-03", "2026-02-01")), ("month_first", ("2026-03-04", "2026-01-02"))],
)
def test_the_answer_about_dates_counts(answer: str, days: tuple[str, str]) -> None:
    """Both ways give the day the person meant, in every column of the file."""
    found = proposed(deals=OPEN_DATE)
    found = answered(found, only(found, Topic.ORDER), answer)

    assert () == found.doubts
    assert [date.fromisoformat(day) for day in days] == [
        row["created_at"].date() for row in read(found, deals=OPEN_DATE)
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ("1.234", "12,5"),
        ("1,234", "12.5"),
        ("1.234.567", "1.234"),
        ("1.234,5", "1.234"),
    ],
)
def test_another_cell_s_proof_spares_the_question(cells: tuple[str, str]) -> None:
    """Beside 12,5 a 1.234 is more than a thousand, and nobody need say so."""
    content = HEADER + "".join(
        f'D{n},won,2026-01-02,2026-02-03,"{cell}"\n' for n, cell in enumerate(cells)
    )

    assert () == proposed(deals=content).doubts


def test_stages_that_nobody_knows_are_asked_about_one_by_one() -> None:
    """A stage is open, won or lost; what is only likely is proposed with its rows, not taken.

    Nothing is proposed for a stage nobody knows whose close date has come.
    """
    found = proposed(deals=STAGES)
    asked = Doubt(
        Topic.VALUE, "deals", "status", "status", options=("open", "won", "lost"), guess=True
    )

    assert (
        replace(asked, example="Closed", proposed="won", rows=1),
        replace(asked, example="Phase 7", rows=1),
    ) == found.doubts


@pytest.mark.parametrize("meaning", ["open", "won", "lost"])
def test_the_answer_about_a_value_counts(meaning: str) -> None:
    """The stage means what the person says, and the other doubt stays."""
    found = proposed(deals=STAGES)
    doubt = next(one for one in found.doubts if one.example == "Phase 7")
    left = answered(found, doubt, meaning)

    assert ["Closed"] == [one.example for one in left.doubts]
    assert [meaning, "won"] == [row["status"] for row in read(left, deals=STAGES)]


def test_the_proposals_are_taken_where_a_person_says_right() -> None:
    """What is proposed is decided as proposed; what has no proposal stays open."""
    found = as_proposed(proposed(deals=STAGES))

    assert ["Phase 7"] == [one.example for one in found.doubts]
    assert {"Closed": "won"} == found.mapping.tables["deals"].values["status"]


def test_every_value_of_a_list_is_asked_about_also_the_last() -> None:
    """A stage that first shows in row 3,000 is a stage; the first rows do not tell all."""
    good = "".join(f"D{n},won,2026-01-02,2026-02-03,1\n" for n in range(3000))
    found = proposed(deals=HEADER + good + "X,Phase 9,2026-01-02,2026-02-03,1\n")

    assert ["Phase 9"] == [one.example for one in found.doubts]


def test_a_list_that_may_be_silent_offers_no_answer() -> None:
    """“Pending” is not yet an answer of sales, and a person may say so."""
    found = proposed(handoffs=HANDOFFS)
    doubt = next(one for one in found.doubts if one.topic is Topic.VALUE)
    for one in found.doubts:
        if one is not doubt:
            found = answered(found, one, one.proposed)
    found = answered(found, doubt, NO_ANSWER)

    assert ("accepted", "rejected", NO_ANSWER) == doubt.options
    assert [None, "accepted"] == [row["outcome"] for row in read(found, handoffs=HANDOFFS)]


def test_a_column_that_only_may_be_meant_is_asked_about() -> None:
    """Its rivals and “no column” are the answers, the likeliest is proposed."""
    found = {one.field: one for one in proposed(contacts=CONTACTS).doubts}

    assert {"role", "web_visits"} == {*found}
    assert ("Number of Sessions", "Number of Visits", NO_COLUMN) == found["web_visits"].options
    assert "Number of Sessions" == found["web_visits"].proposed


@pytest.mark.parametrize(
    ("answer", "visits"), [("Number of Sessions", [3.0, 5.0]), ("Number of Visits", [40.0, 60.0])]
)
def test_the_answer_about_a_column_counts(answer: str, visits: list[float]) -> None:
    """The field is read from the column the person names."""
    found = proposed(contacts=CONTACTS)
    doubt = next(one for one in found.doubts if one.field == "web_visits")
    left = answered(found, doubt, answer)

    assert ["role"] == [one.field for one in left.doubts]
    assert visits == [row["web_visits"] for row in read(left, contacts=CONTACTS)]


def test_a_field_may_have_no_column() -> None:
    """What the person does not recognise is not read."""
    found = proposed(contacts=CONTACTS)
    doubt = next(one for one in found.doubts if one.field == "web_visits")
    left = answered(found, doubt, NO_COLUMN)

    assert "web_visits" not in left.mapping.tables["contacts"].columns
    assert "web_visits" not in read(left, contacts=CONTACTS)[0]


def test_a_column_that_is_left_out_raises_no_more_questions() -> None:
    """Nobody is asked what the values of a column mean that is not read."""
    found = proposed(deals=FORECAST)
    left = answered(found, only(found, Topic.COLUMN), NO_COLUMN)

    assert [Topic.COLUMN, Topic.VALUE] == [one.topic for one in found.doubts]
    assert () == left.doubts
    assert "status" not in left.mapping.tables["deals"].values


def test_the_last_column_cannot_be_taken_away() -> None:
    """A table without any column is none; the person is told instead of a crash later."""
    found = proposed(contacts=CONTACTS)
    one = found.mapping.tables["contacts"]
    bare = one.model_copy(update={"columns": {"role": ("Title",)}})
    mapping = found.mapping.model_copy(update={"tables": {"contacts": bare}})
    doubt = next(one for one in found.doubts if one.field == "role")
    refusal(answered, replace(found, mapping=mapping), doubt, NO_COLUMN)


@pytest.mark.parametrize("answer", ["", "no", "Won", " won", "2"])
def test_an_answer_that_is_none_is_refused(answer: str) -> None:
    """The answers there are, are said."""
    found = proposed(deals=STAGES)
    error = refusal(answered, found, found.doubts[0], answer)

    assert "open, won, lost" in str(error)


def test_answering_leaves_the_proposal_before_as_it_was() -> None:
    """A person may go back."""
    found = proposed(deals=STAGES)
    before = found.mapping.to_yaml()
    answered(found, found.doubts[0], "lost")

    assert before == found.mapping.to_yaml()
    assert 2 == len(found.doubts)


def test_people_and_colleagues_stand_apart() -> None:
    """Mails are never read; who is in charge only if somebody switches it on."""
    content = "Contact ID,Email,Created Date,Contact Owner\nC1,a@b.example,2026-01-02,Ann\n"
    found = proposed(contacts=content)

    assert {"contacts.csv": ("Email",)} == found.personal
    assert {"contacts.csv": ("Contact Owner",)} == found.owners
    assert [] == [one for one in found.understood if "Ann" in one.cell or "@" in one.cell]
    assert "owner_id" not in read(found, contacts=content)[0]


def test_files_that_are_no_table_are_named() -> None:
    """A list of products helps to check values; it is said that it is no table."""
    found = proposed(deals=CLEAN, products="product,price\nA,1\nB,2\n")

    assert {"products.csv"} == {*found.unknown}


def test_the_currency_is_found() -> None:
    """The mapping carries what the cells say."""
    content = CLEAN.replace("10.5", "10.5 €")

    assert "EUR" == proposed(deals=content).mapping.currency


def test_nothing_like_a_crm_is_refused() -> None:
    """A list of pictures is no export; its name is said."""
    error = refusal(lambda: proposed(pictures="a,b\n1,2\n"))

    assert "pictures.csv" in str(error)


def test_stages_may_stand_in_a_column_called_row() -> None:
    """The numbers of rows have that name inside; a header may have it as well."""
    stages = "".join(
        f"D{n},{stage},2026-01-02,2026-02-03,1\n"
        for n, stage in enumerate(["Closed Won", "Lost"] * 9)
    )
    found = proposed(deals=HEADER.replace("status", "row") + stages)
    one = found.mapping.tables["deals"]
    bare = one.model_copy(update={"columns": {**one.columns, "status": ("row",)}})
    meanings = {"status": {"Closed Won": "won", "Lost": "lost"}}
    mapping = found.mapping.model_copy(
        update={"tables": {"deals": bare.model_copy(update={"values": meanings})}}
    )

    assert {"won", "lost"} == {
        row["status"]
        for row in read(
            replace(found, mapping=mapping), deals=HEADER.replace("status", "row") + stages
        )
    }


NUMBERS = st.sampled_from(["", "7", "1.234", "1,234", "12.5", "12,5", "1.234,5", "1 234", "-"])
DAYS = st.sampled_from(
    ["", "2026-03-04", "03/04/2026", "13/04/2026", "04/13/2026", "3.4.2026", "4 March 2026"]
)


@given(st.lists(st.tuples(NUMBERS, DAYS), min_size=1, max_size=4))
@settings(max_examples=examples(12))
def test_a_question_is_asked_exactly_where_reading_would_stop(cells: list[tuple[str, str]]) -> None:
    """An open sign or order is a doubt before it can be an error; decided, it is neither."""
    content = HEADER + "".join(
        f'D{n},won,2026-01-02,{day},"{number}"\n' for n, (number, day) in enumerate(cells)
    )
    found = proposed(deals=content)
    asked = [one for one in found.doubts if one.topic in (Topic.DECIMAL, Topic.ORDER)]

    assert bool(asked) is stops(found, content)
    for one in asked:
        found = answered(found, one, one.options[0])
    assert not stops(found, content)


def stops(found: Proposal, content: str) -> bool:
    """Return whether the file, read as proposed, can be read in two ways."""
    try:
        read(found, deals=content)
    except WorkshopError as error:
        return "can be read in two ways" in error.fact
    return False


def test_who_knows_that_nobody_is_named_keeps_the_entry() -> None:
    """What may name a person is asked about; the answer stands in the mapping, a name never does.

    A company called like a person is kept once somebody says so, and the next import needs no word.
    """
    deals = "Deal-ID;Phase;Erstellungsdatum;Abschlussdatum;Verlustgrund\n" + "".join(
        f"{n};Verloren;0{n}.01.2026;0{n}.02.2026;{reason}\n"
        for n, reason in enumerate(("Klaus Muster war dagegen", "Philip Morris", "Preis"), 1)
    )
    proposal = propose(export(deals=deals))
    asked = [doubt for doubt in proposal.doubts if doubt.topic is Topic.PERSON]
    assert {doubt.example for doubt in asked} == {"Klaus Muster war dagegen", "Philip Morris"}

    for doubt in asked:
        answer = NO_PERSON if doubt.example == "Philip Morris" else PERSON
        proposal = answered(proposal, doubt, answer)

    kept = rows(taken_in(proposal.mapping, deals=deals), "deals")
    assert [row["lost_reason"] for row in kept] == ["… war dagegen", "Philip Morris", "price"]
    assert "Klaus" not in proposal.mapping.to_yaml()
    assert not [d for d in proposal.doubts if d.topic is Topic.PERSON]


NAMED_STAGES = "Deal-ID;Phase;Erstellungsdatum;Abschlussdatum;Betreuer\n" + "".join(
    f"{n};{stage};0{n}.01.2026;0{n}.02.2026;Erika Quandel\n"
    for n, stage in enumerate(
        (
            *("wartet auf Frau Meier", "wartet auf Quandel", "Gewonnen", "Verloren"),
            *("Angebot Weber", "Angebot Weber", "Angebot Quandel", "Gewonnen"),
        ),
        1,
    )
)
"""Names in a closed list: by form of address, and those of the column of who is in charge."""


def test_a_name_in_a_closed_list_is_asked_about_and_stands_in_no_mapping() -> None:
    """Stages that differ in names only are one question, with all their rows; read again alike."""
    proposal = propose(export(deals=NAMED_STAGES))
    people = {one.example for one in proposal.doubts if one.topic is Topic.PERSON}
    values = {one.example: one.rows for one in proposal.doubts if one.topic is Topic.VALUE}

    assert people == {"wartet auf Frau Meier", "wartet auf Quandel", "Angebot Quandel"}
    assert values == {"wartet auf …": 2, "Angebot …": 1, "Angebot Weber": 2}

    for topic in (Topic.PERSON, Topic.VALUE):
        for doubt in [one for one in proposal.doubts if one.topic is topic]:
            lost = doubt.example == "Angebot …"
            proposal = answered(proposal, doubt, "lost" if lost else doubt.proposed or "open")
    written = proposal.mapping.to_yaml()
    kept = rows(taken_in(proposal.mapping, deals=NAMED_STAGES), "deals")

    assert [] == [name for name in ("Meier", "Quandel", "Erika") if name in written]
    assert [row["status"] for row in kept] == [
        *("open", "open", "won", "lost", "open", "open", "lost", "won"),
    ]


def test_a_stage_that_names_nobody_is_asked_about_by_itself() -> None:
    """“Angebot Quandel” may be a product: then it means what somebody says, and is kept whole."""
    proposal = propose(export(deals=NAMED_STAGES))
    doubt = next(
        one
        for one in proposal.doubts
        if (one.topic, one.example) == (Topic.PERSON, "Angebot Quandel")
    )
    proposal = answered(proposal, doubt, NO_PERSON)
    asked = {one.example for one in proposal.doubts if one.topic is Topic.VALUE}
    assert asked == {"wartet auf …", "Angebot …", "Angebot Weber", "Angebot Quandel"}

    for one in [each for each in proposal.doubts if each.topic is Topic.VALUE]:
        answer = "won" if one.example == "Angebot Quandel" else "lost"
        proposal = answered(proposal, one, answer)
    kept = rows(taken_in(proposal.mapping, deals=NAMED_STAGES), "deals")

    assert [row["status"] for row in kept] == [
        *("lost", "lost", "won", "lost", "lost", "lost", "won", "won"),
    ]
