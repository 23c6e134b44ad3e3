"""What the room answered, for the projector: bars that are a table, and a wall of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.question import Number, Scale, Sort
from workshop.widgets.html import MARKS, esc, side_badge, table

if TYPE_CHECKING:
    from workshop.room.question import Question
    from workshop.room.result import Bar, Line, Result
    from workshop.words import Words


def waiting_html(n: int, people: int, words: Words) -> str:
    """Return how many answers are in, while nobody sees them."""
    counted = words.plural("{n} answer", "{n} answers", n)
    seated = words.plural("{n} person at the table", "{n} people at the table", people)
    return f'<p class="ot-big">{esc(counted)} <span class="ot-unit">· {esc(seated)}</span></p>'


def results_html(question: Question, found: Result, words: Words) -> str:
    """Return the answers to a question as HTML; whatever people typed is escaped.

    Args:
        question: what was asked.
        found: what may be shown of the answers.
        words: the language.
    """
    if not found.n:
        return f"<p>{esc(words('No answers.'))}</p>"
    if question.personal and not found.groups:
        few = words.plural(
            "{n} answer: too few to show without telling whose it is.",
            "{n} answers: too few to show without telling whose they are.",
            found.n,
        )
        return f"<p>{esc(few)}</p>"
    parts = [f'<p class="ot-muted">{esc(_footing(question, found, words))}</p>']
    if isinstance(question, Sort):
        parts.append(_matrix(found, words))
    else:
        parts += [_bars(bars, found, words) for _, bars in found.groups]
    return "".join(parts) + _wall(found.lines, words)


def _footing(question: Question, found: Result, words: Words) -> str:
    n = words.number(found.n)
    if isinstance(question, Scale) and found.mean is not None:
        return words("On average about {mean}, n = {n}", mean=words.number(found.mean, 1), n=n)
    if isinstance(question, Number) and found.median is not None:
        middle = words.number(found.median, 1)
        return words("In the middle {median}, n = {n}", median=middle, n=n)
    return words("n = {n}", n=n)


def _matrix(found: Result, words: Words) -> str:
    """Sorted items: a row for each item, a column for each class."""
    head = [words("Item"), *(bar.label[words.lang] for bar in found.groups[0][1])]
    body = [
        [esc(item.label[words.lang] if item else ""), *(_cell(bar, words) for bar in bars)]
        for item, bars in found.groups
    ]
    return table(head, body)


def _cell(bar: Bar, words: Words) -> str:
    sides = " ".join(f"{MARKS.get(side, '◆')} {words.number(n)}" for side, n in bar.by_side.items())
    return f"<b>{words.number(bar.n)}</b>" + (f"<br><small>{sides}</small>" if sides else "")


def _bars(bars: tuple[Bar, ...], found: Result, words: Words) -> str:
    most = max([1, *(bar.n for bar in bars)])
    head = "".join(
        f'<th scope="col">{side_badge(side, words)} ({words.number(n)})</th>'
        for side, n in found.sides.items()
    )
    lines = "".join(_bar(bar, most, found, words) for bar in bars)
    return (
        '<div class="ot-scroll"><table class="ot-table ot-answers"><thead><tr>'
        f'<th scope="col">{esc(words("Answer"))}</th><th scope="col">{esc(words("All"))}</th>{head}'
        f"</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _bar(bar: Bar, most: int, found: Result, words: Words) -> str:
    sides = "".join(f"<td>{words.number(bar.by_side[side])}</td>" for side in found.sides)
    width = 100 * bar.n / most
    return (
        f'<tr><th scope="row">{esc(bar.label[words.lang])}</th>'
        f'<td><span class="ot-count"><span class="ot-fill" style="width:{width:.1f}%"></span>'
        f"</span> {words.number(bar.n)}</td>{sides}</tr>"
    )


def _wall(lines: tuple[Line, ...], words: Words) -> str:
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.group[words.lang] if line.group else "", []).append(line.text)
    return "".join(
        (f"<h4>{esc(name)}</h4>" if name else "")
        + '<ul class="ot-wall">'
        + "".join(f"<li>{esc(text)}</li>" for text in texts)
        + "</ul>"
        for name, texts in groups.items()
    )
