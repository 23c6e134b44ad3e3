"""The joint dashboard: the agreed numbers on one page, to look at and to take along."""

from __future__ import annotations

from html import escape
from json import dumps
from typing import TYPE_CHECKING, ClassVar

from workshop.activities.activity import Activity
from workshop.agenda import Beat
from workshop.dashboard.compose import compose
from workshop.dashboard.export import export
from workshop.dashboard.page import page
from workshop.errors import WorkshopError
from workshop.kpis.metricflow import metricflow_yaml
from workshop.terms.window import WINDOW_DAYS
from workshop.widgets.html import block, button, esc
from workshop.words import LANGS, N_

if TYPE_CHECKING:
    from pathlib import Path

    import ipywidgets as w

    from workshop.dashboard.document import Dashboard

FOLDER, METRICFLOW = "dashboard", "metricflow.yaml"


class Board(Activity):
    """What both sides look at from now on."""

    key = "kpis.board"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Your numbers on one page. Who opens it on Mondays?")
    }

    def think(self) -> list[w.Widget]:
        save = button(self.words("Save as HTML and PNG"), "ot-primary")
        where = block("", "ot-muted")

        def press(_: object) -> None:
            places = "".join(f"<li>{esc(place)}</li>" for place in self.save())
            where.value = f"<p>{esc(self.words('Saved:'))}</p><ul>{places}</ul>"

        save.on_click(self.guarded(press))
        mine = next(one for one in self.dashboards() if one.lang == self.words.lang)
        # A page of its own: its style and ours do not meet, and nothing in it can run.
        frame = (
            f'<iframe class="ot-page-in-page" title="{esc(self.words("Our numbers"))}" sandbox=""'
            f' srcdoc="{escape(page(mine), quote=True)}"></iframe>'
        )
        return [block(frame, "ot-board"), save, where]

    def dashboards(self) -> list[Dashboard]:
        """Return the dashboard of the agreed numbers, in each language.

        Raises:
            WorkshopError: if no numbers are agreed yet.
        """
        entry = self.room.state.decision("kpis")
        if entry is None:
            raise WorkshopError(
                N_("There are no joint numbers yet."),
                hint=N_("Agree on them in the first station of this act."),
            )
        stage, lines = self.stage, entry["kpis"]
        return stage.once_agreed(
            (self.key, dumps(lines, sort_keys=True)),
            lambda: compose(stage.crm, lines, LANGS, terms=stage.terms),
        )

    def save(self) -> list[Path]:
        """Write the page in every language, as HTML and as PNG, into the session's folder.

        Beside it lie the agreed KPIs for a BI team, as MetricFlow reads them.
        """
        entry = self.room.state.decision("kpis") or {"kpis": []}
        names = [line["name"] for line in entry["kpis"]]
        terms = self.stage.terms
        yaml = metricflow_yaml(self.words, names=names, terms=terms, window_days=WINDOW_DAYS)
        folder = self.stage.session.folder / FOLDER
        return export(self.dashboards(), folder, beside={METRICFLOW: yaml})
