"""What the source and what it draws say: calls, messages, tags, charts."""
