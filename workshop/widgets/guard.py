"""Handlers that never fail in silence: an error becomes a friendly message in place."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.packages import unloadable
from workshop.widgets.elements import Html, block
from workshop.widgets.fields import store_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.words import Words

log = logging.getLogger(__name__)


class Notice:
    """The one place of an activity where messages appear; screen readers hear them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.widget = block(Html(), "ot-notice-slot")

    def clear(self) -> None:
        """Take the message away."""
        self.widget.value = Html()

    def show(self, error: WorkshopError) -> None:
        """Show fact, finding and hint."""
        fact, *rest = (part for part in error.parts(self.words) if part)
        self._say(fact, rest)

    def show_surprise(self) -> None:
        """Say that something broke which nobody foresaw, and that nothing is lost."""
        fact = self.words("Something went wrong here. It’s our fault, not yours.")
        hint = self.words("Nothing you’ve saved is lost. Reload the page and carry on.")
        self._say(fact, [hint])

    def _say(self, fact: str, details: Iterable[str]) -> None:
        notice = Html('<div class="ot-notice" role="alert"><b>{}</b>{}</div>')
        self.widget.value = notice.format(fact, Html("<br>{}").each(details))


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
        except Exception as error:
            log.exception("A handler failed.")
            blocked = unloadable(error) if isinstance(error, ImportError) else None
            if blocked:
                notice.show(blocked)
            else:
                notice.show_surprise()

    return run
