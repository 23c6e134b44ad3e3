"""How long a case has to succeed: one number for rules, KPIs, the journey and the terminal."""

from __future__ import annotations

WINDOW_DAYS = 180
"""Days a lead has to succeed unless somebody says otherwise."""
