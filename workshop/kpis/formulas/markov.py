"""Removal effects of a first-order Markov chain, in closed form.

A path begins, goes from channel to channel, and ends in a conversion or in nothing. The chance
to convert is a row of (I − Q)⁻¹R, with Q the moves among channels and R those from a channel to
the conversion. A channel's removal effect is the share of that chance that is gone when every
move into the channel ends in nothing: Anderl, Becker, von Wangenheim and Schumann, International
Journal of Research in Marketing 33 (2016), 457-474. It distributes credit; it shows no cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

START, WON, NOTHING = "(start)", "(won)", "(nothing)"
"""Where paths begin and end; no channel may be called so."""
Moves = dict[tuple[str, str], float]
"""From where, to where, to how often; from `START`, to `WON` or `NOTHING`."""
Floats = NDArray[np.float64]


def chance(moves: Mapping[tuple[str, str], float], without: str | None = None) -> float:
    """Return the chance (0 to 1) that a path converts; 0 where no path begins.

    Args:
        moves: how often each move was made.
        without: a channel that leads to nothing; None leaves all of them.
    """
    channels = [one for one in _channels(moves) if one != without]
    places = {name: place for place, name in enumerate([START, *channels])}
    among: Floats = np.zeros((len(places), len(places)))
    won: Floats = np.zeros(len(places))
    left: Floats = np.zeros(len(places))
    for (here, there), times in moves.items():
        if here not in places:
            continue
        left[places[here]] += times
        if there == WON:
            won[places[here]] += times
        elif there in places:
            among[places[here], places[there]] += times
    # A channel that nothing leaves has no row of shares, and no way to the conversion.
    each = np.maximum(left, 1e-300)
    system = np.eye(len(places)) - among / each[:, None]
    return float(np.linalg.solve(system, won / each)[0])


def removal_effects(moves: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Return for each channel the share (0 to 1) of the chance to convert that goes with it."""
    whole = chance(moves)
    if not whole:
        return dict.fromkeys(_channels(moves), 0.0)
    return {one: max(0.0, 1 - chance(moves, one) / whole) for one in _channels(moves)}


def credits_of(moves: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Return the conversions each channel is given: in proportion to its removal effect.

    They add up to the conversions there are; every conversion passed at least one channel.
    """
    effects = removal_effects(moves)
    whole = sum(effects.values())
    converted = sum(times for (_, there), times in moves.items() if there == WON)
    return {one: converted * effect / whole if whole else 0.0 for one, effect in effects.items()}


def _channels(moves: Mapping[tuple[str, str], float]) -> list[str]:
    return sorted({name for move in moves for name in move} - {START, WON, NOTHING})
