"""A room, and what is done in it, without a browser."""
