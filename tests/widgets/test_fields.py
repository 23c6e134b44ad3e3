"""Fields keep what is typed."""

from __future__ import annotations

import asyncio

from workshop.widgets.fields import QUIET_SECONDS, Later, choice, store_typed, text_field
from workshop.widgets.guard import Notice, guarded
from workshop.words import Words


def test_typing_is_stored_once_it_pauses() -> None:
    """One event a pause, not one a key."""
    kept: list[str] = []

    async def type_three_letters() -> None:
        box = text_field("Satz", "", kept.append)
        for text in ("a", "ab", "abc"):
            box.children[0].value = text
        await asyncio.sleep(QUIET_SECONDS * 2)

    asyncio.run(type_three_letters())

    assert ["abc"] == kept


def test_a_button_does_not_overtake_the_text_typed_before_it() -> None:
    """Who types and presses at once loses nothing."""
    kept: list[str] = []
    order: list[str] = []
    notice = Notice(Words("en"))

    async def type_and_press() -> None:
        box = text_field("Satz", "", guarded(notice, kept.append))
        box.children[0].value = "fast"
        guarded(notice, lambda: order.extend([*kept, "pressed"]))()

    asyncio.run(type_and_press())

    assert ["fast", "pressed"] == order


def test_nothing_waits_after_it_was_stored() -> None:
    """What was stored early is not stored again."""
    calls: list[str] = []

    async def ask_and_store() -> None:
        Later(lambda: calls.append("stored")).soon()
        store_typed()
        await asyncio.sleep(QUIET_SECONDS * 2)

    asyncio.run(ask_and_store())

    assert ["stored"] == calls


def test_a_choice_is_stored_at_once() -> None:
    """A drop-down has no pause to wait for."""
    kept: list[str] = []
    choice("Wie", [("eins", "1"), ("zwei", "2")], "1", kept.append).children[0].value = "2"

    assert ["2"] == kept


def test_a_field_carries_its_label() -> None:
    """Screen readers hear what sighted people see above the field."""
    assert text_field("Ein Satz", "", print).children[0].description == "Ein Satz"
