"""Act 5: which standing dates both teams really keep, and the calendar file for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charter.export import write
from workshop.notebook.act5.ritual_panel import RitualPanel
from workshop.notebook.act5.scan import scan_code
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.rituals.catalogue import (
    catalogue,
    ritual_first,
    ritual_name,
)
from workshop.rituals.ritual import CADENCES
from workshop.story.act5.handouts import lay_ready
from workshop.story.act5.invitations import NAMES, calendar_files
from workshop.story.act5.rituals import KEY, MOST, PICKS, RitualTable
from workshop.story.frame.covering import answered_or_covered
from workshop.widgets.elements import Html, block, button, columns, paragraph, table
from workshop.widgets.fields import text_field
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.rituals.ritual import Ritual
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class Rituals(Activity):
    """Two to four standing dates, with somebody who invites and a rule when to stop."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Which two to four standing dates will you really keep? Better two that happen "
            "than five in the calendar."
        ),
        Beat.REVEAL: N_("This is what you’d keep. Where do both sides want the same?"),
        Beat.DECIDE: N_(
            "Who invites, who stands in, when is the first one – and how will you notice "
            "that you should stop?"
        ),
        Beat.RECORDED: N_("Put them into your calendars now, while you’re all here."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [PICKS] if beat is Beat.THINK else []

    def ahead(self) -> Iterable[Callable[[], object]]:
        sheet = self.sheet
        # The first to ask which days are free waits for every country's holidays to be loaded.
        days = (partial(sheet.free_day, sheet.draft(n)) for n in range(sheet.lines_open()))
        return [*super().ahead(), *days]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {PICKS.key: {"choices": list(persona.rituals)}}

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, PICKS.key)

    def proposal_text(self) -> Text:
        rituals = self.sheet.rituals()
        return {lang: "\n".join(_in_words(one, Words(lang)) for one in rituals) for lang in LANGS}

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        panels = two_panels(self, self._panel, lambda side: check_all(self, side, [PICKS]))
        return [moment(N_("Your picks"), panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        words, votes = self.words, self.sheet.votes()
        head = [words("Ritual"), words("How often"), words("Wanted by")]
        body = [
            [
                catalogue()[key].name[words.lang],
                words(CADENCES[catalogue()[key].cadence]),
                words.number(votes[key]),
            ]
            for key in self.sheet.wanted()
            if votes[key]
        ]
        return [moment(N_("What you’d keep"), block(table(head, body)))]

    def decide(self) -> list[Moment]:
        sheet, words = self.sheet, self.words
        panels = [RitualPanel(self, sheet, place).widget for place in range(sheet.lines_open())]
        more = button(words("Add another ritual"), "ot-quiet")
        more.on_click(self.guarded(lambda _: self.open_line()))
        more.layout.display = "" if sheet.lines_open() < MOST else "none"
        zone = text_field(words("Time zone"), sheet.zone(), self.guarded(sheet.keep_zone))
        consent = consent_panel(self, self._record)
        return [
            moment(N_("Rituals and dates"), columns(*panels), more, zone, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided, words = self.decisions.rituals, self.words
        head = [words("Ritual"), words("First time"), words("Invites")]
        body = [
            [
                Html("{}<br><small class='ot-fine'>{}</small>").format(
                    ritual_name(each, words), words(CADENCES[each.cadence])
                ),
                ritual_first(each, words) or words(CADENCES[each.cadence]),
                each.host,
            ]
            for each in (decided.rituals if decided else ())
        ]
        recorded = on_record(self, decided, N_("Your rituals"), block(table(head, body)))
        return [*recorded, self._file()] if decided else recorded

    @property
    def sheet(self) -> RitualTable:
        """What was chosen, and the sheet."""
        return RitualTable(self.stage)

    def open_line(self) -> None:
        """Add a line to the sheet and draw it."""
        self.sheet.open_line()
        self.redraw()

    def _panel(self, side: Side) -> list[w.Widget]:
        return [form(self, side, PICKS)]

    def _record(self, objections: list[str]) -> None:
        self.record(self.sheet.decision(objections))

    def _file(self) -> Moment:
        """Lay the calendar file beside the charter, and say where it is."""
        session, words = self.stage.session, self.words
        files = write(session.charter, calendar_files(self.decisions, session.folder.name))
        lay_ready(self.room, files)
        where = words("Your calendar file is here: {file}", file=files[0].parent)
        names = Html("<li><b>{}</b></li>").each(file.name for file in files)
        note = words(
            "Open it in Outlook, Google Calendar or Apple Calendar. It has a year of dates, "
            "public holidays left out. The kit sends nothing."
        )
        inside = Html("<p>{}</p><ul>{}</ul>").format(where, names)
        code = scan_code(self, NAMES[words.lang])
        return moment(
            N_("The calendar file"), *code, block(inside, "ot-panel"), paragraph(note, "ot-muted")
        )


def _in_words(ritual: Ritual, words: Words) -> str:
    parts = [
        f"{ritual_name(ritual, words)}, {words(CADENCES[ritual.cadence])}",
        ritual_first(ritual, words),
        words("Invites: {role}", role=ritual.host),
    ]
    return " · ".join(part for part in parts if part)
