"""Act 3: each side chooses its KPIs blind, then both choose a few together, with a pair each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.consent import consent_panel
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.kpi_cards import cheat_card, sql_of, value_card
from workshop.activities.kpi_panel import KpiPanel
from workshop.activities.kpi_sheet import KpiDraft, agreed_kpis, draft_from, owners_label
from workshop.activities.mode import SIDES
from workshop.activities.rounds import objections_html
from workshop.agenda import Beat
from workshop.kpis.assumptions import Assumptions
from workshop.kpis.catalogue import KPIS, ask_all, kpi
from workshop.kpis.said import footing, headline
from workshop.room.question import Cards, Multiple, Option
from workshop.widgets.form import question_form
from workshop.widgets.html import block, button, columns, esc, side_name, table
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.errors import WorkshopError
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.value import KpiValue
    from workshop.room.question import Question
    from workshop.words import Text


def _note(one: Kpi) -> Text:
    """Return what a KPI says, its formula in words, and who feels it first."""
    languages = [Words(lang) for lang in LANGS]
    return {
        words.lang: "\n".join(
            [
                words(one.says),
                words(one.formula),
                words("Felt first by: {side}", side=side_name(one.feels, words)),
            ]
        )
        for words in languages
    }


FEWEST, MOST = 3, 5
JOINT = {
    name: one
    for name, one in KPIS.items()
    if one.joint and Assumptions().lacking(one.assumes) is None
}
"""What both sides can pull on, and what needs no number that nobody has said."""
PICKS = Multiple(
    key="kpis.picks",
    prompt=both("Which three to five numbers would you answer for together?"),
    options=tuple(
        Option(key=one.name, label=both(one.label), note=_note(one)) for one in JOINT.values()
    ),
    least=FEWEST,
    most=MOST,
    by_side=True,
)
CHEATS = "kpis.cheats"


class JointKpis(Activity):
    """Choose three to five KPIs, each with a target and a pair of owners."""

    key = "kpis"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Each side for itself: which three to five numbers would you answer for together?"
            " You do not see the values yet, so nobody picks the flattering ones."
        ),
        Beat.REVEAL: N_("Your numbers, with everything that keeps them honest."),
        Beat.TALK: N_("Every number can be cheated. Say how, before somebody does."),
        Beat.DECIDE: N_(
            "Three to five numbers, a target each, and a pair of owners: one of each side."
        ),
        Beat.RECORDED: N_("These numbers belong to both of you now."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return [PICKS]
        return [self.cheats()] if beat is Beat.TALK else []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {PICKS.key: {"choices": [name for name in JOINT if name in persona.picks]}}

    def proposal_text(self) -> Text:
        lines = self._lines()
        return {lang: "\n".join(_in_words(line, Words(lang)) for line in lines) for lang in LANGS}

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, PICKS.key)

    def think(self) -> list[w.Widget]:
        if self.room.state.is_live:
            return []
        return [two_panels(self, self._panel, self._check)]

    def reveal(self) -> list[w.Widget]:
        answers = self._answers()
        wanted = self.wanted()
        first = [answer for answer in answers if answer.name in wanted]
        rest = [answer for answer in answers if answer.name not in wanted]
        parts = [block(self._cards(first)), block(self._numbers(answers))]
        if rest:
            summary = esc(self.words("The others, which nobody chose"))
            others = f"<details><summary>{summary}</summary>{self._cards(rest)}</details>"
            parts.insert(1, block(others))
        return parts

    def talk(self) -> list[w.Widget]:
        question = self.words("How would you make this number look good without being good?")
        wanted = self.wanted()
        counters = {JOINT[name].counter for name in wanted} & KPIS.keys()
        answers = {answer.name: answer for answer in self._answers(counters)}
        cards = "".join(cheat_card(JOINT[name], answers, self.words) for name in wanted)
        return [
            block(f"<p>{esc(question)}</p>", "ot-question"),
            self.timer(),
            block(f'<div class="ot-cards">{cards}</div>'),
        ]

    def decide(self) -> list[w.Widget]:
        answers = {answer.name: answer for answer in self._answers()}
        panels = [KpiPanel(self, place, answers).widget for place in range(self.lines_open())]
        more = button(self.words("One more number"), "ot-quiet")
        more.on_click(self.guarded(lambda _: self.open_line()))
        more.layout.display = "" if self.lines_open() < MOST else "none"
        return [columns(*panels), more, consent_panel(self, self._record)]

    def recorded(self) -> list[w.Widget]:
        entry = self.room.state.decision(self.key) or {"kpis": []}
        words, lang = self.words, self.words.lang
        head = [words("KPI"), words("On the day"), words("Target"), words("Owners")]
        body = [
            [
                (
                    f"{esc(words(kpi(one['name']).label))}"
                    f"<br><small>{esc(words(kpi(one['name']).formula))}</small>"
                ),
                f"{esc(one['value'][lang])}<br><small>{esc(one['footing'][lang])}</small>",
                esc(one["target"][lang]),
                esc(owners_label(one, words)),
            ]
            for one in entry["kpis"]
        ]
        change = button(words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        shown = table(head, body) + objections_html(entry, words)
        return [block(shown, "ot-panel"), change]

    def picks(self, side: TwoSides) -> list[str]:
        """Return the KPIs a side chose at the keyboard, in the catalogue's order."""
        picked = self.room.state.item(PICKS.key, side).get("choices", [])
        return [name for name in JOINT if name in picked]

    def pick(self, side: TwoSides, names: list[str]) -> None:
        """Keep a side's choice, finished or not."""
        self.room.say(PICKS.key, side, {"choices": names}, side)

    def votes(self) -> dict[str, int]:
        """Return how often each KPI was chosen, by sides at the keyboard and by phones."""
        said = self.room.state.said(PICKS.key)
        return {name: sum(name in one.body["choices"] for one in said) for name in JOINT}

    def draft(self, place: int) -> KpiDraft:
        """Return the KPI that stands at a place of the sheet; common choices come first."""
        said = self.room.state.item("kpis.drafts", str(place))
        return draft_from(said, self._suggested(place))

    def write(self, place: int, **part: Any) -> None:
        """Keep a part of the KPI at a place: name, target, or the role of a side."""
        before = self.room.state.item("kpis.drafts", str(place))
        self.room.say("kpis.drafts", "both", before | part, str(place))

    def wanted(self) -> list[str]:
        """Return the KPIs that anybody chose, those chosen most often first."""
        votes = self.votes()
        return [name for name in self._by_votes() if votes[name]]

    def cheats(self) -> Cards:
        """Return the question how the numbers chosen most would be cheated."""
        asked = self.room.state.questions.get(CHEATS)
        if asked and asked.is_open and isinstance(asked.question, Cards):
            return asked.question  # while people write, no column moves
        names = (self.wanted() or list(JOINT))[:MOST]
        options = tuple(Option(key=name, label=both(JOINT[name].label)) for name in names)
        prompt = both("How would you make this number look good without being good?")
        return Cards(key=CHEATS, prompt=prompt, columns=options, most=FEWEST)

    def offered(self) -> list[Kpi]:
        """Return the KPIs a line may hold."""
        return list(JOINT.values())

    def may_close(self) -> bool:
        """Return whether a line may go: three always stay."""
        return self.lines_open() > FEWEST

    def lines_open(self) -> int:
        """Return how many lines the sheet has: three, and those the group has added."""
        return int(self.room.state.item("kpis.lines", "both").get("n", FEWEST))

    def open_line(self) -> None:
        """Add a line to the sheet, with the number wanted most of those not on it yet."""
        place = self.lines_open()
        if place < MOST:
            held = {self.draft(other).name for other in range(place)}
            self.write(place, name=next(name for name in self._by_votes() if name not in held))
            self.room.say("kpis.lines", "both", {"n": place + 1}, "both")
        self.redraw()

    def close_line(self, place: int) -> None:
        """Take a line out of the sheet; those after it move up. Three always stay."""
        last = self.lines_open() - 1
        if self.may_close():
            for here in range(place, last):
                self.room.say("kpis.drafts", "both", self._said(here + 1), str(here))
            self.room.say("kpis.drafts", "both", {}, str(last))
            self.room.say("kpis.lines", "both", {"n": last}, "both")
        self.redraw()

    def _said(self, place: int) -> dict[str, Any]:
        draft = self.draft(place)
        return {"name": draft.name, "target": draft.target, **draft.owners}

    def _suggested(self, place: int) -> str:
        return self._by_votes()[place]

    def _by_votes(self) -> list[str]:
        votes = self.votes()
        return sorted(JOINT, key=lambda name: -votes[name])

    def _answers(self, names: Iterable[str] = JOINT) -> list[KpiValue]:
        stage, wanted = self.stage, frozenset(names)
        return stage.once_agreed(
            ("answers", wanted), lambda: ask_all(stage.crm, wanted, terms=stage.terms)
        )

    def _sql(self, name: str) -> str | None:
        stage = self.stage
        return stage.once_agreed(("sql", name), lambda: sql_of(stage.crm, name, stage.terms))

    def _check(self, side: TwoSides) -> None:
        PICKS.check({"choices": self.picks(side)})

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        said = {"choices": self.picks(side)}
        save = self.guarded(lambda body: self.pick(side, body["choices"]))
        return [question_form(PICKS, said, save, self.words)]

    def _cards(self, answers: Iterable[KpiValue]) -> str:
        cards = (
            value_card(
                one,
                [side for side in SIDES if one.name in self.picks(side)],
                self._sql(one.name),
                self.words,
            )
            for one in answers
        )
        return f'<div class="ot-cards">{"".join(cards)}</div>'

    def _numbers(self, answers: list[KpiValue]) -> str:
        words = self.words
        head = [words("KPI"), words("Value"), words("What it stands on")]
        body = [
            [esc(words(kpi(a.name).label)), esc(headline(a, words)), esc(footing(a, words))]
            for a in answers
        ]
        summary = esc(words("The same as a table"))
        return f"<details><summary>{summary}</summary>{table(head, body)}</details>"

    def _record(self, objections: list[str]) -> None:
        kpis = self._lines()
        day = self.stage.today.isoformat()
        self.record({"kpis": kpis, "objections": objections, "decided_on": day})

    def _lines(self) -> list[dict[str, Any]]:
        drafts = [self.draft(place) for place in range(self.lines_open())]
        return agreed_kpis(drafts, {answer.name: answer for answer in self._answers()})


def _in_words(line: dict[str, Any], words: Words) -> str:
    return words(
        "{kpi}: target {target} ({owners})",
        kpi=words(kpi(line["name"]).label),
        target=line["target"][words.lang],
        owners=owners_label(line, words),
    )
