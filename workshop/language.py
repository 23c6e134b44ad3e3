"""Which language is spoken here: said on the command line, by a folder, or by the environment."""

from __future__ import annotations

import os
from pathlib import Path

from workshop.errors import WorkshopError
from workshop.words import LANGS, N_, Lang, Words

LANG_VARIABLE = "WORKSHOP_LANG"


def words_here() -> Words:
    """Return the language of the notebook's own folder, else of ``WORKSHOP_LANG``, else German."""
    folder = Path.cwd().name
    return Words(check_lang(folder if folder in LANGS else os.environ.get(LANG_VARIABLE, LANGS[0])))


def check_lang(lang: str) -> Lang:
    """Return `lang` if the kit speaks it, else raise `WorkshopError`."""
    for known in LANGS:
        if lang == known:
            return known
    raise WorkshopError(
        N_("The kit speaks German (de) and English (en)."), found="{lang}", lang=lang
    )
