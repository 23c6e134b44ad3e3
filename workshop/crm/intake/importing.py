"""From files to a folder of CRM tables: read, checked, written, with its mapping beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.clock import now
from workshop.crm.intake.load import take_in
from workshop.crm.intake.rows.currency import currency_of, monies
from workshop.crm.intake.rows.errors import plain
from workshop.crm.mapping import MAPPING_FILE, read_mapping
from workshop.crm.store import CRM_FILE, open_crm, unwritable, with_traces, write_crm
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.crm import Crm
    from workshop.crm.intake.report import Report
    from workshop.crm.mapping import CrmMapping
    from workshop.crm.source_files import Export
    from workshop.crm.traces import Traced


@dataclass(frozen=True)
class Imported:
    """What an import has left behind.

    Attributes:
        folder: where the tables lie.
        report: what became of the export's rows.
        crm: the tables, open for reading.
        traced: the same in memory, each row led back to its file; None unless asked for.
    """

    folder: Path
    report: Report
    crm: Crm
    traced: Traced | None = None


def import_export(
    export: Export, mapping: CrmMapping, folder: Path, name: str, *, traced: bool = False
) -> Imported:
    """Write the CRM tables of an export and its mapping into a folder that has none yet.

    Args:
        export: the files.
        mapping: what they mean; with doubts decided.
        folder: where to; it is made where it is not there.
        name: what the data calls itself.
        traced: whether the tables stay in memory as well, see `with_traces`.

    Raises:
        WorkshopError: if the folder has tables already, if the export cannot be read with this
            mapping, or if the folder cannot be written.
    """
    target, saved = folder / CRM_FILE, folder / MAPPING_FILE
    for path in (target, saved):
        if path.exists():
            raise WorkshopError(
                N_("This folder already has its data; decisions may depend on it."),
                found="{path}",
                hint=N_("Choose another folder with --to."),
                path=path,
            )
    check_currency(export, mapping)
    intake = take_in(export, mapping, now().date(), private=True, thorough=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        saved.write_text(mapping.to_yaml(), encoding="utf-8")
    except OSError as error:
        raise unwritable(saved, error) from error
    try:
        write_crm(intake, mapping, target, name=name)
    except WorkshopError:
        saved.unlink()
        raise
    if traced:
        kept = with_traces(intake, mapping, name)
        return Imported(folder, intake.report, open_crm(target), kept)
    intake.connection.disconnect()
    return Imported(folder, intake.report, open_crm(target))


def read_again(export: Export, folder: Path) -> Traced:
    """Read the files that a folder's tables came from once more, into memory only.

    Args:
        export: the files.
        folder: where `import_export` wrote their tables and mapping.

    Raises:
        WorkshopError: if other rows come of the files than then, or see `take_in`.
    """
    mapping, crm = read_mapping(folder / MAPPING_FILE), open_crm(folder / CRM_FILE)
    intake = take_in(export, mapping, now().date(), private=True, thorough=True)
    if intake.report.tables != crm.report.tables or intake.as_of != crm.as_of:
        raise WorkshopError(
            N_("The data in this folder wasn’t read from these files."),
            found="{files} ≠ {folder}",
            hint=N_("Use the same files or choose another folder with --to."),
            files=", ".join(plain(one.name) for one in export.files),
            folder=folder,
        )
    crm.engine.close()
    return with_traces(intake, mapping, crm.name)


def check_currency(export: Export, mapping: CrmMapping) -> None:
    """Raise `WorkshopError` if the amounts are in another currency than the mapping says."""
    sheets = [
        (sheet, one)
        for table in mapping.tables
        for sheet, one in zip(export.sheets_of(mapping, table), mapping.parts(table), strict=True)
    ]
    named = currency_of(monies(sheets), mapping.currency).get("currency", mapping.currency)
    if named != mapping.currency:
        raise WorkshopError(
            N_("The amounts are in a different currency from the one in the mapping."),
            found="{named}",
            hint=N_("Correct “currency” in the mapping: {currency}"),
            named=named,
            currency=mapping.currency,
        )
