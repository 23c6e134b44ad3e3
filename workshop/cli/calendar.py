"""When the teams work, as it is said at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.crm.days.calendar import Calendar
    from workshop.words import Words

NONE = "none"


def add_calendar(parser: Parser, words: Words) -> None:
    """Add the options that say when the teams work."""
    hours = words("business hours, such as 8:30-17; 9-17 by default")
    parser.add("--hours", metavar=words("HOURS"), help=hours)
    days = words("business days, such as mon-fri or mon,tue,thu; mon-fri by default")
    parser.add("--days", metavar=words("DAYS"), help=days)
    place = words(
        "whose public holidays are days off: country and region, such as DE-BY, AT or "
        "none; DE-NW by default. Customers in another country get that country’s"
    )
    parser.add("--holidays", metavar=words("PLACE"), help=place)
    off = words("the company’s own days off, such as 12-24,2026-05-15")
    parser.add("--days-off", metavar=words("DAYS"), help=off)


def said_calendar(options: argparse.Namespace, base: Calendar | None) -> Calendar | None:
    """Return the calendar that the options say, beside what is known already; None for neither.

    Raises:
        WorkshopError: if an option says nothing that a calendar can hold.
    """
    said = {"hours": options.hours, "days": options.days, "days_off": options.days_off}
    if options.holidays is not None:
        country, _, region = options.holidays.partition("-")
        is_none = options.holidays.lower() == NONE
        said |= {"country": "" if is_none else country.upper(), "region": region}
    given = {name: text for name, text in said.items() if text is not None}
    if not given:
        return base
    from workshop.crm.days.calendar import calendar_of  # noqa: PLC0415 - `--help` must not wait for it

    return calendar_of(given, base)
