"""Alone at the table: who is played, what they say, and what that is worth."""
