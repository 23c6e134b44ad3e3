"""The one address of a kit: it leads to the act that the room is in, whenever it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from workshop.lab.twin import ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable


class Entry(JupyterHandler):
    """Leads whoever opens the kit's address on to a notebook."""

    def initialize(self, here: Callable[[], str]) -> None:
        """Take the function that says which notebook the room is in, as a path."""
        self._here = here

    @authenticated
    def get(self) -> None:
        """Redirect. The token stays behind: from here on a cookie opens the door."""
        self.redirect(url_path_join(self.base_url, "doc/tree", quote(self._here())))


def add_entry(app: Any, here: Callable[[], str]) -> None:
    """Serve the entry.

    Args:
        app: the Jupyter server.
        here: says which notebook the room is in, as a path below the server's root.
    """
    web = app.web_app
    place = url_path_join(web.settings["base_url"], ENTRY)
    web.add_handlers(".*$", [(place, Entry, {"here": here})])
