"""What values of lists mean, and what nobody can know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.recognise import value_meanings
from workshop.crm.recognise.profile import EMPTY
from workshop.crm.schema import TABLES


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("Closed Won", "won"),
        ("closedwon", "won"),
        ("CLOSED_WON", "won"),
        ("6 - Closed Won", "won"),
        ("Closed Won (100 %)", "won"),
        ("Closed Won (Sales Pipeline)", "won"),
        ("Abgeschlossen und gewonnen (Vertriebspipeline)", "won"),
        ("07) GEWONNEN – 100%", "won"),
        ("Gewonnene Deals", "won"),
        ("Gewonnen", "won"),
        ("Auftrag erteilt", "won"),
        ("Closed Lost", "lost"),
        ("Abgeschlossen – verloren", "lost"),
        ("Nicht gewonnen", "lost"),
        ("Closed Lost to Competition", "lost"),
        ("An Wettbewerb verloren", "lost"),
        ("Kein Auftrag", "lost"),
        ("Abgeschlossen (verloren)", "lost"),
        ("storniert", "lost"),
        ("Engaging", "open"),
        ("Prospecting", "open"),
        ("3. Angebot", "open"),
        ("10 % Qualifizierung", "open"),
    ],
)
def test_stages_are_known(value: str, meaning: str) -> None:
    """English and German stages, numbered, with a percentage or in a named pipeline."""
    assert ({value: meaning}, ()) == value_meanings("deals", "status", [value])


@pytest.mark.parametrize(
    ("value", "proposed"),
    [
        ("Legal check", "open"),
        ("Gewonen", "won"),
        ("Abgeschlossen", "won"),
        ("Closed Won (Renewal)", "won"),
        ("Verloren (Preis)", "lost"),
        ("Won?", "won"),
    ],
)
def test_an_unknown_stage_is_proposed_and_asked_about(value: str, proposed: str) -> None:
    """A stage nobody knows is one before the end, but a person has the last word."""
    assert ({value: proposed}, (value,)) == value_meanings("deals", "status", [value])


def test_a_word_inside_a_phrase_is_never_its_meaning() -> None:
    """Beside a word that may turn it round, or beside its opposite, nothing is even proposed."""
    phrases = [
        "Closed - Won by competitor",
        "Won't buy",
        "Won’t buy",
        "Gewonnen (storniert)",
        "Closed Won - Cancelled",
        "Won/Lost?",
        "Gewonnen, dann verloren",
        "Noch nicht gewonnen",
        "Not lost yet",
        "Wettbewerber hat gewonnen",
        "Gewonnen von Konkurrenz",
        "Deal won back by rival",
        "Nie verloren",
        "Gewonnen – Rücktritt",
        "Lost and found: won",
        "No win",
        "Wonn – void",
    ]

    assert ({}, tuple(sorted(phrases))) == value_meanings("deals", "status", phrases)


def test_a_phrase_turned_round_is_no_answer_of_sales() -> None:
    """“Not yet qualified” is not qualified, “nicht übernommen” is not taken."""
    phrases = ["Not yet qualified", "Qualified? no", "Lead nicht akzeptiert", "Never accepted"]

    assert ({}, tuple(sorted(phrases))) == value_meanings("handoffs", "outcome", phrases)


@given(
    st.sampled_from(("won", "lost", "gewonnen", "verloren", "Closed Won", "offen")),
    st.sampled_from(("cancelled", "storniert", "by competitor", "not", "nicht", "an Wettbewerb")),
    st.sampled_from(
        ("{0} {1}", "{1} {0}", "{0} ({1})", "{0} - {1}", "3. {0}, {1}!", "x {1} {0} y")
    ),
)
def test_no_turned_value_has_a_meaning_unasked(word: str, turn: str, shape: str) -> None:
    """Whatever turns round stands as a whole in the catalogue, or is asked about with no answer."""
    value = shape.format(word, turn)
    mapping, unsure = value_meanings("deals", "status", [value])

    assert mapping == {} or unsure == ()
    assert mapping in ({}, {value: "lost"})


def test_an_answer_nobody_knows_has_no_meaning() -> None:
    """Pending is neither accepted nor rejected; nothing is made up."""
    found = value_meanings("handoffs", "outcome", ["angenommen", "abgelehnt", "wartet"])

    assert ({"angenommen": "accepted", "abgelehnt": "rejected"}, ("wartet",)) == found


def test_no_entry_needs_no_meaning() -> None:
    """What forms write where nobody answered is no value."""
    assert ({}, ()) == value_meanings("deals", "status", ["-", "n/a", ""])


@pytest.mark.parametrize(
    ("entries", "expected", "unsure"),
    [
        ("012", {"0": "open", "1": "won", "2": "lost"}, ""),
        ("01", {"0": "open", "1": "won"}, "01"),
        ("1345", {"1": "open", "3": "won", "4": "lost", "5": "lost"}, ""),
        ("12", {"1": "won", "2": "lost"}, "12"),
    ],
)
def test_numbers_of_programs(entries: str, expected: dict[str, str], unsure: str) -> None:
    """A list of codes is sure where no other list fits and it cannot be a flag."""
    assert (expected, tuple(unsure)) == value_meanings("deals", "status", entries)


def test_open_lists_keep_what_they_do_not_know() -> None:
    """Only what is known as a whole is translated; the rest stands for itself."""
    entries = ["Messe", "Messe Köln 2025", "PAID_SEARCH", "Organische Suche", "fair"]

    assert (
        {"Messe": "fair", "PAID_SEARCH": "ads"},
        (),
    ) == value_meanings("contacts", "source", entries)


def test_a_meaning_is_one_of_the_field() -> None:
    """Kinds of touchpoints, campaigns and costs have names in common and do not mix."""
    assert {"Messe": "events"} == value_meanings("costs", "kind", ["Messe"])[0]
    assert {"Messe": "fair"} == value_meanings("campaigns", "kind", ["Messe"])[0]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_status_is_mapped_to_a_choice(entries: list[str]) -> None:
    """A formula meets only values it knows; an entry without a meaning is asked about."""
    known = {
        value for field in TABLES["deals"].fields if field.closed for value, _ in field.choices
    }
    mapping, unsure = value_meanings("deals", "status", entries)

    assert set(mapping.values()) <= known
    assert set(unsure) | set(mapping) <= set(entries)
    assert {one for one in entries if one and one.lower() not in EMPTY} == {*unsure, *mapping}


def test_the_order_of_values_means_nothing() -> None:
    """The same list in another order gives the same answer."""
    entries = ["Closed Won", "Legal check", "Abgeschlossen", "Demo"]

    assert value_meanings("deals", "status", entries) == value_meanings(
        "deals", "status", reversed(entries)
    )


def test_a_field_the_table_does_not_have_is_refused() -> None:
    """A programming error is no empty answer."""
    with pytest.raises(ValueError, match="colour"):
        value_meanings("deals", "colour", ["red"])
