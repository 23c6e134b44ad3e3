"""Business hours of a team: its own calendar, the holidays of its customers, and said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.data.answers import touch
from support.data.tables import AS_OF, at, contacts, crm

from workshop.crm.days.calendar import Calendar, calendar_of
from workshop.dashboard.compose import Card, compose
from workshop.dashboard.page import page
from workshop.dashboard.picture import picture_svg
from workshop.journey.path.caveats import said as reserved
from workshop.journey.path.path import path_of
from workshop.journey.promises.promise import PROMISES
from workshop.journey.promises.sandbox import sandbox
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.quarter import quarter_of
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.core.unit import Unit
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang

MONDAY = at("2026-01-05T16:00")
"""The day before Epiphany."""


def scope(*countries: str | None, calendar: Calendar | None = None) -> Scope:
    """Return leads of accounts in these countries, all answered on Wednesday at ten."""
    people = contacts(len(countries), created_at=MONDAY)
    for n, row in enumerate(people):
        row["account_id"] = f"A{n}"
    accounts = [{"account_id": f"A{n}", "country": land} for n, land in enumerate(countries)]
    touched = [touch("2026-01-07T10:00", contact_id=f"C{n}") for n in range(len(countries))]
    data = crm(accounts=accounts, contacts=people, touchpoints=touched)
    return Scope.of(data, as_of=AS_OF, calendar=calendar)


def hours(*countries: str | None, calendar: Calendar | None = None) -> list[float]:
    """Return how long each lead waited."""
    one: Any = KPIS["response_time"].compute
    table = one.cases(scope(*countries, calendar=calendar)).table.order_by("contact_id")
    found: list[float] = table.duration.to_pyarrow().to_pylist()
    return found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [10.0, 2.0, 10.0, 10.0, 10.0]),
        ({"country": "DE", "region": "BY"}, [2.0, 2.0, 10.0, 2.0, 2.0]),
        ({"country": "AT"}, [10.0, 2.0, 10.0, 2.0, 2.0]),
        ({"country": ""}, [10.0, 10.0, 10.0, 10.0, 10.0]),
        ({"hours": "8-18"}, [14.0, 4.0, 14.0, 14.0, 14.0]),
        ({"days": "mon,wed"}, [2.0, 2.0, 2.0, 2.0, 2.0]),
        ({"days_off": "2026-01-06"}, [2.0, 2.0, 2.0, 2.0, 2.0]),
    ],
    ids=str,
)
def test_each_lead_knows_the_holidays_of_its_account(
    said: dict[str, str], expected: list[float]
) -> None:
    """Germany, Austria, Switzerland, a country nobody knows, none: hours and days stay ours."""
    calendar = calendar_of(said) if said else None

    assert expected == hours("DE", "AT", "CH", "Atlantis", None, calendar=calendar)


def test_a_way_waits_like_the_kpi() -> None:
    """The path of an Austrian lead counts Austrian hours."""
    found = path_of(scope("AT", "DE"), "C0"), path_of(scope("AT", "DE"), "C1")

    assert [2.0, 10.0] == [next(wait.hours for wait in one.waits if wait) for one in found]


@pytest.mark.parametrize("name", [one.name for one in KPIS.values() if one.by_hours])
def test_the_calendar_stands_beside_every_such_number(name: str) -> None:
    """As a sentence, in both languages; who never said it reads that it is assumed."""
    question = scope("AT", "DE")
    given = [{"contact_id": "C0", "handed_at": MONDAY, "decided_at": at("2026-01-07T10:00")}]
    rows = {t: question.crm.table(t).to_pyarrow().to_pylist() for t in question.crm.tables}
    data = crm(**rows, handoffs=[one | {"outcome": "accepted"} for one in given])
    assumed = ask(KPIS[name], Scope.of(data))
    said = ask(KPIS[name], Scope.of(data, calendar=calendar_of({"hours": "8:30-17"})))
    off = ask(KPIS[name], Scope.of(data, calendar=calendar_of({"days_off": "12-24"})))
    text = next(c.text(Words("de")) for c in assumed.caveats if c.code == "calendar_assumed")

    assert "Mo–Fr, 9–17 Uhr; Feiertage: Nordrhein-Westfalen, Österreich" in text
    assert "calendar" in codes_of(said)
    assert "8:30–17" in said.caveats[-1].text(Words("en"))
    assert "calendar_with_days_off" in codes_of(off)


@pytest.mark.parametrize("lang", LANGS)
def test_whatever_counts_business_hours_says_when_the_teams_work(lang: Lang) -> None:
    """Ways, promises at each of their values, page and picture: the same sentence, by name."""
    vienna = calendar_of({"country": "AT", "region": "9", "hours": "8:30-17"})
    question, words = scope("CH", calendar=vienna), Words(lang)
    given = {"contact_id": "C0", "handed_at": MONDAY, "decided_at": at("2026-01-07T10:00")}
    rows = {t: question.crm.table(t).to_pyarrow().to_pylist() for t in question.crm.tables}
    data = crm(**rows, handoffs=[given | {"outcome": "accepted"}])
    asked = Scope.of(data, as_of=AS_OF, calendar=vienna)
    sentence = calendar_caveat(asked).text(words)
    first = quarter_of(MONDAY.date())
    tried = {one.key: sandbox(asked, one, quarter=first) for one in PROMISES}
    telling = {key for key, all_ in tried.items() if sentence in reserved(all_[0].caveats, words)}
    (board,) = compose(asked, [Card("response_time")], [lang])
    (other,) = compose(asked, [Card("win_rate")], [lang])

    assert {"de": "Wien, Schweiz", "en": "Vienna, Switzerland"}[lang] in sentence
    assert "8:30–17" in sentence
    assert sentence in reserved(path_of(asked, "C0").caveats, words)
    assert {"answer", "decide"} == telling
    assert all(
        (key in telling) == (sentence in reserved(each.caveats, words))
        for key, all_ in tried.items()
        for each in all_
    )
    assert sentence in page(board)
    assert plain(sentence) in plain(picture_svg(board))
    assert plain(sentence) not in plain(page(other) + picture_svg(other))


def plain(text: str) -> str:
    """Return a text with one sort of blank."""
    return " ".join(text.split())


def codes_of(answer: Any) -> set[str]:
    return {one.code for one in answer.caveats}


def test_every_number_in_hours_says_its_calendar() -> None:
    """A new KPI in business hours must not forget it."""
    wrong = [one.name for one in KPIS.values() if one.unit is Unit.HOURS and not one.by_hours]

    assert [] == wrong


def test_the_data_s_own_calendar_counts() -> None:
    """What an import said holds; what is said at the question comes first."""
    question = scope("DE")
    data = question.crm
    object.__setattr__(data, "calendar", calendar_of({"country": "AT"}))

    assert "AT" == Scope.of(data).calendar.place
    assert "DE-BY" == (
        Scope.of(data, calendar=calendar_of({"country": "DE", "region": "BY"})).calendar.place
    )
    assert not Scope.of(data).nobody_said_when
    assert "calendar" in codes_of(ask(KPIS["response_time"], Scope.of(data)))
