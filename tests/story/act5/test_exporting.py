"""The charter goes home as it stands, and is written anew only where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import decide, decisions

from workshop.charter.export import DATA_FILE
from workshop.room.state.handout import handout_of
from workshop.story.act5.exporting import export_charter, keep_ready, take_home
from workshop.story.act5.signing import SigningTable
from workshop.story.decisions.later import CustomerSentence
from workshop.story.decisions.types import Remark, Signed

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage


def page(folder: Path, lang: str = "de") -> str:
    """Return what a phone reads."""
    return (folder / f"charter_{lang}.html").read_text("utf-8")


def test_an_unsigned_charter_follows_what_is_decided(german: Stage) -> None:
    """Who comes back to the check-out after one more decision takes no stale draft along."""
    folder = german.session.charter
    decide(german, "charter.customer", CustomerSentence(text="erster Satz"))
    keep_ready(german)
    first = handout_of(german.room.state)
    decide(german, "charter.customer", CustomerSentence(text="zweiter Satz"))
    keep_ready(german)

    assert first
    assert handout_of(german.room.state) == first
    assert "zweiter Satz" in page(folder)
    assert "erster Satz" not in page(folder)


def test_what_is_written_already_is_left_alone(german: Stage) -> None:
    """Each look at the check-out would write eighteen files otherwise."""
    folder = german.session.charter
    decide(german, "charter.customer", CustomerSentence(text="ein Satz"))
    keep_ready(german)
    (folder / "charter_de.html").write_text("untouched", encoding="utf-8")
    keep_ready(german)
    kept = page(folder)
    (folder / DATA_FILE).unlink()
    keep_ready(german)

    assert "untouched" == kept
    assert "ein Satz" in page(folder)


def test_remarks_stand_in_a_signed_charter_and_in_both_languages(german: Stage) -> None:
    """The files of the notebook and those of the terminal are the same."""
    decide(german, "charter.customer", CustomerSentence(text="ein Satz"))
    missing = (Remark(text="Uns fehlt ein Datum"),)
    decide(german, "charter", Signed(sales="a", marketing="b", remarks=missing))
    exported = take_home(german)
    elsewhere = german.session.folder / "elsewhere"
    export_charter(SigningTable(german).data(), elsewhere)

    assert not exported.failures
    assert {one.name for one in exported.files} == {one.name for one in elsewhere.iterdir()}
    for lang in ("de", "en"):
        assert "Uns fehlt ein Datum" in page(german.session.charter, lang)
        assert page(german.session.charter, lang) == page(elsewhere, lang)


def test_what_was_signed_before_stands_on_what_is_taken_home(german: Stage) -> None:
    """The draft of the next version says what has changed since."""
    decide(german, "charter.customer", CustomerSentence(text="alt"))
    versions = dict(decisions(german).versions)
    decide(german, "charter", Signed(sales="a", marketing="b", versions=versions))
    decide(german, "charter.customer", CustomerSentence(text="neu"))
    keep_ready(german)

    assert "alt" in page(german.session.charter)
    assert "neu" in page(german.session.charter)
