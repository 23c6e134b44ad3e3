"""Act 0: sit down, say how it stands, agree on the rules of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.acts import LOOK_AROUND, OWN_DATA
from workshop.agenda import Beat
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.answers import footing, headline
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.guessing import guess_html, side_cards
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.navigation import link
from workshop.notebook.frame.on_record import on_record
from workshop.side import SIDES, as_side, side_name
from workshop.story.act0.arriving import GUESS, SAFETY, WHO, guess, is_unsafe, questions
from workshop.story.act0.rules import MOST, RuleTable, usual
from workshop.story.frame.covering import answered_or_covered
from workshop.story.solo.mode import choose_mode, learner
from workshop.widgets.elements import (
    Html,
    block,
    classed,
    paragraph,
    rows,
)
from workshop.widgets.fields import choice, text_field
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.kpis.core.value import KpiValue
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.decisions.types import HouseRule
    from workshop.story.solo.persona import Persona
    from workshop.words import Text

TOGETHER = N_("There are several of us, with phones or at one keyboard")
ALONE = N_("I’m alone, and my side is {side}")


class Arriving(Activity):
    """Who is here, how safe is it, and by which rules do we talk?"""

    key = "arriving"
    is_first: ClassVar[bool] = True
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Take a seat, choose your side and answer three questions. No names."),
        Beat.REVEAL: N_("This is where you are today. Look first, judge later."),
        Beat.TALK: N_("Two minutes with someone from the other side: what had you expected?"),
        Beat.DECIDE: N_("Our ground rules. Can you live with them?"),
        Beat.RECORDED: N_("Agreed. From here on, you’re at the same table."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return questions() if beat is Beat.THINK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {
            SAFETY: {"value": 4},
            WHO: {"choice": "long"},
            GUESS: {"value": persona.accepted},
        }

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self._rate]

    def proposal_text(self) -> Text:
        rules = self.rules.standing()
        return {lang: " ".join(rule.in_words(Words(lang)) for rule in rules) for lang in LANGS}

    @property
    def rules(self) -> RuleTable:
        """The rules as they stand."""
        return RuleTable(self.room)

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, SAFETY)

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return [moment(N_("Take a seat"), self._to_the_data())]
        panels = two_panels(self, self._panel, self._check)
        parts = (self._mode_choice(), panels, self._to_the_data())
        return [moment(N_("Take a seat"), *parts, style="ot-work")]

    def _to_the_data(self) -> w.Widget:
        """Return the ways to the data; own data can be brought until something is decided."""
        ways = [(LOOK_AROUND, self.words("Look around the data"))]
        if not self.room.state.decisions:
            ways.insert(0, (OWN_DATA, self.words("Bring your own data")))
        links = [link(to, self.words, title, "ot-aside") for to, title in ways]
        # Once the hall fills, nobody on stage is sent elsewhere.
        style = ("ot-reading",) if self.room.state.is_live else ()
        return paragraph(Html(" · ").join(links), "ot-muted", *style)

    def reveal(self) -> list[Moment]:
        cards = side_cards(self, questions())
        return [
            *([moment(N_("Your answers"), *cards)] if cards else []),
            *self.audience.moments(Beat.REVEAL),
            moment(N_("Guess and data"), self._truth()),
            *([moment(N_("How to go on"), self._advice())] if is_unsafe(self.room.state) else []),
        ]

    def talk(self) -> list[Moment]:
        return [moment(N_("The question"), self._advice(), self.timer(), style="ot-center")]

    def _advice(self) -> w.Widget:
        if is_unsafe(self.room.state):
            advice = self.words(
                "Not everyone feels free to speak up today. So write more and talk in "
                "pairs; nobody has to say anything in front of everyone."
            )
        else:
            advice = self.words("Which answer surprised you most, and why?")
        return paragraph(advice, "ot-question")

    def decide(self) -> list[Moment]:
        return [
            moment(
                N_("The rules"),
                block(rules_html(self.rules.standing(), self.words), "ot-agreed"),
            ),
            moment(
                N_("Objections?"),
                consent_panel(self, self._record),
                self._rules_desk(),
                style="ot-work",
            ),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.house_rules
        agreed = [block(rules_html(decided.rules, self.words), "ot-agreed")] if decided else []
        return on_record(self, decided, N_("Your rules"), *agreed)

    def _record(self, objections: list[str]) -> None:
        self.record(self.rules.decision(objections))

    def _panel(self, side: Side) -> list[w.Widget]:
        return [form(self, side, question) for question in questions()]

    def _check(self, side: Side) -> None:
        check_all(self, side, questions())

    def _mode_choice(self) -> w.Widget:
        """Return the question who is here: a hall, a team at one screen, or one person alone."""
        words = self.words
        options = [(words(TOGETHER), "")]
        options += [(words(ALONE, side=side_name(side, words)), side) for side in SIDES]

        def keep(side: str) -> None:
            choose_mode(self.room, as_side(side))
            self.redraw()

        chosen = learner(self.room.state) or ""
        return choice(words("Who’s here?"), options, chosen, self.guarded(keep))

    def _rules_desk(self) -> w.Widget:
        """Return a field for each rule, and one for a fifth."""
        note = self.words(
            "Does anyone object to a rule? Reword it, clear the field or add one of your own."
        )
        fields = [self._rule_field(place) for place in range(MOST)]
        return classed(rows(paragraph(note, "ot-muted"), *fields), "ot-panel")

    def _rule_field(self, place: int) -> w.Widget:
        words = self.words
        hint = usual(place, words)
        label = words("Rule {n}", n=place + 1) if hint else words("A rule of your own")
        keep = self.guarded(lambda text: self.rules.keep(place, text, words))
        return text_field(label, self.rules.typed(place, words), keep, hint=hint)

    def _rate(self) -> KpiValue:
        rate = KPIS["acceptance_rate"]
        return self.stage.once("arriving.rate", lambda: ask(rate, Scope.of(self.stage.crm)))

    def _truth(self) -> w.Widget:
        """What the data says about the number everybody guessed, beside the guess."""
        value, words = self._rate(), self.words
        small = Html("<p class='ot-muted'>{}</p>").format(footing(value, words))
        if value.value is None:
            lack = words("And the data? {value}", value=headline(value, words))
            return block(Html("<p>{}</p>").format(lack) + small, "ot-question")
        guessed = guess_html(self.room.state, guess(), 100 * value.value, words)
        return block(guessed + small)


def rules_html(rules: Iterable[HouseRule], words: Words) -> Html:
    """Return rules as a numbered list, as HTML."""
    items = Html("<li>{}</li>").each(rule.in_words(words) for rule in rules)
    return Html("<ol class='ot-rules'>{}</ol>").format(items)
