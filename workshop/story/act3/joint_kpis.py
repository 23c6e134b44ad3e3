"""Joint numbers: which ones each side chose blind, the sheet with its lines, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.targets.reach import reach
from workshop.room.state.question import Cards, Multiple, Option
from workshop.side import side_name
from workshop.story.act3.sheet import KpiDraft, agreed_kpis, draft_from
from workshop.story.decisions.types import AgreedKpis
from workshop.words import LANGS, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.targets.reach import Reach
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.story.decisions.types import AgreedKpi
    from workshop.words import Text

FEWEST, MOST = 3, 5
JOINT: dict[str, Kpi] = {
    name: one
    for name, one in KPIS.items()
    if one.joint and Assumptions().lacking(one.assumes) is None
}
"""What both sides can pull on, and what needs no number that nobody has said."""
CHEATS, DRAFTS, LINES = "kpis.cheats", "kpis.drafts", "kpis.lines"


def _note(one: Kpi) -> Text:
    """Return what a KPI says, its formula in words, and who feels it first."""
    languages = [Words(lang) for lang in LANGS]
    return {
        words.lang: "\n".join(
            [
                words(one.says),
                words(one.formula),
                words("First to feel it: {side}", side=side_name(one.feels, words)),
            ]
        )
        for words in languages
    }


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


class KpiTable:
    """What both sides want to answer for, and the sheet they write together.

    Args:
        stage: gives the room that keeps it, and the data.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    def picks(self, side: Side) -> list[str]:
        """Return the KPIs a side chose at the keyboard, in the catalogue's order."""
        picked = self._room.state.item(PICKS.key, side).get("choices", [])
        return [name for name in JOINT if name in picked]

    def pick(self, side: Side, names: list[str]) -> None:
        """Keep a side's choice, finished or not."""
        self._room.say(PICKS.key, side, {"choices": names}, side)

    def votes(self) -> dict[str, int]:
        """Return how often each KPI was chosen, by sides at the keyboard and by phones."""
        answers = self._room.state.said(PICKS.key)
        return {name: sum(name in each.body["choices"] for each in answers) for name in JOINT}

    def wanted(self) -> list[str]:
        """Return the KPIs that anybody chose, those chosen most often first."""
        votes = self.votes()
        return [name for name in self._by_votes() if votes[name]]

    def cheats(self) -> Cards:
        """Return the question how the numbers chosen most would be cheated."""
        asked = self._room.state.questions.get(CHEATS)
        if asked and asked.is_open and isinstance(asked.question, Cards):
            return asked.question  # while people write, no column moves
        names = (self.wanted() or list(JOINT))[:MOST]
        options = tuple(Option(key=name, label=both(JOINT[name].label)) for name in names)
        prompt = both("How could you make this number look better without anything getting better?")
        return Cards(key=CHEATS, prompt=prompt, columns=options, most=FEWEST)

    def draft(self, place: int) -> KpiDraft:
        """Return the KPI that stands at a place of the sheet; common choices come first."""
        return draft_from(self._room.state.draft(DRAFTS, str(place)), self._by_votes()[place])

    def write(self, place: int, **part: Any) -> None:
        """Keep a part of the KPI at a place: ``name``, ``target``, or the role of a side."""
        before = self._room.state.draft(DRAFTS, str(place))
        self._room.keep(DRAFTS, before | part, str(place))

    def lines_open(self) -> int:
        """Return how many lines the sheet has: three, and those the group has added."""
        return int(self._room.state.draft(LINES).get("n", FEWEST))

    def may_close(self) -> bool:
        """Return whether a line may go: three always stay."""
        return self.lines_open() > FEWEST

    def open_line(self) -> None:
        """Add a line to the sheet, with the number wanted most of those not on it yet."""
        place = self.lines_open()
        if place < MOST:
            held = {self.draft(other).name for other in range(place)}
            self.write(place, name=next(name for name in self._by_votes() if name not in held))
            self._room.keep(LINES, {"n": place + 1})

    def close_line(self, place: int) -> None:
        """Take a line out of the sheet; those after it move up. Three always stay."""
        last = self.lines_open() - 1
        if self.may_close():
            for here in range(place, last):
                self._room.keep(DRAFTS, self._written(here + 1), str(here))
            self._room.keep(DRAFTS, {}, str(last))
            self._room.keep(LINES, {"n": last})

    def lines(self) -> tuple[AgreedKpi, ...]:
        """Return the sheet as it is recorded.

        Raises:
            WorkshopError: see `agreed_kpis`.
        """
        drafts = [self.draft(place) for place in range(self.lines_open())]
        return agreed_kpis(drafts, {answer.name: answer for answer in self.answers()})

    def decision(self, objections: Iterable[str]) -> AgreedKpis:
        """Return what is decided.

        Raises:
            WorkshopError: see `agreed_kpis`.
        """
        return AgreedKpis(kpis=self.lines(), objections=tuple(objections))

    def answers(self, names: Iterable[str] = JOINT) -> list[KpiValue]:
        """Return the KPIs' values by the agreed rules, computed once while these stand."""
        wanted = set(names)
        return [self.answer(name) for name in KPIS if name in wanted]

    def answer(self, name: str) -> KpiValue:
        """Return a KPI's value by the agreed rules, computed once while these stand."""
        stage = self._stage
        return stage.once_agreed(("answer", name), lambda: ask(kpi(name), stage.scope))

    def reach(self, name: str) -> Reach:
        """Return what a KPI was in past quarters, computed once while the rules stand."""
        stage = self._stage
        return stage.once_agreed(("reach", name), lambda: reach(stage.scope, name))

    def sql(self, name: str) -> str | None:
        """Return the query of a KPI, or None where it is not one query."""
        stage = self._stage
        return stage.once_agreed(("sql", name), lambda: kpi_sql(kpi(name), stage.scope))

    def _written(self, place: int) -> dict[str, Any]:
        draft = self.draft(place)
        return {"name": draft.name, "target": draft.target, **draft.owners}

    def _by_votes(self) -> list[str]:
        votes = self.votes()
        return sorted(JOINT, key=lambda name: -votes[name])
