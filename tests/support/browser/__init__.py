"""A real browser, and people and phones in it."""
