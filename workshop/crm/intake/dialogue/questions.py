"""The words of each question to the person, and of the answers that have words of their own."""

from __future__ import annotations

from workshop.crm.handover import DATES, STATUS
from workshop.crm.intake.doubt import (
    APART,
    LATER,
    LEAVE_OUT,
    NO_ANSWER,
    NO_COLUMN,
    NO_CUSTOMER,
    NO_PERSON,
    NOTHING,
    PERSON,
    TOGETHER,
    YES,
    Topic,
)
from workshop.crm.intake.rows.outcome import OTHERS, STAGE
from workshop.crm.recognise.told import CUSTOMER, LOST_ON, NOT_USED, WON_ON
from workshop.crm.touch import LABELS
from workshop.words import N_

QUESTIONS = {
    Topic.DECIMAL: N_("“{example}” in the column “{column}”: what does the sign stand for?"),
    Topic.ORDER: N_("“{example}” in the column “{column}”: what stands first?"),
    Topic.COLUMN: N_("“{field}”: is it the column “{column}”?"),
    Topic.VALUE: N_("“{example}” in the column “{column}”: what does it mean?"),
    Topic.PERSON: N_("“{example}” in the column “{column}”: does that name a person?"),
    Topic.RIVALS: N_(
        "How did the deal end? “{column}” (“{example}”) and “{other}” contradict each other: which"
        " one counts?"
    ),
    Topic.NO: N_("“{column}” does not say yes: is such a deal lost, or still open?"),
    Topic.GIVEN_UP: N_("“{column}” says that a deal is no longer active: is it lost?"),
    Topic.FILLED: N_("“{column}” is filled in some rows: what does that say of the deal?"),
    Topic.ALL_ROWS: N_("No column of {column} says how the deals ended: is it the same for all?"),
    Topic.SIDE: N_("“{example}” in the column “{column}”: whose source is it?"),
    Topic.AS_OF: N_(
        "Row {row} says {example} in “{column}”, long after everything else in these data. Up to"
        " which day do they go?"
    ),
    Topic.FACTOR: N_("“{column}” speaks of multiples: what do its numbers mean?"),
    Topic.DAYS: N_("“{example}” in the column “{column}”: is it a day as Excel counts them?"),
    Topic.CURRENCY: N_("“{column}”: in which currency are these amounts?"),
    Topic.CONSTANT: N_(
        "“{column}” has no column for “{field}”: does one answer hold for every row?"
    ),
    Topic.WIDE: N_("“{column}”: is every number in these columns a cost?"),
    Topic.SHEET: N_("“{column}”: what is in it?"),
    Topic.WHICH: N_("“{column}”: which column is “{field}”?"),
    Topic.CUSTOMER: N_("“{example}” in the column “{column}”: is that a customer?"),
    Topic.PARTS: N_("{table}: are “{example}” and “{column}” one table in two files?"),
    Topic.HANDED: N_(
        "Is the day in “{column}” the one on which marketing hands somebody over to sales, and the"
        " first day since then in “{other}” the one on which sales accepts?"
    ),
    Topic.LEADS: N_(
        "No column says when a lead was handed over to sales. Is it the day in “{column}”, and"
        " “{other}” the one on which sales accepts?"
    ),
    Topic.ANSWERED: N_(
        "Did sales accept? “{column}” (“{example}”) says no, a day in “{other}” says yes: which one"
        " counts?"
    ),
    Topic.TOUCH: N_(
        "“{example}” in the column “{column}”: whose touchpoint is that, in person or automatic?"
    ),
    Topic.TOUCHES: N_("“{column}”: whose touchpoints are these, in person or automatic?"),
    Topic.HAPPENED: N_("“{example}” in the column “{column}”: has such an activity happened?"),
}
WHICH = {
    "status": N_("“{column}”: what says how a deal ended?"),
    LOST_ON: N_("“{column}”: which column is filled where a deal was lost?"),
    CUSTOMER: N_("“{column}”: what says who became a customer?"),
}
"""Other words for which column it is, where the field is none, or its name would not do."""
TELLING = {
    WON_ON: N_("Deal won"),
    LOST_ON: N_("Deal lost"),
    CUSTOMER: N_("Became a customer"),
}
"""What people call what is no field of its own."""
KEY = N_("“{column}”: which column has the number (the id) of each row?")
LINK = N_("“{column}”: which column says whose row it is, with the number of “{field}”?")
"""The same where the field is an id, of the row itself or of another table's."""
SHARED = N_("“{example}” in “{column}” holds keys of “{other}”.")
"""What speaks for the table that is proposed for a sheet."""
A_DATE = {
    "status": N_("A date in “{column}” means won: {cells}"),
    CUSTOMER: N_("A date in “{column}” means yes: {cells}"),
}
"""What it means that a column of dates is chosen where no date is asked for."""
ANSWERS: dict[tuple[Topic, str], str] = {
    (Topic.DECIMAL, ","): N_("The comma stands before decimals: 1.234,56"),
    (Topic.DECIMAL, "."): N_("The point stands before decimals: 1,234.56"),
    (Topic.ORDER, "day_first"): N_("The day: 03/04 is 3 April"),
    (Topic.ORDER, "month_first"): N_("The month: 03/04 is 4 March"),
    (Topic.COLUMN, NO_COLUMN): N_("No column. Leave it out."),
    (Topic.VALUE, NO_ANSWER): N_("No answer yet"),
    (Topic.PERSON, PERSON): N_("Yes. Keep the words around the name, not the name."),
    (Topic.PERSON, NO_PERSON): N_("No. Keep it as it is."),
    (Topic.FACTOR, "1"): N_("They are written in full"),
    (Topic.DAYS, YES): N_("Yes, a day"),
    (Topic.DAYS, LEAVE_OUT): N_("No. Leave the column out."),
    (Topic.CONSTANT, NO_COLUMN): N_("No, or nobody knows"),
    (Topic.WIDE, YES): N_("Yes, each is a cost"),
    (Topic.WIDE, LEAVE_OUT): N_("No. Leave them out."),
    (Topic.RIVALS, STAGE): N_("“{column}” counts"),
    (Topic.RIVALS, OTHERS): N_("“{other}” counts"),
    (Topic.NO, "lost"): N_("Lost"),
    (Topic.NO, "open"): N_("Still open"),
    (Topic.GIVEN_UP, "lost"): N_("Yes, lost"),
    (Topic.GIVEN_UP, NOTHING): N_("No, that says nothing about how it ended"),
    (Topic.FILLED, "won"): N_("Won, on this day"),
    (Topic.FILLED, "lost"): N_("Lost, on this day"),
    (Topic.FILLED, NOTHING): N_("Nothing about how it ended"),
    (Topic.ALL_ROWS, "won"): N_("All are won"),
    (Topic.ALL_ROWS, "lost"): N_("All are lost"),
    (Topic.ALL_ROWS, "open"): N_("All are open"),
    (Topic.ALL_ROWS, NOTHING): N_("No. Read them without a status."),
    (Topic.SIDE, "marketing"): N_("Marketing's"),
    (Topic.SIDE, "sales"): N_("Sales'"),
    (Topic.SIDE, "nobody"): N_("Nobody's, or both sides'"),
    (Topic.SHEET, "contacts"): N_("Contacts: one row for each lead or customer"),
    (Topic.SHEET, "deals"): N_("Deals: one row for each offer, order or contract"),
    (Topic.SHEET, "touchpoints"): N_("Touchpoints: one row for each call, mail or visit"),
    (Topic.SHEET, "handoffs"): N_("Hand-overs: one row for each lead given to sales"),
    (Topic.SHEET, "accounts"): N_("Accounts: one row for each company"),
    (Topic.SHEET, "campaigns"): N_("Campaigns: one row for each campaign"),
    (Topic.SHEET, "costs"): N_("Costs: one row for each cost"),
    (Topic.SHEET, NOT_USED): N_("Something else. Leave it out."),
    (Topic.WHICH, NO_COLUMN): N_("None of them"),
    (Topic.CUSTOMER, YES): N_("Yes"),
    (Topic.CUSTOMER, NO_CUSTOMER): N_("No, or not yet"),
    (Topic.PARTS, TOGETHER): N_(
        "Yes, one table; of a key that stands in both, the first one's row counts"
    ),
    (Topic.PARTS, LATER): N_(
        "Yes, one table; of a key that stands in both, the second one's row counts"
    ),
    (Topic.PARTS, APART): N_("No, leave the second one out"),
    (Topic.HANDED, YES): N_("Yes"),
    (Topic.HANDED, LEAVE_OUT): N_("No. Read no hand-overs."),
    (Topic.LEADS, YES): N_("Yes"),
    (Topic.LEADS, LEAVE_OUT): N_("No. Read no hand-overs."),
    (Topic.ANSWERED, DATES): N_("“{other}” counts"),
    (Topic.ANSWERED, STATUS): N_("“{column}” counts"),
    (Topic.HAPPENED, YES): N_("Yes"),
    (Topic.HAPPENED, LEAVE_OUT): N_("No. Leave it out."),
    **{(Topic.TOUCH, str(touch)): label for touch, label in LABELS.items()},
    **{(Topic.TOUCHES, str(touch)): label for touch, label in LABELS.items()},
}
