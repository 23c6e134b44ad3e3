"""Somebody who knows the files and answers every question about them, by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.explained import doubt_line, option_line
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.dialogue.sorting import sort_out, sorted_by
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.source_files import Export

AS_PROPOSED = ""
"""The reply of somebody who agrees to what is proposed."""
ENGLISH = Words("en")
OPTION = re.compile(r"^ [* ](\d+)  (.*)$")

Replies = dict[str, str]
"""Part of a question to a part of the answer; the first part that stands in the question counts."""


def reply(question: str, options: Sequence[str], replies: Mapping[str, str]) -> str:
    """Return the option that is replied to a question, empty for the one that is proposed."""
    wanted = [said for part, said in replies.items() if part in question]
    assert wanted, f"nobody expected the question {question!r} ({options})"
    hits = [one for one in options if wanted[0] in one]
    assert wanted[0] == AS_PROPOSED or len(hits) == 1, (question, wanted[0], options)
    return AS_PROPOSED if wanted[0] == AS_PROPOSED else hits[0]


def _option(doubt: Doubt, replies: Mapping[str, str]) -> str:
    lines = {option_line(doubt, one, ENGLISH): one for one in doubt.options}
    said = reply(doubt_line(doubt, ENGLISH), [*lines], replies)
    if said == AS_PROPOSED:
        assert doubt.is_answered, doubt
        return doubt.proposed
    return lines[said]


def agreed_with(export: Export, replies: Mapping[str, str]) -> Proposal:
    """Return the proposal that comes of all answers."""
    sorting = sort_out(export)
    while sorting.doubts:
        doubt = sorting.doubts[0]
        sorting = sorted_by(sorting, doubt, _option(doubt, replies))
    proposal = propose(export, sorting.told)
    while proposal.doubts:
        doubt = proposal.doubts[0]
        proposal = answered(proposal, doubt, _option(doubt, replies))
    return proposal


def at_the_terminal(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    replies: Mapping[str, str],
) -> list[str]:
    """Sit at the terminal and type the number of each answer; return the questions as they come."""
    asked: list[str] = []

    def typed(_prompt: str) -> str:
        block = capsys.readouterr().out.strip("\n").split("\n\n")[-1].splitlines()
        asked.append(block[0])
        options = {found[2]: found[1] for line in block if (found := OPTION.match(line))}
        said = reply(block[0], [*options], replies)
        return options.get(said, "")

    monkeypatch.setattr("builtins.input", typed)
    return asked
