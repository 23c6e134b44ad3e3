"""The joint dashboard: the agreed numbers on one page, to look at and to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.dashboard.compose import Card, Signing, compose
from workshop.dashboard.export import export
from workshop.dashboard.page import page
from workshop.errors import WorkshopError
from workshop.kpis.metricflow.export import metricflow_yaml
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.policy import WINDOW_DAYS
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.history import signed_versions, target_history
from workshop.widgets.elements import Html, attribute, block, button
from workshop.words import LANGS, N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.dashboard.document import Dashboard
    from workshop.story.context import Stage
    from workshop.story.decisions.types import AgreedKpi

FOLDER, METRICFLOW = "dashboard", "metricflow.yaml"


class Board(Activity):
    """What both sides look at from now on."""

    key = "kpis.board"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Your shared numbers on one page. Who opens it on Mondays?")
    }

    def think(self) -> list[Moment]:
        save = button(self.words("Save as HTML and PNG"), "ot-primary")
        where = block(Html(), "ot-muted")

        def press(_: object) -> None:
            places = Html("<li>{}</li>").each(self.save())
            where.value = Html("<p>{}</p><ul>{}</ul>").format(self.words("Saved:"), places)

        save.on_click(self.guarded(press))
        mine = next(one for one in self.dashboards() if one.lang == self.words.lang)
        # A page of its own: its style and ours do not meet, and nothing in it can run.
        frame = Html(
            '<iframe class="ot-page-in-page" title="{}" sandbox="" srcdoc="{}"></iframe>'
        ).format(self.words("Our numbers"), attribute(page(mine)))
        return [moment(N_("Our numbers"), block(frame, "ot-board"), save, where)]

    def dashboards(self) -> list[Dashboard]:
        """Return the dashboard of the agreed numbers, in each language; see `dashboards`."""
        return dashboards(self.stage)

    def save(self) -> list[Path]:
        """Write the page in every language, as HTML and as PNG, into the session's folder.

        Beside it lie the agreed KPIs for a BI team, as MetricFlow reads them.
        """
        decided = self.decisions.kpis
        names = [agreed.name for agreed in decided.kpis] if decided else []
        terms = self.stage.terms
        yaml = metricflow_yaml(self.words, names=names, terms=terms, window_days=WINDOW_DAYS)
        folder = self.stage.session.folder / FOLDER
        return export(self.dashboards(), folder, beside={METRICFLOW: yaml})


def dashboards(stage: Stage) -> list[Dashboard]:
    """Return the dashboard of the agreed numbers in each language, composed once while they stand.

    Raises:
        WorkshopError: if no numbers are agreed yet.
    """
    decided = Decisions.of(stage.room.state).kpis
    if decided is None:
        raise WorkshopError(
            N_("There are no shared numbers yet."),
            hint=N_("Agree on them in the first station of this act."),
        )
    versions = signed_versions(stage.room)
    cards = tuple(_card(agreed, versions) for agreed in decided.kpis)
    return stage.once_agreed((Board.key, cards), lambda: compose(stage.scope, cards, LANGS))


def _card(agreed: AgreedKpi, versions: tuple[Decisions, ...]) -> Card:
    owners = agreed.owners
    signings = tuple(Signing(*each) for each in target_history(versions, agreed.name))
    sales, marketing = owners.sales.strip(), owners.marketing.strip()
    return Card(agreed.name, agreed.target, sales, marketing, signings)
