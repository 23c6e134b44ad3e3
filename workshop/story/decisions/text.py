"""Decisions in words: every sentence about one, made when somebody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.journey.path.caveats import said
from workshop.journey.promises.promise import PROMISES
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.timing import CALENDARS
from workshop.kpis.text.answers import footing, headline, written
from workshop.side import side_name
from workshop.story.solo.alike import NO_TEAM, reproduced_alone
from workshop.story.solo.persona import PERSONAS
from workshop.terms.outcome.comparison import is_circular
from workshop.terms.rules.entity import as_entity, entity_count
from workshop.terms.rules.term import TERMS, term_of
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.retro.experiment import Measure
    from workshop.story.decisions.record import Played, Recorded
    from workshop.story.decisions.types import (
        AgreedKpi,
        AgreedTerm,
        KeptShare,
        Owners,
        Promised,
        SortedTwice,
        TermNumbers,
    )
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words

KIT_PROMISES = {promise.key: promise for promise in PROMISES}


def objections(decision: Recorded, words: Words) -> list[str]:
    """Return all objections to a decision: of earlier rounds, of its own, played."""
    earlier = [
        words(
            "In round {n}: {objection} – the proposal was changed because of it.",
            objection=each.text.rstrip(" ."),
            n=words.number(each.round),
        )
        for each in decision.earlier
    ]
    return [*earlier, *decision.objections, *_played_objection(decision.played, words)]


def _played_objection(played: Played | None, words: Words) -> list[str]:
    if played is None:
        return []
    text = played.told.text(words) if played.told else ""
    if played.objection:
        text = played.objection.text(PERSONAS[played.side], words)
    if not text:
        return []
    return [words("{objection} ({name}, played by the kit)", objection=text, name=played.name)]


def term_label(term: AgreedTerm, words: Words) -> str:
    """Return what an agreed word is called."""
    known = TERMS.get(term.term)
    return known.text(words.lang) if known else term.label


def term_sentence(term: AgreedTerm, words: Words) -> str:
    """Return the whole sentence people agreed on, such as “A contact is a lead when …”."""
    known = term_of(term.term, as_typed(term.label), as_entity(term.rule.entity))
    return known.whole(term.sentence, words)


def term_numbers(term: AgreedTerm, words: Words) -> str:
    """Return what its rule covered on the day, in one plain sentence."""
    if term.numbers:
        return numbers_line(term.numbers, term.rule, words)
    return term.told.text(words) if term.told else ""


def numbers_line(numbers: TermNumbers, rule: Rule, words: Words) -> str:
    """Return a rule's numbers in one plain sentence."""
    covered = numbers.covered
    if is_circular(rule):
        rate = words("the rule asks about the outcome, so there’s no rate")
    elif covered.conversion is None or covered.interval is None:
        rate = words("too few to say how many are won")
    else:
        rate = words(
            "{share} of them were won within the window (95% interval {low} to {high}, n = {n})",
            share=words.percent(covered.conversion),
            low=words.percent(covered.interval.low),
            high=words.percent(covered.interval.high),
            n=words.number(covered.mature),
        )
    return words(
        "{cases} of {all}; {rate}; as of {day}",
        cases=words.number(covered.cases),
        all=entity_count(rule.entity, numbers.total.cases, words),
        rate=rate,
        day=words.date(numbers.as_of),
    )


class SortingText(NamedTuple):
    """What is said of two sortings, a sentence or two each."""

    before: str
    after: str
    finding: str
    reproduced: str


def sorting_text(again: SortedTwice, words: Words) -> SortingText:
    """Return how alike people sorted before and after, and what became of it."""
    if again.told:
        told = again.told
        parts = (told.before, told.after, told.finding, told.reproduced)
        return SortingText(*(part.text(words) for part in parts))
    counts = again.reproduced
    if again.alone and again.played:
        before, after = (alike.text(again.played.name, words) for alike in again.alone)
        fits = reproduced_alone(counts, words) if counts else ""
        return SortingText(before, after, words(NO_TEAM), fits)
    if again.change is None:
        return SortingText("", "", "", "")
    change, fits = again.change, counts.text(words) if counts else ""
    return SortingText(
        change.before.said(words), change.after.said(words), change.said(words), fits
    )


def promise_text(promised: Promised, words: Words) -> str:
    """Return a promise as a sentence; one in a group's own words is the same in every language."""
    known = KIT_PROMISES.get(promised.key)
    return known.text(words, promised.limit) if known else promised.text


def promise_line(promised: Promised, words: Words) -> str:
    """Return a promise as one line: who gives it, and what."""
    return f"{side_name(promised.side, words)}: {promise_text(promised, words)}"


def kept_text(promised: Promised, words: Words) -> str:
    """Return how often a promise would have been kept last quarter, or why nobody can say."""
    if promised.kept:
        return kept_whole(promised.kept, words)
    return promised.told.text(words) if promised.told else ""


def kept_whole(kept: KeptShare, words: Words) -> str:
    """Return share, interval and n, and when the teams work where the promise counts hours."""
    hours = [caveat for caveat in kept.share.caveats if caveat.code in CALENDARS]
    share = kept_share(kept, words)
    if kept.share.value is None or not hours:
        return share
    return words("{kept}. {calendar}", kept=share, calendar=" ".join(said(hours, words)))


def kept_share(kept: KeptShare, words: Words) -> str:
    """Return share, interval and n of what was kept; or why there is none."""
    share = kept.share
    if share.value is None or share.low is None or share.high is None:
        return " ".join(said(share.caveats, words))
    return words(
        "{share} kept in {quarter} (95% interval {low} to {high}, n = {n})",
        share=words.percent(share.value, 0),
        quarter=kept.quarter.text(words),
        low=words.percent(share.low, 0),
        high=words.percent(share.high, 0),
        n=words.number(share.n),
    )


def kept_shortly(promised: Promised, words: Words) -> str:
    """Return how often a promise would have been kept in a few words; empty where nobody knows."""
    kept = promised.kept
    if kept is None or kept.share.value is None:
        return ""
    share, quarter = words.percent(kept.share.value, 0), kept.quarter.text(words)
    n = words.number(kept.share.n)
    return words("{share} kept in {quarter} (n = {n})", share=share, quarter=quarter, n=n)


def kpi_value(kpi: AgreedKpi, words: Words) -> str:
    """Return the value on the day; a dash where there was none."""
    if kpi.value:
        return headline(kpi.value, words)
    return kpi.told.value.text(words) if kpi.told else "–"


def kpi_footing(kpi: AgreedKpi, words: Words) -> str:
    """Return what the value on the day stands on."""
    if kpi.value:
        return footing(kpi.value, words)
    return kpi.told.footing.text(words) if kpi.told else ""


def kpi_target(kpi: AgreedKpi, words: Words) -> str:
    """Return the target with its unit."""
    if kpi.value and kpi.target is not None:
        return written(kpi.target, kpi.value.unit, words)
    return kpi.told.target.text(words) if kpi.told else ""


def kpi_caveats(kpi: AgreedKpi, words: Words) -> tuple[str, ...]:
    """Return the reservations about the value on the day."""
    if kpi.value:
        return tuple(caveat.text(words) for caveat in kpi.value.caveats)
    return kpi.told.caveats(words) if kpi.told else ()


def measure_text(measure: Measure, words: Words) -> str:
    """Return what an experiment is seen in."""
    if measure.kind == "kpi" and measure.key in KPIS:
        return words(KPIS[measure.key].label)
    known = KIT_PROMISES.get(measure.key) if measure.kind == "promise" else None
    return known.text(words, measure.limit) if known else measure.text


def owners_label(owners: Owners, words: Words) -> str:
    """Return the pair that answers for a number."""
    return words(
        "{sales} (sales) and {marketing} (marketing)",
        sales=owners.sales,
        marketing=owners.marketing,
    )
