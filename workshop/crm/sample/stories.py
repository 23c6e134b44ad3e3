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
            "Marketing counts more than three times as many leads as sales. Of sales' leads 16%"
            " win within 180 days, of marketing's 6%. But of all who ever won, every third was a"
            " lead for marketing only, and every fifth for sales only."
        ),
        N_(
            "Act 1, reveal: “Can buy” as the rule of sales, “Showed interest” as that of"
            " marketing; then “What became of them?”"
        ),
        N_(
            "Put in on both sides. Who has told of a need does buy more often; but only those"
            " have told whom somebody asked, and the others want to buy as well. The two rates"
            " lie far apart, their intervals do not touch."
        ),
        N_("Whom would you lose if only the other side's rule held?"),
    ),
    Story(
        "quick_answers",
        N_("Who answers quickly wins, and half of that is choice"),
        N_(
            "Of those answered within 8 business hours 23% win, of those answered later 9%."
            " Compare people of the same need and source, and about half of the difference is"
            " left."
        ),
        N_(
            "A look around: “Lead to won” by the first personal answer. The same mix of need and"
            " source takes the command line."
        ),
        N_(
            "One half is put in as a cause: here every wait costs chances. The other half is"
            " choice: sales calls those first who look good. With 4,000 contacts the half that"
            " is left is not certain for every pair of groups. In your own data nobody has put"
            " in a cause, so do not read one out of them."
        ),
        N_("Whom do we call first, and whom would an earlier call help most?"),
        "workshop kpis --by answered_within --mix need_known --mix source",
    ),
    Story(
        "fairs_and_webinars",
        N_("The full webinar and the small stand"),
        N_(
            "Webinars bring nearly half of all contacts, and one in a hundred wins. A fair"
            " brings few, and one in ten wins."
        ),
        N_("A look around: “Lead to won” by source."),
        N_(
            "Put in by source: who walks up to a stand wants more to begin with. What twice the"
            " money for fairs would bring, the data do not say. What both cost, they do."
        ),
        N_("What is a webinar for, if not for a win within 180 days?"),
        "workshop kpis --by source",
    ),
    Story(
        "silent_rejections",
        N_("No, because"),
        N_("Half of all rejected hand-offs carry no reason."),
        N_("A look around: “Reasons for rejecting”."),
        N_(
            "Drawn like the toss of a coin: there is no pattern behind it. The reasons that are"
            " given may be true, or simply the first on the list."
        ),
        N_("What would marketing do differently tomorrow if it knew the reason?"),
        "workshop kpis --by reason",
    ),
    Story(
        "mix_reversal",
        N_("Everything gets better, and the total gets worse"),
        N_(
            "From the first to the second half of 2025 conversion falls from 5.9 to 4.2%. Yet"
            " with the same mix of sources it does not fall."
        ),
        N_("A look around: “Lead to won” by half-year, then with the same mix of sources."),
        N_(
            "Put in: from July 2025 on the odds are better at every source. But the share of the"
            " webinars, which seldom win, grows from a quarter to three fifths. With the same mix"
            " the fall of 1.6 points becomes a rise of 1.8. Its interval runs from −0.4 to 4.1:"
            " likely, not certain. Of a single source, webinars included, the figures prove no"
            " rise."
        ),
        N_("Who would have been praised or blamed if we had only looked at the total?"),
        "workshop kpis --by half_year --mix source",
    ),
    Story(
        "young_cohorts",
        N_("The youngest always look worst"),
        N_(
            "Wins by contacts, counted by quarter in a spreadsheet: the last quarter falls to"
            " 1%. The kit shows no rate there, because nobody in it has had 180 days yet."
        ),
        N_("A look around: “Lead to won” by quarter."),
        N_(
            "Nothing was put in; the fall is age. On 30 September 2025 the spreadsheet would have"
            " shown 0.4% for the quarter that had just ended; today the same quarter stands at"
            " 4.8%. How good the youngest will be, nobody can know yet."
        ),
        N_("From which age on do we judge a quarter?"),
        "workshop kpis --by quarter",
    ),
    Story(
        "gamed_target",
        N_("A target is met"),
        N_(
            "For six quarters sales accepts about half of what is handed over, since April 2026"
            " 96%. Until then nobody was accepted whom sales never called; since then that is"
            " every second hand-off."
        ),
        N_("A look around: “Acceptance rate” by quarter, and by the first personal answer."),
        N_(
            "Put in: since 1 April 2026 sales has a target of 90%, and accepts with a click. Of"
            " the accepted, sales got in touch with 80% within three business days, now with"
            " 30%; within 60 days 73% became a deal, now 39%. There are hardly fewer deals"
            " than before: the same work, and a number beside it that says nothing any more."
        ),
        N_("Which second number would have told us in May?"),
        "workshop kpis --kpi acceptance_rate --by quarter",
    ),
    Story(
        "mess",
        N_("What no chart shows by itself"),
        N_(
            "One product has two spellings, “managed” and “Managed Services”. Some deals end before"
            " they begin. Three people came in 1900, in 1970 and in 2062. “Bitte wählen” is said to"
            " be an industry, a role, a source and a reason. A few opened newsletters count twice,"
            " and five deals belong to an account that does not exist."
        ),
        N_("Act 3, the notes below the cards; then a look around: the win rate by product."),
        N_(
            "Put in, and listed in one place of the program, so that nobody has to wonder what"
            " was meant. The kit leaves out what cannot be, and says how many."
        ),
        N_("Who would have noticed that with us, and where would the news have ended up?"),
        "workshop kpis --kpi win_rate --by product",
    ),
)
