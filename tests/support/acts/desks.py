"""A small German export, and the desk for own data with files read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.screen import press
from workshop.notebook.desks.own_data import OwnData

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage

CONTACTS = "Datensatz-ID;Erstellungsdatum;E-Mail;Kontaktinhaber\n" + "".join(
    f"{n};{n % 28 + 1:02}.01.2026;p{n}@firma.example;Ann Example\n" for n in range(1, 41)
)
DEALS = (
    "Deal-ID;Zugehörige Kontakt-IDs;Deal-Phase;Erstellungsdatum;Abschlussdatum;Betrag\n"
    + "".join(
        f"{n};{n};{'Gewonnen' if n % 2 else 'Verloren'};02.02.2026;03.03.2026;1.234,50 €\n"
        for n in range(1, 31)
    )
)


def desk(stage: Stage, place: Path | str) -> OwnData:
    """Return the desk with the files read."""
    found = OwnData(stage)
    found._set_place(str(place))
    press(found.widget, stage.words("Read them") + " →")
    return found


def on(found: OwnData, label: str) -> None:
    """Go on by the button of this label."""
    press(found.widget, found.words(label) + " →")
