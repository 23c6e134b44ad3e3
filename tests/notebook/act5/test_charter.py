"""Act 5, walked by its buttons, down to the files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.acts.acting import alone, decide, decisions, hall, vote
from support.acts.screen import every, field, press, text

from workshop.agenda import Beat
from workshop.charter.export import DATA_FILE, NAMES
from workshop.notebook.act5.charter import CharterActivity
from workshop.notebook.solo.prompts import ALONE
from workshop.room.state.participant import card_name
from workshop.story.act1.definitions import agreed_term
from workshop.story.act5.signing import READING
from workshop.story.charter import read_charter
from workshop.story.decisions.types import HouseRule, HouseRules, SortedTwice
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage


def with_term(stage: Stage, sentence: str = "Bedarf da ist") -> CharterActivity:
    """Return the act in a room where Lead is agreed."""
    proposal = Definition(sentence, TEMPLATES["can_buy"].rule)
    entry = agreed_term(stage, TERMS["lead"], proposal, ["Messen fehlen"])
    decide(stage, "terms.lead", entry)
    return CharterActivity(stage)


def signed(stage: Stage) -> CharterActivity:
    """Return the act after both sides signed."""
    act = with_term(stage)
    act.enter(Beat.DECIDE)
    field(act.widget, stage.words("Your role"), 0).value = "Leitung Innendienst"
    field(act.widget, stage.words("Your role"), 1).value = "Leitung Marketing"
    press(act.widget, stage.words("Sign the charter"))
    return act


def fields(act: CharterActivity, label: str) -> int:
    """Return how many fields of this label there are."""
    named = [getattr(one, "description", "") for one in every(act.widget)]
    return named.count(act.words(label))


def test_what_is_not_agreed_is_said_to_be_open(stage: Stage) -> None:
    """A charter does not pretend to be complete."""
    shown = text(with_term(stage).widget)

    assert "Bedarf da ist" in shown
    assert stage.words("Still open: no KPI agreed yet.") in shown


def test_nothing_agreed_nothing_to_sign(stage: Stage) -> None:
    """An empty sheet gets no signature."""
    act = CharterActivity(stage)
    act.enter(Beat.DECIDE)
    press(act.widget, stage.words("Sign the charter"))

    assert stage.words("There’s nothing to sign yet.") in text(act.widget)
    assert not stage.session.charter.exists()


def test_both_sides_sign_or_nobody_does(stage: Stage) -> None:
    """One signature is none."""
    act = with_term(stage)
    act.enter(Beat.DECIDE)
    field(act.widget, stage.words("Your role"), 0).value = "Leitung Innendienst"
    press(act.widget, stage.words("Sign the charter"))

    assert stage.words("A signature is missing.") in text(act.widget)
    assert stage.room.state.decision("charter") is None


def test_the_signed_charter_lies_on_disk_in_both_languages(stage: Stage) -> None:
    """Every kind of file, German and English; pages with the rule as a sentence and as SQL."""
    signed(stage)
    folder = stage.session.charter
    pages = {f"charter_{lang}.{kind}" for lang in LANGS for kind in ("md", "html")}

    assert {*NAMES, DATA_FILE} == {path.name for path in folder.iterdir()}
    for name in (*pages, DATA_FILE):
        written = (folder / name).read_text("utf-8")
        assert "Leitung Innendienst" in written
        assert "need_known" in written
    assert decisions(stage) == read_charter(folder / "charter.json").decisions


def test_signing_again_makes_a_new_version(stage: Stage) -> None:
    """Versions count up; the latest one is what holds."""
    act = signed(stage)
    press(act.widget, stage.words("Sign again"))
    field(act.widget, stage.words("Your role"), 1).value = "Kampagnenleitung"
    press(act.widget, stage.words("Sign the charter"))

    assert act.document(stage.words).version == 2
    assert "Kampagnenleitung" in (stage.session.charter / "charter_de.md").read_text("utf-8")


def test_the_signature_names_the_versions_it_stands_under(german: Stage) -> None:
    """A word that is changed afterwards was not signed in its new wording."""
    german.room.decide("terms.choice", {"terms": []})
    for texts in ("r", "rs"):
        rules = tuple(HouseRule(text=text) for text in texts)
        decide(german, "arriving", HouseRules(rules=rules))
    decide(german, "terms.again", SortedTwice())
    signed(german)
    entry = decisions(german).signed

    assert entry
    assert {"arriving": 2, "terms.lead": 1, "terms.again": 1} == entry.versions


def test_remarks_stand_side_by_side(stage: Stage) -> None:
    """Who misses something says so before the signature; then nobody says that nothing is."""
    act = with_term(stage)
    field(act.widget, stage.words("What’s missing?"), 0).value = "Die Reaktionszeit <b>"
    press(act.widget, stage.words("Reveal") + " →")
    shown = text(act.widget)

    assert "Die Reaktionszeit &lt;b&gt;" in shown
    assert stage.words("Nothing’s missing.") not in shown


def test_nothing_is_missing_where_nobody_wrote_anything(stage: Stage) -> None:
    """Neither at the keyboard nor by phone."""
    hall(stage)
    act = with_term(stage)
    act.enter(Beat.REVEAL)

    assert stage.words("Nothing’s missing.") in text(act.widget)


def test_what_phones_cannot_sign_stands_there_and_in_the_charter(stage: Stage) -> None:
    """Revealed with the others, without what was hidden, and in the files that are taken home."""
    hall(stage)
    act, words = with_term(stage), stage.words
    vote(stage, READING, "both", [{"text": "So nicht <b>"}, {"text": "Names of people"}])
    before = text(act.widget)
    hidden = card_name("both-1")
    stage.room.show_card(READING, hidden, shown=False)
    act.enter(Beat.REVEAL)
    shown = text(act.widget)
    act.enter(Beat.DECIDE)
    for place, role in enumerate(("Leitung Innendienst", "Leitung Marketing")):
        field(act.widget, words("Your role"), place).value = role
    press(act.widget, words("Sign the charter"))
    stage.room.show_card(READING, hidden, shown=True)
    files = [(stage.session.charter / f"charter_{lang}.md").read_text("utf-8") for lang in LANGS]

    assert "So nicht" not in before
    assert "So nicht &lt;b&gt;" in shown
    assert words("Nothing’s missing.") not in shown
    assert [True, True] == ["So nicht" in each for each in files]
    assert [False, False] == ["Names of people" in each for each in files]


def test_who_is_alone_signs_once_and_the_page_says_what_it_is(stage: Stage) -> None:
    """An exercise: the persona is named as invented, its signature as played; nobody is bound."""
    alone(stage, "sales")
    act, words = with_term(stage), stage.words
    remarks = fields(act, "What’s missing?")
    act.enter(Beat.DECIDE)
    signatures = fields(act, "Your role")
    field(act.widget, words("Your role")).value = "Erste Woche"
    press(act.widget, words("Sign the charter"))
    entry = decisions(stage).signed
    assert entry
    head = {"de": "Eine Übung.", "en": "An exercise."}
    played = {"de": "vom Kit gespielt", "en": "played by the kit"}

    assert (1, 1) == (remarks, signatures)
    assert ("Erste Woche", "Malte") == (entry.sales, entry.marketing)
    for lang in LANGS:
        for kind in ("md", "html"):
            page = (stage.session.charter / f"charter_{lang}.{kind}").read_text("utf-8")
            assert page.index(head[lang]) < page.index("Bedarf da ist")
            assert re.search(
                rf"Malte.{{0,60}}{played[lang]}", page.split("Erste Woche")[1], re.DOTALL
            )
            assert not re.search(r"\bgilt\b|\bholds\b", page)
    assert "gilt" not in Words("de")(ALONE["charter"][Beat.DECIDE])


def test_a_charter_of_two_sides_is_no_exercise(stage: Stage) -> None:
    """What people agreed on is not called one."""
    signed(stage)
    page = (stage.session.charter / "charter_de.html").read_text("utf-8")

    assert "Eine Übung" not in page
    assert "vom Kit gespielt" not in page


def test_a_charter_that_cannot_be_written_says_so_and_keeps_the_decision(stage: Stage) -> None:
    """A full or locked folder costs no signature."""
    stage.session.charter.write_text("in the way", encoding="utf-8")
    act = signed(stage)

    assert stage.words("The charter can’t be saved.") in text(act.widget)
    kept = decisions(stage).signed
    assert kept
    assert kept.sales == "Leitung Innendienst"


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """The signed charter is redrawn from the room alone."""
    before = text(signed(make_stage()).widget)

    assert before == text(CharterActivity(make_stage()).widget)
