"""From act to act."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from screen import text

from workshop.activities.onward import leap, onward
from workshop.acts import ACTS, Act
from workshop.widgets.html import esc, rows
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang

STEPS = list(pairwise(ACTS))
LAST = ACTS[-1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("here", "following"), STEPS)
def test_each_act_leads_to_the_next_in_its_language(here: Act, following: Act, lang: Lang) -> None:
    """The link names the next act and opens its notebook in the same language."""
    words = Words(lang)
    shown = text(rows(*onward(here.key, words)))

    assert f'data-workshop-open="{following.path(lang)}"' in shown
    assert esc(following.heading(words)) in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("here", "following"), STEPS)
def test_a_leap_goes_where_the_link_goes(here: Act, following: Act, lang: Lang) -> None:
    """The presenter's step to the next act opens the same page as the link below."""
    link = leap(here.activity, Words(lang))

    assert f'class="ot-leap" data-workshop-open="{following.path(lang)}"' in link


def test_no_link_leaps_by_itself() -> None:
    """Only a leap is followed without a click."""
    assert "ot-leap" not in text(rows(*onward(ACTS[0].key, Words("en"))))


def test_after_the_last_act_there_is_no_way_on() -> None:
    """The story ends."""
    assert [] == onward(LAST.key, Words("en"))
    assert "" == leap(LAST.activity, Words("en"))


def test_what_is_no_act_leads_nowhere() -> None:
    """An activity outside the story has no next."""
    assert "" == leap("elsewhere", Words("en"))
