"""nbgrader's `autograde`, with this engine in it: the same command, the same button, the same gradebook."""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader import converters
from nbgrader.api import Gradebook, Notebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps import api, autogradeapp
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, getgrades, savecells
from traitlets import Bool, Float, Int

from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.result import Result
from grading.intake.find import Submission, find
from grading.intake.handed_in import SECRET, TIMESTAMP, handed_in_at, secret
from grading.intake.names import PLAIN, is_plain, scrubbed_tree, shown
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import MB, Limits
from grading.nbgrader_ext import exclusive, reading
from grading.nbgrader_ext.exclusive import at_work, in_words
from grading.nbgrader_ext.refuse import NO_KERNELSPEC

TIME = "%Y-%m-%d %H:%M:%S.%f UTC"
NO_RESPONSE = "No response."  # what nbgrader says of a text that nobody wrote

REFUSED = (
    "Nothing was graded: this machine cannot keep students' code from your files and from the network. On a machine "
    "that you could lose, or for notebooks that you would open yourself, say --Autograde.uncaged=True."
)
UNKNOWN = (
    "Nothing was graded: the gradebook knows no lesson {0}. If it is new, run `python -m grading prepare {0}`. "
    "If grades were in it, put a copy of the gradebook in its place."
)


class Autograde(converters.Autograde):
    """Grade each submission in a cage, write its points in one transaction, and put its notebook into autograded/.

    A folder in autograded/ is there whole or not at all, and only when its points are in the gradebook: a run that
    was killed goes on where it was.
    """

    uncaged = Bool(False, help="Grade even where students' code could reach files or the network.").tag(config=True)
    cell_seconds = Float(60, help="The most seconds for one cell, and for one call by a test.").tag(config=True)
    all_seconds = Float(600, help="The most seconds for all cells of a submission, together.").tag(config=True)
    memory = Int(1024, help="The most megabytes of memory for a submission.").tag(config=True)
    engine: Engine | None = None
    gradebook: Gradebook

    def start(self) -> None:
        """Grade what is to be graded, with one engine and one writer to the gradebook."""
        course = self.coursedir
        self.exporter_class = NotebookExporter  # in place of `Refuse`, which is for any grader but this one
        with at_work(self, must_hold_grades=True):
            with Gradebook(course.db_url, course.course_id) as self.gradebook:
                self._look_up_lesson()
                try:
                    super().start()
                finally:
                    self._stop()

    def _look_up_lesson(self) -> None:
        """Refuse where the gradebook does not know the lesson; keep every other grader from it where it does."""
        lesson, book = self.coursedir.assignment_id, self.gradebook
        notebooks = book.db.query(Notebook).filter(Notebook.name == lesson).all()
        if not notebooks:
            self.log.error(UNKNOWN.format(lesson))
            raise NbGraderException(UNKNOWN.format(lesson))
        for notebook in notebooks:
            notebook.kernelspec = NO_KERNELSPEC
        book.db.commit()

    def _stop(self) -> None:
        """Stop the engine, if it runs."""
        if self.engine:
            self.engine.stop()
        self.engine = None

    def init_notebooks(self) -> None:
        """List every folder that was handed in, whatever is in it."""
        course = self.coursedir
        pattern = self._format_source(course.assignment_id, course.student_id)
        found = Path(course.root).glob(os.path.relpath(pattern, course.root))
        folders = sorted(path for path in found if path.is_dir() and self._is_a_students(path))
        if not folders:
            raise NbGraderException(f"Nobody has handed in {course.assignment_id}: there is no folder {pattern}.")
        self.assignments = {str(path): [str(path / f"{course.assignment_id}.ipynb")] for path in folders}

    def _is_a_students(self, folder: Path) -> bool:
        """Say whether a folder has a name that can be a student's; one that has not is named, and passed over."""
        student = folder.parent.name
        if not is_plain(student):
            self.log.warning("NOT GRADED: %s cannot be a student's name here. %s.", shown(student), PLAIN)
        return is_plain(student)

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Say whether a submission is to be graded: it was not yet, or it is newer, or grading is forced."""
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        done = Path(self._format_dest(assignment_id, student_id))
        if not self.force and (done / f"{assignment_id}.ipynb").exists():
            handed_in = Path(self._format_source(assignment_id, student_id))
            graded_version, this_version = self._handed_in_at(done), self._handed_in_at(handed_in)
            if not (graded_version and this_version and this_version > graded_version):
                self.log.info("%s: graded already", student_id)
                return False
        shutil.rmtree(done, ignore_errors=True)
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Do nothing yet: a submission is entered into the gradebook together with its points."""

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade one submission, enter its points, write its notebook: in this order, each whole or not at all."""
        folder = Path(notebook_filename).parent
        student = self.init_single_notebook_resources(notebook_filename)["nbgrader"]["student"]
        result = self._grade(folder)
        for sentence in result.repairs:
            self.log.warning("%s: %s", student, sentence)
        with in_words(self.log):  # else nbgrader goes on with the next submission
            self._enter(student, folder, result)
            self._write(student, folder, result)
        possible = sum(test.points for test in self._key.tests)
        self.log.info("%s: %g of %g points by tests", student, result.points, possible)

    def _grade(self, folder: Path) -> Result:
        """Grade one submission; should the engine fail on it twice, it gets no points and says so."""
        names = [cell.name for cell in self._key.graded]
        for _ in range(2):
            engine = self._start_engine()
            try:
                return grade(find(folder, self._key.lesson, names, self.limits), self._key, engine)
            except Exception as error:
                self.log.exception("%s: the grading engine failed on it, and starts afresh", folder)
                problem = f"The grading engine failed on it: {error!r}."
                self._stop()
        return grade(Submission(b"", [problem]), self._key, self._start_engine())

    @cached_property
    def limits(self) -> Limits:
        """Gather what one submission may use."""
        return Limits(self.cell_seconds, 5 * self.cell_seconds, self.all_seconds, self.memory * MB)

    @cached_property
    def _key(self) -> AnswerKey:
        """The lesson's answer key, from its solution."""
        lesson = self.coursedir.assignment_id
        path = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", lesson), f"{lesson}.ipynb")
        return from_solution(lesson, nbformat.read(path, as_version=4))

    def _start_engine(self) -> Engine:
        """Return the engine; start it where it does not run, and refuse where nothing isolates students' code."""
        if not hasattr(os, "fork"):
            raise NbGraderException("Grading needs Linux or macOS. On Windows, run it in WSL.")
        if not self.engine:
            self.engine = Engine(self._key.modules, self.limits, sandboxed=not self.uncaged)
            self.log.info("The cage is made of: %s", self.engine.sandbox)
            if not self.engine.isolates and not self.uncaged:
                raise NbGraderException(REFUSED)
        return self.engine

    def _enter(self, student: str, folder: Path, result: Result) -> None:
        """Write all that is known of one submission into the gradebook."""
        book, lesson = self.gradebook, self._key.lesson
        book.update_or_create_student(student)
        time = self._handed_in_at(folder)
        with book.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
            submission = book.update_or_create_submission(lesson, student, timestamp=time)
        (notebook,) = [notebook for notebook in submission.notebooks if notebook.name == lesson]
        grades = {grade.cell.name: grade for grade in notebook.grades}
        comments = {comment.cell.name: comment for comment in notebook.comments}
        for cell in self._key.graded:
            if cell.name in grades:
                mark = grades[cell.name]
                mark.auto_score = result.mark(cell)
                mark.needs_manual_grade = mark.auto_score is None or mark.manual_score is not None
            if cell.name in comments:
                comments[cell.name].auto_comment = None if cell.name in result.answered else NO_RESPONSE
        self._penalty(student, submission, notebook)
        book.db.commit()

    def _penalty(self, student: str, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Take off what the course takes off for being late."""
        notebook.late_submission_penalty = None
        seconds = submission.total_seconds_late
        if seconds > 0:
            step = AssignLatePenalties(parent=self)
            step.init_plugin()
            penalty = step.plugin_inst.late_submission_penalty(student, notebook.score, seconds)
            if penalty is not None:
                notebook.late_submission_penalty = step._check_late_penalty(notebook, penalty)

    def _write(self, student: str, folder: Path, result: Result) -> None:
        """Put the graded notebook into autograded/: a folder that is there whole, or not at all."""
        lesson = self._key.lesson
        done = Path(self._format_dest(lesson, student))
        part = done.with_name(f".{lesson}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        notebook = nbformat.writes(scrubbed_tree(result.notebook))
        (part / f"{lesson}.ipynb").write_text(notebook, encoding="utf-8")
        time = self._handed_in_at(folder)
        (part / TIMESTAMP).write_text(f"{time:{TIME}}" if time else "", encoding="utf-8")
        (part / SECRET).write_text(secret(folder) or secrets.token_hex(32), encoding="utf-8")
        os.replace(part, done)

    def _handed_in_at(self, folder: Path) -> datetime | None:
        """Read when a submission was handed in."""
        time, problem = handed_in_at(folder)
        if problem:
            self.log.warning("%s: %s", shown(folder.parent.name), problem)
        return time


def install(course_id: str) -> None:
    """Let nbgrader's own command, and its Formgrader, grade with this engine.

    Some of nbgrader's steps open the gradebook without the course's name, and would add a second course to it.
    """
    api.Autograde = autogradeapp.Autograde = Autograde
    reading.install()
    exclusive.install()
    for step in (getgrades, savecells):
        step.Gradebook = partial(Gradebook, course_id=course_id)
