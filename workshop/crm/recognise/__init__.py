"""Foreign exports recognised: which file is which table, which column is which field."""

from workshop.crm.recognise.recognition import recognise
from workshop.crm.recognise.result import Match, Preview, Recognised, Recognition, Why
from workshop.crm.recognise.values import value_meanings

__all__ = [
    "Match",
    "Preview",
    "Recognised",
    "Recognition",
    "Why",
    "recognise",
    "value_meanings",
]
