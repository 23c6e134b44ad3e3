"""Act 0: the rules of the room."""
