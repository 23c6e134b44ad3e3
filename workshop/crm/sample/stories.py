"""What there is to discover in the sample company, told to whoever leads the workshop.

Each story says how it was put in, because nobody should take an invented effect home as a
finding. The figures are those of the shipped company; another seed tells the same with others.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.words import N_


@dataclass(frozen=True)
class Story:
    """One story; all texts are messages.

    Attributes:
        key: its name in code and tests.
        title: what to call it.
        look_for: what the data show.
        where: on which screen.
        truth: how it came into the data, and how sure the figures are.
        question: to ask the group.
        command: shows it at a terminal; nothing where the screen says it all.
    """

    key: str
    title: str
    look_for: str
    where: str
    truth: str
    question: str
    command: str = ""


STORIES = (
    Story(
        "two_leads",
        N_("Two kinds of lead, and both have a point"),
        N_(
            "Marketing counts more than three times as many leads as sales. Of the leads "
            "sales counts, 16% become customers within 180 days; of those marketing "
            "counts, 6%. But of everyone who ever became a customer, one in three was a "
            "lead for marketing only, and one in five for sales only."
        ),
        N_(
            "Act 1, reveal: “Can buy” as sales’ rule, “Showed interest” as marketing’s; "
            "after the discussion “What became of them?”"
        ),
        N_(
            "Planted on both sides. People who’ve told someone about a need really do "
            "buy more often; but only those who were asked have told anyone, and others "
            "want to buy as well. The two rates are far apart; their intervals don’t "
            "overlap."
        ),
        N_("Who would you lose if only the other side’s rule applied?"),
    ),
    Story(
        "quick_answers",
        N_("Quick answers win, but speed is only half the reason"),
        N_(
            "Of those answered within 8 business hours, 23% become customers; of those "
            "answered later, 9%. Compare people with the same need and source, and about "
            "half of the difference is left."
        ),
        N_(
            "A look around: “Lead to won” by the first personal answer. For the same mix "
            "of need and source, you’ll need the command line."
        ),
        N_(
            "One half is planted as a cause: here, every wait costs chances. The other "
            "half is selection: sales calls the promising ones first. With 4,000 "
            "contacts, the half that’s left isn’t certain for every pair of groups. "
            "Nobody has planted a cause in your own data, so don’t read one into it."
        ),
        N_("Who do we call first, and who would an earlier call help most?"),
        "workshop kpis --by answered_within --mix need_known --mix source",
    ),
    Story(
        "fairs_and_webinars",
        N_("The packed webinar and the little stand"),
        N_(
            "Webinars bring in nearly half of all contacts, but only one in a hundred "
            "becomes a customer. Trade fairs bring in few, but one in ten does."
        ),
        N_("A look around: “Lead to won” by source."),
        N_(
            "Planted, source by source: people who walk up to a stand are keener to "
            "begin with. The data doesn’t say what twice the money for fairs would "
            "bring. It does say what both cost."
        ),
        N_("What’s a webinar for, if not for a win within 180 days?"),
        "workshop kpis --by source",
    ),
    Story(
        "silent_rejections",
        N_("No, because …"),
        N_("Half of all rejected hand-overs come without a reason."),
        N_("A look around: “Reasons for rejecting”."),
        N_(
            "Decided by the toss of a coin: there’s no pattern behind it. The reasons "
            "given may be true, or simply the first on the list."
        ),
        N_("What would marketing do differently tomorrow if it knew the reason?"),
        "workshop kpis --by reason",
    ),
    Story(
        "mix_reversal",
        N_("Everything gets better, and the total gets worse"),
        N_(
            "From the first to the second half of 2025, conversion falls from 5.9 to "
            "4.2%. Yet with the same mix of sources, it doesn’t fall at all."
        ),
        N_("A look around: “Lead to won” by half-year, then with the same mix of sources."),
        N_(
            "Planted: from July 2025 on, the odds are better for every source. But the "
            "share of webinars, which rarely lead to a win, grows from a quarter to "
            "three fifths. With the same mix, the fall of 1.6 percentage points becomes "
            "a rise of 1.8. Its interval runs from −0.4 to 4.1: likely, but not certain. "
            "For any single source, webinars included, the figures don’t prove a rise."
        ),
        N_("Who would have been praised or blamed if we’d only looked at the total?"),
        "workshop kpis --by half_year --mix source",
    ),
    Story(
        "young_cohorts",
        N_("The youngest always look worst"),
        N_(
            "Wins ÷ contacts, counted by quarter in a spreadsheet: the last quarter "
            "falls to 1%. The kit shows no rate there, because nobody in it has had 180 "
            "days yet."
        ),
        N_("A look around: “Lead to won” by quarter."),
        N_(
            "Nothing is planted here; the fall is down to age alone. On 30 September "
            "2025, the spreadsheet would have shown 0.4% for the quarter that was just "
            "ending; today the same quarter is at 4.8%. Nobody can know yet how good the "
            "youngest will be."
        ),
        N_("How old must a quarter be before we judge it?"),
        "workshop kpis --by quarter",
    ),
    Story(
        "gamed_target",
        N_("A target is met"),
        N_(
            "For six quarters, sales accepted about half of what was handed over; since "
            "April 2026, it’s 96%. Until then, sales accepted nobody it never called; "
            "since then, one hand-over in two has been accepted and never called."
        ),
        N_("A look around: “Acceptance rate” by quarter, and by the first personal answer."),
        N_(
            "Planted: since 1 April 2026, sales has had a target of 90% and accepts with "
            "a click. Of those accepted, sales used to contact 80% within three business "
            "days, now 30%; 73% used to become a deal within 60 days, now 39%. There are "
            "hardly fewer deals than before: the same work, plus a number that no longer "
            "says anything."
        ),
        N_("Which cross-check would have told us in May?"),
        "workshop kpis --kpi acceptance_rate --by quarter",
    ),
    Story(
        "mess",
        N_("What no chart shows by itself"),
        N_(
            "One product has two spellings, “managed” and “Managed Services”. Some deals "
            "end before they begin. Three people came in 1900, 1970 and 2062. “Bitte "
            "wählen” (“please choose”) poses as an industry, a role, a source and a "
            "reason. A few opened newsletters count twice, and five deals belong to an "
            "account that doesn’t exist."
        ),
        N_("Act 3, the notes below the cards; then a look around: the win rate by product."),
        N_(
            "Planted, and listed in one place in the program, so nobody has to wonder "
            "what was meant. The kit leaves out what can’t be true and says how much "
            "that is."
        ),
        N_("Who would have noticed that here, and whose desk would it have landed on?"),
        "workshop kpis --kpi win_rate --by product",
    ),
)
