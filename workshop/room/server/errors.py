"""How the server says no: a status, and lines a person can read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from workshop.errors import WorkshopError
from workshop.room.commands.answers import AnewError, ClosedError, StaleError
from workshop.room.commands.door import FullError, LockedError
from workshop.room.log.database import StoreError
from workshop.room.log.log import ConflictError
from workshop.room.server.middleware import HEADERS
from workshop.words import N_, Words

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

ACCIDENT = 500
STATUSES: dict[type[WorkshopError], int] = {
    ClosedError: 409,
    AnewError: 409,
    StaleError: 409,
    ConflictError: 409,
    FullError: 403,
    LockedError: 403,
}


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an accident
    """A request that is answered with a status and the lines a person should read."""

    def __init__(self, status: int, error: WorkshopError | None = None, wait: float = 0) -> None:
        super().__init__(status)
        self.status = status
        self.error = error or STATUS_ERRORS[status]
        self.wait = wait


STATUS_ERRORS = {
    400: WorkshopError(N_("That isn’t an answer to the question.")),
    404: WorkshopError(N_("There’s nothing here.")),
    500: WorkshopError(N_("Something went wrong here. It’s our fault, not yours.")),
    401: WorkshopError(N_("You’re not in this room."), hint=N_("Type the code again.")),
    403: WorkshopError(
        N_("That isn’t the code for this room."), hint=N_("Look at the screen at the front.")
    ),
    421: WorkshopError(
        N_("Another room is open here right now."),
        hint=N_("What you wrote stays on your phone until your room is back."),
    ),
    422: WorkshopError(N_("That isn’t an answer to the question.")),
    429: WorkshopError(
        N_("A lot of codes are being tried right now."), hint=N_("One moment, please.")
    ),
    503: WorkshopError(
        N_("The room is very busy."), hint=N_("Your phone will try again by itself.")
    ),
    507: WorkshopError(N_("The room can’t store anything right now.")),
}


KINDS = (Refusal, WorkshopError, RequestValidationError, HTTPException, asyncio.QueueFull)


def refuse_politely(app: FastAPI) -> None:
    """Let an app answer every refusal with its lines."""
    for kind in (*KINDS, Exception):
        app.add_exception_handler(kind, _refused)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    refusal = _as_refusal(error)
    words = Words("en" if request.headers.get("accept-language", "").startswith("en") else "de")
    lines = refusal.error.lines(words)
    # An accident is answered outside the shield, so the shield's headers are sent from here.
    headers = {name.decode(): value.decode() for name, value in HEADERS.items()}
    headers = headers if refusal.status == ACCIDENT else {}
    if refusal.wait:
        headers["retry-after"] = str(int(refusal.wait) + 1)
    body: dict[str, object] = {"lines": lines, "room": _room_of(request)}
    if isinstance(error, StaleError):
        body["rev"] = error.rev
    return JSONResponse(body, refusal.status, headers)


def _room_of(request: Request) -> str:
    """Return the id of the room that refuses: only its own word makes a phone leave its seat."""
    room: str = request.app.state.room.door.room
    return room


def _as_refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            found = error
        case StoreError():
            found = Refusal(507)  # the room's network need not learn where the file lies
        case WorkshopError():
            found = Refusal(STATUSES.get(type(error), 422), error)
        case asyncio.QueueFull():
            found = Refusal(503, wait=1)
        case RequestValidationError():
            found = Refusal(422)
        case HTTPException():
            known = error.status_code in STATUS_ERRORS
            found = Refusal(error.status_code, None if known else STATUS_ERRORS[404])
        case _:
            found = Refusal(ACCIDENT)
    return found
