"""A Chromium for the browser tests: the one that is here, or one that can be fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS: tuple[str, ...] = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COMMANDS = (
    # The same engine without a window: the tests take about a third less time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
PLAYWRIGHT_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")
PLAYWRIGHT_BINARIES = (
    "chromium_headless_shell-*/chrome-*/*headless*shell*",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def executable() -> str | None:
    """Return the first Chromium, Chrome or Edge found, or None."""
    return next((str(place) for place in _places() if place.is_file()), None)


def ensure() -> str:
    """Return a browser's path, after installing Chromium if there is none.

    Raises:
        RuntimeError: if no way to a browser worked; the message names the ways tried.
    """
    if found := executable():
        return found
    tried = []
    for way in _ways():
        tried.append(" && ".join(" ".join(step) for step in way))
        if all(_run(step) for step in way) and (found := executable()):
            return found
    message = (
        "No Chromium, Chrome or Edge was found and none could be installed. "
        f"Tried: {'; '.join(tried)}. Hint: install one of them by hand."
    )
    raise RuntimeError(message)


def _places() -> Iterator[Path]:
    yield from (Path(found) for name in COMMANDS if (found := shutil.which(name)))
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / app for app in MAC)
    for root in filter(None, map(os.environ.get, WINDOWS_ROOTS)):
        yield from (Path(root, program) for program in WINDOWS)
    for cache in _playwright_caches():
        for pattern in PLAYWRIGHT_BINARIES:
            yield from sorted(cache.glob(pattern), reverse=True)


def _playwright_caches() -> Iterator[Path]:
    if chosen := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(chosen)
    yield from (Path.home() / cache for cache in PLAYWRIGHT_CACHES)
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local, "ms-playwright")


def _ways() -> Iterator[list[list[str]]]:
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield [["apt-get", "update"], ["apt-get", "install", "-y", "chromium-headless-shell"]]
        yield [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _run(step: list[str]) -> bool:
    return subprocess.run(step, check=False, stdout=sys.stderr).returncode == 0
