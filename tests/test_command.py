"""What a hint tells people to type works: it is a command there is, called as they can call it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.source.catalogue import said

from workshop.cli import COMMANDS, _parser
from workshop.command import command, for_terminal
from workshop.crm.sample.later_stories import LATER_STORIES
from workshop.crm.sample.stories import STORIES
from workshop.errors import WorkshopError
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = sorted(str(message.id) for message in said() if isinstance(message.id, str))
NAMES = "|".join(name for name, *_ in COMMANDS)
BARE = re.compile(rf"(?<!-m )\bworkshop (?:--\w|(?:{NAMES})\b)")
"""The script's name in front of what belongs to it."""
DESCRIBED = {"the file `workshop backup` wrote"}
"""Where a command is spoken of and nobody is told to type it."""
TYPED = re.compile(r"\{command\}((?: (?:--?[\w-]+|[A-Z]+|[a-z_]+\b(?:\.yaml)?|\{\w+\}))+)(?! …)")


def test_no_message_relies_on_the_script() -> None:
    """Company laptops block the file that pip writes for it; `python -m workshop` they let run."""
    assert DESCRIBED == {message for message in MESSAGES if BARE.search(message)}


def hints(lang: Lang) -> list[str]:
    """Return what the messages tell people to type."""
    told = [Words(lang)(message) for message in MESSAGES]
    return [found.strip() for text in told for found in TYPED.findall(text)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_hint_is_a_command_there_is(lang: Lang) -> None:
    """Nobody types what the kit advises and is told that there is no such option."""
    refused = []
    for hint in hints(lang):
        arguments = re.sub(r"\{\w+\}", "x", hint).split()
        try:
            if "--help" not in arguments:  # which ends the program
                _parser(Words(lang)).parse_args(arguments)
        except WorkshopError as error:
            refused.append((hint, str(error)))

    assert len(hints(lang)) > 6
    assert [] == refused


def test_stories_name_commands_there_are() -> None:
    """The facilitator's list is told with the same name in front."""
    for story in (*STORIES, *LATER_STORIES):
        if story.command:
            _parser(Words("en")).parse_args(story.command.split()[1:])


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("/opt/ann/.venv/bin/workshop", "workshop"),
        ("Scripts/workshop.exe", "workshop"),
        ("/opt/ann/workshop/__main__.py", "python -m workshop"),
        ("/x/ipykernel_launcher.py", "python -m workshop"),
        ("-c", "python -m workshop"),
    ],
)
def test_the_name_is_the_one_that_was_used(
    called: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the script has just run it may be advised; everywhere else the module is."""
    monkeypatch.setattr(sys, "argv", [called])

    assert name == command()


@pytest.mark.skipif(os.name == "nt", reason="another terminal")
def test_a_name_with_blanks_is_one_word_at_the_terminal() -> None:
    """A hint with a folder in it can be copied as it stands."""
    folder = "/srv/jörg müller/OneDrive - Firma GmbH/it's"

    assert [folder] == shlex.split(for_terminal(folder))


def test_the_module_is_the_whole_command(tmp_path: Path) -> None:
    """Without the script on the path everything is there, and help says how it was called."""
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    shown = subprocess.run(
        [sys.executable, "-m", "workshop", "--help"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    ).stdout

    assert "python -m workshop" in shown.splitlines()[0]
    assert all(f"    {name}" in shown for name, *_ in COMMANDS)
