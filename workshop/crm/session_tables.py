"""Bringing data into a session: once, and never over data that is already there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.acts import shipped
from workshop.crm.open import is_address, open_data, parquet_files
from workshop.crm.store import CRM_FILE, import_crm, open_crm
from workshop.errors import WorkshopError
from workshop.session import DATA_VARIABLE
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

ELSEWHERE = "data-elsewhere.txt"
"""Left in a session whose tables stay in a warehouse; says so, and names no password."""


def bring_data(target: Path, place: str | Path | None, mapping: Path | None) -> None:
    """Write CRM tables into a session that has none, or note that they stay elsewhere.

    Args:
        target: the session's DuckDB file.
        place: see `open_data`; the sample company where None. A database and a folder of Parquet
            files are only read, never copied; ``WORKSHOP_DATA`` has to name them then.
        mapping: how to read CSV files, see `find_mapping`.

    Raises:
        WorkshopError: if the session has tables and others are brought, if its tables lie
            elsewhere and nobody says where, or see `import_crm` and `open_data`.
    """
    if target.exists():
        _refuse_other(target, place or mapping)
    elif place is None:
        _bring_sample(target, mapping)
    elif is_address(str(place)) or parquet_files(Path(place)):
        _refuse_mapping(mapping)
        open_data(place).engine.close()
        target.with_name(ELSEWHERE).write_text("WORKSHOP_DATA\n", encoding="utf-8")
    else:
        _refuse_other(target, place if target.with_name(ELSEWHERE).exists() else None)
        _copy_or_read(target, Path(place), mapping)


def _copy_or_read(target: Path, folder: Path, mapping: Path | None) -> None:
    written = folder / CRM_FILE
    if not written.is_file():
        import_crm(folder, target, mapping, private=True)
        return
    _refuse_mapping(mapping)
    open_crm(written).engine.close()
    draft = target.with_suffix(f".{os.getpid()}.draft")
    shutil.copyfile(written, draft)
    draft.replace(target)


def _refuse_mapping(mapping: Path | None) -> None:
    if mapping is not None:
        raise WorkshopError(
            N_("A mapping is for files; these tables don’t need one."),
            found="{mapping}",
            hint=N_("Leave --mapping out."),
            mapping=mapping,
        )


def data_here(target: Path) -> Crm:
    """Return the CRM tables of a session; the sample company's where none were brought.

    Args:
        target: the session's DuckDB file.

    Raises:
        WorkshopError: see `bring_data`.
    """
    if not target.exists():
        if named := os.environ.get(DATA_VARIABLE):
            return open_data(named)
        bring_data(target, None, None)
    return open_crm(target)


def _bring_sample(target: Path, mapping: Path | None) -> None:
    if mapping is not None:
        raise WorkshopError(
            N_("A mapping says how to read your own data, and there isn’t any here."),
            found="{mapping}",
            hint=N_("Name the folder with your export as well, with --data."),
            mapping=mapping,
        )
    if target.with_name(ELSEWHERE).exists():
        raise WorkshopError(
            N_("This session’s data is in a database, and nobody has said which one."),
            found="{folder}",
            hint=N_("Start it with --data ADDRESS again."),
            folder=target.parent,
        )
    import_crm(shipped("datasets"), target, private=False)


def _refuse_other(target: Path, brought: str | Path | None) -> None:
    if brought is not None:
        raise WorkshopError(
            N_("This session already has its data; decisions depend on it."),
            found="{target}",
            hint=N_("Leave out --data to carry on or choose another name with --session."),
            target=target,
        )
