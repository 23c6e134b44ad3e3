"""Each finding on data with exactly that problem, and not on data without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import LONG_AGO, at, crm
from support.exports.exports import refusal

from workshop.crm.schema import Stage
from workshop.policy import MIN_N
from workshop.terms.lint.finding import KINDS
from workshop.terms.lint.linter import lint
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.term import TERMS, own_term
from workshop.words import Words, as_typed

if TYPE_CHECKING:
    from workshop.terms.lint.finding import Finding
    from workshop.terms.rules.entity import Entity

DE, EN = Words("de"), Words("en")
Rows = list[dict[str, Any]]


def group(name: str, n: int, **facts: Any) -> Rows:
    """Return `n` contacts of their own ids, all with the same facts."""
    return [
        {"contact_id": f"{name}{i}", "created_at": LONG_AGO, "webinars": 2.0, **facts}
        for i in range(n)
    ]


def yes(*names: str, match: Any = "all") -> Rule:
    return all_of(*(Criterion(field=name, op=Op.IS_TRUE) for name in names), match=match)


def all_of(*criteria: Criterion | Group, match: Any = "all", entity: Entity = "contacts") -> Rule:
    return Rule(entity=entity, where=Group(match=match, criteria=list(criteria)))


def least(field: str, value: float) -> Criterion:
    return Criterion(field=field, op=Op.AT_LEAST, value=value)


PEOPLE = [
    *group("both", 50, decides=True, need_known=True, form_sent=True),
    *group("say", 50, decides=True, need_known=False, form_sent=True),
    *group("need", 50, decides=False, need_known=True, form_sent=False),
    *group("none", 50, decides=False, need_known=False, form_sent=False),
]
"""Two flags that halve everybody, independent of each other; a third that repeats the first."""
ABLE = yes("decides", "need_known")


def found(
    people: Rows,
    rule: Rule,
    term: str = "mql",
    others: dict[str, Rule] | None = None,
    **tables: Rows,
) -> list[Finding]:
    held = crm(**({"contacts": people, "deals": [], "handoffs": [], "accounts": []} | tables))
    return lint(held, TERMS[term], rule, others or {})


def codes(*args: Any, **more: Any) -> list[str]:
    return [one.code for one in found(*args, **more)]


def values(*args: Any, **more: Any) -> dict[str, Any]:
    """Return the numbers of the only finding there is."""
    (one,) = found(*args, **more)
    return {name: value for name, value in one.values.items() if isinstance(value, int | float)}


def test_a_good_rule_has_no_finding() -> None:
    """Whoever writes a good rule is left alone; a linter that always talks is not heard."""
    assert [] == found(PEOPLE, ABLE)


@pytest.mark.parametrize("where", [Group(), Group(criteria=[Group(), Group(match="any")])])
def test_an_empty_rule_has_no_finding(where: Group) -> None:
    """Before the first criterion there is nothing to find fault with."""
    assert [] == found(PEOPLE, Rule(where=where))


def test_the_codes_and_their_levels_stay() -> None:
    """Style sheet and charter know findings by these names; they are sorted from bad to good."""
    expected = {
        "nobody": "stop",
        "everybody": "stop",
        "late": "stop",
        "empty": "mind",
        "outside": "mind",
        "leaves_out": "mind",
        "same": "mind",
        "tips": "mind",
        "superfluous": "note",
        "untouched": "note",
        "few": "note",
    }

    assert expected == {code: kind.level for code, kind in KINDS.items()}
    assert list(expected) == list(KINDS)


def test_nobody() -> None:
    """A value that does not occur."""
    (one,) = found(PEOPLE, all_of(least("webinars", 3.0)))

    assert ("nobody", "stop") == (one.code, one.level)
    assert "This rule fits none of the 200 cases." == one.said(EN)
    assert "Either a value never occurs, or two criteria contradict each other." == one.hint(EN)


def test_nobody_names_the_criterion_it_hangs_on() -> None:
    """Without which one most cases would fit is said, with their number."""
    (one,) = found(PEOPLE, all_of(*ABLE.where.criteria, least("webinars", 3.0)))

    assert "nobody" == one.code
    hint = "It comes down to “Webinars attended is at least 3”: without that, it would be 50."
    assert hint == one.hint(EN)


def test_everybody() -> None:
    """All cases; that no criterion changes anything then is not said on top."""
    rule = all_of(least("webinars", 1.0), least("webinars", 2.0))

    assert ["everybody"] == codes(PEOPLE, rule)
    assert {"all": 200} == values(PEOPLE, rule)


@pytest.mark.parametrize(
    ("term", "field", "late"),
    [
        ("lead", "need_known", False),
        ("lead", "meeting_held", True),
        ("sql", "meeting_held", False),
        ("sql", "converted_at", True),
        ("customer", "converted_at", False),
    ],
)
def test_a_field_known_too_late(term: str, field: str, *, late: bool) -> None:
    """Each word may ask for what its stage knows, and for nothing after that."""
    facts: dict[str, Any] = {"need_known": True, "meeting_held": True, "converted_at": LONG_AGO}
    half = {**facts, "need_known": False, "meeting_held": False, "converted_at": None}
    people = group("yes", 50, **facts) + group("no", 50, **half)
    op = Op.IS_KNOWN if field == "converted_at" else Op.IS_TRUE
    rule = all_of(Criterion(field=field, op=op))

    assert (["late"] if late else []) == codes(people, rule, term)


def test_late_fields_are_named_together() -> None:
    """One finding for all of them; four lines are all the projector shows."""
    rule = yes("meeting_held", "handed_over", "decides", match="any")
    said = [one.said(EN) for one in found(PEOPLE, rule, "lead") if one.code == "late"]
    expected = (
        "“Meeting was held”, “Was handed over”: nobody knows that yet when you have to say “Lead”."
    )

    assert [expected] == said


def test_a_word_of_ones_own_is_never_too_late() -> None:
    """Nobody asked what it may know."""
    own = own_term("own1", "{Stammkunde}", "contacts")
    people = group("yes", 50, meeting_held=True) + group("no", 50, meeting_held=False)

    assert Stage.OUTCOME is own.knows
    assert [] == lint(crm(contacts=people, deals=[]), own, yes("meeting_held"), {})


@pytest.mark.parametrize(("empty", "expected"), [(179, []), (180, ["empty"])])
def test_an_empty_field(empty: int, expected: list[str]) -> None:
    """From nine in ten on; at 179 of 200 nothing is said."""
    people = group("fair", 199 - empty, source="fair") + group("ads", 1, source="ads")
    people += group("empty", empty)
    rule = all_of(Criterion(field="source", op=Op.ANY_OF, value=["fair"]))

    assert expected == [one for one in codes(people, rule) if one != "few"]


def test_the_share_of_empty_cases_is_never_rounded_up_to_all() -> None:
    """199 of 200 are not 100 %."""
    people = group("known", 1, months_to_buy=3.0) + group("open", 199)
    rule = all_of(Criterion(field="months_to_buy", op=Op.AT_MOST, value=6.0))
    (one,) = [one for one in found(people, rule) if one.code == "empty"]

    assert "“Purchase timeframe” is empty in 199 of 200 cases (99%)." == one.said(EN)


def test_asking_whether_a_field_is_empty_is_no_fault() -> None:
    """That it is mostly empty is the very question."""
    people = group("known", 10, months_to_buy=3.0) + group("open", 190)
    rule = all_of(Criterion(field="months_to_buy", op=Op.IS_MISSING))

    assert [] == codes(people, rule)


@pytest.mark.parametrize(("still", "expected"), [(179, []), (180, ["untouched"])])
def test_a_field_nobody_may_have_touched(still: int, expected: list[str]) -> None:
    """A no in nine of ten cases may be what the form holds by itself."""
    people = group("no", still, decides=False) + group("yes", 200 - still, decides=True)

    assert expected == [one for one in codes(people, yes("decides")) if one != "few"]


def test_a_zero_that_was_counted_is_a_fact() -> None:
    """Most contacts have won no deal; nobody forgot to fill that in."""
    won = [
        {
            "deal_id": f"D{i}",
            "contact_id": f"both{i}",
            "created_at": LONG_AGO,
            "closed_at": LONG_AGO,
            "status": "won",
        }
        for i in range(10)
    ]
    rule = all_of(least("deals_won", 1.0))

    assert [] == codes(PEOPLE, rule, "customer", deals=won)


@pytest.mark.parametrize(
    ("others", "outside"),
    [
        ({"sal": "need_known"}, "sal"),
        ({"mql": "need_known"}, "mql"),
        ({"lead": "need_known", "mql": "decides"}, ""),
        ({"sal": "decides", "mql": "need_known"}, ""),
        ({"customer": "need_known"}, ""),
    ],
)
def test_the_order_outwards(others: dict[str, str], outside: str) -> None:
    """An SQL has to lie in the nearest agreed word around it: SAL, or else MQL, or else Lead."""
    agreed = {key: yes(field) for key, field in others.items()}
    people = [*PEOPLE, *group("more", 60, decides=True, need_known=False, form_sent=False)]
    rule = yes("decides", "form_sent")
    seen = [one for one in found(people, rule, "sql", agreed) if one.code == "outside"]

    assert ([TERMS[outside].label] if outside else []) == [one.values["other"] for one in seen]
    assert ([(50, 100)] if outside else []) == [(o.values["n"], o.values["all"]) for o in seen]


@pytest.mark.parametrize(
    ("others", "out"),
    [
        ({"sql": "need_known"}, ["SQL"]),
        ({"sal": "decides", "sql": "need_known"}, []),
        ({"sal": "need_known", "sql": "need_known"}, ["SAL"]),
        ({"lead": "need_known", "customer": "need_known"}, []),
    ],
)
def test_the_order_inwards(others: dict[str, str], out: list[str]) -> None:
    """What has to lie inside this word, and would not; only the nearest one is held against it."""
    agreed = {key: yes(field) for key, field in others.items()}
    people = [*PEOPLE, *group("few", 20, decides=True, need_known=False, form_sent=False)]
    seen = [one for one in found(people, yes("decides"), "mql", agreed) if one.code == "leaves_out"]

    assert out == [one.values["other"]["en"] for one in seen]
    assert [(50, 100)] * len(out) == [(one.values["n"], one.values["all"]) for one in seen]


@pytest.mark.parametrize(("apart", "expected"), [(1, ["same"]), (2, [])])
def test_two_words_for_one_thing(apart: int, expected: list[str]) -> None:
    """99 of 100 cases of either are of both; with 98 of 100 the words differ."""
    people = group("both", 100 - apart, decides=True, need_known=True)
    people += group("one", apart, decides=True, need_known=False)
    people += group("none", 100, decides=False, need_known=False)
    others = {"customer": yes("need_known")}

    assert expected == codes(people, yes("decides"), "mql", others)


def test_words_about_something_else_are_passed_over() -> None:
    """Deals are no contacts, an empty rule is no word, and what the data lacks says nothing."""
    others = {
        "opportunity": all_of(least("value", 1.0), entity="deals"),
        "lead": Rule(),
        "sal": yes("handed_over"),
    }
    held = crm(contacts=PEOPLE, deals=[])

    assert [] == lint(held, TERMS["mql"], ABLE, others)


def test_a_word_of_ones_own_is_called_what_people_call_it() -> None:
    """By its label where that is known, and as typed, braces included; else by its key."""
    held, others = crm(contacts=PEOPLE, deals=[]), {"own1": ABLE}
    (named,) = lint(held, TERMS["mql"], ABLE, others, {"own1": as_typed("A {lead}")})
    (bare,) = lint(held, TERMS["mql"], ABLE, others)
    said = "As good as the same as “{}”: 50 of 50 cases fit both terms."

    assert said.replace("{}", "A {lead}") == named.said(EN)
    assert said.replace("{}", "own1") == bare.said(EN)


def scored(**counts: int) -> Rows:
    """Return contacts by score: ``s40=10`` are ten with 40 points."""
    return [
        row
        for name, n in counts.items()
        for row in group(name, n, score=float(name.removeprefix("s")))
    ]


@pytest.mark.parametrize(("next_to_it", "expected"), [(25, []), (26, ["tips"])])
def test_a_threshold_that_tips(next_to_it: int, expected: list[str]) -> None:
    """One step down brings more than a quarter more cases; exactly a quarter does not tip."""
    people = scored(s10=100, s30=next_to_it, s40=0, s50=100)

    assert expected == codes(people, all_of(least("score", 50.0)))


def test_the_larger_step_is_named() -> None:
    """Up and down are looked at, and the one that changes more is said with both numbers."""
    people = scored(s10=100, s30=30, s50=70, s60=30)
    (one,) = found(people, all_of(least("score", 50.0)))
    said = "One step further, at “Marketing score is at least 60 points”, the number of cases goes"

    assert f"{said} from 100 to 30." == one.said(EN)


@pytest.mark.parametrize("match", ["all", "any"])
def test_a_criterion_that_changes_nothing(match: str) -> None:
    """With and without it the same cases fit."""
    inner = least("webinars", 1.0) if match == "all" else least("webinars", 3.0)
    rule = all_of(Criterion(field="decides", op=Op.IS_TRUE), inner, match=match)
    (one,) = found(PEOPLE, rule)

    assert "superfluous" == one.code
    assert (inner,) == one.values["criteria"]
    assert "it’s still the same cases (100)." in one.said(EN)


def test_two_criteria_that_say_the_same_are_not_both_to_go() -> None:
    """Each alone can go; if both went, the rule would be another one, and that is said."""
    rule = yes("decides", "form_sent", "need_known")
    (one,) = found(PEOPLE, rule)

    assert "superfluous" == one.code
    assert ["decides", "form_sent"] == [each.field for each in one.values["criteria"]]
    assert "not all at once" in one.hint(EN)


@pytest.mark.parametrize(("n", "expected"), [(MIN_N, []), (MIN_N - 1, ["few"])])
def test_few_cases(n: int, expected: list[str]) -> None:
    """Only those count that had their time; young ones do not make a conversion."""
    young = group("young", 100, decides=True, created_at=at("2026-09-01T10:00"))
    people = group("old", n, decides=True) + young + group("no", 150, decides=False)

    assert expected == codes(people, yes("decides"))


def test_a_rule_about_the_outcome_has_no_conversion_to_miss() -> None:
    """How many of the customers win says nothing, whether they are few or many."""
    people = group("yes", 20, converted_at=LONG_AGO) + group("no", 20)
    rule = all_of(Criterion(field="converted_at", op=Op.IS_KNOWN))

    assert [] == codes(people, rule, "customer")


def test_the_worst_comes_first() -> None:
    """The projector shows the first four."""
    people = group("yes", 19, meeting_held=True, decides=True)
    people += group("no", 181, meeting_held=False, decides=False)
    rule = yes("meeting_held", "decides")
    order = list(KINDS)
    seen = codes(people, rule, "mql", {"lead": all_of(least("webinars", 5.0))})

    assert ["late", "outside", "superfluous", "untouched", "untouched", "few"] == seen
    assert sorted(seen, key=order.index) == seen


def test_without_cases_there_is_nothing_to_count() -> None:
    """No data is no fault of the rule; what is known too late is, with or without data."""
    assert [] == codes([], ABLE)
    assert ["late"] == codes([], yes("meeting_held"))


def test_a_field_the_data_lacks_is_refused() -> None:
    """Said as everywhere else: which field, and what to do."""
    held = crm(contacts=PEOPLE, deals=[], without=("score",))
    error = refusal(lint, held, TERMS["mql"], all_of(least("score", 40.0)), {})

    assert "score" in str(error)


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_every_finding_can_be_said(words: Words) -> None:
    """No kind is forgotten, no placeholder left open in either language."""
    people = [*PEOPLE, *scored(s10=20, s30=20, s50=20)]
    people += group("ads", 2400, source="webinar", newsletter=False)
    asked: list[tuple[Rule, dict[str, Rule]]] = [
        (ABLE, {"lead": all_of(least("score", 30.0)), "sql": yes("form_sent")}),
        (ABLE, {"sal": ABLE}),
        (yes("decides", "form_sent"), {}),
        (all_of(least("score", 50.0), least("webinars", 1.0)), {}),
        (all_of(least("score", 90.0)), {}),
        (all_of(least("score", 90.0), least("webinars", 1.0)), {}),
        (all_of(least("webinars", 2.0)), {}),
        (yes("meeting_held", "newsletter", match="any"), {}),
        (all_of(Criterion(field="source", op=Op.NONE_OF, value=["ads"])), {}),
    ]
    seen = [one for rule, others in asked for one in found(people, rule, "mql", others)]
    texts = [text for one in seen for text in (one.said(words), one.hint(words))]

    assert set(KINDS) == {one.code for one in seen}
    assert [] == [text for text in texts if "{" in text or not text]
