"""What one submission may use."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of one submission.

    Seconds are of the clock on the wall, so they are generous: a busy machine must not cost an honest student points.
    """

    cell_seconds: float = 60  # one cell, and one call of a function by a test
    test_seconds: float = 300  # one test, with all its calls
    all_seconds: float = 600  # all cells of a submission, together
    memory: int = 1024 * MB  # all processes of a submission, together
    processes: int = 64
    file_bytes: int = 32 * MB  # the largest file, and the whole working folder
    files: int = 10_000  # in the working folder
    notebook_bytes: int = 32 * MB  # the file that was handed in
    cells: int = 1000
    text: int = 50_000  # characters that one cell prints
    picture: int = 4 * MB  # one picture, or other rich output, of a cell
    outputs: int = 200  # of one cell
    shown: int = 15 * MB  # the outputs of all cells, together
    shown_by_tests: int = 5 * MB  # and of all tests
    reason: int = 10_000  # characters of one reason, and of one error's text
    message: int = 64 * MB  # what one call of a function hands over
    modules: int = 20  # plain .py files beside the notebook
    module_bytes: int = 1 * MB  # all of them, together

    @property
    def all_tests_seconds(self) -> float:
        """The most seconds for all tests of a submission, together; those that are left then give no points."""
        return 3 * self.test_seconds


@dataclass(frozen=True)
class HandIn:
    """The limits of what one student hands in, and of what an LMS hands over for a whole class, unpacked."""

    files: int = 1000
    bytes: int = 90 * MB  # nbgrader alone takes no more than 100,000 kB from the exchange
    notebooks: int = 20  # that are looked through where none has the lesson's name
    archives: int = 3  # in each other, inside the class's
    class_files: int = 100_000
    class_bytes: int = 4096 * MB
