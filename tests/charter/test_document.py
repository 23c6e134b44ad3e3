"""The charter as a document: what was signed is not changed afterwards."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from workshop.charter.document import Charter


def test_a_charter_is_not_changed_afterwards() -> None:
    """What was signed stays what was signed; a change is another version."""
    nothing = Charter(lang="de", data="y", version=0)
    with pytest.raises(FrozenInstanceError):
        nothing.version = 1  # type: ignore[misc]
