"""Dashboards of small data, as tests want them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from support.data.quarterly import closed, handed
from support.data.tables import crm
from workshop.dashboard.compose import Card, compose
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.dashboard.document import Dashboard
    from workshop.words import Lang

SHARES = [(30, 100), (34, 100), (28, 100), (33, 100), (29, 100), (32, 100)]


def line(
    name: str,
    target: float | None = None,
    sales: str = "Leitung Innendienst",
    marketing: str = "Kampagnenleitung",
) -> Card:
    """Return an agreed number with its owners."""
    return Card(name, target, sales, marketing)


def small(**more: Any) -> Crm:
    """Return deals and hand-offs of six quarters."""
    return crm(**{"deals": closed(SHARES), "handoffs": handed(SHARES), **more})


def composed(*lines: Card, lang: Lang = "en", held: Crm | None = None) -> Dashboard:
    """Return the dashboard of these lines on small data."""
    return _composed(held, lines, lang) if held else _usual(lines, lang)


def _composed(held: Crm, lines: tuple[Card, ...], lang: Lang) -> Dashboard:
    (found,) = compose(Scope.of(held), lines, [lang])
    return found


@cache
def _usual(lines: tuple[Card, ...], lang: Lang) -> Dashboard:
    return _composed(_data(), lines, lang)


@cache
def _data() -> Crm:
    return small()
