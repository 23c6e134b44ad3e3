"""The checkout the tests run in: its root and what it ships.

Tests move between folders; a path counted up from a test's own place would move with it.
"""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
GUIDE = ROOT / "facilitator_guide.md"
