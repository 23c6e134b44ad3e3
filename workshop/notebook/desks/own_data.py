"""Before the first act: bring an export, see what was understood, see what became of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.acts import LOOK_AROUND
from workshop.command import command
from workshop.crm.folder import ENDINGS
from workshop.crm.intake.dialogue.answering import answered, as_proposed
from workshop.crm.intake.dialogue.explained import OWNERS
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.dialogue.sorting import sort_out
from workshop.crm.intake.evening import LoneLastDayError
from workshop.crm.intake.importing import check_currency
from workshop.crm.intake.load import take_in
from workshop.crm.mapping import MAPPING_FILE, changed
from workshop.crm.sheets import ExportFile
from workshop.crm.store import with_traces, write_crm
from workshop.errors import WorkshopError
from workshop.kpis.core.scope import Scope
from workshop.notebook.desks.own_files import brought
from workshop.notebook.desks.own_sheets import OwnSheets
from workshop.notebook.desks.rows_behind import rows_behind
from workshop.notebook.frame.handler import handled
from workshop.notebook.frame.navigation import link
from workshop.policy import FEWEST_COLLEAGUES, HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.widgets.elements import Html, block, button, classed, heading, paragraph, rows
from workshop.widgets.fields import choice, text_field
from workshop.widgets.first_number import first_number_html, not_yet_html
from workshop.widgets.guard import Notice
from workshop.widgets.intake import (
    UNDECIDED,
    doubt_field,
    outside_html,
    report_widget,
    understood_html,
)
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.dialogue.sorting import Sorting
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.intake.load import Intake
    from workshop.crm.mapping import CrmMapping
    from workshop.crm.source_files import Export
    from workshop.crm.traces import Traced
    from workshop.story.context import Stage

STEPS = (N_("Bring"), N_("Understand"), N_("Check"), N_("Done"))


class OwnData:
    """Four steps: files, what was understood, what became of the rows, the first number.

    Nothing is written before the last step, and then only what the report has shown.

    Args:
        stage: the session the data is for.
    """

    key: ClassVar[str] = "own_data"

    def __init__(self, stage: Stage) -> None:
        self.stage, self.room, self.words = stage, stage.room, stage.words
        self.notice = Notice(self.words)
        self.widget = classed(w.VBox(), "ot-activity")
        self._place = ""
        self._export: Export | None = None
        self._proposal: Proposal | None = None
        self._intake: Intake | None = None
        self._owners = False
        self._fewest_colleagues = FEWEST_COLLEAGUES
        self._upload = self._upload_field()
        # The notice stands even where nothing else may, so that its error is seen.
        self.widget.children = [self.notice.widget]
        self.guarded(self._show_files)()

    def reopen(self) -> None:
        """Be opened once more; nothing that was begun here is lost."""
        self.refresh()

    def refresh(self) -> None:
        """Take no notice of the room: this happens before it fills."""

    def tick(self) -> None:
        """Show no clock."""

    def guarded(self, handler: Callable[..., None]) -> Callable[..., None]:
        """Return the handler with its errors shown here."""
        return handled(self.room, self.notice, handler)

    def _draw(self, step: int, *body: w.Widget) -> None:
        self.widget.children = [self._bar(step), *body, self.notice.widget]

    def _bar(self, step: int) -> w.Widget:
        marks = []
        for number, name in enumerate(STEPS):
            mark = button(f"{number + 1} {self.words(name)}", "ot-beat")
            mark.add_class("ot-beat-now" if number == step else "ot-beat-other")
            mark.disabled = number != step
            marks.append(mark)
        return classed(w.HBox(marks), "ot-beats")

    def _button(self, label: str, press: Callable[[], None], *, primary: bool = False) -> w.Button:
        made = button(label, *(("ot-primary", "ot-onward") if primary else ("ot-quiet",)))
        made.on_click(self.guarded(lambda _: press()))
        return made

    def _upload_field(self) -> w.FileUpload:
        field = w.FileUpload(
            accept=",".join(ENDINGS), multiple=True, description=self.words("Choose files")
        )
        return classed(field, "ot-button", "ot-primary")

    # Step 1: bring

    def _show_files(self) -> None:
        self._check_free()
        words = self.words
        prompt = words("Bring the export from your CRM: contacts, deals, whatever you have.")
        promise = words(
            "CSV or Excel, just as it comes. Names, email addresses and phone numbers "
            "are left out, IDs are hashed and nothing leaves this computer."
        )
        path = text_field(
            words("Or say where the files are on this computer"),
            self._place,
            self._set_place,
            hint=words("a file or a folder"),
        )
        self._draw(
            0,
            paragraph(prompt, "ot-prompt"),
            block(Html("<p class='ot-muted'>{}</p>").format(promise)),
            rows(self._upload, path),
            self._button(words("Read them") + " →", self._read, primary=True),
        )

    def _set_place(self, place: str) -> None:
        self._place = place

    def _check_free(self) -> None:
        """Refuse where decisions rest on other data already."""
        if self.room.state.decisions:
            raise WorkshopError(
                N_("You’ve already decided things in this session, based on the data you had."),
                found="{session}",
                hint=N_("Start a new session for other data: {command} --session NAME"),
                command=command(),
                session=self.stage.session.folder.name,
            )

    def _read(self) -> None:
        files = (
            ExportFile(one["name"], content=bytes(one["content"])) for one in self._upload.value
        )
        self._export = brought(files, self._place)
        sorting = sort_out(self._export)
        (self._show_sheets if sorting.doubts else self._propose)(sorting)

    def _show_sheets(self, sorting: Sorting) -> None:
        """Ask what is in the sheets that nothing recognises, before anything is proposed."""
        asked = OwnSheets(sorting, self.words, self.guarded, self._propose, self._show_files)
        self._draw(1, asked.widget)

    def _propose(self, sorting: Sorting) -> None:
        if self._export is not None:
            self._proposal = propose(self._export, sorting.told)
            self._show_proposal()

    # Step 2: understand

    def _show_proposal(self) -> None:
        proposal, words = self._proposal, self.words
        if proposal is None:
            return
        doubts = [
            doubt_field(doubt, words, self.guarded(lambda answer, d=doubt: self._decide(d, answer)))
            # What only a person can say stands first; the rest is there to be corrected.
            for doubt in sorted(proposal.doubts, key=lambda one: one.is_answered)
        ]
        asked = [heading(words("Where we’re not sure")), *doubts] if doubts else []
        owners = self._owner_box(proposal)
        self._draw(
            1,
            paragraph(words("This is how we read your files. Have we got it right?"), "ot-prompt"),
            *asked,
            block(understood_html(proposal, words), "ot-wide"),
            block(outside_html(proposal, words)),
            *owners,
            self._button(words("Yes, check the rows") + " →", self._check, primary=True),
            self._button("← " + words("Choose other files"), self._show_files),
        )

    def _decide(self, doubt: Doubt, answer: str) -> None:
        if self._proposal is not None and answer != UNDECIDED and doubt in self._proposal.doubts:
            self._proposal = answered(self._proposal, doubt, answer)
            self._show_proposal()

    def _owner_box(self, proposal: Proposal) -> list[w.Widget]:
        if not proposal.owners:
            return []
        named = ", ".join(one for columns in proposal.owners.values() for one in columns)
        consequence = self.words(OWNERS, k=self._fewest_colleagues)
        box = w.Checkbox(value=self._owners, description=consequence, indent=False)
        sizes = [(str(k), k) for k in range(LOWEST_THRESHOLD, HIGHEST_THRESHOLD + 1)]
        label = self.words("Minimum number of record owners per group")
        need = self.guarded(self._need_colleagues)
        size = choice(label, sizes, self._fewest_colleagues, need)

        def keep(owners: bool) -> None:  # noqa: FBT001 - what a tick says
            self._owners = owners
            size.layout.display = "" if owners else "none"

        box.observe(lambda change: keep(change["new"]), "value")
        keep(self._owners)
        about = self.words("Left out because it points to colleagues: {columns}", columns=named)
        return [
            block(Html("<p class='ot-muted'>{}</p>").format(about)),
            classed(w.VBox([box]), "ot-tick"),
            size,
        ]

    def _need_colleagues(self, fewest: int) -> None:
        self._fewest_colleagues = fewest
        self._show_proposal()

    def _mapping(self, proposal: Proposal) -> CrmMapping:
        """Return the mapping with what was said about colleagues."""
        return changed(
            proposal.mapping, owners=self._owners, fewest_colleagues=self._fewest_colleagues
        )

    # Step 3: check

    def _check(self) -> None:
        if self._proposal is None or self._export is None:
            return
        self._refuse_open(self._proposal)
        # The questions stay: whoever comes back finds them as they were.
        mapping = self._mapping(as_proposed(self._proposal))
        check_currency(self._export, mapping)
        today = self.stage.today
        try:
            self._intake = take_in(self._export, mapping, today, private=True, thorough=True)
        except LoneLastDayError as error:
            doubts = (*self._proposal.doubts, error.doubt)
            self._proposal = replace(self._proposal, doubts=doubts)
            self._show_proposal()
            return
        words = self.words
        prompt = words("This is what became of your rows. Nothing has been imported yet.")
        self._draw(
            2,
            paragraph(prompt, "ot-prompt"),
            report_widget(self._intake.report, words),
            self._button(words("Work with this data") + " →", self._keep, primary=True),
            self._button("← " + words("Back"), self._show_proposal),
        )

    def _refuse_open(self, proposal: Proposal) -> None:
        if any(not doubt.is_answered for doubt in proposal.doubts):
            raise WorkshopError(
                N_("One question is still open."),
                hint=N_("It’s above, under “Where we’re not sure”."),
            )

    # Step 4: done

    def _keep(self) -> None:
        if self._proposal is None or self._intake is None:
            return
        self._check_free()
        session = self.stage.session
        mapping = self._mapping(as_proposed(self._proposal))
        write_crm(self._intake, mapping, session.crm, name=self._name())
        (session.folder / MAPPING_FILE).write_text(mapping.to_yaml(), encoding="utf-8")
        self._upload = self._upload_field()
        self._show_done(with_traces(self._intake, mapping, self._name()))

    def _name(self) -> str:
        files = self._export.files if self._export else ()
        return Path(files[0].name).stem if len(files) == 1 else self.stage.session.folder.name

    def _show_done(self, traced: Traced) -> None:
        words = self.words
        scope = Scope.of(self.stage.crm)
        kept = words(
            "Your data is in this session. How it was read is kept in {file}: next "
            "quarter, “{command} import … --mapping” uses it to read your data the same "
            "way again.",
            file=self.stage.session.folder / MAPPING_FILE,
            command=command(),
        )
        self._draw(
            3,
            paragraph(words("Your data, your first number."), "ot-prompt"),
            block(first_number_html(scope, words), "ot-panel"),
            block(not_yet_html(scope, words)),
            block(Html("<p class='ot-muted'>{}</p>").format(kept)),
            rows_behind(traced, words, self.guarded),
            block(link(LOOK_AROUND, words, words("Look around the data")), "ot-onward"),
        )
