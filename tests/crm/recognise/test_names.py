"""Names in one form: what people change when they type makes no difference."""

from __future__ import annotations

import pytest

from workshop.crm.recognise.names import compact, forms, parted, words


@pytest.mark.parametrize(
    "text",
    [
        "Ursprüngliche Quelle",
        "URSPRUENGLICHE_QUELLE",
        "urspru\u0308ngliche-quelle",
        " Ursprüngliche  Quelle:",
    ],
)
def test_one_name_has_one_form(text: str) -> None:
    """Case, blanks, signs and umlauts, composed or not."""
    assert "urspruenglichequelle" == compact(text)


def test_brackets_and_currencies_are_no_part_of_a_name() -> None:
    """The complete form comes first, so that a catalogue can name brackets, too."""
    assert ("betrageur", "betrag") == forms("Betrag (EUR)")
    assert ("wertineur", "wert") == forms("Wert in EUR")
    assert ("lossreasonc", "lossreason") == forms("Loss_Reason__c")


def test_a_prefix_is_told_from_the_rest() -> None:
    """Pipedrive and reports write the object before the field."""
    assert ("deal", "Deal created") == parted("Deal - Deal created")
    assert ("opportunity", "StageName") == parted("Opportunity.StageName")
    assert ("", "") == parted("Amount")


def test_words_are_split_at_signs() -> None:
    """Words are compared whole."""
    assert ("abgeschlossen", "verloren") == words("Abgeschlossen – verloren")
