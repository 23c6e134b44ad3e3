"""Act 3: the sheet of joint numbers."""
