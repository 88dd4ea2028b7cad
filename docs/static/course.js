// Escape takes the meaning of a term away until the pointer or the focus moves on.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.add("quiet");
});
for (const moved of ["focusin", "mouseover"]) {
  document.addEventListener(moved, () => document.body.classList.remove("quiet"));
}

// A picture that moves: the controls choose among the pictures that the page brings along, in pieces.
const REST = 500; // milliseconds of rest after which a screen reader is told what the picture shows
function assembled(pieces, parts) {
  return parts.map((part, k) => {
    const text = part.map((piece) => pieces[piece]).join("");
    return k % 2 ? `data:image/svg+xml,${encodeURIComponent(text)}` : text;
  }).join("");
}
for (const stepper of document.querySelectorAll(".stepper")) {
  const { texts, start, together, pieces, pictures } = JSON.parse(stepper.querySelector("script").textContent);
  const controls = [...stepper.querySelectorAll("[data-control]")];
  const place = (control) => control.selectedIndex ?? Number(control.value);
  let resting;
  const put = (control, k, to) => {
    if (control.tagName === "SELECT") {
      control.selectedIndex = to;
    } else {
      control.value = to;
      control.setAttribute("aria-valuetext", texts[k][to]);
      control.parentElement.querySelector("output").textContent = texts[k][to];
    }
  };
  const moved = (control) => {
    controls.forEach((other, k) => put(other, k, together || other === control ? place(other) : start[k]));
    stepper.querySelector(".stepper-picture").innerHTML = assembled(pieces, pictures[controls.map(place)]);
    clearTimeout(resting);
    resting = setTimeout(() => {
      stepper.querySelector("[role=status]").textContent =
        [...stepper.querySelectorAll("img")].map((image) => image.alt).join(" ");
    }, REST);
  };
  for (const control of controls) {
    control.addEventListener("input", () => moved(control));
    for (const button of control.parentElement.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        control.value = Number(control.value) + Number(button.dataset.by); // a slider keeps within its ends
        moved(control);
      });
    }
  }
  // What the browser remembered from before a reload is not what the picture shows.
  controls.forEach((control, k) => put(control, k, start[k]));
  stepper.querySelector(".stepper-rows").hidden = false;
}

// A lesson runs on a web server alone: on a page that was opened as a file, nothing offers that.
if (location.protocol === "file:") {
  for (const offer of document.querySelectorAll(".to-run")) offer.hidden = true;
}
