"""Computed fields count events before a moment; who has none counts zero and stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import LONG_AGO, at, contacts, crm, deals

from workshop.terms.rules.derived import DERIVED, RESPONSES, first_touches, with_derived
from workshop.terms.rules.entity import key_of, rows

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.crm.crm import Crm
    from workshop.terms.rules.entity import Entity

END = at("2026-10-01")
BEFORE = END - timedelta(microseconds=1)


def computed(data: Crm, entity: Entity, end: datetime | None = END) -> dict[str, dict[str, Any]]:
    """Return key to the computed fields of a case."""
    found = rows(entity, data.table, data.tables, None, end).to_pyarrow().to_pylist()
    names = [one.field.name for one in DERIVED[entity] if one.field.name in found[0]]
    by_key = {row[key_of(entity)]: {name: row[name] for name in names} for row in found}
    assert len(found) == len(by_key)
    return by_key


def of_contact(end: datetime | None = END, **tables: list[dict[str, Any]]) -> dict[str, Any]:
    empty: dict[str, list[dict[str, Any]]] = {"handoffs": [], "deals": []}
    return computed(crm(contacts=contacts(1), **{**empty, **tables}), "contacts", end)["C0"]


def of_campaign(end: datetime | None = END, **tables: list[dict[str, Any]]) -> dict[str, Any]:
    empty: dict[str, list[dict[str, Any]]] = {"handoffs": [], "deals": [], "touchpoints": []}
    held = crm(campaigns=[{"campaign_id": "K"}], **{**empty, **tables})
    return computed(held, "campaigns", end)["K"]


def handed(outcome: str | None = None, **facts: Any) -> dict[str, Any]:
    return {"contact_id": "C0", "handed_at": LONG_AGO, "outcome": outcome, **facts}


def touch(contact: str | None = "C0", days: float = 0, **facts: Any) -> dict[str, Any]:
    moment = LONG_AGO + timedelta(days=days)
    return {"campaign_id": "K", "contact_id": contact, "happened_at": moment, **facts}


def test_without_events_everything_is_zero_and_the_answer_unknown() -> None:
    """A missing hand-off is a no; a missing answer is no answer."""
    nothing = {"deals_opened": 0.0, "deals_won": 0.0, "won_value": 0.0}

    assert {"handed_over": False, "answer": None, **nothing} == of_contact()
    assert {"contacts_reached": 0.0, "responses": 0.0, "accepted": 0.0, **nothing} == of_campaign()


def test_nobody_is_lost_or_doubled() -> None:
    """Three deals of one contact do not make it three, and none of another does not end it."""
    sold = [{**row, "deal_id": f"D{n}"} for n, row in enumerate(deals(1, "won") * 3)]
    held = crm(contacts=contacts(2), deals=sold, handoffs=[handed(), handed()])

    assert {"C0": 3.0, "C1": 0.0} == {
        key: row["deals_won"] for key, row in computed(held, "contacts").items()
    }


def test_events_of_nobody_belong_to_nobody() -> None:
    """A missing id is no id that an event and a case share."""
    people = [*contacts(1), {"created_at": LONG_AGO}]
    held = crm(contacts=people, deals=deals(1, "won", contact_id=None), handoffs=[])

    assert {"C0": 0.0, None: 0.0} == {
        key: row["deals_won"] for key, row in computed(held, "contacts").items()
    }


@pytest.mark.parametrize(
    ("outcomes", "answer"),
    [
        ([], None),
        ([None], None),
        (["rejected"], "rejected"),
        (["rejected", None], "rejected"),
        (["rejected", "accepted", "rejected"], "accepted"),
    ],
)
def test_one_yes_is_enough(outcomes: list[str | None], answer: str | None) -> None:
    """A contact handed over again and accepted then is accepted."""
    found = of_contact(handoffs=[handed(outcome) for outcome in outcomes])

    assert (bool(outcomes), answer) == (found["handed_over"], found["answer"])


def test_a_hand_off_after_the_end_is_not_known_yet() -> None:
    """Nor is an answer given since to one that was handed over before."""
    late = of_contact(handoffs=[handed("accepted", handed_at=END)])
    open_still = of_contact(handoffs=[handed("accepted", handed_at=BEFORE, decided_at=END)])
    answered = of_contact(handoffs=[handed("accepted", decided_at=BEFORE)])

    assert [(False, None), (True, None), (True, "accepted")] == [
        (row["handed_over"], row["answer"]) for row in (late, open_still, answered)
    ]


def test_answers_without_a_date_count() -> None:
    """Many exports do not say when sales answered."""
    held = crm(contacts=contacts(1), handoffs=[handed("rejected")], without=("decided_at",))

    assert "rejected" == computed(held, "contacts")["C0"]["answer"]


def test_deals_opened_won_and_their_value() -> None:
    """Open and lost deals are opened; only won ones have a value that counts."""
    sold = deals(1, "won", value=10.0) + deals(1, "lost", value=5.0) + deals(1, "open", value=7.0)
    sold += deals(1, "won", deal_id="second", value=None)
    found = of_contact(deals=sold)

    assert (4.0, 2.0, 10.0) == tuple(found[n] for n in ("deals_opened", "deals_won", "won_value"))


@pytest.mark.parametrize(
    ("dates", "opened", "won"),
    [
        ({"created_at": BEFORE, "closed_at": BEFORE}, 1.0, 1.0),
        ({"closed_at": END}, 1.0, 0.0),
        ({"closed_at": None}, 1.0, 0.0),
        ({"created_at": END, "closed_at": END}, 0.0, 0.0),
    ],
)
def test_a_deal_won_after_the_end_is_open(dates: dict[str, Any], opened: float, won: float) -> None:
    """Its status is of today and would tell what nobody knew."""
    found = of_contact(deals=deals(1, "won", **{"value": 10.0, **dates}))

    assert (opened, won, 10 * won) == tuple(
        found[name] for name in ("deals_opened", "deals_won", "won_value")
    )


def test_without_an_end_all_there_is_counts() -> None:
    """The SQL people take along runs on a warehouse that knows of today."""
    later = END + timedelta(days=9)
    found = of_contact(
        None,
        deals=deals(1, "won", created_at=later, closed_at=later),
        handoffs=[handed("accepted", handed_at=later, decided_at=later)],
    )

    assert ("accepted", 1.0) == (found["answer"], found["deals_won"])


def test_contacts_reached_and_those_that_answered() -> None:
    """People are counted, not touches; a newsletter opened is no answer."""
    kinds = [touch("C0", kind="newsletter"), touch("C0", kind="form"), touch("C0", kind="webinar")]
    touches = [*kinds, touch("C1", kind="auto_mail"), touch("C2"), touch(None, kind="form")]
    found = of_campaign(touchpoints=touches)

    assert (3.0, 1.0) == (found["contacts_reached"], found["responses"])


@pytest.mark.parametrize("kind", RESPONSES)
def test_a_response_after_the_end_is_not_known_yet(kind: str) -> None:
    """Whom a campaign reaches tomorrow does not count today."""
    known, late = touch("C0", kind=kind), touch("C1", kind=kind, happened_at=END)
    found = of_campaign(touchpoints=[known, late])

    assert (1.0, 1.0) == (found["contacts_reached"], found["responses"])


def test_accepted_are_those_handed_over_since_the_first_touch() -> None:
    """Whom sales had accepted before the campaign came is none of its doing."""
    people = {"before": -1.0, "same day": -0.2, "after": 3.0}
    touches = [touch(who) for who in people] + [touch("rejected"), touch("before", -0.9)]
    answers = [
        handed("accepted", contact_id=who, handed_at=LONG_AGO + timedelta(days=days))
        for who, days in people.items()
    ]
    twice = handed("accepted", contact_id="after", handed_at=LONG_AGO + timedelta(days=4))
    refused = handed("rejected", contact_id="rejected")
    found = of_campaign(touchpoints=touches[:4], handoffs=[*answers, twice, refused])

    assert 2.0 == found["accepted"]
    # A first touch the day before lets the earliest in as well.
    assert 3.0 == of_campaign(touchpoints=touches, handoffs=answers)["accepted"]


def test_an_acceptance_after_the_end_is_not_known_yet() -> None:
    """Handed over in time, answered too late."""
    late = [handed("accepted", decided_at=END), handed("accepted", handed_at=END)]

    assert 0.0 == of_campaign(touchpoints=[touch()], handoffs=late)["accepted"]


def test_deals_after_the_first_touch_count_once_for_each_campaign() -> None:
    """Two touches of a contact do not sell its deal twice; an older deal is not the campaign's."""
    sold = deals(2, "won", value=10.0) + deals(1, "lost", value=99.0)
    old = deals(1, "won", deal_id="old", value=500.0, created_at=LONG_AGO - timedelta(days=1))
    found = of_campaign(touchpoints=[touch("C0"), touch("C0", 1), touch("C1")], deals=sold + old)

    assert (3.0, 2.0, 20.0) == tuple(found[n] for n in ("deals_opened", "deals_won", "won_value"))


def test_first_touches_are_one_row_a_pair() -> None:
    """What came of a campaign is counted from the first time it touched somebody."""
    held = crm(touchpoints=[touch("C0", 2), touch("C0", 1), touch("C1", 3), touch("C1", 400)])
    found = first_touches(held.table, END).order_by("contact_id").to_pyarrow().to_pylist()

    assert [("C0", 1), ("C1", 3)] == [
        (row["contact_id"], (row["touched_at"] - LONG_AGO).days) for row in found
    ]


def test_what_the_data_cannot_tell_is_not_there() -> None:
    """Without answers there is no answer, and not an answer that is always empty."""
    hand_off = {"contact_id": "C0", "handed_at": LONG_AGO}
    held = crm(contacts=contacts(1), handoffs=[hand_off], without=("outcome",))

    assert {"handed_over": True} == computed(held, "contacts")["C0"]


def test_nothing_chosen_leaves_the_cases_alone() -> None:
    """No field asked for, no table read."""
    people = crm(contacts=contacts(1)).table("contacts")

    assert people.equals(with_derived(people, "contact_id", [], {}.__getitem__, END))
