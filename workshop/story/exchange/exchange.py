"""Definitions leave the house: a charter in the formats of those who build the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.files import lay_down
from workshop.kpis.metricflow.export import metricflow_yaml
from workshop.policy import WINDOW_DAYS
from workshop.story.exchange.odcs import odcs_contract
from workshop.story.exchange.ossie import ossie_model
from workshop.story.exchange.skos import skos_glossary
from workshop.story.exchange.sql import sql_files
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workshop.crm.crm import Crm
    from workshop.story.charter import CharterData
    from workshop.words import Words


def exchange(
    charter: CharterData, crm: Crm, formats: Collection[str], folder: Path, words: Words
) -> list[Path]:
    """Write a charter in other people's formats and return the files.

    Args:
        charter: what was decided.
        crm: tables of the kit's names and columns, for the queries of KPIs.
        formats: ``ossie``, ``odcs``, ``skos``, ``metricflow`` or ``sql``.
        folder: where to write; it is made where there is none.
        words: the language of descriptions and comments; SKOS speaks both.

    Raises:
        WorkshopError: if nothing is decided that could be written.
        OSError: if the folder cannot be written to.
    """
    decisions = charter.decisions
    if not (decisions.terms or decisions.kpis or decisions.promises):
        raise WorkshopError(
            N_("There’s nothing in this charter that another system could use."),
            found=N_("no term, no promise, no KPI"),
            hint=N_("Agree on a term, a promise or a KPI first."),
        )
    files: dict[str, str] = {}
    for name in formats:
        files |= _files(name, charter, crm, words)
    # Half an emoji, cut off by a text field, must not keep the files from being written.
    return lay_down(
        folder, {place: text.encode("utf-8", "replace") for place, text in files.items()}
    )


def _files(name: str, charter: CharterData, crm: Crm, words: Words) -> dict[str, str]:
    """Return the files of one format: place to text."""
    match name:
        case "ossie":
            return {"ossie.yaml": ossie_model(charter, words)}
        case "odcs":
            return {"datacontract.yaml": odcs_contract(charter, words)}
        case "skos":
            return {"glossary.jsonld": skos_glossary(charter)}
        case "sql":
            return sql_files(charter, crm, words)
        case _:
            decisions = charter.decisions
            names = [one.name for one in (decisions.kpis.kpis if decisions.kpis else ())]
            text = metricflow_yaml(
                words, names=names, terms=decisions.rules, window_days=WINDOW_DAYS
            )
            return {"metricflow.yaml": text}
