"""What a company's Spark says: every KPI and every rule as on DuckDB, to the last digit.

Nothing else in the tests would notice an expression that only DuckDB understands.
"""

from __future__ import annotations

import gc
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from support.data.sparks import spark
from support.run.profiles import NIGHT

from workshop.crm.open import open_data
from workshop.crm.sample import write_sample
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.attribution import attribution
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.compile import covers
from workshop.terms.rules.entity import ENTITIES, rows
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.crm import Crm
    from workshop.kpis.core.value import KpiValue
    from workshop.terms.rules.entity import Entity

pytest.importorskip("pyspark", reason="Spark is not installed: pip install -e '.[spark]'")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    # PySpark 4.0 was written before pandas 3 and Python 3.12; it works, and it says so.
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option is deprecated"),
    # Py4J leaves the sockets to its Java process to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket.socket"),
    pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning"),
]
SAID = Assumptions(
    goal=3e6, gross_margin=0.3, monthly_revenue_per_account=2000.0, marketing_share=0.4
)
TERMS = {"lead": TEMPLATES["can_buy"].rule, "mql": TEMPLATES["showed_interest"].rule}
WIDE = {"mql": TEMPLATES["showed_interest"].rule}
BOTH = tuple[Any, Any]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crm, Crm]]:
    """Return the same sample company on DuckDB and on Spark."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, seed=11, contacts=1200, parquet=True)
    here = open_data(folder)
    there = spark(folder, here, tmp_path_factory.mktemp("spark"))
    yield here, there
    there.engine.backend._session.stop()
    del there
    gc.collect()


def as_told(found: KpiValue) -> dict[str, Any]:
    """Return what must be equal to the last digit; numbers to nine of them."""
    numbers = {name: getattr(found, name) for name in ("value", "low", "high")}
    numbers |= {"numerator": found.numerator, "denominator": found.denominator}
    return {
        "n": found.n,
        "caveats": [(one.code, one.values) for one in found.caveats],
        **{k: v if v is None else pytest.approx(v, rel=1e-9) for k, v in numbers.items()},
    }


@pytest.mark.parametrize("name", KPIS if NIGHT else [*KPIS][::3])
def test_a_kpi_is_the_same_on_spark(both: tuple[Crm, Crm], name: str) -> None:
    """One expression, two engines, one number, with n, interval and every caveat."""
    here, there = (ask(KPIS[name], Scope.of(crm, terms=WIDE, assumptions=SAID)) for crm in both)

    assert as_told(here) == {
        "n": there.n,
        "caveats": [(one.code, one.values) for one in there.caveats],
        "value": there.value,
        "low": there.low,
        "high": there.high,
        "numerator": there.numerator,
        "denominator": there.denominator,
    }


def test_agreed_rules_are_the_same_on_spark(both: tuple[Crm, Crm]) -> None:
    """A KPI that stands on a rule sends the rule to Spark as well."""
    here, there = (ask(KPIS["lead_to_won"], Scope.of(crm, terms=TERMS)) for crm in both)

    assert (here.n, here.numerator, here.caveats) == (there.n, there.numerator, there.caveats)
    assert here.n > 0


@pytest.mark.parametrize("entity", ENTITIES)
def test_rule_templates_cover_the_same_on_spark(both: tuple[Crm, Crm], entity: Entity) -> None:
    """Every template, in one query an entity, computed fields included."""
    here, there = (covered(crm, entity) for crm in both)

    assert here == there
    assert any(here.values())


def covered(crm: Crm, entity: Entity) -> dict[str, int]:
    """Return how many cases each template of an entity covers."""
    table = rows(entity, crm.table, crm.tables)
    rules = {key: one.rule for key, one in TEMPLATES.items() if one.rule.entity == entity}
    marked = table.mutate(**{key: covers(rule, table) for key, rule in rules.items()})
    counts = marked.aggregate(**{key: marked[key].sum() for key in rules})
    return crm.engine.record(counts)


def test_a_comparison_is_the_same_on_spark(both: tuple[Crm, Crm]) -> None:
    """Which rules cover which cases, who is mature and who won."""
    rules = {key: TEMPLATES[key].rule for key in ("can_buy", "form", "score")}
    here, there = (compare(crm, rules) for crm in both)

    assert here == there


def test_credit_is_the_same_on_spark(both: tuple[Crm, Crm]) -> None:
    """Five models, every channel."""
    here, there = (attribution(Scope.of(crm), "opened") for crm in both)

    assert here.conversions == there.conversions
    assert [one.channel for one in here.credits] == [one.channel for one in there.credits]
    for one, other in zip(here.credits, there.credits, strict=True):
        assert one.by == pytest.approx(other.by, rel=1e-9)
