"""The second export: everything of the first is in it, and what was planted is found by a check."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.data.months import charter_of_june
from support.source.command import run

from workshop.crm.open import open_data
from workshop.crm.sample import make_later_sample, make_sample, write_sample
from workshop.crm.sample.later import END, FIRST, LATER_AS_OF
from workshop.crm.sample.later_stories import LATER_STORIES
from workshop.crm.schema import TABLES
from workshop.journey.promises.promise import promise
from workshop.story.check.checking import check
from workshop.story.check.topics import topics
from workshop.story.check.types import Movement, Verdict
from workshop.story.decisions.types import (
    AgreedKpi,
    AgreedKpis,
    AgreedTerm,
    Owners,
    Promised,
    Promises,
)
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.check.types import Check

SIGNED = date(2026, 9, 30)
OWNERS = Owners(sales="a", marketing="b")
FIGURE = re.compile(r"(\d+)%")


@cache
def both(seed: int) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Return the first export and the second one."""
    return make_sample(seed), make_later_sample(seed)


@pytest.fixture(scope="module", params=(7, 20))
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Check:
    """A charter signed on the first export, held against the second."""
    folder = tmp_path_factory.mktemp("later")
    write_sample(folder, seed=request.param, later=True)
    charter = charter_of_june()
    signed = charter.decisions.signed
    assert signed
    given = (("answer", 8), ("carries", 3), ("fresh", 14))
    decided = {
        "terms": (
            AgreedTerm(term="lead", sentence="x", rule=TEMPLATES["can_buy"].rule, review_on=SIGNED),
        ),
        "kpis": AgreedKpis(
            kpis=tuple(
                AgreedKpi(name=name, target=0.5, owners=OWNERS)
                for name in ("acceptance_rate", "pipeline_ageing", "lead_to_won")
            )
        ),
        "promises": Promises(
            promises=tuple(
                Promised(key=key, side=promise(key).from_side, limit=n) for key, n in given
            )
        ),
        "signed": signed.model_copy(update={"decided_on": SIGNED}),
    }
    decisions = charter.decisions.model_copy(update=decided)
    source = charter.source.model_copy(update={"as_of": SIGNED})
    return check(
        charter.model_copy(update={"decisions": decisions, "source": source}), open_data(folder)
    )


def movements(found: Check) -> dict[str, Movement | None]:
    """Return what was compared, by the story about it."""
    answer, carries, fresh = (one.movement for one in found.promises)
    acceptance, ageing, _ = (one.movement for one in found.kpis)
    return {
        "kept_better": answer,
        "kept_worse": carries,
        "rule_drifts": found.terms[0].fitting,
        "spring_cleaning": ageing,
        "honest_again": acceptance,
        "only_looks_moved": fresh,
    }


def test_every_story_is_found(found: Check) -> None:
    """One promise better, one worse, practice off the rule, a gamed KPI, and nothing by chance."""
    told = movements(found)
    better = {key: one.better for key, one in told.items() if one and one.better is not None}

    assert {story.key for story in LATER_STORIES} == set(told)
    large = {
        "kept_better": True,
        "kept_worse": False,
        "spring_cleaning": True,
        "honest_again": False,
    }
    # A rule that few cases fit to begin with drifts visibly, and not beyond chance in every seed.
    assert better in (large, large | {"rule_drifts": False})
    assert {"kpi_gamed", "kpi_worse", "promise_worse"} <= {topic.code for topic in topics(found)}
    assert found.kpis[2].movement.verdict is Verdict.TOO_YOUNG


@pytest.mark.parametrize("found", [7], indirect=True)
def test_the_stories_tell_the_shipped_figures(found: Check) -> None:
    """Before and since, as whole percent, are those of the check; practice has left the rule."""
    assert "term_drift" in {topic.code for topic in topics(found)}
    for story in LATER_STORIES:
        movement = movements(found)[story.key]
        assert movement
        values = (movement.before.value, movement.since.value)
        figures = [int(one) for one in FIGURE.findall(story.look_for)]
        assert figures == [round(100 * (value or 0)) for value in values], story.key


@pytest.mark.parametrize("seed", [7, 3])
def test_every_row_of_the_first_export_is_in_the_second(seed: int) -> None:
    """Under its key and as it was; only open deals have been closed."""
    first, later = both(seed)
    for name, frame in first.items():
        rows = later[name].iloc[: len(frame)]
        still = (frame["status"] != "open").to_numpy() if name == "deals" else slice(None)
        before, now = frame[still], rows[still]
        pd.testing.assert_frame_equal(before.reset_index(drop=True), now.reset_index(drop=True))


@pytest.mark.parametrize("seed", [7, 3])
def test_an_open_deal_is_still_open_or_has_ended(seed: int) -> None:
    """Who it is with, since when, about what and for how much: none of that has changed."""
    first, later = (frames["deals"] for frames in both(seed))
    was_open = first["status"] == "open"
    now = later.iloc[: len(first)][was_open.to_numpy()]
    ends = ["closed_at", "status", "lost_reason"]
    lost, ended = now["status"] == "lost", now["status"] != "open"

    pd.testing.assert_frame_equal(now.drop(columns=ends), first[was_open].drop(columns=ends))
    assert set(now["status"]) == {"open", "lost", "won"}
    assert now.loc[ended, "closed_at"].between(FIRST, END, inclusive="left").all()
    assert now.loc[~ended, "closed_at"].isna().all()
    assert now.loc[~lost, "lost_reason"].isna().all()


def test_new_touches_belong_to_campaigns_that_still_run() -> None:
    """The newsletter goes on; nobody registers for a webinar of a year ago."""
    first, later = both(7)
    touches = later["touchpoints"].iloc[len(first["touchpoints"]) :]
    campaigns = later["campaigns"].set_index("campaign_id")
    ends = campaigns["ends_at"].reindex(touches["campaign_id"].dropna())

    assert len(ends) > 50
    assert ends.isna().all()
    assert touches.loc[touches["kind"] == "newsletter", "campaign_id"].notna().any()


def test_new_rows_belong_to_the_five_weeks() -> None:
    """Their keys are new, their links lead somewhere, and nothing of them is in the future."""
    first, later = both(7)
    people = set(later["contacts"]["contact_id"])
    for name, moment in (
        ("contacts", "created_at"),
        ("touchpoints", "happened_at"),
        ("handoffs", "handed_at"),
        ("deals", "created_at"),
    ):
        key = TABLES[name].key.name
        new = later[name].iloc[len(first[name]) :]

        assert later[name][key].is_unique
        assert len(new) > 10
        assert new[moment].between(FIRST, END, inclusive="left").all()
        assert set(new["contact_id"]) <= people
    decided = later["handoffs"]["decided_at"]
    assert decided.max() < END


def test_the_same_seed_is_the_same_company() -> None:
    """Drawn twice, it is the same to the last cell."""
    for name, frame in make_later_sample(7).items():
        pd.testing.assert_frame_equal(frame, both(7)[1][name])


def test_the_command_writes_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the day it knows until, so that whoever opens it knows as well."""
    code, _, _ = run(capsys, "sample", "--later", "--out", tmp_path, "--contacts", "300")

    assert code == 0
    assert open_data(tmp_path).as_of == LATER_AS_OF
