"""A KPI by groups, for the projector: a table with a bar, an interval and n in every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.group import Standing
from workshop.kpis.mix_said import difference_text
from workshop.kpis.said import STANDINGS, ends, headline
from workshop.widgets.html import esc, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.breakdown import Breakdown
    from workshop.kpis.reasons import Reasons
    from workshop.kpis.sides import Mix
    from workshop.kpis.value import Caveat, KpiValue
    from workshop.words import Words

GAP = "–"


def breakdown_html(found: Breakdown, words: Words) -> str:
    """Return a breakdown as an HTML table, all cases first, and its caveats."""
    rows = [_row(words("All"), found.total, found.total, "", words)]
    for group in found.groups:
        standing = words(STANDINGS[group.standing]) if group.standing else ""
        name = words(group.label)
        strong = group.standing is Standing.BEST
        rows.append(_row(name, group.answer, found.total, standing, words, strong=strong))
    return _table(rows, words) + caveats_html((*found.caveats, *found.total.caveats), words)


def reasons_html(found: Reasons, words: Words) -> str:
    """Return the reasons for rejecting as an HTML table; no reason is a row of its own."""
    rows = [
        _row(words(one.label), one.share, found.rejected, _so_far(one.so_far, words), words)
        for one in found.reasons
    ]
    return _table(rows, words) + caveats_html(found.rejected.caveats, words)


def _so_far(share: float | None, words: Words) -> str:
    return "" if share is None else f"Σ {words.percent(share, 0)}"


def _table(rows: list[list[str]], words: Words) -> str:
    head = [words("Group"), "", words("Value"), words("95 % interval"), words("Cases"), ""]
    return table(head, rows)


def _row(
    label: str, answer: KpiValue, total: KpiValue, note: str, words: Words, *, strong: bool = False
) -> list[str]:
    n = words.number(answer.n)
    if answer.numerator is not None:
        n = words("{part} of {n}", part=words.number(answer.numerator), n=n)
    notes = [note] if note else []
    if answer is not total:
        notes += [caveat.text(words) for caveat in answer.caveats if answer.value is None]
    value = esc(headline(answer, words))
    shown = f"<b>{value}</b>" if strong else value
    return [
        esc(label),
        _bar(answer),
        shown,
        esc(_span(answer, words)),
        esc(n),
        esc(" ".join(notes)),
    ]


def _span(answer: KpiValue, words: Words) -> str:
    between = ends(answer, words)
    return words("{low} to {high}", low=between[0], high=between[1]) if between else GAP


def _bar(answer: KpiValue) -> str:
    """Return a share as a bar; the number beside it says the same to those who cannot see it."""
    if answer.value is None or answer.numerator is None:
        return ""
    width = f"{100 * answer.value:.1f}%"
    return f'<span class="ot-share" aria-hidden="true"><i style="width:{width}"></i></span>'


def mix_html(mix: Mix, words: Words) -> str:
    """Return a comparison with the same mix as an HTML table and sentences."""
    head = [
        words("Group"),
        words("as counted"),
        words("with the same mix"),
        words("95 % interval"),
        words("Cases"),
    ]
    body = [
        [
            esc(words(mix.by.label_of(side.key))),
            esc(headline(side.crude, words)),
            f"<b>{esc(headline(side.same_mix, words))}</b>",
            esc(_span(side.same_mix, words)),
            words.number(side.crude.n),
        ]
        for side in mix.sides
    ]
    said = "".join(f"<p>{esc(difference_text(mix, one, words))}</p>" for one in mix.differences)
    shown = table(head, body) if body else ""
    return shown + said + caveats_html((*mix.caveats, *mix.total.caveats), words)


def caveats_html(caveats: Iterable[Caveat], words: Words) -> str:
    """Return reservations as a list."""
    lines = "".join(f"<li>{esc(caveat.text(words))}</li>" for caveat in caveats)
    return f"<ul class='ot-caveats'>{lines}</ul>" if lines else ""
