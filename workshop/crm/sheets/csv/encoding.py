"""Which encoding a text file has, and its bytes as UTF-8, some megabytes at a time."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.sheets.errors import EXPORT_AGAIN, damaged, no_table
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from workshop.crm.sheets.file import ExportFile
    from workshop.errors import WorkshopError

UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
CODECS = {UTF_8: "utf-8-sig", UTF_16: "utf-16", WINDOWS: "cp1252"}
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD_BLOCK = 1 << 16
BLOCK = 1 << 22
"""Bytes at a time; the first ones are few, because often only the header is wanted."""
LONGEST_LINE = 1 << 24
"""Letters without a line end; nobody exports a table like that."""
MOST_STRAY = 0.02
"""Share of bytes that may be no text; where more are, the file is something else."""
STRAY = "\0"
"""Stands where a byte is no text."""
MARKED = "workshop.stray"
SURROGATES = re.compile("[\udc80-\udcff]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_C1 = re.compile("[\x80-\x9f]")
_GARBLED = re.compile("(?:[ÂÃ]|â€)[{}]".format(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")))
"""Letters in UTF-8 that stand in a Windows file, as somebody puts two exports together."""


class Encoding(NamedTuple):
    """How the bytes of a text file are read.

    Attributes:
        name: ``UTF-8``, ``UTF-16`` or ``Windows-1252``.
        stray: whether a few bytes do not obey it.
    """

    name: str
    stray: bool = False


def encoding_of(file: ExportFile) -> Encoding:
    """Return the first encoding that every byte obeys, a few stray ones aside.

    Reads the whole file once, in pieces: a letter that shows late what it is must not stop a
    reader half way. Text that is UTF-8 but for some bytes stays UTF-8; as Windows-1252 all its
    umlauts would be garbled.

    Raises:
        WorkshopError: if it is no text in any of them, or breaks off in the middle of a letter.
    """
    head = file.head(len(codecs.BOM_UTF8))
    if head.startswith(UTF_16_MARKS):
        return _checked(file, UTF_16)
    try:
        return _checked(file, UTF_8)
    except UnicodeDecodeError:
        good, bad = _letters(file)
        if head == codecs.BOM_UTF8 or good >= bad:
            return _few(file, UTF_8, bad)
    return _checked(file, WINDOWS)


def _checked(file: ExportFile, name: str) -> Encoding:
    """Return the encoding; UTF-8 that fails tells by `UnicodeDecodeError`."""
    try:
        with file.opened() as stream:
            return _few(file, name, _check_letters(file, stream, name))
    except UnicodeDecodeError as error:
        if name == UTF_8:
            raise
        raise _no_text(file) from error


def _few(file: ExportFile, name: str, stray: int) -> Encoding:
    if stray > MOST_STRAY * file.size:
        raise _no_text(file)
    return Encoding(name, stray > 0)


def _letters(file: ExportFile) -> tuple[int, int]:
    """Return how many letters beyond ASCII obey UTF-8, and how many bytes do not."""
    decoder = codecs.getincrementaldecoder(CODECS[UTF_8])("surrogateescape")
    good = bad = 0
    with file.opened() as stream:
        while chunk := stream.read(BLOCK):
            letters = decoder.decode(chunk)
            wrong = len(SURROGATES.findall(letters))
            bad += wrong + letters.count(STRAY)
            good += len(BEYOND_ASCII.findall(letters)) - wrong
    return good, bad + len(decoder.decode(b"", final=True))


def _check_letters(file: ExportFile, stream: BinaryIO, name: str) -> int:
    """Return how many letters are none."""
    decoder = codecs.getincrementaldecoder(CODECS[name])(_errors(name, stray=True))
    length, beyond_ascii, stray = 0, False, 0
    while chunk := stream.read(BLOCK):
        letters = decoder.decode(chunk)
        beyond_ascii |= not letters.isascii()
        ended = max(letters.rfind("\n"), letters.rfind("\r")) + 1
        length = len(letters) - ended + (0 if ended else length)
        # Looking for one is many times as fast as counting them.
        stray += letters.count(STRAY) if STRAY in letters else 0
        if length > LONGEST_LINE:
            raise _no_text(file)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        # A lone byte may be a Windows letter; after letters in UTF-8 it is half a letter.
        if name == UTF_8 and not beyond_ascii:
            raise
        raise no_table(file, N_("{file} breaks off halfway through."), EXPORT_AGAIN) from None
    return stray


def _errors(name: str, *, stray: bool) -> str:
    """Return how a decoder takes what is no letter; UTF-8 finds that out by failing once."""
    return MARKED if stray and name == WINDOWS else "strict"


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Put `STRAY` in the place of bytes that are no letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return STRAY * (error.end - error.start), error.end


codecs.register_error(MARKED, _marked)


def _no_text(file: ExportFile) -> WorkshopError:
    # Some CRMs call text XLS; what is neither text nor a workbook was one that broke.
    if file.name.lower().endswith(WORKBOOKS):
        return damaged(file)
    return no_table(file, N_("{file} contains bytes that aren’t text."))


def blocks(file: ExportFile, encoding: Encoding, start: int = 0) -> Iterator[bytes]:
    """Yield a text file as UTF-8 without byte order mark, in blocks that end where lines end.

    Args:
        file: which one.
        encoding: see `encoding_of`; a stray byte becomes `STRAY`.
        start: how many bytes of the first line to leave out.

    Raises:
        WorkshopError: if its bytes no longer obey the encoding.
    """
    rest = b""
    for chunk in _recoded(file, encoding):
        whole, rest = _cut(rest + chunk)
        if whole:
            yield whole[start:]
            start = 0
    if rest:
        yield rest[start:]


def _recoded(file: ExportFile, encoding: Encoding) -> Iterator[bytes]:
    errors = MARKED if encoding.stray else "strict"
    decoder = codecs.getincrementaldecoder(CODECS[encoding.name])(errors)
    plain = _GARBLED.sub if encoding.name == WINDOWS else _C1.sub
    mend = _stray if encoding.name == WINDOWS else _windows
    size = HEAD_BLOCK
    try:
        with file.opened() as stream:
            while chunk := stream.read(size):
                letters = decoder.decode(chunk)
                yield (letters if letters.isascii() else plain(mend, letters)).encode()
                size = BLOCK
            yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise _no_text(file) from error


def _windows(found: re.Match[str]) -> str:
    """Return the Windows letter for one that no text holds: somebody read it as Latin-1."""
    return found[0].encode("latin-1").decode("cp1252", MARKED)


def _stray(found: re.Match[str]) -> str:
    return STRAY * len(found[0])


def _cut(text: bytes) -> tuple[bytes, bytes]:
    """Return whole lines, and the rest; a carriage return at the end may be half a line end."""
    end = text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, -1) + 1
    return text[:end], text[end:]
