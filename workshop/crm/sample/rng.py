"""Seeded draws that give the same numbers on any machine and with any NumPy.

NumPy promises its bit streams, not what its distributions make of them; so only uniform
numbers are taken from it, and every distribution here is built from those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Choices = tuple[tuple[str, str], ...]


def weights(table: Mapping[str, float], choices: Choices) -> Floats:
    """Return one number per choice of the schema, in its order.

    Raises:
        KeyError: if the table leaves a choice out.
    """
    return np.array([table[value] for value, _ in choices], dtype=np.float64)


def sigmoid(logit: Floats) -> Floats:
    """Return the probability (0 to 1) that belongs to a logit."""
    return 1 / (1 + np.exp(-logit))


def _whole(numbers: Floats) -> Ints:
    whole: Ints = np.floor(numbers).astype(np.int64)
    return whole


class Dice:
    """One stream of draws; another topic of the same seed is another stream.

    Args:
        seed: zero or more.
        topic: what the draws are for, so that one table's draws never shift another's.
    """

    def __init__(self, seed: int, topic: str) -> None:
        entropy = np.random.SeedSequence([seed, crc32(topic.encode())])
        self._stream = np.random.Generator(np.random.PCG64(entropy))

    def uniform(self, n: int) -> Floats:
        """Return `n` numbers from 0 up to, not including, 1."""
        return self._stream.random(n)

    def normal(self, n: int) -> Floats:
        """Return `n` standard normal numbers (Box and Muller 1958)."""
        length = np.sqrt(-2 * np.log(1 - self.uniform(n)))
        normal: Floats = length * np.cos(2 * np.pi * self.uniform(n))
        return normal

    def lognormal(self, median: Floats, spread: float) -> Floats:
        """Return one positive number per median; `spread` is the sigma of its logarithm."""
        return median * np.exp(spread * self.normal(len(median)))

    def chance(self, probability: Floats) -> Flags:
        """Return one yes or no per probability."""
        return self.uniform(len(probability)) < probability

    def even(self, probability: Floats) -> Flags:
        """Return one yes or no per probability, spread evenly: a systematic sample.

        Each is as likely as `chance` has it, but the number of yes in any run of neighbours
        is less than one away from what the probabilities add up to.
        """
        reached = np.floor(np.cumsum(probability) + self.uniform(1))
        return np.diff(reached, prepend=0.0) > 0

    def count(self, mean: Floats) -> Ints:
        """Return one count per mean, geometric: most people do little, a few do a lot."""
        odds = np.maximum(mean, 1e-9)
        draws = np.log(1 - self.uniform(len(mean))) / np.log(odds / (1 + odds))
        return _whole(draws)

    def pick(self, n: int, shares: Floats) -> Ints:
        """Return `n` positions in `shares`, each as often as its share says."""
        edges = np.cumsum(shares) / np.sum(shares)
        return np.minimum(np.searchsorted(edges, self.uniform(n), "right"), len(shares) - 1)

    def between(self, low: Floats | Ints, high: Floats | Ints) -> Ints:
        """Return one whole number per pair, from `low` up to, not including, `high`."""
        return _whole(low + self.uniform(len(low)) * (high - low))
