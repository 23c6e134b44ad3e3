"""The figures in the stories are those of the shipped company."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.checkout import DATASETS

from workshop.crm.sample.defects import MESS, OLD_NAME
from workshop.crm.sample.stories import STORIES
from workshop.crm.store import load_crm
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.groups.reasons import reasons
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.template import TEMPLATES
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue

EN, DE = Words("en"), Words("de")


@cache
def crm() -> object:
    return load_crm(DATASETS)


def told(key: str) -> str:
    story = next(one for one in STORIES if one.key == key)
    return f"{story.look_for} {story.truth}"


def counts(kpi: str, by: str, *keys: str) -> tuple[int, int]:
    """Return successes and cases of several groups taken together."""
    answers = [g.answer for g in breakdown(Scope.of(crm()), kpi, by).groups if g.key in keys]
    return int(sum(one.numerator or 0 for one in answers)), sum(one.n for one in answers)


def share(kpi: str, by: str, *keys: str) -> float:
    successes, n = counts(kpi, by, *keys)
    return successes / n


def test_two_leads() -> None:
    """Both rates, and of the wins the third and the fifth that only one rule knows."""
    templates = {"sales": "can_buy", "marketing": "showed_interest"}
    found = compare(crm(), {side: TEMPLATES[key].rule for side, key in templates.items()})
    rates = [EN.percent(found.rule(side).conversion, 0) for side in templates]

    assert ["16%", "6%"] == [rate for rate in rates if rate in told("two_leads")]
    assert 3 < found.rule("marketing").cases / found.rule("sales").cases < 4
    assert 0.30 <= found.part("marketing").ever_won / found.total.ever_won <= 0.36
    assert 0.18 <= found.part("sales").ever_won / found.total.ever_won <= 0.22


def test_quick_answers() -> None:
    """Both rates of those who were answered."""
    quick = share("lead_to_won", "answered_within", "within_1", "within_8")
    late = share("lead_to_won", "answered_within", "within_24", "later")

    assert all(EN.percent(rate, 0) in told("quick_answers") for rate in (quick, late))


def test_fairs_and_webinars() -> None:
    """One in a hundred, one in ten, and nearly half of all."""
    webinar, fair = (counts("lead_to_won", "source", key) for key in ("webinar", "fair"))

    assert 1 == round(100 * webinar[0] / webinar[1])
    assert 1 == round(10 * fair[0] / fair[1])
    assert 0.42 <= webinar[1] / breakdown(Scope.of(crm()), "lead_to_won", "source").total.n < 0.5


def test_silent_rejections() -> None:
    """Half, give or take two hundredths."""
    assert reasons(Scope.of(crm())).reasons[-1].share.value == pytest.approx(0.5, abs=0.02)


def test_mix_reversal() -> None:
    """Both half-years as counted; the difference with the same mix, and its interval."""
    mix = same_mix(Scope.of(crm()), "lead_to_won", "half_year", ["source"])
    (pair,) = (d for d in mix.differences if (d.first, d.second) == ("2025-H1", "2025-H2"))
    sides = (pair.first, pair.second)
    halves = [EN.number(100 * share("lead_to_won", "half_year", half), 1) for half in sides]
    points = [EN.number(abs(100 * x), 1) for x in (pair.crude, pair.same_mix)]

    assert f"from {halves[0]} to {halves[1]}%" in told("mix_reversal")
    assert f"fall of {points[0]} percentage points " in told("mix_reversal")
    assert f" becomes a rise of {points[1]}." in told("mix_reversal")
    low, high = (EN.number(-100 * x, 1).replace("-", "−") for x in (pair.high, pair.low))
    assert f"from {low} to {high}:" in told("mix_reversal")


def test_mix_reversal_claims_no_more_than_the_figures() -> None:
    """Of no source do the two half-years lie apart: their intervals meet, as the story says."""
    halves = ["2025-H1", "2025-H2"]
    mix = same_mix(Scope.of(crm()), "lead_to_won", "half_year", ["source"], groups=halves)
    before, after = ([part.answers[place] for part in mix.strata] for place in (0, 1))
    judged = [pair for pair in zip(before, after, strict=True) if None not in map(_low, pair)]

    assert halves == [side.key for side in mix.sides]
    assert len(judged) >= 5
    assert [] == [pair for pair in judged if pair[1].low > pair[0].high]


def _low(answer: KpiValue) -> float | None:
    return answer.low


def test_gamed_target() -> None:
    """Acceptance since April, and every second hand-off that nobody called."""
    accepted, n = counts("acceptance_rate", "quarter", "2026-Q2", "2026-Q3")
    never, _ = counts("acceptance_rate", "answered_within", "never")

    assert EN.percent(accepted / n, 0) in told("gamed_target")
    assert 0.45 <= never / n <= 0.55


@pytest.mark.parametrize("words", [EN, DE], ids=["en", "de"])
def test_the_readme_counts_rows_and_mess(words: Words) -> None:
    """Whoever reads it in either language finds the numbers of these very files."""
    german, english = (DATASETS / "README.md").read_text("utf-8").split("\n## English", 1)
    text = german if words is DE else english
    lines = {path.stem: path.read_text("utf-8").splitlines() for path in DATASETS.glob("*.csv")}
    rows = {name: f"| {words.number(len(found) - 1)} |" for name, found in lines.items()}
    mess = [str(one.rows) for one in MESS if one.rows]
    mess.append(str(sum(f",{OLD_NAME}," in line for line in lines["deals"])))

    assert [] == [
        name
        for name, n in rows.items()
        if not any(f"`{name}.csv`" in line and line.endswith(n) for line in text.splitlines())
    ]
    assert [] == [n for n in mess if f" {n} |" not in text and f" {n}," not in text]
