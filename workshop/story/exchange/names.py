"""What exported definitions are called, and the dialects of SQL they are written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from uuid import NAMESPACE_URL, uuid5

from workshop.story.decisions.decisions import SIGNED

if TYPE_CHECKING:
    from workshop.story.charter import CharterData

DIALECTS: dict[str, str] = {
    "postgres": "PostgreSQL",
    "bigquery": "BigQuery",
    "snowflake": "Snowflake",
    "databricks": "Databricks",
}
"""Dialects as Ibis names them, each with its own name."""
TOOL = "ONE_TABLE"
"""Who extends a format by what it cannot say."""
LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def slug(text: str) -> str:
    """Return a name of lower-case letters, digits and underscores; never empty."""
    plain = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    plain = normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "charter"


def title_of(charter: CharterData) -> str:
    """Return whose charter it is: the team's name, else the session's."""
    signed = charter.decisions.signed
    return (signed.team if signed else "") or charter.workshop


def version_of(charter: CharterData) -> int:
    """Return which version was signed; 0 before the first."""
    return charter.decisions.versions.get(SIGNED, 0)


def identifier_of(charter: CharterData) -> str:
    """Return an identifier that stays the same from version to version."""
    return str(uuid5(NAMESPACE_URL, f"one-table:{charter.workshop}"))
