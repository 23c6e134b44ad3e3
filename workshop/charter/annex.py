"""The annex of the charter: everything page 1 has no room for, as blocks that any format can show.

Rules in words and as SQL, reservations, the objections of every round, remarks, and how the numbers
were counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.block import Block, Section, objected, told
from workshop.charter.document import OPENING
from workshop.charter.sentences import exercise_notice
from workshop.charter.small import campaign, differences, duties, line
from workshop.policy import MIN_N, WINDOW_DAYS
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.charter.document import (
        AgreementEntry,
        Charter,
        ExperimentEntry,
        KpiEntry,
        RitualEntry,
        Signatures,
        TermEntry,
    )

KINDS = {"new": N_("New:"), "changed": N_("Changed:"), "gone": N_("Gone:")}


def annex(charter: Charter) -> tuple[Section, ...]:
    """Return the annex of a charter, in the order of the acts; sections without text are left out.

    What is not agreed yet is said to be open.
    """
    words = Words(charter.lang)
    parts: list[tuple[str, Iterable[Block]]] = [
        (words("Please note"), _notices(charter, words)),
        (words("What’s new"), _changes(charter, words)),
        (words(OPENING), _customer(charter, words)),
        (words("How we introduce ourselves"), line(charter, words)),
        (words("How we treat each other"), _rules(charter, words)),
        (words("Our terms"), _terms(charter, words)),
        (words("Who fills in what"), duties(charter, words)),
        (words("Our promises"), _promises(charter, words)),
        (words("Our numbers"), _kpis(charter, words)),
        (words("Where we stay different"), differences(charter, words)),
        (words("What we’re trying"), _experiments(charter, words)),
        (words("What we’ll do"), _actions(charter, words)),
        (words("Our rituals"), _rituals(charter, words)),
        (words("Our next campaign"), campaign(charter, words)),
        (words("What someone missed or couldn’t sign"), _remarks(charter)),
        (words("Signed"), _signed(charter.signatures, words)),
        (words("How the numbers were counted"), _method(charter, words)),
    ]
    sections = (Section(title, tuple(blocks)) for title, blocks in parts)
    return tuple(section for section in sections if section.blocks)


def _notices(charter: Charter, words: Words) -> Iterator[Block]:
    if charter.exercise:
        yield Block("text", exercise_notice(charter, words))
    yield from (Block("text", sentence) for sentence in charter.unread)


def _changes(charter: Charter, words: Words) -> Iterator[Block]:
    since = charter.since
    if since is None:
        return
    if not since.changes:
        yield Block("text", words("Nothing was changed since version {n}.", n=since.version))
    for change in since.changes:
        label = f"{words(KINDS[change.kind])} {change.part}"
        yield Block("item", change.now or change.before, label)
        if change.kind == "changed":
            yield Block("small", change.before, words("So far:"))


def _customer(charter: Charter, words: Words) -> Iterator[Block]:
    yield from told("", charter.customer, "quote")
    yield from objected(charter.customer_objections, words)


def _rules(charter: Charter, words: Words) -> Iterator[Block]:
    yield from (Block("item", rule) for rule in charter.rules)
    yield from objected(charter.rule_objections, words)


def _terms(charter: Charter, words: Words) -> Iterator[Block]:
    if not charter.terms:
        yield Block("open", words("Still open: no term agreed yet."))
    for term in charter.terms:
        yield from _term(term, words)
    if charter.agreement:
        yield from _agreement(charter.agreement, words)


def _term(term: TermEntry, words: Words) -> Iterator[Block]:
    yield Block("head", term.label)
    yield Block("quote", term.sentence)
    yield from told(words("The rule:"), term.in_words)
    yield from told(words("When we decided:"), term.numbers)
    yield from objected(term.objections, words)
    yield Block("code", term.sql, words("The rule as SQL"))
    decided = words(
        "Decided on {day}; up for review on {review}.", day=term.decided, review=term.review
    )
    yield Block("small", decided)


def _agreement(agreement: AgreementEntry, words: Words) -> Iterator[Block]:
    yield Block("head", words("How far we agree when sorting"))
    yield from told("", agreement.finding)
    yield from told(words("Before:"), agreement.before, "item")
    yield from told(words("After:"), agreement.after, "item")
    yield from told("", agreement.reproduced, "small")


def _promises(charter: Charter, words: Words) -> Iterator[Block]:
    if not charter.promises:
        yield Block("open", words("Still open: nothing promised yet."))
    for promise in charter.promises:
        yield Block("item", promise.text, f"{promise.giver}:")
        yield from told("", promise.kept, "small")
    yield from objected(charter.promise_objections, words)


def _kpis(charter: Charter, words: Words) -> Iterator[Block]:
    if not charter.kpis:
        yield Block("open", words("Still open: no KPI agreed yet."))
    for kpi in charter.kpis:
        yield from _kpi(kpi, words)
    yield from objected(charter.kpi_objections, words)


def _kpi(kpi: KpiEntry, words: Words) -> Iterator[Block]:
    yield Block("head", kpi.label)
    yield from told("", kpi.formula)
    yield from told(words("Target:"), kpi.target, "item")
    footing = f" ({kpi.footing})" if kpi.footing else ""
    yield from told(words("When we decided:"), f"{kpi.value}{footing}", "item")
    owners = f"{kpi.sales_owner} ({words('Sales')}), {kpi.marketing_owner} ({words('Marketing')})"
    yield Block("item", owners, words("Owners:"))
    yield from (Block("small", caveat, words("Note:")) for caveat in kpi.caveats)


def _experiments(charter: Charter, words: Words) -> Iterator[Block]:
    if not (charter.experiments or charter.actions):
        yield Block("open", words("Still open: no experiment agreed yet."))
    for each in charter.experiments:
        yield from _experiment(each, words)
    yield from objected(charter.experiment_objections, words)


def _experiment(each: ExperimentEntry, words: Words) -> Iterator[Block]:
    yield Block("head", each.what)
    for label, text in (
        (words("So that:"), each.so_that),
        (words("We’ll see it in:"), each.seen_in),
        (words("Today:"), each.today),
        (words("Good would be:"), each.good),
        (words("Owners:"), ", ".join(filter(None, (each.owner, each.partner)))),
        (words("Until:"), each.until),
        (words("Done when:"), each.done_when),
        (words("We stop if:"), each.stop_if),
    ):
        yield from told(label, text, "item")


def _actions(charter: Charter, words: Words) -> Iterator[Block]:
    for action in charter.actions:
        yield Block("head", action.what)
        yield Block("text", f"{action.owner}, {words('by {day}', day=action.due)}")
        yield from told(words("Done when:"), action.done_when)
    yield from objected(charter.action_objections, words)


def _rituals(charter: Charter, words: Words) -> Iterator[Block]:
    if not charter.rituals:
        yield Block("open", words("Still open: no ritual agreed yet."))
    for ritual in charter.rituals:
        yield from _ritual(ritual, words)
    yield from objected(charter.ritual_objections, words)


def _ritual(ritual: RitualEntry, words: Words) -> Iterator[Block]:
    yield Block("head", ritual.name)
    yield Block("text", f"{ritual.cadence}, {ritual.minutes}")
    yield from (Block("item", line) for line in ritual.agenda)
    yield from told(words("First date:"), ritual.first)
    yield from told(words("Invites:"), ritual.host)
    yield from told(words("Stands in:"), ritual.stand_in)
    yield from told(words("We stop if:"), ritual.stop_if)


def _remarks(charter: Charter) -> Iterator[Block]:
    yield from (Block("item", f"{each.text} ({each.who})") for each in charter.remarks)


def _signed(signatures: Signatures | None, words: Words) -> Iterator[Block]:
    if signatures is None:
        yield Block("open", words("Not signed yet."))
        return
    yield from told("", signatures.day)
    for side, signer in (
        ("sales", words("For sales: {role}", role=signatures.sales)),
        ("marketing", words("For marketing: {role}", role=signatures.marketing)),
    ):
        played = f" ({words('played by the kit')})" if signatures.played == side else ""
        yield Block("item", f"{signer}{played}")
    yield from (Block("item", other) for other in signatures.others)
    yield from told(words("Has our back:"), signatures.sponsor)
    yield from told(words("Witnesses:"), ", ".join(signatures.witnesses))
    yield from told(words("We meet again on"), signatures.reunion)


def _method(charter: Charter, words: Words) -> Iterator[Block]:
    yield Block("text", words("Calculated from: {data}", data=charter.data))
    for sentence in (
        words(
            "Every share comes with n, the number of cases it was counted from, and with its 95% "
            "interval: how far chance alone may have moved it."
        ),
        words("With fewer than {n} cases there is no rate.", n=MIN_N),
        words(
            "A case has {n} days to be won, unless a number says otherwise; younger cases don’t "
            "count yet.",
            n=WINDOW_DAYS,
        ),
        words(
            "A promise was tried out on the last full quarter: how often it would have been kept "
            "if it had already been given then."
        ),
        words(
            "All numbers are those of the day they were decided; printing this doesn’t calculate "
            "anything again."
        ),
    ):
        yield Block("item", sentence)
