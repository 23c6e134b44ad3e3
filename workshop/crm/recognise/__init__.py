"""Foreign exports recognised: which file is which table, which column is which field."""

from workshop.crm.recognise.customers import who_became_a_customer
from workshop.crm.recognise.handed import status_sense
from workshop.crm.recognise.recognition import recognise
from workshop.crm.recognise.result import Match, Preview, Recognised, Recognition, Unread, Why
from workshop.crm.recognise.sources import SourceSide, source_owner
from workshop.crm.recognise.touches import has_happened, touch_of
from workshop.crm.recognise.values import sense_of, value_meanings

__all__ = [
    "Match",
    "Preview",
    "Recognised",
    "Recognition",
    "SourceSide",
    "Unread",
    "Why",
    "has_happened",
    "recognise",
    "sense_of",
    "source_owner",
    "status_sense",
    "touch_of",
    "value_meanings",
    "who_became_a_customer",
]
