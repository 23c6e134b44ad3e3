"""One person alone: the other side is played, every answer gets an echo, hints come in steps."""
