"""One question at a time: a tap answers, the next one comes by itself, and the last one is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.seat import Seat, axe_troubles
from support.room.asking import begun, ready, stored
from support.room.live import ACT, QUESTIONS, Served

from workshop.room.room import Room
from workshop.room.state.question import Option, Single, Sort
from workshop.story.act0 import quiz
from workshop.story.act1.questions import think_questions
from workshop.story.cases.ratings import BASELINE, sort_question
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, as_typed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from workshop.room.state.question import Question

ABC = tuple(Option(key=key, label=as_typed(f"Fall {key}")) for key in "abc")
YES_NO = tuple(Option(key=key, label=as_typed(key)) for key in ("ja", "nein"))
CASES = Sort(key="cases", prompt=as_typed("?"), items=ABC, classes=YES_NO)
FOCUSED = "document.activeElement.textContent"


def single(key: str) -> Single:
    """Return a question that a tap answers."""
    return Single(key=key, prompt=as_typed(f"Frage {key}"), options=YES_NO)


class Taps:
    """Counts what somebody taps; typing is no tap, going into the field is one."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        seat.page.evaluate("window.taps = 0; addEventListener('pointerdown', () => { taps += 1 })")

    @property
    def count(self) -> int:
        """How many there were."""
        return int(self.seat.page.evaluate("window.taps"))


def seated(room: Served, chromium: Browser, *questions: Question, lang: str = "de") -> Seat:
    """Return a phone in front of the first of these questions."""
    begun(room, ACT, *questions)
    seat = Seat(chromium, room.address, lang).sit(room.code)
    seat.question().wait_for()
    return seat


def test_a_tap_answers_and_the_next_question_comes(room: Served, chromium: Browser) -> None:
    """No button; what was tapped is seen to be taken, and progress says how far it is."""
    seat = seated(room, chromium, single("one"), single("two"))
    before = seat.page.locator(".progress").inner_text()
    seat.choose("ja")
    taken = seat.page.locator(".question.taken").count()
    seat.page.get_by_text("Frage two").wait_for()

    assert seat.page.locator(".question").count() == 1
    assert 1 == taken
    assert "1 von 2" in before
    assert "2 von 2" in seat.page.locator(".progress").inner_text()
    seat.stored()
    assert [{"choice": "ja"}] == stored(room, "one")
    seat.close()


def test_the_last_answer_counts_as_done(room: Served, chromium: Browser) -> None:
    """Nobody presses anything; what is changed afterwards counts, and leaves them done."""
    seat = seated(room, chromium, single("one"), single("two"))
    seat.choose("ja")
    seat.page.get_by_text("Frage two").wait_for()
    counts = [ready(room)]
    seat.choose("ja")
    seat.at_end().stored()
    counts.append(ready(room))
    seat.again(1)
    seat.choose("nein")
    seat.at_end()
    seat.page.locator(".said .mine", has_text="nein").wait_for()
    seat.stored()
    counts.append(ready(room))

    assert [0, 1, 1] == counts
    assert [{"choice": "nein"}] == stored(room, "two")
    assert seat.page.get_by_text(seat.words("That’s everything. Thank you!")).is_visible()
    seat.close()


def test_an_arrow_key_only_looks(room: Served, chromium: Browser) -> None:
    """Whoever goes through the options by keyboard answers with Enter, or with a button."""
    seat = seated(room, chromium, single("one"), single("two"))
    seat.question().locator("input").first.focus()
    seat.page.keyboard.press("ArrowDown")
    seat.question().locator("[data-name=send]").wait_for()
    seat.page.wait_for_timeout(900)
    still = seat.page.get_by_text("Frage one").is_visible()
    seat.page.keyboard.press("Enter")
    seat.page.get_by_text("Frage two").wait_for()
    seat.stored()

    assert still
    assert [{"choice": "nein"}] == stored(room, "one")
    seat.close()


def test_what_was_skipped_can_be_answered_later(room: Served, chromium: Browser) -> None:
    """Whoever has no more to say is done; the rest waits in a list, also after a reload."""
    seat = seated(room, chromium, single("one"), single("two"), single("three"))
    seat.step("skip")
    seat.page.get_by_text("Frage two").wait_for()
    seat.step("done")
    seat.page.locator(".said").wait_for()
    seat.page.wait_for_function("document.querySelectorAll('.said li.open').length === 3")
    seat.page.get_by_text(seat.words("You’re done. If you change your mind")).count()
    seat.page.reload()
    seat.page.locator(".said").wait_for()
    done = ready(room)
    seat.again(2)
    seat.choose("ja")
    seat.page.get_by_text("Frage one").wait_for()  # what was passed over comes back

    assert 1 == done
    seat.stored()
    assert [{"choice": "ja"}] == stored(room, "three")
    seat.close()


def test_another_question_comes_to_the_front_and_somebody_is_not_done_with_it(
    room: Served, chromium: Browser
) -> None:
    """Asked while a phone is at the end, it is shown; asked while somebody writes, it waits."""
    seat = seated(room, chromium, single("one"))
    seat.choose("ja")
    seat.at_end().stored()
    with room.log() as log:
        Room(log).open_question(ACT, QUESTIONS["text"])
    seat.question().locator("textarea").wait_for()
    undone = ready(room)
    seat.write("halb")
    with room.log() as log:
        Room(log).open_question(ACT, single("two"))
    seat.page.locator(".progress", has_text="2 von 3").wait_for()

    assert "halb" == seat.question().locator("textarea").input_value()
    assert "TEXTAREA" == seat.page.evaluate("document.activeElement.tagName")
    seat.send()
    seat.page.get_by_text("Frage two").wait_for()
    seat.choose("ja")
    seat.at_end().stored()
    assert [0, 1] == [undone, ready(room)]
    seat.close()


def test_whoever_answered_half_is_shown_the_other_half_when_a_question_closes(
    room: Served, chromium: Browser
) -> None:
    """The question in front is closed under the finger; the next open one takes its place."""
    seat = seated(room, chromium, single("one"), single("two"))
    with room.log() as log:
        Room(log).close_question("one")
    seat.page.get_by_text("Frage two").wait_for()
    seat.choose("ja")
    seat.at_end().stored()

    assert seat.page.get_by_text(seat.words("Closed. The reveal is a moment away.")).is_visible()
    assert 1 == ready(room)
    seat.close()


def test_a_card_after_the_other(room: Served, chromium: Browser) -> None:
    """Sorted with big targets, one card a screen; stored as it goes, with a way back."""
    seat = seated(room, chromium, CASES)
    tall = seat.page.eval_on_selector_all(
        ".case .choice", "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    seat.choose("ja")
    seat.page.get_by_text("Fall b").wait_for()
    seat.stored()
    halves = stored(room, "cases")
    seat.page.reload()
    seat.page.get_by_text("Fall b").wait_for()
    seat.step("back")
    seat.page.get_by_text("Fall a").wait_for()
    was_yes = seat.question().get_by_label("ja", exact=True).is_checked()
    seat.choose("nein")
    seat.page.get_by_text("Fall b").wait_for()
    seat.step("skip")
    seat.page.get_by_text("Fall c").wait_for()
    seat.choose("ja")
    seat.page.get_by_text("Fall b").wait_for()
    undone = ready(room)
    seat.choose("ja")
    seat.at_end().stored()

    assert min(tall) >= 48
    assert seat.page.locator(".case").count() == 0
    assert [{"sorted": {"a": "ja"}}] == halves
    assert was_yes
    assert [{"sorted": {"a": "nein", "b": "ja", "c": "ja"}}] == stored(room, "cases")
    assert [0, 1] == [undone, ready(room)]
    assert [] == seat.troubles
    seat.close()


def test_whoever_writes_cards_says_which_was_the_last(room: Served, chromium: Browser) -> None:
    """After a card there may be another; until somebody says so, the room does not call it done."""
    seat = seated(room, chromium, QUESTIONS["cards"])
    seat.write("Zuhören")
    seat.send()
    seat.stored()
    undone = ready(room)
    seat.step("done")
    seat.page.locator(".said.whole").wait_for()
    seat.page.wait_for_timeout(300)

    assert [0, 1] == [undone, ready(room)]
    seat.close()


def test_the_next_question_is_heard_and_the_focus_is_never_lost(
    room: Served, chromium: Browser
) -> None:
    """It goes to the question that comes, and stays where it is when something else is drawn."""
    seat = seated(room, chromium, single("one"), single("two"))
    seat.choose("ja")
    seat.page.get_by_text("Frage two").wait_for()
    heard = seat.page.evaluate(FOCUSED)
    seat.question().locator("input").last.focus()
    with room.log() as log:
        changed = single("two").model_copy(update={"options": (*YES_NO, ABC[0])})
        Room(log).open_question(ACT, changed)
    seat.question().get_by_label("Fall a").wait_for()
    kept = seat.page.evaluate("document.activeElement.value")
    seat.page.locator("footer button").first.focus()
    with room.log() as log:
        Room(log).open_question(ACT, single("three"))
    seat.page.locator(".progress", has_text="3").wait_for()
    below = seat.page.evaluate(FOCUSED)
    seat.page.locator("[data-name=skip]").focus()
    with room.log() as log:
        Room(log).close_question("two")
    seat.page.get_by_text("Frage three").wait_for()

    assert "Frage two" == heard
    assert "nein" == kept
    assert seat.words("Change side") == below
    assert seat.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert [] == axe_troubles(seat.page)
    seat.close()


def test_less_motion_if_somebody_asks_for_it(room: Served, chromium: Browser) -> None:
    """Nothing slides; what was tapped is seen to be taken all the same."""
    begun(room, ACT, single("one"), single("two"))
    seat = Seat(chromium, room.address, reduced_motion="reduce").sit(room.code)
    seat.question().wait_for()
    moving = seat.page.evaluate("document.getAnimations().length")
    seat.choose("ja")
    taken = seat.page.locator(".question.taken").count()
    seat.page.get_by_text("Frage two").wait_for()

    assert (0, 1) == (moving, taken)
    seat.close()


def test_a_phone_offline_goes_on_and_says_that_nothing_is_stored(
    room: Served, chromium: Browser
) -> None:
    """All answers wait together, and with the last of them the phone is done."""
    seat = seated(room, chromium, single("one"), single("two"))
    seat.context.set_offline(True)
    seat.choose("ja")
    seat.page.get_by_text("Frage two").wait_for()
    seat.status("Not sent. It’s kept on your phone.")
    seat.choose("nein")
    seat.at_end().status("Not sent. It’s kept on your phone.")
    undone = ready(room)
    seat.context.set_offline(False)
    seat.stored()

    assert [0, 1] == [undone, ready(room)]
    assert [{"choice": "nein"}] == stored(room, "two")
    seat.close()


def test_a_refused_answer_comes_back_to_the_front(room: Served, chromium: Browser) -> None:
    """Its option is gone: whoever tapped it hears why, and is not done."""
    seat = seated(room, chromium, single("one"))
    seat.page.route("**/api/room", lambda route: route.abort())
    seat.page.route("**/api/pulse", lambda route: route.abort())
    with room.log() as log:
        other = single("one").model_copy(update={"options": (ABC[0], YES_NO[1])})
        Room(log).open_question(ACT, other)
    seat.page.wait_for_timeout(500)
    seat.choose("ja")
    seat.page.locator(".trouble:not(:empty)").wait_for()
    seat.page.wait_for_timeout(900)

    assert seat.page.get_by_text("Frage one").is_visible()
    assert [] == stored(room, "one")
    assert 0 == ready(room)
    seat.close()


def test_changing_the_side_can_be_called_off(room: Served, chromium: Browser) -> None:
    """Whoever looks at the door again goes back to the question they came from."""
    seat = seated(room, chromium, single("one"), single("two"))
    seat.choose("ja")
    seat.page.get_by_text("Frage two").wait_for()
    seat.button("Change side").tap()
    seat.button("Back").tap()
    seat.page.get_by_text("Frage two").wait_for()

    assert seat.page.locator("footer span").is_visible()
    seat.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_changes_where_somebody_is(lang: str, room: Served, chromium: Browser) -> None:
    """Neither the question in front nor what was answered goes; the focus stays on the button."""
    first, *rest = quiz.questions()
    seat = seated(room, chromium, first, *rest, lang=lang)
    other = "en" if lang == "de" else "de"
    seat.question().locator("input").first.tap()
    seat.page.locator(".progress", has_text="2").wait_for()
    seat.page.locator(f"footer [lang={other}]").tap()
    seat.page.get_by_text(rest[0].prompt["en" if lang == "de" else "de"]).wait_for()

    assert other == seat.page.evaluate("document.activeElement.lang")
    assert "2" in seat.page.locator(".progress").inner_text()
    seat.close()


def test_the_quiz_takes_a_tap_for_each_question(room: Served, chromium: Browser) -> None:
    """Six questions, and nothing else to press."""
    questions = quiz.questions()
    seat = seated(room, chromium, *questions)
    taps = Taps(seat)
    for question in questions:
        seat.page.get_by_text(question.prompt["de"], exact=True).wait_for()
        seat.question().locator(".choice").nth(1).tap()
    seat.at_end().stored()

    assert taps.count <= 7
    assert 1 == ready(room)
    seat.close()


def test_lead_takes_ten_taps(room: Served, chromium: Browser) -> None:
    """A sentence, five criteria, and how they combine."""
    seat = seated(room, chromium, *think_questions(TERMS["lead"]))
    taps = Taps(seat)
    seat.question().locator("textarea").tap()
    seat.write("wir ihn morgen anrufen")
    seat.send()
    ticks = seat.question().locator("input[type=checkbox]")
    ticks.first.wait_for()
    for place in range(5):
        ticks.nth(place).tap()
    ticked = seat.question().locator(".choice").first.inner_text()
    seat.send()
    seat.page.locator(".agreed", has_text=ticked).wait_for()  # what it is about stands above
    seat.question().locator(".choice").first.tap()
    seat.at_end().stored()

    assert taps.count <= 10
    assert 1 == ready(room)
    seat.close()


def test_twelve_cases_take_a_tap_each(room: Served, chromium: Browser) -> None:
    """And nothing to send."""
    items = tuple(Option(key=f"c{n}", label=as_typed(f"Fall {n:02}")) for n in range(12))
    seat = seated(room, chromium, sort_question(BASELINE, items))
    taps = Taps(seat)
    for item in items:
        seat.page.get_by_text(item.label["de"]).wait_for()
        seat.choose("Lead")
    seat.at_end().stored()

    assert taps.count <= 13
    assert 1 == ready(room)
    seat.close()
