"""The sample company as files: one CSV per table and the data package that describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.datapackage import WHOLE_DAYS, write_datapackage
from workshop.crm.sample.company import USUAL_CONTACTS, make_sample

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

BOOLEANS = {True: "true", False: "false"}


def _as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with dates and yes-or-no values as the files hold them."""
    written = frame.copy()
    for name in frame.select_dtypes("bool"):
        written[name] = frame[name].map(BOOLEANS)
    for name in frame.select_dtypes("datetime"):
        written[name] = frame[name].dt.strftime(
            "%Y-%m-%d" if name in WHOLE_DAYS else "%Y-%m-%dT%H:%M"
        )
    return written


def write_sample(folder: Path, *, seed: int = 7, contacts: int = USUAL_CONTACTS) -> None:
    """Write the sample company's CSV files and ``datapackage.json`` into a folder.

    UTF-8, commas, dates as ISO 8601 to the minute in local time, true and false, nothing
    where a value is missing. The folder is made where it is not there yet; files of the
    same names are replaced.

    Args:
        folder: where to.
        seed: zero or more.
        contacts: how many contacts, at least 100.

    Raises:
        WorkshopError: if there are too few contacts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in make_sample(seed, contacts).items():
        path = folder / f"{name}.csv"
        _as_written(frame).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    write_datapackage(folder)
