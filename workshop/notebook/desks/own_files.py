"""The files that somebody brings to the desk: uploaded, or named by where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.crm.folder import folder_export
from workshop.crm.sheets import ExportFile
from workshop.crm.source_files import Export
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable


def brought(uploaded: Iterable[ExportFile], place: str) -> Export:
    """Return everything that was brought.

    Args:
        uploaded: files that came through the browser.
        place: a file or a folder on this computer, as somebody typed it; may be empty.

    Raises:
        WorkshopError: if there is no file at all.
    """
    files = (*uploaded, *_lying(place.strip().strip('"')))
    if not files:
        raise WorkshopError(
            N_("There’s no file yet."),
            hint=N_("Choose one or type where it is."),
        )
    return Export(files)


def _lying(place: str) -> tuple[ExportFile, ...]:
    """Return the files at a place; of one that is not there, reading says so."""
    if not place:
        return ()
    path = Path(place)
    return folder_export(path).files if path.is_dir() else (ExportFile(path.name, path),)
