"""CSV files and workbooks as strangers export them, as streams of text cells."""

from workshop.crm.sheets.file import ExportFile
from workshop.crm.sheets.no_record import Reason
from workshop.crm.sheets.notes import Notes
from workshop.crm.sheets.reader import sheets
from workshop.crm.sheets.sheet import Facts, Format, Sheet, first_rows

__all__ = ["ExportFile", "Facts", "Format", "Notes", "Reason", "Sheet", "first_rows", "sheets"]
