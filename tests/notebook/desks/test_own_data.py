"""Own data: bring, understand, check, done; nothing is written before the last step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import duckdb
import ipywidgets as w
import pytest
from support.acts.desks import CONTACTS, DEALS, desk, on
from support.acts.screen import choose, every, press, text

from workshop.crm.datapackage import TITLE
from workshop.crm.intake.dialogue.explained import OWNERS
from workshop.crm.mapping import MAPPING_FILE, read_mapping
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.catalogue.lacks import lacks
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.lacks import lack_lines
from workshop.notebook.desks.own_data import OwnData

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small German export in a folder."""
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "kontakte.csv").write_text(CONTACTS, encoding="cp1252")
    (folder / "deals.csv").write_text(DEALS, encoding="cp1252")
    return folder


def test_what_was_understood_is_said_in_words(stage: Stage, export: Path) -> None:
    """Each column stands there with a cell and its meaning."""
    shown = text(desk(stage, export).widget)
    words = stage.words

    assert "1.234,50 €" in shown
    assert words.number(1234.5, 2) in shown
    assert "Ann Example" not in shown
    assert "firma.example" not in shown


def test_nothing_is_written_before_the_last_step(stage: Stage, export: Path) -> None:
    """Looking at the report changes nothing."""
    found = desk(stage, export)
    on(found, "Yes, check the rows")

    assert TITLE == stage.crm.name
    assert not (stage.session.folder / MAPPING_FILE).exists()
    assert stage.words("This is what became of your rows. Nothing has been imported yet.") in text(
        found.widget
    )


def test_the_first_number_is_the_group_s_own(stage: Stage, export: Path) -> None:
    """Fifteen of forty contacts won: the same number every KPI card will show."""
    found = desk(stage, export)
    on(found, "Yes, check the rows")
    on(found, "Work with this data")
    answer = ask(kpi("lead_to_deal"), Scope.of(stage.crm))

    assert 40 == stage.crm.table("contacts").count().to_pyarrow().as_py()
    assert {"contacts", "deals"} == {*read_mapping(stage.session.folder / MAPPING_FILE).tables}
    assert stage.words("Your data, your first number.") in text(found.widget)
    assert answer.as_of.year == 2026
    lines = lack_lines(lacks(Scope.of(stage.crm)), stage.words)
    assert lines
    assert all(one in text(found.widget) for one in lines)


def test_names_and_ids_do_not_reach_the_disk(stage: Stage, export: Path) -> None:
    """Nothing in the session's folder holds a name, a mail address or an owner."""
    found = desk(stage, export)
    on(found, "Yes, check the rows")
    on(found, "Work with this data")
    written = b"".join(
        path.read_bytes() for path in stage.session.folder.rglob("*") if path.is_file()
    )

    assert b"Ann Example" not in written
    assert b"firma.example" not in written
    with duckdb.connect(str(stage.session.crm), read_only=True) as tables:
        ids = tables.execute("select contact_id from contacts").fetchall()
    assert all(len(key) == 17 and key[0] == "C" for (key,) in ids)


def test_owners_are_kept_only_where_somebody_says_so(stage: Stage, export: Path) -> None:
    """The box says what follows, and is empty at first."""
    found = desk(stage, export)
    box = next(one for one in every(found.widget) if isinstance(one, w.Checkbox))

    assert stage.words(OWNERS, k=7) == box.description
    assert box.value is False

    box.value = True
    on(found, "Yes, check the rows")
    on(found, "Work with this data")

    assert "owner_id" in stage.crm.table("contacts").columns


def test_a_doubt_is_asked_and_the_answer_counts(stage: Stage, tmp_path: Path) -> None:
    """03/04 is asked about, and nothing is read before the answer."""
    rows = "".join(f"{n},03/04/2026,open\n" for n in range(1, 5))
    (tmp_path / "deals.csv").write_text("Deal ID,Create Date,Deal Stage\n" + rows, "utf-8")
    found = desk(stage, tmp_path / "deals.csv")
    words = stage.words

    on(found, "Yes, check the rows")

    assert words("One question is still open.") in text(found.widget)

    assert words("not readable yet") in text(found.widget)

    choose(found.widget, words("Answer"), words("The day: 03/04 is 3 April"))

    assert words("not readable yet") not in text(found.widget)
    assert words.date(date(2026, 4, 3)) in text(found.widget)

    on(found, "Yes, check the rows")
    on(found, "Work with this data")

    assert (2026, 4, 3) == stage.crm.as_of.timetuple()[:3]


@pytest.mark.parametrize("place", ["", "/nowhere/at/all.csv"])
def test_no_file_is_said(stage: Stage, place: str) -> None:
    """Nothing chosen, or nothing there: one message, and the step stays."""
    found = desk(stage, place)

    assert "ot-notice" in text(found.widget)
    assert stage.words("Read them") + " →" in text(found.widget)


def test_decisions_keep_their_data(stage: Stage) -> None:
    """Where something is decided, other data would pull the ground away."""
    stage.room.decide("terms.lead", {"sentence": "x"})
    found = OwnData(stage)

    assert stage.words(
        "You’ve already decided things in this session, based on the data you had."
    ) in text(found.widget)


def test_hostile_headers_stay_text(stage: Stage, tmp_path: Path) -> None:
    """A header is typed by strangers; it never becomes HTML."""
    head = "Deal ID,Create Date,Deal Stage,<img src=x onerror=alert(1)>\n"
    (tmp_path / "deals.csv").write_text(head + "1,2026-01-02,won,<b>x</b>\n", "utf-8")
    shown = text(desk(stage, tmp_path / "deals.csv").widget)

    assert "<img" not in shown
    assert "<b>x" not in shown


def test_a_lone_last_day_is_asked_about_and_the_answer_counts(stage: Stage, tmp_path: Path) -> None:
    """One deal closes five years after all others: nothing is read before somebody says."""
    rows = "".join(f"{n},Won,2018-03-{n:02},2018-04-{n:02}\n" for n in range(1, 21))
    head = "Deal ID,Deal Stage,Create Date,Close Date\n"
    (tmp_path / "deals.csv").write_text(head + rows + "21,Won,2018-03-21,2023-04-21\n", "utf-8")
    found = desk(stage, tmp_path / "deals.csv")
    words = stage.words

    on(found, "Yes, check the rows")

    assert words.date(date(2023, 4, 21)) in text(found.widget)

    on(found, "Yes, check the rows")

    assert words("One question is still open.") in text(found.widget)

    choose(found.widget, words("Answer"), words.date(date(2018, 4, 20)))
    on(found, "Yes, check the rows")
    on(found, "Work with this data")

    assert date(2018, 4, 20) == stage.crm.as_of
    assert "as_of" in (stage.session.folder / "mapping.yaml").read_text("utf-8")


def test_what_only_a_person_can_say_stands_first_and_the_way_back_keeps_the_questions(
    stage: Stage, tmp_path: Path
) -> None:
    """What is proposed stands below, and can still be corrected after a look at the rows."""
    words = stage.words
    (tmp_path / "contacts.csv").write_text(
        "Contact ID,Create Date,Lead Source\n1,2026-01-05,Radio Cologne\n", encoding="utf-8"
    )
    (tmp_path / "deals.csv").write_text(
        "Deal ID,Contact ID,Deal Stage,Create Date,Close Date\n"
        "1,1,Won by competitor,2026-01-05,2026-02-01\n2,1,Closed Won,2026-01-06,2026-02-02\n",
        encoding="utf-8",
    )
    found = desk(stage, tmp_path)
    shown = text(found.widget)
    assert -1 < shown.index("Won by competitor") < shown.index("Radio Cologne")

    fields = [one for one in every(found.widget) if isinstance(one, w.Dropdown)]
    (asked,) = [one for one in fields if one.value == "?"]
    asked.value = "lost"
    on(found, "Yes, check the rows")
    press(found.widget, "← " + words("Back"))

    assert "Radio Cologne" in text(found.widget)
    assert words("Where we’re not sure") in text(found.widget)
