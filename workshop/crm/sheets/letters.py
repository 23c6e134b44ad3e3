"""Which encoding a text file has, and its bytes as UTF-8, some megabytes at a time."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from workshop.crm.sheets.problems import EXPORT_AGAIN, no_table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from workshop.crm.sheets.file import ExportFile
    from workshop.errors import WorkshopError

UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
CODECS = {UTF_8: "utf-8-sig", UTF_16: "utf-16", WINDOWS: "cp1252"}
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD_BLOCK = 1 << 16
BLOCK = 1 << 22
"""Bytes at a time; the first ones are few, because often only the header is wanted."""
LONGEST_LINE = 1 << 24
"""Letters without a line end; nobody exports a table like that."""


def encoding(file: ExportFile) -> str:
    """Return ``UTF-8``, ``UTF-16`` or ``Windows-1252``, the first that every byte obeys.

    Reads the whole file once, in pieces: a letter that shows late what it is must not stop a
    reader half way.

    Raises:
        WorkshopError: if it is no text in any of them, or breaks off in the middle of a letter.
    """
    head = file.head(len(codecs.BOM_UTF8))
    if head.startswith(UTF_16_MARKS):
        return _checked(file, UTF_16)
    try:
        return _checked(file, UTF_8)
    except UnicodeDecodeError:
        if head == codecs.BOM_UTF8:
            raise _no_text(file) from None
    return _checked(file, WINDOWS)


def _checked(file: ExportFile, name: str) -> str:
    """Return the encoding's name; UTF-8 that fails tells by `UnicodeDecodeError`."""
    try:
        with file.opened() as stream:
            _check_letters(file, stream, name)
    except UnicodeDecodeError as error:
        if name == UTF_8:
            raise
        raise _no_text(file) from error
    return name


def _check_letters(file: ExportFile, stream: BinaryIO, name: str) -> None:
    decoder = codecs.getincrementaldecoder(CODECS[name])()
    length, beyond_ascii = 0, False
    while chunk := stream.read(BLOCK):
        letters = decoder.decode(chunk)
        beyond_ascii |= not letters.isascii()
        ended = max(letters.rfind("\n"), letters.rfind("\r")) + 1
        length = len(letters) - ended + (0 if ended else length)
        if "\0" in letters or length > LONGEST_LINE:
            raise _no_text(file)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        # A lone byte may be a Windows letter; after letters in UTF-8 it is half a letter.
        if name == UTF_8 and not beyond_ascii:
            raise
        raise no_table(file, N_("{file} breaks off in the middle."), EXPORT_AGAIN) from None


def _no_text(file: ExportFile) -> WorkshopError:
    return no_table(file, N_("{file} holds bytes that are no text."))


def blocks(file: ExportFile, name: str, start: int = 0) -> Iterator[bytes]:
    """Yield a text file as UTF-8 without byte order mark, in blocks that end where lines end.

    Args:
        file: which one.
        name: its encoding, see `encoding`.
        start: how many bytes of the first line to leave out.

    Raises:
        WorkshopError: if its bytes no longer obey the encoding.
    """
    rest = b""
    for chunk in _recoded(file, name):
        whole, rest = _cut(rest + chunk)
        if whole:
            yield whole[start:]
            start = 0
    if rest:
        yield rest[start:]


def _recoded(file: ExportFile, name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(CODECS[name])()
    size = HEAD_BLOCK
    try:
        with file.opened() as stream:
            while chunk := stream.read(size):
                yield decoder.decode(chunk).encode()
                size = BLOCK
            yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise _no_text(file) from error


def _cut(text: bytes) -> tuple[bytes, bytes]:
    """Return whole lines, and the rest; a carriage return at the end may be half a line end."""
    end = text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, -1) + 1
    return text[:end], text[end:]
