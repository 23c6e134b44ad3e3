"""A company made by dice: every table, with the gaps, strangers and contradictions of real ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from support.data.tables import at

Tables = dict[str, list[dict[str, Any]]]
BEGIN = at("2025-01-06T00:00")
DAYS = 630
"""From the first day to `tables.AS_OF`, nearly."""


def company(seed: int, people: int = 160) -> Tables:
    """Return tables of a company; the same seed gives the same one."""
    dice = Random(seed)  # noqa: S311 - dice for tests
    contacts = [_contact(dice, n) for n in range(people)]
    known = [row for row in contacts if row["created_at"]]
    handed = [_handoff(dice, n, dice.choice(known)) for n in range(people)]
    deals = [_deal(dice, n, dice.choice(known)) for n in range(people)]
    touched = [_touch(dice, n, dice.choice(known)) for n in range(2 * people)]
    return {
        "accounts": [
            {"account_id": f"A{n}", "segment": dice.choice(["dealer", "end_customer"])}
            for n in range(9)
        ],
        "contacts": contacts,
        "campaigns": [
            {"campaign_id": f"K{n}", "kind": "fair", "starts_at": _later(dice, BEGIN, DAYS)}
            for n in range(4)
        ],
        "touchpoints": touched,
        "handoffs": handed,
        "deals": deals,
        "costs": [
            {
                "cost_id": f"E{month}{side}{kind}",
                "month": datetime(2025 + month // 12, month % 12 + 1, 1),  # noqa: DTZ001
                "side": side,
                "kind": kind,
                "amount": float(dice.randrange(1000, 9000)),
            }
            for month in range(21)
            for side in ("sales", "marketing")
            for kind in ("people", "media")
        ],
    }


def _later(dice: Random, start: datetime, days: float) -> datetime:
    # Whole minutes, and never a midnight: dates without a time have tests of their own.
    return start + timedelta(minutes=dice.randrange(1, int(days * 1440)))


def _maybe(dice: Random, value: Any, chance: float = 0.95) -> Any:
    return value if dice.random() < chance else None


def _contact(dice: Random, n: int) -> dict[str, Any]:
    created = _later(dice, BEGIN, DAYS)
    return {
        "contact_id": f"C{n}",
        "account_id": _maybe(dice, f"A{n % 11}"),
        "created_at": _maybe(dice, created, 0.97),
        "converted_at": _maybe(dice, _later(dice, created, 90), 0.3),
        "source": _maybe(dice, dice.choice(["fair", "ads", "webinar", "call_blitz", "referral"])),
        "decides": _maybe(dice, dice.random() < 0.5),
        "score": float(dice.randrange(100)),
    }


def _handoff(dice: Random, n: int, who: dict[str, Any]) -> dict[str, Any]:
    handed = _later(dice, who["created_at"], 60)
    decided = _later(dice, handed, 20)
    outcome = _maybe(dice, dice.choice(["accepted", "rejected"]), 0.8)
    reason = _maybe(dice, dice.choice(["no_need", "no_budget"]), 0.5)
    return {
        "handoff_id": f"H{n}",
        "contact_id": "stranger" if n % 37 == 5 else who["contact_id"],
        "handed_at": _maybe(dice, handed, 0.97),
        "decided_at": _maybe(dice, decided, 0.97) if outcome else None,
        "outcome": outcome,
        "reason": reason if outcome == "rejected" or n % 29 == 3 else None,
    }


def _deal(dice: Random, n: int, who: dict[str, Any]) -> dict[str, Any]:
    created = _later(dice, who["created_at"], 40)
    status = dice.choice(["won", "won", "lost", "lost", "open"])
    closed = _later(dice, created, 90) if n % 31 else created - timedelta(days=3)
    return {
        "deal_id": f"D{n}",
        "account_id": _maybe(dice, who["account_id"]),
        "contact_id": "stranger" if n % 41 == 7 else who["contact_id"],
        "created_at": _maybe(dice, created, 0.97),
        "closed_at": _maybe(dice, closed, 0.97 if status != "open" else 0.2),
        "status": _maybe(dice, status, 0.98),
        "value": _maybe(dice, float(dice.randrange(1000, 50_000)), 0.9),
        "product": dice.choice(["cloud", "server"]),
        "lost_reason": "price" if status == "lost" or n % 43 == 1 else None,
    }


def _touch(dice: Random, n: int, who: dict[str, Any]) -> dict[str, Any]:
    return {
        "touchpoint_id": f"T{n}",
        "contact_id": "stranger" if n % 53 == 9 else who["contact_id"],
        "campaign_id": _maybe(dice, f"K{n % 4}", 0.6),
        "happened_at": _maybe(
            dice, _later(dice, who["created_at"] - timedelta(days=20), 120), 0.97
        ),
        "side": _maybe(dice, dice.choice(["sales", "marketing"])),
        "kind": dice.choice(["call", "form", "auto_mail", "webinar"]),
        "human": _maybe(dice, dice.random() < 0.7),
    }


def cut(tables: Tables, day: date) -> Tables:
    """Return what an export of that evening would have held: no later row, no later value."""
    end = datetime.combine(day + timedelta(days=1), datetime.min.time())

    def seen(row: dict[str, Any], moment: str) -> bool:
        return row[moment] is None or row[moment] < end

    def without(row: dict[str, Any], moment: str, **then: Any) -> dict[str, Any]:
        return row if seen(row, moment) else {**row, moment: None, **then}

    def as_open(row: dict[str, Any]) -> dict[str, Any]:
        status = "open" if row["status"] else None
        return without(row, "closed_at", status=status, lost_reason=None)

    kept = {name: list(rows) for name, rows in tables.items()}
    kept["contacts"] = [
        without(r, "converted_at") for r in tables["contacts"] if seen(r, "created_at")
    ]
    kept["handoffs"] = [
        without(r, "decided_at", outcome=None, reason=None)
        for r in tables["handoffs"]
        if seen(r, "handed_at")
    ]
    kept["deals"] = [as_open(r) for r in tables["deals"] if seen(r, "created_at")]
    kept["touchpoints"] = [r for r in tables["touchpoints"] if seen(r, "happened_at")]
    kept["costs"] = [r for r in tables["costs"] if seen(r, "month")]
    return kept


def renamed(tables: Tables) -> Tables:
    """Return the tables with other ids everywhere, in another order of the alphabet."""

    def other(value: Any) -> Any:
        return f"{str(value)[::-1]}-{len(str(value))}" if value else value

    return {
        name: [{k: other(v) if k.endswith("_id") else v for k, v in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def shuffled(tables: Tables, seed: int) -> Tables:
    """Return the tables with their rows in another order."""
    dice = Random(seed)  # noqa: S311 - dice for tests
    return {name: dice.sample(rows, len(rows)) for name, rows in tables.items()}
