"""Pack all feedback pages of a lesson into one zip for Canvas or Moodle: feedback/LESSON.zip."""

from pathlib import Path

from grading.intake.names import shown
from grading.lesson.places import ROOT
from grading.report.downloads import kept
from grading.report.feedback import FEEDBACK, pack, pages


def run(names: list[str]) -> None:
    """Pack the pages of these lessons."""
    zip_pages(names)


def zip_pages(lessons: list[str], root: Path = ROOT) -> None:
    """Write a zip for each lesson that has pages, and say what is in it.

    Raises
    ------
    SystemExit
        Where none of the lessons has a page, or a zip cannot be written.
    """
    found = {lesson: made for lesson in lessons if (made := pages(lesson, root))}
    if not found:
        raise SystemExit(
            f"There is no feedback page of {', '.join(lessons)}. "
            "Run `python -m nbgrader generate_feedback LESSON` first."
        )
    for lesson, made in found.items():
        target = root / FEEDBACK / f"{lesson}.zip"
        try:
            unknown = pack(target, made, kept(lesson, root))
        except OSError as error:
            raise SystemExit(f"{target.name} could not be written: {error.strerror}.") from None
        print(f"{FEEDBACK}/{target.name}, pages: {len(made)}.")
        if unknown:
            print("  The platform's names are not known of these, whose pages are called STUDENT.html:")
            print("\n".join(f"    {shown(student)}" for student in unknown))
