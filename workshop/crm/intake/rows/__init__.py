"""One sheet of an export as rows: what its cells mean, which rows are kept, which set aside."""
