"""The charter on its way home: every file of it in both languages, and ready for the phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.export import DATA_FILE, export
from workshop.story.act5.handouts import is_ready, lay_ready
from workshop.story.act5.invitations import calendar_files
from workshop.story.charter import charter_document, charter_of
from workshop.story.decisions.history import signed_before
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.charter.export import Exported
    from workshop.story.charter import CharterData
    from workshop.story.context import Stage
    from workshop.story.decisions.decisions import Decisions


def export_charter(data: CharterData, folder: Path, since: Decisions | None = None) -> Exported:
    """Write a charter in every kind of file and both languages, its dates beside it.

    Args:
        data: the charter; remarks stand in it once it is signed.
        folder: where to.
        since: what an earlier version of it held; None where there is none.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    signed = data.decisions.signed
    remarks = signed.remarks if signed else ()
    charters = [charter_document(data, Words(lang), remarks, since) for lang in LANGS]
    dates = calendar_files(data.decisions, data.workshop)
    return export(charters, data.to_json(), folder, dates)


def take_home(stage: Stage) -> Exported:
    """Write the room's charter into the session's folder, and let phones take it along.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    exported = export_charter(_charter(stage), stage.session.charter, signed_before(stage.room))
    lay_ready(stage.room, exported.files)
    return exported


def keep_ready(stage: Stage) -> None:
    """Let phones take the charter along as it stands now; what is written already is left alone.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    written = _text(stage.session.charter / DATA_FILE)
    if written != _charter(stage).to_json() or not is_ready(stage.room, stage.words.lang):
        take_home(stage)


def _charter(stage: Stage) -> CharterData:
    return charter_of(stage.session.folder.name, stage.crm, stage.room.state)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError):  # missing, locked or damaged: it is written anew
        return ""
