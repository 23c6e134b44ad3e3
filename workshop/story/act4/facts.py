"""Data cards: up to five facts of acts 1 to 3, laid open on the board; only what is known."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.journey.path.text import wait_text
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.text.answers import headline
from workshop.room.state.piles import FACTS, MOST_FACTS
from workshop.room.state.text import beginning
from workshop.story.act2.way import KEY as WAY
from workshop.story.act2.way import longest, way
from workshop.story.cases.ratings import AFTER, BASELINE, ratings_of, sides_of_raters
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.text import kept_share, objections, promise_text, term_label
from workshop.terms.agreement.split import case_splits
from workshop.terms.lint.filled import filled
from workshop.terms.rules.derived import DERIVED
from workshop.terms.rules.entity import available, rows
from workshop.words import LANGS, N_, Text, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.story.context import Stage
    from workshop.terms.lint.filled import Filled

LAID = "laid"
"""Under this name stands for which format facts were laid: once, and no more than once each."""
LONGEST_QUOTE = 160


def lay_facts(stage: Stage, figures: Iterable[str]) -> None:
    """Lay the facts that are known on the board, once; those that somebody took away stay away.

    Args:
        stage: what is known, and the room.
        figures: KPIs that speak to the format in use.
    """
    wanted = ",".join(figures)
    state = stage.room.state
    if state.draft(FACTS, LAID).get("for") == wanted:
        return
    known = known_facts(stage, tuple(figures))
    before = state.kept.get(FACTS, {})
    for name, text in known.items():
        if name not in before:
            stage.room.keep(FACTS, {"text": dict(text)}, name)
    stage.room.keep(FACTS, {"for": wanted, "n": len(known)}, LAID)


def take_fact(stage: Stage, name: str, *, away: bool) -> None:
    """Take a fact off the board, or lay it there again."""
    body = stage.room.state.draft(FACTS, name)
    if "text" in body:
        stage.room.keep(FACTS, {"text": body["text"], **({"out": True} if away else {})}, name)


def known_facts(stage: Stage, figures: Iterable[str] = ()) -> dict[str, Text]:
    """Return what is known, by name: at most five, what speaks to the format first."""
    found: dict[str, Text] = {}
    for name in figures:
        with suppress(WorkshopError):
            _add(found, f"fact-{name.replace('_', '-')}", _figure(stage, name))
    for name, tell in SOURCES.items():
        with suppress(WorkshopError):  # what the data cannot say is no fact
            _add(found, f"fact-{name}", tell(stage))
    return dict(list(found.items())[:MOST_FACTS])


def _add(found: dict[str, Text], name: str, text: Text | None) -> None:
    if text:
        found[name] = text


def _figure(stage: Stage, name: str) -> Text | None:
    if name not in KPIS:
        return None
    one = KPIS[name]
    answer = stage.once_agreed(("answer", name), lambda: ask(one, stage.scope))
    if answer.value is None:
        return None
    return {lang: f"{Words(lang)(one.label)}: {headline(answer, Words(lang))}" for lang in LANGS}


def _objection(stage: Stage) -> Text | None:
    """Return an objection that is on record, and how many more there are."""
    records = list(Decisions.of(stage.room.state).records())

    def told(words: Words) -> str:
        found = [text for record in records for text in objections(record, words)]
        if not found:
            return ""
        said = words("On record as an objection: “{text}”", text=beginning(found[0], LONGEST_QUOTE))
        more = len(found) - 1
        return said if not more else said + " " + words("(and {n} more)", n=words.number(more))

    return _in_all(told)


def _divided(stage: Stage) -> Text | None:
    """Return the case that people sorted in the most different ways."""
    state = stage.room.state
    for key in (AFTER, BASELINE):
        asked, ratings = state.questions.get(key), ratings_of(state, key)
        splits = case_splits(ratings, sides_of_raters(state, key)) if len(ratings) > 1 else []
        items = {item.key: item for item in getattr(asked.question, "items", ())} if asked else {}
        worst = next((one for one in splits if one.disputed and one.unit in items), None)
        if worst:
            return _case(items[worst.unit].label)
    return None


def _case(label: Text) -> Text | None:
    return _in_all(
        lambda words: words("This case still divides you: {case}.", case=label[words.lang])
    )


def _promise(stage: Stage) -> Text | None:
    """Return the agreed promise that would have been kept least often."""
    decided = Decisions.of(stage.room.state).promises
    known = [
        (one.kept.share.value, one)
        for one in (decided.promises if decided else ())
        if one.kept and one.kept.share.value is not None
    ]
    if not known:
        return None
    _, least = min(known, key=lambda pair: pair[0])
    assert least.kept  # noqa: S101 - see above
    kept = least.kept
    return _in_all(
        lambda words: words(
            "Would have been kept least often: “{promise}” – {share}.",
            promise=promise_text(least, words),
            share=kept_share(kept, words),
        )
    )


def _silence(stage: Stage) -> Text | None:
    """Return the longest silence on the way that was told in act 2."""
    if WAY not in stage.room.state.entered:
        return None
    path = way(stage)
    wait = longest(path) if path else None
    if wait is None:
        return None
    return _in_all(
        lambda words: words(
            "The longest silence on your customer’s journey: {wait}.", wait=wait_text(wait, words)
        )
    )


def _emptiest(stage: Stage) -> Text | None:
    """Return which field that an agreed rule asks for is empty most often."""
    terms = Decisions.of(stage.room.state).terms
    found = [(one, term) for term in terms for one in _fields(stage, term.term) if one.cases]
    if not found:
        return None
    worst, term = max(found, key=lambda pair: pair[0].empty / pair[0].cases)
    if not worst.empty:
        return None
    return _in_all(
        lambda words: words(
            "Your rule for “{term}” asks for “{field}”. It’s empty in {share} of all cases.",
            term=term_label(term, words),
            field=words(worst.field.label),
            share=words.percent(worst.empty / worst.cases, 0),
        )
    )


def _fields(stage: Stage, key: str) -> list[Filled]:
    """Return how full the fields of an agreed rule are; nobody fills in what is computed."""
    rule = Decisions.of(stage.room.state).rules[key]
    known, crm = available(rule.entity, stage.crm), stage.crm
    computed = {one.field.name for one in DERIVED[rule.entity]}
    names = [name for name in dict.fromkeys(rule.field_names()) if name in known]
    asked = [known[name] for name in names if name not in computed]
    if not asked:
        return []

    def count() -> list[Filled]:
        table = rows(rule.entity, crm.table, crm.tables, {field.name for field in asked})
        return filled(crm.engine, table, asked)

    return stage.once_agreed(("filled", key), count)


SOURCES: dict[str, Callable[[Stage], Text | None]] = {
    "objection": _objection,
    "case": _divided,
    "promise": _promise,
    "silence": _silence,
    "field": _emptiest,
}
"""Where facts come from, in the order they lie."""
FROM_YOUR_DATA = N_("From your data")


def _in_all(tell: Callable[[Words], str]) -> Text | None:
    told = {lang: tell(Words(lang)) for lang in LANGS}
    return told if all(told.values()) else None
