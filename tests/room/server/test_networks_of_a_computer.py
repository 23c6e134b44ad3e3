"""The kit in real networks: a computer inside this one, with a Wi-Fi, a tunnel and a switch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.door import door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPACE = f"kit-{os.getpid()}"
PATIENCE = 30


def ip(*words: str) -> bool:
    """Run a command inside the space; return whether it worked."""
    command = ["ip", "-n", SPACE, *words]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def space() -> Iterator[None]:
    """A network namespace with a loopback address, or a reason why not."""
    if shutil.which("ip") is None:
        pytest.skip("there is no `ip` (Debian: iproute2) to make networks with")
    made = subprocess.run(["ip", "netns", "add", SPACE], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no network namespaces here: {made.stderr.decode().strip()}")
    try:
        ip("link", "set", "lo", "up")
        yield
    finally:
        subprocess.run(["ip", "netns", "del", SPACE], check=True)


def network(name: str, address: str) -> None:
    """Add a network with somebody at its other end."""
    ip("link", "add", name, "type", "veth", "peer", "name", f"{name}-end")
    ip("link", "set", f"{name}-end", "up")
    ip("address", "add", address, "dev", name)
    if not ip("link", "set", name, "up"):
        pytest.skip(f"this system makes no network like {name}")


@contextmanager
def kit(home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run the room in that computer."""
    command = [sys.executable, "-m", "workshop", "room", "--lang", "en", *options]
    running = subprocess.Popen(
        ["ip", "netns", "exec", SPACE, *command],
        env={**os.environ, "WORKSHOP_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    # Whoever reads its lines waits for one more: a kit that says nothing must end some time.
    limit = threading.Timer(2 * PATIENCE, running.kill)
    limit.start()
    try:
        yield running
    finally:
        limit.cancel()
        running.terminate()
        running.communicate(timeout=PATIENCE)


def lines_until(running: subprocess.Popen[str], part: str) -> list[str]:
    """Read on to the line that holds this."""
    assert running.stdout is not None
    said: list[str] = []
    for line in running.stdout:
        said.append(line.rstrip())
        if part in line:
            return said
    message = f"the kit did not say {part!r}: {said}"
    raise AssertionError(message)


def shown(home: Path) -> str:
    """Return the address that projector and QR code show."""
    with closing(EventLog(home / "workshop" / "room.sqlite")) as log:
        opened = door(Room(log).state.door)
    assert opened is not None
    return f"{opened.host}{' lost' if opened.lost else ''}"


def until_shown(home: Path, expected: str) -> None:
    """Wait until projector and QR code show an address."""
    begun = time.monotonic()
    while shown(home) != expected:
        assert time.monotonic() - begun < PATIENCE, shown(home)
        time.sleep(0.1)


@pytest.mark.usefixtures("space")
def test_a_tunnel_with_the_way_out_is_passed_by_and_the_kit_moves_with_its_networks(
    tmp_path: Path,
) -> None:
    """The Wi-Fi is taken; when it goes, the cable; when all are gone, that is said."""
    network("wlan0", "192.168.43.7/24")
    network("tun0", "10.8.0.2/24")
    network("eth0", "10.1.2.3/16")
    ip("route", "add", "default", "dev", "tun0")
    with kit(tmp_path, "--host", "auto", "--port", "0") as running:
        said = lines_until(running, "10.8.0.2")
        first = shown(tmp_path)
        ip("link", "set", "wlan0", "down")
        told = lines_until(running, "192.168.43.7 is gone")[-1]
        until_shown(tmp_path, "10.1.2.3")
        ip("address", "del", "10.1.2.3/16", "dev", "eth0")
        until_shown(tmp_path, "10.1.2.3 lost")
        ip("link", "set", "wlan0", "up")
        until_shown(tmp_path, "192.168.43.7")

    assert "192.168.43.7" == first
    assert "  → 192.168.43.7  Wi-Fi (wlan0)" in said
    assert "    10.1.2.3  cable (eth0)" in said
    assert "Phones now join at http://10.1.2.3:" in told


@pytest.mark.usefixtures("space")
def test_a_switch_of_ones_own_needs_no_way_out(tmp_path: Path) -> None:
    """A router without internet is the usual advice for a hall."""
    network("eth0", "192.168.8.20/24")
    with kit(tmp_path, "--host", "auto", "--port", "0") as running:
        (line,) = lines_until(running, "Phones: ")

    assert line.startswith("Phones: http://192.168.8.20:")


@pytest.mark.usefixtures("space")
def test_a_tunnel_alone_is_no_network_for_phones(tmp_path: Path) -> None:
    """Refused in words that name it; taken when it is asked for."""
    network("tun0", "10.8.0.2/24")
    with kit(tmp_path, "--host", "auto") as running:
        refused = lines_until(running, "Found: ")
        code = running.wait(PATIENCE)
    with kit(tmp_path, "--host", "10.8.0.2", "--port", "0") as running:
        (line,) = lines_until(running, "Phones: ")

    assert "This computer isn’t on a network that phones can reach." == refused[0]
    assert "Found: 10.8.0.2 (tun0)" == refused[1]
    assert 2 == code
    assert line.startswith("Phones: http://10.8.0.2:")
