"""Act 2: one customer's way, everybody's way, two clocks, and promises in both directions."""
