"""What the phone page and the presenter view say by themselves, in every language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workshop.room.state.question import Cards, Consent, Question, ShortText
from workshop.side import LABELS, PERSON_SIDES
from workshop.words import N_, Words

if TYPE_CHECKING:
    from workshop.words import Lang

PHONE: dict[str, str] = {
    "title": N_("One Table"),
    "welcome": N_("Come to the table"),
    "intro": N_("No account, no name. What you write stays in this workshop."),
    "kept": N_("It’s deleted together with the workshop; ask your facilitator when."),
    "notice": N_("What happens to my answers?"),
    "code": N_("Room code"),
    "code_hint": N_("Six letters, on the screen at the front"),
    "side": N_("Where do you sit?"),
    **{side: LABELS[side] for side in PERSON_SIDES},
    "table": N_("We’re sharing this phone at our table"),
    "people": N_("How many of you are there?"),
    "join": N_("Take a seat"),
    "joining": N_("One moment …"),
    "leave": N_("Change side"),
    "here": N_("{people} at the table"),
    "wait": N_("Look at the screen at the front. Your phone follows by itself."),
    "recorded": N_("That’s on record now."),
    "wait_start": N_("You’re in. We’ll start in a moment."),
    "send": N_("Send"),
    "change": N_("Send again"),
    "add_card": N_("Lay it face down"),
    "your_cards": N_("Your cards"),
    "take_back": N_("Remove this card"),
    "cards_left": N_("Cards left: {n}"),
    "stored": N_("Stored."),
    "sending": N_("Sending …"),
    "unsent": N_("Not sent. It’s kept on your phone."),
    "retry": N_("Try again"),
    "offline": N_("No connection to the room. What you type is kept."),
    "online": N_("Connected again."),
    "closed": N_("Closed. The reveal is a moment away."),
    "done": N_("I’m done"),
    "question_of": N_("Question {n} of {all}"),
    "n_of": N_("{n} of {all}"),
    "skip": N_("Skip"),
    "next_one": N_("Next"),
    "all_said": N_("That’s everything. Thank you!"),
    "done_early": N_("You’re done. If you change your mind, the rest is still here."),
    "still_open": N_("Not answered yet: {n}"),
    "you_said": N_("What you said"),
    "not_said": N_("not answered yet"),
    "change_it": N_("Change"),
    "answer_it": N_("Reply"),
    "sorted_of": N_("{n} of {all} sorted"),
    "mine": N_("you"),
    "more_about": N_("More about this"),
    "promises_to": N_("promises"),
    "we_words": N_("we us our"),
    "you_words": N_("you your"),
    "answered": N_("Answers: {n}"),
    "results": N_("What the room says"),
    "no_answers": N_("No answers."),
    "average": N_("On average about {mean}, n = {n}"),
    "too_few": N_("Answers: {n}. Too few to show without giving away whose they are."),
    "median": N_("Median {median}, n = {n}"),
    "n": N_("n = {n}"),
    "answer": N_("Answer"),
    "all": N_("All"),
    "time_left": N_("{time} left"),
    "time_up": N_("Time’s up – finish your sentence."),
    "column": N_("Where does it belong?"),
    "your_card": N_("Write your card"),
    "your_number": N_("Your number"),
    "your_text": N_("Your answer"),
    "dots_left": N_("Dots left: {n}"),
    "more": N_("Add a dot: {option}"),
    "less": N_("Remove a dot: {option}"),
    "choose_most": N_("Choose up to {most}."),
    "choose_exactly": N_("Choose exactly {most}."),
    "choose_between": N_("Choose {least} to {most}."),
    "choose_one": N_("Choose something first."),
    "no_objection": N_("No objection: good enough for now, safe enough to try"),
    "objection": N_("I have a reasoned objection"),
    "reason": N_("What harm do you see?"),
    "unknown": N_("The room doesn’t know this phone right now. What you wrote is still here."),
    "other_room": N_("Another room is open here right now. What you wrote is waiting for yours."),
    "other_room_go": N_("Go to that room"),
    "waiting_elsewhere": N_("Answers on this phone waiting for another room: {n}"),
    "leave_room": N_("Leave the room"),
    "leave_about": N_(
        "What you said stays, without a name. If you come back with this phone, you’re "
        "the same person, and nothing counts twice."
    ),
    "leave_waiting": N_("Not sent yet: {n}. Wait a moment, or they’ll stay on this phone."),
    "leave_now": N_("Leave"),
    "leave_forget": N_("Leave and delete everything on this phone"),
    "stay": N_("Stay"),
    "left": N_("You’ve left. See you soon!"),
    "left_forgotten": N_("You’ve left, and this phone has forgotten the room."),
    "back": N_("Back"),
    "letters": N_("{n} of {limit} characters"),
    "invalid": N_("This is missing or doesn’t fit:"),
    "number_range": N_("A number from {low} to {high}"),
    "busy": N_(
        "A lot of codes are being tried right now. Yours will be tried again in {seconds} seconds."
    ),
}

PRESENTER: dict[str, str] = {
    "presenter": N_("Presenter view"),
    "locked": N_("Open the link from the terminal: it includes the key."),
    "secret": N_("Facilitator’s key"),
    "open_view": N_("Open the view"),
    "private": N_("For you only. Don’t show this on the projector."),
    "no_act": N_("No act is open yet. Open the first notebook."),
    "say": N_("Say"),
    "watch": N_("Watch for"),
    "cut": N_("Running late? Cut"),
    "worked": N_("It worked if"),
    "minutes": N_("Minutes"),
    "least": N_("at least"),
    "plan": N_("plan"),
    "most": N_("at most"),
    "spent": N_("spent"),
    "the_plan": N_("Your plan"),
    "choose_plan": N_("Choose how much time you have; that starts the clock."),
    "other_plan": N_("Change plan"),
    "clock_goes_on": N_("The clock goes on: minute {n}."),
    "plan_sure": N_("Change plan, the clock goes on"),
    "begin_anew": N_("Begin anew"),
    "clock_anew": N_("The clock starts at minute 0 again, and nothing is left out any more."),
    "begin_sure": N_("Yes, begin anew"),
    "cancel": N_("Leave it as it is"),
    "leave_out": N_("{n} min late: leave out “{station}” ({saved} min)"),
    "out": N_("Left out: “{station}” ({n} min)"),
    "take_in": N_("Take it back in"),
    "is_out": N_("left out"),
    "minute_of": N_("Minute {n} of {all}"),
    "planned_at": N_("planned for minute {n}"),
    "not_planned": N_("this step isn’t in your plan"),
    "behind": N_("{n} min behind"),
    "left_out": N_("not in your plan"),
    "next": N_("Next: {step}"),
    "end": N_("This was the last step."),
    "moving": N_("Moving …"),
    "asking": N_("The projector is moving …"),
    "dismiss": N_("OK"),
    "tips": N_("Tips and minutes"),
    "on_projector": N_("On the projector"),
    "place_of": N_("{n} of {all}"),
    "deeds": N_("What you can do here"),
    "offers": N_("What you can choose here"),
    "board": N_("Cards and themes ({n})"),
    "gather": N_("Put together"),
    "part": N_("Take out"),
    "undo": N_("Undo"),
    "chosen_cards": N_("Chosen: {n}"),
    "choose_cards": N_("Tap the cards that belong together."),
    "theme_title": N_("A short title"),
    "name_it": N_("Name it"),
    "near_twins": N_("Nearly the same"),
    "gather_these": N_("Put these together"),
    "from_data": N_("From your data"),
    "menu": N_("All acts and stations"),
    "no_notebook": N_("The notebook isn’t responding. Is it open in the browser?"),
    "questions": N_("Questions"),
    "earlier": N_("Earlier questions"),
    "round": N_("Objection round"),
    "answered_of": N_("{n} of {all} answered"),
    "objections": N_("Objections: {n}"),
    "few": N_(
        "A side is shown on its own only with at least {fewest} answers on each side. "
        "Otherwise the total would give away what the few said."
    ),
    "status_open": N_("open"),
    "status_closed": N_("closed"),
    "status_revealed": N_("revealed"),
    "open_question": N_("Open again"),
    "close_question": N_("Close"),
    "reveal_question": N_("Reveal"),
    "look": N_("Look at the cards"),
    "hide": N_("Hide"),
    "show": N_("Show"),
    "hidden": N_("hidden"),
    "timer": N_("Timer"),
    "start_timer": N_("Start {minutes} min"),
    "minute_more": N_("Add one minute"),
    "time_up_short": N_("Time’s up"),
    "attendance": N_("Who’s here"),
    "joins": N_("{n} new in the last minute"),
    "expected": N_("How many heads do you count in the room?"),
    "count": N_("Save the number"),
    "too_many": N_(
        "{people} on phones, {expected} in the room: someone has joined more than once "
        "or from outside. Lock the door."
    ),
    "lock": N_("Lock the door"),
    "unlock": N_("Open the door"),
    "locked_now": N_("Nobody new gets in. Anyone who was in before can come back."),
    "gone": N_("{n} away for a while, not counted"),
    "release": N_("Remove phones that are away: {n}"),
    "set_aside": N_("Unreadable in the log, so not counted: {rows}"),
    "restart_question": N_("Ask again"),
    "restart_sure": N_("Yes, drop all answers"),
    "restart_about": N_(
        "All answers so far will be dropped, and everyone answers again. Press again to confirm."
    ),
    "cap": N_("room for {cap}"),
    "export": N_("Export answers (CSV)"),
    "join_link": N_("Phones join here"),
    "loopback": N_("Phones can’t reach this laptop yet. Choose the network they’re on."),
    "network": N_("Network the phones are on"),
    "network_choose": N_("Let phones in here"),
    "network_door": N_("phones join here"),
    "network_open": N_("still open for phones that joined here"),
    "network_likely": N_("probably the right one"),
    "network_lost": N_(
        "This laptop has left the network of {address}: phones can’t get in there. Choose another."
    ),
    "network_left": N_(
        "{before} is gone. Phones now join at {now}, with the new QR code on the projector."
    ),
    "plain": N_(
        "Not encrypted: anyone listening in on this network can read what’s sent, "
        "including your key if you open this view on a second device."
    ),
}
"""Words of the presenter view beside those of the phone."""


@cache
def phrases(lang: Lang) -> dict[str, str]:
    """Return every phrase of both pages in a language, placeholders unfilled."""
    words = Words(lang)
    return {key: words(message) for key, message in (PHONE | PRESENTER).items()}


def who_sees(question: Question) -> str:
    """Return, as a message, who will see an answer to this question.

    It has one placeholder, ``fewest``: how many answers a group needs to be shown.
    """
    if isinstance(question, Consent):
        return N_("Everyone sees how many object and why; nobody sees who. No names are stored.")
    if isinstance(question, Cards | ShortText):
        return N_(
            "The facilitator can read it straight away, everyone else after the reveal – "
            "always without a name. The kit doesn’t store who wrote it."
        )
    if question.personal:
        return N_(
            "Everyone sees how the answers are spread once there are {fewest}; until "
            "then, nobody does. No names are stored."
        )
    if question.by_side:
        return N_(
            "Everyone sees the total; each side separately only with at least {fewest} "
            "answers per side. No names are stored."
        )
    return N_("Everyone sees only the total. No names are stored.")
