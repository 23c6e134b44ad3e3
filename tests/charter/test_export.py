"""The charter on disk: complete, readable, and text stays text."""

from __future__ import annotations

from pathlib import Path

import mistune
import pytest
from support.source.tags import Tags

from workshop.charter.document import ActionEntry, Charter, KpiEntry, Signatures, TermEntry
from workshop.charter.export import export, html, markdown
from workshop.errors import WorkshopError
from workshop.words import LANGS, Words

DATA = '{"format": 1}\n'
HOSTILE = [
    "https://evil.example/login",
    "www.evil.example and HTTP://EVIL.EXAMPLE and anna@evil.example",
    "1. one",
    "+ one",
    "- [ ] one",
    "> quoted",
    "===",
    "---",
    "| a | b |\n|---|---|\n| c | d |",
    "[x]: javascript:alert(1)",
    "\\[x](y)",
    "100 $ and 200 $",
    "```\n# no code\n<img src=x onerror=alert(1)>\n```",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "# no heading\n## none\n- none",
    "`code` *bold* _it_ | cell | ~~x~~",
    "</blockquote></main><h1>Ha</h1>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; <http://evil.example>",
]


def charter(text: str = "Bedarf da ist", lang: str = "de") -> Charter:
    """Return a signed charter in which people wrote `text` everywhere."""
    term = TermEntry(
        "Lead",
        text,
        text,
        f"SELECT 1 -- {text}",
        text,
        (text,),
        "heute",
        "bald",
    )
    kpi = KpiEntry("Win rate", text, "32 %", text, (text,), "40 %", text, text)
    action = ActionEntry(text, text, "23. Dezember 2026", text)
    return Charter(
        lang=lang,
        workshop=text,
        data=text,
        version=1,
        terms=(term,),
        kpis=(kpi,),
        actions=(action,),
        kpi_objections=(text,),
        action_objections=(text,),
        signatures=Signatures(text, text, "heute"),
    )


def rendered(one: Charter) -> Tags:
    """Return the charter's Markdown as a Markdown that lets HTML and addresses through shows it."""
    plugins = ["table", "strikethrough", "url", "task_lists"]
    return Tags(str(mistune.create_markdown(escape=False, plugins=plugins)(markdown(one))))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_in_html(text: str) -> None:
    """Whatever people wrote, the page has the same tags as with plain words."""
    page = Tags(html(charter(text)))

    assert Tags(html(charter())).tags == page.tags
    assert not {name for name in page.attributes if name.startswith("on")}
    assert text.split("\n", maxsplit=1)[0] in page.words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_in_markdown(text: str) -> None:
    """Rendered by a Markdown that lets HTML through, people's words stay words."""
    plain = rendered(charter("\n".join(["eins"] * len(text.splitlines()))))
    page = rendered(charter(text))

    assert plain.tags == page.tags
    assert plain.attributes == page.attributes


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_what_was_written(text: str) -> None:
    """Escaping is for the machine: a reader sees neither more nor less than was typed."""
    first = " ".join(text.splitlines()[0].split())

    assert first in rendered(charter(text)).words


def test_dollars_make_no_formula() -> None:
    """Jupyter and GitHub read a pair of them as mathematics."""
    assert "100 $ " not in markdown(charter("100 $ and 200 $")).replace("-- 100 $", "")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_open_is_said(lang: str) -> None:
    """An empty part does not vanish."""
    empty = Charter(lang=lang, workshop="x", data="y", version=0)
    for page in (html(empty), markdown(empty)):
        for message in (
            "Still open: no term agreed yet.",
            "Still open: no KPI agreed yet.",
            "Still open: no action agreed yet.",
            "Not signed yet.",
        ):
            assert Words(lang)(message) in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_rule_stands_in_it_as_sentence_and_sql(lang: str) -> None:
    """People read the sentence, data runs the SQL."""
    for page in (html(charter(lang=lang)), markdown(charter(lang=lang))):
        assert "Bedarf da ist" in page
        assert "SELECT 1" in page


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """It opens in a hall without internet, and in ten years."""
    page = Tags(html(charter()))

    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not {"src", "href"} & page.attributes


def test_every_language_and_kind_is_written(tmp_path: Path) -> None:
    """One Markdown and one HTML a language, and the data, which is in none."""
    paths = export([charter(lang="de"), charter(lang="en")], DATA, tmp_path / "charter")

    expected = {f"charter_{lang}.{kind}" for lang in LANGS for kind in ("md", "html")}
    assert {*expected, "charter.json"} == {path.name for path in paths}
    assert all(path.read_text("utf-8") for path in paths)


def test_an_older_charter_survives_a_failed_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the new version, not the old one."""
    export([charter("alt")], DATA, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(WorkshopError, match="can’t be saved"):
        export([charter("neu")], DATA, tmp_path)

    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_disk_that_fills_up_half_way_leaves_the_older_charter_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a new Markdown beside an old HTML, and no drafts are left lying about."""
    export([charter("alt"), charter("old", "en")], DATA, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write, written = Path.write_bytes, []

    def filling(path: Path, content: bytes) -> int:
        if len(written) == 4:
            raise OSError(28, "No space left on device")
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", filling)
    with pytest.raises(WorkshopError, match="the disk is full"):
        export([charter("neu"), charter("new", "en")], "{}", tmp_path)

    assert 4 == len(written)
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    """Where no folder can be, the charter says so and the decisions stay safe."""
    (tmp_path / "file").touch()

    with pytest.raises(WorkshopError, match=r"charter can’t be saved.*safe in the session"):
        export([charter()], DATA, tmp_path / "file" / "charter")


def test_half_an_emoji_does_not_keep_the_charter_from_its_paper(tmp_path: Path) -> None:
    """A text field that cuts off after so many characters can leave half of one."""
    paths = export([charter("yes \ud83d")], '{"said": "yes \ud83d"}', tmp_path)

    assert all("yes ?" in path.read_text("utf-8") for path in paths)
