"""Act 4: the board of the retrospective."""
