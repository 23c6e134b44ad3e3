"""A station: one activity of an act, with everything that is known of it before anybody comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.agenda.beat import BEATS
from workshop.words import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.agenda.beat import Beat
    from workshop.agenda.cue import Cue
    from workshop.words import Text


@dataclass(frozen=True)
class Station:
    """One activity of an act.

    Attributes:
        key: the name the room files it under; ``terms.*`` stands for every word.
        label: what it is called, a message; empty for a word, which has its own name.
        beats: in order; all five unless something is not decided, or not talked about.
        cues: beat to what the facilitator needs in it; phones show what is said aloud, and only
            the presenter view the rest.
        hints: beat to what somebody alone may be told, one by one.
        word: what the group calls the word it is about.
    """

    key: str
    label: str
    beats: tuple[Beat, ...] = BEATS
    cues: Mapping[Beat, Cue] = field(default_factory=dict)
    hints: Mapping[Beat, tuple[str, ...]] = field(default_factory=dict)
    word: Text | None = None

    @property
    def title(self) -> Text:
        """What it is called, in every language."""
        return self.word or both(self.label)
