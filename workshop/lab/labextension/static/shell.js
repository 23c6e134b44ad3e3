/* The workshop's page inside JupyterLab: no tools around it, and the acts run by themselves. */

export function plugins(lab) {
  return [
    {
      id: "one-table-shell:page",
      description: "Shows one notebook as a page and runs it.",
      autoStart: true,
      requires: [lab.notebook.INotebookTracker, lab.docmanager.IDocumentManager],
      activate: (app, tracker, manager) => new Page(lab, app, tracker, manager),
    },
  ];
}

class Page {
  constructor(lab, app, tracker, manager) {
    Object.assign(this, { lab, app, manager });
    this.acts = JSON.parse(lab.coreutils.PageConfig.getOption("workshopActs") || "[]");
    this.title = lab.coreutils.PageConfig.getOption("workshopTitle");
    document.documentElement.lang = lab.coreutils.PageConfig.getOption("workshopLang") || "en";
    tracker.forEach((panel) => this.take(panel));
    tracker.widgetAdded.connect((_, panel) => this.take(panel));
    this.listen();
    app.started.then(() => this.open(lab.coreutils.PageConfig.getOption("treePath")));
    app.restored.then(() => this.undress());
  }

  /* Lab's frame: the bars stay in memory, nobody sees them. */
  undress() {
    const shell = this.app.shell;
    shell.mode = "single-document";
    shell.collapseLeft();
    shell.collapseRight();
  }

  listen() {
    const leave = (event) => event.stopImmediatePropagation();
    // Lab's menu cuts and deletes cells; the browser's own copies text.
    window.addEventListener("contextmenu", leave, true);
    // Nothing is ever unsaved: answers are in the room, not in the notebook.
    window.addEventListener("beforeunload", leave, true);
    document.addEventListener("click", (event) => this.follow(event), true);
    window.addEventListener("popstate", () => this.open(pathOf(window.location)));
  }

  async take(panel) {
    await panel.context.ready;
    if (!panel.model.getMetadata("workshop")?.run) {
      return;
    }
    panel.addClass("ot-page");
    protect(panel.model);
    await Promise.all([panel.revealed, panel.sessionContext.ready]);
    await this.lab.notebook.NotebookActions.runAll(panel.content, panel.sessionContext);
    panel.context.model.dirty = false;
    document.body.classList.add("ot-drawn");
    await this.warmAfter(panel.context.path);
  }

  /* The next act's kernel imports while people work on this one. */
  async warmAfter(path) {
    const next = this.acts[this.acts.indexOf(path) + 1];
    if (!next || !this.acts.includes(path)) {
      return;
    }
    const { ServerConnection } = this.lab.services;
    const settings = this.app.serviceManager.serverSettings;
    const body = { path: next, name: next.split("/").pop(), type: "notebook", kernel: { name: "python3" } };
    const init = { method: "POST", body: JSON.stringify(body) };
    await ServerConnection.makeRequest(`${settings.baseUrl}api/sessions`, init, settings);
  }

  follow(event) {
    const link = event.target.closest?.("a[data-workshop-open]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.open(link.dataset.workshopOpen);
  }

  /* Lab writes the new path into the address bar by itself. */
  async open(path) {
    const before = this.app.shell.currentWidget;
    const after = this.manager.openOrReveal(path);
    if (!after || after === before) {
      return;
    }
    await after.context.ready;
    if (before) {
      before.context.model.dirty = false;
      before.dispose();
    }
  }
}

function pathOf(location) {
  return decodeURIComponent(location.pathname.split("/doc/tree/")[1] || "");
}

/* A page is read, not edited: no double click, no stray key changes it. */
function protect(model) {
  for (const cell of model.cells) {
    cell.setMetadata("editable", false);
    cell.setMetadata("deletable", false);
  }
}
