"""Act 5: the next joint campaign on one page, and whether there is time for what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.frame.sentences import sentence_desk
from workshop.room.state.moments import TAKE
from workshop.story.act5.campaign import (
    AUDIENCE,
    HINTS,
    HOURS,
    KEY,
    MOST_HOURS,
    MOST_MINUTES,
    PARTS,
    CampaignTable,
    questions,
)
from workshop.story.decisions.small_text import (
    campaign_line,
    capacity_footing,
    capacity_sum,
    capacity_text,
    capacity_verdict,
)
from workshop.story.solo.asides import ASIDES
from workshop.widgets.elements import Html, block, classed, columns, paragraph, table
from workshop.widgets.fields import labelled, text_field
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.room.state.question import Question
    from workshop.story.decisions.small import NextCampaign
    from workshop.story.solo.persona import Persona
    from workshop.words import Text, Words


class Campaign(Guessing):
    """For whom, one sentence, who calls when, and who tells whom."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Your next joint campaign: for whom, and how much time is there for it?"),
        Beat.REVEAL: N_("Is there time for what your rule brings already?"),
        Beat.DECIDE: N_("One page: for whom, what it says, who calls when, who tells whom."),
        Beat.RECORDED: N_("That’s your next campaign. Both of yours."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.DECIDE:
            choice = self.table.audience.choice()
            return [choice] if choice else []
        return super().asks(beat)

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self.table.capacity]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        said = ASIDES[persona.side]
        return {AUDIENCE: {"text": self.words(said.audience)}, HOURS: {"value": said.hours}}

    def proposal_text(self) -> Text:
        planned = self.table.decision([])
        told = [campaign_line(planned), planned.calls, planned.marketing_tells, planned.sales_tells]
        return as_typed("\n".join(told))

    def reveal(self) -> list[Moment]:
        verdict, sum_, footing = self._reckoned()
        head = block(Html("<h2>{}</h2>").format(verdict), "ot-finding")
        below = (paragraph(sum_, "ot-question"), paragraph(footing, "ot-muted"))
        return [moment(N_("Is there time?"), head, *below, style="ot-center"), *self.guesses()]

    def decide(self) -> list[Moment]:
        if self.room.state.is_live:
            self.offer(TAKE, self._take_chosen)
        whom = sentence_desk(self, self.table.audience, [self.words("For whom is it?")])
        consent = consent_panel(self, self._record)
        return [
            moment(N_("For whom?"), whom, style="ot-work"),
            moment(N_("The page"), columns(self._page(), self._time()), style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.campaign
        if decided is None:
            return on_record(self, None, N_("Your next campaign"))
        sentence = Html("<p class='ot-eyebrow'>{}</p><p class='ot-sentence'>{}</p>").format(
            decided.audience, decided.line
        )
        page = moment(N_("The page"), block(page_html(decided, self.words)))
        agreed = block(sentence, "ot-agreed")
        return [*on_record(self, decided, N_("Your next campaign"), agreed), page]

    @property
    def table(self) -> CampaignTable:
        """The page as it stands."""
        return CampaignTable(self.stage)

    def _reckoned(self) -> tuple[str, str, str]:
        """Return whether there is time, the sum it follows from, and what that stands on.

        Where nobody can say: why, and what to do about it.
        """
        words = self.words
        try:
            found = self.table.capacity()
        except WorkshopError as error:
            fact, why, hint = error.parts(words)
            return fact, why, hint
        parts = (capacity_verdict, capacity_sum, capacity_footing)
        verdict, sum_, footing = (part(found, words) for part in parts)
        return verdict, sum_, footing

    def _told(self) -> Html:
        """Return the same beside the fields it is reckoned from."""
        return Html("<h2>{}</h2><p>{}</p><p><small>{}</small></p>").format(*self._reckoned())

    def _page(self) -> w.Widget:
        return classed(w.VBox([self._field(part) for part in PARTS]), "ot-panel")

    def _field(self, part: str) -> w.Widget:
        save = self.guarded(lambda text: self.table.write(part, text))
        label, hint = self.words(PARTS[part]), self.words(HINTS[part])
        return text_field(label, self.table.written(part), save, area=True, hint=hint)

    def _time(self) -> w.Widget:
        """Return the hours and minutes, and what follows from them, always up to date."""
        words, desk = self.words, self.table
        told = block(self._told(), "ot-reckoned")
        hours = w.BoundedFloatText(value=desk.hours() or 0, min=0, max=MOST_HOURS, step=1)
        minutes = w.BoundedIntText(value=desk.minutes(), min=1, max=MOST_MINUTES)

        def spend(change: dict[str, float]) -> None:
            self.table.spend(change["new"])
            told.value = self._told()

        def take(change: dict[str, int]) -> None:
            self.table.take(change["new"])
            told.value = self._told()

        hours.observe(self.guarded(spend), "value")
        minutes.observe(self.guarded(take), "value")
        fields = [
            labelled(hours, words("Hours a week for new contacts")),
            labelled(minutes, words("Minutes for one case")),
        ]
        return classed(w.VBox([*fields, told]), "ot-panel")

    def _take_chosen(self) -> None:
        self.table.audience.take_chosen()
        self.redraw()

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))


def page_html(planned: NextCampaign, words: Words) -> Html:
    """Return a recorded campaign as a table: what was agreed, line by line."""
    told = [
        [words("Who calls, and when:"), planned.calls],
        [words("Marketing tells sales:"), planned.marketing_tells],
        [words("Sales tells marketing:"), planned.sales_tells],
    ]
    if planned.capacity:
        told.append([words("The time for it:"), capacity_text(planned.capacity, words)])
    return table([words("For whom:"), planned.audience], told)
