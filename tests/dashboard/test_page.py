"""The page: opens offline, says everything, and text stays text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from support.data.dashboards import composed, line
from support.data.quarterly import closed
from support.data.tables import crm
from support.source.tags import Tags

from workshop.crm.schema import TABLES
from workshop.dashboard.compose import suggested
from workshop.dashboard.page import page
from workshop.kpis.catalogue.lacks import lacks
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.lacks import NOT_YET, lack_lines
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from workshop.dashboard.document import Dashboard

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</article></main><h1>Ha</h1>",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("lang", LANGS)
def test_it_needs_nothing_from_elsewhere(real: dict[str, Dashboard], lang: str) -> None:
    """No address, no script, no file beside it."""
    text = page(real[lang])
    tags = Tags(text)

    assert not re.findall(r"(?:https?:)?//\w[\w.]+", text)
    assert "url(" not in text
    assert not {"script", "link", "img", "iframe", "object"} & set(tags.tags)
    assert not {name for name in tags.attributes if name.startswith("on") or name == "src"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup(text: str) -> None:
    """Whatever people wrote, the page has the same tags as with plain words."""
    plain = Tags(page(composed(line("win_rate", 0.4))))
    found = Tags(page(composed(line("win_rate", 0.4, sales=text, marketing=text))))

    assert plain.tags == found.tags
    assert plain.attributes == found.attributes
    assert text in found.words


@pytest.mark.parametrize("lang", LANGS)
def test_everything_honest_stands_on_it(real: dict[str, Dashboard], lang: str) -> None:
    """Formula, n, interval, reservations, SQL, owners, counter-KPI, each quarter, the title."""
    found = Tags(page(real[lang])).words
    for one in real[lang].lines:
        assert all(text in found for text in (one.formula, one.footing, one.sql, *one.caveats))
        assert all(point.text in found for point in one.points)
        assert all(text in found for text in (one.sales_owner, one.marketing_owner))
        assert one.counter.label in found
        assert one.target.judgement in found
    assert f"{real[lang].title} · {Words(lang)('Our numbers')}" in found


def test_nothing_lies_deeper_than_two_clicks(real: dict[str, Dashboard]) -> None:
    """One for where it comes from, one for the SQL."""
    assert 2 == Tags(page(real["de"])).deepest


def test_german_numbers_are_german(real: dict[str, Dashboard]) -> None:
    """Comma before decimals, point between thousands, a gap before the percent."""
    found = Tags(page(real["de"])).words

    assert re.search(r"\d+,\d\u202f%", found)
    assert "n = 1.543" in found
    assert not re.search(r"\d\.\d%", found)


def test_each_chart_has_a_name_and_a_table_behind_it(real: dict[str, Dashboard]) -> None:
    """Who cannot see it hears it, and finds the numbers in cells."""
    text = page(real["en"])

    assert 6 == len(re.findall(r'<div role="img" aria-label="[^"]{20,}">', text))
    assert 3 == text.count("<caption>")
    assert '<html lang="en">' in text


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_data_do_not_say_stands_below(lang: Lang) -> None:
    """A page of deals says which columns would bring the rest, the nearest first."""
    held = crm(deals=closed([(9, 30)]))
    found = composed(line("win_rate", 0.4), lang=lang, held=held)
    text = unescape(page(found))
    lines = lack_lines(lacks(Scope.of(held)), Words(lang))

    assert [*lines] == [*found.not_yet]
    assert all(f"<li>{one}</li>" in text for one in lines)
    assert Words(lang)(NOT_YET) in text


def test_own_data_get_cards_they_can_fill() -> None:
    """Without hand-overs and touches nobody sees three empty cards; with all, the usual three."""
    usual = ("acceptance_rate", "response_time", "lead_to_won")
    deals_only = suggested(Scope.of(crm(deals=closed([(9, 30)]))), usual)

    assert ["win_rate"] == deals_only[:1]
    assert not {*usual} & {*deals_only}
    assert [*usual] == suggested(Scope.of(crm(**{name: [] for name in TABLES})), usual)
    assert [*usual] == suggested(Scope.of(crm(accounts=[])), usual)


def test_a_missing_column_stands_in_the_place_of_the_number() -> None:
    """Not a zero and not an empty card."""
    bare = [{k: v for k, v in row.items() if k != "status"} for row in closed([(9, 30)])]
    held = crm(deals=bare, without=("status",))
    text = page(composed(line("win_rate", 0.4), held=held))

    assert '<p class="missing">No number: the data lacks “Status” (Deals).</p>' in text
    assert '<span class="number">–</span>' in text
