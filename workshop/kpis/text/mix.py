"""A comparison with the same mix, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.text.answers import aligned, caveat_lines, ends, headline
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.groups.standardised import Difference, Mix, Stratum
    from workshop.words import Words

HEADS = ("", N_("as counted"), N_("with the same mix"), N_("95% interval"), N_("cases"), "")


def mix_report(mix: Mix, words: Words) -> str:
    """Return a comparison as plain text for a terminal: sides, differences, strata, caveats."""
    label = words(kpi(mix.total.name).label)
    across = ", ".join(words(one.label) for one in mix.across)
    title = words(
        "{kpi} by: {dimension}, with the same mix of: {across}",
        kpi=label,
        dimension=words(mix.by.label),
        across=across,
    )
    parts = [title]
    if mix.sides:
        parts += [*_sides(mix, words), ""]
        parts += [f"  {difference_text(mix, one, words)}" for one in mix.differences]
        parts += ["", *_strata(mix, words)]
    return "\n".join([*parts, *caveat_lines((*mix.caveats, *mix.total.caveats), words)])


def difference_text(mix: Mix, one: Difference, words: Words) -> str:
    """Return one difference as sentences: as counted, with the same mix, and what is mix."""
    first, second = (words(mix.by.label_of(key)) for key in (one.first, one.second))
    said = words(
        "{first} against {second}: {crude} percentage points as counted, {same} with the same mix"
        " ({low} to {high}).",
        first=first,
        second=second,
        crude=_points(one.crude, words),
        same=_points(one.same_mix, words),
        low=_points(one.low, words),
        high=_points(one.high, words),
    )
    if not one.is_distinct:
        said += " " + words("That may be chance: the interval includes zero.")
    by_mix = words(
        "Of that difference, {part} points are down to mix.", part=_points(one.by_mix, words)
    )
    return f"{said} {by_mix}"


def _points(share: float, words: Words) -> str:
    """Return a difference of shares in percentage points, always with its sign."""
    return words.signed(100 * share, 1)


def _sides(mix: Mix, words: Words) -> list[str]:
    rows = [[words(head) for head in HEADS]]
    for side in mix.sides:
        low, high = ends(side.same_mix, words) or ("", "")
        rows.append(
            [
                words(mix.by.label_of(side.key)),
                headline(side.crude, words),
                headline(side.same_mix, words),
                words("{low} to {high}", low=low, high=high),
                words.number(side.crude.n),
                "",
            ]
        )
    return aligned(rows)


def _strata(mix: Mix, words: Words) -> list[str]:
    names = [words(mix.by.label_of(side.key)) for side in mix.sides]
    rows = [[words("Part"), words("weight"), *names, ""]]
    for stratum in (*mix.strata, *mix.left_out):
        apart = words("left out") if stratum in mix.left_out else ""
        rows.append([*_stratum(mix, stratum, words), apart])
    return aligned(rows)


def _stratum(mix: Mix, stratum: Stratum, words: Words) -> list[str]:
    name = " · ".join(words(label) for label in mix.labels_of(stratum))
    answers = [
        words("{value} of {n}", value=headline(answer, words), n=words.number(answer.n))
        for answer in stratum.answers
    ]
    return [name, words.percent(stratum.weight, 0), *answers]
