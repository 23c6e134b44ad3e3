"""The routes of the live server, with who may use them."""

from __future__ import annotations

import time
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import FileResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from workshop.colours import tokens
from workshop.room.commands import answers, door
from workshop.room.commands.steering import Verb, steer
from workshop.room.server.errors import Refusal
from workshop.room.server.room_server import LiveRoom
from workshop.room.server.spreadsheet import as_csv
from workshop.room.state.done import is_done
from workshop.room.state.handout import handout_of
from workshop.room.state.participant import MOST_AT_A_TABLE, TOKEN, Participant, token_hash
from workshop.room.views.notice import Notice, notice
from workshop.room.views.phrases import phrases
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import for_export, for_phone
from workshop.side import PersonSide  # noqa: TC001 - FastAPI reads the annotation
from workshop.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from workshop.room.server.broadcast import Broadcast
    from workshop.room.server.line import Line

READ_ONLY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; sandbox"
)
"""For a page that people take along: it has its own style in it, and runs nothing."""
MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".pdf": "application/pdf",
}
PAGES = Path(__file__).parent.parent / "pages"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Join(_Body):
    """Who wants to sit down."""

    code: str = Field("", max_length=64)
    key: str = Field("", max_length=64)
    side: PersonSide
    lang: Lang
    people: int = Field(1, ge=1, le=MOST_AT_A_TABLE)


class Answer(_Body):
    """One answer: the question's `key`, the phone's own `message` id, and what was said."""

    message: str = Field(min_length=8, max_length=64)
    key: str = Field(max_length=200)
    rev: int = Field(ge=0, lt=2**31)
    turn: int = Field(0, ge=0, lt=2**31)
    place: int = Field(0, ge=0, lt=100)
    body: dict[str, Any] | None


class Done(_Body):
    """Whether somebody is done."""

    done: bool


class Where(_Body):
    """The address of this computer at which phones should come in."""

    host: str = Field(max_length=40)


class Steer(_Body):
    """What the facilitator asks for."""

    verb: Verb | Literal["release"]
    key: str = Field("", max_length=200)
    item: str = Field("", pattern=r"^[0-9a-f]{0,64}$")
    value: str = Field("", max_length=200)
    cards: list[Annotated[str, Field(pattern=r"^[0-9a-z_.-]{1,64}$")]] = Field([], max_length=600)


async def _bearer(authorization: Annotated[str, Header(max_length=200)] = "") -> str:
    scheme, _, token = authorization.partition(" ")
    return token if scheme.lower() == "bearer" else ""


Token = Annotated[str, Depends(_bearer)]


async def _room(request: Request) -> LiveRoom:
    room: LiveRoom = request.app.state.room
    return room


Here = Annotated[LiveRoom, Depends(_room)]


async def _meant(room: Here, x_room: Annotated[str, Header(max_length=64)] = "") -> None:
    room.check_room(x_room)


async def _facilitator(room: Here, token: Token) -> None:
    if not room.secret or not compare_digest(token.encode(), room.secret.encode()):
        raise Refusal(401)


pages = APIRouter()
public = APIRouter()
phones = APIRouter(dependencies=[Depends(_meant)])
facilitator = APIRouter(dependencies=[Depends(_facilitator)])


@pages.get("/", include_in_schema=False)
async def phone_page() -> FileResponse:
    """The page every phone loads; the code stands behind the # and never reaches the server."""
    return FileResponse(PAGES / "phone.html")


@pages.get("/presenter", include_in_schema=False)
async def presenter_page() -> FileResponse:
    """The facilitator's page; without the secret it shows nothing."""
    return FileResponse(PAGES / "presenter.html")


@pages.get("/take/{key}/{name}", include_in_schema=False)
async def take_along(room: Here, key: str, name: str) -> FileResponse:
    """A file that lies ready, such as the signed charter: to be read, and to run nothing."""
    ready = handout_of(room.writer.state)
    if room.files is None or ready is None or not ready.holds(name):
        raise Refusal(404)
    if not compare_digest(key.encode(), ready.key.encode()):
        raise Refusal(404)
    file = room.files / name
    if not file.is_file():
        raise Refusal(404)
    is_page = file.suffix == ".html"
    return FileResponse(
        file,
        media_type=MEDIA.get(file.suffix, "application/octet-stream"),
        filename=None if is_page else name,
        headers={"content-security-policy": READ_ONLY} if is_page else None,
    )


@pages.get("/static/colours.css", include_in_schema=False)
async def colours() -> Response:
    """The colours of both pages, light and dark."""
    return Response(tokens(dark=True), media_type="text/css")


@public.get("/phrases/{lang}")
async def page_phrases(lang: Lang) -> dict[str, str]:
    """Return the pages' own words."""
    return phrases(lang)


@public.get("/notice/{lang}")
async def read_notice(request: Request, room: Here, lang: Lang) -> Notice:
    """Return what is kept of people who take part, before they sit down."""
    encrypted = request.url.scheme == "https"
    return notice(lang, room.writer.state.fewest, encrypted=encrypted)


@public.get("/alive")
async def alive(room: Here) -> dict[str, Any]:
    """Return which room this is, and the server's time in seconds since 1970."""
    return {"now": time.time(), "room": room.door.room}


@phones.post("/join")
async def join(room: Here, token: Token, body: Join) -> dict[str, Any]:
    """Sit down, or sit down again: the same token is the same person."""
    if not TOKEN.fullmatch(token):
        raise Refusal(401)
    known = token_hash(token) in room.writer.state.participants
    if known:
        room.sender(token)
    else:
        room.admit(body.code, body.key)
    me = Participant(body.side, body.lang, body.people)
    state = await room.writer.submit(lambda state: door.join(state, token, me, room.door.cap))
    if not known:
        room.presence.welcome()
    room.presence.hear(token_hash(token))
    return for_phone(state, token, me)


@phones.post("/leave")
async def leave(room: Here, token: Token) -> dict[str, bool]:
    """Get up from the table; what was said stays, and the same token may come back."""
    room.sender(token)
    await room.writer.submit(lambda state: door.leave(state, token))
    return {"stored": True}


@phones.get("/room")
async def look(room: Here, token: Token) -> dict[str, Any]:
    """Return everything this phone sees."""
    return for_phone(room.writer.state, token, room.participant(token)) | {"now": time.time()}


@phones.post("/answers")
async def take_answer(room: Here, token: Token, body: Answer) -> dict[str, bool]:
    """Take an answer; the reply comes after it is on disk, and says whether it was the last."""
    me = room.sender(token)
    said = answers.Message(body.message, body.key, body.body, body.rev, body.place, body.turn)
    await room.writer.submit(lambda state: answers.answer(state, token, me, said))
    return {"stored": True, "done": is_done(room.writer.state, token)}


@phones.post("/done")
async def take_done(room: Here, token: Token, body: Done) -> dict[str, bool]:
    """Count somebody as done."""
    room.sender(token)
    await room.writer.submit(lambda state: answers.done(state, token, is_done=body.done))
    return {"stored": True}


@phones.get("/pulse")
async def pulse(request: Request, room: Here, token: Token) -> StreamingResponse:
    """Stream server-sent events that say when to look again."""
    room.participant(token)
    _hold_place(request, token_hash(token))
    return _stream(room, room.broadcast, token_hash(token))


@facilitator.get("")
async def presenter(room: Here, lang: Lang = "de") -> dict[str, Any]:
    """Return the presenter view."""
    state = room.writer.state
    seen = {"away": len(_away(room)), "joins": room.presence.joins_a_minute, "now": time.time()}
    where = {"network": room.venue.view(lang) if room.venue else None}
    return for_presenter(state, lang) | seen | where


@facilitator.post("/steer")
async def take_step(room: Here, body: Steer) -> dict[str, bool]:
    """Do what the facilitator asks for; see `workshop.room.commands.steering`."""
    verb = body.verb
    if verb == "release":
        await room.writer.submit(lambda state: door.release(state, _away(room)))
        return {"stored": True}
    await room.writer.submit(
        lambda state: steer(
            state,
            verb,
            key=body.key,
            item=body.item,
            value=body.value,
            now=time.time(),
            cards=body.cards,
        )
    )
    return {"stored": True}


@facilitator.post("/network")
async def network(room: Here, body: Where) -> dict[str, bool]:
    """Let phones in at another address of this computer."""
    if room.venue is None:
        raise Refusal(404)
    await room.venue.move(body.host)
    return {"stored": True}


@facilitator.get("/pulse")
async def presenter_pulse(request: Request, room: Here) -> StreamingResponse:
    """Stream server-sent events that say when to look again."""
    _hold_place(request, "presenter")
    return _stream(room, room.desk)


@facilitator.get("/answers.csv")
async def answers_csv(room: Here, lang: Lang = "de") -> Response:
    """Return all revealed answers for a spreadsheet: with a BOM, and no cell that computes."""
    content = as_csv(for_export(room.writer.state, lang), Words(lang))
    name = 'attachment; filename="answers.csv"'
    return Response(
        content, media_type="text/csv; charset=utf-8", headers={"content-disposition": name}
    )


def _away(room: LiveRoom) -> list[str]:
    return room.presence.away(room.writer.state.participants)


def _hold_place(request: Request, whose: str) -> None:
    """Count the connection of a request as a stream; each phone may hold a few of them."""
    line: Line | None = getattr(request.state, "line", None)  # none in a test without a network
    if line:
        line.listen_as(whose)


def _stream(room: LiveRoom, broadcast: Broadcast, listener: str = "") -> StreamingResponse:
    async def parts() -> AsyncIterator[str]:
        async for part in broadcast.listen():
            if listener and listener not in room.writer.state.participants:
                return  # taken out of the count; it hears so when it asks again, and comes back
            if listener:
                room.presence.hear(listener)
            yield part

    headers = {"x-accel-buffering": "no"}
    return StreamingResponse(parts(), media_type="text/event-stream", headers=headers)
