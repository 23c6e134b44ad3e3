"""How two sortings are shown: how alike, where people part, what moved, does the rule fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.alpha import alpha_chart
from workshop.charts.split import Split as SplitRow
from workshop.charts.split import split_charts
from workshop.room.state.result import sides_apart
from workshop.room.views.projection import answers
from workshop.story.cases.case_text import case_profile
from workshop.story.cases.ratings import (
    AFTER,
    BASELINE,
    RANKS,
    class_names,
    ratings_of,
    sides_of_raters,
)
from workshop.story.cases.sorting import change_of, of_people, reproduced_by, sorted_twice
from workshop.story.decisions.text import sorting_text
from workshop.story.solo.alike import NO_TEAM, alike
from workshop.story.solo.mode import across
from workshop.terms.agreement.agreement import agreement
from workshop.terms.agreement.moves import moved
from workshop.terms.agreement.split import case_splits, within_and_between
from workshop.widgets.elements import Html, figure, table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import altair as alt

    from workshop.room.state.question import Sort
    from workshop.room.state.state import RoomState
    from workshop.story.cases.sorting import SortedAgain
    from workshop.story.solo.persona import Persona
    from workshop.terms.agreement.agreement import Agreement
    from workshop.terms.agreement.split import CaseSplit
    from workshop.terms.outcome.example import Case
    from workshop.words import Words

    Ratings = Mapping[str, Mapping[str, int]]

EVERYBODY = "all"
OTHERWISE = N_("Where most of you see it differently from your rule")
ALONE_OTHERWISE = N_("Where you see it differently from your rule")


def baseline_html(state: RoomState, key: str, words: Words) -> Html:
    """Return how alike people sorted, and where they part, as HTML."""
    ratings, sides = ratings_of(state, key), sides_of_raters(state, key)
    persona = across(state)
    if persona:
        told = [alike(ratings, persona).text(persona.name, words), words(NO_TEAM)]
        return Html("<p>{}</p>").each(told)
    found = agreement(ratings)
    head = Html('<h2 class="ot-finding">{}</h2>').format(found.headline(words))
    inside = [within_and_between(ratings, sides).said(words)] if sides else []
    bar = _shares([(words("Today"), found)], words)
    return head + bar + Html("<p>{}</p>").each(inside) + _folded([found.said(words)], words)


def split_sheets(state: RoomState, asked: Sort, words: Words) -> Sequence[alt.TopLevelMixin]:
    """Return how each case was sorted, the most disputed first, as sheets."""
    ratings, sides = ratings_of(state, asked.key), sides_of_raters(state, asked.key)
    by_phone = bool(answers(state, asked.key))
    names = {item.key: item.label[words.lang] for item in asked.items}
    rows = [
        SplitRow(
            names[one.unit],
            _apart(one, sides.values(), state.fewest if by_phone else 1) or {EVERYBODY: one.total},
        )
        for one in case_splits(ratings, sides)
        if one.unit in names
    ]
    return split_charts(rows, class_names(words), words) if rows else ()


def _apart(split: CaseSplit, sides: Iterable[str], fewest: int) -> dict[str, tuple[int, ...]]:
    """Return the sides' counts of one case, of those that may be shown apart there."""
    sizes = {side: sum(counts) for side, counts in split.counts.items() if side in sides}
    rest = sum(split.total) - sum(sizes.values())
    return {
        side: split.counts[side]
        for side in sides_apart(sizes | {"other": rest}, fewest)
        if side in sizes
    }


def change_html(again: SortedAgain, words: Words) -> Html:
    """Return agreement before and after, as HTML: the sentence, the picture, where people part."""
    state = again.state
    if across(state):
        told = sorting_text(sorted_twice(again), words)
        parts = (told.before, told.after, told.reproduced)
        text = Html("<p>{}</p>").each(parts)
        return Html('<h2 class="ot-finding">{}</h2>{}').format(told.finding, text)
    found = change_of(state)
    rows = [(words("Before"), found.before), (words("After"), found.after)]
    return (
        Html('<h2 class="ot-finding">{}</h2>').format(found.headline(words))
        + _shares(rows, words)
        + Html("<p>{}</p>").format(reproduced_by(again).counts.text(words))
    )


def small_print_html(again: SortedAgain, words: Words) -> Html:
    """Return what stands behind the change, as HTML: alpha, its bands, and where people part."""
    state = again.state
    if across(state):
        return Html()
    found = change_of(state)
    ratings, sides = ratings_of(state, AFTER), sides_of_raters(state, AFTER)
    inside = [within_and_between(ratings, sides).said(words)] if sides else []
    lines = [found.said(words), found.before.said(words), found.after.said(words), *inside]
    return figure(alpha_chart(found.before, found.after, words), words) + Html("<p>{}</p>").each(
        lines
    )


def _shares(rows: Iterable[tuple[str, Agreement]], words: Words) -> Html:
    """Return the share of agreeing pairs as bars that a table reader can read as well."""
    row = Html(
        '<tr><th scope="row">{}</th><td><span class="ot-share ot-share-wide">'
        '<i style="width:{:.1f}%"></i></span></td><td class="ot-big">{}</td></tr>'
    )
    drawn = (
        row.format(name, 100 * found.percent, words.percent(found.percent, 0))
        for name, found in rows
        if found.percent is not None
    )
    return Html('<table class="ot-shares"><tbody>{}</tbody></table>').format(Html().join(drawn))


def _folded(lines: Iterable[str], words: Words) -> Html:
    return Html("<details><summary>{}</summary>{}</details>").format(
        words("How it was worked out"), Html("<p>{}</p>").each(lines)
    )


def moved_html(again: SortedAgain, words: Words) -> Html:
    """Return the known cases that were sorted otherwise this time, and those the rule misses."""
    state = again.state
    names = {item.key: item.label[words.lang] for item in again.sort.items}
    classes = class_names(words)
    moves = moved(of_people(state, BASELINE), of_people(state, AFTER))
    body = [
        [names.get(one.unit, one.unit), classes[one.before], classes[one.after]] for one in moves
    ]
    title = Html("<h3>{}</h3>").format(words("Cases you’ve sorted twice"))
    head = [words("Case"), words("Before"), words("After")]
    missed = [names.get(vote.unit, vote.unit) for vote in reproduced_by(again).misses]
    odd = Html()
    if missed:
        items = Html("<li>{}</li>").each(missed)
        odd = Html("<h3>{}</h3>").format(words(ALONE_OTHERWISE if across(state) else OTHERWISE))
        odd += Html("<ul>{}</ul>").format(items)
    return (title + table(head, body) if body else Html()) + odd


def echo_html(
    persona: Persona, found: Sequence[Case], own: Mapping[str, int], words: Words
) -> Html:
    """Return what a persona says to each case, beside how somebody alone sorted it."""
    classes = class_names(words)
    body = []
    for case in found:
        rung = persona.sorts(case.facts)
        mine = classes[own[case.key]] if case.key in own else "–"
        same = case.key in own and own[case.key] == RANKS[rung.kind]
        mark = "✓" if same else "≠"
        fate = words("Later: won") if case.won else words("Later: not won")
        theirs = Html("{} {}<br><small>{}</small>").format(
            classes[RANKS[rung.kind]], mark, words(rung.reason)
        )
        body.append([_head(case, words), mine, theirs, fate])
    head = [words("Case"), words("You"), persona.name, words("What became of it")]
    note = words(
        "What became of one case proves nobody right. Look at where the two of you keep "
        "disagreeing."
    )
    return table(head, body) + Html("<p><small>{}</small></p>").format(note)


def _head(case: Case, words: Words) -> str:
    return " · ".join(case_profile(case, words))
