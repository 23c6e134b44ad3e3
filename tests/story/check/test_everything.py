"""Whatever a charter may hold can be checked: every KPI, every promise, every term on offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.data.journeys import sample
from support.data.months import charter_of_june

from workshop.charter.check_page import check_lines, check_page
from workshop.journey.promises.promise import PROMISES
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.story.check.checking import check
from workshop.story.check.report import CheckReport
from workshop.story.check.text import check_sheet
from workshop.story.check.types import Check, Verdict
from workshop.story.decisions.types import (
    AgreedKpi,
    AgreedKpis,
    AgreedTerm,
    Owners,
    Promised,
    Promises,
)
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, Lang, Words

SIGNED = date(2026, 6, 30)
OWNERS = Owners(sales="a", marketing="b")


@pytest.fixture(scope="module")
def whole() -> Check:
    """A charter with everything in it, three months later, on the sample company."""
    crm = sample()
    before = Scope.of(crm, as_of=SIGNED)
    rules = {"lead": TEMPLATES["can_buy"].rule}
    rules |= {one.term: one.rule for one in TEMPLATES.values() if one.term}
    terms = [
        AgreedTerm(term=key, sentence="x", rule=rule, review_on=SIGNED)
        for key, rule in rules.items()
        if key in TERMS
    ]
    kpis = [
        AgreedKpi(name=name, target=0.5, owners=OWNERS, value=ask(KPIS[name], before))
        for name in KPIS
    ]
    promises = [
        Promised(
            key=one.key,
            side=one.from_side,
            limit=one.parameter.default if one.parameter else None,
        )
        for one in PROMISES
    ]
    charter = charter_of_june()
    signed = charter.decisions.signed
    assert signed
    decided = {
        "terms": tuple(terms),
        "kpis": AgreedKpis(kpis=tuple(kpis)),
        "promises": Promises(promises=tuple(promises)),
        "signed": signed.model_copy(update={"decided_on": SIGNED}),
    }
    decisions = charter.decisions.model_copy(update=decided)
    return check(charter.model_copy(update={"decisions": decisions}), crm)


def test_each_has_a_verdict_with_its_reason(whole: Check) -> None:
    """Moved, with an interval; or not, with an interval or the reason why there is none."""
    movements = [one.movement for one in whole.kpis]
    movements += [one.movement for one in whole.promises if one.movement]

    assert len(whole.kpis) == len(KPIS)
    assert len(whole.promises) == len(PROMISES)
    assert whole.terms
    for one in movements:
        assert (one.low is None) == (one.why is not None)
        assert one.verdict is not Verdict.MOVED or one.low is not None
    assert whole.comparisons == len(
        {one.since.name for one in movements if one.low is not None}
        | {one.fitting.since.name for one in whole.terms if one.fitting and one.fitting.low}
    )


@pytest.mark.parametrize("lang", LANGS)
def test_each_can_be_said(whole: Check, lang: Lang) -> None:
    """In both languages, on the page and at a terminal, with no gap left in a sentence."""
    words = Words(lang)
    sheet = check_sheet(whole, words)
    for text in (check_lines(sheet), check_page(sheet), CheckReport.of(whole).sentence.text(words)):
        assert "{" not in text.partition("<body>")[2] if "<body>" in text else "{" not in text
        assert "None" not in text
    assert all(line.label and line.verdict for line in (*sheet.kpis, *sheet.promises, *sheet.terms))


def test_nothing_moves_on_the_day_it_was_signed(whole: Check) -> None:
    """Every KPI, promise and term, held against the very data it was decided on."""
    charter = charter_of_june()
    decisions = charter.decisions.model_copy(
        update={
            "kpis": AgreedKpis(kpis=tuple(one.agreed for one in whole.kpis)),
            "promises": Promises(promises=tuple(one.promised for one in whole.promises)),
            "terms": tuple(one.agreed for one in whole.terms),
        }
    )
    source = charter.source.model_copy(update={"as_of": sample().as_of})
    found = check(charter.model_copy(update={"decisions": decisions, "source": source}), sample())

    assert found.since is None
    assert found.comparisons == 0
    assert {Verdict.CANNOT_TELL} == {one.movement.verdict for one in found.kpis}


def test_an_earlier_day_asks_no_more_than_it_knew(whole: Check) -> None:
    """As of a day, terms that need undated fields fail with the reason, and the rest is checked."""
    charter = charter_of_june()
    decisions = charter.decisions.model_copy(
        update={
            "kpis": AgreedKpis(kpis=tuple(replace_value(one.agreed) for one in whole.kpis[:6])),
            "terms": tuple(one.agreed for one in whole.terms),
        }
    )
    day = date(2026, 8, 31)
    found = check(charter.model_copy(update={"decisions": decisions}), sample(), day)

    assert found.as_of == day
    assert any(one.failure for one in found.terms)
    assert any(one.movement and one.movement.low is not None for one in found.promises)


def replace_value(agreed: AgreedKpi) -> AgreedKpi:
    """Return what was agreed without its value on the day, as early versions recorded it."""
    value = agreed.value
    assert value
    return agreed.model_copy(update={"value": replace(value, value=None)})
