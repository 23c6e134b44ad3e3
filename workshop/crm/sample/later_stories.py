"""What became of the sample company five weeks later, told to whoever leads the reunion."""

from __future__ import annotations

from workshop.crm.sample.stories import Story
from workshop.words import N_

COMMAND = "workshop check --charter SESSION --data FOLDER"
LATER_STORIES = (
    Story(
        "kept_better",
        N_("A promise that’s kept"),
        N_(
            "“One of us gets in touch personally within 8 business hours of the hand-over”: kept "
            "in 15% of cases before, in 87% since."
        ),
        N_("The check, under promises."),
        N_(
            "Planted: since 1 October, seven in ten new hand-overs get a call within hours. The "
            "rest is as it was a year before."
        ),
        N_("What helped, and what did you drop for it?"),
        COMMAND,
    ),
    Story(
        "kept_worse",
        N_("Facts that nobody asks for any more"),
        N_("“At least 3 of five facts” about each lead: 71% before, 23% since."),
        N_("The check, under promises."),
        N_(
            "Planted: of what’s handed over since October, six in ten lack need, budget, say in "
            "the decision and role. In your own data, fields also fill up later: the youngest "
            "cases always know least."
        ),
        N_("Was the promise too big, or did nobody have the time?"),
        COMMAND,
    ),
    Story(
        "rule_drifts",
        N_("The rule stands, and practice has left"),
        N_(
            "With “Can buy” as your rule for Lead: 24% of what’s handed over fitted before, 6% "
            "since."
        ),
        N_("The check, under terms."),
        N_("The same cause as above: whoever isn’t asked has no need and no budget in the data."),
        N_("Do you change the rule, or what you do?"),
        COMMAND,
    ),
    Story(
        "spring_cleaning",
        N_("A pipeline gets younger overnight"),
        N_("Stale pipeline: 65% before, 36% since. The win rate falls at the same time."),
        N_("The check, if you chose “Stale pipeline” as a KPI; its cross-check is next to it."),
        N_(
            "Planted: from 27 to 30 October, most of the deals that had been open for long were "
            "closed as lost. Nothing was sold by it. The number is right, and so is the "
            "cross-check that exposes it."
        ),
        N_("Is a clean pipeline worth a bad month for the win rate? Who decides that?"),
        COMMAND,
    ),
    Story(
        "honest_again",
        N_("A number falls, and that’s good"),
        N_("Acceptance rate: 94% before, 34% since."),
        N_("The check, if you chose “Acceptance rate” as a KPI."),
        N_(
            "Planted: the target of 90% is gone, and sales says no again. In autumn 2025 it was "
            "much the same. “Moved for the worse” only tells you the direction."
        ),
        N_("Which of your numbers would you rather see fall?"),
        COMMAND,
    ),
    Story(
        "only_looks_moved",
        N_("It looks like less, and nobody can tell"),
        N_("“Some activity of their own within the last 14 days”: 88% before, 81% since."),
        N_("The check, under promises: can’t tell."),
        N_(
            "Nothing is planted here. With about a hundred cases on each side, and several "
            "numbers judged at once, chance alone makes that much of a difference."
        ),
        N_("How large would a difference have to be for you to act on it?"),
        COMMAND,
    ),
)
"""In the order in which a reunion looks at them; the figures are those of the shipped seed."""
