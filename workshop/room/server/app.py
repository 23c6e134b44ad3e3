"""The ASGI app of a room."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from workshop.room.server.prefix import Prefix
from workshop.room.server.refusal import refuse_politely
from workshop.room.server.routes import PAGES, facilitator, pages, phones, public
from workshop.room.server.shield import Shield

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from workshop.room.server.live import LiveRoom


def live_app(room: LiveRoom, root_path: str = "") -> FastAPI:
    """Return the ASGI app of a room.

    Args:
        room: the room.
        root_path: the path under which a proxy shows it; see `workshop.room.server.prefix`.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await room.desk.look()
        worker = asyncio.create_task(room.desk.work())
        yield
        room.pulse.close()
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
    app.add_middleware(Prefix, path=root_path)
    app.add_middleware(Shield)
    refuse_politely(app)
    app.include_router(public, prefix="/api")
    app.include_router(phones, prefix="/api")
    app.include_router(facilitator, prefix="/api/presenter")
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=PAGES))
    return app
