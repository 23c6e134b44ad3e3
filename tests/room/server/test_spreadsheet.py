"""The export opens in a spreadsheet, and nothing in it computes."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from typing import TYPE_CHECKING, Any
from unicodedata import category

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.acts.payloads import PAYLOADS, bare
from support.room.live import SECRET, Phone, ask_everything, bearer, inside, runs, saying, serving

from workshop.room.log.log import EventLog
from workshop.room.server.spreadsheet import as_csv
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOM = b"\xef\xbb\xbf"
COMPUTING = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells(content: bytes) -> list[list[str]]:
    """Read a file as a spreadsheet does, without its head."""
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]


def test_it_begins_with_a_bom_and_a_head() -> None:
    """A German Excel knows UTF-8 by the first bytes and separates at semicolons."""
    content = as_csv([], Words("en"))

    assert BOM + b'"Question";"Item";"Answer";"Side";"Count"\r\n' == content


@pytest.mark.parametrize("first", COMPUTING)
def test_a_formula_is_tamed(first: str) -> None:
    """A cell that would compute begins with an apostrophe; its text is kept."""
    assert [[f"'{first}1+1", "a"]] == cells(as_csv([[f"{first}1+1", "a"]], Words("en")))


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2)))
def test_any_text_stays_in_its_cell(rows: list[list[str]]) -> None:
    """Whatever people write, no cell computes, and none becomes two."""
    found = cells(as_csv(rows, Words("en")))

    assert [len(row) for row in rows] == [len(row) for row in found]
    assert [] == [cell for row in found for cell in row if cell.startswith(COMPUTING)]


def split(text: str, delimiter: str) -> Iterator[str]:
    """Yield every cell a spreadsheet may make of a file that it opens with a delimiter.

    By the rules; with blanks before a cell taken away; as pandas reads it; and where quotes that do
    not stand around a whole cell, or any quotes at all, are letters like others.
    """
    for skip in (False, True):
        lines = io.StringIO(text, newline="")
        rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=skip)
        yield from (cell for row in rows for cell in row)
    as_text: Any = {"dtype": str, "keep_default_na": False, "header": None, "engine": "c"}
    frame = pd.read_csv(io.StringIO(text), sep=delimiter, names=range(99), **as_text)
    yield from (cell for cell in frame.to_numpy().ravel() if isinstance(cell, str))
    yield from (cell for line in text.splitlines() for cell in line.split(delimiter))


def computes(cell: str) -> bool:
    """Return whether a spreadsheet, however kindly it takes blanks and quotes, would compute."""
    seen = "".join(c for c in cell if category(c) != "Cf").lstrip(' \t\r\n\v\f\xa0"')
    return seen.startswith(tuple("=+-@＝＋－＠﹦﹢﹣﹫"))


EDGES = (
    *("a;'=1+1", ' "=1', "\t=1", ",,=1", ";=1;=2", 'a, "=1', "﹦1", "a\u2028=1", "a\x0b=1"),
    *("\ufeff=1", "a,\u200b=1", "a\x85+1", "\xa0=1", "a;\u2066-1"),
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_nothing_computes_with_any_delimiter(delimiter: str) -> None:
    """An English Excel reads a German file at commas; what was inside a cell is then a cell."""
    rows = [["Frage", text, text, "sales", "1"] for text in (*PAYLOADS, *EDGES)]
    content = as_csv(rows, Words("en")).decode("utf-8-sig")

    assert [] == [cell for cell in split(content, delimiter) if computes(cell)]


def test_hostile_text_stays_recognisable() -> None:
    """Read as it was written, every cell says what people wrote, but for the apostrophes."""
    found = cells(as_csv([[text, "a"] for text in PAYLOADS], Words("en")))

    assert list(map(bare, PAYLOADS)) == [bare(text) for text, _ in found]


def test_the_untamed_file_would_compute() -> None:
    """What this file looks for is there: the same texts, only quoted, do compute."""
    raw = io.StringIO()
    csv.writer(raw, delimiter=";", quoting=csv.QUOTE_ALL).writerows([[t] for t in PAYLOADS])
    computing = {d: [c for c in split(raw.getvalue(), d) if computes(c)] for d in ",;\t|"}

    assert all(computing.values())
    assert any("calc" in cell for cell in computing[","])


@runs
async def test_the_file_holds_what_is_revealed(tmp_path: Path) -> None:
    """Through the server: type, name, tamed strangers' words, and no covered answer."""
    formula = '=HYPERLINK("http://192.0.2.9";"x")'
    with closing(EventLog(tmp_path / "log")) as log:
        room = ask_everything(log)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            await phone.answer("text", {"text": formula})
            await phone.answer("cards", saying("covered")["cards"])
            room.reveal_question("text")
            await app.state.room.writer.look()
            path = "/api/presenter/answers.csv"
            reply = await phone._http.get(path, headers=bearer(SECRET))

    assert "text/csv; charset=utf-8" == reply.headers["content-type"]
    assert 'attachment; filename="answers.csv"' == reply.headers["content-disposition"]
    assert reply.content.startswith(BOM)
    assert [["?", "", f"'{formula}", "", "1"]] == cells(reply.content)
