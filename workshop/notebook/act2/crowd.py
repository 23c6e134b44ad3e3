"""Everybody's way: where do most of them stand still, and who had the ball?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charts.crowd import NOT_THERE, crowd_charts
from workshop.crm.schema import called
from workshop.journey.crowd import crowd
from workshop.journey.events.stages import FATE_LABELS
from workshop.journey.path.ball import HOLDERS, NAMES
from workshop.journey.path.caveats import said
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.pictures import pictures, small_print
from workshop.story.act2.guesses import STUCK, crowd_question
from workshop.widgets.elements import Html, block, paragraph, table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.journey.crowd import Crowd, Stage
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona
    from workshop.words import Words

KEY = "journey.crowd"


class CrowdWay(Guessing):
    """Where do they stall?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("And everyone else? Where do most of them get stuck? Guess first."),
        Beat.REVEAL: N_("The whole funnel in one picture. Nobody has gone missing."),
        Beat.TALK: N_(
            "Pick the step where most get stuck. What would either side need "
            "from the other right there?"
        ),
    }

    def questions(self) -> list[Question]:
        return [crowd_question()]

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self.crowd]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {STUCK: {"choice": persona.journey["stuck"]}}

    def reveal(self) -> list[Moment]:
        return [*self._picture(), *self.guesses()]

    def talk(self) -> list[Moment]:
        found = self.crowd()
        place = stuck_at(found)
        asked = [self.words("Who would notice first, and who could do something about it?")]
        if place:
            asked.insert(
                0,
                self.words(
                    "{n} of {all} get no further than “{stage}”.",
                    n=self.words.number(sum(place.standing.values())),
                    all=self.words.number(found.n),
                    stage=self.words(place.label),
                ),
            )
        lines = Html("<p>{}</p>").each(asked)
        question = block(lines, "ot-question")
        return [
            moment(N_("The question"), question, self.timer(), style="ot-center"),
            *to_read(self._picture()),
        ]

    def crowd(self) -> Crowd:
        """Return where everybody stands; the agreed rule for Lead counts where there is one."""
        stage = self.stage
        return stage.once_agreed(KEY, lambda: crowd(stage.scope))

    def _picture(self) -> list[Moment]:
        words, found = self.words, self.crowd()
        notes = " ".join([*_lacks(found.stages, words), *said(found.caveats, words)])
        if not found.stages or not found.n:
            lack = notes or words("Not a single case to calculate it from.")
            return [moment(N_("The funnel"), paragraph(lack))]
        head = block(Html("<h2>{}</h2>").format(finding(found, words)), "ot-finding")
        ball = ball_text(found, words)
        held = [moment(N_("Who had the ball"), paragraph(ball, "ot-lead"))] if ball else []
        sheets = crowd_charts(found, words)
        return [
            *pictures(N_("The funnel"), sheets, words, head),
            *held,
            *small_print(notes),
            *to_read([moment(N_("As a table"), block(_table(found, words)))]),
        ]


def stuck_at(found: Crowd) -> Stage | None:
    """Return the stage after which most go no further; None where there is nobody.

    Where the data cannot show the next step, nobody knows who stands before it.
    """
    steps = pairwise(found.stages)
    stages = [one for one, then in steps if sum(one.standing.values()) and not then.missing]
    return max(stages, key=lambda one: sum(one.standing.values()), default=None)


def finding(found: Crowd, words: Words) -> str:
    """Return what the picture shows, in a sentence."""
    won = found.stages[-1]
    message = (
        N_("Of {all} leads by your rule, {won} become customers within {days} days.")
        if found.by_rule
        else N_("Of {all} contacts, {won} become customers within {days} days.")
    )
    (told,) = _lacks([won], words) or [
        words(
            message,
            all=words.number(found.n),
            won=words.number(won.came),
            days=words.number(found.window_days),
        )
    ]
    return told


def ball_text(found: Crowd, words: Words) -> str:
    """Return in a sentence who had the ball while people waited; empty where nobody knows."""
    shares = {side: found.ball_share(side) for side in HOLDERS[:3]}
    if None in shares.values():
        return ""
    said_shares = {
        side: words("{who} {share}", who=words(NAMES[side]), share=words.percent(share or 0, 0))
        for side, share in shares.items()
    }
    return words(
        "Who had the ball while they waited: {marketing}, {sales}, {customer}.", **said_shares
    )


def _lacks(stages: Iterable[Stage], words: Words) -> list[str]:
    """Return in a sentence which columns these stages lack; nothing where they lack none."""
    columns = dict.fromkeys(column for one in stages for column in one.missing)
    if not columns:
        return []
    return [words("Not shown: the data lacks {columns}.", columns=called(columns, words))]


def _table(found: Crowd, words: Words) -> Html:
    head = [
        words("Step"),
        words("got this far"),
        words("go no further"),
        words("days to the next step (median, P90)"),
    ]
    return table(head, [_row(one, words) for one in found.stages])


def _row(one: Stage, words: Words) -> list[str]:
    if one.missing:
        return [words(one.label), "–", words(NOT_THERE), "–"]
    stay = ", ".join(
        f"{words.number(n)} {words(FATE_LABELS[fate])}" for fate, n in one.standing.items() if n
    )
    days = "–"
    if one.days.median is not None and one.days.p90 is not None:
        days = words(
            "{median} / {p90} (n = {n})",
            median=words.number(one.days.median, 1),
            p90=words.number(one.days.p90, 1),
            n=words.number(one.days.n),
        )
    return [words(one.label), words.number(one.came), stay or "–", days]
