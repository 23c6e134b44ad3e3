"""What marketing and sales have staged in two years, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import DAY, END, NEVER, day_of, to_moments

if TYPE_CHECKING:
    from workshop.crm.sample.rng import Ints


class Campaign(NamedTuple):
    """One campaign; an empty end means it runs without one. Budget in euros."""

    title: str
    kind: str
    starts: str
    ends: str
    budget: int
    target_list: bool
    response_path: bool
    vendor_funded: bool
    pull: float
    """How many of the contacts of its kind it brings, relative to the others."""


def _ads(title: str, starts: str, ends: str, budget: int, pull: float) -> Campaign:
    return Campaign(title, "ads", starts, ends, budget, False, True, False, pull)


def _newsletter(
    title: str, starts: str, ends: str, budget: int, pull: float, *, response_path: bool
) -> Campaign:
    return Campaign(title, "newsletter", starts, ends, budget, True, response_path, False, pull)


def _webinar(title: str, day: str, pull: float, *, vendor_funded: bool = False) -> Campaign:
    hours = (f"{day}T10:00", f"{day}T11:00")
    return Campaign(title, "webinar", *hours, 2400, False, True, vendor_funded, pull)


def _fair(title: str, first: str, last: str, budget: int, pull: float) -> Campaign:
    hours = (f"{first}T09:00", f"{last}T17:00")
    return Campaign(title, "fair", *hours, budget, True, False, False, pull)


def _vendor(title: str, first: str, last: str, budget: int, pull: float) -> Campaign:
    hours = (f"{first}T08:00", f"{last}T18:00")
    return Campaign(title, "vendor", *hours, budget, False, True, True, pull)


def _calls(title: str, first: str, last: str, pull: float) -> Campaign:
    hours = (f"{first}T08:00", f"{last}T18:00")
    return Campaign(title, "call_blitz", *hours, 6500, True, False, False, pull)


_BY_KIND = (
    _ads("Suchanzeigen: der Dauerläufer", "2024-10-01T00:00", "", 62400, 4),
    _ads("Anzeigen: Abschied von Windows 10", "2025-03-03T08:00", "2025-10-14T18:00", 21000, 3),
    _ads("Anzeigen: Wartung statt Feuerwehr", "2026-04-13T08:00", "2026-07-17T18:00", 12500, 2),
    _newsletter(
        *("Newsletter: Flurfunk aus dem Serverraum", "2024-10-01T00:00", "", 19200, 5),
        response_path=False,
    ),
    _newsletter(
        "Newsletter-Reihe: Windows 10 sagt leise Servus",
        *("2025-05-06T08:00", "2025-10-14T18:00", 5200, 3),
        response_path=True,
    ),
    _newsletter(
        "Newsletter-Reihe: Budget übrig? Nicht mehr lange",
        *("2025-11-04T08:00", "2025-12-16T18:00", 3600, 1),
        response_path=True,
    ),
    _fair("Herbstforum Hannover 2024", "2024-10-15", "2024-10-16", 19000, 3),
    _fair("Roadshow Stuttgart 2025", "2025-03-18", "2025-03-19", 24000, 3),
    _fair("IT-Forum Linz 2025", "2025-09-23", "2025-09-24", 17000, 1),
    _fair("Roadshow Zürich 2026", "2026-03-17", "2026-03-18", 28000, 2),
    _fair("Hausmesse 2026: Kabelsalat und Kuchen", "2026-06-10", "2026-06-11", 21000, 3),
    _webinar("Webinar: NIS-2 ohne Herzklopfen", "2024-11-14", 1.5),
    _webinar("Webinar: Backup ist wie Zahnseide", "2025-02-13", 2.8),
    _webinar("Webinar: Passwort123 geht in Rente", "2025-04-10", 2.8),
    _webinar("Webinar: Cloud, aber bitte mit Ausgang", "2025-06-17", 2.8, vendor_funded=True),
    _webinar("Webinar: Kollege KI macht ein Praktikum", "2025-07-24", 7),
    _webinar("Webinar: Kollege KI will mehr Gehalt", "2025-09-18", 8),
    _webinar("Webinar: KI für alle, die nicht gefragt haben", "2025-10-23", 8),
    _webinar("Webinar: Lizenzen zählen, ruhig schlafen", "2025-11-20", 7),
    _webinar("Webinar: Vertrauen ist gut, Zero Trust ist teurer", "2026-01-29", 7),
    _webinar("Webinar: Schatten-IT bei Tageslicht", "2026-03-12", 7),
    _webinar("Webinar: Ransomware, leicht erklärt", "2026-04-16", 5),
    _webinar("Webinar: Der Drucker und andere Mythen", "2026-05-21", 6, vendor_funded=True),
    _webinar("Webinar: Updates nach Feierabend", "2026-09-10", 4),
    _vendor("Herstelleraktion: Notebook-Wochen", "2024-11-04", "2024-12-13", 14000, 3),
    _vendor("Herstelleraktion: Alt gegen Neu", "2025-04-07", "2025-05-30", 12000, 3),
    _vendor("Herstelleraktion: Firewall-Herbst", "2025-10-13", "2025-12-05", 15000, 1),
    _calls("Telefonaktion: Wir wollten mal hören", "2024-11-18", "2024-11-29", 3),
    _calls("Telefonaktion: Server in den besten Jahren", "2025-05-05", "2025-05-16", 3),
    _calls("Telefonaktion: Restbudget sucht Anschluss", "2025-11-10", "2025-11-28", 1),
)
CAMPAIGNS = tuple(sorted(_BY_KIND, key=lambda row: (row.starts, row.title)))
REGISTRATION_DAYS = 21
"""A webinar brings contacts while one can register for it, not afterwards."""


def _minutes(text: str) -> int:
    if not text:
        return NEVER
    hours, minutes = text[11:].split(":")
    return day_of(text[:10]) * DAY + int(hours) * 60 + int(minutes)


STARTS: Ints = np.array([_minutes(row.starts) for row in CAMPAIGNS], dtype=np.int64)
ENDS: Ints = np.array([_minutes(row.ends) for row in CAMPAIGNS], dtype=np.int64)


def of_kind(kind: str) -> Ints:
    """Return the positions of all campaigns of a kind."""
    return np.array([i for i, row in enumerate(CAMPAIGNS) if row.kind == kind], dtype=np.int64)


def days_open(campaign: int) -> tuple[int, int]:
    """Return the first day a campaign brings contacts and the day after the last one."""
    first, last = int(STARTS[campaign]) // DAY, min(int(ENDS[campaign]), END - 1) // DAY
    if CAMPAIGNS[campaign].kind == "webinar":
        return first - REGISTRATION_DAYS, first
    return first, last + 1


def budgets(scale: float) -> Ints:
    """Return the budget of every campaign in euros; `scale` is 1 for 4,000 contacts."""
    return np.array([round(row.budget * scale, -2) for row in CAMPAIGNS], dtype=np.int64)


def campaign_frame(scale: float) -> pd.DataFrame:
    """Return the table of campaigns."""
    frame = pd.DataFrame(
        [(row.title, row.kind) for row in CAMPAIGNS],
        columns=["title", "kind"],
    )
    frame["starts_at"] = to_moments(STARTS)
    frame["ends_at"] = to_moments(ENDS)
    frame["budget"] = budgets(scale)
    frame["target_list"] = [row.target_list for row in CAMPAIGNS]
    frame["response_path"] = [row.response_path for row in CAMPAIGNS]
    frame["vendor_funded"] = [row.vendor_funded for row in CAMPAIGNS]
    return frame
