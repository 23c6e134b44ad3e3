"""What to mind in a rule before a group agrees on it, in plain words and with numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.policy import MIN_N, WINDOW_DAYS
from workshop.terms.lint.filled import filled
from workshop.terms.lint.finding import KINDS, Finding
from workshop.terms.lint.late import late_fields
from workshop.terms.lint.patterns import patterns
from workshop.terms.lint.sensitivity import is_tipping, shifted, tippings
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.outcome.comparison import is_circular
from workshop.terms.rules.derived import DERIVED
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import ALWAYS
from workshop.terms.rules.term import TERMS
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    import ibis

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.terms.lint.filled import Filled
    from workshop.terms.lint.patterns import Mask, Patterns
    from workshop.terms.lint.sensitivity import Shifted, Tipping
    from workshop.terms.rules.rule import Criterion, Rule
    from workshop.terms.rules.term import Term
    from workshop.words import Text

__all__ = ["Finding", "lint"]

SAME = 0.99
"""From this overlap on (cases of both over cases of either) two words are as good as one."""
HANGS_ON = N_("It comes down to {criterion}: without that, it would be {n}.")
EACH = N_("Any one of these could go, and it would still be the same cases ({n}): {criteria}.")
NOT_AT_ONCE = N_("Any one of them, but not all at once: take one out, then look again.")


def lint(
    crm: Crm,
    term: Term,
    rule: Rule,
    others: Mapping[str, Rule],
    labels: Mapping[str, Text] | None = None,
) -> list[Finding]:
    """Return what to mind in a rule, the worst first; nothing where it is empty.

    Takes three to five small queries, however long the rule is.

    Args:
        crm: the data.
        term: the word the rule is for.
        rule: what to look at.
        others: key of each other agreed word to its rule; those about another entity, or about
            fields that are not there, are passed over.
        labels: key to what people call it, for words of the group's own.

    Raises:
        WorkshopError: if the rule asks for a field that is not there; see also
            `check_needs`.
    """
    if rule.is_empty:
        return []
    table = known_cases(crm, rule.entity)
    beside = _beside(table, rule, others)
    steps = shifted(crm.engine, table, rule)
    criteria = [*rule.where.leaves(), *steps.values()]
    found = patterns(crm.engine, table, rule.entity, criteria, beside)
    looked = _Look(term, rule, found, tippings(rule, steps, found), labels or {})
    order = list(KINDS)
    return sorted(looked.findings(crm.engine, table), key=lambda one: order.index(one.code))


def _beside(table: ibis.Table, rule: Rule, others: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the other rules that can be held against this one."""
    return {
        key: other
        for key, other in others.items()
        if other.entity == rule.entity
        and not other.is_empty
        and set(other.field_names()) <= set(table.columns)
    }


@dataclass(frozen=True)
class _Look:
    """A rule and all that is known of it."""

    term: Term
    rule: Rule
    found: Patterns
    hanging: list[Tipping]
    labels: Mapping[str, Text]

    @property
    def covered(self) -> Mask:
        return self.found.covered(self.rule)

    def findings(self, engine: Engine, table: ibis.Table) -> Iterator[Finding]:
        base, total = self.hanging[0].base, self.hanging[0].total
        yield from self._late()
        if not total.cases:
            return
        yield from self._barely_filled(engine, table)
        if not base.cases:
            yield self._nobody()
            return
        if base.cases == total.cases:
            yield self._finding("everybody", all=total.cases)
        else:
            yield from self._tips()
            yield from self._superfluous()
        yield from self._order()
        yield from self._same()
        if base.mature < MIN_N and not is_circular(self.rule):
            yield self._finding("few", days=WINDOW_DAYS, n=base.mature, least=MIN_N)

    def _finding(
        self, code: str, /, *, message: str = "", advice: str = "", **values: object
    ) -> Finding:
        return Finding(code, self.rule.entity, values, message, advice)

    def _nobody(self) -> Finding:
        total = self.hanging[0].total.cases
        best = max(self.hanging, key=lambda one: one.without.cases)
        if len(self.hanging) == 1 or not best.without.cases:
            return self._finding("nobody", all=total)
        n = best.without.cases
        return self._finding("nobody", advice=HANGS_ON, all=total, criterion=best.criterion, n=n)

    def _late(self) -> Iterator[Finding]:
        late = late_fields(self.rule, self.term)
        if late:
            yield self._finding("late", fields=late, word=self.term.label)

    def _barely_filled(self, engine: Engine, table: ibis.Table) -> Iterator[Finding]:
        known = fields(self.rule.entity)
        # Whoever asks whether a field is filled in may find it empty.
        leaves = [one for one in self.rule.where.leaves() if one.op not in ALWAYS]
        names = list(dict.fromkeys(one.field for one in leaves))
        # Nobody fills in what is computed; there, a zero is a fact.
        computed = {one.field.name for one in DERIVED[self.rule.entity]}
        for one in filled(engine, table, [known[name] for name in names]) if names else ():
            if one.is_empty:
                yield self._barely("empty", one, one.empty)
            elif one.is_untouched and one.field.name not in computed:
                yield self._barely("untouched", one, one.with_value)

    def _barely(self, code: str, one: Filled, n: int) -> Finding:
        # Rounded down, or it would be 100 % where some cases are left.
        share = n * 100 // one.cases / 100
        return self._finding(
            code, field=one.field, n=n, all=one.cases, share=share, value=one.label
        )

    def _order(self) -> Iterator[Finding]:
        word, masks = self.term.label, self.found.named
        outer = _holder(self.term.within, masks)
        if outer:
            n = self._cases(self.covered & ~masks[outer])
            if n:
                yield self._finding(
                    "outside", n=n, all=self._cases(self.covered), other=self._label(outer)
                )
        for key, mask in masks.items():
            inner = TERMS.get(key)
            holder = _holder(inner.within, {*masks, self.term.key}) if inner else ""
            n = self._cases(mask & ~self.covered)
            if holder == self.term.key and n:
                yield self._finding(
                    "leaves_out", n=n, all=self._cases(mask), other=self._label(key), word=word
                )

    def _same(self) -> Iterator[Finding]:
        for key, mask in self.found.named.items():
            both, either = self._cases(self.covered & mask), self._cases(self.covered | mask)
            if both >= SAME * either:
                yield self._finding("same", n=both, all=either, other=self._label(key))

    def _tips(self) -> Iterator[Finding]:
        base = self.hanging[0].base.cases

        def change(one: Shifted) -> int:
            return abs(one.tally.cases - base)

        furthest = [max(one.steps, key=change) for one in self.hanging if one.steps]
        for one in sorted(furthest, key=change, reverse=True):
            after = one.tally.cases
            if is_tipping(base, after):
                yield self._finding("tips", criterion=one.criterion, before=base, after=after)

    def _superfluous(self) -> Iterator[Finding]:
        base = self.hanging[0].base.cases
        # One criterion less makes a rule wider or narrower, never both: equal counts, equal cases.
        spare: tuple[Criterion, ...] = tuple(
            one.criterion for one in self.hanging if one.without.cases == base
        )
        if len(spare) == 1:
            yield self._finding("superfluous", criteria=spare, n=base)
        elif spare:
            yield self._finding(
                "superfluous", message=EACH, advice=NOT_AT_ONCE, criteria=spare, n=base
            )

    def _cases(self, covered: Mask) -> int:
        return self.found.tally(covered).cases

    def _label(self, key: str) -> Text:
        known = TERMS.get(key)
        return self.labels.get(key) or (known.label if known else as_typed(key))


def _holder(within: str, agreed: Container[str]) -> str:
    """Return the nearest agreed word around one, from its own holder outwards; or nothing."""
    while within and within not in agreed:
        within = TERMS[within].within if within in TERMS else ""
    return within
