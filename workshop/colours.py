"""Every colour, once: pages, papers and charts take theirs from here."""

from __future__ import annotations

LIGHT: dict[str, str] = {
    "paper": "#fbf7f0",
    "card": "#ffffff",
    "ink": "#22252e",
    "muted": "#5c606b",
    "line": "#e4dacb",
    # Borders of controls: 3:1 on card and paper.
    "edge": "#8a8172",
    "sales": "#0f5c7a",
    "sales-deep": "#0a4258",
    "sales-pale": "#c9dde5",
    "marketing": "#b4285f",
    "marketing-deep": "#a14a73",
    "marketing-soft": "#d98baa",
    "marketing-pale": "#f0d3df",
    "both": "#6b4a8e",
    "both-soft": "#bba9d1",
    "both-pale": "#f1ecf6",
    "neither": "#c9bfb0",
    # What stands on a filled button.
    "on": "#ffffff",
    "good": "#2f6b3a",
    "good-pale": "#e4f1e7",
    "warn": "#8a4f00",
    "warn-pale": "#fbeddc",
    "bad": "#a32020",
    "note": "#fff6d8",
    "code": "#f4eee4",
}
DARK: dict[str, str] = {
    "paper": "#1b1d24",
    "card": "#252831",
    "ink": "#f2ede4",
    "muted": "#b9b5ad",
    "line": "#3c404b",
    "edge": "#8f8a80",
    "sales": "#7cc4e4",
    "marketing": "#f49bbd",
    "both": "#cbb2ea",
    "on": "#1b1d24",
    "good": "#93d3a0",
    "warn": "#f0bd75",
    "bad": "#ffaaa2",
}
"""For pages that follow the device: what differs where it is dark."""


def tokens(prefix: str = "", *, dark: bool = False) -> str:
    """Return the colours as CSS variables: ``--ink``, or ``--ot-ink`` with the prefix ``ot-``.

    Args:
        prefix: stands before each name.
        dark: whether the page turns dark with the device.
    """
    light = f":root {{\n{_declared(LIGHT, prefix)}}}\n"
    if not dark:
        return light
    return (
        f"{light}@media (prefers-color-scheme: dark) {{ :root {{\n{_declared(DARK, prefix)}}} }}\n"
    )


def _declared(colours: dict[str, str], prefix: str) -> str:
    return "".join(f"  --{prefix}{name}: {value};\n" for name, value in colours.items())
