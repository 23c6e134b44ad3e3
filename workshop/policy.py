"""The thresholds that people rely on, each with its reason; whoever changes one changes it here."""

from __future__ import annotations

# What protects persons.

FEWEST_ANSWERS = 5
"""Of a side, an item or a personal question: with fewer, colleagues guess whose answer it is."""
FEWEST_COLLEAGUES = 7
"""Behind a group in a company's own data where it is known who is in charge: figures about groups
of five to six people were found suited to watch each of them (BAG, 26 July 1994, 1 ABR 6/94)."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 5, 20
"""What a workshop may choose: below, nobody is covered; above, no team is ever seen."""

# What keeps numbers honest.

MIN_N = 30
"""Below this many cases no rate is shown: an interval that wide decides nothing."""
WINDOW_DAYS = 180
"""Days a lead has to succeed unless somebody says otherwise: most deals are decided by then, and
the leads of one half-year can be judged in the next."""
LONE_DAYS, LONE_TIMES = 92, 3
"""A silence longer than any quarter, and three times as long as every other one in the data, parts
a lone date from all others: of as many equal pauses, one so long is no pause any more."""
MOST_LONE, LEAST_COMPANY = 2, 20
"""So few dates may stand alone, beside at least so many others: three are a habit, and of fewer
others nobody can say which days are usual."""

LEAST_JOINED = 0.5
"""Share of the ids in a column that must be found in the table they name, or no number crosses
that link: below half, more rows lead nowhere than somewhere. Such a number would describe those
that got lost, and a wrong column or another form of the key is likelier than so many strangers;
an export of leads that begins a year after its deals still stands above."""

# What people promise, unless they say otherwise.

SLA_HOURS = 8
"""Business hours within which sales answers a new lead: a working day."""
SILENCE_DAYS = 5
"""Business days after which silence on a hand-off counts as a no: a week, in which even whoever
plans on Mondays has looked at it once."""
REVIEW_DAYS = 90
"""After which a shared term is looked at again: a quarter has its numbers then."""
