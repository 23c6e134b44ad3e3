"""What became of contacts is told without nulls and without double rows."""

from __future__ import annotations

from tables import at, contacts, crm, deals

from workshop.terms.outcome import with_outcome


def test_flags_are_never_null() -> None:
    """A contact without deals did not win; a null would fall out of every count."""
    held = crm(contacts=contacts(3), deals=deals(1, "won", -9) + deals(2, "won")[1:])
    cases = with_outcome(held.table("contacts"), held.table("deals"), at("2026-10-01"), 180)
    found = cases.order_by("contact_id").to_pyarrow().to_pylist()
    flags = ("mature", "has_won", "won_in_time", "won_before")

    assert [
        (True, False, False, True),
        (True, True, True, False),
        (True, False, False, False),
    ] == [tuple(row[flag] for flag in flags) for row in found]


def test_columns_of_the_contact_stay() -> None:
    """Rules are asked of the same rows afterwards."""
    held = crm(contacts=contacts(1), deals=[])
    people = held.table("contacts")
    cases = with_outcome(people, held.table("deals"), at("2026-10-01"), 180)

    assert {*people.columns, "mature", "has_won", "won_in_time", "won_before"} == {*cases.columns}


def test_contacts_and_deals_without_an_id_do_not_meet() -> None:
    """A missing id is no id that two rows share."""
    people = [*contacts(1), {"created_at": at("2026-01-05")}]
    held = crm(contacts=people, deals=deals(1, "won", contact_id=None))
    cases = with_outcome(held.table("contacts"), held.table("deals"), at("2026-10-01"), 180)

    assert [False, False] == cases.has_won.to_pyarrow().to_pylist()
