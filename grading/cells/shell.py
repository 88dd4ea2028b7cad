"""A cell runs here as it does in Jupyter: IPython without a kernel, whose outputs are kept."""

import contextlib
from collections.abc import Iterator
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from grading.cells.recorder import Recorder
from grading.limits import Limits
from grading.protocol.tracebacks import CELL


class Named(CachingCompiler):
    """Names the code of a cell after its number, and nothing else."""

    number = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"{CELL}{self.number}>"


class Displayed(DisplayPublisher):
    """Keeps what is displayed."""

    def publish(self, data: dict, metadata: dict | None = None, **how: Any) -> None:
        self.shell.recorder.rich("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.outputs.clear()


class Ending(DisplayHook):
    """Keeps the value that a cell ends with."""

    def quiet(self) -> bool:
        """Say whether the cell ends with a semicolon."""
        return self.semicolon_at_end_of_expression(self.shell.source)

    def write_output_prompt(self) -> None:
        """Write none."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.shell.recorder.rich("execute_result", format_dict, self.shell.compile.number)


class Shell(InteractiveShell):
    """IPython whose outputs are kept in a Recorder."""

    compiler_class = Named
    displayhook_class = Ending
    display_pub_class = Displayed
    recorder: Recorder
    source = ""

    def init_history(self) -> None:
        """Keep no file, and start no thread for one."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def init_sys_modules(self) -> None:
        """Leave `__main__` of this process alone."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.recorder.error(getattr(etype, "__name__", "Error"), _text(evalue), stb)


def start() -> Shell:
    """Make the one shell of this process, once and before any fork."""
    shell = Shell.instance()
    shell.colors = "NoColor"
    shell.autoindent = False
    return shell


def run(shell: Shell, number: int, source: str, limits: Limits) -> tuple[list[dict], bool]:
    """Run one cell; return its outputs, and whether it ran to its end."""
    with recording(shell, limits) as recorder:
        shell.compile.number = shell.execution_count = number
        shell.source = source
        result = shell.run_cell(source, store_history=False)
    return recorder.outputs, result.success


@contextlib.contextmanager
def recording(shell: Shell, limits: Limits) -> Iterator[Recorder]:
    """Keep everything that is printed or displayed meanwhile."""
    shell.recorder = Recorder(limits)
    with (
        contextlib.redirect_stdout(shell.recorder.writer("stdout")),
        contextlib.redirect_stderr(shell.recorder.writer("stderr")),
    ):
        yield shell.recorder


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return type(error).__name__
