"""The live server: phones and the presenter view, and nothing else, on the room's network."""
