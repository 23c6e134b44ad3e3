"""In words, which columns would bring the KPIs that the data cannot say yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import KPIS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.catalogue.lacks import Lack
    from workshop.words import Words

NOT_YET = N_("What your data can’t tell you yet")


def lack_lines(lacks: Iterable[Lack], words: Words) -> list[str]:
    """Return a line for each reason: what would have to be there, and the KPIs it would bring."""
    return [_line(one, words) for one in lacks]


def _line(one: Lack, words: Words) -> str:
    kpis = ", ".join(words(KPIS[name].label) for name in one.kpis)
    if one.why:
        return words("{kpis}: {why}", kpis=kpis, why=one.why.text(words))
    columns = ", ".join(_named(column, words) for column in one.columns)
    return words("With {columns}: {kpis}", columns=columns, kpis=kpis)


def _named(column: str, words: Words) -> str:
    """Return what people call a column: “Side” (Touchpoints)."""
    table, name = column.split(".")
    field = TABLES[table].field(name)
    label = words(field.label) if field else name
    return words("“{field}” ({table})", field=label, table=words(TABLES[table].label))
