"""Signing: a role of each side must, everybody may, on paper, at the keyboard or on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed, decide, hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.room.state.handout import handout_of
from workshop.room.state.participant import card_name
from workshop.story.act5.handouts import is_ready, lay_ready
from workshop.story.act5.invitations import NAMES
from workshop.story.act5.signing import MARK_LABELS, SIGN_HERE, SIGNING, SigningTable, marks
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.later import CustomerSentence
from workshop.story.decisions.types import SidedRole

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.story.context import Stage


def on_the_table(stage: Stage, **phones: tuple[str, ...]) -> SigningTable:
    """Return the charter of a room that agreed on Lead, with the roles that phones signed."""
    agreed(stage)
    hall(stage)
    stage.room.open_question("charter", SIGN_HERE)
    for side, roles in phones.items():
        vote(stage, SIGNING, side, [{"text": role} for role in roles])
    return SigningTable(stage)


def test_phones_alone_can_sign(german: Stage) -> None:
    """One of each side stands for it, the others stand beside them; nobody goes to the laptop."""
    table = on_the_table(german, sales=("Innendienst", "Außendienst"), marketing=("Kampagnen",))
    signed = table.decision()

    assert ("Außendienst", "Kampagnen") == (signed.sales, signed.marketing)
    assert (SidedRole(role="Innendienst", side="sales"),) == signed.others


def test_whoever_signs_at_the_keyboard_stands_for_a_side(german: Stage) -> None:
    """And the phones beside them."""
    table = on_the_table(german, sales=("Innendienst",), marketing=("Kampagnen",))
    table.write(SIGNING, "sales", "Leitung Vertrieb")
    signed = table.decision()

    assert ("Leitung Vertrieb", "Kampagnen") == (signed.sales, signed.marketing)
    assert (SidedRole(role="Innendienst", side="sales"),) == signed.others


@pytest.mark.parametrize("side", ["sales", "marketing"])
def test_one_side_alone_signs_nothing(german: Stage, side: Side) -> None:
    """Whoever is missing is named."""
    table = on_the_table(german, **{side: ("Leitung",)})
    with pytest.raises(WorkshopError, match="signature is missing") as raised:
        table.decision()

    missing = {"sales": "Marketing", "marketing": "Vertrieb"}[side]
    assert missing in raised.value.lines(german.words)[0] + raised.value.lines(german.words)[1]


def test_a_signature_that_was_hidden_is_none(german: Stage) -> None:
    """Somebody who typed a joke has not signed."""
    table = on_the_table(german, sales=("Leitung", "Haha"), marketing=("Kampagnen",))
    item = next(one.item for one in german.room.state.said(SIGNING) if one.body["text"] == "Haha")
    german.room.show_card(SIGNING, card_name(item), shown=False)

    assert () == table.decision().others
    assert "Leitung" == table.decision().sales


def test_a_signature_withdrawn_is_none(german: Stage) -> None:
    """Whoever takes theirs back can do so until it is recorded."""
    table = on_the_table(german, marketing=("Kampagnen",))
    type_in(german, SIGNING, sales={"text": "Leitung"})
    assert "Leitung" == table.decision().sales
    type_in(german, SIGNING, sales={"text": ""})
    with pytest.raises(WorkshopError, match="signature is missing"):
        table.decision()


def test_what_stands_beside_the_signatures(german: Stage) -> None:
    """Team, sponsor, witnesses, the day of the reunion: only where somebody filled them in."""
    table = on_the_table(german, sales=("a",), marketing=("b",))
    bare = table.decision()
    for part, text in {"team": " Nord ", "sponsor": "Ich sorge dafür", "witness_sales": "Vera",
                       "reunion_on": "31.12.2030"}.items():  # fmt: skip
        table.fill(part, text)
    signed = table.decision()

    assert ("", "", (), None) == (bare.team, bare.sponsor, bare.witnesses, bare.reunion_on)
    assert ("Nord", "Ich sorge dafür") == (signed.team, signed.sponsor)
    assert (SidedRole(role="Vera", side="sales"),) == signed.witnesses
    assert signed.reunion_on
    assert "2030-12-31" == signed.reunion_on.isoformat()


@pytest.mark.parametrize(
    ("typed", "fact"), [("2020-01-01", "already passed"), ("29.2.2027", "no such day")]
)
def test_a_reunion_on_no_day_is_refused(german: Stage, typed: str, fact: str) -> None:
    """What was typed stays in its field."""
    table = on_the_table(german, sales=("a",), marketing=("b",))
    table.fill("reunion_on", typed)
    with pytest.raises(WorkshopError, match=fact):
        table.decision()

    assert typed == table.filled("reunion_on")


def test_only_what_is_decided_is_marked(german: Stage) -> None:
    """A part that does not exist has nothing to say about it."""
    assert marks(Decisions.of(german.room.state)) is None
    agreed(german)
    decide(german, "charter.customer", CustomerSentence(text="x"))
    asked = marks(Decisions.of(german.room.state))

    assert asked
    assert ["charter.customer", "terms"] == [item.key for item in asked.items]
    assert list(MARK_LABELS) == [kind.key for kind in asked.classes]


def test_signed_again_it_lies_at_the_same_address(german: Stage) -> None:
    """Whoever has the link to the dates finds the charter beside them, and later the latest; what
    was not written, such as a PDF that this computer cannot make, is not offered.
    """
    lay_ready(german.room, [Path(name) for name in NAMES.values()])
    first, before = handout_of(german.room.state), is_ready(german.room, "de")
    lay_ready(german.room, [Path("charter_de.html"), Path("charter.json")])
    second, after = handout_of(german.room.state), is_ready(german.room, "de")

    assert first
    assert second
    assert first.key == second.key
    assert [False, True] == [before, after]
    assert ("charter_de.html", NAMES["de"]) == second.files["de"]
    assert (NAMES["en"],) == second.files["en"]
