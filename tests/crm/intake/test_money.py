"""Money is read as it was meant, asked about, or refused in words; counts go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.exports.brought import export, rows, taken_in
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import Proposal, propose
from workshop.crm.intake.doubt import LEAVE_OUT, TOGETHER, YES, Doubt, Topic
from workshop.crm.intake.importing import import_export
from workshop.crm.intake.load import take_in
from workshop.crm.intake.report import Oddity, Reason
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.unit import Unit
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.intake.load import Intake

HEAD = "Deal-ID;Deal-Phase;Betrag;Erstellungsdatum;Abschlussdatum\n"


def deals(*amounts: str, header: str = "Betrag", first: str = "05.01.2026") -> str:
    """Return deals won with these amounts."""
    lines = [f"{n};Gewonnen;{one};{first};01.02.2026" for n, one in enumerate(amounts, 1)]
    return HEAD.replace("Betrag", header) + "\n".join(lines) + "\n"


def take_in_with(proposal: Proposal, content: str) -> Intake:
    """Return deals as this proposal reads them."""
    return taken_in(proposal.mapping, deals=content)


def values(content: str) -> list[float | None]:
    """Return the values of deals as they are read without a question."""
    intake = take_in_with(propose(export(deals=content)), content)
    return [row["value"] for row in rows(intake, "deals")]


def asked(proposal: Proposal, topic: Topic) -> Doubt:
    """Return the one question about a topic."""
    (found,) = [one for one in proposal.doubts if one.topic is topic]
    return found


NOTATIONS = [
    (("1.234,- €", "2.000,-- €", "3.000,– €"), [1234.0, 2000.0, 3000.0]),
    (("1 000,00 zł", "2 000,50 zł"), [1000.0, 2000.5]),
    (("1.234,56", "500,00-", "2.000,00"), [1234.56, -500.0, 2000.0]),
    (("(1.234,56)", "€ (10,00)", "2.000,00 €"), [-1234.56, -10.0, 2000.0]),
    (("CHF 1’234.50", "1'000.– CHF", "Fr. 12.–"), [1234.5, 1000.0, 12.0]),
    (("1\u202f234,50", "1\u00a0000,00"), [1234.5, 1000.0]),
    (("12 TEUR", "1,5 Mio. €", "7 k€"), [12_000.0, 1_500_000.0, 7000.0]),
    (
        ("1000", "#NV", r"\N", "(Leer)", "NULL", "--", "k. A.", "keine Angabe"),
        [1000.0] + 7 * [None],
    ),
    (("25 000 Kč", "1 500 Kč"), [25_000.0, 1500.0]),
    (("kr 1 500", "kr. 20"), [1500.0, 20.0]),
]


@pytest.mark.parametrize(("amounts", "expected"), NOTATIONS)
def test_notations_of_the_region_come_in(
    amounts: tuple[str, ...], expected: list[float | None]
) -> None:
    """A column with a known name is read in each of them, and no row is lost."""
    assert expected == values(deals(*amounts))


UNREADABLE = [
    ("Betrag", ("12 Punkte", "13 Punkte"), "12 Punkte"),
    ("Betrag", ("1.234 ?", "12 ?"), "1.234 ?"),
    ("Amount", ("12 %", "15 %"), "12 %"),
]


@pytest.mark.parametrize(("header", "amounts", "cell"), UNREADABLE)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_known_column_never_vanishes(
    header: str, amounts: tuple[str, ...], cell: str, lang: str
) -> None:
    """What cannot be read is named with its column and a cell, before anything is imported."""
    found = propose(export(deals=deals(*amounts, header=header)))
    (note,) = found.notes

    assert "value" not in found.mapping.tables["deals"].columns
    assert f"{header}“" in note.said(Words("de"))
    assert cell in note.said(Words("de" if lang == "de" else "en"))


def test_dates_nobody_can_read_are_named() -> None:
    """The same holds for days."""
    found = propose(export(deals=deals("1", "2", first="vorgestern")))

    assert any("vorgestern" in note.said(Words("de")) for note in found.notes)


@pytest.mark.parametrize("refund", ["H 500,00", "500,00 CR", "500,00 Gutschrift", "500,00 S-"])
def test_refunds_are_never_set_aside_together(refund: str) -> None:
    """A few rows in a notation nobody reads would all be missing from the sum."""
    content = deals(*("100,00" for _ in range(40)), refund)
    error = refusal(take_in_with, propose(export(deals=content)), content)

    assert "Betrag" in str(error)
    assert refund in str(error)


def test_a_slip_of_the_hand_is_set_aside_with_its_row() -> None:
    """One amount among many that is none: said, with its row."""
    content = deals(*("100,00" for _ in range(40)), "hundert")
    intake = taken_in(propose(export(deals=content)).mapping, deals=content)
    (group,) = intake.report.tables[0].set_aside

    assert (Reason.VALUE, 1, (42,)) == (group.reason, group.n, group.rows)


@pytest.mark.parametrize(
    ("header", "times"),
    [("Betrag (TEUR)", 1000), ("Betrag in Tsd. €", 1000), ("Betrag Mio. €", 10**6)],
)
def test_multiples_are_asked_about(header: str, times: int) -> None:
    """A header's thousands are never dropped: without an answer nothing is read."""
    content = deals("12", "7,5", header=header)
    found = propose(export(deals=content))
    error = refusal(take_in_with, found, content)
    assert header in str(error)

    for answer, factor in ((str(times), times), ("1", 1)):
        decided = answered(found, asked(found, Topic.FACTOR), answer)
        intake = take_in_with(decided, content)
        assert [12.0 * factor, 7.5 * factor] == [row["value"] for row in rows(intake, "deals")]
        assert not [one for one in decided.doubts if one.topic is Topic.FACTOR]


def test_a_cell_with_its_own_unit_is_not_multiplied_twice() -> None:
    """“12 k€” under “TEUR” are twelve thousand."""
    content = deals("12 k€", "7", header="Betrag (TEUR)")
    found = propose(export(deals=content))
    intake = take_in_with(answered(found, asked(found, Topic.FACTOR), "1000"), content)

    assert [12_000.0, 7000.0] == [row["value"] for row in rows(intake, "deals")]


def test_day_numbers_in_a_csv_are_asked_about() -> None:
    """46027 is a day for Excel, and may be anything else in a text file."""
    content = deals("1", "2", first="46027")
    found = propose(export(deals=content))
    refusal(take_in_with, found, content)
    doubt = asked(found, Topic.DAYS)
    intake = take_in_with(answered(found, doubt, YES), content)
    without = answered(found, doubt, LEAVE_OUT).mapping.tables["deals"].columns

    assert ["2026-01-05"] * 2 == [f"{row['created_at']:%Y-%m-%d}" for row in rows(intake, "deals")]
    assert "created_at" not in without


MIXED = (
    "Deal-ID;Deal-Phase;Betrag;Geld;Erstellungsdatum;Abschlussdatum\n"
    "1;Gewonnen;1.000,00;EUR;05.01.2026;01.02.2026\n"
    "2;Gewonnen;2.000,00;CHF;06.01.2026;02.02.2026\n"
    "3;Verloren;3.000,00;EUR;07.01.2026;03.02.2026\n"
)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_mixed_money_is_refused_and_counts_are_kept(tmp_path: Path, lang: str) -> None:
    """Won and lost are counted, and every number that needs the amounts says why there is none."""
    brought = export(deals=MIXED)
    found = propose(brought)
    done = import_export(brought, found.mapping, tmp_path / "x", "x")
    scope, words = Scope.of(done.crm), Words("de" if lang == "de" else "en")
    rate = ask(KPIS["win_rate"], scope)
    refused = [
        ask(one, scope)
        for one in KPIS.values()
        if one.unit in (Unit.MONEY, Unit.MONEY_PER_DAY)
        and any("deals.value" in needs for needs in one.needs)
        and not any(done.crm.missing([c]) for n in one.needs for c in n if c != "deals.value")
    ]
    done.crm.engine.close()

    assert (2, 3) == (rate.numerator, rate.denominator)
    assert refused
    for one in refused:
        text = one.caveats[0].text(words)
        assert one.value is None
        assert "“Betrag”" in text or "„Betrag“" in text
        assert "EUR 2, CHF 1" in text
    assert Oddity.MIXED in {finding.code for finding in done.report.findings}


def test_the_converted_amount_is_preferred_and_said() -> None:
    """It stands in the mapping, so next quarter needs no question; its currency is asked for."""
    content = MIXED.replace(";Geld;", ";Geld;Betrag in Hauswährung;").replace("EUR;0", "EUR;900;0")
    content = content.replace("CHF;0", "CHF;1.900;0")
    found = propose(export(deals=content))
    (note,) = found.notes
    doubt = asked(found, Topic.CURRENCY)
    decided = answered(found, doubt, "EUR")

    assert ("Betrag in Hauswährung",) == found.mapping.tables["deals"].columns["value"]
    assert "„Betrag in Hauswährung“" in note.said(Words("de"))
    assert ("CHF", "EUR") == doubt.options
    assert "EUR" == decided.mapping.currency


def test_the_sign_of_a_crown_is_asked_about() -> None:
    """Four countries write kr."""
    content = deals("kr 1 500", "kr 20")
    found = propose(export(deals=content))
    decided = answered(found, asked(found, Topic.CURRENCY), "SEK")

    assert "XXX" == found.mapping.currency
    assert "SEK" == decided.mapping.currency


def test_costs_in_another_currency_do_not_stop_the_deals() -> None:
    """The costs are counted by nobody and named; the deals keep their values."""
    costs = "Monat;Bereich;Kostenart;Betrag\nJanuar 2026;Marketing;Media;$ 1.000,00\n"
    sales = deals("100 €", "200 €")
    brought = export(deals=sales, kosten=costs)
    intake = take_in(
        brought,
        propose(brought).mapping,
        taken_in(deals="deal_id,created_at\n1,2026-01-01\n").as_of.replace(month=11),
        private=False,
        thorough=True,
    )

    assert "amount" not in intake.connection.table("costs").columns
    assert [100.0, 200.0] == [row["value"] for row in rows(intake, "deals")]
    assert Oddity.FOREIGN in {finding.code for finding in intake.report.findings}


def test_two_files_of_a_table_in_two_currencies_make_no_sum() -> None:
    """Each file alone could be added up, the table cannot: neither file's amounts are read."""
    head = "Deal-ID;Deal-Phase;Betrag;Währung;Erstellungsdatum;Abschlussdatum\n"
    files = {
        "deals_a": head + "1;Gewonnen;10;EUR;05.01.2026;01.02.2026\n",
        "deals_b": head + "2;Gewonnen;10;CHF;05.01.2026;01.02.2026\n",
    }
    found = propose(export(**files))
    intake = taken_in(found.mapping, **files)
    (finding,) = [one for one in intake.report.findings if one.code is Oddity.MIXED]

    assert 2 == len(rows(intake, "deals"))
    assert "value" not in intake.connection.table("deals").columns
    assert ("Betrag", "CHF 1, EUR 1") == (finding.names["value"], finding.names["values"])
    assert 1 == sum("CHF 1, EUR 1" in one.said(Words("en")) for one in found.notes)


def test_a_multiple_counts_for_the_file_whose_header_says_it() -> None:
    """Two files of a table may write their amounts in two ways."""
    one = deals("10")
    other = deals("7", header="Betrag (TEUR)").replace("\n1;", "\n2;")
    found = propose(export(deals_a=one, deals_b=other))
    found = answered(found, asked(found, Topic.PARTS), TOGETHER)
    found = answered(found, asked(found, Topic.FACTOR), "1000")
    intake = taken_in(found.mapping, deals_a=one, deals_b=other)

    assert not found.doubts
    assert {"1": 10.0, "2": 7000.0} == {r["deal_id"]: r["value"] for r in rows(intake, "deals")}


GUESSES = [
    (Topic.FACTOR, {"deals": deals("12", header="Betrag (TEUR)")}),
    (Topic.DAYS, {"deals": deals("1", first="46027")}),
    (Topic.CURRENCY, {"deals": deals("12 kr", "7 kr")}),
    (Topic.CONSTANT, {"kosten": "Monat;Kosten\n2026-01;7,50\n2026-02;8,50\n"}),
    (Topic.WIDE, {"kosten": "Monat;Agentur;Freelancer\n2026-01;7,50;2,50\n2026-02;8,50;1,50\n"}),
]


def test_what_nothing_proves_only_a_person_can_answer() -> None:
    """Nobody is asked by ``--yes``: it refuses each of these."""
    found = {topic: propose(export(**files)).doubts for topic, files in GUESSES}
    unasked = {t: {one.unasked for one in doubts if one.topic is t} for t, doubts in found.items()}

    assert {topic: {None} for topic in found} == unasked
