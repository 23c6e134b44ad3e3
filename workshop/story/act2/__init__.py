"""Act 2: promises in both directions."""
