"""Take in what an LMS hands over: unpack it, and read from its names whose notebook is whose."""

import re
import shutil
from pathlib import Path, PurePath
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

# `-1` and ` (1)` are what an LMS and a browser append to a file handed in or downloaded again.
SUFFIX = r"(?:-\d+| ?\(\d+\))?"


def student_of(path: PurePath, lesson: str) -> str:
    """Read the student's name from where an unpacked file lies; "" where it does not say.

    The student is all up to the first underscore, of the file's name or of the folder's it lies in:
    `s17_01_one_neuron.ipynb`, `s17_4711_0815_01_one_neuron-1.ipynb` (Canvas),
    `S17_4711_assignsubmission_file_/01_one_neuron.ipynb` (Moodle).
    """
    named = re.fullmatch(rf"(.*?)_?{re.escape(lesson)}{SUFFIX}\.ipynb", path.name)
    if not named or any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return ""
    folders = [p.name for p in path.parents if "_" in p.name and not re.match(r"\d\d_", p.name)]
    return (named[1] or next(iter(folders), "")).split("_")[0].strip()


class Extractor(ExtractorPlugin):
    """Unpack every zip, and zips in zips; one that is damaged is named, and the others go on."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Copy or unpack all of one folder into another."""
        archive = Path(archive_path)
        for path in sorted(path for path in archive.rglob("*") if path.is_file()):
            folder = Path(extracted_path, path.relative_to(archive).parent)
            folder.mkdir(parents=True, exist_ok=True)
            self._unpack(Path(shutil.copy(path, folder)))

    def _unpack(self, path: Path) -> None:
        """Unpack an archive, and those inside it."""
        if path.suffix not in self.zip_ext:
            return
        folder = path.with_name(path.name.removesuffix(path.suffix).removesuffix(".tar"))
        try:
            shutil.unpack_archive(path, folder)
        except (shutil.ReadError, ValueError, OSError) as error:
            self.log.warning("NOT COLLECTED: %s cannot be unpacked: %s", path.name, error)
            return
        path.unlink()
        for inner in sorted(folder.rglob("*")):
            if inner.is_file():
                self._unpack(inner)


class Collector(FileNameCollectorPlugin):
    """Find the student of each file; one that cannot be used is named, and the others go on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.collected: dict[str, str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Give nbgrader the student and the notebook of one file, or None to pass it over."""
        app = self.parent
        path = PurePath(submitted_file).relative_to(app._format_collect_path("extracted"))
        lesson = app.coursedir.assignment_id
        name = student_of(path, lesson)
        if not name and path.suffix == ".ipynb":
            self.log.warning("NOT COLLECTED: %s. Name it STUDENT_%s.ipynb.", path.name, lesson)
        elif name in self.collected:
            first = self.collected[name]
            self.log.warning("NOT COLLECTED: %s. %s handed in %s too.", path.name, name, first)
        elif name:
            self.collected[name] = path.name
            return {"student_id": name, "file_id": f"{lesson}.ipynb"}
        return None
