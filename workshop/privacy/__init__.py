"""What works council and data protection officer read, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop import __version__
from workshop.policy import (
    FEWEST_ANSWERS,
    FEWEST_COLLEAGUES,
    HIGHEST_THRESHOLD,
    LOWEST_THRESHOLD,
)
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.words import Lang


def information_sheet(lang: Lang) -> str:
    """Return the information sheet as Markdown."""
    words = Words(lang)
    text = (Path(__file__).parent / f"{lang}.md").read_text(encoding="utf-8")
    facts = {
        "version": __version__,
        "fewest_answers": FEWEST_ANSWERS,
        "fewest_colleagues": FEWEST_COLLEAGUES,
        "lowest": LOWEST_THRESHOLD,
        "highest": HIGHEST_THRESHOLD,
        "notice": words("What happens to my answers?"),
    }
    return text.format_map(facts)
