"""The acts as two sides at one keyboard walk them, each by what stands on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.document import OPENING
from workshop.rituals.catalogue import catalogue
from workshop.side import SIDES
from workshop.story.act5.campaign import PARTS
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from support.browser.person import Person
    from workshop.words import Words

SENTENCE = "Bedarf da ist & jemand <entscheidet>"
STARTS = ("can_buy", "showed_interest")
SAFETY = "How freely can you say what you think in this room?"
TOUCHES = "How many touchpoints did it take, emails and calls together?"
SILENCE = "How long was the longest silence?"
REASON = "No rejection without a reason."
KPIS = ("Lead to won", "Response time", "Win rate")
RITUALS = {offer.name["en"]: offer.name for offer in catalogue().values()}
IDEA = "One small experiment for the next four weeks that’s in your own hands"
GUESS = "Marketing hands over 100 contacts. How many does sales accept?"


def arrive(person: Person) -> None:
    """Act 0, all four stations."""
    words = person.words
    for place in range(len(SIDES)):
        person.field(SAFETY, place).select_option(label="4")
        person.field("How long have you been with the company?", place).select_option(index=2)
        guess = f"{words(GUESS)} ({words('of 100')})"
        person.page.get_by_label(guess, exact=True).nth(place).fill("60")
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    person.consent_and_record()
    person.station("The couple’s quiz")
    sort_and_reveal(person, 5)
    person.station("Relationship status")
    sort_and_reveal(person, 7)
    person.go("Discuss it", 3)
    person.station("Gut check: twelve cases")
    sort_and_reveal(person, 5)


def sort_and_reveal(person: Person, stride: int) -> None:
    """Answer every drop-down on both sides, cover, reveal."""
    person.fill_drop_downs(stride)
    person.cover_both()
    person.go("Reveal", 2)


def agree_on_lead(person: Person) -> None:
    """Act 1 with one word: define, reveal, talk, merge, agree, sort again."""
    person.arrow("These are our terms")
    person.at_station("Lead")
    define(person)
    person.cover_both()
    person.go("Reveal", 2)
    person.page.locator(".ot-figure svg").first.wait_for()
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    person.press("Build freely from here")
    start = person.field("Starting point")
    start.select_option(label=person.words("Sales’ rule"))
    lead_field(person.page, person.words).fill(SENTENCE)
    person.consent_and_record()
    person.station("Sort again")
    sort_and_reveal(person, 5)
    person.arrow("Add it to the charter")
    person.arrive(3)


def lead_field(page: Page, words: Words, place: int = 0) -> Locator:
    """Return the field for the sentence about Lead."""
    return page.get_by_label(TERMS["lead"].begins(words), exact=True).nth(place)


def define(person: Person) -> None:
    """Both sides write a sentence and take a rule to start from."""
    words = person.words
    for place, key in enumerate(STARTS):
        lead_field(person.page, words, place).fill(f"Satz {place}")
        begin = person.field("Where to start?", place)
        begin.select_option(label=words(TEMPLATES[key].label))
        person.page.locator(".ot-meter").nth(place).wait_for()


def travel(person: Person) -> None:
    """Act 2: guess, see one way and all ways, both clocks, and promise something."""
    words = person.words
    for place in range(len(SIDES)):
        for label, unit, value in ((TOUCHES, "touchpoints", "12"), (SILENCE, "days", "30")):
            field = f"{words(label)} ({words(unit)})"
            person.page.get_by_label(field, exact=True).nth(place).fill(value)
    person.cover_both()
    person.go("Reveal", 2)
    person.page.locator(".ot-figure svg").first.wait_for()
    person.go("Discuss it", 3)
    for station in ("The whole funnel", "Two clocks"):
        person.station(station)
        person.fill_drop_downs(3)
        person.cover_both()
        person.go("Reveal", 2)
        person.page.locator(".ot-figure svg").first.wait_for()
        person.go("Discuss it", 3)
    person.station("Promises")
    promise(person)


def promise(person: Person) -> None:
    """Say what is needed, try an answer time, promise one thing in each direction."""
    words = person.words
    for place in range(len(SIDES)):
        person.field("What do you need from the other side so that no lead gets lost?", place).fill(
            "Ein Wort zurück"
        )
        person.field(REASON, place).check()
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Discuss it", 3)
    four = words.plural("{n} business hour", "{n} business hours", 4)
    person.field("Which value?").select_option(label=four)
    person.page.locator(".ot-big", has_text=four).wait_for()
    person.look()
    person.go("Decide", 4)
    promise_something(person)
    person.consent_and_record()


def promise_something(person: Person) -> None:
    """Give one promise in each direction, at the keyboard."""
    person.field(REASON).check()
    person.page.locator(".ot-panel-marketing .ot-tick input[type=checkbox]").first.check()


def choose_kpis(person: Person) -> None:
    """Act 3: three numbers with targets and pairs, then what if, then the dashboard."""
    words = person.words
    for place in range(len(SIDES)):
        for label in KPIS:
            person.field(label, place).check()
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    own_numbers(person)
    person.consent_and_record()
    person.station("What if?")
    person.field("Share of hand-overs accepted").select_option(label=words.percent(0.8, 0))
    person.page.locator(".ot-panel .ot-big").wait_for()
    person.look()
    person.station("Dashboard")
    person.press("Save as HTML and PNG")
    person.page.get_by_text(words("Saved:")).wait_for()
    person.look()


def own_numbers(person: Person) -> None:
    """Set a target and a pair of owners for each number."""
    for place in range(len(KPIS)):
        person.page.locator("input[type=number]").nth(place).fill("15")
        person.field("Owner in sales (a role)", place).fill("Leitung Innendienst")
        person.field("Owner in marketing (a role)", place).fill("Kampagnenleitung")


def look_back(person: Person) -> None:
    """Act 4."""
    for place, card in enumerate(("Ihr ruft an", "Leads ohne Antwort", "Montagsrunde")):
        person.field("New card", place).fill(card)
        person.press("Lay it face down", place)
        down = person.words.plural("{n} card, face down", "{n} cards, face down", 1)
        person.page.get_by_text(down).nth(place).wait_for()
    person.go("Reveal", 2)
    person.station("Group and weigh")
    cards = person.page.locator(".ot-lay")
    for place in (0, 1):
        cards.nth(place).click()
    person.press("Put together")
    person.page.locator(".ot-pile-many").wait_for()
    person.page.get_by_role("button", name="+", exact=True).first.click()
    person.page.get_by_text("●○○").wait_for()
    person.cover_both()
    person.go("Reveal", 2)
    person.press("Try something here")
    person.station("Understand")
    person.field("It happens because …").fill("niemand fragt")
    person.station("Try it out")
    for place, idea in enumerate(("Montagsrunde", "Zeile dazu")):
        person.field(IDEA, place).fill(idea)
    person.cover_both()
    person.go("Reveal", 2)
    person.press("Take this one")
    person.go("Decide", 3)
    act_on(person)
    person.consent_and_record(4)


def act_on(person: Person) -> None:
    """Fill in an experiment that is seen in something people count."""
    person.field("We’ll see it in …", 0).select_option(index=0)
    for label, text in (
        ("We’ll try …", "Montagsrunde einführen"),
        ("Owner (a role)", "Leitung Innendienst"),
        ("With (other side)", "Leitung Kampagnen"),
        ("Done when …", "vier Runden waren"),
        ("What do you count?", "Runden, die stattfanden"),
    ):
        person.field(label, 0).fill(text)


def for_whom(person: Person) -> None:
    """Act 5, first station: a sentence from each side, one of them above everything else."""
    for place, text in enumerate(("niemand zweimal fragt", "alle wissen, worum es geht")):
        person.field(OPENING, place).fill(text)
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Decide", 3)
    person.press("Take this sentence", 1)
    person.press("Put it above everything else")
    person.arrive(4)


def keep_rituals(person: Person) -> None:
    """Act 5: what each side would keep, who invites, and the calendar file."""
    for place in range(len(SIDES)):
        for label in ("Monday look", "Reunion"):
            person.page.get_by_label(RITUALS[label][person.words.lang], exact=True).nth(
                place
            ).check()
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Decide", 3)
    person.field("Who invites? (a role)", 0).fill("Leitung Innendienst")
    person.consent_and_record(4)


def share_out(person: Person) -> None:
    """Give every field that an agreed rule asks for to sales."""
    fields = person.field("Who?")
    for place in range(person.page.get_by_label(person.words("Who?"), exact=True).count()):
        person.field("Who?", place).select_option(label=person.words("Sales"))
    fields.wait_for()


def plan_campaign(person: Person) -> None:
    """Write the page of the next campaign."""
    for part in PARTS.values():
        person.field(part).fill("Innendienst, am Tag nach der Anmeldung")
    person.field("Hours a week for new contacts").fill("10")


def sign(person: Person) -> None:
    """Act 5: marks and remarks, reading, two signatures."""
    person.field("What’s missing?", 0).fill("Nichts mehr")
    person.go("Reveal", 2)
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    person.field("Whose charter is this? (your team’s name)").fill("Team Nord")
    person.field("Your role", 0).fill("Leitung Vertrieb")
    person.field("Your role", 1).fill("Leitung Marketing")
    person.press("Sign the charter")
    person.arrive(5)
