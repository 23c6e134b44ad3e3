"""An export says itself in which currency it is; several in one sum would be no sum."""

from __future__ import annotations

import pytest
from exports import refusal

from workshop.crm.intake.currency import currency_of
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
    found: dict[str, str] = currency_of(looks)
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


@pytest.mark.parametrize(
    "content",
    [
        "Id;Betrag\nD1;7 €\nD2;8 $\n",
        "Id;Betrag;Currency\nD1;7;EUR\nD2;8;USD\n",
        "Id;Betrag;Currency\nD1;7 €;CHF\n",
    ],
)
def test_several_currencies_are_refused(content: str) -> None:
    """A sum over euros and dollars would be a wrong number; the columns are named."""
    error = refusal(currency, look(content))

    assert "EUR (d.csv, Betrag" in str(error) or "EUR (d.csv, Currency" in str(error)


def test_currencies_of_two_tables_are_refused() -> None:
    """A cost per won deal divides one by the other."""
    costs = look("Id;Summe\nX1;5 $\n", {"cost_id": "Id", "amount": "Summe"}, "c.csv")
    error = refusal(currency, look("Id;Betrag\nD1;7 €\n"), costs)

    assert "EUR (d.csv, Betrag); USD (c.csv, Summe)" in str(error)


@pytest.mark.parametrize("other", ["JPY", "AUD", "RON", "Euro; US-Dollar"])
def test_a_currency_the_kit_does_not_know_is_one_all_the_same(other: str) -> None:
    """In a column of currencies every entry is one: yen and euros have no sum either."""
    entries = ["EUR", other] if ";" not in other else other.split("; ")
    rows = "".join(f"D{n};7;{entry}\n" for n, entry in enumerate(entries))

    refusal(currency, look("Id;Betrag;Währung\n" + rows))


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

    refusal(currency, look("Id;Betrag\n" + rows + "X;9 $\n"))


def test_a_column_may_be_called_row() -> None:
    """The numbers of rows have that name inside; a header may have it as well."""
    found = currency(look("Id;row\nD1;7 €\n", {"deal_id": "Id", "value": "row"}))

    assert {"currency": "EUR"} == found
