"""Altair charts as SVG text: offline, accessible, the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.charts.theme import CONFIG
from workshop.packages import loading

if TYPE_CHECKING:
    import altair as alt

    from workshop.words import Lang, Words

LOCALES: dict[Lang, Literal["de-DE", "en-GB"]] = {"de": "de-DE", "en": "en-GB"}


def svg(chart: alt.TopLevelMixin, words: Words) -> str:
    """Return the chart as an SVG element that scales with its page.

    Args:
        chart: any Altair chart; whoever shows it names it by its description.
        words: decides how numbers and dates are written.
    """
    with loading():
        import vl_convert  # noqa: PLC0415 - a computer may block it; most of the kit draws nothing

    spec = chart.to_dict(validate=False)
    spec["config"] = CONFIG
    drawn = vl_convert.vegalite_to_svg(
        spec, format_locale=LOCALES[words.lang], time_format_locale=LOCALES[words.lang]
    )
    return str(drawn)
