"""Every colour stands once, and can be read on the ground it is used on."""

from __future__ import annotations

import re
from itertools import product

from support.source.calls import PACKAGE

from workshop.colours import DARK, LIGHT, tokens
from workshop.lab.home import stylesheet

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
STYLED = ("*.py", "*.css", "*.j2", "*.html", "*.js")
INKS = ("ink", "muted", "sales", "marketing", "both", "good", "warn", "bad")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_a_colour_stands_in_one_file() -> None:
    """Copies drift: of three greens nobody knows which is meant."""
    places = [path for kind in STYLED for path in PACKAGE.rglob(kind)]
    found = {
        str(path.relative_to(PACKAGE)): HEX.findall(path.read_text("utf-8"))
        for path in places
        if path.name != "colours.py"
    }

    assert len(places) > 100
    assert {} == {name: colours for name, colours in found.items() if colours}


def test_text_can_be_read() -> None:
    """4.5:1 on page and card, in the light and in the dark; borders of controls 3:1."""
    for colours, ground in product((LIGHT, {**LIGHT, **DARK}), ("paper", "card")):
        low = {ink: contrast(colours[ink], colours[ground]) for ink in INKS}

        assert {} == {ink: ratio for ink, ratio in low.items() if ratio < 4.5}
        assert contrast(colours["edge"], colours[ground]) >= 3


def test_what_stands_on_a_filled_button_can_be_read() -> None:
    """White on each side's colour, dark where it is dark."""
    for colours in (LIGHT, {**LIGHT, **DARK}):
        for ground in ("sales", "marketing", "both"):
            assert contrast(colours["on"], colours[ground]) >= 4.5


def test_chips_can_be_read() -> None:
    """The ink of a state on its pale ground."""
    for state in ("good", "warn", "both"):
        assert contrast(LIGHT[state], LIGHT[f"{state}-pale"]) >= 4.5


def test_tokens_are_css_variables() -> None:
    """With a prefix for a page that others style, too; the dark ones only where asked for."""
    assert "  --ink: #22252e;\n" in tokens()
    assert "  --ot-sales-deep: #0a4258;\n" in tokens("ot-")
    assert "dark" not in tokens()
    assert f"--ink: {DARK['ink']}" in tokens(dark=True)


def test_every_token_that_is_used_is_there() -> None:
    """A variable nobody declares is no colour at all."""
    declared = set(re.findall(r"--([\w-]+):", _sheets()))
    used = set(re.findall(r"var\(--(?!jp)([\w-]+)", _sheets()))

    assert set() == used - declared


def _sheets() -> str:
    sheets = [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.css"))]
    # What a page reckons for itself is declared where it is written.
    sheets += [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.html.j2"))]
    return "\n".join([stylesheet("en"), tokens(dark=True), *sheets])
