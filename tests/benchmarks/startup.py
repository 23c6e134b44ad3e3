"""From process start to the first clickable widget: the kit against a bare ``jupyter lab``.

    python tests/benchmarks/startup.py [NOTEBOOK] [--runs 5]

Both open the same notebook in the same browser. The kit runs it by itself; in Lab somebody
chooses Run, Run All Cells. Each run has folders of its own, so nothing is remembered.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.browser import chromium

from workshop.acts import notebook as shipped_notebook
from workshop.lab.server import _serve, free_port
from workshop.session import open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

WIDGET = ".jp-OutputArea .jupyter-button:enabled"
PATIENCE = 120_000
TOKEN = "benchmark"  # noqa: S105 - a port of the loopback address, for a minute


def serve_kit(folder: Path, notebook: Path) -> int:
    """Be the kit: serve one notebook from a session in `folder`."""
    session = open_session(folder)
    session.notebooks.mkdir()
    shutil.copy(notebook, session.notebooks)
    lang = "de" if notebook.parent.name == "de" else "en"
    return _serve(session, lang, notebook.name, port=None, browser=False)


@contextmanager
def child(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a server whose Jupyter and sessions live in `folder`, and end it afterwards."""
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "WORKSHOP_HOME": "home",
    }
    environment = os.environ | {key: str(folder / name) for key, name in places.items()}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)


def wait_for(process: subprocess.Popen[str], pattern: str) -> str:
    """Read a server's output up to the line with the address in it."""
    said = ""
    for line in process.stdout or ():
        said += line
        if found := re.search(pattern, line):
            return found[0]
    raise RuntimeError(said)


def click_first(page: Page) -> None:
    """Wait until the first widget can be clicked, as a person would, without changing anything."""
    page.locator(WIDGET).first.click(trial=True, timeout=PATIENCE)


def time_kit(page: Page, folder: Path, notebook: Path) -> float:
    """Return the seconds the kit needs."""
    begun = time.perf_counter()
    with child(
        [sys.executable, __file__, "--serve", str(folder / "s"), str(notebook)], folder
    ) as it:
        page.goto(wait_for(it, r"http://\S+"), wait_until="commit")
        click_first(page)
        return time.perf_counter() - begun


def time_lab(page: Page, folder: Path, notebook: Path) -> float:
    """Return the seconds a bare JupyterLab needs."""
    root = folder / "root"
    root.mkdir()
    shutil.copy(notebook, root)
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", f"--IdentityProvider.token={TOKEN}", f"--notebook-dir={root}"]
    begun = time.perf_counter()
    with child(command, folder) as it:
        wait_for(it, "is running at")
        address = f"http://127.0.0.1:{port}/lab/tree/{notebook.name}?token={TOKEN}"
        page.goto(address, wait_until="commit")
        run_all(page)
        click_first(page)
        return time.perf_counter() - begun


def run_all(page: Page) -> None:
    """Choose Run, Run All Cells, as soon as the notebook and its kernel are there."""
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=PATIENCE)
    # Earlier than this, Lab asks which kernel it should take.
    page.get_by_text(" | Idle").first.wait_for(timeout=PATIENCE)
    page.locator("#jp-MainMenu .lm-MenuBar-item").nth(3).click()
    page.locator("[data-command='runmenu:run-all']").click()


def measure(one: Callable[[Page, Path, Path], float], notebook: Path) -> float:
    """Time one start with a fresh browser and fresh folders."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as it:
        browser = it.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
        try:
            return one(browser.new_page(), Path(folder), notebook)
        finally:
            browser.close()


def main() -> int:
    """Measure both, in turns, and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    notebook = (given.notebook or shipped_notebook("shared_terms", "en")).resolve()
    if given.serve:
        return serve_kit(given.serve, notebook)
    kit, lab = [], []
    for _ in range(given.runs):
        kit.append(measure(time_kit, notebook))
        lab.append(measure(time_lab, notebook))
        print(f"kit {kit[-1]:6.2f} s   lab {lab[-1]:6.2f} s", flush=True)
    ratio = median(lab) / median(kit)
    print(f"medians: kit {median(kit):.2f} s, lab {median(lab):.2f} s, {ratio:.1f} times faster")
    return 0


if __name__ == "__main__":
    sys.exit(main())
