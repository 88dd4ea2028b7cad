// Escape takes the meaning of a term away until the pointer or the focus moves on.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.add("quiet");
});
for (const moved of ["focusin", "mouseover"]) {
  document.addEventListener(moved, () => document.body.classList.remove("quiet"));
}

// A picture that moves: the slider chooses among the pictures that the page brings along.
const REST = 500; // milliseconds of rest after which a screen reader is told what the picture shows
for (const stepper of document.querySelectorAll(".stepper")) {
  const { texts, pictures } = JSON.parse(stepper.querySelector("script").textContent);
  const [slider, output, said] = ["input", "output", "[role=status]"].map((one) => stepper.querySelector(one));
  let resting;
  slider.addEventListener("input", () => {
    const place = Number(slider.value);
    stepper.querySelector(".stepper-picture").innerHTML = pictures[place];
    output.textContent = texts[place];
    slider.setAttribute("aria-valuetext", texts[place]);
    clearTimeout(resting);
    resting = setTimeout(() => {
      said.textContent = [...stepper.querySelectorAll("img")].map((image) => image.alt).join(" ");
    }, REST);
  });
  stepper.querySelector(".stepper-row").hidden = false;
}
