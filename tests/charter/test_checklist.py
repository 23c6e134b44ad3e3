"""What was set out to be done, as a list: complete, and nothing in it computes."""

from __future__ import annotations

import csv
import io

import pytest
from support.acts.charters import HOSTILE, SAID, charter, everywhere, small

from workshop.charter.checklist import checklist_csv, checklist_markdown
from workshop.charter.document import Charter
from workshop.words import LANGS, Words


def rows(one: Charter) -> list[list[str]]:
    """Return the table as a spreadsheet would read it."""
    return list(csv.reader(io.StringIO(checklist_csv(one).decode("utf-8-sig")), delimiter=";"))


def test_experiments_and_actions_are_a_row_each() -> None:
    """With a byte order mark, so that a German Excel shows umlauts."""
    head, *lines = rows(charter("de", experiments=2, actions=1))

    assert checklist_csv(charter()).startswith(b"\xef\xbb\xbf")
    assert [SAID["try"]["de"]] * 3 == [line[0] for line in lines]
    assert {len(head)} == {len(line) for line in lines}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_computes(text: str) -> None:
    """Whatever somebody wrote, no spreadsheet takes it for a formula."""
    _, *lines = rows(everywhere(text))

    assert lines
    assert not [cell for line in lines for cell in line if cell.lstrip()[:1] in tuple("=+-@")]


def test_the_list_can_be_ticked_off() -> None:
    """A box for each experiment, action and first date; what people wrote makes none."""
    page = checklist_markdown(charter("de", experiments=2, rituals=1, actions=1))

    assert 4 == page.count("- [ ] ")
    assert 6 == checklist_markdown(everywhere("- [ ] x")).count("\n- [ ] ") + 1
    assert 1 == checklist_markdown(small()).count("- [ ] ")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_do_is_said(lang: str) -> None:
    """An empty list would look like a fault."""
    nothing = Charter(lang="de" if lang == "de" else "en", data="x", version=0)

    assert Words(nothing.lang)("Still open: no experiment agreed yet.") in checklist_markdown(
        nothing
    )
