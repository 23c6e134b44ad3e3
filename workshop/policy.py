"""Thresholds that protect people, each with its reason."""

from __future__ import annotations

FEWEST_ANSWERS = 5
"""Of a side, an item or a personal question: with fewer, colleagues guess whose answer it is."""
FEWEST_COLLEAGUES = 7
"""Behind a figure of a team in the company's own CRM: the smaller the group, the more a figure
watches each of its members. (BAG, 26 July 1994, 1 ABR 6/94, took a group of five or six for that.)
"""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 5, 20
"""What a workshop may choose: below, nobody is covered; above, no team is ever seen."""
