"""What was signed before comes out of the room's log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from support.acts.acting import decide, decisions

from workshop.story.charter import charter_document, charter_of
from workshop.story.decisions.decisions import SIGNED
from workshop.story.decisions.history import (
    signed_before,
    signed_version,
    signed_versions,
    target_history,
)
from workshop.story.decisions.later import CustomerSentence
from workshop.story.decisions.types import AgreedKpi, AgreedKpis, Owners, Signed
from workshop.words import Words

if TYPE_CHECKING:
    import pytest

    from workshop.story.context import Stage


def sign(stage: Stage, sentence: str) -> None:
    """Decide the customer's sentence, and sign what stands then."""
    decide(stage, "charter.customer", CustomerSentence(text=sentence))
    versions = {key: n for key, n in decisions(stage).versions.items() if key != SIGNED}
    decide(stage, SIGNED, Signed(sales="a", marketing="b", versions=versions))


def test_the_first_version_has_none_before_it(german: Stage) -> None:
    """Neither as a draft nor signed."""
    decide(german, "charter.customer", CustomerSentence(text="eins"))
    assert signed_before(german.room) is None
    sign(german, "eins")

    assert signed_before(german.room) is None
    assert signed_version(german.room, 7) is None


def test_a_second_signature_is_compared_with_the_first(german: Stage) -> None:
    """With what stood when it was signed, not with drafts in between."""
    sign(german, "eins")
    decide(german, "charter.customer", CustomerSentence(text="Entwurf"))
    sign(german, "zwei")
    before = signed_before(german.room)
    data = charter_of("x", german.crm, german.room.state)
    since = charter_document(data, Words("de"), (), before).since

    assert since
    assert 1 == since.version
    assert [("changed", "eins", "zwei")] == [(c.kind, c.before, c.now) for c in since.changes]


def test_the_log_is_read_once_a_state(german: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The charter is drawn several times for one look; each would read every event there is."""
    sign(german, "eins")
    decide(german, "charter.customer", CustomerSentence(text="zwei"))
    read: list[str] = []
    events = german.room.events()
    monkeypatch.setattr(german.room, "events", lambda: read.append("read") or events)
    found = [signed_before(german.room) for _ in range(3)]
    german.room.keep("x", {"n": 1})
    signed_before(german.room)

    assert found[0]
    assert found[0] is found[2]
    assert ["read", "read"] == read


def test_a_draft_is_compared_with_the_last_signature(german: Stage) -> None:
    """Whoever reads it before signing again sees what has changed since."""
    sign(german, "eins")
    sign(german, "zwei")
    decide(german, "charter.customer", CustomerSentence(text="drei"))
    before = signed_before(german.room)

    assert before
    assert before.customer
    assert "zwei" == before.customer.text


def test_targets_have_a_history(german: Stage) -> None:
    """Each signature with its day and what was aimed at; nothing where the number was not in it."""
    owners = Owners(sales="a", marketing="b")
    sign(german, "eins")
    for day, target in enumerate((0.3, 0.4), 2):
        kpi = AgreedKpi(name="win_rate", target=target, owners=owners)
        decide(german, "kpis", AgreedKpis(kpis=(kpi,)))
        decide(german, SIGNED, Signed(sales="a", marketing="b", decided_on=date(2026, 6, day)))
    versions = signed_versions(german.room)
    found = target_history(versions, "win_rate")

    assert [(2, date(2026, 6, 2), 0.3), (3, date(2026, 6, 3), 0.4)] == found[-2:]
    assert {None} == {target for _, _, target in target_history(versions, "cac")}
