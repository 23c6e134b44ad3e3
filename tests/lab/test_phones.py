"""The room's server beside the page: it is kept running, and it never outlives the kit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from workshop.cli import main
from workshop.lab import phones as phones_module
from workshop.lab.phones import Phones
from workshop.session import DATABASE_VARIABLE, LEASH_VARIABLE, Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAITS = "import sys; sys.stdin.read()"
DEAF = "import time; print('here', flush=True); time.sleep(60)"
TELLS = f"import os; print(os.environ[{LEASH_VARIABLE!r}])"


class Acting(Phones):
    """Phones whose server is a few words of Python."""

    program: str

    def _command(self) -> list[str]:
        return [sys.executable, "-c", self.program]


@contextmanager
def acting(folder: Path, program: str) -> Iterator[tuple[Acting, Path]]:
    """Yield phones that run a program, started once, and where it prints."""
    phones = Acting(Session(folder), "en")
    phones.program = program
    printed = folder / "terminal.txt"
    with printed.open("w") as terminal:
        phones.keep_running(terminal)
        try:
            yield phones, printed
        finally:
            phones.stop()


def again(phones: Acting, folder: Path) -> bool:
    """Return whether looking after it starts another process."""
    before = phones._process
    with (folder / "more.txt").open("w") as terminal:
        phones.keep_running(terminal)
    return phones._process is not before


def test_what_runs_is_left_alone(tmp_path: Path) -> None:
    """Looking after it now and then starts no second server."""
    with acting(tmp_path, WAITS) as (phones, _):
        assert not again(phones, tmp_path)


@pytest.mark.parametrize("code", [0, 2])
def test_what_ended_by_itself_stays_down(tmp_path: Path, code: int) -> None:
    """Bad input is not cured by trying again, and who stopped it meant it."""
    with acting(tmp_path, f"raise SystemExit({code})") as (phones, _):
        assert phones._process is not None
        assert code == phones._process.wait(10)
        assert not again(phones, tmp_path)


def test_a_crash_is_soon_over(tmp_path: Path) -> None:
    """What crashed is started again, and nothing of it is left open."""
    with acting(tmp_path, "raise SystemExit(1)") as (phones, _):
        assert phones._process is not None
        phones._process.wait(10)
        assert again(phones, tmp_path)


def test_bad_wishes_are_seen_in_the_terminal(tmp_path: Path) -> None:
    """Why no phones come stands in the terminal, not in a log."""
    program = (
        "from pathlib import Path; import sys\n"
        "from workshop.lab.phones import Phones; from workshop.lab.quiet import quiet\n"
        "from workshop.session import Session\n"
        f"session = Session(Path({str(tmp_path / 'team')!r}))\n"
        "phones = Phones(session, 'en', network=('--host=nonsense',))\n"
        f"with quiet(Path({str(tmp_path / 'lab.log')!r})) as terminal:\n"
        "    phones.keep_running(terminal); phones._process.wait(); phones.stop()\n"
    )
    environment = {**os.environ, "WORKSHOP_HOME": str(tmp_path)}
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=environment, text=True
    )

    assert "This computer doesn’t have this address." in shown.stdout + shown.stderr


def test_it_stops_with_its_leash(tmp_path: Path) -> None:
    """When the kit lets go of its standard input, it ends by itself."""
    with acting(tmp_path, WAITS) as (phones, _):
        phones.stop()

        assert phones._process is not None
        assert phones._process.returncode == 0


def test_what_does_not_listen_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that hangs does not keep the kit from stopping, nor its port afterwards."""
    monkeypatch.setattr(phones_module, "STOP_SECONDS", 0.05)
    with acting(tmp_path, DEAF) as (phones, _):
        phones.stop()

        assert phones._process is not None
        assert phones._process.returncode not in (None, 0)


def test_stopping_what_never_ran_is_nothing(tmp_path: Path) -> None:
    """Ctrl-C during the start ends quietly, and twice is once."""
    phones = Phones(Session(tmp_path), "en")
    phones.stop()
    phones.stop()

    assert phones._process is None


def test_without_wishes_the_server_decides(tmp_path: Path) -> None:
    """What nobody asked for is not on its command line."""
    expected = ["-m", "workshop", "room", "--session=team", "--lang=de"]

    assert expected == Phones(Session(tmp_path / "team"), "de")._command()[1:]


def test_wishes_are_passed_on(tmp_path: Path) -> None:
    """Address, port and number of phones reach the server, and one word each."""
    network = ("--host=auto", "--port=8811")
    command = Phones(Session(tmp_path / "team"), "en", 40, network)._command()

    assert ["--lang=en", "--host=auto", "--port=8811", "--cap=40"] == command[-4:]


def test_a_name_with_blanks_or_dashes_stays_one_word(tmp_path: Path) -> None:
    """A session's name is never read as an option."""
    assert "--session=team -h" in Phones(Session(tmp_path / "team -h"), "en")._command()


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Phones | None]:
    """Collects the phones the command would have run, with an empty home of its own."""
    found: list[Phones | None] = []

    def serve(*_: object, phones: Phones | None, **_rest: object) -> int:
        found.append(phones)
        return 0

    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    # Set here, so that what the command sets is gone afterwards.
    monkeypatch.setenv(DATABASE_VARIABLE, "")
    monkeypatch.setattr("workshop.lab.server.serve", serve)
    monkeypatch.setattr("workshop.crm.session_tables.bring_data", lambda *_: None)
    return found


def test_the_kit_passes_its_wishes_on(started: list[Phones | None]) -> None:
    """Page and phones are started by one command, each on a port of its own."""
    given = ["--host", "127.0.0.1", "--port", "8888", "--room-port", "0", "--cap", "40"]
    main([*given, "--lang", "en"])
    (phones,) = started

    assert phones is not None
    assert ("en", 40) == (phones.lang, phones.cap)
    assert ("--host=127.0.0.1", "--port=0") == phones.network


def test_behind_a_proxy_the_same_options_reach_the_server(started: list[Phones | None]) -> None:
    """What stands in between is no matter of which command was typed."""
    proxies = ["--trusted-proxy", "10.0.0.2", "--trusted-proxy", "10.0.0.3"]
    main(["--public-url", "https://example.com/room", "--root-path", "/in", *proxies])
    (phones,) = started

    assert phones is not None
    assert (
        "--public-url=https://example.com/room",
        "--root-path=/in",
        "--trusted-proxy=10.0.0.2",
        "--trusted-proxy=10.0.0.3",
    ) == phones.network


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        (["--host", "203.0.113.9"], "This computer doesn’t have this address."),
        (["--host", "nonsense"], "This computer doesn’t have this address."),
        (["--room-port", "{taken}"], "The room can’t be opened on this port."),
        (["--tls-cert", "cert.pem"], "A certificate and its key go together."),
        (["--public-url", "nonsense"], "A phone can’t open this address."),
        (["--trusted-proxy", "*"], "That isn’t the address of a proxy."),
    ],
)
def test_a_room_that_cannot_be_reached_stops_the_kit_before_it_starts(
    capsys: pytest.CaptureFixture[str],
    started: list[Phones | None],
    tmp_path: Path,
    given: list[str],
    fact: str,
) -> None:
    """A sentence and exit code 2; no table is laid, no session made, nothing runs on in silence."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code = main([*(one.format(taken=port) for one in given), "--lang", "en"])
    shown = capsys.readouterr()

    assert (2, "", []) == (code, shown.out, started)
    assert fact == shown.err.splitlines()[0]
    assert [] == list(tmp_path.iterdir())


def test_without_phones_nobody_minds_the_network(started: list[Phones | None]) -> None:
    """Whoever wants one keyboard only is not kept from starting."""
    assert 0 == main(["--no-room", "--host", "203.0.113.9"])
    assert [None] == started


def test_that_no_phones_will_come_is_said_once(tmp_path: Path) -> None:
    """The acts go on, and nobody waits for phones that never find a door."""
    with acting(tmp_path, "raise SystemExit(2)") as (phones, _):
        assert phones._process is not None
        phones._process.wait(10)
        again(phones, tmp_path)
        first = (tmp_path / "more.txt").read_text()
        again(phones, tmp_path)
        second = (tmp_path / "more.txt").read_text()

    assert ("The acts carry on without phones; restart the kit to let them in.\n", "") == (
        first,
        second,
    )


@pytest.mark.parametrize(("given", "runs"), [([], True), (["--no-room"], False)])
def test_phones_come_unless_nobody_wants_them(
    started: list[Phones | None], given: list[str], *, runs: bool
) -> None:
    """A table with one keyboard may do without a second server."""
    main(given)

    assert [runs] == [phones is not None for phones in started]


def test_the_database_is_told_to_all_that_is_started(started: list[Phones | None]) -> None:
    """Kernels and the room's server read it from the environment: everybody on a computer sees
    command lines, and the address holds a password.
    """
    url = "postgresql://me:geheim@db/room"
    main(["--database", url])
    (phones,) = started

    assert phones is not None
    assert url == os.environ[DATABASE_VARIABLE]
    assert "geheim" not in " ".join(phones._command())


def test_it_is_told_that_it_is_on_a_leash(tmp_path: Path) -> None:
    """Started by hand the same server does not mind its standard input; what it says is seen."""
    with acting(tmp_path, TELLS) as (phones, printed):
        assert phones._process is not None
        phones._process.wait(10)

        assert printed.read_text() == "1\n"
