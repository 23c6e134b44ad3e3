"""Whoever leads the workshop finds every story told in full, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from support.checkout import GUIDE
from support.source.command import run

from workshop.crm.sample.deals import BETTER_SINCE
from workshop.crm.sample.defects import FORM_DEFAULT, NEW_NAME, NO_SUCH_DAYS, OLD_NAME
from workshop.crm.sample.gaming_target import TARGET_DAY
from workshop.crm.sample.later_stories import LATER_STORIES
from workshop.crm.sample.stories import STORIES, Story
from workshop.words import Words

PLANTED = {
    "two_leads",
    "quick_answers",
    "fairs_and_webinars",
    "silent_rejections",
    "mix_reversal",
    "young_cohorts",
    "gamed_target",
    "mess",
}


def told(key: str) -> Story:
    return next(story for story in STORIES if story.key == key)


def test_every_story_is_told_once() -> None:
    """What is put into the data is known to whoever leads."""
    assert sorted(PLANTED) == sorted(story.key for story in STORIES)


@pytest.mark.parametrize("story", [*STORIES, *LATER_STORIES], ids=lambda story: story.key)
def test_every_story_is_whole(story: Story) -> None:
    """What to look for, where, what is true, and a question to ask."""
    texts = (story.title, story.look_for, story.where, story.truth, story.question)

    assert all(texts)
    assert story.question.endswith("?")


@pytest.mark.parametrize(
    "story", [one for one in STORIES if one.command], ids=lambda story: story.key
)
def test_every_command_runs(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody types a command in front of people that is then refused."""
    program, *arguments = story.command.split()
    code, out, err = run(capsys, *arguments)

    assert ("workshop", 0, "") == (program, code, err)
    assert out


def test_days_in_the_texts_are_those_of_the_data() -> None:
    """A day that moves in the program moves in the texts."""
    better, target = date.fromisoformat(BETTER_SINCE), date.fromisoformat(TARGET_DAY)

    assert Words("en").date(target) in told("gamed_target").truth
    assert f"{better:%B %Y}" in told("mix_reversal").truth


def test_the_mess_is_told_in_its_own_words() -> None:
    """Values that are wrong on purpose are quoted as they stand."""
    said = told("mess").look_for
    years = [day[:4] for day in NO_SUCH_DAYS]

    assert [] == [
        value for value in (OLD_NAME, NEW_NAME, FORM_DEFAULT, *years) if value not in said
    ]


@pytest.mark.parametrize(
    ("lang", "chapter"),
    [("de", "## Geschichten in den Beispieldaten"), ("en", "## Stories in the sample data")],
)
def test_the_guide_tells_every_story(lang: str, chapter: str) -> None:
    """The printed guide has a chapter in each language, with the same stories."""
    section = GUIDE.read_text("utf-8").split(chapter, 1)[1].split("\n## ", 1)[0]
    words = Words("de" if lang == "de" else "en")

    every = (*STORIES, *LATER_STORIES)
    assert [] == [story.key for story in every if words(story.title) not in section]
