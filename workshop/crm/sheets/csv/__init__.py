"""Text files as sheets: encoding, delimiter, quotes, rows."""
