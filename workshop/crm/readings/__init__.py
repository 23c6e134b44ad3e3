"""What the text in a cell means: numbers, moments, yes or no, choices, and nothing at all.

Each reading is DuckDB SQL over one text column, because an export may have ten million rows. A
cell that fits no shape is never guessed at: it reads as null, and the reader sets its row aside
or refuses the file.
"""
