"""Cases that people sort: their words, and how they were sorted."""
