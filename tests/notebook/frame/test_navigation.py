"""From act to act."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from support.acts.screen import esc, text

from workshop.acts import ACTS, Act
from workshop.notebook.frame.navigation import act_onward, leap, onward
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState
from workshop.room.views.planning import PLAN
from workshop.widgets.elements import rows
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("following", ACTS[1:], ids=lambda act: act.key)
def test_the_link_names_the_act_and_opens_it(following: Act, lang: Lang) -> None:
    """People read where they go, and get there in the language they read."""
    words = Words(lang)
    shown = text(rows(*onward(following, words)))

    assert f'data-workshop-open="{following.path(lang)}"' in shown
    assert esc(following.heading(words)) in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_leap_goes_where_the_link_goes(lang: Lang) -> None:
    """The presenter's step to the next act opens the same page as the link below."""
    link = leap(ACTS[1], Words(lang))

    assert f'class="ot-leap" data-workshop-open="{ACTS[1].path(lang)}"' in link


def test_no_link_leaps_by_itself() -> None:
    """Only a leap is followed without a click."""
    assert "ot-leap" not in text(rows(*onward(ACTS[1], Words("en"))))


def test_where_nothing_follows_there_is_no_way_on() -> None:
    """The story ends."""
    assert [] == onward(None, Words("en"))
    assert "" == leap(None, Words("en"))


@pytest.mark.parametrize(("here", "following"), list(pairwise(ACTS)), ids=lambda act: act.key)
def test_half_a_day_leads_from_act_to_act(here: Act, following: Act) -> None:
    """The plan that leaves nothing out leaves no act out."""
    assert following == act_onward(RoomState(), here.key)


def test_the_last_act_leads_nowhere() -> None:
    """After the charter nothing is next."""
    assert act_onward(RoomState(), ACTS[-1].key) is None


def test_a_short_plan_skips_the_acts_it_leaves_out() -> None:
    """Whoever has 90 minutes is not sent into the customer's journey."""
    body = {"plan": "90", "at": 0.0}
    state = fold([Event(kind="kept", subject=PLAN, item="both", body=body)])
    following = act_onward(state, "shared_terms")

    assert following is not None
    assert "joint_kpis" == following.key
