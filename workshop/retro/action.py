"""An action of an earlier version: who does what by when, and how everybody sees that it is done.

Retrospectives end in experiments now (see `workshop.retro.experiment`); what was decided before is
still read and shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - pydantic reads it


@dataclass(frozen=True)
class Action:
    """One action.

    Attributes:
        what: what is done.
        owner: the role that sees to it, not a person's name.
        due: the day by which it is done.
        done_when: what everybody can see then.
    """

    what: str
    owner: str
    due: date
    done_when: str
