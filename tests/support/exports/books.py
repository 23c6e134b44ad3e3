"""Workbooks as strangers bring them: whole ones, and ones that no program would write."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from struct import pack
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS_SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
    for key in ("office", "table", "text")
)
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def saved(book: Workbook) -> bytes:
    """Return a workbook of openpyxl as XLSX."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx(**tabs: Iterable[Sequence[Any]]) -> bytes:
    """Return an XLSX workbook with these tabs, each with its rows from A1 on."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in tabs.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    return saved(book)


def zipped(**parts: str | bytes) -> bytes:
    """Return a zip of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a zip whose parts somebody changed."""
    with ZipFile(BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    return zipped(**parts)


def xlsx_of(cells: str, calculation: str = "") -> bytes:
    """Return an XLSX workbook whose only tab, “T”, holds exactly this XML of rows."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{cells}</sheetData></worksheet>'
        parts[SHEET] = sheet.encode()
        book = parts["xl/workbook.xml"]
        start, end = book.index(b"<calcPr"), book.index(b"</workbook>")
        parts["xl/workbook.xml"] = book[:start] + calculation.encode() + book[end:]

    return repacked(xlsx(T=[["x"]]), change)


def ods(rows: str, manifest: str = "", name: str = "T") -> bytes:
    """Return an ODS workbook whose only tab holds exactly this XML of rows."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}">{manifest}'
            "</manifest:manifest>",
        }
    )


def ods_row(*cells: str, repeats: int = 1) -> str:
    """Return a row of an ODS workbook; a cell is its text, or XML that begins with ``<``."""
    start = '<table:table-cell office:value-type="string"><text:p>'
    end = "</text:p></table:table-cell>"
    row = "".join(c if c.startswith("<") else f"{start}{c}{end}" for c in cells)
    return f'<table:table-row table:number-rows-repeated="{repeats}">{row}</table:table-row>'


def compound(**streams: bytes) -> bytes:
    """Return a container of old Office files with these streams, small ones in the small place."""
    small = b"".join(_padded(c, MINI) for c in streams.values() if len(c) < CUTOFF)
    sectors: list[bytes] = []
    follows: list[int] = []

    def put(content: bytes) -> int:
        pieces = [content[at : at + SECTOR] for at in range(0, len(content), SECTOR)]
        first = len(sectors)
        sectors.extend(_padded(piece, SECTOR) for piece in pieces)
        follows.extend(range(first + 1, first + len(pieces)))
        follows.extend([END] * bool(pieces))
        return first if pieces else END

    entries: list[bytes] = []
    mini_follows: list[int] = []
    for name, content in streams.items():
        start = put(content) if len(content) >= CUTOFF else len(mini_follows)
        if len(content) < CUTOFF:
            count = -(-len(content) // MINI)
            mini_follows += [*range(start + 1, start + count), END]
        entries.append(_entry(name, 2, start, len(content)))
    root = _entry("Root Entry", 5, put(small), len(small))
    mini = put(pack(f"<{len(mini_follows)}I", *mini_follows))
    directory = put(b"".join([root, *entries]))
    count = -(-(len(sectors) + 1) // (SECTOR // 4 - 1))
    tables = list(range(len(sectors), len(sectors) + count))
    table = _padded(pack(f"<{len(follows) + count}I", *follows, *[TABLE] * count), SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<5H", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + pack("<9I", 0, count, directory, 0, CUTOFF, mini, 1, END, 0)
    header += pack("<109I", *tables, *[FREE] * (109 - count))
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    rest = pack("<HBB3I", len(written), kind, 1, FREE, FREE, 1 if kind == 5 else FREE)
    return _padded(written, 64) + rest + bytes(36) + pack("<3I", start, size, 0)


def _padded(content: bytes, size: int, by: bytes = b"\0") -> bytes:
    return content + by * (-len(content) % size)


def record(kind: int, *parts: bytes) -> bytes:
    """Return a record of an old XLS workbook."""
    content = b"".join(parts)
    return pack("<2H", kind, len(content)) + content


def xls_text(row: int, column: int, text: str) -> bytes:
    """Return a cell of an old XLS workbook that holds a text."""
    return record(0x0204, pack("<4HB", row, column, 0, len(text), 1), text.encode("utf-16-le"))


def xls(cells: Iterable[bytes], extra: bytes = b"") -> bytes:
    """Return an old XLS workbook whose only tab, “T”, holds these cells."""
    begin, end = record(0x0809, pack("<2H", 0x0600, 5), bytes(12)), record(0x000A)
    start = len(begin) + len(extra) + 4 + 9 + len(end)
    tab = record(0x0085, pack("<I2B2B", start, 0, 0, 1, 0), b"T")
    sheet = record(0x0809, pack("<2H", 0x0600, 16), bytes(12)) + b"".join(chain(cells)) + end
    book = begin + extra + tab + end + sheet
    return compound(Workbook=book, SummaryInformation=bytes(100))
