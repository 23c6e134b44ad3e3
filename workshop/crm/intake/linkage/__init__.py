"""Tables brought together: ids led to keys, each person once, ids hidden."""
