"""Own data with two hundred names in it go through a workshop: no file of the session holds one.

Tables, room, mapping, dashboard, charter and the engineers' log, each as bytes, packed cells of the
database unpacked; and every station as it is drawn, for a notebook may be saved with its outputs.
"""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import ipywidgets as w
import pytest
from support.acts.acting import agreed, cover_both, decisions
from support.acts.promising import BOTH_WAYS, promising
from support.acts.promising import record as promise
from support.acts.screen import every, press, text
from support.acts.sheets import recorded
from support.exports.namesakes import INVENTED, parts, whole_company
from support.run.profiles import NIGHT

from workshop.agenda import Beat
from workshop.charter.export import export
from workshop.errors import WorkshopError
from workshop.logbook import Logbook
from workshop.notebook.act2.crowd import CrowdWay
from workshop.notebook.act2.one_path import OnePath
from workshop.notebook.act2.two_clocks import TwoClocks
from workshop.notebook.act3.dashboard_board import Board
from workshop.notebook.act3.what_if_desk import WhatIfDesk
from workshop.notebook.desks.look_around import LookAround
from workshop.notebook.desks.own_data import OwnData
from workshop.story.charter import charter_document, charter_of
from workshop.widgets.intake import UNDECIDED
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workshop.story.context import Stage

TRIES = 40
"""An answer may raise a further question; after so many something is stuck."""


def brought(stage: Stage, folder: Path) -> OwnData:
    """Return the desk after these data were brought, every open question answered."""
    words = stage.words
    folder.mkdir()
    for name, content in whole_company().items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    desk = OwnData(stage)
    desk._set_place(str(folder))
    press(desk.widget, words("Read them") + " →")
    for _ in range(TRIES):
        fields = [one for one in every(desk.widget) if isinstance(one, w.Dropdown)]
        still = [one for one in fields if one.value == UNDECIDED]
        if not still:
            break
        still[0].value = next(one for _, one in still[0].options if one != UNDECIDED)
    press(desk.widget, words("Yes, check the rows") + " →")
    return desk


def walked(stage: Stage) -> list[str]:
    """Go through acts 1 to 3 and sign nothing; return every station as it is drawn."""
    agreed(stage)
    drawn = []
    for station in (OnePath, CrowdWay, TwoClocks):
        act: Any = station(stage)
        cover_both(act)
        for beat in (Beat.REVEAL, Beat.TALK):
            act.enter(beat)
            drawn.append(text(act.widget))
    desk = promising(stage, **BOTH_WAYS)
    promise(desk)
    numbers, board = recorded(stage), Board(stage)
    press(board.widget, stage.words("Save as HTML and PNG"))
    shown = (desk, numbers, board, WhatIfDesk(stage), LookAround(stage))
    return [*drawn, *(text(act.widget) for act in shown)]


def written(folder: Path) -> dict[str, str]:
    """Return every file below a folder as text, and every cell of every database."""
    texts = {}
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            texts[file.name] = content.decode("utf-8", "replace") + content.decode(
                "utf-16-le", "replace"
            )
            if file.suffix == ".duckdb":
                with closing(duckdb.connect(str(file), read_only=True)) as place:
                    tables = [name for (name,) in place.execute("show tables").fetchall()]
                    texts[f"{file.name} unpacked"] = str(
                        [place.execute(f'from "{name}"').fetchall() for name in tables]
                    )
    return texts


def refuse(person: str) -> None:
    fact = "{name}"
    raise WorkshopError(fact, name=person)


def fault(person: str) -> None:
    """Fail as a reader does who met a name."""
    try:
        refuse(person)
    except WorkshopError:
        logging.getLogger("workshop.notebook").exception("a handler failed")
        logging.getLogger("duckdb").warning("cannot read %s", person)


def in_use(stage: Stage, folder: Path) -> list[str]:
    """Bring the data and work with them; return the desk as it is drawn before and after."""
    desk = brought(stage, folder)
    before = text(desk.widget)
    press(desk.widget, stage.words("Work with this data") + " →")
    return [before, text(desk.widget)]


def left(stage: Stage) -> dict[str, str]:
    """Return what the session's folder holds, once its tables are closed."""
    stage.crm.engine.close()
    return written(stage.session.folder)


def named(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return each text in which a name or a part of one stands, with these."""
    told = {key: sorted(one for one in parts() if one in content) for key, content in texts.items()}
    return {key: listed for key, listed in told.items() if listed}


def test_no_name_reaches_what_the_desk_writes(stage: Stage, tmp_path: Path) -> None:
    """Neither a whole name nor a part of five letters: in no table, not in the mapping."""
    shown = in_use(stage, tmp_path / "export")
    texts = left(stage)

    assert 450 == texts["crm.duckdb unpacked"].count("'fair'"), "the data are in"
    assert "…" in texts["crm.duckdb unpacked"]
    assert "wartet auf …" in texts["mapping.yaml"]
    assert {} == named(texts)
    assert {} == named(numbered(shown))


@pytest.mark.skipif(not NIGHT, reason="the acts take a minute; what they read is searched by day")
def test_no_name_reaches_a_file_of_a_session(stage: Stage, tmp_path: Path) -> None:
    """After acts 1 to 3: no file, no cell, no line of the log, no station."""
    shown = [*in_use(stage, tmp_path / "export"), *walked(stage)]
    for lang in LANGS:
        words = Words(lang)
        data = charter_of("team", stage.crm, stage.room.state)
        export([charter_document(data, words)], data.to_json(), stage.session.charter)
    log = Logbook(stage.session.folder / "room.log")
    logging.getLogger().addHandler(log)
    try:
        fault(INVENTED[0])
    finally:
        logging.getLogger().removeHandler(log)
        log.close()
    kept = decisions(stage)
    texts = left(stage)

    assert {"mapping.yaml", "room.log", "charter.json", "metricflow.yaml"} <= {*texts}
    assert any(name.endswith(".png") for name in texts)
    assert kept.kpis
    assert kept.promises
    assert {} == named(texts)
    assert {} == named(numbered(shown))


def numbered(pages: list[str]) -> dict[str, str]:
    """Return pages by their number."""
    return {str(number): page for number, page in enumerate(pages)}
