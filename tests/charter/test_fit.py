"""Page 1 stays one page, also where somebody else's program sets it: reckoned on the safe side."""

from __future__ import annotations

from dataclasses import replace

from support.acts.charters import charter, everywhere, largest, small

from workshop.charter.fit import SIZES, fitted
from workshop.charter.wording import posters


def test_more_text_is_set_smaller_and_never_too_small_to_read() -> None:
    """First the type shrinks, then the poster says less."""
    sizes = [fitted(posters(one)).size for one in (small(), charter(), largest())]

    assert sorted(sizes, reverse=True) == sizes
    assert min(sizes) >= SIZES[-1]


def test_a_charter_with_more_than_fits_gets_a_shorter_poster() -> None:
    """And what was taken out is named on it."""
    whole = posters(largest())
    long = posters(replace(largest(), customer="Immer weiter, " * 200))

    assert fitted(long).poster in long[2:]
    assert fitted(long).poster.customer.endswith("…")
    assert len(whole[0].feet) < len(fitted(long).poster.feet)


def test_columns_share_the_page() -> None:
    """Wider where there is more to read; together they are as wide as the page."""
    for one in (small(), charter(), largest(), everywhere("W" * 300)):
        fit = fitted(posters(one))

        assert abs(sum(fit.weights) - len(fit.poster.columns)) < 0.01
        assert all(weight > 0.4 for weight in fit.weights)
