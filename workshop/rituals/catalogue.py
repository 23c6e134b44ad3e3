"""The rituals on offer: data, a file each beside this one, in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.rituals.ritual import Cadence, Ritual
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.words import Lang, Text, Words

FOLDER = Path(__file__).parent / "catalogue"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Offer:
    """A ritual on offer.

    Attributes:
        key: names it in what is decided.
        name: what it is called.
        cadence: how often it comes round.
        minutes: how long it takes.
        agenda: what it is about, three lines in each language.
        host: who might invite.
        stop_if: when to let it be.
        weekday: on which it is usually held, counted from Monday = 0; None when needed.
        at: when it usually begins; None when needed.
        weeks: after how many it is first held.
    """

    key: str
    name: Text
    cadence: Cadence
    minutes: int
    agenda: Mapping[Lang, tuple[str, ...]]
    host: Text
    stop_if: Text
    weekday: int | None = None
    at: time | None = None
    weeks: int = field(default=1)

    def first(self, today: date) -> date | None:
        """Return the day it would first be held, so many weeks after a day; None when needed."""
        if self.weekday is None:
            return None
        begin = today + self.weeks * WEEK
        return begin + timedelta(days=(self.weekday - begin.weekday()) % 7)

    def proposed(self, today: date, words: Words) -> Ritual:
        """Return it as a proposal: the catalogue's words, the usual time, nobody in charge yet."""
        return Ritual(
            key=self.key,
            name="",
            cadence=self.cadence,
            minutes=self.minutes,
            agenda=(),
            host=self.host[words.lang],
            stand_in="",
            first=self.first(today),
            at=self.at,
            stop_if="",
        )


@cache
def catalogue() -> dict[str, Offer]:
    """Return the rituals on offer by their keys, in the order they are offered."""
    offers = [_read(file) for file in sorted(FOLDER.glob("*.toml"))]
    return {offer.key: offer for offer in offers}


def _read(file: Path) -> Offer:
    content = tomllib.loads(file.read_text("utf-8"))
    spoken = {lang: content[lang] for lang in LANGS}
    return Offer(
        key=file.stem.partition("_")[2],
        name={lang: spoken[lang]["name"] for lang in LANGS},
        cadence=Cadence(content["cadence"]),
        minutes=content["minutes"],
        agenda={lang: tuple(spoken[lang]["agenda"]) for lang in LANGS},
        host={lang: spoken[lang]["host"] for lang in LANGS},
        stop_if={lang: spoken[lang]["stop_if"] for lang in LANGS},
        weekday=content.get("weekday"),
        at=content.get("at"),
        weeks=content.get("weeks", 1),
    )


def ritual_name(ritual: Ritual, words: Words) -> str:
    """Return what a ritual is called; one of the group's own is the same in every language."""
    known = catalogue().get(ritual.key)
    return ritual.name or (known.name[words.lang] if known else "")


def ritual_agenda(ritual: Ritual, words: Words) -> tuple[str, ...]:
    """Return what it is about, line by line."""
    known = catalogue().get(ritual.key)
    return ritual.agenda or (known.agenda[words.lang] if known else ())


def ritual_stop(ritual: Ritual, words: Words) -> str:
    """Return when to let it be."""
    known = catalogue().get(ritual.key)
    return ritual.stop_if or (known.stop_if[words.lang] if known else "")


def ritual_first(ritual: Ritual, words: Words) -> str:
    """Return its first day and when it begins then; empty where it is held when needed."""
    if ritual.first is None:
        return ""
    day = words.date(ritual.first)
    if ritual.at is None:
        return day
    return words("{day}, {time}", day=day, time=ritual.at.strftime("%H:%M"))
