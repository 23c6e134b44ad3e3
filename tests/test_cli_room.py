"""The command `workshop room`: what is wished for, and what is refused before it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import run

from workshop.session import DATABASE_VARIABLE
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.session import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept outside the test."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    # Set here, so that what the command sets is gone afterwards.
    monkeypatch.setenv(DATABASE_VARIABLE, "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["room"], ("workshop", "127.0.0.1", None, 300)),
        (["room", "--host", "192.0.2.7", "--port", "81"], ("workshop", "192.0.2.7", 81, 300)),
        (["room", "--session", "team", "--cap", "40"], ("team", "127.0.0.1", None, 40)),
        (["--session", "team", "--host", "192.0.2.7", "room"], ("team", "192.0.2.7", None, 300)),
    ],
)
def test_the_room_can_be_served_alone(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    given: list[str],
    expected: tuple[object, ...],
) -> None:
    """Options count on either side of the command, and without any no network is opened."""
    served: list[tuple[object, ...]] = []

    def serve(session: Session, _: str, *, host: str, port: int | None, cap: int) -> int:
        served.append((session.folder.name, host, port, cap))
        return 0

    monkeypatch.setattr("workshop.room.server.serve.serve_room", serve)

    assert (0, "", "") == run(capsys, *given)
    assert [expected] == served


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--host", "nonsense"], "This computer does not have this address."),
        (["--host", "192.0.2.99"], "This computer does not have this address."),
        (["--database", "mysql://me:geheim@db/x"], "--database takes the address of a PostgreSQL."),
    ],
)
def test_a_room_that_cannot_be_served_says_why(
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    message: str,
) -> None:
    """Address or database: fact, finding, hint, and no password."""
    code, out, err = run(capsys, "room", *given)

    assert (2, "") == (code, out)
    assert Words("de")(message) == err.splitlines()[0]
    assert len(err.splitlines()) <= 3
    assert "geheim" not in err


def test_no_phones_is_not_three_hundred(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room for nobody is refused; it does not fall back to the usual number."""
    caps: list[int] = []

    def serve(*_: object, cap: int, **_rest: object) -> int:
        caps.append(cap)
        return 0

    monkeypatch.setattr("workshop.room.server.serve.serve_room", serve)

    code, _, _ = run(capsys, "room", "--cap", 0)

    assert 2 == code
    assert [] == caps


def test_numbers_out_of_range_leave_nothing_open(capsys: pytest.CaptureFixture[str]) -> None:
    """A port above 65535 is refused, and no socket is left open."""
    code, _, err = run(capsys, "room", "--port", 99999)

    assert 2 == code
    assert 1 <= len(err.splitlines()) <= 3
