"""What another program reads of a check, and what stands in a chat."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from support.data.months import Rates, charter_of_june, like, month_after

from workshop.story.check import report
from workshop.story.check.checking import check
from workshop.story.check.report import CheckReport, check_schema
from workshop.story.check.text import chat_sentence, check_sheet
from workshop.story.check.topics import TALK
from workshop.words import LANGS, Lang, Words

SCHEMA = Path(report.__file__).with_name("check.schema.json")


@pytest.fixture(scope="module")
def told() -> CheckReport:
    """A check in which a promise is kept less often."""
    return CheckReport.of(
        check(charter_of_june(), month_after(1, Rates(), like(Rates(), carried=0.1)))
    )


def test_the_report_is_of_its_published_schema(told: CheckReport) -> None:
    """What is printed validates, the file in the package is the schema, and it is read back."""
    content = json.loads(told.to_json())
    schema = check_schema()

    jsonschema.Draft202012Validator(schema).validate(content)
    assert schema == json.loads(SCHEMA.read_text("utf-8"))
    assert told == CheckReport.model_validate(content)


def test_the_report_says_what_the_exit_code_says(told: CheckReport) -> None:
    """Something needs talking about, and it says what."""
    assert told.status == TALK
    assert ["promise_worse"] == [topic.code for topic in told.topics]


@pytest.mark.parametrize("lang", LANGS)
def test_the_chat_hears_what_needs_talking_about(told: CheckReport, lang: Lang) -> None:
    """One paragraph: whose charter, as of when, how much moved, and each topic."""
    words = Words(lang)
    said = chat_sentence(told.check, words)
    sheet = check_sheet(told.check, words)

    assert "\n" not in said
    assert "Team Süd" in said
    assert words.date(told.check.as_of) in said
    assert sheet.topics
    assert all(topic in said for topic in sheet.topics)
