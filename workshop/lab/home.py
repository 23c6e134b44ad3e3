"""A Jupyter of our own: its settings lie in the session, the user's own are left alone."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_core.paths import jupyter_path

from workshop.acts import ACTS
from workshop.colours import tokens
from workshop.session import SESSION_VARIABLE
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.session import Session
from workshop.words import Lang

LAB = Path(__file__).parent
SHELL = "one-table-shell"
WIDGETS = Path("@jupyter-widgets", "jupyterlab-manager")
LOCALES: dict[Lang, str] = {"de": "de_DE", "en": "default"}
STARTUP = "__import__('workshop.lab.warm').lab.warm.begin({log!r})\n"
IPYTHON_CONFIG = "c.HistoryManager.enabled = False\n"


@dataclass(frozen=True)
class Home:
    """The folder ``.jupyter`` of a session, where everything Jupyter writes ends up."""

    session: Session

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.session.folder / ".jupyter"

    @property
    def log(self) -> Path:
        """What Jupyter had to say."""
        return self.folder / "lab.log"

    @property
    def kernel_log(self) -> Path:
        """What went wrong in the kernels, for engineers."""
        return self.folder / "kernels.log"

    @property
    def runtime(self) -> Path:
        """What a running server says of itself."""
        return self.folder / "runtime"

    @property
    def settings(self) -> Path:
        """Lab's application settings."""
        return self.folder / "settings"

    @property
    def labextensions(self) -> Path:
        """Lab's extensions: the widgets and nothing a user may have installed besides."""
        return self.folder / "labextensions"

    @property
    def custom(self) -> Path:
        """What is served as the page's own CSS."""
        return self.folder / "config" / "custom"

    def environment(self) -> dict[str, str]:
        """Return what server and kernels must find in their environment."""
        return {
            "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            "IPYTHONDIR": str(self.folder / "ipython"),
            SESSION_VARIABLE: str(self.session.folder),
        }

    def lay_out(self, lang: Lang) -> None:
        """Write every file Jupyter reads, afresh."""
        self._forget()
        _write_json(self.settings / "overrides.json", overrides(lang))
        _write_json(self.settings / "page_config.json", page_config(lang))
        _write_json(self.folder / "data" / "kernels" / "python3" / "kernel.json", kernel())
        _write(self.custom / "custom.css", stylesheet(lang))
        profile = self.folder / "ipython" / "profile_default"
        _write(profile / "startup" / "00-warm.py", STARTUP.format(log=str(self.kernel_log)))
        _write(profile / "ipython_config.py", IPYTHON_CONFIG)
        shutil.copytree(widgets_labextension(), self.labextensions / WIDGETS)
        shutil.copytree(LAB / "labextension", self.labextensions / SHELL)

    def _forget(self) -> None:
        """Drop the extensions of an earlier version, and a log nobody will read any more."""
        shutil.rmtree(self.labextensions, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log.write_bytes(b"")
        self.kernel_log.unlink(missing_ok=True)


def widgets_labextension() -> Path:
    """Return where ipywidgets installed its half of the page."""
    places = [Path(sys.prefix, "share", "jupyter", "labextensions")]
    places += [Path(place) for place in jupyter_path("labextensions")]
    return next(place / WIDGETS for place in places if (place / WIDGETS).is_dir())


def overrides(lang: Lang) -> dict[str, dict[str, object]]:
    """Return Lab's settings where they differ from Lab's own defaults."""
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[lang]},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
            "doNotDisturbMode": True,
        },
        "@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Light"},
        # A subshell would run a button's handler in a thread beside the cells.
        "@jupyterlab/apputils-extension:kernels-settings": {
            "commsOverSubshells": "disabled",
            "showStatusBarItem": False,
        },
        "@jupyterlab/application-extension:shell": {"startMode": "single"},
        "@jupyterlab/application-extension:context-menu": {"disabled": True},
        "@jupyterlab/docmanager-extension:plugin": {
            "autosave": False,
            "confirmClosingDocument": False,
        },
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            "scrollPastEnd": False,
            "showEditorForReadOnlyMarkdown": False,
            "showHiddenCellsButton": False,
            "showInputPlaceholder": False,
            "windowingMode": "none",
        },
    }


def page_config(lang: Lang) -> dict[str, object]:
    """Return what the page knows from the start: the acts in order, the plugins left out."""
    words = Words(lang)
    return {
        "disabledExtensions": list(DISABLED),
        "workshopActs": json.dumps([act.path(lang) for act in ACTS]),
        "workshopLang": lang,
        "workshopTitle": words("One Table"),
        "workshopGone": words(
            "The table has been cleared. Start the kit again and open the new address "
            "from the terminal."
        ),
    }


def kernel() -> dict[str, object]:
    """Return the kernel: this very interpreter."""
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return {"argv": launch, "display_name": "Python 3", "language": "python"}


def stylesheet(lang: Lang) -> str:
    """Return the page's CSS; the sentence shown while it loads is in it, long before any script."""
    words = Words(lang)
    waiting = json.dumps(words("One moment, we’re laying the table …"), ensure_ascii=False)
    sheets = [(LAB / name).read_text(encoding="utf-8") for name in SHEETS if (LAB / name).exists()]
    return "\n".join([tokens("ot-"), *sheets, f":root {{ --ot-waiting: {waiting}; }}", ""])


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _write_json(file: Path, content: object) -> None:
    _write(file, json.dumps(content, indent=2))


SHEETS = ("look.css", "widgets.css", "stage.css", "charter.css")

DISABLED: tuple[str, ...] = (
    "@jupyterlab/application-extension:dirty",
    "@jupyterlab/application-extension:faviconbusy",
    "@jupyterlab/application-extension:logo",
    # The shell opens notebooks and writes the address itself, and says when the server is gone.
    "@jupyterlab/application-extension:main",
    "@jupyterlab/application-extension:move-widget",
    "@jupyterlab/application-extension:notfound",
    "@jupyterlab/application-extension:property-inspector",
    "@jupyterlab/application-extension:router",
    "@jupyterlab/application-extension:top-bar",
    "@jupyterlab/application-extension:tree-resolver",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/apputils-extension:kernel-status",
    "@jupyterlab/apputils-extension:licenses-client",
    "@jupyterlab/apputils-extension:licenses-plugin",
    "@jupyterlab/apputils-extension:palette-restorer",
    "@jupyterlab/apputils-extension:running-sessions-status",
    "@jupyterlab/apputils-extension:resolver",
    "@jupyterlab/apputils-extension:splash",
    # The shell keeps the page's state in memory: nothing to restore, nothing to be stale.
    "@jupyterlab/apputils-extension:state",
    "@jupyterlab/apputils-extension:themes-palette-menu",
    "@jupyterlab/audio-extension",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/codemirror-extension:line-col-status",
    "@jupyterlab/completer-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/csvviewer-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/docmanager-extension:download",
    "@jupyterlab/docmanager-extension:open-browser-tab",
    "@jupyterlab/docmanager-extension:path-status",
    "@jupyterlab/docmanager-extension:saving-status",
    "@jupyterlab/documentsearch-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/filebrowser-extension",
    "@jupyterlab/fileeditor-extension",
    "@jupyterlab/help-extension",
    "@jupyterlab/htmlviewer-extension",
    "@jupyterlab/hub-extension",
    "@jupyterlab/imageviewer-extension",
    "@jupyterlab/inspector-extension",
    "@jupyterlab/json-extension",
    "@jupyterlab/launcher-extension",
    "@jupyterlab/logconsole-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/mainmenu-extension",
    "@jupyterlab/markdownviewer-extension",
    "@jupyterlab/mathjax-extension",
    "@jupyterlab/mermaid-extension",
    "@jupyterlab/metadataform-extension",
    "@jupyterlab/notebook-extension:active-cell-tool",
    "@jupyterlab/notebook-extension:code-console",
    "@jupyterlab/notebook-extension:completer",
    "@jupyterlab/notebook-extension:copy-output",
    "@jupyterlab/notebook-extension:cursor-position",
    "@jupyterlab/notebook-extension:execution-indicator",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:kernel-status",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/notebook-extension:log-output",
    "@jupyterlab/notebook-extension:metadata-editor",
    "@jupyterlab/notebook-extension:mode-status",
    "@jupyterlab/notebook-extension:open-with-no-kernel",
    "@jupyterlab/notebook-extension:search",
    "@jupyterlab/notebook-extension:toc",
    "@jupyterlab/notebook-extension:tools",
    "@jupyterlab/notebook-extension:trust-status",
    "@jupyterlab/notebook-extension:update-raw-mimetype",
    "@jupyterlab/pdf-extension",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/running-extension",
    "@jupyterlab/settingeditor-extension",
    "@jupyterlab/shortcuts-extension",
    "@jupyterlab/statusbar-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/theme-dark-extension",
    "@jupyterlab/theme-dark-high-contrast-extension",
    "@jupyterlab/toc-extension",
    "@jupyterlab/tooltip-extension",
    "@jupyterlab/video-extension",
    "@jupyterlab/workspaces-extension",
)
"""Lab's plugins that no act needs; each one left out is code the page does not load."""
