"""The whole way in a real browser: from the first sentence to the charter on disk."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.acts.walks import (
    agree_on_lead,
    arrive,
    choose_kpis,
    for_whom,
    keep_rituals,
    lead_field,
    look_back,
    sign,
    travel,
)
from support.browser.kit import PATIENCE, drawn, hosts_of, open_page, running
from support.browser.person import Person
from support.run.profiles import spoken

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.terms.rules.template import TEMPLATES
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("lang", spoken("de"))
def test_a_newcomer_reaches_the_charter_by_clicking(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """From act 1 to the exported charter: no error text, no outside host, all of it on disk; and
    the acts fit a phone.
    """
    with running(tmp_path, lang, new=True) as kit:
        person = Person(open_page(chromium, kit, lang), Words(lang))
        person.look()
        arrive(person)
        person.next_act("shared_terms")
        fits_a_phone(person.page)
        agree_on_lead(person)
        person.next_act("customer_journey")
        travel(person)
        person.next_act("joint_kpis")
        choose_kpis(person)
        person.next_act("retrospective")
        look_back(person)
        person.next_act("charter")
        for_whom(person)
        person.station("Rituals")
        keep_rituals(person)
        person.station("Reading and signing")
        sign(person)
        hosts, code = hosts_of(person.page), kit.stop()
    charter = tmp_path / "journey" / "charter"

    assert {kit.host} == hosts
    assert code == 0
    for name in ("charter_de", "charter_en"):
        page = (charter / f"{name}.html").read_text("utf-8")
        text = (charter / f"{name}.md").read_text("utf-8")
        assert "Bedarf da ist &amp; jemand &lt;entscheidet&gt;" in page
        for part in ("need_known", "Leitung Innendienst", "Leitung Vertrieb"):
            assert part in page
            assert part in text
    assert "vier Runden waren" in (charter / "charter.json").read_text("utf-8")
    assert Words("de")("Our shared charter") in (charter / "charter_de.md").read_text("utf-8")


def test_nothing_is_lost_when_a_kernel_dies_or_the_power_goes(
    tmp_path: Path, chromium: Browser
) -> None:
    """The page notices that its kernel died and draws everything again from the room; killed with
    its server while people write, the same session opens at that place and shows every word.
    """
    words = Words("de")
    with running(tmp_path, "de", "shared_terms") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), words)
        person.arrow("These are our terms")
        lead_field(person.page, person.words).fill("halb geschrie")
        template = words(TEMPLATES["can_buy"].label)
        person.field("Where to start?", 1).select_option(label=template)
        person.page.locator(".ot-meter").wait_for()
        stored(tmp_path, "halb geschrie")
        with person.page.expect_navigation():
            for kernel in kit.kernels():
                kernel.kill()
        drawn(person.page)

        assert lead_field(person.page, person.words).input_value() == "halb geschrie"
        kit.kill()
        person.page.close()
    with running(tmp_path, "de") as kit, closing(chromium.new_page(locale="de")) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(kit.address)
        drawn(page)
        person = Person(page, words)

        assert page.locator(".ot-station-now", has_text="Lead").count()
        assert lead_field(person.page, person.words).input_value() == "halb geschrie"
        assert page.locator(".ot-meter").count() == 1


def stored(home: Path, sentence: str) -> None:
    """Wait until a side's sentence is in the room."""
    with closing(EventLog(home / "journey" / "room.sqlite")) as log:
        room = Room(log)
        end = time.monotonic() + PATIENCE / 1000
        while room.state.item("terms.lead.definition", "sales").get("sentence") != sentence:
            assert time.monotonic() < end, "never stored"
            time.sleep(0.05)


def fits_a_phone(page: Page) -> None:
    """Look at an act at 390 × 844, where nothing needs sideways scrolling."""
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "document.querySelector('.jp-WindowedPanel-outer').scrollWidth <= innerWidth"
    )
    page.set_viewport_size(before)
