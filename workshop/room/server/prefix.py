"""The path under which a proxy shows the room; every address in the pages is relative to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """ASGI middleware: takes requests with the path in front and without it.

    Some proxies take it away before they pass a request on, others do not.

    Args:
        app: the room.
        path: what stands before every path; empty, or with a slash at its beginning.
    """

    def __init__(self, app: ASGIApp, path: str = "") -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not self._path:
            await self._app(scope, receive, send)
        elif scope["path"] == self._path:
            await self._redirect(send)
        else:
            await self._app(self._inside(scope), receive, send)

    def _inside(self, scope: Scope) -> Scope:
        path = scope["path"]
        full = path if path.startswith(f"{self._path}/") else self._path + path
        return {**scope, "path": full, "root_path": self._path}

    async def _redirect(self, send: Send) -> None:
        # Relative to itself: what the request says about its host is never repeated.
        name = self._path.rpartition("/")[2]
        headers = [(b"location", f"{name}/".encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body"})
