"""Errors are shown in their place, in words."""

from __future__ import annotations

import pytest

from workshop.errors import WorkshopError
from workshop.widgets.guard import Notice, guarded
from workshop.words import LANGS, Words


def fail(error: Exception) -> None:
    """Raise the error, as a handler might."""
    raise error


@pytest.mark.parametrize("lang", LANGS)
def test_a_known_error_shows_fact_finding_and_hint(lang: str) -> None:
    """People read what is wrong, what was found, and the way out."""
    notice = Notice(Words(lang))
    error = WorkshopError("This text is too long.", found="{n}", hint="Write it down first.", n=7)
    guarded(notice, fail)(error)
    shown = notice.widget.value

    assert 'role="alert"' in shown
    assert Words(lang)("This text is too long.") in shown
    assert "7" in shown
    assert Words(lang)("Write it down first.") in shown


def test_a_finding_typed_by_strangers_is_escaped() -> None:
    """An error repeats what people typed; it must not run."""
    notice = Notice(Words("en"))
    guarded(notice, fail)(WorkshopError("x", found="{bad}", bad="<script>alert(1)</script>"))

    assert "<script" not in notice.widget.value


def test_an_unforeseen_error_is_logged_and_kept_from_people(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The page says that nothing is lost; the log says what happened."""
    notice = Notice(Words("en"))
    guarded(notice, fail)(RuntimeError("inner detail"))

    assert "It’s our fault" in notice.widget.value
    assert "Nothing you’ve saved is lost" in notice.widget.value
    assert "inner detail" not in notice.widget.value
    assert "inner detail" in caplog.text


def test_the_next_success_clears_the_message() -> None:
    """A message does not outlive its reason."""
    notice = Notice(Words("en"))
    guarded(notice, fail)(WorkshopError("x"))
    guarded(notice, lambda: None)()

    assert notice.widget.value == ""
