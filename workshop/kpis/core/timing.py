"""Business hours as the teams of some data work: their calendar, and the holidays of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.days.calendar import DAY_NAMES, USUAL_WEEKS, write_hour
from workshop.crm.single import single
from workshop.kpis.core.business_hours import HOME, PLACE, with_business_hours
from workshop.kpis.core.caveat import Caveat

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.business_hours import Places, Span
    from workshop.kpis.core.scope import Scope

COUNTRY = ("contacts.contact_id", "contacts.account_id", "accounts.account_id", "accounts.country")
CALENDARS = ("calendar", "calendar_with_days_off", "calendar_assumed")
"""Codes of what `calendar_caveat` says."""


def timed(
    scope: Scope,
    rows: ibis.Table,
    start: str,
    end: str,
    *,
    within: Span | None,
    name: str = "hours",
) -> ibis.Table:
    """Return rows with the business hours between two moments, see `with_business_hours`.

    Rows with a ``contact_id`` whose account lies in another country know its public holidays
    instead of the team's own; the hours and days of the week stay the team's.
    """
    places = abroad(scope)
    if not places or "contact_id" not in rows.columns:
        return with_business_hours(rows, start, end, scope.calendar, within=within, name=name)
    placed = _placed(scope, rows, places)
    found = with_business_hours(
        placed, start, end, scope.calendar, within=within, name=name, abroad=places
    )
    return found.drop(PLACE)


def abroad(scope: Scope) -> Places:
    """Return the countries of accounts, in order, whose public holidays are others than ours."""

    def find() -> Places:
        if scope.crm.missing(COUNTRY):
            return ()
        countries = scope.crm.table("accounts").select("country").distinct()
        known = scope.engine.column(countries.filter(countries.country.notnull()).country)
        return tuple(sorted(one for one in known if scope.calendar.is_abroad(one)))

    return scope.once("abroad", find)


def _placed(scope: Scope, rows: ibis.Table, places: Places) -> ibis.Table:
    """Return the rows with the country of each contact's account, `HOME` for ours and unknown."""
    contacts, accounts = scope.crm.table("contacts"), scope.crm.table("accounts")
    people = single(contacts.select("contact_id", "account_id"), "contact_id")
    lands = single(accounts.select("account_id", "country"), "account_id")
    joined = people.left_join(lands.rename(land="account_id"), [("account_id", "land")])
    known = joined.filter(joined.country.isin(places))
    whose = known.select(placed_contact="contact_id", **{PLACE: known.country})
    found = rows.left_join(whose, [("contact_id", "placed_contact")]).drop("placed_contact")
    return found.mutate(**{PLACE: found[PLACE].fill_null(HOME)})


def calendar_caveat(scope: Scope) -> Caveat:
    """Return what a number in business hours stands on: days, hours, whose public holidays."""
    calendar = scope.calendar
    places = tuple(dict.fromkeys((calendar.place, *abroad(scope))))
    values: dict[str, object] = {
        "hours": f"{write_hour(calendar.opens)}–{write_hour(calendar.closes)}",
        "days": USUAL_WEEKS.get(calendar.days) or tuple(DAY_NAMES[day] for day in calendar.days),
        "places": places,
    }
    if scope.nobody_said_when:
        return Caveat("calendar_assumed", values)
    if calendar.days_off:
        return Caveat("calendar_with_days_off", values | {"n": len(calendar.days_off)})
    return Caveat("calendar", values)
