"""What tests share: worlds to run in, people to act in them, data and faults by chance."""
