"""The hand-over, and from it promises in both directions, tried on the last quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.consent import consent_panel
from workshop.activities.customer_journey.promise_desk import PromiseDesk, in_words
from workshop.activities.customer_journey.try_out import TryOut
from workshop.activities.guessing import Guessing
from workshop.activities.rounds import objections_html
from workshop.agenda import Beat
from workshop.charts.handover import handover_chart
from workshop.errors import WorkshopError
from workshop.journey.handover import handover
from workshop.journey.notes import said
from workshop.journey.promise import PROMISES
from workshop.room.question import Multiple, Option, ShortText
from workshop.widgets.html import block, button, esc, figure, side_badge, table
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.solo.persona import Persona
    from workshop.room.question import Question
    from workshop.words import Text

KEY = "journey.promises"
NEED, WANTED = f"{KEY}.need", f"{KEY}.wanted"
MOST_WANTED = 3


class Promises(Guessing):
    """What does each side promise the other?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "The hand-over is where most balls drop. What do you need from the other side?"
        ),
        Beat.REVEAL: N_("This is what becomes of what is handed over."),
        Beat.TALK: N_("Try promises on the last quarter before you give them."),
        Beat.DECIDE: N_(
            "At least one promise in each direction. Better a small one that holds than a big one"
            " for the wall."
        ),
        Beat.RECORDED: N_("Promised. And next quarter the data will say whether it held."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        wanted = [one.key for one in PROMISES if one.from_side != persona.side][:MOST_WANTED]
        return {
            NEED: {"text": self.words(str(persona.journey["need"]))},
            WANTED: {"choices": wanted},
        }

    def proposal_text(self) -> Text:
        lines = self.desk.lines()
        return {lang: "\n".join(in_words(line, Words(lang)) for line in lines) for lang in LANGS}

    def reveal(self) -> list[w.Widget]:
        return [*self.guesses(), block(self._picture())]

    def talk(self) -> list[w.Widget]:
        asked = self.words(
            "What would you have to change so that this holds? And what would you drop for it?"
        )
        return [
            block(f"<p>{esc(asked)}</p>", "ot-question"),
            self.timer(),
            TryOut(self).widget,
            block(self._picture()),
        ]

    def decide(self) -> list[w.Widget]:
        return [self.desk.draw(), consent_panel(self, self._record)]

    def recorded(self) -> list[w.Widget]:
        entry = self.room.state.decision(self.key) or {"promises": []}
        change = button(self.words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        shown = promises_html(entry["promises"], self.words) + objections_html(entry, self.words)
        return [block(shown, "ot-panel"), change]

    @property
    def desk(self) -> PromiseDesk:
        """Where the promises are put together."""
        return PromiseDesk(self)

    def _record(self, objections: list[str]) -> None:
        lines = self.desk.lines()
        given = {line["from"] for line in lines}
        if given != {"sales", "marketing"}:
            raise WorkshopError(
                N_("A promise is still missing in one direction."),
                hint=N_("One from marketing to sales, and one from sales to marketing."),
            )
        day = self.stage.today.isoformat()
        self.record({"promises": lines, "objections": objections, "decided_on": day})

    def _picture(self) -> str:
        words, found = self.words, self.stage.once(KEY, lambda: handover(self.stage.crm))
        notes = " ".join(said(found.caveats, words))
        if found.whole is None:
            return f"<p>{esc(notes)}</p>"
        return figure(handover_chart(found, words), words, notes)


def questions() -> list[Question]:
    """Return what both sides are asked before they see anything."""
    options = tuple(
        Option(key=one.key, label={lang: one.text(Words(lang)) for lang in LANGS})
        for one in PROMISES
    )
    return [
        ShortText(
            key=NEED,
            prompt=both("What do you need from the other side so that no lead gets lost?"),
        ),
        Multiple(
            key=WANTED,
            prompt=both("Which promises would help you most?"),
            options=options,
            least=1,
            most=MOST_WANTED,
            by_side=True,
        ),
    ]


def promises_html(lines: list[dict[str, Any]], words: Words) -> str:
    """Return recorded promises as a table: who gives it, what, how often it held last quarter."""
    head = [words("From"), words("Promise"), words("Last quarter")]
    body = [
        [
            side_badge(line["from"], words),
            esc(line["text"][words.lang]),
            esc(line["kept"][words.lang]),
        ]
        for line in lines
    ]
    return table(head, body)
