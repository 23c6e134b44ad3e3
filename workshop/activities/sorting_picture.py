"""How two sortings are shown: how alike, where people part, what moved, does the rule fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.case_cards import case_profile
from workshop.activities.ratings import (
    AFTER,
    BASELINE,
    RANKS,
    class_names,
    ratings_of,
    sides_of_raters,
)
from workshop.activities.solo.alike import NO_TEAM, alike, own_ratings, reproduced
from workshop.activities.solo.playing import across
from workshop.charts.alpha import alpha_chart
from workshop.charts.split import Split as SplitRow
from workshop.charts.split import split_chart
from workshop.room.projection import answers
from workshop.room.result import sides_apart
from workshop.terms.agreement import agreement, change
from workshop.terms.case import covered_keys
from workshop.terms.moves import moved
from workshop.terms.reproduction import reproduction
from workshop.terms.split import case_splits, within_and_between
from workshop.widgets.html import esc, figure, table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop.activities.solo.persona import Persona
    from workshop.activities.sorting import SecondSorting
    from workshop.room.question import Sort
    from workshop.room.state import RoomState
    from workshop.terms.agreement import Change
    from workshop.terms.case import Case
    from workshop.terms.reproduction import Reproduction
    from workshop.terms.split import CaseSplit
    from workshop.words import Words

    Ratings = Mapping[str, Mapping[str, int]]

EVERYBODY = "all"
OTHERWISE = N_("Here most of you see it otherwise than your rule")
ALONE_OTHERWISE = N_("Here you see it otherwise than your rule")


def baseline_html(state: RoomState, key: str, words: Words) -> str:
    """Return how alike people sorted, and where they part, as HTML."""
    ratings, sides = ratings_of(state, key), sides_of_raters(state, key)
    persona = across(state)
    if persona:
        told = [alike(ratings, persona, words), words(NO_TEAM)]
        return "".join(f"<p>{esc(line)}</p>" for line in told)
    lines = [agreement(ratings).said(words)]
    if sides:
        lines.append(within_and_between(ratings, sides).said(words))
    return "".join(f"<p>{esc(line)}</p>" for line in lines)


def split_figure(state: RoomState, asked: Sort, words: Words) -> str:
    """Return how each case was sorted, the most disputed first, as HTML."""
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
    return figure(split_chart(rows, class_names(words), words), words) if rows else ""


def _apart(split: CaseSplit, sides: Iterable[str], fewest: int) -> dict[str, tuple[int, ...]]:
    """Return the sides' counts of one case, of those that may be shown apart there."""
    sizes = {side: sum(counts) for side, counts in split.counts.items() if side in sides}
    rest = sum(split.total) - sum(sizes.values())
    return {
        side: split.counts[side]
        for side in sides_apart(sizes | {"other": rest}, fewest)
        if side in sizes
    }


def change_of(activity: SecondSorting) -> Change:
    """Return agreement before and after; after, only the fresh cases count."""
    return change(*_sortings(activity.room.state))


def _sortings(state: RoomState) -> tuple[Ratings, Ratings]:
    """Return both sortings; of the second only the fresh cases."""
    before = ratings_of(state, BASELINE)
    known = {case for one in before.values() for case in one}
    after = {
        rater: {case: rank for case, rank in one.items() if case not in known}
        for rater, one in ratings_of(state, AFTER).items()
    }
    return before, after


def change_html(activity: SecondSorting, words: Words) -> str:
    """Return agreement before and after, as HTML: the sentence, the picture, where people part."""
    state = activity.room.state
    if across(state):
        told = change_lines(activity, words)
        lines = [told[name] for name in ("before", "after", "reproduced")]
        text = "".join(f"<p>{esc(line)}</p>" for line in lines)
        return f'<h2 class="ot-finding">{esc(told["finding"])}</h2>{text}'
    found = change_of(activity)
    ratings, sides = ratings_of(state, AFTER), sides_of_raters(state, AFTER)
    inside = [within_and_between(ratings, sides).said(words)] if sides else []
    lines = [found.before.said(words), found.after.said(words), *inside]
    lines.append(_reproduced(activity).said(words))
    text = "".join(f"<p>{esc(line)}</p>" for line in lines)
    return (
        f'<h2 class="ot-finding">{esc(found.said(words))}</h2>'
        + figure(alpha_chart(found.before, found.after, words), words)
        + text
    )


def change_lines(activity: SecondSorting, words: Words) -> dict[str, str]:
    """Return what the charter says of both sortings, in plain sentences."""
    persona = across(activity.room.state)
    if persona:
        before, after = _sortings(activity.room.state)
        return {
            "before": alike(before, persona, words),
            "after": alike(after, persona, words),
            "finding": words(NO_TEAM),
            "reproduced": reproduced(_reproduced(activity), words),
        }
    found = change_of(activity)
    return {
        "before": found.before.said(words),
        "after": found.after.said(words),
        "finding": found.said(words),
        "reproduced": _reproduced(activity).said(words),
    }


def moved_html(activity: SecondSorting, words: Words) -> str:
    """Return the known cases that were sorted otherwise this time, and those the rule misses."""
    state = activity.room.state
    names = {item.key: item.label[words.lang] for item in activity.sort().items}
    classes = class_names(words)
    moves = moved(_of_people(state, BASELINE), _of_people(state, AFTER))
    body = [
        [esc(names.get(one.unit, one.unit)), esc(classes[one.before]), esc(classes[one.after])]
        for one in moves
    ]
    title = f"<h3>{esc(words('Cases you have sorted twice'))}</h3>"
    head = [words("Case"), words("Before"), words("After")]
    missed = [names.get(vote.unit, vote.unit) for vote in _reproduced(activity).misses]
    odd = ""
    if missed:
        items = "".join(f"<li>{esc(name)}</li>" for name in missed)
        odd = f"<h3>{esc(words(ALONE_OTHERWISE if across(state) else OTHERWISE))}</h3>"
        odd += f"<ul>{items}</ul>"
    return (title + table(head, body) if body else "") + odd


def echo_html(persona: Persona, found: Sequence[Case], own: Mapping[str, int], words: Words) -> str:
    """Return what a persona says to each case, beside how somebody alone sorted it."""
    classes = class_names(words)
    body = []
    for case in found:
        rung = persona.sorts(case.facts)
        mine = classes[own[case.key]] if case.key in own else "–"
        same = case.key in own and own[case.key] == RANKS[rung.kind]
        mark = "✓" if same else "≠"
        fate = words("Later: won") if case.won else words("Later: not won")
        theirs = f"{classes[RANKS[rung.kind]]} {mark}<br><small>{esc(words(rung.reason))}</small>"
        body.append([_head(case, words), esc(mine), theirs, esc(fate)])
    head = [words("Case"), words("You"), persona.name, words("What became of it")]
    note = words(
        "What became of one case proves nobody right. Look at where you differ again and again."
    )
    return table(head, body) + f"<p><small>{esc(note)}</small></p>"


def _of_people(state: RoomState, key: str) -> Ratings:
    """Return a sorting without what is played."""
    ratings, persona = ratings_of(state, key), across(state)
    return own_ratings(ratings, persona) if persona else ratings


def _head(case: Case, words: Words) -> str:
    return esc(" · ".join(case_profile(case, words)))


def _reproduced(activity: SecondSorting) -> Reproduction:
    ratings = _of_people(activity.room.state, AFTER)
    keys = {case for one in ratings.values() for case in one}
    covered = covered_keys(activity.stage.crm, activity.rule(), keys)
    return reproduction(ratings, covered, activity.rank())
