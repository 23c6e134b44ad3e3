"""An agreed term, run again: counts, practice against rule, how full its fields are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import TABLES, Stage
from workshop.errors import WorkshopError
from workshop.story.check.types import CheckedTerm, FilledField, RuleWarning
from workshop.story.decisions.record import Told
from workshop.story.decisions.types import TermNumbers
from workshop.terms.lint.filled import filled
from workshop.terms.lint.linter import lint
from workshop.terms.outcome.comparison import Tally, count, tally
from workshop.terms.rules.entity import available, rows
from workshop.terms.rules.term import TERMS, term_of
from workshop.words import Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.crm import Crm
    from workshop.kpis.core.period import Period
    from workshop.story.check.comparisons import Comparisons
    from workshop.story.decisions.types import AgreedTerm
    from workshop.terms.lint.filled import Filled
    from workshop.terms.rules.rule import Rule

SERIOUS = ("stop", "mind")
"""Levels of findings that people should hear of again."""


def look_at_term(agreed: AgreedTerm, compared: Comparisons) -> None:
    """Look at the differences of a term, so that they are counted before one is judged."""
    if lack_of_rule(agreed.rule, compared.scope.crm) is None and _is_handed(agreed):
        compared.fitting(agreed.term, agreed.rule)


def checked_term(
    agreed: AgreedTerm, rules: Mapping[str, Rule], compared: Comparisons
) -> CheckedTerm:
    """Return an agreed term, run on the data of a check.

    Args:
        agreed: what the charter says.
        rules: of all agreed terms, by their key.
        compared: the differences of the check.
    """
    crm, rule = compared.scope.crm, agreed.rule
    if failure := lack_of_rule(rule, crm):
        return CheckedTerm(agreed=agreed, failure=failure)
    now = _numbers(crm, rule)
    practice = compared.practice(rule) if _is_handed(agreed) else None
    fitting = compared.fitting(agreed.term, rule) if practice else None
    return CheckedTerm(
        agreed=agreed,
        now=now,
        practice=practice,
        fitting=compared.movement(fitting) if fitting else None,
        fields=tuple(_filled(rule, compared)),
        warnings=tuple(_warnings(agreed, rules, crm)),
    )


def _is_handed(agreed: AgreedTerm) -> bool:
    """Return whether a term is about what is handed over: contacts, judged before it."""
    known = TERMS.get(agreed.term)
    return agreed.rule.entity == "contacts" and (
        known is None or known.knows is Stage.BEFORE_HANDOVER
    )


def lack_of_rule(rule: Rule, crm: Crm) -> Told | None:
    """Return why a rule cannot be run on this data, or None; tried once."""
    return crm.look_up(("lack of rule", rule.to_yaml()), lambda: _lack(rule, crm))


def _lack(rule: Rule, crm: Crm) -> Told | None:
    try:
        count(crm, rule)
    except WorkshopError as error:
        de, en = (" ".join(error.lines(Words(lang))) for lang in ("de", "en"))
        return Told(de=de, en=en)
    return None


def _numbers(crm: Crm, rule: Rule) -> TermNumbers:
    """Return what a rule covers; without outcomes where the data cannot say them."""
    try:
        covered, total = tally(crm, rule)
    except WorkshopError:
        # The rule itself runs, see `_lack`: only what became of its cases is not known.
        covered, total = (Tally(cases) for cases in count(crm, rule))
    return TermNumbers(covered=covered, total=total, as_of=crm.as_of)


def _warnings(agreed: AgreedTerm, rules: Mapping[str, Rule], crm: Crm) -> list[RuleWarning]:
    term = term_of(agreed.term, as_typed(agreed.label), agreed.rule.entity)
    others = {key: rule for key, rule in rules.items() if key != agreed.term}
    try:
        findings = lint(crm, term, agreed.rule, others)
    except WorkshopError:
        return []  # no outcome, no linter; the numbers say so
    return [
        RuleWarning(code=one.code, text=Told(de=one.said(Words("de")), en=one.said(Words("en"))))
        for one in findings
        if one.level in SERIOUS
    ]


def _filled(rule: Rule, compared: Comparisons) -> list[FilledField]:
    crm, entity = compared.scope.crm, rule.entity
    known = available(entity, crm)
    asked = [known[name] for name in dict.fromkeys(rule.field_names()) if name in known]
    if not asked or compared.since is None or compared.before is None:
        return []
    if TABLES[entity].field("created_at") is None or crm.missing((f"{entity}.created_at",)):
        return []

    def within(period: Period) -> Sequence[Filled]:
        names = {field.name for field in asked} | {"created_at"}
        cases = rows(entity, crm.table, crm.tables, names)
        return filled(crm.engine, cases.filter(period.holds(cases.created_at)), asked)

    pairs = zip(within(compared.before), within(compared.since), strict=True)
    return [
        FilledField(
            name=before.field.name,
            before=before.touched,
            before_n=before.cases,
            since=since.touched,
            since_n=since.cases,
        )
        for before, since in pairs
    ]
