"""The charter of a room: its decisions as data, and as a document in either language."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import HOSTILE, OWN_WORD, agreed, alone, charter, decide

from workshop.charter.export import html, markdown
from workshop.errors import WorkshopError
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.story.act1.definitions import agreed_term
from workshop.story.charter import CHARTER_FORMAT, charter_document, charter_of, read_charter
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.record import Played
from workshop.story.decisions.types import KIT_RULES, HouseRule, HouseRules
from workshop.story.solo.mode import choose_mode
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import own_term
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.story.context import Stage
    from workshop.words import Lang

OLD = Path(__file__).parent / "format_0"
"""Rooms as they lay on a disk when decisions were dicts of sentences, and their charters then."""
SESSIONS = ("together", "alone")
LISTS = (
    *("experiments", "experiment_objections", "rituals", "ritual_objections"),
    *("customer_objections", "line_objections", "duties", "duty_objections"),
    *("differences", "difference_objections", "campaign_objections"),
)
LATER = {"team": "", "customer": "", "line": "", "campaign": None, "since": None} | {
    part: [] for part in LISTS
}
"""What no charter of that time could hold."""


def old_room(folder: Path, name: str) -> Room:
    """Return a room of format 0, as its file was on the disk."""
    file = folder / "room.sqlite"
    with sqlite3.connect(file) as connection:
        connection.executescript((OLD / f"{name}.sql").read_text("utf-8"))
    return Room(EventLog(file))


def old_charter(name: str, lang: Lang) -> dict[str, Any]:
    """Return what the charter of such a room said then, but for what is data now."""
    charter: dict[str, Any] = json.loads((OLD / f"{name}.json").read_text("utf-8"))[lang]
    for term in charter["terms"]:
        del term["rule"]
    del charter["workshop"]
    for promise in charter["promises"]:
        promise |= {"side": promise["giver"].lower().replace("vertrieb", "sales"), "baseline": ""}
    charter["signatures"] |= {"others": [], "sponsor": "", "witnesses": [], "reunion": ""}
    return charter | LATER | {"unread": []}


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("lang", LANGS)
def test_an_old_session_has_every_decision_in_it(
    tmp_path: Path, sample_crm: Crm, name: str, lang: Lang
) -> None:
    """Sentence by sentence the charter that was signed then, in both languages."""
    state = old_room(tmp_path, name).state
    signed = Decisions.of(state).signed
    assert signed
    data = charter_of(name, sample_crm, state)
    document = charter_document(data, Words(lang), signed.remarks)

    assert old_charter(name, lang) == json.loads(json.dumps(asdict(document)))


@pytest.fixture
def full(german: Stage) -> Stage:
    """A room that agreed on rules, on Lead and on a word of its own."""
    rules = tuple(HouseRule(key=key) for key in KIT_RULES)
    decide(german, "arriving", HouseRules(rules=rules, objections=(f"Nein {HOSTILE}",)))
    german.room.decide("terms.choice", {"terms": []})
    agreed(german)
    term = own_term("own1", OWN_WORD, "campaigns")
    proposal = Definition(f"so {HOSTILE}", TEMPLATES["responses"].rule)
    decide(german, "terms.own1", agreed_term(german, term, proposal, [f"zu eng {HOSTILE}"]))
    return german


@pytest.mark.parametrize("lang", LANGS)
def test_the_charter_holds_what_was_agreed(full: Stage, lang: Lang) -> None:
    """Rules of the room, words in the order they were agreed, what spoke against them."""
    words = Words(lang)
    document = charter(full, words)

    assert tuple(words(rule) for rule in KIT_RULES.values()) == document.rules
    assert (f"Nein {HOSTILE}",) == document.rule_objections
    assert ["Lead", OWN_WORD] == [term.label for term in document.terms]
    assert (f"zu eng {HOSTILE}",) == document.terms[1].objections


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_safe_in_the_page(full: Stage, lang: Lang) -> None:
    """The page people take home runs nothing and fills in nothing."""
    page = html(charter(full, Words(lang)))

    assert "<img" not in page
    assert "<b>{word}" not in page
    assert "&lt;b&gt;{word}&lt;/b&gt;" in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt; {word} {0} %s") == 4


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_safe_in_markdown(full: Stage, lang: Lang) -> None:
    """Markdown lets HTML through, so each bracket that people typed is escaped."""
    page = markdown(charter(full, Words(lang)))

    assert page.count("<img") == page.count("\\<img") == 4
    assert (
        page.count("<b") == page.count("\\<b") == 4
    )  # the word, and its sentence, on poster and in annex
    assert "{word}" in page


def test_what_is_not_decided_is_not_there(german: Stage) -> None:
    """An empty room has an empty charter, and the choice of words alone is no word."""
    german.room.decide("terms.choice", {"terms": [{"key": "lead"}]})
    document = charter(german, Words("de"))

    assert Decisions.of(german.room.state).is_empty
    assert ((), (), None, 0) == (
        document.rules,
        document.terms,
        document.agreement,
        document.version,
    )
    assert document.signatures is None


def test_a_decision_that_cannot_be_shown_is_named(full: Stage) -> None:
    """The rest of the charter stands, and the page says what is missing from it and why."""
    full.room.decide("kpis", {"format": 3, "kpis": "?"})
    full.room.decide("retro", {"actions": [{"what": "x"}]})
    document = charter(full, Words("en"))

    assert ["Lead", OWN_WORD] == [term.label for term in document.terms]
    assert [True, True] == ["“kpis”" in document.unread[0], "newer" in document.unread[0]]
    assert [True, True] == ["“retro”" in document.unread[1], "read" in document.unread[1]]
    assert all(sentence.split(" ")[0] in html(document) for sentence in document.unread)
    assert "newer version" in markdown(document)


def file_of(stage: Stage, folder: Path) -> Path:
    """Return the file of a charter."""
    file = folder / "charter.json"
    file.write_text(charter_of("team", stage.crm, stage.room.state).to_json(), "utf-8")
    return file


def test_a_charter_from_its_file_is_the_same(full: Stage, tmp_path: Path) -> None:
    """Decisions, data and the page in either language; nothing in the file is in a language."""
    file = file_of(full, tmp_path)
    data = read_charter(file)

    assert charter_of("team", full.crm, full.room.state) == data
    for lang in LANGS:
        assert charter(full, Words(lang)) == charter_document(data, Words(lang))
    assert "im Kontakt" not in file.read_text("utf-8")


def changed(**parts: Any) -> Any:
    """Return a change of a charter's data by somebody's hand."""
    return lambda data: data | parts


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (changed(format=CHARTER_FORMAT + 1), "A newer version of the kit wrote this charter."),
        (changed(format="1"), "This isn’t a charter the kit can read."),
        (changed(signed=True), "This isn’t a charter the kit can read."),
        (changed(decisions={"terms": 7}), "This isn’t a charter the kit can read."),
        (changed(decisions={"kpis": {"kpis": [{"name": "joy"}]}}), "This isn’t a charter"),
        (lambda _: [], "This isn’t a charter the kit can read."),
    ],
)
def test_a_charter_changed_by_hand_is_refused(
    full: Stage, tmp_path: Path, change: Any, fact: str
) -> None:
    """Fact, file and reason; and the file stays as it was."""
    file = file_of(full, tmp_path)
    file.write_text(json.dumps(change(json.loads(file.read_text("utf-8")))), "utf-8")
    before = file.read_bytes()

    with pytest.raises(WorkshopError, match=fact) as caught:
        read_charter(file)
    assert str(file) in caught.value.lines(Words("de"))[1]
    assert before == file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_no_charter(tmp_path: Path, content: bytes) -> None:
    """Half a file, another encoding, a trap: one sentence, no accident."""
    file = tmp_path / "charter.json"
    file.write_bytes(content)

    with pytest.raises(WorkshopError, match="isn’t a charter"):
        read_charter(file)


def test_an_exercise_stays_one_when_people_come(full: Stage) -> None:
    """What somebody alone decided binds nobody, also after a second person sat down."""
    alone(full, "marketing")
    played = Played(side="sales", name="Vera")
    decide(full, "arriving", HouseRules(rules=(HouseRule(key="best"),), played=played))
    choose_mode(full.room, None)

    assert played == charter_of("team", full.crm, full.room.state).exercise
