"""Two rules on the table as demands: the common core, then what is in dispute, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.side import SIDES, side_name
from workshop.terms.merging.merge import consequence_of
from workshop.terms.rules.entity import entity_count
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.tree import alone
from workshop.widgets.elements import Html, block, classed, heading, paragraph, rows, side_badge
from workshop.widgets.fields import choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.story.frame.host import Host
    from workshop.terms.merging.demand import Demand, Part
    from workshop.terms.merging.merge import Merge, Step

STAYS, GOES = "stays", "goes"


class MergePanel:
    """The demands of both sides; the group lets go of one after the other, or does not.

    Args:
        host: the activity that shows it.
        merged: both rules as demands.
        chosen: what was chosen so far, see `workshop.terms.merging.merge.merged_rule`.
        keep: gets every new choice.
    """

    def __init__(
        self,
        host: Host,
        merged: Merge,
        chosen: Mapping[str, Mapping[str, Any]],
        keep: Callable[[dict[str, Any]], None],
    ) -> None:
        self._host, self._words = host, host.words
        self._merged = merged
        self._chosen: dict[str, dict[str, Any]] = {key: dict(one) for key, one in chosen.items()}
        self._keep = keep
        self._costs = {demand.id: block(Html()) for demand in merged.disputed}
        self.widget = rows(*self._core(), *self._disputes())
        self._count()

    def choose(self, demand: Demand, what: Mapping[str, Any]) -> None:
        """Say what becomes of a demand; what was said of its parts before stays."""
        self._chosen[demand.id] = {**self._chosen.get(demand.id, {}), **what}
        self._keep(self._chosen)
        self._count()

    def _core(self) -> list[w.Widget]:
        words = self._words
        core = [demand for demand in self._merged.demands if demand.core]
        if not core:
            nothing = words("You don’t share a single requirement yet. That’s where you start.")
            return [paragraph(nothing, "ot-muted")]
        items = Html("<li>{}</li>").each(self._said(one) for one in core)
        return [
            heading(words("You both ask for this already")),
            block(Html('<ul class="ot-core">{}</ul>').format(items)),
        ]

    def _disputes(self) -> list[w.Widget]:
        disputed = self._merged.disputed
        if not disputed:
            agreed = self._words("No open points. All you need now is the sentence.")
            return [paragraph(agreed, "ot-muted")]
        title = self._words("Open points, one at a time")
        return [heading(title), *(self._card(demand) for demand in disputed)]

    def _card(self, demand: Demand) -> w.Widget:
        badges = Html(" ").join(
            side_badge(side, self._words) for side in SIDES if side in demand.sides
        )
        head = block(
            Html("<p>{}</p><p class='ot-in-words'>{}</p>").format(badges, self._said(demand))
        )
        question = choice(
            self._words("What happens to it?"),
            self._ways(demand),
            self._way(demand),
            self._host.guarded(lambda way: self.choose(demand, _choice(way))),
        )
        (way,) = question.children
        parts = [head, self._costs[demand.id], question, *self._alternatives(demand, way)]
        return classed(w.VBox(parts), "ot-panel", "ot-demand")

    def _ways(self, demand: Demand) -> list[tuple[str, str]]:
        words = self._words
        if not demand.values:
            return [(words("It stays"), STAYS), (words("It goes"), GOES)]
        sides = [
            (
                words(
                    "As {side} puts it: {clause}",
                    side=side_name(side, words),
                    clause=self._clause(criterion),
                ),
                side,
            )
            for side, criterion in demand.values.items()
        ]
        return [
            (words("Both must apply, so the stricter one"), STAYS),
            *sides,
            (words("It goes"), GOES),
        ]

    def _way(self, demand: Demand) -> str:
        chosen = self._chosen.get(demand.id, {})
        if not chosen.get("kept", True):
            return GOES
        return str(chosen.get("value_of") or STAYS)

    def _alternatives(self, demand: Demand, way: w.Dropdown) -> list[w.Widget]:
        """Return a box for each alternative, where one of several is enough."""
        if len(demand.alternatives) <= 1:
            return []
        chosen = self._chosen.get(demand.id, {}).get(
            "alternatives", range(len(demand.alternatives))
        )
        boxes = [
            w.Checkbox(value=place in chosen, description=self._clause(part), indent=False)
            for place, part in enumerate(demand.alternatives)
        ]

        def press(_: object) -> None:
            left = [place for place, box in enumerate(boxes) if box.value]
            if left:
                self.choose(demand, {"alternatives": left})
            else:  # nothing is left of the demand: it goes, and the field above says so
                way.value = GOES

        def whole(_: object) -> None:
            if way.value == STAYS and not any(box.value for box in boxes):
                for box in boxes:
                    box.value = True

        way.observe(whole, "value")
        for box in boxes:
            box.observe(self._host.guarded(press), "value")
        label = paragraph(self._words("One of these is enough:"), "ot-muted")
        return [label, classed(w.Box(boxes), "ot-chips")]

    def _said(self, demand: Demand) -> str:
        if demand.values:
            lines = (self._clause(one) for one in demand.values.values())
            return f" {self._words('or')} ".join(lines)
        return f" {self._words('or')} ".join(self._clause(part) for part in demand.alternatives)

    def _clause(self, part: Part) -> str:
        return rule_sentence(alone(Rule(entity=self._merged.entity), part), self._words)

    def _count(self) -> None:
        """Say below each demand what it costs, everything else as chosen."""
        for step in consequence_of(self._host.stage.crm, self._merged, self._chosen):
            said = self._words("decided") if step.demand.id in self._chosen else ""
            mark = Html(' <span class="ot-tag">{}</span>').format(said) if said else Html()
            self._costs[step.demand.id].value = Html("<p>{}{}</p>").format(self._cost(step), mark)

    def _cost(self, step: Step) -> str:
        words, entity = self._words, self._merged.entity
        if not step.cases_lost:
            return words(
                "It makes no difference here: the other requirements leave out the same cases."
            )
        return words(
            "With it {kept}, without it {dropped}. It costs {wins} of {all} wins.",
            kept=entity_count(entity, step.kept.cases, words),
            dropped=words.number(step.dropped.cases),
            wins=words.number(step.wins_lost),
            all=words.number(step.total.ever_won),
        )


def _choice(way: str) -> dict[str, Any]:
    """Return a choice as the rule reads it."""
    return {"kept": way != GOES, "value_of": way if way in SIDES else ""}
