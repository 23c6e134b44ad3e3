"""What every station has: who is done, what is missing, consent, earlier rounds."""
