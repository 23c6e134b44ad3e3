"""A name in a list of values is taken out of it; words, places and brands stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.recognise.people.person_names import masked
from workshop.crm.recognise.synonyms import ASK, read

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = {
    "Empfehlung Erika Beispiel": "Empfehlung …",
    "Klaus Muster war dagegen": "… war dagegen",
    "Herr Probe hat abgesagt": "… hat abgesagt",
    "Frau Dr. Quandel-Überreuter wollte nicht": "… wollte nicht",
    "Muster, Klaus": "…",
    "KLAUS MUSTER": "…",
    "Erika": "…",
    "Webinar mit Prof. Dr. Max Muster": "Webinar mit …",
    "Referred by Mrs Example": "Referred by …",
    "Mr. Quick left the company": "… left the company",
    "Linda Muster; Jan Probe": "…; …",
    "Empfehlung von Anna-Lena van Dyk am Messestand": "Empfehlung von … am Messestand",
    "Kontakt über Jürgen": "Kontakt über …",
    "Mark Beispiel": "…",
    "April Müller": "…",
    "intro by Mehmet Yılmaz": "intro by …",
}
NOBODY = (
    *("Preis", "Timing", "Kein Budget", "Messe", "Messe Stuttgart", "Fachmesse Dresden 2026"),
    *("Google Ads", "Meta", "Mercedes", "Paid Social", "Trade Show", "Lost to competitor"),
    *("April Kampagne", "Fr. 500", "Not enough stock", "Sonstiges", "Server", "Allen recht"),
    *("Dr", "Frau", "", "42", "Kundenempfehlung", "Summer Sale", "Paris", "Xing", "LinkedIn"),
)


def test_names_are_replaced_and_the_words_around_them_stay() -> None:
    """Titles, given names, “surname, given name”, capitals, several at once, in both languages."""
    assert PEOPLE == {entry: masked(entry) for entry in PEOPLE}


def test_what_names_nobody_stays_as_it_is() -> None:
    """Months, places, brands and nouns are no names, though parents have given them."""
    assert NOBODY == tuple(map(masked, NOBODY))


def test_no_value_the_kit_knows_is_taken_for_a_name() -> None:
    """A vendor's own stages, reasons and sources would otherwise vanish from every import."""

    def texts(part: Any) -> Iterator[str]:
        if isinstance(part, str):
            yield part.removesuffix(ASK).removeprefix("* ")
            return
        for inner in part.values() if isinstance(part, dict) else part:
            yield from texts(inner)

    known = list(texts(read("values")))

    assert known
    assert [] == [text for text in known if masked(text) != text]


@given(
    st.sampled_from(["Erika", "Klaus", "Anna-Lena", "Jürgen", "Zofia", "Emily"]),
    st.from_regex(r"[A-Z][a-zäöü]{3,9}(-[A-Z][a-zäöü]{3,9})?", fullmatch=True),
    st.sampled_from(["{}", "Tipp von {}", "{} sagt nein", "via {} (Messe)", "{}; später"]),
)
def test_a_given_name_takes_its_surname_along(given_name: str, surname: str, words: str) -> None:
    """Whatever the surname is, and wherever the name stands, nothing of it is left."""
    left = masked(words.format(f"{given_name} {surname}"))

    assert words.format("…") == left


@given(st.text(max_size=60))
def test_once_is_enough(entry: str) -> None:
    """Any text can be looked at, and what is left names nobody any more."""
    assert masked(entry) == masked(masked(entry))


@pytest.mark.parametrize("entry", ["Anna", "Herr X"])
def test_nothing_else_is_shown_of_a_bare_name(entry: str) -> None:
    """A name alone leaves the sign that stands for it, not an empty cell."""
    assert masked(entry) == "…"
