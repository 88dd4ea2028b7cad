// What the tests ask of an explorable on the page.
window.explorables = {
  // Milliseconds from an input event to the painted picture, n times: to and fro over the slider's middle, or on the
  // pad, with the pen down.
  async latencies(root, n) {
    const picture = root.querySelector(".explorable-picture");
    const move = root.querySelector("canvas") ? this.strokes(root.querySelector("canvas"))
      : this.steps(root.querySelector("input[type=range], select"));
    const times = [];
    for (let i = 0; i < n; i++) {
      const start = performance.now();
      const painted = new Promise((resolve, reject) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
        });
        observer.observe(picture, { attributes: true, childList: true, subtree: true });
        setTimeout(() => reject(new Error("no new picture within ten seconds")), 10000);
      });
      move(i);
      times.push((await painted) - start);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return times;
  },
  steps(input) {
    const middle = Math.floor((input.tagName === "SELECT" ? input.options.length - 1 : Number(input.max)) / 2);
    return () => {
      input.value = Number(input.value) === middle ? middle + 1 : middle;
      input.dispatchEvent(new Event(input.tagName === "SELECT" ? "change" : "input"));
    };
  },
  strokes(pad) {
    const press = (key) => {
      for (const kind of ["keydown", "keyup"]) pad.dispatchEvent(new KeyboardEvent(kind, { key }));
    };
    pad.focus();
    press(" ");
    return (i) => press(i % 3 ? "ArrowUp" : "ArrowRight"); // thirty of them stay on the pad
  },
  alt: (root) => [...root.querySelectorAll(".explorable-picture img")].map((image) => image.alt).join(" "),
  // Pictures that are really there: decoded, and with a size on the page.
  pictures: (root) => [...root.querySelectorAll(".explorable-picture img")].every((image) => image.naturalWidth > 0 && image.clientWidth > 40),
  // What in it stands furthest to the right, how far out of the notebook's visible width, and how wide that is.
  widest(root) {
    const panel = root.closest(".jp-WindowedPanel-outer").getBoundingClientRect();
    const shown = [...root.querySelectorAll("*")].filter((one) => one.getClientRects().length && !one.closest(".explorable-unseen"));
    const far = shown.map((one) => [one.getBoundingClientRect().right - panel.right, one.outerHTML.slice(0, 200)]);
    return [...far.reduce((a, b) => (b[0] > a[0] ? b : a)), panel.width];
  },
  overhang(root) { return this.widest(root)[0]; },
};
