"""What became of contacts, deals and campaigns is told without nulls and without double rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import LONG_AGO, at, contacts, crm, deals

from workshop.terms.outcome.outcome import NEEDS, with_fate
from workshop.terms.rules.entity import ENTITIES, key_of

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.terms.rules.entity import Entity

FLAGS = ("mature", "has_won", "won_in_time")
END = at("2026-10-01")


def fates(data: Crm, entity: Entity, window: int = 180) -> dict[str, tuple[bool, ...]]:
    """Return key to the three flags."""
    cases = with_fate(data.table(entity), entity, data.table, END, window)
    rows = cases.to_pyarrow().to_pylist()
    found = {row[key_of(entity)]: tuple(row[flag] for flag in FLAGS) for row in rows}
    assert len(rows) == len(found)
    return found


def touch(campaign: str, contact: str, days: float = 0) -> dict[str, Any]:
    return {
        "campaign_id": campaign,
        "contact_id": contact,
        "happened_at": LONG_AGO + timedelta(days=days),
    }


def run(*campaigns: str, **facts: Any) -> list[dict[str, Any]]:
    return [{"campaign_id": one, "starts_at": LONG_AGO, **facts} for one in campaigns]


def test_flags_are_never_null() -> None:
    """A contact without deals did not win; a null would fall out of every count."""
    held = crm(contacts=contacts(3), deals=deals(1, "won", -9) + deals(2, "won")[1:])

    assert {
        "C0": (True, False, False),
        "C1": (True, True, True),
        "C2": (True, False, False),
    } == fates(held, "contacts")


@pytest.mark.parametrize("entity", ENTITIES)
def test_own_columns_stay_and_the_needed_ones_suffice(entity: Entity) -> None:
    """Rules are asked of the same rows afterwards, and an export need not have more."""
    needed = {need.split(".")[0]: [] for need in NEEDS[entity]}
    held = crm(**needed)
    lean = {
        table: held.table(table).select(
            [n.split(".")[1] for n in NEEDS[entity] if n.startswith(f"{table}.")]
        )
        for table in needed
    }
    cases = with_fate(lean[entity], entity, lean.__getitem__, END, 180)

    assert {*lean[entity].columns, "began_at", *FLAGS} == {*cases.columns}
    assert [] == cases.to_pyarrow().to_pylist()


def test_contacts_and_deals_without_an_id_do_not_meet() -> None:
    """A missing id is no id that two rows share."""
    people = [*contacts(1), {"created_at": at("2026-01-05")}]
    held = crm(contacts=people, deals=deals(1, "won", contact_id=None))

    assert {"C0": (True, False, False)} == fates(held, "contacts")


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_began_after_the_end_or_nobody_knows_when_is_left_out(entity: Entity) -> None:
    """Nobody can say whether it had its time."""
    key, begins = key_of(entity), {"campaigns": "starts_at"}.get(entity, "created_at")
    rows = [
        {key: "then", begins: END - timedelta(minutes=1)},
        {key: "late", begins: END},
        {key: "?"},
    ]
    held = crm(**{"contacts": [], "deals": [], "campaigns": [], "touchpoints": [], entity: rows})

    assert {"then": (False, False, False)} == fates(held, entity)


@pytest.mark.parametrize(
    ("days", "flags"),
    [(30, (True, True, True)), (200, (True, True, False)), (400, (True, False, False))],
)
@pytest.mark.parametrize("entity", ENTITIES)
def test_a_window_is_for_every_entity(entity: Entity, days: float, flags: tuple[bool, ...]) -> None:
    """In time, too late for the window, and later than the data knows."""
    held = crm(
        contacts=contacts(1),
        deals=deals(1, "won", days),
        campaigns=run("K"),
        touchpoints=[touch("K", "C0")],
    )

    assert [flags] == list(fates(held, entity).values())


def test_a_deal_is_not_won_by_another_one() -> None:
    """Each deal has its own end: lost, open with a planned date, or won."""
    held = crm(deals=deals(1, "won") + deals(1, "lost") + deals(1, "open"))

    assert {"won0": True, "lost0": False, "open0": False} == {
        key: won for key, (_, won, _) in fates(held, "deals").items()
    }


def test_a_deal_needs_no_contact() -> None:
    """Some CRMs hang deals on firms only; they are won all the same."""
    (won,) = deals(1, "won")
    del won["contact_id"]
    held = crm(deals=[won], without=("contact_id",))

    assert {"won0": (True, True, True)} == fates(held, "deals")


def test_a_campaign_wins_by_whom_it_touched_before() -> None:
    """Two touches and two contacts are one success; a win before the touch, or at none, is none."""
    held = crm(
        campaigns=run("both", "after", "nobody"),
        touchpoints=[
            touch("both", "C0"),
            touch("both", "C0", 5),
            touch("both", "C1"),
            touch("after", "C0", 31),
        ],
        deals=deals(2, "won"),
    )

    assert {
        "both": (True, True, True),
        "after": (True, False, False),
        "nobody": (True, False, False),
    } == fates(held, "campaigns")


def test_a_touch_on_the_day_of_the_win_came_before_it() -> None:
    """Many exports keep the day of a deal only, so it closes at midnight."""
    held = crm(
        campaigns=run("K"),
        touchpoints=[touch("K", "C0", 1)],
        deals=deals(1, "won", closed_at=at("2026-01-06")),
    )

    assert {"K": (True, True, True)} == fates(held, "campaigns")
