"""One kit a session: a second start says where the first one is."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from workshop.errors import WorkshopError
from workshop.lab.home import Home
from workshop.lab.server import free_port
from workshop.lab.twin import refuse_twin
from workshop.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "t"  # noqa: S105 - a server of this test


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if f"token={TOKEN}" in self.path else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """A server that answers to one token."""
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def home(folder: Path, content: str) -> Home:
    """Return a session's Jupyter folder in which a server left this note."""
    found = Home(Session(folder))
    found.runtime.mkdir(parents=True)
    (found.runtime / "jpserver-1.json").write_text(content, encoding="utf-8")
    return found


def note(port: int, token: str = TOKEN) -> str:
    """Return what a server says of itself."""
    return json.dumps({"url": f"http://127.0.0.1:{port}/", "token": token})


def test_an_open_session_is_not_opened_twice(tmp_path: Path, port: int) -> None:
    """The error says where the first window is."""
    with pytest.raises(WorkshopError, match=rf"already open.*{port}/table"):
        refuse_twin(home(tmp_path, note(port)))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"url": 7, "token": null}'])
def test_an_unreadable_note_is_no_twin(tmp_path: Path, content: str) -> None:
    """Half a file from a crash does not lock a session."""
    refuse_twin(home(tmp_path, content))


def test_a_server_that_is_gone_is_no_twin(tmp_path: Path) -> None:
    """After a kill the note stays; the session opens again."""
    refuse_twin(home(tmp_path, note(free_port())))


def test_somebody_elses_server_is_no_twin(tmp_path: Path, port: int) -> None:
    """A port used again by another program does not answer to our token."""
    refuse_twin(home(tmp_path, note(port, "other")))
