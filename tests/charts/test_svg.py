"""A chart is the same bytes every time, needs no network, and says its text as text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import altair as alt
import pytest

from workshop.charts.svg import svg
from workshop.charts.theme import FONT
from workshop.words import Words

DE, EN = Words("de"), Words("en")
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
HOSTILE = "<script>alert(1)</script>&\"'{{x}}"


def bars(name: str = "a", value: float = 1.0) -> alt.Chart:
    data = alt.Data(values=[{"name": name, "value": value}])
    chart = alt.Chart(data, title=name).mark_bar().encode(y="name:N", x="value:Q")
    return chart.properties(description=name)


def test_the_same_chart_is_the_same_bytes() -> None:
    """The charter is compared by its bytes; a random id would make a change of every print."""
    assert svg(bars(), EN) == svg(bars(), EN)


def test_another_value_is_another_picture() -> None:
    """The check above would also pass for an empty picture."""
    assert svg(bars(value=1.0), EN) != svg(bars(value=2.0), EN)


def test_no_host_is_named_but_the_namespaces() -> None:
    """A workshop room has no network, and its data stays there."""
    found = set(re.findall(r"(?:https?:)?//[^\s\"'<>)]+", svg(bars(), EN)))

    assert NAMESPACES >= found


def test_nothing_in_it_runs_or_loads() -> None:
    """A picture is no program: no script, no import, no outside font."""
    drawn = svg(bars(), EN).lower()

    assert [] == [word for word in ("<script", "@import", "url(http", "<image") if word in drawn]
    assert FONT.split(",", maxsplit=1)[0].lower() in drawn


def test_hostile_labels_stay_text() -> None:
    """A campaign may be called anything; its name never becomes markup."""
    drawn = svg(bars(HOSTILE), EN)
    texts = [text.text for text in ET.fromstring(drawn).iter() if text.text]  # noqa: S314 - our own

    assert "<script" not in drawn
    assert HOSTILE in texts


@pytest.mark.parametrize(("words", "number"), [(DE, "2.000"), (EN, "2,000")])
def test_axes_speak_the_language(words: Words, number: str) -> None:
    """A point groups in German and would be a decimal in English."""
    assert number in svg(bars(value=2000.0), words)
