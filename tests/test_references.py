"""What a docstring or a guide points at is there: names move, and no type checker reads prose."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

from support.source.calls import PACKAGE, modules

NAMED = re.compile(r"`{1,2}(workshop(?:\.\w+)+)`{1,2}")
PLACES = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.py)`")
GUIDES = ("README.md", "CONTRIBUTING.md")


def is_there(name: str) -> bool:
    """Return whether a dotted name is a module, or something in one."""
    module, rest = name, ""
    while not is_module(module):
        module, _, last = module.rpartition(".")
        rest = f"{last}.{rest}" if rest else last
    found: object = import_module(module)
    for part in filter(None, rest.split(".")):
        if part in getattr(found, "__annotations__", {}):
            return True
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


def is_module(name: str) -> bool:
    """Return whether there is a module of this name."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def test_dotted_names_lead_somewhere() -> None:
    """In every docstring and comment of the package, and in both guides for engineers."""
    texts = {place: place.read_text("utf-8") for place in modules()}
    texts |= {PACKAGE.parent / name: (PACKAGE.parent / name).read_text("utf-8") for name in GUIDES}
    named = {(str(place), name) for place, text in texts.items() for name in NAMED.findall(text)}

    assert len(named) > 20
    assert [] == sorted(pair for pair in named if not is_there(pair[1]))


def test_places_in_the_guide_for_engineers_are_there() -> None:
    """Where to begin reading is a path that opens."""
    text = (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
    places = set(PLACES.findall(text))

    assert len(places) > 10
    assert [] == sorted(
        place
        for place in places
        if not (PACKAGE / place).is_file() and not (PACKAGE.parent / place).is_file()
    )


def test_a_wrong_name_is_noticed() -> None:
    """The check can fail, for modules and for what they hold."""
    assert is_there("workshop.words.Words")
    assert not is_there("workshop.words.Worlds")
    assert not is_there("workshop.nowhere.at_all")
