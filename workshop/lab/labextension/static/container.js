/* A module-federation container written by hand: what a build step would have made of shell.js.
   Lab calls init with its shared modules, then get("./extension"). */
"use strict";

(() => {
  const NAME = "one-table-shell";
  const NEEDED = {
    cells: "@jupyterlab/cells",
    coreutils: "@jupyterlab/coreutils",
    docmanager: "@jupyterlab/docmanager",
    notebook: "@jupyterlab/notebook",
    services: "@jupyterlab/services",
    statedb: "@jupyterlab/statedb",
  };
  const here = document.currentScript.src;
  let scope = null;

  async function shared(name) {
    const [version] = Object.values(scope[name]);
    const factory = await version.get();
    return factory();
  }

  async function load() {
    const entries = Object.entries(NEEDED).map(async ([key, name]) => [key, await shared(name)]);
    const lab = Object.fromEntries(await Promise.all(entries));
    const { plugins } = await import(new URL("shell.js", here));
    return { __esModule: true, default: plugins(lab) };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (given) => {
      scope = given;
    },
    get: async () => {
      const module = await load();
      return () => module;
    },
  };
})();
