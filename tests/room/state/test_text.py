"""Text that is too long for its place is cut where a reader would cut it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.room.state.text import beginning


def test_a_text_is_cut_between_words() -> None:
    """Half a word on the projector looks like an accident."""
    assert "Zu jedem Lead …" == beginning("Zu jedem Lead kennen wir die Angaben", 16)
    assert "Kurz genug" == beginning("Kurz genug", 16)


@given(text=st.text(max_size=60), most=st.integers(4, 40))
def test_what_is_kept_is_a_beginning_and_never_nothing(text: str, most: int) -> None:
    """One endless word is cut all the same; whoever wrote something finds it again."""
    kept = beginning(text, most)

    assert len(kept) <= most
    assert bool(kept) == bool(text.strip())
    assert "".join(text.split()).startswith("".join(kept.removesuffix("…").split()))
