"""Start the acts in JupyterLab, and stop them again without a trace."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import webbrowser
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from workshop.acts import ACTS
from workshop.acts import act as act_by_key
from workshop.errors import WorkshopError
from workshop.lab.entry import add_entry
from workshop.lab.home import Home
from workshop.lab.quiet import quiet
from workshop.lab.twin import ENTRY
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from workshop.acts import Act
    from workshop.lab.phones import Phones
    from workshop.session import Session
    from workshop.words import Lang

HOST = "127.0.0.1"
PORTS = range(1, 65536)
LARGEST_UPLOAD = 512 << 20
"""Bytes; larger files are named by their place on this computer."""
MIND_SECONDS = 1.0
"""How often somebody looks whether the room's server still runs."""
STOPS = (signal.SIGINT, signal.SIGTERM)


def serve(
    session: Session,
    lang: Lang,
    *,
    here: Callable[[], str | None] = lambda: None,
    port: int | None = None,
    browser: bool = True,
    phones: Phones | None = None,
) -> int:
    """Run the acts of a session in the browser until Ctrl-C or SIGTERM.

    Args:
        session: whose acts are run; the notebooks are copied into it afresh.
        lang: the language of the acts and of the lines printed.
        here: says which act the room is in, by its key; the first act if none.
        port: the port to listen on, a free one if not given.
        browser: open the page as soon as it answers.
        phones: the room's server to run beside it, none if not given.

    Returns:
        The exit code, 0.

    Raises:
        WorkshopError: if there is no such act, or the port is taken. That nobody else serves this
            session is the caller's to see to; see `workshop.lock`.
    """

    def path() -> str:
        return _act(here()).path(lang)

    path()  # an act that does not exist is refused before anything starts
    session.lay_out_notebooks()
    return _serve(session, lang, path, port=port, browser=browser, phones=phones)


def _act(key: str | None) -> Act:
    return act_by_key(key) if key else ACTS[0]


def _serve(
    session: Session,
    lang: Lang,
    path: Callable[[], str],
    *,
    port: int | None,
    browser: bool,
    phones: Phones | None = None,
) -> int:
    home = Home(session)
    token = secrets.token_urlsafe(16)
    port = free_port() if port is None else check_port(port)
    home.lay_out(lang)
    os.environ.update(home.environment())
    with quiet(home.log) as terminal, _stoppable():
        table = _Table(lang, address(port, token), terminal, phones)
        table.run(config(home, port, token), path, browser=browser)
    return 0


def address(port: int, token: str) -> str:
    """Return the address that leads to where the room is; see `workshop.lab.entry`."""
    return f"http://{HOST}:{port}/{ENTRY}?{urlencode({'token': token})}"


def free_port() -> int:
    """Return a port of the loopback address on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def check_port(port: int) -> int:
    """Return `port` if it can be listened on.

    Raises:
        WorkshopError: if another program holds it, or it is no port we may use.
    """
    if port not in PORTS:
        raise _no_port(port, f"{PORTS.start}–{PORTS.stop - 1}")
    try:
        with socket.create_server((HOST, port)):
            return port
    except OSError as error:
        raise _no_port(port, error) from None


def _no_port(port: int, reason: Exception | str) -> WorkshopError:
    return WorkshopError(
        N_("The acts can’t be opened on this port."),
        found="{port}: {reason}",
        hint=N_("Leave out --port and the kit picks a free one."),
        port=port,
        reason=reason,
    )


def config(home: Home, port: int, token: str) -> dict[str, dict[str, object]]:
    """Return Jupyter's configuration: loopback only, a token, and nothing that is not needed."""
    folder = home.folder
    return {
        "ServerApp": {
            "ip": HOST,
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "allow_root": True,
            "allow_remote_access": False,
            "terminals_enabled": False,
            "root_dir": str(home.session.notebooks),
            # An export dropped into the page arrives as one message.
            "tornado_settings": {"websocket_max_message_size": LARGEST_UPLOAD},
        },
        "IdentityProvider": {"token": token},
        # Seconds from asking a kernel to end until it is ended.
        "KernelManager": {"shutdown_wait_time": 1.5},
        "LabApp": {
            "app_settings_dir": str(home.settings),
            "user_settings_dir": str(folder / "user-settings"),
            "workspaces_dir": str(folder / "workspaces"),
            "labextensions_path": [str(home.labextensions)],
            "extension_manager": "readonly",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "custom_css": True,
        },
    }


def _jupyter(settings: dict[str, dict[str, object]]) -> Any:
    """Return the Jupyter server, listening, with JupyterLab as its only extension."""
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 - reads its folders when imported
    from traitlets.config import Config  # noqa: PLC0415

    only = {"jupyterlab": True}
    app = LabApp.make_serverapp(jpserver_extensions=only, config=Config(settings))
    app.initialize(argv=[], starter_extension="lab", find_extensions=False)
    for stop in STOPS:
        signal.signal(stop, app._signal_stop)  # noqa: SLF001 - Jupyter's own asks y/n first
    if app._stopping:  # noqa: SLF001 - a signal came before there was a loop to stop
        raise KeyboardInterrupt
    return app


async def warm(app: Any, path: str) -> None:
    """Start the kernel of a notebook; the page will find it running and use it."""
    name = path.rpartition("/")[2]
    await app.session_manager.create_session(
        path=path, name=name, type="notebook", kernel_name="python3"
    )


async def _answers(address: str) -> None:
    """Return once the server answers."""
    from tornado.httpclient import AsyncHTTPClient  # noqa: PLC0415

    await AsyncHTTPClient().fetch(address, request_timeout=60)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM end the start-up as Ctrl-C does; give both back afterwards."""
    before = {stop: signal.getsignal(stop) for stop in STOPS}
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _Table:
    """One running server and the person at the terminal."""

    def __init__(self, lang: Lang, address: str, terminal: IO[str], phones: Phones | None) -> None:
        self.words = Words(lang)
        self.address = address
        self.terminal = terminal
        self.phones = phones

    def run(
        self, settings: dict[str, dict[str, object]], path: Callable[[], str], *, browser: bool
    ) -> None:
        try:
            app = _jupyter(settings)
            add_entry(app, path)
            app.io_loop.add_callback(self._open, app, path, browser=browser)
            app.start()
        except KeyboardInterrupt:
            pass
        except SystemExit as stopped:
            if stopped.code:
                raise WorkshopError(
                    N_("The acts couldn’t be started."),
                    hint=N_("Try again; .jupyter/lab.log says what happened."),
                ) from None
        finally:
            if self.phones:
                self.phones.stop()
        self._say(self.words("Goodbye. Everything you wrote has been saved."))

    async def _open(self, app: Any, path: Callable[[], str], *, browser: bool) -> None:
        await warm(app, path())
        await _answers(f"{app.connection_url}api/status?{urlsplit(self.address).query}")
        self._say(self.words("The table is laid: {address}", address=self.address))
        if browser:
            webbrowser.open(self.address)
        await self._mind_phones()

    async def _mind_phones(self) -> None:
        # Not before the page answers: the first widget must not wait for the second process.
        while self.phones:
            self.phones.keep_running(self.terminal)
            await asyncio.sleep(MIND_SECONDS)

    def _say(self, line: str) -> None:
        self.terminal.write(f"{line}\n")
        self.terminal.flush()
