"""The command `workshop room`: what is wished for, and what is refused before it is served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.source.command import run

from workshop.room.reach.access import Wishes
from workshop.session import DATABASE_VARIABLE
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.session import Session


PROXY = (
    *("--public-url", "https://example.com/room", "--root-path", "/in"),
    *("--trusted-proxy", "10.0.0.2", "--trusted-proxy", "10.1.0.0/16"),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept outside the test."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    # Set here, so that what the command sets is gone afterwards.
    monkeypatch.setenv(DATABASE_VARIABLE, "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["room"], ("workshop", Wishes(), 300)),
        (
            ["room", "--host", "192.0.2.7", "--port", "81"],
            ("workshop", Wishes("192.0.2.7", 81), 300),
        ),
        (["room", "--session", "team", "--cap", "40"], ("team", Wishes(), 40)),
        (
            ["--session", "team", "--host", "192.0.2.7", "room"],
            ("team", Wishes("192.0.2.7"), 300),
        ),
        (
            ["room", "--tls-cert", "/c.pem", "--tls-key", "/k.pem"],
            ("workshop", Wishes(cert=Path("/c.pem"), key=Path("/k.pem")), 300),
        ),
        (
            ["room", *PROXY],
            (
                "workshop",
                Wishes(
                    public_url="https://example.com/room",
                    root_path="/in",
                    proxies=("10.0.0.2", "10.1.0.0/16"),
                ),
                300,
            ),
        ),
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

    def serve(session: Session, _: str, *, wishes: Wishes, cap: int) -> int:
        served.append((session.folder.name, wishes, cap))
        return 0

    monkeypatch.setattr("workshop.room.server.serve.serve_room", serve)

    assert (0, "", "") == run(capsys, *given)
    assert [expected] == served


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--host", "nonsense"], "This computer doesn’t have this address."),
        (["--host", "192.0.2.99"], "This computer doesn’t have this address."),
        (
            ["--database", "mysql://me:geheim@db/x"],
            "--database takes the address of a PostgreSQL database.",
        ),
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
