"""The charter as a Word document: the poster on a landscape page, the annex on pages behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop.charter.annex import annex
from workshop.charter.fit import fitted
from workshop.charter.legible import legible
from workshop.charter.wording import posters
from workshop.colours import LIGHT
from workshop.packages import loading
from workshop.side import MARKS
from workshop.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from workshop.charter.block import Block
    from workshop.charter.document import Charter
    from workshop.charter.fit import Fit
    from workshop.charter.poster import Item

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day a ZIP file can hold; the same charter makes the same bytes on any day."""
WIDTH, MARGIN = 277, 10
"""Millimetres of a landscape page of A4, between its margins."""
STYLES = {"quote": "Intense Quote", "item": "List Bullet", "objection": "Quote"}
"""Kind of a block to Word's own style, so that people can change all of a kind at once."""


@cache
def word(charter: Charter) -> bytes:
    """Return the charter as DOCX; the same bytes for the same charter.

    Raises:
        WorkshopError: if this computer blocks or lacks what writes it.
    """
    with loading():
        import docx  # noqa: PLC0415 - a computer may block it; the other files need none of it
    readable = legible(charter)
    fit = fitted(posters(readable))
    document = docx.Document()
    _Poster(document, fit).write()
    _annex(document, readable)
    _describe(document, fit.poster.title, charter.lang)
    written = BytesIO()
    document.save(written)
    return _ageless(written.getvalue())


class _Poster:
    """Writes page 1 into a document.

    Args:
        document: still empty.
        fit: what it says, and how large.
    """

    def __init__(self, document: Document, fit: Fit) -> None:
        self.document, self.poster, self.size, self.weights = document, *fit

    def write(self) -> None:
        self._turn_page()
        poster = self.poster
        self._line(self.document.add_paragraph(), poster.kicker, 0.85, "both")
        head = self.document.add_heading(level=1)
        self._line(head, poster.title, 1.7, "ink")
        self._line(self.document.add_paragraph(), poster.version, 0.85, "muted")
        for notice in poster.notices:
            self._line(self.document.add_paragraph(), notice, 1, "both")
        if poster.customer:
            self._line(self.document.add_paragraph(), poster.label, 0.85, "both")
            self._line(self.document.add_paragraph(), poster.customer, 2.1, "ink")
        if poster.line:
            self._line(self.document.add_paragraph(), poster.line, 1.2, "ink", bold=True)
        if poster.columns:
            self._columns()
        self._signatures()
        self._line(self.document.add_paragraph(), " ".join(poster.feet), 0.8, "muted")

    def _turn_page(self) -> None:
        from docx.enum.section import WD_ORIENT  # noqa: PLC0415
        from docx.shared import Mm  # noqa: PLC0415

        page = self.document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(WIDTH + 2 * MARGIN), Mm(210)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)

    def _columns(self) -> None:
        poster = self.poster
        table = self._table(tuple(weight / len(self.weights) for weight in self.weights))
        for cell, column in zip(table.rows[0].cells, poster.columns, strict=True):
            for part in column:
                mark = f"{MARKS[part.side]} " if part.side else ""
                head = self._in(cell)
                self._line(head, f"{mark}{part.title}", 1.15, part.side or "both", bold=True)
                for item in part.items:
                    self._item(cell, item)

    def _item(self, cell: _Cell, item: Item) -> None:
        if item.title:
            self._line(self._in(cell), item.title, 1.05, "ink", bold=True)
        if item.big:
            self._line(self._in(cell), item.big, 1.8, "both", bold=True)
        if item.text:
            self._line(self._in(cell), item.text, 1, "ink")
        for note in item.notes:
            self._line(self._in(cell), note, 0.82, "muted")
        for side, owner in (("sales", item.sales), ("marketing", item.marketing)):
            if owner:
                self._line(self._in(cell), f"{MARKS[side]} {owner}", 0.85, side)
        cell.paragraphs[-1].paragraph_format.space_after = self._points(0.7)

    def _signatures(self) -> None:
        poster = self.poster
        table = self._table((0.22, 0.22, 0.34, 0.22))
        table.style = "Table Grid"
        cells = table.rows[0].cells
        for cell, stamp in zip(cells[:2], poster.stamps, strict=True):
            if stamp.role:
                self._line(self._in(cell), stamp.role, 1.2, stamp.side, bold=True)
            self._line(self._in(cell), f"{MARKS[stamp.side]} {stamp.note}", 0.9, stamp.side)
            self._line(self._in(cell), poster.signed, 0.85, "muted")
        for label, text in poster.beside:
            self._line(self._in(cells[2]), f"{label} {text}", 0.9, "ink")
        for n, text in enumerate(poster.reunion):
            self._line(self._in(cells[3]), text, 1.2 if n else 0.85, "both", bold=bool(n))

    def _table(self, shares: tuple[float, ...]) -> Table:
        from docx.shared import Mm  # noqa: PLC0415

        table: Table = self.document.add_table(rows=1, cols=len(shares))
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(WIDTH * share)
            for cell in column.cells:
                cell.width = Mm(WIDTH * share)
        return table

    def _in(self, cell: _Cell) -> Paragraph:
        """Return a new paragraph of a cell; the one that every cell has is used first."""
        only: Paragraph = cell.paragraphs[0]
        if len(cell.paragraphs) == 1 and not only.text:
            return only
        another: Paragraph = cell.add_paragraph()
        return another

    def _line(
        self, line: Paragraph, text: str, times: float, colour: str, *, bold: bool = False
    ) -> None:
        from docx.shared import Pt, RGBColor  # noqa: PLC0415

        run = line.add_run(text)
        run.font.size, run.bold = self._points(times), bold or None
        run.font.color.rgb = RGBColor.from_string(LIGHT[colour].removeprefix("#").upper())
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = 1.0

    def _points(self, times: float) -> int:
        from docx.shared import Pt  # noqa: PLC0415

        return Pt(round(2 * self.size * times) / 2)


def _annex(document: Document, charter: Charter) -> None:
    """Write the annex on portrait pages of its own."""
    from docx.enum.section import WD_ORIENT, WD_SECTION  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    page = document.add_section(WD_SECTION.NEW_PAGE)
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    words = Words(charter.lang)
    document.add_heading(words("Annex"), level=1)
    for section in annex(charter):
        document.add_heading(section.title, level=2)
        for block in section.blocks:
            _block(document, block)


def _block(document: Document, block: Block) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    if block.kind == "head":
        document.add_heading(block.text, level=3)
        return
    line = document.add_paragraph(style=STYLES.get(block.kind))
    if block.label:
        line.add_run(f"{block.label}\n" if block.kind == "code" else f"{block.label} ").bold = True
    run = line.add_run(block.text)
    run.italic = True if block.kind == "open" else None
    if block.kind == "code":
        run.font.name, run.font.size = "Consolas", Pt(8)
    elif block.kind == "small":
        run.font.size = Pt(9)


def _describe(document: Document, title: str, lang: str) -> None:
    """Say title and language, and no day and nobody's name: the document is of its charter only."""
    about = document.core_properties
    about.title, about.author, about.comments = title[:255], "", ""
    about.language = {"de": "de-DE", "en": "en-GB"}[lang]
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _ageless(written: bytes) -> bytes:
    """Return a DOCX whose parts have no date of their own."""
    again = BytesIO()
    with ZipFile(BytesIO(written)) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()
