"""Deciding by consent: nobody has a reasoned objection, or the objection is written down."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.log.event import TEXT_LIMIT
from workshop.room.state.consent import ConsentAnswer
from workshop.room.state.moments import ASK, DEEDS, RECORD
from workshop.room.state.question import Consent
from workshop.room.state.result import result_of
from workshop.room.views.projection import answers
from workshop.story.decisions.record import EarlierObjection, Played
from workshop.story.solo.mode import across
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.story.frame.host import Host
    from workshop.story.solo.objection import Objection
    from workshop.words import Text


class ChangedError(WorkshopError):
    """The proposal was changed after the round was asked; its answer does not count any more."""

    def __init__(self) -> None:
        super().__init__(
            N_("The proposal was changed after the group was asked."),
            hint=N_("Ask around the table again, then choose the answer."),
        )


def consent_prefix(activity: str) -> str:
    """Return how the keys of an activity's consent questions begin."""
    return f"{activity}.consent."


def wording(activity: Host) -> str:
    """Return what names the proposal as it stands; nothing while it cannot be said yet."""
    try:
        return _key(activity, activity.proposal_text())
    except WorkshopError:
        return ""


def ask_phones(activity: Host, proposal: Text) -> None:
    """Ask everybody's phone for objections to a proposal; an earlier one is dropped.

    Raises:
        WorkshopError: if there is nothing to ask about yet.
    """
    if not all(text.strip() for text in proposal.values()):
        raise WorkshopError(
            N_("There’s no proposal yet."), hint=N_("First say what’s to be decided.")
        )
    key = _key(activity, proposal)
    prompt = both("Does anyone have a reasoned objection?")
    for other in _asked(activity):
        if other != key:
            _finish(activity, other, _reasons(activity, other))
            activity.room.drop_question(other)
    activity.room.open_question(activity.key, Consent(key=key, prompt=prompt, proposal=proposal))


def phone_objections(activity: Host) -> list[str]:
    """Return the reasons that came by phone, those that were hidden left out.

    Raises:
        WorkshopError: if phones were asked about another wording than the present one.
    """
    asked = _asked(activity)
    if asked and asked != [_key(activity, activity.proposal_text())]:
        raise WorkshopError(
            N_("The proposal was changed after the phones were asked."),
            hint=N_("Ask the phones again or undo the change."),
        )
    return [text for key in asked for text in _reasons(activity, key)]


def noted(activity: Host) -> list[str]:
    """Return what is recorded against the proposal as it stands: by phone and at the keyboard.

    Raises:
        ChangedError: if the round was asked about another wording.
        WorkshopError: see `phone_objections` and `objections`.
    """
    by_phone, draft, now = phone_objections(activity), standing(activity), wording(activity)
    # What is not complete says itself what is missing, when it is recorded.
    if now and draft.answer and draft.of != now:
        raise ChangedError
    if not draft.answer and _phones_answered(activity):
        return by_phone
    return by_phone + objections(draft, needs_words=not by_phone)


def objections(standing: ConsentAnswer, *, needs_words: bool = True) -> list[str]:
    """Return the objections written down at the keyboard.

    Args:
        standing: the answer chosen, and the objection's words.
        needs_words: whether an objection must have words here; not if others have been written.

    Raises:
        WorkshopError: if nobody asked the round yet; see `ConsentAnswer.checked`.
    """
    if not standing.answer:
        raise WorkshopError(
            N_("Nobody has asked for objections yet."),
            hint=N_("Ask around the table, then choose the answer above."),
        )
    if standing.objects and not standing.reason.strip() and not needs_words:
        return []
    counted = standing.checked(TEXT_LIMIT)
    return [counted.reason] if counted.objects else []


def undecided(activity: Host) -> WorkshopError:
    """Return that nothing is decided yet, and which of the buttons below lead to a decision."""
    words, fact = activity.words, N_("Nothing has been decided here yet.")
    if activity.room.state.is_live:
        hint = N_("On the projector: “{ask}”, then “{record}”.")
        return WorkshopError(fact, hint=hint, ask=words(DEEDS[ASK]), record=words(DEEDS[RECORD]))
    hint = N_("Ask around the table and choose the answer, then “{record}”.")
    return WorkshopError(fact, hint=hint, record=words(DEEDS[RECORD]))


def beside(activity: Host, objection: Objection | None) -> dict[str, Any]:
    """Return the fields a decision holds beside itself: ``earlier`` rounds, who was ``played``.

    Args:
        activity: what decides.
        objection: what the persona has against it.
    """
    # Whoever words a proposal that cannot be said yet has no earlier rounds either.
    rounds = _earlier(activity, wording(activity)) if _earlier(activity, "") else ()
    persona = across(activity.room.state)
    if persona is None:
        return {"earlier": rounds}
    return {
        "earlier": rounds,
        "played": Played(side=persona.side, name=persona.name, objection=objection),
    }


class ConsentDraft(ConsentAnswer):
    """What was answered at the keyboard so far, and ``of`` which wording."""

    answer: str = ""
    of: str = ""


def standing(activity: Host) -> ConsentDraft:
    """Return what was answered at the keyboard so far."""
    return ConsentDraft.read(activity.room.state.draft(f"{activity.key}.consent"))


def keep_answer(activity: Host, part: str, value: str) -> None:
    """Keep the ``answer``, or the ``reason`` of an objection, to the present wording.

    What was objected to a wording before it was changed stands with that round.
    """
    before, now = standing(activity), wording(activity)
    changed = bool(now) and before.of not in ("", now)
    if changed:
        noted = before.reason.strip() if before.objects else ""
        _finish(activity, before.of, [noted] if noted else [])
    anew = {"reason": ""} if changed and part == "answer" else {}
    draft = before.model_dump() | anew | {part: value, "of": now or before.of}
    activity.room.keep(f"{activity.key}.consent", draft)


def _finish(activity: Host, of: str, told: Iterable[str]) -> None:
    """Keep what was objected to a wording that is no longer on the table, in people's words."""
    kept = _kept(activity)
    said = [{"of": of, "text": text} for text in told]
    rounds = kept["rounds"] + [of] * (of not in kept["rounds"])
    earlier = kept["earlier"] + [each for each in said if each not in kept["earlier"]]
    body = {"rounds": rounds, "earlier": earlier}
    activity.room.say(f"{activity.key}.rounds", "both", body, "both")


def _earlier(activity: Host, now: str) -> tuple[EarlierObjection, ...]:
    """Return the objections of earlier rounds: those to other wordings than the present one."""
    kept = _kept(activity)
    return tuple(
        EarlierObjection(round=kept["rounds"].index(each["of"]) + 1, text=each["text"])
        for each in kept["earlier"]
        if each["of"] != now
    )


def _kept(activity: Host) -> dict[str, Any]:
    """Return the rounds that are over, and what was objected in them."""
    said = activity.room.state.item(f"{activity.key}.rounds", "both")
    return {"rounds": [], "earlier": []} | said


def _key(activity: Host, proposal: Text) -> str:
    # Another wording is another question: what was said of the old one does not count.
    name = sha256(dumps(proposal, sort_keys=True).encode()).hexdigest()[:12]
    return consent_prefix(activity.key) + name


def _reasons(activity: Host, key: str) -> list[str]:
    answered = result_of(activity.room.state, key)
    return [line.text for line in answered.shown_lines] if answered else []


def _phones_answered(activity: Host) -> bool:
    return any(answers(activity.room.state, key) for key in _asked(activity))


def _asked(activity: Host) -> list[str]:
    mine = consent_prefix(activity.key)
    return [key for key in activity.room.state.questions if key.startswith(mine)]
