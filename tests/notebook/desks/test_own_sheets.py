"""Own data whose headers nobody listed: sheet by sheet, with the keyboard's focus kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.desks import DEALS
from support.acts.screen import every, press, text
from test_cli_sheets import CONTRACTS, FLAGGED, INQUIRIES, STAGES

from workshop.crm.mapping import MAPPING_FILE, read_mapping
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.notebook.desks.own_data import OwnData

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage


def desk(stage: Stage, place: Path, **contents: str) -> OwnData:
    """Return the desk with these files read."""
    folder = place / "brought"
    folder.mkdir()
    for name, content in contents.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    found = OwnData(stage)
    found._set_place(str(folder))
    on(found, "Read them")
    return found


def on(found: OwnData, label: str) -> None:
    press(found.widget, found.words(label) + " →")


def lists(found: OwnData) -> list[w.Dropdown]:
    return [one for one in every(found.widget) if isinstance(one, w.Dropdown)]


def select(found: OwnData, answer: str, place: int = -1) -> None:
    """Choose an answer of one of the lists that are shown, by its value."""
    lists(found)[place].value = answer


def keep(found: OwnData) -> None:
    for label in ("Yes, check the rows", "Work with this data"):
        on(found, label)


def test_two_files_nobody_knows(stage: Stage, tmp_path: Path) -> None:
    """A click agrees with what is proposed; what nobody proposes is named and has to be said."""
    found = desk(stage, tmp_path, anfragen=INQUIRIES, vertraege=CONTRACTS)
    for label in ("Right, carry on", "Right, carry on"):
        on(found, label)
    assert "vertraege.csv" in text(found.widget)
    for label in ("Right, carry on", "Right, carry on"):
        on(found, label)
    assert stage.words("One question is still open.") in text(found.widget)

    ended, closed = [one for one in lists(found) if one.value == "?"]
    ended.value = "vertrag_vom"  # which says when it was closed as well
    assert closed not in lists(found)
    on(found, "Right, carry on")
    keep(found)
    deals = stage.crm.table("deals")

    assert 4 == stage.crm.table("contacts").count().to_pyarrow().as_py()
    assert ["won", "won"] == deals.status.to_pyarrow().to_pylist()
    mapping = read_mapping(stage.session.folder / MAPPING_FILE)
    assert ("vertrag_vom",) == mapping.parts("deals")[0].outcome.won_on


def test_leads_with_a_flag(stage: Stage, tmp_path: Path) -> None:
    """One of three converted, said to be undated: the first number of the desk."""
    found = desk(stage, tmp_path, Interessenten=FLAGGED)
    assert "Kunde geworden" == lists(found)[0].value
    on(found, "Right, carry on")
    keep(found)
    answer = ask(kpi("lead_to_won"), Scope.of(stage.crm))

    assert (1, 3) == (answer.numerator, answer.denominator)
    said = [one.text(stage.words) for one in answer.caveats if one.code == "undated"]
    assert said[0] in text(found.widget)


def test_stages_are_asked_where_they_always_were(stage: Stage, tmp_path: Path) -> None:
    """A list of deals is recognised, and no page of sheets stands before its questions."""
    found = desk(stage, tmp_path, deals=STAGES)
    assert stage.words("Right, carry on") + " →" not in text(found.widget)
    keep(found)
    statuses = stage.crm.table("deals").status.to_pyarrow().to_pylist()

    assert {"won": 1, "lost": 2, "open": 2} == {one: statuses.count(one) for one in statuses}


def test_an_answer_keeps_every_list_where_it_is(stage: Stage, tmp_path: Path) -> None:
    """What is drawn anew loses the keyboard's focus; an answer changes no list's place or self."""
    found = desk(stage, tmp_path, anfragen=INQUIRIES)
    on(found, "Right, carry on")
    before = lists(found)
    select(found, "kam_ueber", [one.value for one in before].index("", 1))

    assert before == [one for one in lists(found) if one in before]
    assert "kam_ueber" in [one.value for one in lists(found)]


def test_a_column_that_is_taken_twice_is_open_again(stage: Stage, tmp_path: Path) -> None:
    """The later answer has the column; the earlier question is open, not silently wrong."""
    found = desk(stage, tmp_path, anfragen=INQUIRIES)
    on(found, "Right, carry on")
    places = {one.description: number for number, one in enumerate(lists(found))}
    assert len(places) == len(lists(found))
    key = lists(found)[1]
    key.value = "aktionsseite"
    assert "aktionsseite" not in [value for _, value in lists(found)[-1].options]


@pytest.mark.parametrize("n", [10, 11, 25])
def test_ten_columns_are_shown_at_once(stage: Stage, tmp_path: Path, n: int) -> None:
    """The others are a click away, and after the last ones come the first again."""
    head = ";".join(f"spalte_{place:02}" for place in range(n))
    found = desk(stage, tmp_path, blatt=f"{head}\n{';'.join('x' * n)}\n{';'.join('y' * n)}\n")
    seen = set[str]()
    for _ in range(-(-n // 10)):
        shown = {f"spalte_{place:02}" for place in range(n)}
        shown = {one for one in shown if f'scope="row">{one}' in text(found.widget)}
        assert len(shown) <= 10
        seen |= shown
        if n > 10:
            press(found.widget, stage.words("More columns"))

    assert n == len(seen)


def test_hostile_headers_stay_text(stage: Stage, tmp_path: Path) -> None:
    """A header and a cell are typed by strangers; they never become HTML."""
    content = "eins;<img src=x onerror=alert(1)>;<b>zwei</b>\n1;<i>a</i>;1\n2;<u>b</u>;2\n"
    found = desk(stage, tmp_path, blatt=content)
    html = "".join(one.value for one in every(found.widget) if isinstance(one, w.HTML))

    assert "&lt;img" in html
    assert not any(tag in html for tag in ("<img", "<b>zwei", "<i>a", "<u>b"))


def test_the_way_back_keeps_the_answers(stage: Stage, tmp_path: Path) -> None:
    """Back from the second file the first stands as it was answered; further back are the files."""
    found = desk(stage, tmp_path, anfragen=INQUIRIES, vertraege=CONTRACTS)
    on(found, "Right, carry on")
    select(found, "kam_ueber")
    on(found, "Right, carry on")
    back = "← " + stage.words("Back")
    press(found.widget, back)

    assert "kam_ueber" == lists(found)[-1].value

    press(found.widget, back)

    assert stage.words("Read them") + " →" in text(found.widget)


def test_files_that_nobody_needs_are_left_out_at_once(stage: Stage, tmp_path: Path) -> None:
    """Beside a file that is known, one press does for all the others, and each is named."""
    others = {f"rest{n}": "x;y\n1;2\n" for n in range(3)}
    found = desk(stage, tmp_path, deals=DEALS, **others)
    press(found.widget, found.words("Leave out these {n} files", n=3))

    assert not [name for name in others if f"{name}.csv" not in text(found.widget)]
    assert found.words("This is how we read your files. Have we got it right?") in text(
        found.widget
    )
