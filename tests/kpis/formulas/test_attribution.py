"""Who gets the credit: five models that share out the same wins and show no cause."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.answers import NEXT_DAY, codes, touch
from support.data.tables import LONG_AGO, at, crm, deals
from support.run.profiles import examples
from support.source.command import run

from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.attribution import MODELS, attribution, credited
from workshop.kpis.formulas.paths import Step, steps, tally
from workshop.kpis.text.tables import attribution_report
from workshop.words import LANGS, Words

WON_AT = LONG_AGO + timedelta(days=30)
MARKETING = {"human": False, "side": "marketing"}


def before(days: float, kind: str, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a touch some days before the deals of `tables.deals` close."""
    moment = WON_AT - timedelta(days=days)
    return touch(None, contact_id=who, kind=kind, **facts) | {"happened_at": moment}


def paths(touches: list[dict[str, Any]], sold: list[dict[str, Any]], **more: Any) -> list[Step]:
    """Return the steps on the paths of small tables."""
    question = Scope.of(crm(touchpoints=touches, deals=sold, campaigns=[]), **more)
    return tally(question.engine, steps(question, "won"))


def by_model(found: list[Step]) -> dict[str, dict[str | None, float]]:
    """Return model to channel to credit, without what gets nothing."""
    return {
        model: {
            one.channel: pytest.approx(one.by[model]) for one in credited(found) if one.by[model]
        }
        for model in MODELS
    }


def test_three_touches_by_hand() -> None:
    """First, last, a third each, 40-20-40."""
    found = by_model(
        paths([before(9, "form"), before(5, "webinar"), before(1, "call")], deals(1, "won"))
    )

    third = pytest.approx(1 / 3)

    assert {"form": 1.0} == found["first"]
    assert {"call": 1.0} == found["last"]
    assert {"form": third, "webinar": third, "call": third} == found["linear"]
    assert {"form": 0.4, "webinar": 0.2, "call": 0.4} == found["position"]


def test_four_touches_share_the_middle() -> None:
    """.2/(n−2) each."""
    kinds = ("form", "webinar", "mail", "call")
    found = by_model(paths([before(9 - k, kind) for k, kind in enumerate(kinds)], deals(1, "won")))

    assert {"form": 0.4, "webinar": 0.1, "mail": 0.1, "call": 0.4} == found["position"]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(["form"], {"form": 1.0}), (["form", "call"], {"form": 0.5, "call": 0.5})],
)
def test_short_paths_have_no_middle(kinds: list[str], expected: dict[str, float]) -> None:
    """One touch: all of it; two: half and half."""
    touches = [before(9 - k, kind) for k, kind in enumerate(kinds)]

    assert expected == by_model(paths(touches, deals(1, "won")))["position"]


@settings(max_examples=examples(16))
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 45), st.sampled_from(["form", "call", None])),
        max_size=25,
    ),
    st.integers(0, 6),
)
def test_every_model_hands_out_the_conversions_there_are(
    drawn: list[tuple[int, int, str | None]], won: int
) -> None:
    """The invariant of attribution: sums equal the conversions that a touch went before."""
    touches = [before(days, kind, f"C{who}") for who, days, kind in drawn]  # type: ignore[arg-type]
    lost = [{**row, "contact_id": f"C{k + won}"} for k, row in enumerate(deals(6 - won, "lost"))]
    found = credited(paths(touches, deals(won, "won") + lost))
    touched = {who for who, days, _ in drawn if who < won and days <= 30}

    for model in MODELS:
        assert sum(one.by[model] for one in found) == pytest.approx(len(touched))


def test_a_touch_outside_the_look_back_is_none() -> None:
    """Thirty days, by the day; after the close is after."""
    touches = [before(31.5, "form"), before(30.2, "webinar"), before(-0.1, "call")]
    sold = deals(1, "won", closed_at=WON_AT)

    assert {"webinar": 1.0} == by_model(paths(touches, sold))["linear"]


def test_a_close_date_without_a_time_is_a_whole_day() -> None:
    """Otherwise the last call would come after the win it led to."""
    sold = deals(1, "won", closed_at=at("2026-02-04T00:00"))
    touches = [touch("2026-02-04T15:00", kind="call")]

    assert {"call": 1.0} == by_model(paths(touches, sold))["last"]


def test_a_campaign_is_the_channel_where_one_stands_behind_the_touch() -> None:
    """A talk at the fair belongs to the fair; an automatic mail brings nobody."""
    touches = [
        before(3, "fair_talk", campaign_id="K1"),
        before(2, "mail", campaign_id="gone"),
        before(1, "auto_mail"),
    ]
    data = crm(
        touchpoints=touches,
        deals=deals(1, "won"),
        campaigns=[{"campaign_id": "K1", "kind": "fair"}],
    )
    found = credited(tally(data.engine, steps(Scope.of(data), "won")))

    assert {"Trade fair", "Personal email"} == {one.label for one in found}


def many(won: int, lost: int = 10) -> dict[str, Any]:
    """Return a company whose wins all had a form and then a call."""
    whole = [{**row, "contact_id": f"L{row['contact_id']}"} for row in deals(lost, "lost")]
    touches = [
        before(days, kind, f"C{k}")
        for k in range(won - 2)
        for days, kind in ((9, "form"), (2, "call"))
    ]
    return {"touchpoints": touches, "deals": deals(won, "won") + whole, "campaigns": []}


def test_the_answer_names_conversions_losses_and_what_nobody_touched() -> None:
    """Wins without a touch are a row of their own, so that the sums stay the wins."""
    found = attribution(Scope.of(crm(**many(40))))

    assert (40, 2, 10) == (found.conversions, found.untouched, found.lost)
    for model in MODELS:
        assert sum(c.by[model] for c in found.credits) + found.untouched == pytest.approx(40)


def test_the_span_between_the_models_is_shown() -> None:
    """The form gets everything or nothing, depending on who counts."""
    found = attribution(Scope.of(crm(**many(40))))
    spans = {one.channel: (one.low, one.high) for one in found.credits}

    assert {"form": (0.0, 38.0), "call": (0.0, 38.0)} == spans


def test_few_wins_give_no_credit() -> None:
    """A row made of ten wins would be a ranking by chance."""
    found = attribution(Scope.of(crm(**many(12))))

    assert ((), 10) == (found.credits, codes(found)["small_n"])


def test_attribution_says_that_it_shows_no_cause() -> None:
    """Always, and first."""
    assert "credit_no_cause" == attribution(Scope.of(crm(**many(40)))).caveats[0].code


def test_a_look_back_shorter_than_a_deal_is_said() -> None:
    """It looks at how deals end, not at what they come from."""
    data = crm(**many(40))
    short = attribution(Scope.of(data, assumptions=Assumptions(lookback_days=10)))
    opened = attribution(Scope.of(data, assumptions=Assumptions(lookback_days=10)), "opened")

    assert "lookback_short" in codes(short)
    assert "lookback_short" not in codes(opened)


def test_nothing_after_the_as_of_date_counts() -> None:
    """Neither a win of tomorrow nor a touch of tomorrow."""
    data = many(40)
    late = [{**row, "closed_at": NEXT_DAY} for row in deals(9, "won")]
    found = attribution(Scope.of(crm(**{**data, "deals": data["deals"] + late})))

    assert 40 == found.conversions


def test_a_missing_column_is_named() -> None:
    """Better no credit than a made-up one."""
    rows = many(40)["deals"]
    bare = [{name: value for name, value in row.items() if name != "deal_id"} for row in rows]
    found = attribution(Scope.of(crm(**{**many(40), "deals": bare}, without=("deals.deal_id",))))

    assert (("deals.deal_id",), ()) == (found.missing, found.credits)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_a_row_a_channel(lang: str) -> None:
    """Models beside each other, the span last, and the sentence about causes."""
    words = Words(lang)
    found = attribution(Scope.of(crm(**many(40))))
    said = attribution_report(found, words)

    assert all(words(one.label) in said for one in found.credits)
    assert all(words(label) in said for label in MODELS.values())
    assert found.caveats[0].text(words) in said


def test_the_command_and_its_json(capsys: pytest.CaptureFixture[str]) -> None:
    """``workshop kpis --attribution``: keys that other programs rely on."""
    code, out, _ = run(capsys, "kpis", "--attribution", "--before", "opened", "--json")
    found = json.loads(out)

    assert 0 == code
    assert [
        "as_of", "lookback_days", "before", "conversions", "untouched", "lost", "channels",
        "caveats", "missing",
    ] == list(found)  # fmt: skip
    assert ["key", "label", *MODELS, "low", "high"] == list(found["channels"][0])


@pytest.mark.parametrize(
    "more", [["--by", "source"], ["--mix", "role"], ["--kpi", "win_rate"], ["--sql"]]
)
def test_attribution_stands_alone(capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    """What would be ignored is refused."""
    assert 2 == run(capsys, "kpis", "--attribution", *more)[0]


def test_the_command_takes_day_and_look_back(capsys: pytest.CaptureFixture[str]) -> None:
    """What every question takes: --as-of and --assume."""
    more = ("--as-of", "2026-03-31", "--assume", "lookback_days=90")
    _, out, _ = run(capsys, "kpis", "--attribution", "--json", *more)
    found = json.loads(out)

    assert ("2026-03-31", 90) == (found["as_of"], found["lookback_days"])


def test_before_without_attribution_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """It would change nothing."""
    assert 2 == run(capsys, "kpis", "--before", "opened")[0]


def test_deals_of_nobody_are_left_out_and_counted() -> None:
    """Without a contact there is no path."""
    data = many(40)
    lone = [{**row, "contact_id": None} for row in deals(3, "won")]
    found = attribution(Scope.of(crm(**{**data, "deals": data["deals"] + lone})))

    assert (40, 3) == (found.conversions, codes(found)["unlinked_closed"])
