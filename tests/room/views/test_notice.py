"""What people may read before they sit down is what the room does."""

from __future__ import annotations

import pytest

from workshop.room.views.notice import notice
from workshop.room.views.phrases import phrases
from workshop.words import LANGS, Lang

ASKED_FOR = {
    "de": (
        *("Das Unternehmen", "Datenschutz zuständig", "Rechtsgrundlage", "gespeichert"),
        *("Nur für diesen Workshop", "keine Maschine entscheidet", "ins Ausland", "löscht"),
        *("berichtigen", "einschränken", "löschen", "widersprechen", "Datenschutzbehörde"),
    ),
    "en": (
        *("The company", "data protection officer", "legal basis", "stored"),
        *("For this workshop only", "no machine makes decisions", "abroad", "deletes"),
        *("corrected", "restricted", "deleted", "object", "data protection authority"),
    ),
}
"""What Art. 13 GDPR wants told: who, whom to ask, why it may be, what for, to whom, how long, and
each of the rights."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fewest", [5, 17])
def test_the_notice_and_the_rule_are_one_number(lang: Lang, fewest: int) -> None:
    """The number is the room's own, whatever it was set to, and no other one stands there."""
    text = notice(lang, fewest, encrypted=False).markdown()
    numbers = [word for word in text.replace("13", "").split() if word.isdecimal()]

    assert [str(fewest)] == numbers


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_how_the_way_is(lang: Lang) -> None:
    """Nobody is told that a way is safe which is not."""
    safe, open_ = (notice(lang, 5, encrypted=known).markdown() for known in (True, False))

    assert ("HTTPS" in safe, "HTTPS" in open_) == (True, False)
    assert "WLAN" in open_ or "Wi-Fi" in open_


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_all_that_has_to_be_told(lang: Lang) -> None:
    """Each point of Art. 13 has its words, and each part a heading and a text."""
    told = notice(lang, 5, encrypted=False)

    assert [] == [words for words in ASKED_FOR[lang] if words not in told.markdown()]
    assert all(part.heading and part.text for part in told.parts)


@pytest.mark.parametrize("lang", LANGS)
def test_the_button_it_names_is_the_one_that_is_there(lang: Lang) -> None:
    """What a phone keeps goes with a button; it is quoted as it is written."""
    assert f"{phrases(lang)['leave_forget']}" in notice(lang, 5, encrypted=True).markdown()
