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
    Topic.DECIMAL: N_("“{example}” in the column “{column}”: what does the point or comma mean?"),
    Topic.ORDER: N_("“{example}” in the column “{column}”: which comes first?"),
    Topic.COLUMN: N_("“{field}”: is that the column “{column}”?"),
    Topic.VALUE: N_("“{example}” in the column “{column}”: what does it mean?"),
    Topic.PERSON: N_("“{example}” in the column “{column}”: is there a person’s name in it?"),
    Topic.RIVALS: N_(
        "How did the deal end? “{column}” (“{example}”) and “{other}” contradict each "
        "other: which counts?"
    ),
    Topic.NO: N_("“{column}” doesn’t say yes: is a deal like that lost or still open?"),
    Topic.GIVEN_UP: N_("“{column}” says that a deal is no longer active: is it lost?"),
    Topic.FILLED: N_("“{column}” is filled in for some rows: what does that say about the deal?"),
    Topic.ALL_ROWS: N_(
        "No column in {column} says how the deals ended: is it the same for all of them?"
    ),
    Topic.SIDE: N_("“{example}” in the column “{column}”: whose source is it?"),
    Topic.AS_OF: N_(
        "Row {row} says {example} in “{column}”, long after everything else in this "
        "data. What’s the last day it covers?"
    ),
    Topic.FACTOR: N_("“{column}” mentions thousands or millions: what do its numbers mean?"),
    Topic.DAYS: N_("“{example}” in the column “{column}”: is it a date the way Excel counts days?"),
    Topic.CURRENCY: N_("“{column}”: what currency are these amounts in?"),
    Topic.CONSTANT: N_(
        "“{column}” has no column for “{field}”: does one answer apply to every row?"
    ),
    Topic.WIDE: N_("“{column}”: is every number in these columns a cost?"),
    Topic.SHEET: N_("“{column}”: what’s in it?"),
    Topic.WHICH: N_("“{column}”: which column is “{field}”?"),
    Topic.CUSTOMER: N_("“{example}” in the column “{column}”: is that a customer?"),
    Topic.PARTS: N_("{table}: are “{example}” and “{column}” one table in two files?"),
    Topic.HANDED: N_(
        "Is the date in “{column}” the day marketing hands over to sales, and the first "
        "date since then in “{other}” the day sales accepts?"
    ),
    Topic.LEADS: N_(
        "No column says when a lead was handed over to sales. Is it the date in "
        "“{column}”, and is “{other}” the day sales accepts?"
    ),
    Topic.ANSWERED: N_(
        "Did sales accept? “{column}” (“{example}”) says no, a date in “{other}” says "
        "yes: which counts?"
    ),
    Topic.TOUCH: N_(
        "“{example}” in the column “{column}”: whose touchpoint is that, and is it "
        "personal or automatic?"
    ),
    Topic.TOUCHES: N_(
        "“{column}”: whose touchpoints are these, and are they personal or automatic?"
    ),
    Topic.HAPPENED: N_(
        "“{example}” in the column “{column}”: did an activity like that take place?"
    ),
}
WHICH = {
    "status": N_("“{column}”: how can you tell how a deal ended?"),
    LOST_ON: N_("“{column}”: which column is filled in when a deal is lost?"),
    CUSTOMER: N_("“{column}”: how can you tell who became a customer?"),
}
"""Other words for which column it is, where the field is none, or its name would not do."""
TELLING = {
    WON_ON: N_("Deal won"),
    LOST_ON: N_("Deal lost"),
    CUSTOMER: N_("Became a customer"),
}
"""What people call what is no field of its own."""
KEY = N_("“{column}”: which column has each row’s number (its ID)?")
LINK = N_("“{column}”: which column says whose row it is, meaning the ID of “{field}”?")
"""The same where the field is an id, of the row itself or of another table's."""
SHARED = N_("The IDs in “{example}” ({column}) also appear in “{other}”.")
"""What speaks for the table that is proposed for a sheet."""
A_DATE = {
    "status": N_("A date in “{column}” means won: {cells}"),
    CUSTOMER: N_("A date in “{column}” means yes: {cells}"),
}
"""What it means that a column of dates is chosen where no date is asked for."""
ANSWERS: dict[tuple[Topic, str], str] = {
    (Topic.DECIMAL, ","): N_("The comma marks decimals: 1.234,56"),
    (Topic.DECIMAL, "."): N_("The point marks decimals: 1,234.56"),
    (Topic.ORDER, "day_first"): N_("The day: 03/04 is 3 April"),
    (Topic.ORDER, "month_first"): N_("The month: 03/04 is 4 March"),
    (Topic.COLUMN, NO_COLUMN): N_("No column. Leave it out."),
    (Topic.VALUE, NO_ANSWER): N_("No answer yet"),
    (Topic.PERSON, PERSON): N_("Yes. Keep the text around the name, but not the name."),
    (Topic.PERSON, NO_PERSON): N_("No. Keep it as it is."),
    (Topic.FACTOR, "1"): N_("They’re written in full"),
    (Topic.DAYS, YES): N_("Yes, a date"),
    (Topic.DAYS, LEAVE_OUT): N_("No. Leave the column out."),
    (Topic.CONSTANT, NO_COLUMN): N_("No, or nobody knows"),
    (Topic.WIDE, YES): N_("Yes, they’re all costs"),
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
    (Topic.ALL_ROWS, "won"): N_("They’re all won"),
    (Topic.ALL_ROWS, "lost"): N_("They’re all lost"),
    (Topic.ALL_ROWS, "open"): N_("They’re all open"),
    (Topic.ALL_ROWS, NOTHING): N_("No. Read them without a status."),
    (Topic.SIDE, "marketing"): N_("Marketing’s"),
    (Topic.SIDE, "sales"): N_("Sales’"),
    (Topic.SIDE, "nobody"): N_("Nobody’s, or both sides’"),
    (Topic.SHEET, "contacts"): N_("Contacts: one row per prospect, lead or customer"),
    (Topic.SHEET, "deals"): N_("Deals: one row per quote, order or contract"),
    (Topic.SHEET, "touchpoints"): N_("Touchpoints: one row per call, email or visit"),
    (Topic.SHEET, "handoffs"): N_("Hand-overs: one row per lead given to sales"),
    (Topic.SHEET, "accounts"): N_("Accounts: one row per company"),
    (Topic.SHEET, "campaigns"): N_("Campaigns: one row per campaign"),
    (Topic.SHEET, "costs"): N_("Costs: one row per cost"),
    (Topic.SHEET, NOT_USED): N_("Something else. Leave it out."),
    (Topic.WHICH, NO_COLUMN): N_("None of these"),
    (Topic.CUSTOMER, YES): N_("Yes"),
    (Topic.CUSTOMER, NO_CUSTOMER): N_("No, or not yet"),
    (Topic.PARTS, TOGETHER): N_("Yes, one table; if a key is in both, the first one’s row counts"),
    (Topic.PARTS, LATER): N_("Yes, one table; if a key is in both, the second one’s row counts"),
    (Topic.PARTS, APART): N_("No, leave the second one out"),
    (Topic.HANDED, YES): N_("Yes"),
    (Topic.HANDED, LEAVE_OUT): N_("No. Don’t read any hand-overs."),
    (Topic.LEADS, YES): N_("Yes"),
    (Topic.LEADS, LEAVE_OUT): N_("No. Don’t read any hand-overs."),
    (Topic.ANSWERED, DATES): N_("“{other}” counts"),
    (Topic.ANSWERED, STATUS): N_("“{column}” counts"),
    (Topic.HAPPENED, YES): N_("Yes"),
    (Topic.HAPPENED, LEAVE_OUT): N_("No. Leave it out."),
    **{(Topic.TOUCH, str(touch)): label for touch, label in LABELS.items()},
    **{(Topic.TOUCHES, str(touch)): label for touch, label in LABELS.items()},
}
