"""XML in pieces, for parts of workbooks that are too large to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Protocol
from xml.parsers import expat

from workshop.crm.sheets.errors import damaged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.sheets.file import ExportFile

Attributes = dict[str, str]


class Reader(Protocol):
    """Listens to elements and text; names come without their namespace."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear an element end."""

    def text(self, text: str) -> None:
        """Hear text, perhaps not all at once."""


def read_xml(file: ExportFile, chunks: Iterable[bytes], reader: Reader) -> None:
    """Read a part of a workbook aloud to a reader.

    Raises:
        WorkshopError: if it is no well-formed XML, or defines entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: reader.start(_local(name), _plain(found))
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text

    def refuse(*_: object) -> NoReturn:
        # Workbooks define no entities; whoever does wants few bytes to become many.
        raise damaged(file)

    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(file) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _plain(attributes: Attributes) -> Attributes:
    return {_local(name): value for name, value in attributes.items()}
