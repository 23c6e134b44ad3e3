"""Consent of a whole hall: one proposal at a time, and objections in people's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import decisions
from support.acts.looking_back import trying
from support.acts.screen import choose, every, field, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.room.state.participant import card_name
from workshop.room.state.question import Consent
from workshop.story.decisions.record import EarlierObjection
from workshop.story.frame.consent import ask_phones, phone_objections
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.notebook.act4.trying import Trying
    from workshop.story.context import Stage
    from workshop.story.decisions.later import AgreedExperiments

ASK = "Ask the phones"
ROUND = "Does anyone have a reasoned objection?"
AGREED = "No objection: good enough for now, safe enough to try"
NOTED = "An objection, and we’ll write it down"


def deciding(stage: Stage, *, phones: int = 2) -> Trying:
    """Return the act with one whole experiment, in a hall with so many phones."""
    sit(stage, *["sales"] * phones)
    return trying(stage)


def asked(stage: Stage) -> list[Consent]:
    """Return the consent questions that stand."""
    questions = [one.question for one in stage.room.state.questions.values()]
    return [one for one in questions if isinstance(one, Consent)]


def object_to(stage: Stage, *reasons: str) -> None:
    """Let phones object to the present proposal."""
    (question,) = asked(stage)
    for n, reason in enumerate(reasons):
        body = question.check({"answer": "objection", "reason": reason})
        stage.room.say(question.key, "both", body, f"phone-{n}")


def objected(stage: Stage, *reasons: str) -> Trying:
    """Return the act after phones objected."""
    act = deciding(stage)
    press(act.widget, stage.words(ASK))
    object_to(stage, *reasons)
    return act


def decided(stage: Stage) -> AgreedExperiments:
    """Return what was decided."""
    made = decisions(stage).experiments
    assert made
    return made


def noted(stage: Stage) -> tuple[str, ...]:
    """Return the objections it was decided with."""
    return decided(stage).objections


def test_phones_are_asked_about_the_present_proposal(stage: Stage) -> None:
    """Everybody reads on the phone what stands on the projector."""
    act = deciding(stage)
    press(act.widget, stage.words(ASK))
    (question,) = asked(stage)

    assert {
        "de": "Montagsrunde: Leitung Innendienst mit Leitung Kampagnen, bis 21. Dezember 2026; "
        "zu sehen an: Runden, die stattfanden; fertig, wenn vier Runden waren",
        "en": "Montagsrunde: Leitung Innendienst with Leitung Kampagnen, until 21 December 2026; "
        "seen in: Runden, die stattfanden; done when vier Runden waren",
    } == question.proposal
    assert [question] == [one.question for one in stage.room.state.open_questions("retro.try")]
    assert f"<h3>{stage.words(ROUND)}</h3>" in text(act.widget)


def test_without_phones_nobody_is_asked(stage: Stage) -> None:
    """A button that leads nowhere is not there."""
    shown = [getattr(one, "description", "") for one in every(deciding(stage, phones=0).widget)]

    assert stage.words(ASK) not in shown


def test_the_same_proposal_is_one_question(stage: Stage) -> None:
    """Pressing twice neither asks twice nor loses an answer."""
    act = objected(stage, "Zu früh")
    press(act.widget, stage.words(ASK))

    assert 1 == len(asked(stage))
    assert ["Zu früh"] == phone_objections(act)


def test_another_wording_is_another_question(stage: Stage) -> None:
    """Nobody is taken to object to, or to agree with, what was not asked."""
    act = objected(stage, "Zu früh")
    (before,) = asked(stage)
    act.table.write(0, what="Dienstagsrunde")
    press(act.widget, stage.words(ASK))
    (after,) = asked(stage)

    assert before.key != after.key
    assert after.proposal["de"].startswith("Dienstagsrunde: Leitung Innendienst")
    assert [] == phone_objections(act)


def test_a_phone_that_comes_late_is_asked_too(stage: Stage) -> None:
    """The button appears with the first phone."""
    act = deciding(stage, phones=0)
    sit(stage, "sales")
    act.refresh()
    shown = [getattr(one, "description", "") for one in every(act.widget)]

    assert stage.words(ASK) in shown


def test_asking_phones_without_a_proposal_says_so(stage: Stage) -> None:
    """The button says why nothing was asked."""
    sit(stage, "sales")
    act = trying(stage)
    act.table.drop(0)
    press(act.widget, stage.words(ASK))

    assert stage.words("There’s no proposal yet.") in text(act.widget)


@pytest.mark.parametrize("proposal", [as_typed(""), as_typed(" \n"), {"de": "Ja", "en": ""}])
def test_nothing_is_asked_without_a_proposal(stage: Stage, proposal: dict[str, str]) -> None:
    """Consent to nothing is worth nothing; both languages need their words."""
    act = deciding(stage)

    with pytest.raises(WorkshopError, match="There’s no proposal yet"):
        ask_phones(act, proposal)
    assert [] == asked(stage)


def test_a_wording_nobody_was_asked_about_is_not_recorded(stage: Stage) -> None:
    """A proposal changed after the phones were asked holds once they are asked again."""
    act, words = objected(stage, "Zu früh"), stage.words
    choose(act.widget, words(ROUND), words(AGREED))
    act.table.write(0, what="Dienstagsrunde")
    press(act.widget, words("Record it"))
    refused = text(act.widget)
    before = stage.room.state.decision("retro.try")
    press(act.widget, words(ASK))
    press(act.widget, words("Record it"))
    once_more = text(act.widget)
    choose(act.widget, words(ROUND), words(AGREED))
    press(act.widget, words("Record it"))

    assert words("The proposal was changed after the group was asked.") in once_more
    assert words("The proposal was changed after the phones were asked.") in refused
    assert before is None
    assert () == noted(stage)


def test_objections_are_recorded_word_for_word(stage: Stage) -> None:
    """The charter holds what was written, not what somebody made of it."""
    reasons = {"Es fehlt Zeit:\nfreitags <b>nie</b>", "Wer misst das? – „Niemand“"}
    act = objected(stage, *reasons)
    press(act.widget, stage.words("Record it"))
    recorded = noted(stage)

    assert reasons == set(recorded)
    assert act.beat is Beat.RECORDED


def test_a_hidden_objection_is_not_recorded(stage: Stage) -> None:
    """What was taken out of sight, such as an insult, does not hang on the wall for a quarter."""
    act = objected(stage, "Zu früh", "Der Chef spinnt")
    stage.room.show_card(asked(stage)[0].key, card_name("phone-1"), shown=False)
    press(act.widget, stage.words("Record it"))

    assert ("Zu früh",) == noted(stage)


def test_the_keyboards_objection_stands_beside_those_of_phones(stage: Stage) -> None:
    """Who has no phone is heard, too."""
    act, words = objected(stage, "Zu früh"), stage.words
    choose(act.widget, words(ROUND), words(NOTED))
    label = words("The objection, verbatim")
    field(act.widget, label).value = "Messen fehlen"
    press(act.widget, words("Record it"))

    assert ("Zu früh", "Messen fehlen") == noted(stage)


def test_an_objection_by_phone_needs_no_words_at_the_keyboard(stage: Stage) -> None:
    """“An objection” at the keyboard may mean the one that was written on a phone."""
    act, words = objected(stage, "Zu früh"), stage.words
    choose(act.widget, words(ROUND), words(NOTED))
    press(act.widget, words("Record it"))

    assert ("Zu früh",) == noted(stage)


def test_an_objection_without_any_words_is_refused(stage: Stage) -> None:
    """“Somebody objected” helps nobody later."""
    act, words = objected(stage), stage.words
    choose(act.widget, words(ROUND), words(NOTED))
    press(act.widget, words("Record it"))

    assert words("The objection is still blank.") in text(act.widget)
    assert stage.room.state.decision("retro.try") is None


def test_silent_phones_are_no_consent(stage: Stage) -> None:
    """The round is asked aloud even where phones were asked and nobody objected."""
    act = objected(stage)
    press(act.widget, stage.words("Record it"))

    assert stage.words("Nobody has asked for objections yet.") in text(act.widget)
    assert stage.room.state.decision("retro.try") is None


def test_the_decision_shows_how_the_phones_answered(stage: Stage) -> None:
    """Recording reveals the answers: who wrote an objection sees that it was read."""
    act = objected(stage, "Zu früh")
    press(act.widget, stage.words("Record it"))

    assert "<li>Zu früh</li>" in text(act.widget)
    assert [] == stage.room.state.open_questions("retro.try")


def test_hostile_proposals_and_objections_stay_text(stage: Stage) -> None:
    """Both are written by strangers and shown on the projector."""
    act = deciding(stage)
    act.table.write(0, what="<script>alert(2)</script>")
    press(act.widget, stage.words(ASK))
    object_to(stage, "<script>alert(1)</script>")
    press(act.widget, stage.words("Record it"))

    assert "<script" not in text(act.widget)
    assert "&lt;script&gt;" in text(act.widget)


def test_the_objection_of_an_earlier_round_stays(stage: Stage) -> None:
    """What phones objected to the first wording stands beside the second; hidden ones do not."""
    act, words = objected(stage, "Ohne Budget <b>", "Weil Meier es sagt"), stage.words
    (before,) = asked(stage)
    stage.room.show_card(before.key, card_name("phone-1"), shown=False)
    act.table.write(0, what="Dienstagsrunde")
    press(act.widget, words(ASK))
    object_to(stage, "Dienstag ist Messe")
    press(act.widget, words("Record it"))
    entry = decided(stage)
    shown = text(act.widget)

    assert ("Dienstag ist Messe",) == entry.objections
    assert (EarlierObjection(round=1, text="Ohne Budget <b>"),) == entry.earlier
    assert ": Ohne Budget &lt;b&gt; –" in shown
    assert "</li><li>Dienstag ist Messe</li>" in shown
    assert "Meier" not in shown


def test_an_objection_at_the_keyboard_stays_too(stage: Stage) -> None:
    """It goes with the wording it was about, and not with the next one."""
    act, words = deciding(stage, phones=0), stage.words
    choose(act.widget, words(ROUND), words(NOTED))
    field(act.widget, words("The objection, verbatim")).value = "Zu viel"
    act.table.write(0, what="Dienstagsrunde")
    press(act.widget, words("Record it"))
    choose(act.widget, words(ROUND), words(AGREED))
    press(act.widget, words("Record it"))
    entry = decided(stage)

    assert () == entry.objections
    assert (EarlierObjection(round=1, text="Zu viel"),) == entry.earlier


def test_a_wording_taken_back_has_its_objection_once(stage: Stage) -> None:
    """Changed and changed back is the first wording again, and its objection is its own."""
    act, words = objected(stage, "Zu früh"), stage.words
    act.table.write(0, what="Dienstagsrunde")
    press(act.widget, words(ASK))
    act.table.write(0, what="Montagsrunde")
    press(act.widget, words(ASK))
    press(act.widget, words("Record it"))
    entry = decided(stage)

    assert (("Zu früh",), ()) == (entry.objections, entry.earlier)
