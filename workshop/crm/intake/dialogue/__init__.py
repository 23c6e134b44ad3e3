"""What the kit proposes, what it asks, and what the answers change."""
