"""Random CRM tables, and each case with its fields as plain Python puts them together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from workshop.crm.schema import TABLES, Field, Kind, Table
from workshop.terms.rules.entity import BESIDE

if TYPE_CHECKING:
    from workshop.terms.rules.entity import Entity

Rows = list[dict[str, Any]]
World = dict[str, Rows]
START = datetime.fromisoformat("2026-09-26")
END = datetime.fromisoformat("2026-10-01")
"""The first moment that data as of `tables.AS_OF` does not know."""
LAST = datetime.fromisoformat("2026-10-03")
NUMBERS = st.one_of(st.integers(-3, 60).map(float), st.sampled_from([0.1, 0.3, 2.5, 1e9]))
TEXTS = st.sampled_from(["fair", "ads", "", "O'Neil", "Größe", "a;b", "50%", '"x"', "\\", "null"])
MOMENTS = st.one_of(
    st.datetimes(START, max_value=LAST),
    st.sampled_from([END, END - timedelta(microseconds=1), START + timedelta(days=2)]),
)
KEYS = {
    "account_id": st.sampled_from(["A", "B", "gone", None]),
    "contact_id": st.sampled_from(["C0", "C1", "C2", "gone", None]),
    "campaign_id": st.sampled_from(["K0", "K1", "gone", None]),
}
SIZES = {"contacts": 4, "campaigns": 2, "deals": 6, "handoffs": 6, "touchpoints": 8}
RESPONSES = {"form", "webinar", "fair_talk"}


def cell(field: Field) -> st.SearchStrategy[Any]:
    """Return values of a field, a third of them missing; the ones that formulas know included."""
    known = st.sampled_from([value for value, _ in field.choices] or ["fair"])
    values: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.CHOICE: known if field.closed else st.one_of(known, TEXTS.filter(bool)),
        Kind.NUMBER: NUMBERS,
        Kind.FLAG: st.booleans(),
        Kind.MOMENT: MOMENTS,
    }
    return st.one_of(st.none(), values[field.kind], values[field.kind])


def _row(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    cells = {
        field.name: KEYS[field.name] if field.kind is Kind.ID else cell(field)
        for field in table.sample_fields[1:]
    }
    return st.fixed_dictionaries(cells)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return every table that rules ask; some links lead nowhere, an account may stand twice."""
    world: World = {}
    for name, most in SIZES.items():
        key, letter = TABLES[name].key.name, "K" if name == "campaigns" else name[0].upper()
        rows = draw(st.lists(_row(TABLES[name]), max_size=most))
        world[name] = [{key: f"{letter}{n}", **row} for n, row in enumerate(rows)]
    lent = draw(st.lists(_row(TABLES["accounts"]), min_size=2, max_size=2))
    named = [{"account_id": key, **row} for key, row in zip("AB", lent, strict=True)]
    world["accounts"] = named + named[: draw(st.integers(0, 2))]
    return world


def seen(world: World, entity: Entity, end: datetime | None = END) -> Rows:
    """Return each case with the fields of others beside its own and those counted from events.

    Args:
        world: the tables.
        entity: what the cases are.
        end: what happens from this moment on is not known; None for all there is.
    """
    count = COUNTED[entity]
    return [{**_beside(world, entity, row), **count(world, row, end)} for row in world[entity]]


def _beside(world: World, entity: Entity, row: dict[str, Any]) -> dict[str, Any]:
    found = dict(row)
    for table, names in BESIDE[entity]:
        key = TABLES[table].key.name
        other = next((o for o in world[table] if row[key] is not None and o[key] == row[key]), {})
        found |= {name: other.get(name) for name in names if name not in row}
    return found


def _past(rows: Rows, moment: str, end: datetime | None) -> Rows:
    return [r for r in rows if end is None or (r[moment] is not None and r[moment] < end)]


def _of(rows: Rows, key: str, row: dict[str, Any]) -> Rows:
    return [one for one in rows if one[key] == row[key]]


def _answer(handoff: dict[str, Any], end: datetime | None) -> str | None:
    decided = handoff["decided_at"]
    late = end is not None and decided is not None and decided >= end
    return None if late else handoff["outcome"]


def _is_won(deal: dict[str, Any], end: datetime | None) -> bool:
    closed = deal["closed_at"]
    return deal["status"] == "won" and (end is None or (closed is not None and closed < end))


def _sold(deals: Rows, end: datetime | None) -> dict[str, float]:
    won = [deal for deal in deals if _is_won(deal, end)]
    return {"deals_won": float(len(won)), "won_value": sum(deal["value"] or 0.0 for deal in won)}


def _contact(world: World, row: dict[str, Any], end: datetime | None) -> dict[str, Any]:
    handed = _of(_past(world["handoffs"], "handed_at", end), "contact_id", row)
    deals = _of(_past(world["deals"], "created_at", end), "contact_id", row)
    answers = {_answer(handoff, end) for handoff in handed} - {None}
    return {
        "handed_over": any(handoff["handed_at"] is not None for handoff in handed),
        "answer": "accepted" if "accepted" in answers else next(iter(answers), None),
        "deals_opened": float(sum(deal["created_at"] is not None for deal in deals)),
        **_sold(deals, end),
    }


def _campaign(world: World, row: dict[str, Any], end: datetime | None) -> dict[str, Any]:
    touches = _of(_past(world["touchpoints"], "happened_at", end), "campaign_id", row)
    touches = [touch for touch in touches if touch["contact_id"] is not None]
    first: dict[str, datetime] = {}
    for touch in touches:
        who, moment = touch["contact_id"], touch["happened_at"]
        if moment is not None:
            first[who] = min(moment, first.get(who, moment))

    def after(event: dict[str, Any], moment: str) -> bool:
        begun = first.get(event["contact_id"])
        return bool(begun and event[moment] and event[moment].date() >= begun.date())

    handed = _past(world["handoffs"], "handed_at", end)
    accepted = [h for h in handed if _answer(h, end) == "accepted" and after(h, "handed_at")]
    deals = [deal for deal in _past(world["deals"], "created_at", end) if after(deal, "created_at")]
    return {
        "contacts_reached": float(len({touch["contact_id"] for touch in touches})),
        "responses": float(len({t["contact_id"] for t in touches if t["kind"] in RESPONSES})),
        "accepted": float(len({handoff["contact_id"] for handoff in accepted})),
        "deals_opened": float(len(deals)),
        **_sold(deals, end),
    }


def _deal(_world: World, _row: dict[str, Any], _end: datetime | None) -> dict[str, Any]:
    return {}


COUNTED = {"contacts": _contact, "campaigns": _campaign, "deals": _deal}
