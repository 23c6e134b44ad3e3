"""Decisions are data: whatever is decided comes back from JSON as it was, and fits the schema."""

from __future__ import annotations

import json
import string
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop import story
from workshop.errors import WorkshopError
from workshop.journey.path.caveats import NOTES
from workshop.journey.promises.promise import PROMISES as KIT_PROMISES
from workshop.kpis.catalogue.answers import KPIS as KIT_KPIS
from workshop.kpis.core.caveat import CAVEATS, Caveat
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import Beside, KpiValue
from workshop.retro.action import Action
from workshop.retro.experiment import Experiment, Measure
from workshop.rituals.catalogue import catalogue
from workshop.rituals.ritual import Cadence, Ritual
from workshop.room.state.state import Decision, RoomState
from workshop.side import SIDES
from workshop.story.charter import (
    CharterData,
    DataSource,
    charter_document,
    charter_schema,
    read_charter,
)
from workshop.story.decisions.decisions import KPIS, Decisions, parse_decision
from workshop.story.decisions.later import AgreedExperiments, AgreedRituals, CustomerSentence
from workshop.story.decisions.record import FORMAT, EarlierObjection, Played
from workshop.story.decisions.small import (
    FITTING,
    Capacity,
    Differences,
    Duty,
    FieldDuties,
    Introduction,
    NextCampaign,
)
from workshop.story.decisions.types import (
    KIT_RULES,
    AgreedActions,
    AgreedKpi,
    AgreedKpis,
    AgreedTerm,
    HouseRule,
    HouseRules,
    KeptShare,
    Owners,
    Promised,
    Promises,
    Remark,
    SidedRole,
    Signed,
    SortedTwice,
    TermNumbers,
)
from workshop.story.solo.alike import Alike
from workshop.story.solo.objection import Objection
from workshop.story.solo.persona import PERSONAS
from workshop.terms.agreement.agreement import Agreement, Change
from workshop.terms.agreement.reproduction import Reproduced
from workshop.terms.outcome.comparison import Tally
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.entity import fields as entity_fields
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = Path(story.__file__).parent / "charter.schema.json"
FIELDS = string.Formatter()


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return what may be there or not."""
    return st.none() | strategy


def pairs(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return up to two of them."""
    return st.lists(strategy, max_size=2).map(tuple)


TEXTS = st.text(max_size=40) | st.sampled_from(["{0} {word} %s", "<b>&</b>", "half \ud83d"])
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(0, 10**6)
SHARES = st.floats(0, 1)
NUMBERS = st.floats(-1e9, 1e9)
VALUES = st.one_of(TEXTS, COUNTS, SHARES, DAYS, st.lists(TEXTS | DAYS, max_size=3).map(tuple))


@st.composite
def caveats(draw: st.DrawFn, messages: Mapping[str, str]) -> Caveat:
    """A reservation with whatever fills its sentence."""
    code = draw(st.sampled_from(sorted(messages)))
    names = {name for _, name, _, _ in FIELDS.parse(messages[code]) if name}
    return Caveat(code, {name: draw(VALUES) for name in sorted(names)})


def kpi_values(messages: Mapping[str, str] = CAVEATS) -> st.SearchStrategy[KpiValue]:
    """A KPI's answer, of any kind."""
    units = st.sampled_from([*Unit, "EUR", "EUR/day"]).map(str)
    beside = st.builds(Beside, st.just("p90"), maybe(NUMBERS), units, COUNTS)
    return st.builds(
        KpiValue,
        st.sampled_from(sorted(KIT_KPIS)),
        units,
        DAYS,
        maybe(NUMBERS),
        COUNTS,
        *(maybe(NUMBERS) for _ in range(4)),
        maybe(COUNTS),
        st.lists(caveats(messages), max_size=2).map(tuple),
        st.lists(TEXTS, max_size=2).map(tuple),
        st.lists(beside, max_size=1).map(tuple),
    )


PLAYED = st.builds(
    lambda side, objection: Played(side=side, name=PERSONAS[side].name, objection=objection),
    st.sampled_from(SIDES),
    maybe(
        st.builds(Objection, st.just(()), NUMBERS, COUNTS, COUNTS)
        | st.just(Objection(late=("Won",)))
    ),
)
COMMON: dict[str, Any] = {
    "decided_on": maybe(DAYS),
    "objections": st.lists(TEXTS, max_size=2).map(tuple),
    "earlier": st.lists(st.builds(EarlierObjection, round=COUNTS, text=TEXTS), max_size=1).map(
        tuple
    ),
    "played": maybe(PLAYED),
}
VERSIONS = st.dictionaries(st.sampled_from(["arriving", "terms.own1"]), COUNTS)
RULES = st.sampled_from([template.rule for template in TEMPLATES.values()])
TALLIES = st.integers(0, 500).map(lambda n: Tally(2 * n + 40, n + 30, n // 2, n))
TERM = st.builds(
    AgreedTerm,
    term=st.sampled_from([*TERMS, "own1"]),
    label=TEXTS,
    sentence=TEXTS,
    rule=RULES,
    review_on=DAYS,
    numbers=maybe(st.builds(TermNumbers, covered=TALLIES, total=TALLIES, as_of=DAYS)),
    **COMMON,
)
AGREEMENTS = st.builds(
    Agreement, maybe(NUMBERS), maybe(SHARES), maybe(SHARES), maybe(SHARES), COUNTS, COUNTS
)
HOUSE = st.builds(
    HouseRules,
    rules=st.lists(
        st.sampled_from(sorted(KIT_RULES)).map(lambda key: HouseRule(key=key))
        | TEXTS.filter(bool).map(lambda text: HouseRule(text=text)),
        min_size=1,
        max_size=5,
    ).map(tuple),
    **COMMON,
)
AGAIN = st.builds(
    SortedTwice,
    change=maybe(
        st.builds(Change, AGREEMENTS, AGREEMENTS, maybe(NUMBERS), maybe(NUMBERS), maybe(NUMBERS))
    ),
    alone=maybe(st.tuples(st.builds(Alike, COUNTS, COUNTS), st.builds(Alike, COUNTS, COUNTS))),
    reproduced=maybe(st.integers(0, 12).map(lambda n: Reproduced(n // 2, n, 12 - n))),
    **COMMON,
)
PROMISED = st.builds(
    Promised,
    key=st.sampled_from([*(promise.key for promise in KIT_PROMISES), "own_sales"]),
    side=st.sampled_from(SIDES),
    limit=maybe(st.integers(1, 90)),
    text=TEXTS,
    kept=maybe(
        st.builds(
            KeptShare,
            quarter=st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4)),
            share=kpi_values(NOTES),
        )
    ),
)
AGREED = st.builds(
    AgreedKpi,
    name=st.sampled_from(sorted(KIT_KPIS)),
    target=maybe(NUMBERS),
    owners=st.builds(Owners, sales=TEXTS, marketing=TEXTS),
    value=maybe(kpi_values()),
)
SIGNED = st.builds(
    Signed,
    sales=TEXTS,
    marketing=TEXTS,
    remarks=st.lists(
        st.builds(Remark, text=TEXTS, side=maybe(st.sampled_from(SIDES))), max_size=2
    ).map(tuple),
    versions=VERSIONS,
    team=TEXTS,
    others=pairs(st.builds(SidedRole, role=TEXTS, side=st.sampled_from(SIDES))),
    sponsor=TEXTS,
    witnesses=pairs(st.builds(SidedRole, role=TEXTS, side=st.sampled_from(SIDES))),
    reunion_on=maybe(DAYS),
    **COMMON,
)
MEASURE = st.builds(
    Measure,
    st.sampled_from(["kpi", "promise", "count"]),
    TEXTS | st.sampled_from([*KIT_KPIS, *(promise.key for promise in KIT_PROMISES)]),
    maybe(COUNTS),
    TEXTS,
    TEXTS,
    TEXTS,
)
EXPERIMENT = st.builds(Experiment, TEXTS, TEXTS, MEASURE, TEXTS, TEXTS, DAYS, TEXTS, TEXTS, TEXTS)
RITUAL = st.builds(
    Ritual,
    st.sampled_from([*catalogue(), "own_1"]),
    TEXTS,
    st.sampled_from(Cadence),
    COUNTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    TEXTS,
    maybe(DAYS),
    maybe(st.times()),
    TEXTS,
)


SAID = st.text(min_size=1, max_size=40)
DUTY = st.builds(
    lambda asked, side, turn, filled, day: Duty(
        entity=asked[0],
        field=asked[1],
        side=side,
        by=FITTING[asked[0]][turn],
        filled=filled,
        cases=filled * 2,
        as_of=day,
    ),
    st.sampled_from([(entity, name) for entity in ENTITIES for name in entity_fields(entity)]),
    st.sampled_from(SIDES),
    st.integers(0, 3),
    COUNTS,
    DAYS,
)
CAPACITY = st.builds(
    Capacity,
    term=st.sampled_from([*TERMS, "own1"]),
    label=TEXTS,
    per_week=st.floats(0, 1e4),
    weeks=st.integers(4, 52),
    minutes=st.integers(1, 600),
    hours=st.floats(0, 1e4),
    as_of=DAYS,
)
DECISIONS = st.builds(
    Decisions,
    house_rules=maybe(HOUSE),
    terms=st.lists(TERM, max_size=2).map(tuple),
    duties=maybe(
        st.builds(FieldDuties, duties=st.lists(DUTY, min_size=1, max_size=2).map(tuple), **COMMON)
    ),
    line=maybe(st.builds(Introduction, text=SAID, **COMMON)),
    differences=maybe(
        st.builds(
            Differences, differences=st.lists(SAID, min_size=1, max_size=3).map(tuple), **COMMON
        )
    ),
    campaign=maybe(
        st.builds(
            NextCampaign,
            audience=SAID,
            line=SAID,
            calls=SAID,
            marketing_tells=SAID,
            sales_tells=SAID,
            capacity=maybe(CAPACITY),
            **COMMON,
        )
    ),
    sorted_twice=maybe(AGAIN),
    promises=maybe(
        st.builds(Promises, promises=st.lists(PROMISED, max_size=2).map(tuple), **COMMON)
    ),
    kpis=maybe(st.builds(AgreedKpis, kpis=st.lists(AGREED, max_size=2).map(tuple), **COMMON)),
    actions=maybe(
        st.builds(
            AgreedActions,
            actions=st.lists(st.builds(Action, TEXTS, TEXTS, DAYS, TEXTS), max_size=2).map(tuple),
            **COMMON,
        )
    ),
    experiments=maybe(st.builds(AgreedExperiments, experiments=pairs(EXPERIMENT), **COMMON)),
    customer=maybe(st.builds(CustomerSentence, text=st.text(min_size=1, max_size=40), **COMMON)),
    rituals=maybe(
        st.builds(
            AgreedRituals,
            rituals=st.lists(RITUAL, min_size=1, max_size=2).map(tuple),
            holidays=TEXTS,
            series=TEXTS,
            **COMMON,
        )
    ),
    signed=maybe(SIGNED),
    versions=VERSIONS,
)


def charter(decisions: Decisions) -> CharterData:
    """Return the charter of these decisions."""
    source = DataSource(name="x", as_of=date(2026, 9, 30))
    return CharterData(workshop="team", source=source, decisions=decisions)


@given(DECISIONS)
@settings(max_examples=examples(25))
def test_whatever_is_decided_comes_back_from_its_file(
    tmp_path_factory: pytest.TempPathFactory, decisions: Decisions
) -> None:
    """The same decisions, to the last day in a reservation; the file fits the schema."""
    data = charter(decisions)
    file = tmp_path_factory.mktemp("charter") / "charter.json"
    # Half an emoji becomes a question mark, as the export has it.
    written = data.to_json().encode("utf-8", "replace").decode()
    file.write_text(written, "utf-8")
    again = read_charter(file)

    jsonschema.validate(json.loads(written), charter_schema())
    assert written == again.to_json()
    assert data == again or written != data.to_json()


@given(DECISIONS)
@settings(max_examples=examples(25))
def test_whatever_is_decided_is_shown_in_both_languages(decisions: Decisions) -> None:
    """A page is made of every decision, and of one that came back from its file the same page."""
    data = charter(decisions)
    again = CharterData.model_validate(data.model_dump(mode="json"))

    assert data == again
    for words in map(Words, LANGS):
        assert charter_document(data, words) == charter_document(again, words)


def test_the_published_schema_is_that_of_the_types() -> None:
    """Whoever changes a decision changes the format, and sees it here."""
    assert json.loads(SCHEMA.read_text("utf-8")) == charter_schema()


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ({"format": FORMAT + 1}, "newer version"),
        ({"format": 1}, "can’t be read"),
        ({"format": "1", "kpis": []}, "can’t be read"),
        ({"format": 1, "kpis": [], "more": 1}, "can’t be read"),
        ({"kpis": [{"name": "win_rate"}]}, "can’t be read"),
        ({"kpis": "none"}, "can’t be read"),
        ({}, "can’t be read"),
    ],
)
def test_what_cannot_be_read_is_named_and_stays(body: dict[str, Any], fact: str) -> None:
    """One decision of an unknown shape costs itself and no other."""
    state = RoomState(decisions={KPIS: Decision(body, 1), "retro": Decision({"actions": []}, 1)})
    decisions = Decisions.of(state)

    with pytest.raises(WorkshopError, match=fact):
        parse_decision(AgreedKpis, KPIS, body)
    assert (None, AgreedActions(actions=())) == (decisions.kpis, decisions.actions)
    assert [KPIS] == [unread.subject for unread in decisions.unread]
    assert body == state.decisions[KPIS].body


def test_a_rule_that_was_recorded_before_words_had_labels_has_its_name() -> None:
    """Entries of the first sessions had a key alone."""
    body = {
        "term": "own7",
        "sentence": "x",
        "rule": TEMPLATES["can_buy"].rule.data(),
        "review_on": "2027-02-21",
        "decided_on": "2026-11-23",
        "numbers": {"de": "viele", "en": "many"},
    }

    assert "own7" == parse_decision(AgreedTerm, "terms.own7", body).label
