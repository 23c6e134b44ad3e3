"""The hand-over, and from it promises in both directions, tried on the last quarter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.charts.handover import handover_charts
from workshop.journey.path.caveats import said
from workshop.journey.promises.handover import handover
from workshop.journey.promises.promise import PROMISES
from workshop.kpis.core.scope import Scope
from workshop.notebook.act2.try_out import TryOut
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.frame.pictures import pictures
from workshop.room.state.moments import TAKE
from workshop.side import SIDES, other_side, side_name
from workshop.story.act2.promises import (
    KEY,
    MOST_WANTED,
    NEED,
    WANTED,
    PromiseTable,
    kept_at,
    questions,
    tried,
    tried_text,
)
from workshop.story.decisions.text import kept_text, promise_line, promise_text
from workshop.widgets.elements import (
    Html,
    block,
    classed,
    columns,
    paragraph,
    side_badge,
    table,
)
from workshop.widgets.fields import choice, text_field
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.journey.promises.handover import Handover
    from workshop.journey.promises.promise import Promise
    from workshop.notebook.frame.activity import Activity
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.decisions.types import Promised
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class Promises(Guessing):
    """What does each side promise the other?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Most balls get dropped at the hand-over. What do you need from the other side?"
        ),
        Beat.REVEAL: N_("This is what became of the hand-overs."),
        Beat.TALK: N_("Try your promises out on last quarter before you make them."),
        Beat.DECIDE: N_(
            "At least one promise in each direction. A small promise kept beats a big "
            "one on the wall."
        ),
        Beat.RECORDED: N_("Promised. Next quarter will show whether it holds."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def ahead(self) -> Iterable[Callable[[], object]]:
        trials = (partial(tried, self.stage, one) for one in PROMISES)
        return [*super().ahead(), self._handover, *trials]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        wanted = [one.key for one in PROMISES if one.from_side != persona.side][:MOST_WANTED]
        return {
            NEED: {"text": self.words(str(persona.journey["need"]))},
            WANTED: {"choices": wanted},
        }

    def proposal_text(self) -> Text:
        lines = self.table.lines()
        return {
            lang: "\n".join(promise_line(line, Words(lang)) for line in lines) for lang in LANGS
        }

    def reveal(self) -> list[Moment]:
        return [*self._handovers(), *self.guesses()]

    def talk(self) -> list[Moment]:
        asked = self.words(
            "What would have to change for this to hold? And what would you drop to make room?"
        )
        question = paragraph(asked, "ot-question")
        return [
            moment(N_("Try a promise out"), TryOut(self).widget, style="ot-work"),
            moment(N_("The question"), question, self.timer(), style="ot-center"),
            *to_read(self._handovers()),
        ]

    def _handovers(self) -> list[Moment]:
        words, found = self.words, self._handover()
        notes = " ".join(said(found.caveats, words))
        if found.whole is None:
            return [moment(N_("The hand-overs"), paragraph(notes))]
        return pictures(N_("The hand-overs"), handover_charts(found, words), words, notes=notes)

    def decide(self) -> list[Moment]:
        if self.room.state.is_live:
            self.offer(TAKE, self._take_wanted)
        desk = PromiseDesk(self, self.table).draw()
        consent = consent_panel(self, self._record)
        return [
            moment(N_("Your promises"), desk, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def _take_wanted(self) -> None:
        self.table.take_wanted()
        self.redraw()

    def recorded(self) -> list[Moment]:
        decided = self.decisions.promises
        given = promises_html(decided.promises if decided else (), self.words)
        return on_record(self, decided, N_("Your promises"), block(given))

    @property
    def table(self) -> PromiseTable:
        """The promises as they stand."""
        return PromiseTable(self.stage)

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))

    def _handover(self) -> Handover:
        return self.stage.once(KEY, lambda: handover(Scope.of(self.stage.crm)))


class PromiseDesk:
    """The promises as they stand, a panel for each direction.

    Args:
        activity: shows errors.
        table: keeps the promises.
    """

    def __init__(self, activity: Activity, table: PromiseTable) -> None:
        self._activity, self._table, self._words = activity, table, activity.words

    def draw(self) -> w.Widget:
        """Return a panel a side, with what it may promise."""
        return columns(*(self._panel(side) for side in SIDES))

    def _panel(self, side: Side) -> w.Widget:
        other = other_side(side)
        title = self._words("to {side}", side=side_name(other, self._words))
        head = block(Html("<h3>{} {}</h3>").format(side_badge(side, self._words), title))
        offered = [self._offer(promise) for promise in PROMISES if promise.from_side == side]
        own = text_field(
            self._words("A promise of your own"),
            self._table.typed(side),
            self._activity.guarded(lambda text: self._table.keep_own(side, text)),
            area=True,
        )
        return classed(w.VBox([head, *offered, own]), "ot-panel", f"ot-panel-{side}")

    def _offer(self, promise: Promise) -> w.Widget:
        table, words = self._table, self._words
        box = w.Checkbox(value=table.is_given(promise.key), indent=False)
        small = block(Html(), "ot-muted")

        def show() -> None:
            limit = table.limit(promise)
            box.description = promise.text(words, limit)
            kept = kept_at(self._activity.stage, promise, limit)
            small.value = Html("<p>{}</p>").format(tried_text(kept, words))

        def turn(to: int) -> None:
            table.keep(promise.key, value=to)
            show()

        give = self._activity.guarded(lambda change: table.keep(promise.key, given=change["new"]))
        box.observe(give, "value")
        show()
        parts: list[w.Widget] = [box, small]
        if promise.parameter:
            options = [(promise.parameter.text(n, words), n) for n in promise.parameter.values]
            turned = self._activity.guarded(turn)
            limit = table.limit(promise)
            parts.insert(1, choice(words("Which value?"), options, limit, turned))
        return classed(w.VBox(parts), "ot-tick")


def promises_html(promises: Iterable[Promised], words: Words) -> Html:
    """Return recorded promises as a table: who gives it, what, how often it held last quarter."""
    head = [words("From"), words("Promise"), words("Last quarter")]
    body = [
        [
            side_badge(promised.side, words),
            promise_text(promised, words),
            kept_text(promised, words),
        ]
        for promised in promises
    ]
    return table(head, body)
