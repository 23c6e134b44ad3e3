"""What stands between the network and the routes: size limits and headers."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 16 * 1024
"""Of one request; the longest answer there is stays well below."""
TOO_BIG = "Das ist zu groß. This is too big."
HEADERS = {
    b"content-security-policy": (
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        b" connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}


class Shield:
    """ASGI middleware: refuses what is too big, and sends the security headers with everything.

    What a route says of itself holds; only a page that lies ready to be taken along does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0
        refused = False

        async def receive_some() -> Message:
            nonlocal read, refused
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST_BYTES and not refused:
                refused = True
                await _refuse(send)
            # What the app would make of the half it got is not sent any more.
            return {"type": "http.disconnect"} if refused else message

        async def send_shielded(message: Message) -> None:
            if refused:
                return
            if message["type"] == "http.response.start":
                own = list(message.get("headers", []))
                said = {name for name, _ in own}
                more = [header for header in HEADERS.items() if header[0] not in said]
                message["headers"] = [*own, *more]
            await send(message)

        if _declared(scope) > MOST_BYTES:
            await _refuse(send)
        else:
            await self._app(scope, receive_some, send_shielded)


async def _refuse(send: Send) -> None:
    close = [(b"content-type", b"application/json"), (b"connection", b"close")]
    headers = [*close, *HEADERS.items()]
    start: dict[str, Any] = {"type": "http.response.start", "status": 413}
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": dumps({"lines": [TOO_BIG]}).encode()})


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
