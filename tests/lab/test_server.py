"""The Lab shell: what it promises to the network, the terminal and the next start."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import psutil
import pytest

from workshop.acts import ACTS
from workshop.errors import WorkshopError
from workshop.lab import home as home_module
from workshop.lab.home import DISABLED, Home, overrides, page_config
from workshop.lab.server import _serve, address, check_port, config, free_port, serve
from workshop.lab.warm import warm_up
from workshop.session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM")
NOTEBOOK = "page.ipynb"
PROGRAM = """
import sys
from pathlib import Path
from workshop.lab.server import _serve
from workshop.session import open_session
session, page = open_session(Path(sys.argv[1])), sys.argv[2]
sys.exit(_serve(session, "en", lambda: page, port=None, browser=False))
"""


@dataclass
class Kit:
    """A running kit and the address it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    def status(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def family(self) -> list[psutil.Process]:
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]


def start(folder: Path) -> subprocess.Popen[str]:
    notebook = open_session(folder).notebooks / NOTEBOOK
    notebook.parent.mkdir(exist_ok=True)
    notebook.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4}))
    command = [sys.executable, "-c", PROGRAM, str(folder), NOTEBOOK]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


@contextmanager
def running(folder: Path) -> Iterator[Kit]:
    with start(folder) as process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stdout.read()
        try:
            yield Kit(process, found[0])
        finally:
            process.kill()


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    with running(tmp_path_factory.mktemp("session")) as started:
        yield started


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=120)
    # Ended and not yet fetched by its parent, which may be an init that takes its time.
    return all(process.status() == psutil.STATUS_ZOMBIE for process in alive)


def test_the_address_is_one_for_the_whole_workshop() -> None:
    """The line printed can be clicked at any time; it names no act."""
    assert "http://127.0.0.1:8123/table?token=t" == address(8123, "t")


def test_a_free_port_can_be_listened_on() -> None:
    """What is called free is free."""
    port = free_port()

    assert port == check_port(port)


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    """A typing error ends in a sentence, not in a traceback."""
    with pytest.raises(WorkshopError, match=r"port.*Hint"):
        check_port(port)


def test_a_taken_port_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    """Somebody else's port is named, and the session's folder stays untouched by Jupyter."""
    session = open_session(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(WorkshopError, match=rf"port.*Found: {port}.*Hint"):
            _serve(session, "en", lambda: NOTEBOOK, port=port, browser=False)

    assert not Home(session).folder.exists()


def test_an_unknown_act_is_refused(tmp_path: Path) -> None:
    """Asking for an act that does not exist names those that do."""
    with pytest.raises(WorkshopError, match=r"Acts: arriving, shared_terms"):
        serve(open_session(tmp_path), "en", here=lambda: "finale", browser=False)


def test_the_configuration_listens_on_loopback_and_asks_nobody_outside(tmp_path: Path) -> None:
    """No setting opens the kit to the network, a terminal, the news or an update server."""
    token = "t"  # noqa: S105 - no server takes it
    settings = config(Home(Session(tmp_path)), 8123, token)

    assert settings["ServerApp"]["ip"] == "127.0.0.1"
    assert settings["ServerApp"]["terminals_enabled"] is False
    assert settings["IdentityProvider"]["token"] == token
    assert settings["LabApp"]["news_url"] is None
    assert settings["LabApp"]["extension_manager"] == "readonly"


def test_everything_jupyter_writes_lies_in_the_session(tmp_path: Path) -> None:
    """A user's own Jupyter is neither read nor changed."""
    home = Home(Session(tmp_path))
    folders = [value for key, value in home.environment().items() if key.endswith("DIR")]

    assert len(folders) == 4
    assert all(folder.startswith(str(home.folder)) for folder in folders)


@pytest.mark.parametrize(("lang", "locale"), [("de", "de_DE"), ("en", "default")])
def test_lab_speaks_the_language_of_the_kit(lang: str, locale: str) -> None:
    """A dialog of Lab's own, should one come, is in the language of the room."""
    settings = overrides(lang)  # type: ignore[arg-type]

    assert settings["@jupyterlab/translation-extension:plugin"] == {"locale": locale}


def test_the_page_knows_the_acts_in_their_order() -> None:
    """The page warms the kernel of the act that really comes next."""
    known = json.loads(str(page_config("en")["workshopActs"]))

    assert known == [act.path("en") for act in ACTS]


def test_each_plugin_is_left_out_once() -> None:
    """The list stays sorted enough to be read: no plugin stands in it twice."""
    assert len(set(DISABLED)) == len(DISABLED)


def test_files_of_an_earlier_version_are_replaced(tmp_path: Path) -> None:
    """A folder left by an older kit, or by a kill, does not reach the page."""
    home = Home(Session(tmp_path))
    home.lay_out("en")
    stray = home.labextensions / "stray" / "package.json"
    stray.parent.mkdir()
    stray.write_text("{broken")
    home.lay_out("en")

    assert not stray.exists()
    assert (home.labextensions / home_module.SHELL / "package.json").is_file()


def test_warming_up_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """A missing library is no reason for a kernel to write into the page."""
    warm_up(("no_such_module", "json"))

    assert capfd.readouterr() == ("", "")


def test_quiet_sends_children_to_the_log(tmp_path: Path) -> None:
    """What a kernel prints lands in the log, and afterwards the terminal is ours again."""
    log = tmp_path / "lab.log"
    program = (
        "import os, sys; from pathlib import Path; from workshop.lab.quiet import quiet\n"
        f"with quiet(Path({str(log)!r})) as terminal:\n"
        "    os.system('echo noise'); print('more'); terminal.write('line\\n')\n"
        "print('after')"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert shown.stdout.split() == [b"line", b"after"]
    assert log.read_text().split() == ["noise", "more"]


def test_the_page_answers_when_its_address_is_printed(kit: Kit) -> None:
    """Whoever clicks the line at once is led on to a page, and the token stays behind."""
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(kit.address) as page:
        assert (200, f"/doc/tree/{NOTEBOOK}", "") == (page.status, *urlsplit(page.url)[2:4])


def test_a_stranger_is_not_led_on(kit: Kit) -> None:
    """Without the token the address shows the login and no act."""
    with urlopen(f"http://127.0.0.1:{kit.port}/table") as page:
        assert "/login" == urlsplit(page.url).path


def test_the_token_is_required(kit: Kit) -> None:
    """A neighbour on the same machine cannot read a session without the token."""
    assert kit.status("/api/sessions") == 403
    assert kit.status("/api/sessions?token=wrong") == 403
    assert kit.status(f"/api/sessions?token={kit.token}") == 200


def test_no_terminal_is_offered(kit: Kit) -> None:
    """The page is no way into the machine's shell."""
    assert kit.status(f"/api/terminals?token={kit.token}") == 404


def test_only_the_loopback_address_is_listened_on(kit: Kit) -> None:
    """Neither the server nor a kernel can be reached from another machine."""
    heard = {
        connection.laddr.ip
        for process in kit.family()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }

    assert heard == {"127.0.0.1"}


def test_the_first_kernel_is_warm(kit: Kit) -> None:
    """A kernel runs for the notebook before any page asked for one."""
    kernels = [one for one in kit.family() if "ipykernel_launcher" in one.cmdline()]

    assert len(kernels) == 1


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end in exit code 0, one line, no kernel left and no question asked."""
    with running(tmp_path) as kit:
        family = kit.family()
        kit.process.send_signal(number)
        rest, _ = kit.process.communicate(timeout=120)

        assert rest == "Goodbye. Everything you wrote has been saved.\n"
        assert kit.process.returncode == 0
        assert len(family) > 1
        assert gone(family[1:])
        assert "Kernel started" in Home(Session(tmp_path)).log.read_text()


@posix
def test_a_killed_kit_starts_again(tmp_path: Path) -> None:
    """A power cut in the hall costs a restart, nothing else."""
    with running(tmp_path) as first:
        family = first.family()
        first.process.kill()
        assert gone(family)
    with running(tmp_path) as second:
        assert second.status(f"/api/status?token={second.token}") == 200


@posix
def test_sigterm_during_start_up_ends_quietly(tmp_path: Path) -> None:
    """Stopping before the page is there leaves no traceback either."""
    log = Home(Session(tmp_path)).log
    with start(tmp_path) as process:
        while process.poll() is None and not (log.exists() and log.stat().st_size):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=120)

        assert said.splitlines()[-1] == "Goodbye. Everything you wrote has been saved."
        assert "Traceback" not in said
        assert process.returncode == 0
