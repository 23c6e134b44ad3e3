"""The whole way in a real browser: from the first sentence to the charter on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit import drawn, open_page, running
from person import Person
from walks import LEAD, agree_on_lead, arrive, choose_kpis, look_back, sign, travel

from workshop.terms.template import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.parametrize("lang", LANGS)
def test_a_newcomer_reaches_the_charter_by_clicking(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """From act 1 to the exported charter: no error text, no outside host, all of it on disk."""
    with running(tmp_path, lang) as kit:
        person = Person(open_page(chromium, kit, lang), Words(lang))
        person.look()
        arrive(person)
        person.next_act("shared_terms")
        agree_on_lead(person)
        person.next_act("customer_journey")
        travel(person)
        person.next_act("joint_kpis")
        choose_kpis(person)
        person.next_act("retrospective")
        look_back(person)
        person.next_act("charter")
        sign(person)
        hosts, code = person.page.hosts, kit.stop()
    charter = tmp_path / "journey" / "charter"

    assert {kit.host} == hosts
    assert code == 0
    for name in ("charter_de", "charter_en"):
        page = (charter / f"{name}.html").read_text("utf-8")
        text = (charter / f"{name}.md").read_text("utf-8")
        assert "Bedarf da ist &amp; jemand &lt;entscheidet&gt;" in page
        for part in ("need_known", "Leitung Innendienst", "vier Runden waren", "Leitung Vertrieb"):
            assert part in page
            assert part in text
    assert Words("de")("Our charter") in (charter / "charter_de.md").read_text("utf-8")


def test_nothing_is_lost_when_the_power_goes(tmp_path: Path, chromium: Browser) -> None:
    """Kernel and server are killed while people write; the same session shows every word again."""
    words = Words("de")
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), words)
        person.arrow("These are our words")
        person.field(LEAD, 0).fill("halb geschrie")
        template = words(TEMPLATES["can_buy"].label)
        person.field("Where to begin?", 1).select_option(label=template)
        person.page.locator(".ot-meter").wait_for()
        person.page.wait_for_timeout(1000)
        kit.kill()
        person.page.close()
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), words)

        assert person.field(LEAD, 0).input_value() == "halb geschrie"
        assert person.page.locator(".ot-meter").count() == 1
        person.page.close()


def test_a_killed_kernel_comes_back_with_every_answer(tmp_path: Path, chromium: Browser) -> None:
    """The page notices that its kernel died and draws everything again from the room."""
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), Words("de"))
        person.arrow("These are our words")
        person.field(LEAD, 0).fill("steht noch da")
        person.page.wait_for_timeout(1000)
        with person.page.expect_navigation():
            for kernel in kit.kernels():
                kernel.kill()
        drawn(person.page)

        assert person.field(LEAD, 0).input_value() == "steht noch da"
        person.page.close()


def test_an_act_fits_a_phone(tmp_path: Path, chromium: Browser) -> None:
    """At 390 × 844 nothing needs sideways scrolling."""
    with running(tmp_path, "en") as kit:
        small = {"width": 390, "height": 844}
        page = open_page(chromium, kit, "en", "shared_terms", viewport=small)
        wide = page.evaluate(
            "document.querySelector('.jp-WindowedPanel-outer').scrollWidth - innerWidth"
        )

        assert wide <= 0
        page.close()
