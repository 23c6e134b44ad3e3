"""The charter as a page: complete, readable, text stays text, and page 1 stays one page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import mistune
import pytest
from support.acts.charters import HOSTILE, SAID, charter, everywhere, largest
from support.source.tags import Tags

from workshop.charter.document import Charter, Since
from workshop.charter.legible import clean
from workshop.charter.page import html, markdown
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang


def alike(text: str) -> str:
    """Return a text of the same shape in which nothing means anything."""
    return re.sub(r"\S", "x", clean(text))


def shown(text: str) -> str:
    """Return the first line as a reader has to see it."""
    return " ".join(clean(text).splitlines()[0].split())


def rendered(one: Charter) -> Tags:
    """Return the charter's Markdown as a Markdown that lets HTML and addresses through shows it."""
    plugins = ["table", "strikethrough", "url", "task_lists"]
    return Tags(str(mistune.create_markdown(escape=False, plugins=plugins)(markdown(one))))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_in_html(text: str) -> None:
    """Whatever people wrote, the page has the same tags as with plain words."""
    page = Tags(html(everywhere(text)))

    assert Tags(html(everywhere(alike(text)))).tags == page.tags
    assert not {name for name in page.attributes if name.startswith("on")}
    assert shown(text) in page.words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_in_markdown(text: str) -> None:
    """Rendered by a Markdown that lets HTML through, people's words stay words."""
    plain = rendered(everywhere(alike(text)))
    page = rendered(everywhere(text))

    assert plain.tags == page.tags
    assert plain.attributes == page.attributes


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_what_was_written(text: str) -> None:
    """Escaping is for the machine: a reader sees neither more nor less than was typed."""
    assert shown(text) in rendered(everywhere(text)).words


def test_dollars_make_no_formula() -> None:
    """Jupyter and GitHub read a pair of them as mathematics."""
    page = re.sub(r"```sql.*?```", "", markdown(everywhere("100 $ and 200 $")), flags=re.DOTALL)

    assert "100 $ " not in page


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_open_is_said(lang: Lang) -> None:
    """An empty part does not vanish."""
    empty = Charter(lang=lang, data="y", version=0)
    for page in (html(empty), markdown(empty)):
        for message in (
            "Still open: no term agreed yet.",
            "Still open: no KPI agreed yet.",
            "Still open: no experiment agreed yet.",
            "Not signed yet.",
        ):
            assert Words(lang)(message) in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_rule_stands_in_it_as_sentence_and_sql(lang: Lang) -> None:
    """People read the sentence, data runs the SQL."""
    for page in (html(charter(lang)), markdown(charter(lang))):
        assert SAID["term"][lang] in page
        assert "WHERE need_known" in page


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """It opens in a hall without internet, and in ten years."""
    page = Tags(html(charter()))

    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not {"src", "href"} & page.attributes


def test_objections_of_every_round_stand_in_the_annex() -> None:
    """Whoever objected first reads it as well as whoever objected last."""
    for page in (html(charter()), markdown(charter())):
        annex = page.split(Words("de")("Annex"))[-1]

        assert 6 <= annex.count(Words("de")("Objection on record:"))


@pytest.mark.parametrize("lang", LANGS)
def test_what_differs_from_the_version_before_is_shown(lang: Lang) -> None:
    """New, changed with the old words beside it, and gone; counted on page 1."""
    words, since = Words(lang), charter(lang).since
    assert since
    for page in (html(charter(lang)), markdown(charter(lang))):
        assert all(words(label) in page for label in ("New:", "Changed:", "Gone:", "So far:"))
        assert all(change.before in page for change in since.changes)
    same = html(replace(charter(lang), since=Since(1, ())))

    assert words("Nothing was changed since version {n}.", n=1) in same


def test_a_charter_has_the_name_that_people_gave_it_or_none() -> None:
    """A team is asked what it is called; nobody calls it by a folder."""
    nameless = replace(charter(), team="")

    assert "<title>Unsere Charta · Team Nord</title>" in html(charter())
    assert "<title>Unsere Charta</title>" in html(nameless)


def test_what_page_1_has_no_room_for_is_said_there_and_stands_in_the_annex() -> None:
    """Nothing is lost on the way to the wall."""
    long = "Das ist ein langer Satz, der nirgends aufhört. " * 40
    poster, annex = html(replace(largest(), customer=long)).split('<section class="annex">')

    assert "Hier gekürzt, vollständig im Anhang: „Was unsere Kundschaft davon merkt“" in poster
    assert long.strip() not in poster
    assert long.strip() in annex
