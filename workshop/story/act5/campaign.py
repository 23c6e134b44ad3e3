"""The next joint campaign: for whom, one sentence, who calls when, and whether there is time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.state.question import SHORT, Number, ShortText
from workshop.room.state.text import plain_text
from workshop.story.decisions.decisions import CAMPAIGN, Decisions
from workshop.story.decisions.small import Capacity, NextCampaign
from workshop.story.frame.sentences import SentenceTable
from workshop.story.guess import guesses_of
from workshop.terms.outcome.consequence import FEWEST_WEEKS, MINUTES, WORK, consequences
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.question import Question
    from workshop.story.context import Stage
    from workshop.story.decisions.types import AgreedTerm

KEY = CAMPAIGN
AUDIENCE, HOURS, PAGE = f"{KEY}.audience", f"{KEY}.hours", f"{KEY}.page"
MOST_HOURS, MOST_MINUTES = 400, 480
FOR_WHOM = ShortText(
    key=AUDIENCE,
    prompt=both(N_("For whom should your next joint campaign be?")),
    hint=both(N_("So precise that you could write down ten names.")),
    by_side=True,
)
TIME = Number(
    key=HOURS,
    prompt=both(N_("How much time does sales really have for new contacts?")),
    high=MOST_HOURS,
    unit=both(N_("hours a week")),
    by_side=True,
)
PARTS: dict[str, str] = {
    "line": N_("One sentence: what does it say?"),
    "calls": N_("Who calls, and when?"),
    "marketing_tells": N_("When does marketing tell sales what’s coming?"),
    "sales_tells": N_("When does sales tell marketing what came of it?"),
}
"""What is written on the page beside for whom it is."""
HINTS: dict[str, str] = {
    "line": N_("The line you agreed on, if you have one."),
    "calls": N_("Inside sales, the day after they’ve signed up"),
    "marketing_tells": N_("Two weeks before: who gets it, when, and what it says"),
    "sales_tells": N_("Every Friday: called, reached, and what came of it"),
}


def questions() -> list[Question]:
    """Return what everybody is asked."""
    return [FOR_WHOM, TIME]


class AudienceTable(SentenceTable):
    """For whom people would make the campaign, and for whom it is."""

    key = KEY
    asked = FOR_WHOM
    choosing = both(N_("For whom is your next joint campaign?"))


class CampaignTable:
    """The page of the next joint campaign, as it stands.

    Args:
        stage: gives the room that keeps it, the agreed rules, and the data.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room
        self.audience = AudienceTable(stage.room)

    def written(self, part: str) -> str:
        """Return one of `PARTS` as it stands; the sentence begins as the line of act 2."""
        kept = self._room.state.draft(PAGE).get(part)
        line = Decisions.of(self._room.state).line
        usual = line.text if line and part == "line" else ""
        return usual if kept is None else str(kept)

    def write(self, part: str, text: str) -> None:
        """Keep one of `PARTS` as it was typed."""
        self._keep(part, text)

    def hours(self) -> float | None:
        """Return how many hours a week there are: typed, or guessed; sales’ own guess counts."""
        kept = self._room.state.draft(PAGE).get("hours")
        if isinstance(kept, int | float):
            return float(kept)
        guesses = {guess.side: guess.value for guess in guesses_of(self._room.state, TIME)}
        return guesses.get("sales", next(iter(guesses.values()), None))

    def minutes(self) -> int:
        """Return how many minutes one case takes."""
        kept = self._room.state.draft(PAGE).get("minutes")
        return kept if isinstance(kept, int) and kept > 0 else MINUTES

    def spend(self, hours: float) -> None:
        """Keep how many hours a week there are."""
        self._keep("hours", hours)

    def take(self, minutes: int) -> None:
        """Keep how many minutes one case takes."""
        self._keep("minutes", minutes)

    def capacity(self) -> Capacity:
        """Return whether there is time for the cases that the agreed rule brings.

        Raises:
            WorkshopError: if there is no such rule, too little data, or nobody said how many hours.
        """
        term, hours = self._term(), self.hours()
        if term is None:
            raise WorkshopError(
                N_("No number: no rule for contacts or deals has been agreed yet."),
                hint=N_("Decide on a term first; its rule says how many cases come in a week."),
            )
        found = self._stage.once_agreed(
            (KEY, term.term), lambda: consequences(self._stage.crm, {"rule": term.rule})["rule"]
        )
        if found.per_week is None:
            raise WorkshopError(
                N_("No number: the data covers too few full weeks."),
                found=N_("{weeks} of at least {least}"),
                weeks=found.weeks,
                least=FEWEST_WEEKS,
            )
        if hours is None:
            raise WorkshopError(
                N_("No number: nobody has said how many hours there are."),
                hint=N_("Enter them on the projector."),
            )
        return Capacity(
            term=term.term,
            label=term.label,
            per_week=found.per_week,
            weeks=found.weeks,
            minutes=self.minutes(),
            hours=hours,
            as_of=self._stage.crm.as_of,
        )

    def decision(self, objections: Iterable[str]) -> NextCampaign:
        """Return what is decided; without a capacity where none can be computed.

        Raises:
            WorkshopError: if something is missing on the page, or too long.
        """
        audience = self.audience.texts()
        if not audience:
            raise self._missing(FOR_WHOM.prompt[self._stage.words.lang])
        try:
            capacity = self.capacity()
        except WorkshopError:  # it is said above the page, and the campaign may be all the same
            capacity = None
        return NextCampaign(
            audience=audience[0],
            line=self._text("line"),
            calls=self._text("calls"),
            marketing_tells=self._text("marketing_tells"),
            sales_tells=self._text("sales_tells"),
            capacity=capacity,
            objections=tuple(objections),
        )

    def _term(self) -> AgreedTerm | None:
        """Return the term whose cases people work through: Lead, if they agreed on it."""
        terms = [one for one in Decisions.of(self._room.state).terms if one.rule.entity in WORK]
        return next((one for one in terms if one.term == "lead"), terms[0] if terms else None)

    def _text(self, part: str) -> str:
        text = self.written(part).strip()
        if not text:
            raise self._missing(self._stage.words(PARTS[part]))
        return plain_text(text, SHORT)

    def _missing(self, what: str) -> WorkshopError:
        return WorkshopError(
            N_("Something is still missing on the page."),
            found="{what}",
            hint=N_("A few syllables are enough."),
            what=what,
        )

    def _keep(self, part: str, value: str | float) -> None:
        self._room.keep(PAGE, self._room.state.draft(PAGE) | {part: value})
