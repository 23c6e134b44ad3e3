"""Thresholds that protect people, each with its reason."""

FEWEST_ANSWERS = 5
"""Of a side, an item or a personal question: with fewer, colleagues guess whose answer it is."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 5, 20
"""What a workshop may choose: below, nobody is covered; above, no team is ever seen."""
