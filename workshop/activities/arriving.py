"""Act 0: sit down, say how it stands, agree on the rules of the room."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.consent import consent_panel
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.forms import check_all, form
from workshop.activities.house_rules import HouseRules, recorded_rules, rules_html, rules_of
from workshop.activities.mode import SIDES, mode_choice
from workshop.activities.onward import link
from workshop.activities.rounds import objections_html
from workshop.acts import LOOK_AROUND, OWN_DATA
from workshop.agenda import Beat
from workshop.kpis.catalogue import KPIS, ask
from workshop.kpis.said import footing, headline
from workshop.room.question import Number, Option, Scale, Single
from workshop.room.result import result_of
from workshop.widgets.html import block, button, columns, esc, side_badge
from workshop.words import LANGS, N_, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.errors import WorkshopError
    from workshop.room.question import Question
    from workshop.words import Text, Words

SAFETY, WHO, GUESS = (f"arriving.{part}" for part in ("safety", "who", "guess"))
LOW_SAFETY = 3.0
TENURES = {
    "new": N_("Less than a year: I still ask why"),
    "some": N_("One to three years"),
    "long": N_("Four to ten years"),
    "ever": N_("I remember the fax machine"),
}


class Arriving(Activity):
    """Who is here, how safe is it, and by which rules do we talk?"""

    key = "arriving"
    is_first: ClassVar[bool] = True
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Sit down, choose your side, and answer three questions. No names."),
        Beat.REVEAL: N_("This is where you stand today. Look first, judge later."),
        Beat.TALK: N_("Two minutes with somebody from the other side: what did you expect?"),
        Beat.DECIDE: N_("The rules of this room. Can you live with them?"),
        Beat.RECORDED: N_("Agreed. From here on you are at one table."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return questions() if beat is Beat.THINK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {
            SAFETY: {"value": 4},
            WHO: {"choice": "long"},
            GUESS: {"value": persona.accepted},
        }

    def proposal_text(self) -> Text:
        rules = self.rules.standing()
        return {lang: " ".join(rule[lang] for rule in rules) for lang in LANGS}

    @property
    def rules(self) -> HouseRules:
        """The rules as they stand."""
        return HouseRules(self)

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, SAFETY)

    def think(self) -> list[w.Widget]:
        if self.room.state.is_live:
            return self._to_the_data()
        panels = two_panels(self, self._panel, self._check)
        return [mode_choice(self), panels, *self._to_the_data()]

    def _to_the_data(self) -> list[w.Widget]:
        """Return the ways to the data; own data can be brought until something is decided."""
        ways = [(LOOK_AROUND, self.words("Look around in the data"))]
        if not self.room.state.decisions:
            ways.insert(0, (OWN_DATA, self.words("Bring your own data")))
        links = [link(to, self.words, title, "ot-aside") for to, title in ways]
        return [block(f"<p>{' · '.join(links)}</p>", "ot-muted")]

    def reveal(self) -> list[w.Widget]:
        careful = [self._advice()] if self._is_unsafe() else []
        return [*careful, *self._keyboard(), self._truth()]

    def talk(self) -> list[w.Widget]:
        return [self._advice(), self.timer()]

    def _advice(self) -> w.Widget:
        if self._is_unsafe():
            advice = self.words(
                "Not everybody feels free to speak today. Then write more and speak in pairs;"
                " nobody has to say anything in front of all."
            )
        else:
            advice = self.words("Which answer surprised you most, and why?")
        return block(f"<p>{esc(advice)}</p>", "ot-question")

    def _is_unsafe(self) -> bool:
        safety = self._safety()
        return safety is not None and safety <= LOW_SAFETY

    def decide(self) -> list[w.Widget]:
        return [self.rules.draw(), consent_panel(self, self._record)]

    def recorded(self) -> list[w.Widget]:
        change = button(self.words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        entry = self.room.state.decision(self.key)
        if entry is None:
            return [change]
        agreed = block(rules_html(rules_of(entry, self.words)), "ot-panel")
        return [agreed, block(objections_html(entry, self.words)), change]

    def _record(self, objections: list[str]) -> None:
        day = self.stage.today.isoformat()
        rules = recorded_rules(self.rules.standing())
        self.record(rules | {"objections": objections, "decided_on": day})

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        return [form(self, side, question) for question in questions()]

    def _check(self, side: TwoSides) -> None:
        check_all(self, side, questions())

    def _keyboard(self) -> list[w.Widget]:
        state = self.room.state
        sides = [side for side in SIDES if state.item(SAFETY, side)]
        return [columns(*(self._side_card(side) for side in sides))] if sides else []

    def _side_card(self, side: TwoSides) -> w.Widget:
        lang, state = self.words.lang, self.room.state
        lines = [
            f"<p>{esc(question.prompt[lang])}<br>"
            f"<b>{esc(_said(question, state.item(question.key, side), self.words))}</b></p>"
            for question in questions()
        ]
        head = f"<h3>{side_badge(side, self.words)}</h3>"
        return block(head + "".join(lines), "ot-panel", f"ot-panel-{side}")

    def _truth(self) -> w.Widget:
        """What the data says about the number everybody guessed."""
        value = ask(KPIS["acceptance_rate"], self.stage.crm)
        words = self.words
        text = words("And the data? {value}", value=headline(value, words))
        small = esc(footing(value, words))
        return block(f"<p>{esc(text)}<br><small>{small}</small></p>", "ot-question")

    def _safety(self) -> float | None:
        """Return the mean of what enough phones said, or else of what the sides did."""
        state = self.room.state
        answered = result_of(state, SAFETY)
        if answered and answered.n:
            return answered.mean
        values = [answer.body["value"] for answer in state.said(SAFETY) if answer.body]
        return fmean(values) if values else None


def questions() -> list[Question]:
    """Return the three questions of the arrival."""
    return [
        Scale(
            key=SAFETY,
            prompt=both("How freely can you say in this room what you think?"),
            low_label=both("I would rather say nothing"),
            high_label=both("I say everything"),
            personal=True,
        ),
        Single(
            key=WHO,
            prompt=both("How long have you been with the company?"),
            options=tuple(Option(key=key, label=both(label)) for key, label in TENURES.items()),
            personal=True,
        ),
        Number(
            key=GUESS,
            prompt=both("Marketing hands over 100 contacts. How many does sales accept?"),
            high=100,
            unit=both("of 100"),
            by_side=True,
        ),
    ]


def _said(question: Question, body: dict[str, Any], words: Words) -> str:
    if isinstance(question, Single):
        labels = {option.key: option.label[words.lang] for option in question.options}
        return labels.get(body.get("choice", ""), "–")
    return words.number(body["value"]) if "value" in body else "–"
