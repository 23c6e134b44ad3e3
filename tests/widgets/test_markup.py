"""Markup stands in the code alone: what comes from elsewhere is text, whatever it looks like."""

from __future__ import annotations

import ast
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.acts.acting import HOSTILE, OWN_WORD
from support.run.profiles import examples
from support.source.calls import PACKAGE, calls, modules
from support.source.tags import Tags
from traitlets import TraitError

from workshop.notebook.act0.arriving import rules_html
from workshop.notebook.act1.shared_term import entry_card
from workshop.notebook.cases.case_cards import case_cards
from workshop.notebook.frame.consent import objections_html
from workshop.room.state.question import Cards, Option
from workshop.room.state.result import result
from workshop.room.state.state import Asked, Contribution
from workshop.story.decisions.types import AgreedTerm, HouseRule, HouseRules
from workshop.terms.outcome.example import Case
from workshop.terms.rules.template import TEMPLATES
from workshop.widgets.elements import Html, attribute, block, heading, paragraph, side_badge, table
from workshop.widgets.results import results_html
from workshop.words import Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROOMS = ("widgets", "notebook", "story")
TAG = re.compile(r"</?[a-zA-Z]")
MADE_ELSEWHERE = {
    ("widgets/elements.py", "Html(svg(chart, words))"),
    ("notebook/act5/charter.py", "Html(found.group(1))"),
}
"""Markup that others make and escape: Vega's pictures, and pages by Jinja."""
WORDS = Words("en")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
COLUMN = Option(key="a", label=as_typed("Column"))
CARDS = Cards(key="q", prompt=as_typed("?"), columns=(COLUMN,))
DAY = date(2026, 1, 5)
CASE = Case("C1", "contacts", frozenset({"sales"}), {}, DAY, won=True)


def wall(text: str) -> Html:
    """Return what a phone said, as the projector shows it."""
    said = Contribution("phone", "both", {"column": "a", "text": text})
    return results_html(CARDS, result(Asked(CARDS, "act"), [said]), WORDS)


def entry(text: str) -> Html:
    """Return an agreed word whose sentence and objection are this text."""
    rule = TEMPLATES["can_buy"].rule
    term = AgreedTerm(term="lead", sentence=text, rule=rule, review_on=DAY, objections=(text,))
    return entry_card(term, 1, WORDS)


def house_rules(text: str) -> Html:
    """Return a rule and an objection to it."""
    rules = HouseRules(rules=(HouseRule(text=text),), objections=(text,))
    return rules_html(rules.rules, WORDS) + objections_html(rules, WORDS)


SHOWN: dict[str, Callable[[str], Html]] = {
    "table": lambda text: table([text, text], [[text, text]], text),
    "paragraph": lambda text: paragraph(text).value,
    "heading": lambda text: heading(text).value,
    "badge": lambda text: Html("<p>{} {}</p>").format(side_badge("sales", WORDS), text),
    "each": lambda text: Html("<ul>{}</ul>").format(Html("<li>{}</li>").each([text])),
    "sum": lambda text: Html("<p>") + text + Html("</p>"),
    "wall": wall,
    "entry": entry,
    "rules": house_rules,
    "case": lambda text: case_cards([CASE], text, WORDS, fates=True),
}
"""Places to what a text looks like there."""


def tags(html: str) -> list[str]:
    """Return the tags of a piece of HTML but for the line breaks."""
    return [tag for tag in Tags(html).tags if tag != "br"]


@pytest.mark.parametrize("place", SHOWN)
@given(TEXTS)
@example(HOSTILE)
@example(OWN_WORD)
@example("</td></p><h1>Ha</h1>\n{}{0.__class__}")
@example("&lt;b&gt; &amp;amp;")
@settings(max_examples=examples(30))
def test_whatever_people_type_is_text(place: str, text: str) -> None:
    """No tag and no attribute comes with a text, and all of it can be read."""
    plain, shown = SHOWN[place]("x"), SHOWN[place](text)

    assert tags(plain) == tags(shown)
    assert Tags(plain).attributes == Tags(shown).attributes
    assert text.replace("\n", "") in Tags(shown).words


@given(TEXTS)
@example(HOSTILE)
@example("a\nb")
@settings(max_examples=examples(30))
def test_an_attribute_ends_where_the_code_ends_it(text: str) -> None:
    """No quote and no line break leads out of it."""

    class Attributes(Tags):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            super().handle_starttag(tag, attrs)
            self.pairs = attrs

    for template in (Html('<i title="{}"></i>'), Html("<i title='{}'></i>")):
        assert [("title", text)] == Attributes(template.format(attribute(text))).pairs


def test_markup_stays_markup() -> None:
    """What was made of markup is not escaped again, and its own line breaks are kept."""
    inner = Html("<b>\n{}</b>").format("<\n>")

    assert Html("<p><b>\n&lt;<br>&gt;</b></p>") == Html("<p>{}</p>").format(inner)
    assert inner + Html("<hr>") == Html().join([inner, Html("<hr>")])


def test_a_block_refuses_plain_text() -> None:
    """A text that was put together by hand is no markup."""
    shown = block(Html("<p>x</p>"))
    with pytest.raises(TraitError):
        shown.value = "<p>x</p>"
    with pytest.raises(TraitError):
        block("<p>x</p>")  # type: ignore[arg-type]


def by_hand(source: str) -> Iterator[str]:
    """Yield the texts with a tag that are no template of `Html`, and no pattern."""
    tree = ast.parse(source)
    free = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]  # docstrings
    free += [arg for call in calls(tree, "Html", "Markup", "compile") for arg in call.args]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in free and TAG.search(str(node.value)):
            yield str(node.value)


def trusted(source: str) -> Iterator[str]:
    """Yield what is taken for markup without standing in the code."""
    for call in calls(source, "Html", "Markup"):
        if call.keywords or not all(isinstance(arg, ast.Constant) for arg in call.args):
            yield ast.unparse(call)


def makes_its_own(source: str) -> Iterator[str]:
    """Yield what only `workshop.widgets.elements` has a use for."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ({alias.name for alias in node.names} & {"html", "markupsafe"})
        elif isinstance(node, ast.ImportFrom) and node.module in {"html", "markupsafe"}:
            yield node.module
        elif isinstance(node, ast.Attribute) and node.attr in {"HTML", "HTMLMath"}:
            yield node.attr


def found(check: Callable[[str], Iterator[str]]) -> set[tuple[str, str]]:
    """Return what a check finds in the rooms that make HTML, each with its module."""
    places: list[Path] = [place for room in ROOMS for place in modules(PACKAGE / room)]
    assert places
    return {
        (place.relative_to(PACKAGE).as_posix(), each)
        for place in places
        for each in check(place.read_text("utf-8"))
    }


def test_html_is_put_together_by_templates_alone() -> None:
    """An f-string would take in what people typed as markup."""
    assert set() == found(by_hand)


def test_only_what_stands_in_the_code_is_taken_for_markup() -> None:
    """The exceptions are listed."""
    assert found(trusted) == MADE_ELSEWHERE


def test_one_module_makes_html() -> None:
    """Nobody else escapes, marks as safe, or shows HTML without `Html`."""
    elements = "widgets/elements.py"

    assert {(elements, "markupsafe"), (elements, "HTML")} == found(makes_its_own)


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (by_hand, "f'<p>{text}</p>'"),
        (by_hand, "'<p>' + text"),
        (by_hand, "'<p>{}</p>'.format(text)"),
        (by_hand, "Html(f'<p>{text}</p>')"),
        (by_hand, "Html('<p>' + text)"),
        (by_hand, "shown.value = text + '</ul>'"),
        (trusted, "Html(text)"),
        (trusted, "Html(f'{text}')"),
        (trusted, "Html('<p>' + text)"),
        (trusted, "markupsafe.Markup(text)"),
        (trusted, "Html(object=text)"),
        (makes_its_own, "from html import escape"),
        (makes_its_own, "import html"),
        (makes_its_own, "from markupsafe import Markup"),
        (makes_its_own, "w.HTML(text)"),
    ],
)
def test_the_checks_can_fail(check: Callable[[str], Iterator[Any]], source: str) -> None:
    """Each way round the rule is seen."""
    assert [*check(source)]


@pytest.mark.parametrize("check", [by_hand, trusted, makes_its_own])
def test_the_checks_let_templates_through(check: Callable[[str], Iterator[str]]) -> None:
    """A template filled with text, a pattern and a docstring are all right."""
    source = "'''Return <p>.'''\nHtml('<p>{}</p>').format(text)\nre.compile('<main>')\na < b"

    assert [] == [*check(source)]
