"""In words, which columns would bring the KPIs that the data cannot say yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import called
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
    columns = called(one.columns, words)
    return words("With {columns}: {kpis}", columns=columns, kpis=kpis)
