"""Bringing data into a session: once, and never over data that is already there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.acts import shipped
from workshop.crm.store import import_crm
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path


def bring_data(target: Path, folder: Path | None, mapping: Path | None) -> None:
    """Write CRM tables into a session that has none.

    Args:
        target: the session's DuckDB file.
        folder: CRM tables to bring; the sample company where None.
        mapping: how to read them, see `find_mapping`.

    Raises:
        WorkshopError: if the session has tables and others are brought, or see `import_crm`.
    """
    if not target.exists():
        import_crm(folder or shipped("datasets"), target, mapping)
    elif folder is not None:
        raise WorkshopError(
            N_("This session already has its data; decisions rest on it."),
            found="{target}",
            hint=N_("Leave --data out to go on, or take another name with --session."),
            target=target,
        )
