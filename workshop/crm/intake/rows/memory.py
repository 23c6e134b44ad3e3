"""A database in memory that never writes anything down."""

from __future__ import annotations

import ibis


def memory() -> ibis.BaseBackend:
    """Return an empty DuckDB in memory; what does not fit is refused, not spilled to disk."""
    connection = ibis.duckdb.connect()
    connection.raw_sql("set temp_directory = ''; set enable_progress_bar = false")
    return connection
