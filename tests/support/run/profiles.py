"""How thorough a run is: by day every rule once, at night each in both languages and much longer.

The night is `.ci/night`, or anybody who sets ``WORKSHOP_TESTS=night``. With ``slips``, what fails
fails at once: whoever breaks the code on purpose needs no smallest example.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

from workshop.words import LANGS

if TYPE_CHECKING:
    from workshop.words import Lang

NIGHT = os.environ.get("WORKSHOP_TESTS") == "night"
SLIPS = os.environ.get("WORKSHOP_TESTS") == "slips"
LONGER = 10
"""How many times as many made-up examples a night draws."""


def spoken(lang: Lang) -> tuple[Lang, ...]:
    """Return the languages of a long test: one by day, both at night."""
    return LANGS if NIGHT else (lang,)


def examples(n: int) -> int:
    """Return how many examples are made up for a rule that `n` of them show well."""
    return n * LONGER if NIGHT else n


def register() -> None:
    """Let hypothesis take its time: a busy machine is no failure.

    By day the same examples are drawn each time, so that a change is judged by what it changed;
    the night looks for new ones.
    """
    settings.register_profile(
        "kit",
        deadline=None,
        max_examples=examples(50),
        print_blob=True,
        derandomize=not NIGHT,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[one for one in Phase if not (SLIPS and one is Phase.shrink)],
    )
    settings.load_profile("kit")
    if not NIGHT:
        # Constants of whatever modules a worker has loaded by then would be drawn as well.
        providers._get_local_constants = lambda: providers._local_constants
