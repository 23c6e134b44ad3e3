"""Columns and words that name people: never kept, and noticed in lists."""
