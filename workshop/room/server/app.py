"""The ASGI app of a room, and the path under which a proxy shows it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from workshop.room.server.errors import refuse_politely
from workshop.room.server.middleware import Shield
from workshop.room.server.routes import PAGES, facilitator, pages, phones, public

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from workshop.room.server.room_server import LiveRoom


def live_app(room: LiveRoom, root_path: str = "") -> FastAPI:
    """Return the ASGI app of a room.

    Args:
        room: the room.
        root_path: the path under which a proxy shows it; every address
            in the pages is relative to it.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await room.writer.look()
        workers = [asyncio.create_task(work()) for work in (room.writer.work, room.count)]
        yield
        room.close()
        for worker in workers:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker

    # No pages of documentation: they would load their scripts from elsewhere.
    app = FastAPI(
        title="One Table",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        # It would send people to whatever host their request names.
        redirect_slashes=False,
    )
    app.state.room = room
    app.add_middleware(_Prefix, path=root_path)
    app.add_middleware(Shield)
    refuse_politely(app)
    app.include_router(public, prefix="/api")
    app.include_router(phones, prefix="/api")
    app.include_router(facilitator, prefix="/api/presenter")
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=PAGES))
    return app


class _Prefix:
    """ASGI middleware: takes requests with the path in front and without it.

    Some proxies take it away before they pass a request on, others do not.

    Args:
        app: what serves the requests.
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
