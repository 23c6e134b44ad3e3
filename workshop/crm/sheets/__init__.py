"""CSV files and workbooks as strangers export them, as streams of text cells."""

from workshop.crm.sheets.file import ExportFile
from workshop.crm.sheets.reader import sheets
from workshop.crm.sheets.sheet import Facts, Format, Sheet, first_rows
from workshop.crm.sheets.sieve import Reason

__all__ = ["ExportFile", "Facts", "Format", "Reason", "Sheet", "first_rows", "sheets"]
