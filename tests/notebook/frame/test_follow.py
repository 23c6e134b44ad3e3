"""The notebook follows the room by itself, and an error does not stop it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from support.acts.screen import text

from workshop.errors import WorkshopError
from workshop.notebook import open_act
from workshop.notebook.frame import follow
from workshop.notebook.frame.follow import Follower
from workshop.room.commands.door import join
from workshop.room.commands.steps import ask_step
from workshop.room.state.participant import Participant
from workshop.widgets.guard import Notice
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.story.context import Stage
    from workshop.words import Lang

LOOKS = 5


class Act:
    """An activity as the follower sees it; it counts how often it is asked."""

    def __init__(self, lang: Lang = "en", error: Exception | None = None) -> None:
        self.room = SimpleNamespace(catch_up=lambda: None, position=0)
        self.notice = Notice(Words(lang))
        self.refreshed = self.ticked = 0
        self._error = error

    def refresh(self) -> None:
        self.refreshed += 1
        if self._error:
            raise self._error

    def tick(self) -> None:
        self.ticked += 1


async def looks(times: int = LOOKS) -> None:
    """Let the follower look a few times."""
    for _ in range(times):
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(follow, "LOOK_SECONDS", 0)
    return


def test_without_an_event_loop_nobody_looks() -> None:
    """A script that opens an act is not kept waiting."""
    act = Act()
    Follower().follow(act)

    assert 0 == act.ticked


def test_an_act_is_refreshed_when_something_happened() -> None:
    """Nothing new, nothing drawn; the clock is shown at every look."""
    act = Act()

    async def watch() -> None:
        Follower().follow(act)
        await looks()
        act.room.position = 7
        await looks()

    asyncio.run(watch())

    assert 2 == act.refreshed
    assert act.ticked > 2


def test_one_act_is_followed_at_a_time() -> None:
    """Opening an act again takes the place of the one before, which draws no more."""
    first, second, follower = Act(), Act(), Follower()
    left: list[int] = []

    async def watch() -> None:
        follower.follow(first)
        await looks()
        follower.follow(second)
        await looks(1)
        left.append(first.ticked)
        await looks()

    asyncio.run(watch())

    assert left == [first.ticked]
    assert second.ticked > 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_known_error_is_said_and_following_goes_on(lang: Lang) -> None:
    """A full disk is told in the room's words, and the clock goes on."""
    act = Act(lang, WorkshopError("This text is too long."))

    async def watch() -> None:
        Follower().follow(act)
        await looks()
        act.room.position = 7
        await looks()

    asyncio.run(watch())

    assert Words(lang)("This text is too long.") in act.notice.widget.value
    assert 2 == act.refreshed
    assert act.ticked > 2


@pytest.mark.parametrize("lang", LANGS)
def test_an_unforeseen_error_is_logged_and_following_goes_on(
    lang: Lang, caplog: pytest.LogCaptureFixture
) -> None:
    """The hall reads that nothing is lost; the log says what happened."""
    act = Act(lang, RuntimeError("secret detail"))

    async def watch() -> None:
        Follower().follow(act)
        await looks()
        act.room.position = 7
        await looks()

    asyncio.run(watch())
    shown = act.notice.widget.value

    assert Words(lang)("Something went wrong here. It’s our fault, not yours.") in shown
    assert "secret detail" not in shown
    assert "secret detail" in caplog.text
    assert 2 == act.refreshed


def test_an_open_act_sees_a_phone_come_in(stage: Stage) -> None:
    """Nobody has to press anything for the hall to appear on the projector."""
    drawn: list[str] = []

    async def watch() -> None:
        shown = open_act("retrospective", stage)
        drawn.append(text(shown))
        (event,) = join(stage.room.state, "token", Participant("sales", "de"), 9)
        stage.room._log.append(event)
        await looks()
        drawn.append(text(shown))

    asyncio.run(watch())
    waiting = stage.words.plural("{n} answer", "{n} answers", 0)

    assert [False, True] == [waiting in one for one in drawn]


def test_an_open_act_takes_the_presenters_step(stage: Stage) -> None:
    """The facilitator steers from the presenter view, away from the keyboard."""

    async def watch() -> None:
        stage.room.open_act("charter")
        open_act("charter", stage)
        stage.room.execute(lambda state: ask_step(state, "reveal"))
        await looks()

    asyncio.run(watch())

    assert {"charter": "reveal"} == stage.room.state.beats
