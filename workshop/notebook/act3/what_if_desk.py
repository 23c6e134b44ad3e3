"""The what-if desk: answer faster, accept more, sell bigger, and what a quarter would bring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.kpis.formulas.waiting import BANDS
from workshop.kpis.whatif.text import what_if_lines
from workshop.kpis.whatif.what_if import what_if
from workshop.notebook.act3.dashboard_board import dashboards
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.policy import SLA_HOURS
from workshop.widgets.elements import Html, block, classed, columns, rows
from workshop.widgets.fields import choice, labelled
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workshop.kpis.whatif.what_if import WhatIf
    from workshop.words import Words

SHARES = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
AS_TODAY = ""
HOURS = tuple(hours for _, _, hours in BANDS)


class WhatIfDesk(Activity):
    """Turn one thing, and see what a quarter may bring. Nothing is decided here."""

    key = "kpis.desk"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "What if you answered faster, accepted more, sold bigger? Guess first, then try it out."
        )
    }

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), partial(dashboards, self.stage)]  # the station that follows

    def think(self) -> list[Moment]:
        picture = block(self._html(), "ot-panel")

        def keep(name: str, value: Any) -> None:
            self.turn(name, value)
            picture.value = self._html()

        return [moment(N_("Turn and look"), self._fields(keep), picture, style="ot-work")]

    def turn(self, name: str, value: Any) -> None:
        """Keep one setting: ``within`` (hours), ``answered``, ``accepted`` (percent), ``size``."""
        said = self._said() | {name: value}
        self._brings(said)  # what can never be is refused before it is kept
        self.room.keep(f"{self.key}.set", said)

    def found(self) -> WhatIf:
        """Return what a quarter may bring with the settings as they stand."""
        return self._brings(self._said())

    def _brings(self, said: dict[str, Any]) -> WhatIf:
        return what_if(
            self.stage.scope,
            answered_within=int(said.get("within", SLA_HOURS)),
            answered_share=_share(said.get("answered", AS_TODAY)),
            acceptance=_share(said.get("accepted", AS_TODAY)),
            deal_size=float(said["size"]) if said.get("size") else None,
        )

    def _said(self) -> dict[str, Any]:
        return self.room.state.draft(f"{self.key}.set")

    def _fields(self, keep: Any) -> w.Widget:
        words, said = self.words, self._said()
        hours = [(words.plural("{n} business hour", "{n} business hours", n), n) for n in HOURS]
        shares = [(words("as today"), AS_TODAY)]
        shares += [(words.percent(n / 100, 0), str(n)) for n in SHARES]
        size = w.FloatText(value=said.get("size") or 0, step=1000)
        size.observe(self.guarded(lambda change: keep("size", change["new"])), "value")

        def turned(name: str) -> Any:
            return self.guarded(lambda value: keep(name, value))

        within = said.get("within", SLA_HOURS)
        return classed(
            rows(
                columns(
                    choice(words("Answered by a person within"), hours, within, turned("within")),
                    choice(
                        words("… for this share of answered leads"),
                        shares,
                        said.get("answered", AS_TODAY),
                        turned("answered"),
                    ),
                ),
                columns(
                    choice(
                        words("Share of hand-overs accepted"),
                        shares,
                        said.get("accepted", AS_TODAY),
                        turned("accepted"),
                    ),
                    labelled(size, words("Mean deal size (0: as today)")),
                ),
            ),
            "ot-panel",
        )

    def _html(self) -> Html:
        words, found = self.words, self.found()
        head = Html()
        if found.wins is not None:
            said = words(
                "{low} to {high} wins a quarter",
                low=words.number(found.wins.low),
                high=words.number(found.wins.high),
            )
            head = Html('<p class="ot-big">{}</p>').format(said)
        lines = [*_today(found, words), *what_if_lines(found, words)]
        return head + Html("<p>{}</p>").each(lines)


def _today(found: WhatIf, words: Words) -> Iterator[str]:
    """Say where the two shares stand today, so that everybody knows from where they turn."""
    if found.answering is not None and found.answering.share is not None:
        share = words.percent(found.answering.share, 0)
        yield words("Answered within this time today: {share} of the answered leads.", share=share)
    if found.accepting is not None and found.accepting.rate.value is not None:
        share = words.percent(found.accepting.rate.value, 0)
        yield words("Accepted today: {share} of the hand-overs.", share=share)


def _share(percent: str) -> float | None:
    return int(percent) / 100 if percent else None
