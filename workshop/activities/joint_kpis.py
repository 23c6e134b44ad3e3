"""Act 3: each side chooses its KPIs blind, then both choose three together, with a pair each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.activities.activity import Activity
from workshop.activities.consent import consent_panel, objections_html
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.kpi_sheet import KpiDraft, agreed_kpis, draft_from, owners_label
from workshop.activities.mode import SIDES
from workshop.agenda import Beat
from workshop.kpis.catalogue import KPIS, ask_all, kpi
from workshop.kpis.said import footing, headline
from workshop.kpis.value import Unit
from workshop.room.question import Multiple, Option
from workshop.widgets.fields import choice, labelled, text_field
from workshop.widgets.form import question_form
from workshop.widgets.html import (
    block,
    button,
    classed,
    columns,
    esc,
    heading,
    side_badge,
    table,
)
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from workshop.activities.mode import TwoSides
    from workshop.errors import WorkshopError
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.value import KpiValue
    from workshop.room.question import Question
    from workshop.words import Text

CHOSEN = 3
JOINT = {name: one for name, one in KPIS.items() if one.joint}
PICKS = Multiple(
    key="kpis.picks",
    prompt=both("Which three numbers would you answer for together?"),
    options=tuple(
        Option(
            key=one.name,
            label=both(one.label),
            note={lang: f"{Words(lang)(one.says)} {Words(lang)(one.formula)}" for lang in LANGS},
        )
        for one in JOINT.values()
    ),
    least=CHOSEN,
    most=CHOSEN,
    by_side=True,
)
UNIT_HINTS = {
    Unit.RATIO: N_("Target in percent"),
    Unit.DAYS: N_("Target in days"),
    Unit.HOURS: N_("Target in business hours"),
}


class JointKpis(Activity):
    """Choose three KPIs, each with a target and a pair of owners."""

    key = "kpis"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Each side for itself: which three numbers would you answer for together?"
            " You do not see the values yet, so nobody picks the flattering ones."
        ),
        Beat.REVEAL: N_("Your numbers, with everything that keeps them honest."),
        Beat.TALK: N_("Every number can be cheated. Say how, before somebody does."),
        Beat.DECIDE: N_("Three numbers, one target each, and a pair of owners: one of each side."),
        Beat.RECORDED: N_("These numbers belong to both of you now."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [PICKS] if beat is Beat.THINK else []

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
        cards = "".join(self._card(answer) for answer in answers)
        return [
            block(f'<div class="ot-cards">{cards}</div>'),
            block(self._numbers(answers)),
        ]

    def talk(self) -> list[w.Widget]:
        question = self.words("How would you make this number look good without being good?")
        votes = self.votes()
        wanted = [JOINT[name] for name in JOINT if votes[name]]
        cards = "".join(self._cheat_card(one) for one in wanted)
        return [
            block(f"<p>{esc(question)}</p>", "ot-question"),
            self.timer(),
            block(f'<div class="ot-cards">{cards}</div>'),
        ]

    def decide(self) -> list[w.Widget]:
        answers = {answer.name: answer for answer in self._answers()}
        drafts = [self.draft(place) for place in range(CHOSEN)]
        return [
            columns(*(self._draft_panel(place, d, answers) for place, d in enumerate(drafts))),
            consent_panel(self, self._record),
        ]

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

    def _suggested(self, place: int) -> str:
        votes = self.votes()
        return sorted(JOINT, key=lambda name: -votes[name])[place]

    def _answers(self) -> list[KpiValue]:
        return ask_all(self.stage.crm, JOINT, lead=self.stage.lead)

    def _check(self, side: TwoSides) -> None:
        PICKS.check({"choices": self.picks(side)})

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        save = self.guarded(lambda answer: self.pick(side, answer["choices"]))
        said = self.room.state.item(PICKS.key, side)
        return [question_form(PICKS, said, save, self.words)]

    def _card(self, answer: KpiValue) -> str:
        one, words = kpi(answer.name), self.words
        number, _, unit = headline(answer, words).partition(" ")
        wanted = " ".join(side_badge(s, words) for s in SIDES if answer.name in self.picks(s))
        caveats = "".join(f"<li>{esc(c.text(words))}</li>" for c in answer.caveats)
        return (
            f'<article class="ot-card"><h4>{esc(words(one.label))}</h4>'
            f'<p class="ot-big">{esc(number)} <span class="ot-unit">{esc(unit)}</span></p>'
            f'<p class="ot-muted">{esc(footing(answer, words))}</p>'
            f"<p>{esc(words(one.formula))}</p><ul class='ot-caveats'>{caveats}</ul>"
            f"<p>{wanted}</p></article>"
        )

    def _numbers(self, answers: list[KpiValue]) -> str:
        words = self.words
        head = [words("KPI"), words("Value"), words("What it stands on")]
        body = [
            [esc(words(kpi(a.name).label)), esc(headline(a, words)), esc(footing(a, words))]
            for a in answers
        ]
        summary = esc(words("The same as a table"))
        return f"<details><summary>{summary}</summary>{table(head, body)}</details>"

    def _cheat_card(self, one: Kpi) -> str:
        return (
            f'<article class="ot-card"><h4>{esc(self.words(one.label))}</h4>'
            f"<details><summary>{esc(self.words('How it is cheated'))}</summary>"
            f"<p>{esc(self.words(one.cheat))}</p></details></article>"
        )

    def _draft_panel(self, place: int, draft: KpiDraft, answers: dict[str, KpiValue]) -> w.Widget:
        words, one = self.words, kpi(draft.name)
        options = [(words(each.label), each.name) for each in JOINT.values()]

        def choose(name: str) -> None:
            self.write(place, name=name, target=None)
            self.redraw()

        today = headline(answers[draft.name], words)
        now = f"<p>{esc(words('Today: {value}', value=today))}</p>"
        target = w.FloatText(value=draft.target, step=1)
        target.observe(self.guarded(lambda c: self.write(place, target=c["new"])), "value")
        return classed(
            w.VBox(
                [
                    heading(words("Number {place}", place=place + 1)),
                    choice(words("KPI"), options, draft.name, self.guarded(choose)),
                    block(now),
                    labelled(target, words(UNIT_HINTS[one.unit])),
                    *(self._owner_field(place, side, draft) for side in SIDES),
                ]
            ),
            "ot-panel",
        )

    def _owner_field(self, place: int, side: TwoSides, draft: KpiDraft) -> w.Widget:
        label = {
            "sales": self.words("Owner in sales (a role)"),
            "marketing": self.words("Owner in marketing (a role)"),
        }[side]
        return text_field(
            label, draft.owners[side], self.guarded(lambda text: self.write(place, **{side: text}))
        )

    def _record(self, objections: list[str]) -> None:
        kpis = self._lines()
        day = self.stage.today.isoformat()
        self.record({"kpis": kpis, "objections": objections, "decided_on": day})

    def _lines(self) -> list[dict[str, Any]]:
        drafts = [self.draft(place) for place in range(CHOSEN)]
        return agreed_kpis(drafts, {answer.name: answer for answer in self._answers()})


def _in_words(line: dict[str, Any], words: Words) -> str:
    return words(
        "{kpi}: target {target} ({owners})",
        kpi=words(kpi(line["name"]).label),
        target=line["target"][words.lang],
        owners=owners_label(line, words),
    )
