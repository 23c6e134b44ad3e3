"""How an export becomes tables: text in memory, read, set aside, hidden, reported."""
