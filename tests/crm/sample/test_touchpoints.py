"""Touches agree with what the contacts' own rows say, and machines are marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Company = Callable[..., dict[str, pd.DataFrame]]


@pytest.mark.parametrize(
    ("column", "kind"),
    [("form_sent", "form"), ("meeting_held", "meeting"), ("webinars", "webinar")],
)
def test_contact_and_touchpoints_agree(column: str, kind: str, company: Company) -> None:
    """What a contact's row says was done stands among its touchpoints, and the other way round."""
    contacts, touches = company()["contacts"], company()["touchpoints"]
    touched = touches.loc[touches["kind"] == kind, "contact_id"]

    assert (contacts["contact_id"].isin(touched) == (contacts[column] > 0)).all()


def test_webinars_are_counted(company: Company) -> None:
    """The number of webinars is the number of their touchpoints."""
    contacts, touches = company()["contacts"], company()["touchpoints"]

    assert contacts["webinars"].sum() == (touches["kind"] == "webinar").sum()


def test_machines_answer_first_and_do_not_count(company: Company) -> None:
    """Automatic mails are marked as such on both sides."""
    touches = company()["touchpoints"]
    automatic = touches[touches["kind"] == "auto_mail"]

    assert not automatic["human"].any()
    assert {"sales", "marketing"} == set(automatic["side"])


def test_the_call_that_brings_a_contact_is_no_answer(company: Company) -> None:
    """A call blitz is marketing's; what sales does afterwards is the answer to it."""
    contacts, touches = company()["contacts"], company()["touchpoints"]
    seen = contacts.set_index("contact_id")["created_at"]
    first = touches[touches["happened_at"] == touches["contact_id"].map(seen)]
    calls = first[(first["kind"] == "call") & (first["campaign_id"].notna())]

    assert len(calls) >= 100
    assert {"marketing"} == set(calls["side"])


def test_no_answer_comes_in_the_minute_of_the_contact(company: Company) -> None:
    """People need a moment; whatever takes none was no answer."""
    contacts, touches = company()["contacts"], company()["touchpoints"]
    seen = touches["contact_id"].map(contacts.set_index("contact_id")["created_at"])
    human = (touches["side"] == "sales") & touches["human"]

    assert not (human & (touches["happened_at"] == seen)).any()
