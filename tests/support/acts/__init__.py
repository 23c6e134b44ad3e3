"""The acts, and people in them, without a browser."""
