/* An extension of JupyterLab, as it is loaded: written by hand, with no build and no copy of anybody's code.
 *
 * - nbgrader's Assignment List takes files from the disk. Its Submit and Validate wait until every open document is
 *   saved, and do nothing if one cannot be. (The button above a notebook saves that notebook by itself.)
 * - What Validate finds begins with what a check says; the check's code comes last, folded away.
 * - The page of progress shows what is on the disk whenever its tab is chosen.
 *
 * It lies in no folder `static`: JupyterLab tells browsers that files there never change.
 */
(() => {
  "use strict";
  const NAME = "layer-by-layer";
  const PROGRESS = "lessons/progress.md";
  const WITHOUT = { Submit: "Nothing was handed in", Validate: "Nothing was validated" };
  let modules = {}; // JupyterLab's own: name -> version -> how to get it

  /** Show an error in a dialog of JupyterLab's. */
  async function complain(title, sentence) {
    const [version] = Object.values(modules["@jupyterlab/apputils"]);
    const { showErrorMessage } = (await version.get())();
    await showErrorMessage(title, sentence);
  }

  /** Save what has changed in all open documents; return the paths of those that could not be saved. */
  async function saveAll(app) {
    const open = [...app.shell.widgets("main")].map((widget) => widget.context);
    const changed = new Set(open.filter((one) => one?.model?.dirty && one.contentsModel?.writable !== false));
    for (const context of changed) {
      await context.save().catch(() => {}); // JupyterLab shows why; what counts is whether it is still changed
    }
    return [...changed].filter((context) => context.model.dirty).map((context) => context.path);
  }

  /** Hold a click on Submit or Validate back until everything is saved. */
  function saveFirst(app) {
    let passing = null;
    const hold = async (event) => {
      const button = event.target.closest?.("#fetched_assignments_list button");
      const without = WITHOUT[button?.textContent.trim()];
      if (!without || button === passing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      button.disabled = true;
      const failed = await saveAll(app).catch((error) => [String(error)]);
      button.disabled = false;
      if (failed.length) {
        await complain(without, `This could not be saved: ${failed.join(", ")}. Save it, then try again.`);
        return;
      }
      passing = button;
      button.click();
      passing = null;
    };
    document.addEventListener("click", hold, true);
  }

  /** Put what each check says first, under the exercise's name, and fold its code away. */
  function messageFirst(message) {
    for (const title of message.querySelectorAll(":scope > div:not(.jp-RenderedText)")) {
      const code = title.nextElementSibling;
      const said = code?.nextElementSibling;
      if (!said?.matches(".jp-RenderedText")) continue;
      const name = /\bCheck\((\w+)/.exec(code.textContent)?.[1];
      title.firstElementChild.textContent = name ? `The check of ${name} says:` : "A check says:";
      const folded = document.createElement("details");
      folded.append(Object.assign(document.createElement("summary"), { textContent: "The check's code" }), code);
      said.after(folded);
      said.firstElementChild.style.whiteSpace = "pre-wrap"; // or long sentences leave the dialog
    }
  }

  /** Look at each dialog as it opens. */
  function readDialogs() {
    const look = (changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        const message = node.querySelector?.("#validation-message.validation-failed");
        if (message) messageFirst(message);
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true });
  }

  /** Read the page of progress again when its tab is chosen. */
  function readAgain(app) {
    app.shell.currentChanged?.connect((shell, { newValue }) => {
      const context = newValue?.context;
      if (context?.path === PROGRESS && context.isReady && !context.model.dirty) void context.revert();
    });
  }

  const plugin = {
    id: `${NAME}:plugin`,
    description: "Saves before Submit and Validate; shows what a check says above its code.",
    autoStart: true,
    activate: (app) => {
      saveFirst(app);
      readDialogs();
      readAgain(app);
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => {
      modules = scope;
    },
    get: async () => () => plugin,
  };
})();
