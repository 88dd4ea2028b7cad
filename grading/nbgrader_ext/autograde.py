"""nbgrader's `autograde`, with this engine in it: the same command, the same button, the same gradebook."""

from __future__ import annotations

import contextlib
import importlib
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader import converters
from nbgrader.api import Gradebook, Notebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps import api, autogradeapp
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, getgrades, savecells
from sqlalchemy import text
from traitlets import Bool, Float, Int, TraitError, Unicode, validate

from grading.intake.find import Submission, find
from grading.intake.handed_in import SECRET, TIME, TIMESTAMP, handed_in_at, secret
from grading.intake.names import PLAIN, is_plain, shown
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import MB, Limits
from grading.nbgrader_ext import exclusive, reading
from grading.nbgrader_ext.exclusive import at_work, in_words
from grading.nbgrader_ext.refuse import NO_KERNELSPEC
from grading.nbgrader_ext.shared import students
from grading.pool.batch import Here, Pool, as_ready
from grading.pool.grader import Graded, Job, Refused, without_points
from grading.pool.progress import progress
from grading.pool.workers import Workers, usable_cores

# What a submission's rows are found by. Without an index, each submission costs a look at the rows of the whole class.
LOOKED_UP = {"submitted_notebook": "assignment_id", "grade": "notebook_id", "comment": "notebook_id"}
PAYS = 20  # submissions a worker, or its start takes longer than it saves
INTERRUPTED_STATUS = 130  # as a shell says of a command that Ctrl-C has ended
NO_RESPONSE = "No response."  # what nbgrader says of a text that nobody wrote

UNKNOWN = (
    "Nothing was graded: the gradebook knows no lesson {0}. If it is new, run `python -m grading prepare {0}`. "
    "If grades were in it, put a copy of the gradebook in its place."
)
NO_DASK = "Nothing was graded: a cluster needs Dask ({}). Install it with: python -m pip install -e .[cluster]"
INTERRUPTED = (
    "Stopped: {} of {} were graded in this run, and are entered. The others are as they were before. To go on, run the "
    "same command again: it passes over what is graded already, unless you say --force."
)


class Autograde(converters.Autograde):
    """Grade submissions in a cage, several at a time; enter each one's points, and put its notebook into autograded/.

    This process alone writes: the points of a submission in one transaction, then its folder in autograded/, which is
    there whole or not at all, and only when its points are in the gradebook. These two are the journal: a run that was
    killed goes on where it was.
    """

    uncaged = Bool(False, help="Grade even where students' code could reach files or the network.").tag(config=True)
    cell_seconds = Float(60, help="The most seconds for one cell, and for one call by a test.").tag(config=True)
    all_seconds = Float(600, help="The most seconds for all cells of a submission, together.").tag(config=True)
    memory = Int(1024, help="The most megabytes of memory for a submission.").tag(config=True)
    workers = Int(
        None, allow_none=True, help="How many submissions to grade at once; without it, one for each core, if they pay."
    ).tag(config=True)
    scheduler = Unicode(help="A Dask scheduler, such as tcp://10.0.0.1:8786: grade on its cluster.").tag(config=True)
    gradebook: Gradebook
    graded = 0  # in this run

    @validate("workers")
    def _at_least_one(self, proposal: Any) -> int | None:
        """Refuse what is no number of workers."""
        count: int | None = proposal.value
        if count is not None and count < 1:
            raise TraitError(f"Autograde.workers must be 1 or more, and is {count}.")
        return count

    def start(self) -> None:
        """Grade what is to be graded, with several engines and one writer to the gradebook."""
        course = self.coursedir
        self.exporter_class = NotebookExporter  # in place of `Refuse`, which is for any grader but this one
        with at_work(self, must_hold_grades=True):
            with Gradebook(course.db_url, course.course_id) as self.gradebook:
                self._look_up_lesson()
                super().start()

    def _look_up_lesson(self) -> None:
        """Refuse where the gradebook does not know the lesson; keep every other grader from it where it does."""
        lesson, book = self.coursedir.assignment_id, self.gradebook
        notebooks = book.db.query(Notebook).filter(Notebook.name == lesson).all()
        if not notebooks:
            self._give_up(UNKNOWN.format(lesson))
        for notebook in notebooks:
            notebook.kernelspec = NO_KERNELSPEC
        for table, column in LOOKED_UP.items():
            book.db.execute(text(f"CREATE INDEX IF NOT EXISTS course_{table} ON {table} ({column})"))
        book.db.commit()

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
        return True

    def convert_notebooks(self) -> None:
        """Grade what is to be graded; enter and write each submission as soon as it is ready."""
        lesson = self.coursedir.assignment_id
        folders = {Path(folder).parent.name: Path(folder) for folder in self.assignments}
        waiting = {name: folder for name, folder in folders.items() if self.init_destination(lesson, name)}
        if not waiting:
            return
        failed = []
        with self._started_pool(len(waiting)) as pool, progress(len(waiting), self.log) as bar:
            for student, outcome in as_ready(self._submissions(waiting), pool):
                try:
                    self._take(student, waiting[student], outcome.result())
                except Refused:
                    raise
                except Exception:
                    self.log.exception("%s: it was not graded", student)
                    failed.append(student)
                bar.update()
        if failed:
            self._give_up(f"Not graded, for the reasons above: {', '.join(failed)}.")

    def _give_up(self, sentence: str) -> NoReturn:
        """End this command with a sentence; nbgrader itself prints none."""
        self.log.error(sentence)
        raise NbGraderException(sentence)

    @contextlib.contextmanager
    def _started_pool(self, count: int) -> Iterator[Pool]:
        """Start what grades so many submissions, and end it; say why where it cannot grade, or was interrupted."""
        try:
            with contextlib.closing(self._pool(count)) as pool:
                self.log.info("The cage is made of: %s", pool.cage)
                yield pool
        except Refused as refused:
            self._give_up(str(refused))
        except KeyboardInterrupt:
            self.log.error(INTERRUPTED.format(self.graded, count))
            raise SystemExit(INTERRUPTED_STATUS) from None

    def _pool(self, count: int) -> Pool:
        """Choose where to grade so many submissions: on a cluster, in worker processes, or, one by one, in this one."""
        if not hasattr(os, "fork"):
            raise Refused("Grading needs Linux or macOS. On Windows, run it in WSL.")
        job = Job(self._key, self.limits, self.uncaged)
        if self.scheduler:
            return self._cluster(job)
        workers = min(self.workers or min(usable_cores(), count // PAYS), count)
        return Workers(job, workers) if workers > 1 else Here(job)

    def _cluster(self, job: Job) -> Pool:
        """Reach the cluster; name the workers that may not grade."""
        try:  # here alone: it takes a second, and Dask may not be there
            dask = importlib.import_module("grading.pool.cluster")
        except ImportError as error:
            raise Refused(NO_DASK.format(error)) from None
        cluster = dask.Cluster(job, self.scheduler)
        for sentence in cluster.refused:
            self.log.warning(sentence)
        pool: Pool = cluster
        return pool

    def _submissions(self, folders: dict[str, Path]) -> Iterator[tuple[str, Submission]]:
        """Read what was handed in, one after another."""
        names = [cell.name for cell in self._key.graded]
        for student, folder in folders.items():
            self._name_notebook(folder)
            self.run_pre_convert_hook()
            try:
                submission = find(folder, self._key.lesson, names, self.limits)
            except Exception as error:
                self.log.exception("%s: what was handed in cannot be read", student)
                submission = without_points(f"What was handed in cannot be read: {error!r}.")
            yield student, submission

    def _name_notebook(self, folder: Path) -> None:
        """Note which notebook is at hand, as nbgrader's hooks expect it."""
        self.notebooks = self.assignments[str(folder)]

    def _take(self, student: str, folder: Path, graded: Graded) -> None:
        """Enter the points of a submission, write its notebook: in this order, each whole or not at all."""
        for failure in graded.failures:
            self.log.error("%s: the grading engine failed on it, and started afresh\n%s", student, failure)
        for sentence in graded.repairs:
            self.log.warning("%s: %s", student, sentence)
        with in_words(self.log):  # else nbgrader goes on with the next submission
            self._remove_graded(student)
            self._enter(student, folder, graded)
            self._write(student, folder, graded)
        self.graded += 1
        possible = sum(test.points for test in self._key.tests)
        self.log.info("%s: %g of %g points by tests", student, graded.points, possible)
        self._name_notebook(folder)
        self.set_permissions(self._key.lesson, student)
        self.run_post_convert_hook()

    def _remove_graded(self, student: str) -> None:
        """Remove what an earlier version came to, so that no folder in autograded/ is there with another's points."""
        done = Path(self._format_dest(self._key.lesson, student))
        old = done.with_name(f".{done.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if done.exists():
            os.replace(done, old)  # at once: a folder that is half removed might pass for one that is graded
            shutil.rmtree(old, ignore_errors=True)

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

    @cached_property
    def _cell_names(self) -> dict[str, str]:
        """Map the gradebook's numbers of the lesson's cells to their names; asked for once, not for each submission."""
        notebook = self.gradebook.find_notebook(self._key.lesson, self._key.lesson)
        return {cell.id: cell.name for cell in (*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells)}

    def _enter(self, student: str, folder: Path, graded: Graded) -> None:
        """Write all that is known of one submission into the gradebook."""
        book, lesson = self.gradebook, self._key.lesson
        students.enter(book, student)
        time = self._handed_in_at(folder)
        with book.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
            submission = book.update_or_create_submission(lesson, student, timestamp=time)
        (notebook,) = [notebook for notebook in submission.notebooks if notebook.name == lesson]
        names = self._cell_names
        grades = {names[grade.cell_id]: grade for grade in notebook.grades}
        comments = {names[comment.cell_id]: comment for comment in notebook.comments}
        for cell in self._key.graded:
            if cell.name in grades:
                mark = grades[cell.name]
                mark.auto_score = graded.marks[cell.name]
                mark.needs_manual_grade = mark.auto_score is None or mark.manual_score is not None
            if cell.name in comments:
                comments[cell.name].auto_comment = None if cell.name in graded.answered else NO_RESPONSE
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

    def _write(self, student: str, folder: Path, graded: Graded) -> None:
        """Put the graded notebook into autograded/: a folder that is there whole, or not at all."""
        lesson = self._key.lesson
        done = Path(self._format_dest(lesson, student))
        part = done.with_name(f".{lesson}.part")
        shutil.rmtree(part, ignore_errors=True)
        try:
            part.mkdir(parents=True)
            (part / f"{lesson}.ipynb").write_text(graded.notebook, encoding="utf-8")
            time = self._handed_in_at(folder)
            (part / TIMESTAMP).write_text(f"{time:{TIME}}" if time else "", encoding="utf-8")
            (part / SECRET).write_text(secret(folder) or secrets.token_hex(32), encoding="utf-8")
            os.replace(part, done)
        finally:
            shutil.rmtree(part, ignore_errors=True)

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
