"""The sample company as files: one for each table, and the data package that describes them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Never

from tqdm import tqdm

from workshop.crm.sample.company import USUAL_CONTACTS, check_size, slices
from workshop.crm.sample.formats import FORMATS, CsvTables, ParquetTables, Tables
from workshop.crm.sample.later import LATER_AS_OF, make_later_sample
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from workshop.words import Words

BAR = "{desc} {percentage:3.0f} % |{bar}| {n_fmt}/{total_fmt} {elapsed}"


def write_sample(
    folder: Path,
    *,
    seed: int = 7,
    contacts: int = USUAL_CONTACTS,
    progress: Words | None = None,
    parquet: bool = False,
    later: bool = False,
) -> None:
    """Write the sample company's tables and ``datapackage.json`` into a folder.

    The company is drawn and written in slices, so that a million contacts need no more memory
    than fifty thousand. The folder is made where it is not there yet; files of the same names
    are replaced.

    Args:
        folder: where to.
        seed: zero or more.
        contacts: how many contacts, at least 100.
        progress: the language of a progress bar, shown where standard error is a terminal;
            None shows none.
        parquet: whether the tables are Parquet files; CSV files otherwise.
        later: write the second export, five weeks later; it is drawn whole, not in slices.

    Raises:
        WorkshopError: if there are too few contacts, or if the folder holds tables of the other
            kind; nothing is written then.
    """
    check_size(contacts)
    tables = (ParquetTables if parquet else CsvTables)(folder)
    _check_folder(tables)
    folder.mkdir(parents=True, exist_ok=True)
    with closing(tables), _bar(contacts, progress) as bar:
        for frames in _parts(seed, contacts, later=later):
            for name, frame in frames.items():
                tables.write(name, frame)
            bar.update(len(frames["contacts"]))
    _describe(folder, tables, later=later)


def _parts(seed: int, contacts: int, *, later: bool) -> Iterator[Mapping[str, pd.DataFrame]]:
    if later:
        yield make_later_sample(seed, contacts)
    else:
        yield from slices(seed, contacts)


def _check_folder(tables: Tables) -> None:
    """Refuse a folder in which nobody could tell which tables are meant."""
    others = [one(tables.folder) for one in FORMATS if not isinstance(tables, one)]
    found = [path.name for one in others for path in map(one.path, TABLES) if path.exists()]
    if found:
        raise WorkshopError(
            N_("The folder already holds tables of another kind."),
            found="{files}",
            hint=N_("Use an empty folder or delete these files first."),
            files=", ".join(found),
        )


def _bar(contacts: int, progress: Words | None) -> tqdm[Never]:
    # With None, tqdm asks itself whether it writes to a terminal.
    hidden = True if progress is None else None
    said = progress("Contacts") if progress else ""
    return tqdm(total=contacts, desc=said, disable=hidden, bar_format=BAR)


def _describe(folder: Path, tables: Tables, *, later: bool) -> None:
    # The package names what is messy on purpose, so it knows this part and not the reverse.
    from workshop.crm.datapackage import AS_OF, write_datapackage  # noqa: PLC0415

    write_datapackage(folder, tables.suffix, LATER_AS_OF.isoformat() if later else AS_OF)
