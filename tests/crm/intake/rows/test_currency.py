"""An export says itself in which currencies its amounts are; several make no sum."""

from __future__ import annotations

import pytest

from workshop.crm.intake.report import Oddity
from workshop.crm.intake.rows.currency import (
    Money,
    converted,
    currency_of,
    monies,
    proven_currency,
    unusable,
)
from workshop.crm.mapping import TableMapping
from workshop.crm.schema import TABLES
from workshop.crm.sheets import ExportFile, sheets

Look = tuple[object, TableMapping]
COLUMNS = {"deal_id": "Id", "value": "Betrag"}


def look(content: str, columns: dict[str, str] | None = None, file: str = "d.csv") -> Look:
    """Return a CSV with how it is read."""
    (sheet,) = sheets(ExportFile(file, content=content.encode()))
    return sheet, TableMapping(file=file, columns=columns or COLUMNS)


def currency(*looks: Look) -> dict[str, str]:
    found: dict[str, str] = currency_of(monies(looks))
    return found


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.234,50 €", "EUR"),
        ("€1,234.50", "EUR"),
        ("EUR 1234", "EUR"),
        ("1234 eur", "EUR"),
        ("$12", "USD"),
        ("USD 12,000.00", "USD"),
        ("£ 3", "GBP"),
        ("CHF 1'200", "CHF"),
        ("Fr. 12", "CHF"),
        ("300 SEK", "SEK"),
        ("12 PLN", "PLN"),
    ],
)
def test_a_sign_in_a_cell_says_it(cell: str, code: str) -> None:
    """One amount with its sign is enough, wherever in the column it stands."""
    content = f'Id;Betrag\nD1;7\nD2;\nD3;"{cell}"\n'

    assert {"currency": code} == currency(look(content))


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Betrag (EUR)", "EUR"),
        ("Betrag in €", "EUR"),
        ("Amount USD", "USD"),
        ("Amount ($)", "USD"),
        ("Wert CHF", "CHF"),
    ],
)
def test_a_header_says_it(header: str, code: str) -> None:
    """The amounts may be bare when their column names the currency."""
    assert {"currency": code} == currency(
        look(f"Id;{header}\nD1;7\n", {"deal_id": "Id", "value": header})
    )


@pytest.mark.parametrize(
    "header", ["Währung", "currency", "Currency ISO Code", "CurrencyIsoCode", "Deal currency"]
)
def test_a_column_of_its_own_says_it(header: str) -> None:
    """It need not be mapped: nobody reads it but to know this."""
    assert {"currency": "CHF"} == currency(look(f"Id;Betrag;{header}\nD1;7;CHF\nD2;8;\n"))


def test_nothing_says_it() -> None:
    """Bare numbers have no currency, and none is invented."""
    assert {} == currency(look("Id;Betrag;Text\nD1;7;in EUR\n"))


def test_a_table_without_amounts_names_none() -> None:
    """A euro sign in a list of products is no currency of amounts."""
    assert {} == currency(look("Id;Art\nD1;10 €\n", {"deal_id": "Id", "product": "Art"}))


@pytest.mark.parametrize("header", ["Europa-Umsatz", "Neuromarketing", "Chfx", "Usdata"])
def test_letters_within_a_word_are_no_currency(header: str) -> None:
    """“Euro” begins many words."""
    assert {} == currency(look(f"Id;{header}\nD1;7\n", {"deal_id": "Id", "value": header}))


def money(content: str, columns: dict[str, str] | None = None) -> Money:
    """Return the only column of amounts in a CSV."""
    (found,) = monies([look(content, columns)])
    return found


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        ("Id;Betrag\nD1;7 €\nD2;8 $\n", {"EUR": 1, "USD": 1}),
        ("Id;Betrag;Currency\nD1;7;EUR\nD2;8;USD\nD3;9;EUR\n", {"EUR": 2, "USD": 1}),
        ("Id;Betrag;Currency\nD1;7 €;CHF\n", {"EUR": 1, "CHF": 1}),
        ("Id;Betrag;Geld\nD1;7;Euro\nD2;8;US-Dollar\n", {"EUR": 1, "USD": 1}),
        ("Id;Betrag;Spalte 3\nD1;7;zł\nD2;8;Kč\n", {"PLN": 1, "CZK": 1}),
        ("Id;Betrag;Deal - Currency of Value\nD1;7;EUR\nD2;8;HUF\n", {"EUR": 1, "HUF": 1}),
        ("Id;Betrag;Währung\nD1;7;EUR\nD2;8;Taler\n", {"EUR": 1, "TALER": 1}),
        ("Id;Betrag;Devise\nD1;7;Schweizer Franken\nD2;8;EUR\n", {"CHF": 1, "EUR": 1}),
    ],
)
def test_a_column_of_currencies_is_known_by_its_cells(content: str, counts: dict[str, int]) -> None:
    """Codes, signs and names under any header; amounts in several currencies are no sum."""
    found = money(content)

    assert counts == found.counts
    assert found.is_mixed
    ((_, finding),) = unusable([found], "XXX")
    assert (Oddity.MIXED, found.n) == (finding.code, finding.n)
    assert all(f"{one} {n}" in finding.names["values"] for one, n in counts.items())


def test_a_row_without_an_amount_has_no_currency() -> None:
    """The form writes dollars by itself where nobody has filled in an amount."""
    found = money("Id;Betrag;Währung\nD1;7;EUR\nD2;;USD\n")

    assert {"EUR": 1} == found.counts


def test_a_sign_and_a_code_of_one_currency_are_one_amount() -> None:
    """“7 €” beside “EUR” is counted once."""
    assert {"EUR": 2} == money("Id;Betrag;Währung\nD1;7 €;EUR\nD2;8;EUR\n").counts


def test_each_amount_has_its_own_column_of_currencies() -> None:
    """A report may hold the amount and the converted one, each with its currency."""
    content = (
        "Id;Amount Currency;Amount;Amount (converted) Currency;Amount (converted)\n"
        "D1;EUR;7;EUR;7\nD2;USD;8;EUR;7,5\n"
    )
    amount = {"deal_id": "Id", "value": "Amount"}

    assert {"EUR": 1, "USD": 1} == money(content, amount).counts
    assert {"EUR": 2} == money(content, {"deal_id": "Id", "value": "Amount (converted)"}).counts


@pytest.mark.parametrize("status", ["Won", "TOP", "Gewonnen"])
def test_a_stage_is_no_currency(status: str) -> None:
    """The won is money in Korea, and here a stage."""
    assert {} == money(f"Id;Betrag;Phase\nD1;7;{status}\n").counts


@pytest.mark.parametrize(
    ("amount", "other"),
    [
        ("Amount", "Amount in company currency"),
        ("Amount", "Amount (converted)"),
        ("Amount", "convertedAmount"),
        ("Amount", "amount_in_home_currency"),
        ("Betrag", "Betrag in Hauswährung"),
        ("Betrag", "Betrag (umgerechnet)"),
        ("Betrag", "Betrag in EUR"),
        ("Deal - Value", "Deal - Value in EUR"),
    ],
)
def test_the_converted_amount_stands_beside(amount: str, other: str) -> None:
    """It is taken where the amounts themselves have several currencies."""
    content = f"Id;{amount};Währung;{other}\nD1;7;EUR;7\nD2;8;USD;7,5\n"
    sheet, mapping = look(content, {"deal_id": "Id", "value": amount})
    (mixed,) = monies([(sheet, mapping)])
    found = converted(sheet, mapping, mixed)

    assert found is not None
    assert (other, 2) == (found.column, found.n)
    assert not found.is_mixed


@pytest.mark.parametrize(
    "other",
    ["Weighted amount in company currency", "Forecast (converted)", "Rabatt in EUR", "Notiz"],
)
def test_another_converted_column_is_not_the_amount(other: str) -> None:
    """A weighted amount or a discount in one currency is no value of a deal."""
    content = f"Id;Amount;Currency;{other}\nD1;7;EUR;7\nD2;8;USD;7\n"
    sheet, mapping = look(content, {"deal_id": "Id", "value": "Amount"})

    assert converted(sheet, mapping, money(content, {"deal_id": "Id", "value": "Amount"})) is None


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("7;EUR;7.00", "8;EUR;8", "9,5;EUR;9.50", "8;USD;7.5"), "EUR"),
        (("7;CHF;7", "8;CHF;8", "9;CHF;9", "8;USD;7", "6;EUR;6.2"), "CHF"),
        (("7;EUR;7", "8;EUR;8", "8;USD;7.5"), ""),
        (("7;EUR;7", "8;EUR;8", "9;EUR;9", "8;USD;8"), ""),
        (("7;EUR;7", "8;EUR;8", "9;EUR;9", "5;EUR;6", "8;USD;7"), ""),
        (("1.000;EUR;1.001", "2;EUR;2", "3;EUR;3", "8;USD;7"), ""),
    ],
    ids=["kept", "three", "few", "nothing changed", "one differs", "by a unit"],
)
def test_what_stays_the_same_shows_the_currency(rows: tuple[str, ...], code: str) -> None:
    """Three unchanged amounts in one currency prove it if those of all others change."""
    lines = [f"D{n};{row}" for n, row in enumerate(rows)]
    content = "\n".join(["Id;Amount;Currency;Amount in company currency", *lines, ""])
    sheet, mapping = look(content, {"deal_id": "Id", "value": "Amount"})
    (mixed,) = monies([(sheet, mapping)])
    other = converted(sheet, mapping, mixed)

    assert other is not None
    assert code == proven_currency(sheet, mixed, other)


def test_amounts_without_a_currency_are_in_the_one_that_is_told() -> None:
    """Costs in another one are not set beside them."""
    costs = look("Id;Summe\nX1;5 $\n", {"cost_id": "Id", "amount": "Summe"}, "c.csv")
    ((refused, _),) = unusable(monies([costs, look("Id;Betrag\nD1;7\n")]), "EUR")

    assert refused.table == "costs"


def test_where_there_are_no_amounts_nothing_is_compared() -> None:
    """An empty column of values is in no currency, so costs are read in their own."""
    costs = look("Id;Summe\nX1;5 $\n", {"cost_id": "Id", "amount": "Summe"}, "c.csv")

    assert [] == unusable(monies([costs, look("Id;Betrag\nD1;\n")]), "EUR")


def test_costs_in_another_currency_stay_out() -> None:
    """A cost per won deal divides one by the other; the deals' currency is the export's."""
    costs = look("Id;Summe\nX1;5 $\n", {"cost_id": "Id", "amount": "Summe"}, "c.csv")
    found = monies([costs, look("Id;Betrag\nD1;7 €\n")])
    ((refused, finding),) = unusable(found, "XXX")

    assert {"currency": "EUR"} == currency(costs, look("Id;Betrag\nD1;7 €\n"))
    assert ("costs", Oddity.FOREIGN) == (refused.table, finding.code)
    assert ("USD", "EUR") == (finding.names["values"], finding.names["twin"])


def test_a_crown_is_the_one_that_is_named() -> None:
    """The sign does not say whose crown it is; a code beside it does."""
    assert {"SEK": 2} == money("Id;Betrag;Währung\nD1;7 kr;SEK\nD2;8;SEK\n").counts
    assert {"KR": 1} == money("Id;Betrag\nD1;7 kr\n").counts
    assert {} == currency(look("Id;Betrag\nD1;7 kr\n"))


def test_another_column_s_currency_is_no_matter() -> None:
    """What is not read, such as the amount in the company's currency, decides nothing."""
    assert {"currency": "USD"} == currency(look("Id;Betrag;Firmenbetrag\nD1;$ 7;6 €\n"))


def test_every_table_with_money_is_looked_at() -> None:
    """Values, budgets and costs are sums of money."""
    money = [
        (t.name, t.key.name, f.name) for t in TABLES.values() for f in t.fields if f.unit == "money"
    ]
    for _, key, field in money:
        assert {"currency": "GBP"} == currency(look("Id;B\n1;£ 7\n", {key: "Id", field: "B"}))

    assert {"campaigns", "deals", "costs"} == {name for name, _, _ in money}


def test_the_last_of_many_rows_counts() -> None:
    """A single dollar among thousands of euros must not hide behind the first rows."""
    rows = "".join(f"D{n};7 €\n" for n in range(3000))

    assert {"EUR": 3000, "USD": 1} == money("Id;Betrag\n" + rows + "X;9 $\n").counts


def test_a_column_may_be_called_row() -> None:
    """The numbers of rows have that name inside; a header may have it as well."""
    found = currency(look("Id;row\nD1;7 €\n", {"deal_id": "Id", "value": "row"}))

    assert {"currency": "EUR"} == found
