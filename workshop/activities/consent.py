"""Deciding by consent: nobody has a reasoned objection, or the objection is written down."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.activities.audience import consent_prefix
from workshop.activities.rounds import earlier, finish
from workshop.activities.solo.playing import across
from workshop.errors import WorkshopError
from workshop.room.projection import answers
from workshop.room.question import Consent
from workshop.room.result import result_of
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, button, classed, esc
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.activity import Activity
    from workshop.words import Text

NONE, NOTED = "none", "noted"
ASK, RECORD = N_("Ask the phones"), N_("Record it")
"""The two buttons that lead to a decision."""


def _key(activity: Activity, proposal: Text) -> str:
    # Another wording is another question: what was said of the old one does not count.
    name = sha256(dumps(proposal, sort_keys=True).encode()).hexdigest()[:12]
    return consent_prefix(activity.key) + name


def wording(activity: Activity) -> str:
    """Return what names the proposal as it stands; nothing while it cannot be said yet."""
    try:
        return _key(activity, activity.proposal_text())
    except WorkshopError:
        return ""


def _changed() -> WorkshopError:
    return WorkshopError(
        N_("The proposal was changed after the round was asked."),
        hint=N_("Ask the round again, then choose the answer anew."),
    )


def ask_phones(activity: Activity, proposal: Text) -> None:
    """Ask everybody's phone for objections to a proposal; an earlier one is dropped.

    Raises:
        WorkshopError: if there is nothing to ask about yet.
    """
    if not all(text.strip() for text in proposal.values()):
        raise WorkshopError(
            N_("There is no proposal yet."), hint=N_("Say first what is to be decided.")
        )
    key = _key(activity, proposal)
    prompt = both("Does anybody have a reasoned objection?")
    for other in _asked(activity):
        if other != key:
            finish(activity, other, _reasons(activity, other))
            activity.room.drop_question(other)
    activity.room.open_question(activity.key, Consent(key=key, prompt=prompt, proposal=proposal))


def phone_objections(activity: Activity) -> list[str]:
    """Return the reasons that came by phone, those that were hidden left out.

    Raises:
        WorkshopError: if phones were asked about another wording than the present one.
    """
    asked = _asked(activity)
    if asked and asked != [_key(activity, activity.proposal_text())]:
        raise WorkshopError(
            N_("The proposal was changed after the phones were asked."),
            hint=N_("Ask the phones again, or take back the change."),
        )
    return [text for key in asked for text in _reasons(activity, key)]


def _reasons(activity: Activity, key: str) -> list[str]:
    answered = result_of(activity.room.state, key)
    return [line.text for line in answered.shown_lines] if answered else []


def undecided(activity: Activity) -> WorkshopError:
    """Return that nothing is decided yet, and which of the buttons below lead to a decision."""
    words, fact = activity.words, N_("Nothing is decided here yet.")
    if activity.room.state.is_live:
        hint = N_("On the projector: “{ask}”, then “{record}”.")
        return WorkshopError(fact, hint=hint, ask=words(ASK), record=words(RECORD))
    hint = N_("Ask the round and choose its answer, then “{record}”.")
    return WorkshopError(fact, hint=hint, record=words(RECORD))


def beside(activity: Activity, body: dict[str, Any]) -> dict[str, Any]:
    """Return what a decision holds beside itself: earlier rounds, and whose part the kit played.

    Args:
        activity: what decides.
        body: what is decided.
    """
    told: dict[str, Any] = {}
    if earlier(activity, ""):
        told["earlier"] = earlier(activity, wording(activity))
    persona = across(activity.room.state)
    if persona:
        told["played"] = {"side": persona.side, "name": persona.name} | body.get("played", {})
    return told


def _phones_answered(activity: Activity) -> bool:
    return any(answers(activity.room.state, key) for key in _asked(activity))


def _asked(activity: Activity) -> list[str]:
    mine = consent_prefix(activity.key)
    return [key for key in activity.room.state.questions if key.startswith(mine)]


def _standing(activity: Activity) -> dict[str, str]:
    """Return what was answered at the keyboard, and ``of`` which wording."""
    said = activity.room.state.item(f"{activity.key}.consent", "both")
    return {"answer": "", "objection": "", "of": ""} | said


def _keep(activity: Activity, part: str, value: str) -> None:
    """Keep an answer, or the words of an objection, to the present wording.

    What was objected to a wording before it was changed stands with that round.
    """
    before, now = _standing(activity), wording(activity)
    changed = bool(now) and before["of"] not in ("", now)
    if changed:
        noted = before["objection"].strip() if before["answer"] == NOTED else ""
        finish(activity, before["of"], [noted] if noted else [])
    anew = {"objection": ""} if changed and part == "answer" else {}
    said = before | anew | {part: value, "of": now or before["of"]}
    activity.room.say(f"{activity.key}.consent", "both", said, "both")


def consent_panel(activity: Activity, record: Callable[[list[str]], None]) -> w.Widget:
    """Return the question of consent with the button that records.

    Args:
        activity: the activity that decides; its `proposal_text` is what phones are asked about.
        record: gets the objections (plain text, empty list without any) and stores the decision.
    """
    words, room = activity.words, activity.room

    def standing() -> dict[str, str]:
        return _standing(activity)

    def keep(part: str, value: str) -> None:
        _keep(activity, part, value)
        if objection.children[0].value and not standing()["objection"]:
            objection.children[0].value = ""

    def press(_: object) -> None:
        by_phone = phone_objections(activity)
        now = wording(activity)
        # What is not complete says itself what is missing, when it is recorded.
        if now and standing()["answer"] and standing()["of"] != now:
            answer.children[0].value = ""
            raise _changed()
        if standing()["answer"] == "" and _phones_answered(activity):
            record(by_phone)
        else:
            record(by_phone + objections(standing(), needs_words=not by_phone))

    options = [
        (words("Please ask the round …"), ""),
        (words("No objection: good enough for now, safe enough to try"), NONE),
        (words("An objection, and we write it down"), NOTED),
    ]

    def choose(value: str) -> None:
        keep("answer", value)
        show()

    answer = choice(
        words("Does anybody have a reasoned objection?"),
        options,
        standing()["answer"],
        activity.guarded(choose),
    )
    objection = text_field(
        words("The objection, in the words of whoever has it"),
        standing()["objection"],
        activity.guarded(lambda value: keep("objection", value)),
        area=True,
    )

    def show() -> None:
        objection.layout.display = "" if standing()["answer"] == NOTED else "none"

    show()
    done = button(words(RECORD), "ot-primary", "ot-onward")
    done.on_click(activity.guarded(press))
    head = block(f"<h3>{esc(words('Consent'))}</h3>")
    ask = button(words(ASK), "ot-quiet")

    def press_ask(_: object) -> None:
        ask_phones(activity, activity.proposal_text())
        activity.audience.update()

    ask.on_click(activity.guarded(press_ask))
    ask.layout.display = "" if room.state.is_live else "none"
    return classed(w.VBox([head, ask, answer, objection, done]), "ot-panel", "ot-consent")


def objections(standing: dict[str, str], *, needs_words: bool = True) -> list[str]:
    """Return the objections written down at the keyboard.

    Args:
        standing: the answer chosen, and the objection's words.
        needs_words: whether an objection must have words here; not if others have been written.

    Raises:
        WorkshopError: if nobody asked the round yet, or an objection has no words.
    """
    if standing["answer"] == NONE:
        return []
    text = standing["objection"].strip()
    if standing["answer"] == NOTED and text:
        return [text]
    if standing["answer"] == NOTED and not needs_words:
        return []
    if standing["answer"] == NOTED:
        raise WorkshopError(N_("The objection has no words yet."), hint=N_("Write it down first."))
    raise WorkshopError(
        N_("Nobody has asked for objections yet."),
        hint=N_("Ask the round, then choose the answer above."),
    )
