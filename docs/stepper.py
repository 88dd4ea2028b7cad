"""An explorable's place on a page: controls, the first picture, and what the script makes the other pictures of."""

import base64
import html
import json
import re

from docs.explorables import Moved, Steps

PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
BETWEEN_ELEMENTS = re.compile(r"(?<=>)(?=<)")
ONE_AT_A_TIME = "Here the controls move one at a time, from where all begin. In the lesson itself they move together."


def as_html(cell: str, made: Steps) -> str:
    """Write what stands on the page in the explorable's place."""
    rows = "".join(_row(f"step-{cell}-{k}", control) for k, control in enumerate(made.controls))
    note = "" if made.together else f'<p class="stepper-note">{ONE_AT_A_TIME}</p>'
    return (
        f'<div class="stepper" role="group" aria-label="{html.escape(made.title)}"><div class="stepper-rows" hidden>'
        f'{rows}{note}</div><div class="stepper-picture">{made.pictures[made.start]}</div>'
        f'<p class="stepper-said" role="status"></p>'
        f'<script type="application/json">{_for_the_script(made)}</script></div>'
    )


def _row(name: str, control: Moved) -> str:
    """Write one control: a list to choose from, or a slider, with buttons where it goes step by step."""
    label = f'<label for="{name}">{html.escape(control.label)}</label>'
    if control.kind == "choice":
        options = "".join(
            f"<option{' selected' * (k == control.start)}>{html.escape(text)}</option>"
            for k, text in enumerate(control.texts)
        )
        return f'<p class="stepper-row">{label} <select id="{name}" data-control>{options}</select></p>'
    said = html.escape(control.texts[control.start])
    buttons = "".join(
        f' <button type="button" data-by="{by}" aria-label="{html.escape(control.label)}: {words}">{words}</button>'
        for by, words in ((-1, "back"), (1, "on"))
    )
    return (
        f'<p class="stepper-row">{label} <input type="range" id="{name}" data-control min="0" step="1" '
        f'max="{len(control.texts) - 1}" value="{control.start}" aria-valuetext="{said}">{buttons * control.steps} '
        f'<output for="{name}">{said}</output></p>'
    )


def _for_the_script(made: Steps) -> str:
    """Write all pictures as JSON, each piece once: most of a picture is the same in the next one.

    A picture is a list of lists of numbers of pieces: in turn some HTML, and an SVG, which goes into an address in it.
    """
    pieces: dict[str, int] = {}

    def number(piece: str) -> int:
        return pieces.setdefault(piece, len(pieces))

    pictures = {}
    for places, picture in made.pictures.items():
        parts = []
        for k, part in enumerate(PICTURE.split(picture)):
            text = base64.b64decode(part).decode() if k % 2 else part
            parts.append([number(piece) for piece in BETWEEN_ELEMENTS.split(text)])
        pictures[",".join(map(str, places))] = parts
    data = {
        "texts": [control.texts for control in made.controls],
        "start": made.start,
        "together": made.together,
        "pieces": list(pieces),
        "pictures": pictures,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
