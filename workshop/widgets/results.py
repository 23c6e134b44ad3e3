"""What the room answered, for the projector: bars that are a table, and a wall of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.state.question import Number, Scale, Sort
from workshop.side import MARKS
from workshop.widgets.elements import Html, side_badge, table

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.room.state.result import Bar, Line, Result
    from workshop.words import Words


def waiting_html(n: int, people: int, words: Words) -> Html:
    """Return how many answers are in, while nobody sees them."""
    counted = words.plural("{n} answer", "{n} answers", n)
    seated = words.plural("{n} person at the table", "{n} people at the table", people)
    return Html('<p class="ot-big">{} <span class="ot-unit">· {}</span></p>').format(
        counted, seated
    )


def results_html(question: Question, found: Result, words: Words) -> Html:
    """Return the answers to a question as HTML; whatever people typed is escaped.

    Args:
        question: what was asked.
        found: what may be shown of the answers.
        words: the language.
    """
    if not found.n:
        return Html("<p>{}</p>").format(words("No answers."))
    if question.personal and not found.groups:
        few = words.plural(
            "{n} answer: too few to show without giving away whose it is.",
            "{n} answers: too few to show without giving away whose they are.",
            found.n,
        )
        return Html("<p>{}</p>").format(few)
    parts = [Html('<p class="ot-muted">{}</p>').format(_footing(question, found, words))]
    if isinstance(question, Sort):
        parts.append(_matrix(question, found, words))
    else:
        parts += [_bars(bars, found, words) for _, bars in found.groups]
    return Html().join(parts) + _wall(found.lines, words)


def _footing(question: Question, found: Result, words: Words) -> str:
    n = words.number(found.n)
    if isinstance(question, Scale) and found.mean is not None:
        return words("On average about {mean}, n = {n}", mean=words.number(found.mean, 1), n=n)
    if isinstance(question, Number) and found.median is not None:
        middle = words.number(found.median, 1)
        return words("Median {median}, n = {n}", median=middle, n=n)
    return words("n = {n}", n=n)


def _matrix(question: Sort, found: Result, words: Words) -> Html:
    """Sorted items: a row for each item, a column for each class."""
    head = [question.heading[words.lang], *(bar.label[words.lang] for bar in found.groups[0][1])]
    body = [
        [item.label[words.lang] if item else "", *(_cell(bar, words) for bar in bars)]
        for item, bars in found.groups
    ]
    return table(head, body)


def _cell(bar: Bar, words: Words) -> Html:
    sides = " ".join(f"{MARKS.get(side, '◆')} {words.number(n)}" for side, n in bar.by_side.items())
    small = Html("<br><small>{}</small>").format(sides) if sides else ""
    return Html("<b>{}</b>{}").format(words.number(bar.n), small)


def _bars(bars: tuple[Bar, ...], found: Result, words: Words) -> Html:
    most = max([1, *(bar.n for bar in bars)])
    head = Html().join(
        Html('<th scope="col">{} ({})</th>').format(side_badge(side, words), words.number(n))
        for side, n in found.sides.items()
    )
    lines = Html().join(_bar(bar, most, found, words) for bar in bars)
    return Html(
        '<div class="ot-scroll"><table class="ot-table ot-answers"><thead><tr>'
        '<th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(words("Answer"), words("All"), head, lines)


def _bar(bar: Bar, most: int, found: Result, words: Words) -> Html:
    sides = Html("<td>{}</td>").each(words.number(bar.by_side[side]) for side in found.sides)
    width = 100 * bar.n / most
    return Html(
        '<tr{}><th scope="row">{}</th><td><span class="ot-count">'
        '<span class="ot-fill" style="width:{:.1f}%"></span></span> {}</td>{}</tr>'
    ).format(
        Html() if bar.n else Html(' class="ot-none"'),
        bar.label[words.lang],
        width,
        words.number(bar.n),
        sides,
    )


def _wall(lines: tuple[Line, ...], words: Words) -> Html:
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.group[words.lang] if line.group else "", []).append(line.text)
    wall = Html('{}<ul class="ot-wall">{}</ul>')
    return Html().join(
        wall.format(
            Html("<h4>{}</h4>").format(name) if name else "", Html("<li>{}</li>").each(texts)
        )
        for name, texts in groups.items()
    )
