"""What a phone shows beside its question: what is talked about, what was agreed, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.seat import Seat, axe_troubles, small_targets, too_wide
from support.room.asking import begun

from workshop.agenda import STATIONS, Beat
from workshop.colours import LIGHT
from workshop.room.room import Room
from workshop.room.state.question import Option
from workshop.story.act0 import arriving, bond
from workshop.story.act1.questions import think_questions
from workshop.story.act2 import promises
from workshop.story.act3.joint_kpis import PICKS
from workshop.story.cases.ratings import AFTER, sort_question
from workshop.terms.rules.term import TERMS
from workshop.words import LANGS, Words, as_typed, both

if TYPE_CHECKING:
    from typing import Any

    from playwright.sync_api import Browser, Page
    from support.room.live import Served

    from workshop.room.state.question import Question

SENTENCE = "wir seinen Bedarf kennen und er selbst die Hand gehoben hat"
WIDTHS = (320, 390, 853)
SIDES = ("sales", "marketing")
SQUEEZED = """() => [...document.querySelectorAll(
    ".results .bar-label, .results .side, .results h4")]
  .filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const em = parseFloat(style.fontSize);
    return height > 2 * em && width < 8 * em;
  })
  .map((one) => one.textContent)"""
"""Labels in more than one line, in less room than eight letters."""
BROKEN = """() => {
  const nodes = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (nodes.nextNode()) {
    const { data } = nodes.currentNode;
    for (const { 0: word, index } of data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(nodes.currentNode, index);
      range.setEnd(nodes.currentNode, index + word.length);
      if (range.getClientRects().length > 1) found.push(word);
    }
  }
  return found;
}"""
"""Words that stand in two lines."""
TALL = """() => [...document.querySelectorAll(".bars > li")].filter((row) => {
  const label = row.querySelector(".bar-label").getBoundingClientRect().height;
  const bars = row.querySelectorAll(".track").length;
  return row.getBoundingClientRect().height > label + 48 * bars + 24;
}).map((row) => row.textContent)"""
"""Rows taller than their label and their bars."""


def answer_of(question: Any, number: int) -> dict[str, Any]:
    """Return an answer, not the same of everybody."""
    match question.kind:
        case "single":
            return {"choice": question.options[number % len(question.options)].key}
        case "multiple":
            keys = [option.key for option in question.options]
            return {"choices": [*keys[: question.least], keys[-1 - number % 3]]}
        case "scale":
            return {"value": 1 + number % 5}
        case "number":
            return {"value": 7 * number}
        case "sort":
            keys = [one.key for one in question.classes]
            picked = {one.key: keys[(number + n) % 4] for n, one in enumerate(question.items)}
            return {"sorted": picked}
        case _:
            return {"text": f"Antwort {number}, kurz und gut"}


def answered(room: Served, *questions: Question) -> None:
    """Let twelve phones answer, and reveal what they said."""
    with room.log() as log:
        notebook = Room(log)
        for question in questions:
            for number in range(12):
                side = SIDES[number % 2] if question.by_side else "both"
                body = answer_of(question, number)
                notebook.say(question.key, side, body, item=f"phone-{number}")
            notebook.reveal_question(question.key)


def troubles(page: Page) -> dict[str, list[str]]:
    """Return what is wrong with how the results stand on the page."""
    wide = too_wide(page)
    found = {
        "too wide": [str(wide)] if wide > 0 else [],
        "squeezed": page.evaluate(SQUEEZED),
        "broken": page.evaluate(BROKEN),
        "tall": page.evaluate(TALL),
    }
    return {what: where for what, where in found.items() if where}


@pytest.mark.parametrize("lang", LANGS)
def test_results_stand_on_every_phone_as_they_should(
    lang: str, room: Served, chromium: Browser
) -> None:
    """Label above, bars below; no word is broken, nothing runs over the edge."""
    asked = [*arriving.questions(), bond.question(), *promises.questions(), PICKS]
    found: dict[int, dict[str, list[str]]] = {}
    serious: list[str] = []
    seats = {
        width: Seat(chromium, room.address, lang, viewport={"width": width, "height": 800})
        for width in WIDTHS
    }
    for seat in seats.values():
        seat.sit(room.code)
    begun(room, "kpis", *asked, beat="reveal")
    answered(room, *asked)
    for width, seat in seats.items():
        seat.page.locator(".results").nth(len(asked) - 1).wait_for()
        found[width] = troubles(seat.page)
        serious += axe_troubles(seat.page)

    assert {} == {width: wrong for width, wrong in found.items() if wrong}
    assert [] == serious
    page = seats[390].page
    colours = [
        page.locator(f".bar .track .{side}").first.evaluate(
            "(one) => getComputedStyle(one).backgroundColor"
        )
        for side in SIDES
    ]
    rgb = ["rgb({}, {}, {})".format(*bytes.fromhex(LIGHT[side][1:])) for side in SIDES]
    names = page.locator(".bar .side").all_inner_texts()

    assert rgb == colours
    assert {f"● {Words('de' if lang == 'de' else 'en')('Sales')}", "▲ Marketing"} == set(names)
    for seat in seats.values():
        assert [] == small_targets(seat.page) + seat.troubles
        seat.close()


def test_results_say_which_answer_is_ones_own(room: Served, chromium: Browser) -> None:
    """Nobody has to remember what they tapped; on another phone another answer is marked."""
    question = arriving.questions()[1]
    begun(room, "arriving", question)
    seats = [Seat(chromium, room.address).sit(room.code) for _ in range(2)]
    for place, seat in enumerate(seats):
        seat.tap(place + 1)
        seat.stored()
    answered(room, question)
    marked = []
    for seat in seats:
        seat.page.locator(".results").wait_for()
        own = seat.page.locator(".bars > li").filter(has=seat.page.locator(".own-mark"))
        marked.append([one.split(" ✓")[0] for one in own.locator(".bar-label").all_inner_texts()])
        seat.close()

    labels = [option.label["de"] for option in question.options]
    assert [[labels[1]], [labels[2]]] == marked


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("beat", [Beat.REVEAL, Beat.TALK])
def test_while_the_room_talks_its_question_stands_on_the_phone(
    beat: Beat, lang: str, room: Served, chromium: Browser
) -> None:
    """Large, above the results: what is said aloud; the phone is never without a word."""
    asked = arriving.questions()
    begun(room, "arriving", *asked)
    seat = Seat(chromium, room.address, lang).sit(room.code)
    answered(room, *asked)
    with room.log() as log:
        Room(log).enter_beat("arriving", beat)
    say = STATIONS["arriving"].cues[beat].say
    heading = seat.page.get_by_role("heading", level=1, name=seat.words(say))
    heading.wait_for()
    size = heading.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    above = heading.bounding_box()
    below = seat.page.locator(".results").first.bounding_box()

    assert size >= 24
    assert above
    assert below
    assert above["y"] < below["y"]
    assert [] == axe_troubles(seat.page) + seat.troubles
    seat.close()


def test_what_is_open_while_the_room_talks_goes_first(room: Served, chromium: Browser) -> None:
    """Then the question of the talk, above what this phone said."""
    asked = arriving.questions()[1]
    begun(room, "journey.crowd", asked, beat="talk")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.tap()
    say = seat.words(STATIONS["journey.crowd"].cues[Beat.TALK].say)
    seat.page.get_by_role("heading", level=1, name=say).wait_for()

    assert seat.page.locator(".said.whole").is_visible()
    seat.close()


def test_a_step_without_a_question_is_not_empty(room: Served, chromium: Browser) -> None:
    """Picking terms and looking at the dashboard say what it is about; so does the record."""
    begun(room, "kpis.board")
    seat = Seat(chromium, room.address).sit(room.code)
    say = seat.words(STATIONS["kpis.board"].cues[Beat.THINK].say)
    seat.page.get_by_role("heading", level=1, name=say).wait_for()
    with room.log() as log:
        Room(log).enter_beat("retro.try", Beat.RECORDED)
        Room(log).open_act("retro.try")
    seat.page.get_by_role("heading", level=1, name=seat.words("That’s on record now.")).wait_for()
    seat.close()


@pytest.mark.parametrize("lang", LANGS)
def test_sorting_again_shows_what_was_agreed_and_offers_no_more(
    lang: str, room: Served, chromium: Browser
) -> None:
    """The sentence with its beginning, and of the classes those that somebody agreed on."""
    items = tuple(Option(key=f"c{n}", label=as_typed(f"Fall {n}")) for n in range(3))
    begun(room, "terms.lead", *think_questions(TERMS["lead"]))
    with room.log() as log:
        Room(log).decide("terms.lead", {"term": "lead", "sentence": SENTENCE})
    begun(room, "terms.again", sort_question(AFTER, items))
    seat = Seat(chromium, room.address, lang).sit(room.code)
    agreed = seat.page.locator(".agreed")
    agreed.get_by_text(SENTENCE).wait_for()
    classes = seat.question().locator(".choice").all_inner_texts()

    assert [seat.words("Not yet"), "Lead"] == classes
    assert agreed.get_by_text(TERMS["lead"].begins(seat.words)).count()
    assert [] == axe_troubles(seat.page)
    seat.close()


@pytest.mark.parametrize("lang", LANGS)
def test_we_and_you_in_a_promise_are_somebody(lang: str, room: Served, chromium: Browser) -> None:
    """Each promise says whose it is, and each “we” and “you” has that side's colour and shape."""
    begun(room, "journey.promises", promises.questions()[1])
    seat = Seat(chromium, room.address, lang, viewport={"width": 320, "height": 640})
    seat.sit(room.code)
    seat.question().wait_for()
    rows = [one.inner_text() for one in seat.question().locator(".choice").all()]
    sales, marketing = f"● {seat.words('Sales')}", f"▲ {seat.words('Marketing')}"
    pronouns = {"de": ("wir", "uns", "ihr"), "en": ("we", "us", "you")}[lang]
    bare = [
        word
        for row in rows
        for word, before in zip(row.split()[1:], row.split(), strict=False)
        if word.strip(".,’").lower() in pronouns and before[-1] not in "●▲" and word[0] not in "●▲"
    ]

    assert [] == bare
    assert len(promises.PROMISES) == len(rows)
    for row, promise in zip(rows, promises.PROMISES, strict=True):
        both_sides = [sales, marketing] if promise.from_side == "sales" else [marketing, sales]
        assert [row.index(side) for side in both_sides] == sorted(
            row.index(side) for side in both_sides
        )
    assert 0 >= too_wide(seat.page)
    assert [] == axe_troubles(seat.page) + seat.page.evaluate(BROKEN)
    seat.close()


@pytest.mark.parametrize("lang", LANGS)
def test_small_print_has_lines_of_its_own(lang: str, room: Served, chromium: Browser) -> None:
    """A number's name and question first, its formula on request; nothing runs into another."""
    begun(room, "kpis", PICKS)
    seat = Seat(chromium, room.address, lang).sit(room.code)
    seat.question().wait_for()
    first = PICKS.options[0]
    assert first.note
    says, *more = first.note["de" if lang == "de" else "en"].split("\n")
    row = seat.question().locator(".option").first
    hidden = row.get_by_text(more[-1]).is_visible()
    row.locator("summary").tap()
    row.get_by_text(more[-1]).wait_for()

    assert not hidden
    assert says == row.locator("label small").inner_text()
    assert more == row.locator(".facts").inner_text().split("\n")
    assert both("Both")["de"] not in says
    seat.close()
