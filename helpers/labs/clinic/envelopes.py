"""The patients: records that everybody may read, and envelopes that open for the right name.

An envelope holds the settings of a patient's run and a letter on it. It is locked by the name of the illness, so that
neither the notebook nor the files show what is inside to a reader who has not named this patient rightly. The lock
keeps curious eyes out, and nobody else: there are only a few names to try.
"""

import base64
import hashlib
import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from helpers.labs.clinic.training_run import Config, Record

IMPRESSIONS = range(1, 11)  # the patients whose records are enough to name them
FOLDER = Path(__file__).parent


def patients() -> dict[int, Record]:
    """Return the patients' records, by their numbers; the caller may change them."""
    return {int(number): deepcopy(record) for number, record in _read("patients.json").items()}


def fits(patient: int, name: Any) -> bool:
    """Say whether this is the right name of a patient's illness."""
    return _seal(patient, name) in _read("envelopes.json")["letters"]


def opened(patient: int, name: Any) -> dict[str, Any] | None:
    """Return what a patient's envelope holds, for the right name: `"config"`, `"seed"` and `"letter"`; else None."""
    locked = _read("envelopes.json")["letters"].get(_seal(patient, name))
    return None if locked is None else json.loads(_unlocked(locked, f"{patient} {name}"))


def doubt(case: int | str, name: str) -> str | None:
    """Return what is asked about a wrong name of this case, where something is written on it."""
    locked = _read("envelopes.json")["doubts"].get(_seal(case, name))
    return None if locked is None else _unlocked(locked, f"{case} {name}")


def settings(patient: int) -> tuple[Config, int]:
    """Return the settings and the seed of a patient's run, for a run of it to be repeated."""
    found = json.loads(_unlocked(_read("envelopes.json")["settings"][str(patient)], f"settings of {patient}"))
    return found["config"], found["seed"]


def packed(letters: dict[tuple[int, str], dict[str, Any]], doubts: dict[tuple[int | str, str], str]) -> dict[str, Any]:
    """Make the file of envelopes.

    Parameters
    ----------
    letters : dict
        A patient and the right name to the config, the seed and the letter.
    doubts : dict
        A case and a wrong name to what is asked.

    Returns
    -------
    dict
        The locked texts, each under a seal that shows neither the case nor the name.
    """
    runs = {patient: {key: of[key] for key in ("config", "seed")} for (patient, _), of in letters.items()}
    return {
        "letters": {_seal(n, name): _locked(json.dumps(of), f"{n} {name}") for (n, name), of in letters.items()},
        "doubts": {_seal(case, name): _locked(text, f"{case} {name}") for (case, name), text in doubts.items()},
        "settings": {str(patient): _locked(json.dumps(of), f"settings of {patient}") for patient, of in runs.items()},
    }


@cache
def _read(file: str) -> dict[str, Any]:
    """Read one of the clinic's files."""
    content: dict[str, Any] = json.loads(FOLDER.joinpath(file).read_text("utf-8"))
    return content


def _seal(case: int | str, name: object) -> str:
    """Return the seal of a case and a name, eight hexadecimal digits."""
    return hashlib.sha256(f"{case} {name}".encode()).hexdigest()[:8]


def _locked(text: str, key: str) -> str:
    """Lock a text: the same key unlocks it."""
    return base64.b64encode(_mixed(text.encode(), key)).decode()


def _unlocked(text: str, key: str) -> str:
    """Unlock what `_locked` has made with the same key."""
    return _mixed(base64.b64decode(text), key).decode()


def _mixed(text: bytes, key: str) -> bytes:
    """Mix a text with a stream of bytes that the key makes; mixed twice, it is the text again."""
    stream = hashlib.shake_256(key.encode()).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))
