"""Workbooks as sheets: XLSX, XLS and ODS, opened with care."""
