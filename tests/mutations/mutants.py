"""The slips that the tests have to notice, room by room."""

from __future__ import annotations

from mutations.data import DATA
from mutations.figures import FIGURES
from mutations.house import HOUSE
from mutations.people import PEOPLE

MUTANTS = (*HOUSE, *DATA, *FIGURES, *PEOPLE)
