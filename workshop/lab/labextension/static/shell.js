/* The workshop's page inside JupyterLab: no tools around it, and the acts run by themselves. */

import { watchDrags } from "./drag.js";
import { Stage } from "./stage.js";

export function plugins(lab) {
  return [
    {
      id: "one-table-shell:page",
      description: "Shows one notebook as a page and runs it.",
      autoStart: true,
      requires: [lab.notebook.INotebookTracker, lab.docmanager.IDocumentManager],
      activate: (app, tracker, manager) => new Page(lab, app, tracker, manager),
    },
    {
      id: "one-table-shell:state",
      description: "Forgets the layout with the page, where Lab would store and restore it.",
      autoStart: true,
      provides: lab.statedb.IStateDB,
      activate: () => new lab.statedb.StateDB(),
    },
  ];
}

class Page {
  constructor(lab, app, tracker, manager) {
    Object.assign(this, { lab, app, manager });
    this.stage = new Stage();
    watchDrags();
    this.acts = JSON.parse(this.option("workshopActs") || "[]");
    document.documentElement.lang = this.option("workshopLang") || "en";
    tracker.widgetAdded.connect((_, panel) => this.take(panel));
    tracker.forEach((panel) => this.take(panel));
    this.listen();
    app.started.then(() => this.open(pathOf(window.location)));
    app.restored.then(() => this.undress());
    app.serviceManager.connectionFailure.connect(() => this.mourn());
  }

  option(name) {
    return this.lab.coreutils.PageConfig.getOption(name);
  }

  /* Lab's frame is hidden by look.css; here it is told to expect one page only. */
  undress() {
    this.app.shell.mode = "single-document";
    this.app.shell.collapseLeft();
    this.app.shell.collapseRight();
  }

  listen() {
    const keepFromLab = (event) => event.stopImmediatePropagation();
    // Lab's menu cuts and deletes cells; the browser's own copies text.
    window.addEventListener("contextmenu", keepFromLab, true);
    // Nothing is ever unsaved: answers are in the room, not in the notebook.
    window.addEventListener("beforeunload", keepFromLab, true);
    window.addEventListener("click", (event) => this.follow(event), true);
    watchActs((path) => this.go(path));
    window.addEventListener("popstate", () => this.open(pathOf(window.location)));
  }

  async take(panel) {
    await panel.context.ready;
    if (!panel.model.getMetadata("workshop")?.run) {
      return;
    }
    panel.addClass("ot-page");
    protect(panel);
    await panel.revealed;
    document.body.classList.add("ot-shown");
    await panel.sessionContext.ready;
    await this.run(panel);
    panel.addClass("ot-done");
    panel.sessionContext.statusChanged.connect((_, status) => restartedBy(status));
    await this.warmAfter(panel.context.path);
  }

  /* Not Lab's "run all": that one scrolls to the last cell and chooses it. */
  async run(panel) {
    const { CodeCell } = this.lab.cells;
    for (const cell of panel.content.widgets) {
      if (cell.model.type === "code") {
        cell.addClass("ot-running");
        await CodeCell.execute(cell, panel.sessionContext);
        cell.removeClass("ot-running");
      }
    }
    panel.model.dirty = false;
  }

  /* The next act's kernel does its imports while people work on this one. */
  async warmAfter(path) {
    const at = this.acts.indexOf(path);
    const next = at < 0 ? undefined : this.acts[at + 1];
    if (!next) {
      return;
    }
    const settings = this.app.serviceManager.serverSettings;
    const session = { path: next, name: next, type: "notebook", kernel: { name: "python3" } };
    await this.lab.services.ServerConnection.makeRequest(
      `${settings.baseUrl}api/sessions`,
      { method: "POST", body: JSON.stringify(session) },
      settings,
    );
  }

  follow(event) {
    const link = event.target.closest?.("a[data-workshop-open]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.go(link.dataset.workshopOpen);
  }

  go(path) {
    window.history.pushState({}, "", `${this.option("baseUrl")}doc/tree/${encodeURI(path)}`);
    this.open(path);
  }

  /* Shows a notebook in place of the one before, whose kernel stays for the way back. */
  async open(path) {
    const before = this.shown;
    const after = path ? this.manager.openOrReveal(path) : undefined;
    if (!after || after === before) {
      return;
    }
    this.shown = after;
    await after.context.ready;
    before?.dispose();
    window.document.title = this.heading(after);
  }

  heading(panel) {
    const first = panel.model?.cells.get(0)?.sharedModel.getSource() ?? "";
    const [, title] = /^#\s+(.+)$/m.exec(first) ?? [];
    return [title, this.option("workshopTitle")].filter(Boolean).join(" · ");
  }

  /* The server is gone, or the machine slept: say so until it answers again. */
  async mourn() {
    if (this.notice) {
      return;
    }
    this.notice = document.createElement("div");
    this.notice.className = "ot-gone";
    this.notice.setAttribute("role", "alert");
    this.notice.textContent = this.option("workshopGone");
    document.body.append(this.notice);
    while (!(await answers(`${this.option("baseUrl")}api/status`))) {
      await new Promise((wait) => setTimeout(wait, 3000));
    }
    this.notice.remove();
    this.notice = undefined;
  }
}

async function answers(address) {
  const reply = await fetch(address).catch(() => undefined);
  return reply?.ok ?? false;
}

/* Watches for what the kernel changes by itself: a new beat, or a leap to the next act. */
function watchActs(go) {
  const shown = new WeakMap();
  let leapt = false;
  const watch = new MutationObserver(() => {
    const link = document.querySelector(".ot-leap");
    if (link) {
      const path = link.dataset.workshopOpen;
      link.remove();
      leapt = true;
      go(path);
    }
    document.querySelectorAll(".ot-activity").forEach((activity) => {
      // Whoever leads from afar does not see the projector: it shows the task, not the story.
      if (showBeat(activity, shown, leapt)) {
        leapt = false;
      }
    });
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

/* A new beat begins at its bar: people read it from the top, not from where the button was. */
function showBeat(activity, shown, leapt) {
  const beat = activity.querySelector(".ot-beat-now")?.textContent;
  const before = shown.get(activity);
  if (!beat || beat === before) {
    return false;
  }
  shown.set(activity, beat);
  // On stage every moment begins at its top anyway.
  if ((before || leapt) && !document.documentElement.classList.contains("ot-stage")) {
    const show = () => activity.scrollIntoView({ block: "start", behavior: "instant" });
    show();
    // Pictures arrive a little later and move the page under the reader.
    setTimeout(show, 250);
  }
  return !before;
}

function pathOf(location) {
  return decodeURIComponent(location.pathname.split("/doc/tree/")[1] || "");
}

/* A kernel that died and came back knows nothing; the room does, so the page runs again. */
function restartedBy(status) {
  if (status === "autorestarting") {
    window.location.reload();
  }
}

/* A page is read, not edited: no double click, no stray key changes it. */
function protect(panel) {
  for (const cell of panel.model.cells) {
    cell.setMetadata("editable", false);
    cell.setMetadata("deletable", false);
  }
  panel.model.dirty = false;
}
