"""A check in words: a sentence for the chat, a line for each sentence of the charter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.check_sheet import CheckLine, CheckSheet
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.groups.dimension import DIMENSIONS
from workshop.rituals.catalogue import ritual_name
from workshop.story.check.movement_text import apart_text, evidence_of, tone_of, verdict_text
from workshop.story.check.topic_text import topic_text
from workshop.story.check.topics import topics
from workshop.story.check.types import Verdict
from workshop.story.decisions import text
from workshop.terms.rules.entity import entity_count, fields
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.story.check.types import (
        Check,
        CheckedExperiment,
        CheckedKpi,
        CheckedPromise,
        CheckedTerm,
        Mixed,
    )
    from workshop.words import Words

ASK = N_("ask each other")
RUNS = N_("runs")
FAILS = N_("doesn’t run any more")
WELL = N_("Nothing has got worse, as far as the data can say.")


def check_sheet(check: Check, words: Words) -> CheckSheet:
    """Return everything a check says, in a language."""
    said = [topic_text(topic, check, words) for topic in topics(check)]
    return CheckSheet(
        lang=words.lang,
        team=check.team,
        title=_title(check, words),
        about=_about(check, words),
        headline=summary(check, words),
        topics=tuple(said),
        kpis=tuple(_kpi(one, words) for one in check.kpis),
        promises=tuple(_promise(one, words) for one in check.promises),
        terms=tuple(_term(one, words) for one in check.terms),
        experiments=tuple(_experiment(one, words) for one in check.experiments),
        rituals=tuple(ritual_name(one, words) for one in check.rituals),
        method=_method(check, words),
    )


def chat_sentence(check: Check, words: Words) -> str:
    """Return the check as a sentence or two to paste into a chat."""
    said = [topic_text(topic, check, words) for topic in topics(check)]
    return " ".join([f"{_title(check, words)}:", summary(check, words), *said])


def summary(check: Check, words: Words) -> str:
    """Return how many numbers and promises moved, in one sentence."""
    kept = (one.movement for one in check.promises if one.movement)
    movements = [*(one.movement for one in check.kpis), *kept]
    if not movements:
        return words(WELL) if not topics(check) else words("There’s something to talk about.")
    better = sum(one.better is True for one in movements)
    worse = sum(one.better is False for one in movements)
    young = sum(one.verdict is Verdict.TOO_YOUNG for one in movements)
    parts = [
        words.plural("{n} is better", "{n} are better", better) if better else "",
        words.plural("{n} is worse", "{n} are worse", worse) if worse else "",
        words.plural("{n} is too young", "{n} are too young", young) if young else "",
    ]
    rest = len(movements) - better - worse - young
    parts.append(words("no telling for {n}", n=words.number(rest)) if rest else "")
    total = words.plural("Of {n} number or promise", "Of {n} numbers and promises", len(movements))
    return f"{total}: {', '.join(part for part in parts if part)}."


def _title(check: Check, words: Words) -> str:
    day = words.date(check.as_of)
    if check.team:
        return words("{team}: what became of the charter, as of {day}", team=check.team, day=day)
    return words("What became of the charter, as of {day}", day=day)


def _about(check: Check, words: Words) -> str:
    if check.since is None or check.before is None:
        return words("In this data, nothing has happened since the charter’s data.")
    return words(
        "Since: {first} to {last}. Before: {from_day} to {to_day}. Data: {data}.",
        first=words.date(check.since.first),
        last=words.date(check.since.last),
        from_day=words.date(check.before.first),
        to_day=words.date(check.before.last),
        data=words(check.data),
    )


def _method(check: Check, words: Words) -> str:
    if not check.comparisons:
        return words("There was nothing to compare.")
    return words(
        "“Moved” means: the interval of the difference leaves out zero. {n} were judged at once, "
        "so each interval is wider and all of them hold together with 95% (Bonferroni). Shares "
        "by Newcombe, medians by Zou and Donner, means by Welch and only if the median moved, too. "
        "Fewer than 30 cases give no rate. Other seasons, campaigns or colleagues can move "
        "numbers, too.",
        n=words.plural("{n} difference", "{n} differences", check.comparisons),
    )


def _kpi(checked: CheckedKpi, words: Words) -> CheckLine:
    known, movement = KPIS[checked.agreed.name], checked.movement
    notes = [_target(checked, words)]
    if checked.counter:
        notes.append(
            words(
                "Cross-check: {kpi} – {verdict}. {evidence}",
                kpi=words(KPIS[checked.counter.name].label),
                verdict=verdict_text(checked.counter.movement, words),
                evidence=apart_text(checked.counter.movement, words),
            )
        )
    notes += [_mix(mixed, words) for mixed in checked.mixes]
    return CheckLine(
        label=words(known.label),
        verdict=verdict_text(movement, words),
        tone=tone_of(movement),
        evidence=evidence_of(movement, words),
        notes=tuple(note for note in notes if note),
    )


def _mix(mixed: Mixed, words: Words) -> str:
    mix = words(DIMENSIONS[mixed.by].label)
    if mixed.holds is None:
        return words("With the same mix ({by}): too few cases to say.", by=mix)
    if mixed.holds:
        return words("With the same mix ({by}), the difference remains.", by=mix)
    return words("With the same mix ({by}), there’s no telling any more.", by=mix)


def _target(checked: CheckedKpi, words: Words) -> str:
    target = text.kpi_target(checked.agreed, words)
    if not target:
        return ""
    if checked.reached is None:
        return words("Target {target}: no telling yet.", target=target)
    said = N_("Target {target}: reached.") if checked.reached else N_("Target {target}: missed.")
    return words(said, target=target)


def _promise(checked: CheckedPromise, words: Words) -> CheckLine:
    label = text.promise_line(checked.promised, words).rstrip(".")
    movement = checked.movement
    if movement is None:
        note = words("No data knows this. Ask the other side, and let them answer first.")
        return CheckLine(label, words(ASK), "open", notes=(note,))
    then = text.kept_shortly(checked.promised, words)
    notes = (words("When you signed: {kept}", kept=then),) if then else ()
    return CheckLine(
        label, verdict_text(movement, words), tone_of(movement), evidence_of(movement, words), notes
    )


def _term(checked: CheckedTerm, words: Words) -> CheckLine:
    label = text.term_label(checked.agreed, words)
    if checked.failure:
        return CheckLine(label, words(FAILS), "bad", notes=(checked.failure.text(words),))
    movement = checked.fitting
    notes = [*_counts(checked, words), *_practice(checked, words), *_fields(checked, words)]
    notes += [one.text.text(words) for one in checked.warnings]
    if movement is None:
        return CheckLine(label, words(RUNS), "open", notes=tuple(notes))
    return CheckLine(
        words("{term}: hand-overs that fit the rule", term=label),
        verdict_text(movement, words),
        tone_of(movement),
        evidence_of(movement, words),
        tuple(notes),
    )


def _counts(checked: CheckedTerm, words: Words) -> Iterator[str]:
    then, now, entity = checked.agreed.numbers, checked.now, checked.agreed.rule.entity
    if now is None:
        return
    all_now = entity_count(entity, now.total.cases, words)
    covered = words.number(now.covered.cases)
    if then is None:
        yield words("The rule covers {n} of {all}.", n=covered, all=all_now)
        return
    yield words(
        "The rule covers {n} of {all}; when you decided, it was {then_n} of {then_all}.",
        n=covered,
        all=all_now,
        then_n=words.number(then.covered.cases),
        then_all=entity_count(entity, then.total.cases, words),
    )


def _practice(checked: CheckedTerm, words: Words) -> Iterator[str]:
    found = checked.practice
    if found is None:
        return
    yield words(
        "Handed over since: {handed}, of which {fitting} fit the rule.",
        handed=entity_count("contacts", found.handed, words),
        fitting=words.number(found.fitting),
    )
    yield words(
        "First seen since and fitting: {covered}, of which {never} haven’t been handed over "
        "so far.",
        covered=entity_count("contacts", found.covered, words),
        never=words.number(found.never_handed),
    )


def _fields(checked: CheckedTerm, words: Words) -> Iterator[str]:
    known = fields(checked.agreed.rule.entity)
    for field in checked.fields:
        if field.since_n and field.before_n:
            yield words(
                "{field} is filled in for {since} of {since_n} (before: {before} of {before_n}).",
                field=words(known[field.name].label),
                since=words.number(field.since),
                since_n=words.number(field.since_n),
                before=words.number(field.before),
                before_n=words.number(field.before_n),
            )


def _experiment(checked: CheckedExperiment, words: Words) -> CheckLine:
    tried, movement = checked.experiment, checked.movement
    until = words.date(tried.until)
    over = (
        words("over since {day}", day=until) if checked.is_over else words("until {day}", day=until)
    )
    seen = text.measure_text(tried.measure, words)
    notes = (
        words("Seen in: {measure}", measure=seen),
        words("Done when: {what}", what=tried.done_when),
    )
    if movement is None:
        return CheckLine(tried.what, words(ASK), "open", notes=(over, *notes))
    return CheckLine(
        tried.what,
        verdict_text(movement, words),
        tone_of(movement),
        evidence_of(movement, words),
        (over, *notes),
    )
