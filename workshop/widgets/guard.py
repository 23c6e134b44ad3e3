"""Handlers that never fail in silence: an error becomes a friendly message in place."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.widgets.fields import store_typed
from workshop.widgets.html import classed, esc

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.words import Words

log = logging.getLogger(__name__)


class Notice:
    """The one place of an activity where messages appear; screen readers hear them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.widget = classed(w.HTML(), "ot-html", "ot-notice-slot")

    def clear(self) -> None:
        """Take the message away."""
        self.widget.value = ""

    def show(self, error: WorkshopError) -> None:
        """Show fact, finding and hint."""
        parts = (error.fact, error.found, error.hint)
        fact, *rest = (esc(self.words(part, **error.values)) for part in parts if part)
        details = "".join(f"<br>{line}" for line in rest)
        self._say(f"<b>{fact}</b>{details}")

    def show_surprise(self) -> None:
        """Say that something broke which nobody foresaw, and that nothing is lost."""
        fact = esc(self.words("Something went wrong here, and it is our fault, not yours."))
        hint = esc(self.words("Nothing stored is lost. Reload the page and go on."))
        self._say(f"<b>{fact}</b><br>{hint}")

    def _say(self, content: str) -> None:
        self.widget.value = f'<div class="ot-notice" role="alert">{content}</div>'


def guarded(notice: Notice, handler: Callable[..., None]) -> Callable[..., None]:
    """Return the handler so that its errors are shown in `notice` and not swallowed by Lab."""

    @wraps(handler)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            store_typed()
            notice.clear()
            handler(*args, **kwargs)
        except WorkshopError as error:
            notice.show(error)
        except Exception:
            log.exception("A handler failed.")
            notice.show_surprise()

    return run
