"""The dashboard on disk: a page and a picture in each language."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from workshop.dashboard.page import page
from workshop.dashboard.picture import picture
from workshop.errors import WorkshopError
from workshop.files import lay_down
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from workshop.dashboard.document import Dashboard

NOTHING: Mapping[str, str] = MappingProxyType({})


def export(
    dashboards: Iterable[Dashboard], folder: Path, *, beside: Mapping[str, str] = NOTHING
) -> list[Path]:
    """Write each dashboard (one a language) as HTML and PNG, and return the files.

    Args:
        dashboards: one a language.
        folder: where to; made if it is not there.
        beside: further files, name to text.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    contents = {name: text.encode() for name, text in beside.items()}
    for one in dashboards:
        # Half an emoji, cut off by a text field, must not keep a dashboard from the wall.
        contents[f"dashboard_{one.lang}.html"] = page(one).encode("utf-8", errors="replace")
        contents[f"dashboard_{one.lang}.png"] = picture(one)
    try:
        return lay_down(folder, contents)
    except OSError as error:
        raise WorkshopError(
            N_("The dashboard can’t be saved."),
            found="{folder}: {reason}",
            hint=N_(
                "Nothing is lost: it’s worked out afresh each time. Make sure the "
                "folder can be written to, then try again."
            ),
            folder=folder,
            reason=error,
        ) from error
