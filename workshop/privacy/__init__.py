"""One page for works council and data protection officer, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop import __version__

if TYPE_CHECKING:
    from workshop.words import Lang


def information_sheet(lang: Lang) -> str:
    """Return the information sheet as Markdown."""
    text = (Path(__file__).parent / f"{lang}.md").read_text(encoding="utf-8")
    return text.replace("{version}", __version__)
