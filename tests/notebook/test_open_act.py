"""Every notebook opens its act, and none with a notice: an error there would end no cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.screen import text

from workshop.acts import ALL, Act
from workshop.notebook import open_act

if TYPE_CHECKING:
    from workshop.story.context import Stage


@pytest.mark.parametrize("act", ALL, ids=lambda act: act.key)
def test_an_act_opens_without_a_notice(stage: Stage, act: Act) -> None:
    """In an empty room, as on the morning of the workshop."""
    shown = text(open_act(act.key, stage))

    assert len(shown) > 100
    assert 'role="alert"' not in shown


def test_an_error_would_be_seen(stage: Stage) -> None:
    """The check can fail: without tables an act says what is missing."""
    stage.session.crm.unlink()
    stage.session.crm.write_bytes(b"no database")

    assert 'role="alert"' in text(open_act("look_around", stage))
