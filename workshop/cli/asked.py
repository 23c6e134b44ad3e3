"""What `workshop kpis` is asked about: the day, the window, what people assume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli.calendar import add_calendar, said_calendar
from workshop.cli.values import DAY
from workshop.errors import WorkshopError
from workshop.policy import WINDOW_DAYS
from workshop.words import N_

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.crm.crm import Crm
    from workshop.kpis.core.scope import Scope
    from workshop.words import Words

MOST_DAYS = 3650


def add_asked(parser: Parser, words: Words) -> None:
    """Add the options that say what is asked."""
    about = words("as-of date: nothing later counts; by default, the last day in the data")
    parser.add("--as-of", type=DAY, metavar=words("DATE"), help=about)
    window = words("days a lead has to become a win; {days} by default", days=WINDOW_DAYS)
    parser.add("--window", metavar=words("DAYS"), help=window)
    assume = words(
        "what the data can’t tell you, such as goal=1600000; repeat as often as you like"
    )
    add_calendar(parser, words)
    parser.add("--assume", metavar="NAME=VALUE", action="append", default=[], help=assume)


def asked(options: argparse.Namespace, crm: Crm) -> Scope:
    """Return what is asked of this data.

    Raises:
        WorkshopError: if a day, a window or an assumption cannot be.
    """
    from workshop.kpis.core.assumptions import assumed  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.kpis.core.scope import Scope, known_day  # noqa: PLC0415

    window = WINDOW_DAYS if options.window is None else _window(options.window)
    day, said = known_day(crm, options.as_of), assumed(options.assume)
    calendar = said_calendar(options, crm.calendar)
    return Scope.of(crm, as_of=day, window_days=window, assumptions=said, calendar=calendar)


def _window(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= MOST_DAYS:
        return int(text[:5])
    raise WorkshopError(
        N_("This isn’t a window in days."),
        found="{text}",
        hint=N_("A whole number from 1 to {most}, for example {usual}."),
        usual=WINDOW_DAYS,
        text=text,
        most=MOST_DAYS,
    )
