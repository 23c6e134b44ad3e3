"""The export opens in a spreadsheet, and nothing in it computes."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import SECRET, Phone, ask_everything, bearer, inside, runs, saying, serving

from workshop.room.log import EventLog
from workshop.room.server.spreadsheet import as_csv
from workshop.words import Words

if TYPE_CHECKING:
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


def loosely(line: str, delimiter: str) -> list[str]:
    """Split a line as a spreadsheet does that meets the wrong delimiter: quotes that do not stand
    around a whole cell are letters like any other.
    """
    return [cell.strip(' "') for cell in line.split(delimiter)]


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "hi,=cmd|'/c calc'!A0"),
    *("a;=1+1", "a\t=1+1", "a|=1+1", "a\n=1+1", "a\r\n+1", 'a,"=1+1"', "a, =1+1", "a;'=1+1"),
    *("＝1+1", "a,＝1+1", "＋1", "－1", "＠A1", " =1+1", '"=1+1', "\t=1", ",,=1", ";=1;=2", "a,@b"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_computes_with_any_delimiter(text: str) -> None:
    """An English Excel reads a German file at commas; what was inside a cell is then a cell."""
    content = as_csv([["Frage", "", text, "sales", "1"]], Words("en")).decode("utf-8-sig")
    signs = tuple("=+-@＝＋－＠")
    by_rules = [
        cell
        for delimiter in ",;\t|"
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        for cell in row
    ]
    by_lines = [cell for line in content.splitlines() for d in ",;\t|" for cell in loosely(line, d)]

    assert [] == [cell for cell in (*by_rules, *by_lines) if cell.lstrip(' "').startswith(signs)]
    assert text.replace("'", "") == cells(content.encode())[0][2].replace("'", "")


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
            await app.state.room.desk.look()
            path = "/api/presenter/answers.csv"
            reply = await phone._http.get(path, headers=bearer(SECRET))

    assert "text/csv; charset=utf-8" == reply.headers["content-type"]
    assert 'attachment; filename="answers.csv"' == reply.headers["content-disposition"]
    assert reply.content.startswith(BOM)
    assert [["?", "", f"'{formula}", "", "1"]] == cells(reply.content)
