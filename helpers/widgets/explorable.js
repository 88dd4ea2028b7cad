// The page's side of an explorable: native controls, which ask Python for a picture and show it when it is there.
// One question at a time: where the reader moves on before the answer, the next question is the newest place.

const SILENCE = 4000; // milliseconds without an answer after which the reader is told that nobody answers
const REST = 500; // milliseconds of rest after which a screen reader is told what the picture shows
let made = 0;

function render({ model, el }) {
  const id = `explorable-${Date.now().toString(36)}-${made++}`;
  const controls = model.get("controls");
  let places = structuredClone(model.get("places"));
  let shown = structuredClone(places); // the places of the picture on the page
  let waiting = null, moved = false, resting = null;

  const root = add(el, "div", { class: "explorable", role: "group", "aria-label": model.get("title") });
  root.dataset.lmSuppressShortcuts = "true"; // keys belong to the control that has the focus, not to the notebook
  root.addEventListener("keydown", (event) => {
    const leaves = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || ["Escape", "Tab"].includes(event.key);
    if (!leaves) event.stopPropagation();
  });
  const parts = controls.map((control, i) => {
    const row = add(root, "div", { class: "explorable-row" });
    const set = (place) => { places[i] = place; ask(); };
    return { slider, choice, pen }[control.kind](row, control, `${id}-${i}`, set, () => places[i]);
  });
  const picture = add(root, "div", { class: "explorable-picture" });
  const note = add(root, "p", { class: "explorable-note", role: "alert" });
  const status = add(root, "p", { class: "explorable-unseen", role: "status" });
  add(root, "p", { class: "explorable-asleep" }, "This is the last picture. Run this cell to move it again.");

  function ask() {
    parts.forEach((part, i) => part(places[i]));
    if (waiting) { moved = true; return; }
    moved = false;
    model.send({ places, asked: model.get("answered") + 1 }); // a change of state would wait until the kernel rests
    waiting = setTimeout(silence, SILENCE);
  }

  function silence() {
    waiting = null;
    note.textContent = "Nobody answers: Python is busy, or this cell has not been run since the notebook was opened. "
      + "Wait until it is done, or run the cell (Shift + Enter).";
    places = structuredClone(shown);
    parts.forEach((part, i) => part(places[i]));
  }

  function answer() {
    clearTimeout(waiting);
    waiting = null;
    shown = structuredClone(model.get("places"));
    show();
    if (moved) ask();
  }

  function show() {
    const next = document.createElement("template");
    next.innerHTML = model.get("picture");
    const [before, after] = [[...picture.children], [...next.content.children]];
    const alike = before.length === after.length && [...before, ...after].every((one) => one.tagName === "IMG");
    if (alike) { // an image that only gets new contents does not flicker
      after.forEach((image, i) => {
        for (const { name, value } of image.attributes) if (before[i].getAttribute(name) !== value) before[i].setAttribute(name, value);
      });
    } else {
      picture.replaceChildren(next.content);
    }
    const failed = model.get("alt").startsWith("Your code stopped");
    note.textContent = failed ? model.get("alt") : "";
    clearTimeout(resting);
    if (model.get("answered") && !failed) resting = setTimeout(() => { status.textContent = model.get("alt"); }, REST);
  }

  parts.forEach((part, i) => part(places[i]));
  show();
  model.on("change:answered", answer);
  hide_still(el);
  return () => { model.off("change:answered", answer); clearTimeout(waiting); clearTimeout(resting); };
}

function add(parent, tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return parent.appendChild(element);
}

function slider(row, control, id, set, place) {
  const last = control.texts.length - 1;
  add(row, "label", { for: id }, control.label);
  const input = add(row, "input", { type: "range", id, min: 0, max: last, step: 1 });
  const output = add(row, "output", { for: id });
  const go = (to) => set(Math.min(last, Math.max(0, to)));
  input.addEventListener("input", () => go(Number(input.value)));
  for (const by of control.steps) {
    const button = add(row, "button", { type: "button" }, (by > 0 ? "forward" : "back") + (Math.abs(by) > 1 ? ` ${Math.abs(by)}` : ""));
    button.setAttribute("aria-label", `${control.label}: ${button.textContent}`);
    button.addEventListener("click", () => go(place() + by));
  }
  return (now) => {
    input.value = now;
    input.setAttribute("aria-valuetext", control.texts[now]);
    output.textContent = control.texts[now];
  };
}

function choice(row, control, id, set) {
  add(row, "label", { for: id }, control.label);
  const select = add(row, "select", { id });
  control.texts.forEach((text, i) => add(select, "option", { value: i }, text));
  select.addEventListener("change", () => set(Number(select.value)));
  return (now) => { select.value = now; };
}

// A pad to draw on, by mouse, pen or finger; by keyboard, the arrow keys move a cross, two of them at once on a slant,
// and the space bar puts the pen down and lifts it.
function pen(row, control, id, set, place) {
  const side = 252, step = 1 / 28;
  add(row, "p", { id, class: "explorable-note" }, `${control.label}. With the keyboard: arrow keys move `
    + "the cross (two at once: on a slant), the space bar puts the pen down and lifts it, Delete clears the pad.");
  const pad = add(row, "canvas", { class: "explorable-pad", width: side, height: side, tabindex: 0, role: "application",
    "aria-label": "drawing pad", "aria-describedby": id });
  const clear = add(row, "button", { type: "button" }, "clear");
  const undo = add(row, "button", { type: "button" }, "undo the last stroke");
  const arrows = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const held = new Set(); // the arrow keys that are pressed
  let cross = [0.5, 0.3], down = false, drawing = false;
  let example = true; // what the pad shows at first: the first stroke takes its place
  const inside = (v) => Math.round(Math.min(1, Math.max(0, v)) * 1000) / 1000;
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  };
  const extend = (point) => set([...place().slice(0, -1), [...(place().at(-1) ?? []), point]]);
  const begin = (point) => { set([...(example ? [] : place()), [point]]); example = false; };

  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    pad.focus({ preventScroll: true });
    [drawing, down] = [true, false];
    begin(at(event));
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const point = at(one), [x, y] = place().at(-1)?.at(-1) ?? [-1, -1];
      if (Math.hypot(point[0] - x, point[1] - y) > 0.01) extend(point);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => { drawing = false; });
  pad.addEventListener("keydown", (event) => {
    if (event.key in arrows) {
      held.add(event.key);
      for (const key of held) cross = [inside(cross[0] + arrows[key][0]), inside(cross[1] + arrows[key][1])];
      if (down) extend(cross); else paint(place());
    } else if (event.key === " ") {
      down = !down;
      if (down) begin(cross); else paint(place());
    } else if (event.key === "Delete" || event.key === "Backspace") {
      down = false;
      set([]);
    } else return;
    event.preventDefault();
  });
  pad.addEventListener("keyup", (event) => held.delete(event.key));
  pad.addEventListener("blur", () => { held.clear(); down = false; });
  for (const change of ["focus", "blur"]) pad.addEventListener(change, () => paint(place()));
  clear.addEventListener("click", () => { down = false; set([]); });
  undo.addEventListener("click", () => { down = false; set(place().slice(0, -1)); });

  function paint(strokes) {
    const pencil = pad.getContext("2d");
    pencil.clearRect(0, 0, side, side);
    [pencil.lineWidth, pencil.lineCap, pencil.lineJoin, pencil.strokeStyle] = [18, "round", "round", "#111"];
    for (const stroke of strokes) {
      pencil.beginPath();
      pencil.moveTo(stroke[0][0] * side, stroke[0][1] * side);
      for (const [x, y] of [...stroke.slice(1), stroke.at(-1)]) pencil.lineTo(x * side + 0.01, y * side); // a dot, too
      pencil.stroke();
    }
    if (document.activeElement !== pad || drawing) return;
    const [x, y] = [cross[0] * side, cross[1] * side];
    [pencil.lineWidth, pencil.strokeStyle] = [down ? 4 : 2, "#d55e00"];
    pencil.beginPath();
    for (const [a, b, c, d] of [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]) { pencil.moveTo(a, b); pencil.lineTo(c, d); }
    pencil.stroke();
  }
  return paint;
}

// A notebook keeps a still picture for pages without widgets. Where this one lives, the still one is in the way.
function hide_still(el) {
  const hide = () => {
    const output = el.closest(".jp-OutputArea-child, .output_area, .cell-output");
    const still = output?.nextElementSibling;
    if (still?.querySelector(".explorable-still")) still.style.display = "none";
    return Boolean(output);
  };
  requestAnimationFrame(() => { hide(); setTimeout(hide, 300); setTimeout(hide, 1500); });
}

export default { render };
