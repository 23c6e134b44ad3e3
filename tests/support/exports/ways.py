"""One customer's whole way as an export, each table the text of a CSV file."""

from __future__ import annotations

CAMPAIGN = "<img src=x onerror=alert(1)> & {Messe}"
DAYS = ("02", "05", "09", "12", "16", "19")
WAY = {
    "contacts": "contact_id,created_at\nC1,2026-01-02T09:00\nC2,2026-09-01T09:00\n",
    "campaigns": f'campaign_id,title,starts_at\nK1,"{CAMPAIGN}",2026-01-01T09:00\n',
    "touchpoints": "touchpoint_id,contact_id,campaign_id,happened_at,side,kind,human\n"
    + "".join(f"T{day},C1,K1,2026-01-{day}T10:00,marketing,newsletter,false\n" for day in DAYS)
    + "T30,C1,,2026-02-03T10:00,sales,call,true\n",
    "handoffs": "handoff_id,contact_id,handed_at,decided_at,outcome\n"
    "H1,C1,2026-01-20T10:00,2026-01-21T10:00,accepted\n",
    "deals": "deal_id,contact_id,created_at,closed_at,status,value\n"
    "D1,C1,2026-02-04T10:00,2026-03-10T10:00,won,1000\n",
}
"""Seen, written to, handed over, taken, called, won; and somebody who has just come."""


def without(*tables: str) -> dict[str, str]:
    """Return the way as an export has it that lacks these tables."""
    return {name: content for name, content in WAY.items() if name not in tables}
