"""Act 5: what is missing in the charter, and the signatures."""
