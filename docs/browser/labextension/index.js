/* An extension of JupyterLite for the browser edition, as it is loaded: written by hand, with no build.
 *
 * - Cells tagged raises-exception do not stop a run of all cells: JupyterLite drops what waits behind any error.
 * - A notebook's toolbar has "Download for hand-in", which gives the file the name that the class's tools take.
 * - A lesson that was stored in this browser from an older edition says so when it is opened.
 */
(() => {
  "use strict";
  const NAME = "layer-by-layer-in-browser";
  const STUDENT = `${NAME}:student`;
  const PLAIN = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} .\-'’@+]{0,99}$/u;
  const SHAPE = "It starts with a letter or a digit, and besides letters and digits has only spaces and . - ' @ +, since an underscore ends it";
  let modules = {}; // JupyterLab's own: name -> version -> how to get it

  /** Get one of JupyterLab's own modules. */
  async function from(name) {
    const [version] = Object.values(modules[name]);
    return (await version.get())();
  }

  /** Let kernels go on after an error in a cell that may raise one, as the request for its execution says. */
  function goOn(kernelSpecs) {
    const wrapped = (create) => async (options) => {
      let kernel = null;
      const sendMessage = (message) => {
        const passes = kernel?.parent?.content?.stop_on_error === false;
        if (message.header.msg_type === "execute_reply" && message.content.status === "error" && passes) {
          message.metadata = { ...message.metadata, cause: "interrupt" }; // after this, JupyterLite drops nothing
        }
        options.sendMessage(message);
      };
      kernel = await create({ ...options, sendMessage });
      return kernel;
    };
    const register = kernelSpecs.register.bind(kernelSpecs);
    kernelSpecs.register = (options) => register({ ...options, create: wrapped(options.create) });
    for (const [name, create] of kernelSpecs.factories ?? kernelSpecs._factories) {
      (kernelSpecs.factories ?? kernelSpecs._factories).set(name, wrapped(create));
    }
  }

  /** Give the reader the notebook as a file that can be handed in. */
  async function download(panel) {
    const { InputDialog, showErrorMessage } = await from("@jupyterlab/apputils");
    const answer = await InputDialog.getText({
      title: "Your name at your class's website",
      text: localStorage.getItem(STUDENT) ?? "",
      okLabel: "Download",
    });
    const student = (answer.value ?? "").normalize("NFC").trim();
    if (!answer.button.accept) return;
    if (!PLAIN.test(student) || student.endsWith(".")) {
      await showErrorMessage("Nothing was downloaded", `This name cannot be in a file's name. ${SHAPE}.`);
      return;
    }
    localStorage.setItem(STUDENT, student);
    await panel.context.save();
    const lesson = panel.context.path.split("/").pop().replace(/\.ipynb$/, "");
    const text = JSON.stringify(panel.context.model.toJSON(), null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    Object.assign(document.createElement("a"), { href: address, download: `${student}_${lesson}.ipynb` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  /** Say so where a lesson was stored in this browser before the site had a newer one. */
  async function compare(panel) {
    const here = panel.context.model.getMetadata?.("layer_by_layer")?.edition;
    const answer = await fetch(new URL("../editions.json", location.href), { cache: "no-store" }).catch(() => null);
    const editions = answer?.ok ? await answer.json() : {};
    const newest = editions[panel.context.path];
    if (!newest || here === newest) return;
    const { Notification } = await from("@jupyterlab/apputils");
    Notification.warning(
      "This copy of the lesson is stored in your browser, and is older than the lesson on this site. Your answers are " +
        "safe in it. For the new lesson, download this copy, then delete it in the list of files: the new one takes its place.",
      { autoClose: false },
    );
  }

  const goingOn = {
    id: `${NAME}:go-on`,
    description: "Goes on after an error in a cell that may raise one.",
    autoStart: true,
    requires: [],
    activate: (app, kernelSpecs) => goOn(kernelSpecs),
  };
  const handIn = {
    id: `${NAME}:hand-in`,
    description: "Downloads a notebook for hand-in, and says when a stored copy is old.",
    autoStart: true,
    activate: async (app) => {
      const { ToolbarButton } = await from("@jupyterlab/apputils");
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel) => {
          const onClick = () => void download(panel);
          const tooltip = "Save this notebook as a file that you can hand in";
          panel.toolbar.addItem("download-for-hand-in", new ToolbarButton({ label: "Download for hand-in", tooltip, onClick }));
          void panel.context.ready.then(() => compare(panel));
        },
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => {
      modules = scope;
    },
    get: async () => {
      const { IKernelSpecs } = await from("@jupyterlite/services");
      goingOn.requires = [IKernelSpecs];
      return () => ({ __esModule: true, default: [goingOn, handIn] });
    },
  };
})();
