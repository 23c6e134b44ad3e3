"""What a workshop decides, as data: types, their reader, and the words they are shown in."""
