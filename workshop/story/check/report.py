"""What ``workshop check --json`` prints, with its JSON Schema."""

from __future__ import annotations

import json
from typing import Any, Literal

from workshop.story.check.text import chat_sentence
from workshop.story.check.topics import Status, Topic, status, topics
from workshop.story.check.types import Check  # noqa: TC001 - pydantic reads it
from workshop.story.decisions.record import Data, Told
from workshop.words import Words


class CheckReport(Data):
    """A check, ready for another program.

    Attributes:
        format: of this file.
        status: 0 where all is well, 1 where something needs talking about, 2 where something
            could not be computed any more; the exit code of the command.
        sentence: to paste into a chat.
        topics: what needs talking about.
        check: everything that was found.
    """

    format: Literal[1] = 1
    status: Status
    sentence: Told
    topics: tuple[Topic, ...]
    check: Check

    @classmethod
    def of(cls, check: Check) -> CheckReport:
        """Return the report of a check."""
        sentence = Told(
            de=chat_sentence(check, Words("de")),
            en=chat_sentence(check, Words("en")),
        )
        return cls(status=status(check), sentence=sentence, topics=topics(check), check=check)

    def to_json(self) -> str:
        """Return its text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)


def check_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report: draft 2020-12, as pydantic makes it."""
    schema = CheckReport.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
