"""The charter as PDF: page 1 as a poster on A4 or A3, the annex behind it.

Typst sets it. It came in one wheel of 34 MB (81 MB unpacked), with its fonts, and needs nothing of
the system; a charter takes it a few hundredths of a second. WeasyPrint has 0.3 MB of its own, but
needs Pango and fonts of the system, which neither Windows nor macOS brings along, and cannot
measure a page while it sets it: that page 1 stays one page would have to be guessed. Typst
measures, and takes the largest type and the fullest poster that fit.

Its Libertinus Serif has what German and English are written with; what it lacks, such as a picture
character, comes from the computer's own fonts. Data goes in as JSON, never as markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workshop.charter.annex import annex
from workshop.charter.legible import breakable, legible
from workshop.charter.wording import posters
from workshop.colours import LIGHT
from workshop.packages import loading
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.charter.document import Charter

Paper = Literal["a4", "a3"]
TEMPLATE = Path(__file__).parent / "templates" / "charter.typ"
SIZES = (17.0, 15.5, 14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Points of type on A4 that are tried; on A3 they are larger by half."""
LOUD = (3.6, 3.2, 2.8, 2.4, 2.1, 1.8, 1.55)
"""How many times larger the customer's sentence may be set, the largest that fits first."""


@cache
def pdf(charter: Charter, paper: Paper = "a4") -> bytes:
    """Return the charter as PDF; the same bytes for the same charter.

    Args:
        charter: in one language.
        paper: A4 has the annex behind the poster, A3 is the poster alone.

    Raises:
        WorkshopError: if this computer blocks or lacks what typesets.
    """
    with loading():
        import typst  # noqa: PLC0415 - a computer may block it; the other files need none of it
    inputs = {"data": json.dumps(_data(charter, paper), ensure_ascii=False)}
    return bytes(typst.compile(TEMPLATE, sys_inputs=inputs, timestamp=0))


def _data(charter: Charter, paper: Paper) -> dict[str, Any]:
    words, readable = Words(charter.lang), breakable(legible(charter))
    title = words("Our shared charter")
    return {
        "paper": paper,
        "lang": charter.lang,
        "title": f"{title} · {readable.team}" if readable.team else title,
        "colours": LIGHT,
        "sizes": SIZES,
        "loud": LOUD,
        "posters": [asdict(poster) for poster in posters(readable)],
        "annex-title": words("Annex"),
        "annex": [asdict(section) for section in annex(readable)],
    }
