"""One answer to a round of consent, for phones and for the keyboard."""

from __future__ import annotations

import pytest

from workshop.errors import WorkshopError
from workshop.room.state.consent import NONE, OBJECTION, ConsentAnswer
from workshop.room.state.question import Consent
from workshop.words import as_typed

QUESTION = Consent(key="c", prompt=as_typed("?"), proposal=as_typed("!"))


def said(answer: str, reason: str = "") -> ConsentAnswer:
    """Return an answer."""
    return ConsentAnswer(answer=answer, reason=reason)


def test_agreement_needs_no_words() -> None:
    """What was written before it was chosen does not count."""
    assert {"answer": "none"} == said(NONE, "doch nicht").checked(9).data()


def test_an_objection_keeps_its_words() -> None:
    """Without what nobody can see around them."""
    found = said(OBJECTION, "  Zu früh\u200b ").checked(9)

    assert {"answer": "objection", "reason": "Zu früh"} == found.data()
    assert found.objects


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (said(""), "isn’t an answer to the question"),
        (said("noted", "x"), "isn’t an answer to the question"),
        (said(OBJECTION, " \n"), "is still blank"),
        (said(OBJECTION, "x" * 10), "too long"),
    ],
)
def test_what_may_not_count_says_why(answer: ConsentAnswer, sentence: str) -> None:
    """With the same sentence wherever it was given."""
    with pytest.raises(WorkshopError, match=sentence):
        answer.checked(9)


@pytest.mark.parametrize("reason", [None, 7, ["x"], ""])
def test_a_phone_is_told_the_same(reason: object) -> None:
    """Whatever stands where the words belong."""
    with pytest.raises(WorkshopError, match="is still blank"):
        QUESTION.check({"answer": "objection", "reason": reason})


def test_an_answer_that_is_stored_is_an_answer() -> None:
    """Checked once more, it is the same."""
    for body in ({"answer": "none"}, {"answer": "objection", "reason": "Zu früh"}):
        assert body == QUESTION.check(QUESTION.check(body))
