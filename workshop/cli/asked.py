"""What `workshop kpis` is asked about: the day, the window, what people assume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.words import Words

MOST_DAYS = 3650


@dataclass(frozen=True)
class Asked:
    """Beside the data, what every question takes.

    Attributes:
        as_of: nothing after this day counts; None for the data's own last day.
        window_days: how long a lead has to succeed.
        assumptions: what people said.
    """

    as_of: date | None
    window_days: int
    assumptions: Assumptions

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of `workshop.kpis.catalogue.ask` and its like."""
        return {
            "as_of": self.as_of,
            "window_days": self.window_days,
            "assumptions": self.assumptions,
        }


def add_asked(parser: Parser, words: Words) -> None:
    """Add the options that say what is asked."""
    about = words("nothing after this day counts; by default the last day of the data")
    parser.add("--as-of", metavar=words("DATE"), help=about)
    window = words("days a lead has to succeed; {days} by default", days=WINDOW_DAYS)
    parser.add("--window", metavar=words("DAYS"), help=window)
    assume = words("what no data can say, such as goal=1600000; more than once if you like")
    parser.add("--assume", metavar="NAME=VALUE", action="append", default=[], help=assume)


def asked(options: argparse.Namespace, crm: Crm) -> Asked:
    """Return what is asked of this data.

    Raises:
        WorkshopError: if a day, a window or an assumption cannot be.
    """
    from workshop.kpis.assumptions import assumed  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.kpis.day import known_day  # noqa: PLC0415

    day = None if options.as_of is None else _day(options.as_of)
    window = WINDOW_DAYS if options.window is None else _window(options.window)
    return Asked(known_day(crm, day), window, assumed(options.assume))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WorkshopError(
            N_("This is no date."),
            found="{text}",
            hint=N_("Write it like 2026-09-30."),
            text=text,
        ) from None


def _window(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= MOST_DAYS:
        return int(text[:5])
    raise WorkshopError(
        N_("This is no window of days."),
        found="{text}",
        hint=N_("A whole number from 1 to {most}, for example {usual}."),
        usual=WINDOW_DAYS,
        text=text,
        most=MOST_DAYS,
    )
