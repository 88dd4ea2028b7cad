"""A cell runs here as it does in Jupyter: in IPython without a kernel, whose outputs are kept."""

import contextlib
from collections.abc import Iterator
from typing import Any, Protocol

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from grading.cells.recorder import Output, Recorder
from grading.limits import Limits
from grading.protocol.tracebacks import cell_file


class HasRecorder(Protocol):
    """Where the recorder of the cell that is being run is kept."""

    recorder: Recorder


class CellCompiler(CachingCompiler):
    """Names the code of a cell after its number alone."""

    number = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Name the code."""
        return cell_file(self.number)


class RecordingPublisher(DisplayPublisher):
    """Keeps what is displayed."""

    shell: Any

    def publish(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Keep it."""
        self.shell.recorder.rich("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what was displayed so far."""
        self.shell.recorder.outputs.clear()


class RecordingDisplayHook(DisplayHook):
    """Keeps the value that a cell ends with."""

    shell: Any

    def quiet(self) -> bool:
        """Say whether the cell ends with a semicolon."""
        return bool(self.semicolon_at_end_of_expression(self.shell.source))

    def write_output_prompt(self) -> None:
        """Write none."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Keep the value in all its forms."""
        self.shell.recorder.rich("execute_result", format_dict, self.shell.compile.number)


class Shell(InteractiveShell):
    """IPython whose outputs are kept in a Recorder."""

    compiler_class = CellCompiler
    displayhook_class = RecordingDisplayHook
    display_pub_class = RecordingPublisher
    compile: CellCompiler
    recorder: Recorder
    source = ""

    def init_history(self) -> None:
        """Keep no file, and start no thread for one."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def init_sys_modules(self) -> None:
        """Leave `__main__` of this process alone."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        """Keep an error."""
        self.recorder.error(getattr(etype, "__name__", "Error"), _text(evalue), stb)


def start() -> Shell:
    """Make the one shell of this process, once and before any fork."""
    shell: Shell = Shell.instance()
    shell.colors = "NoColor"
    shell.autoindent = False
    return shell


def run(shell: Shell, number: int, source: str, limits: Limits) -> list[Output]:
    """Run one cell; return its outputs."""
    with recording(shell, limits) as recorder:
        shell.compile.number = shell.execution_count = number
        shell.source = source
        shell.run_cell(source, store_history=False)
    return recorder.outputs


@contextlib.contextmanager
def recording(shell: HasRecorder, limits: Limits) -> Iterator[Recorder]:
    """Keep everything that is printed or displayed meanwhile."""
    shell.recorder = Recorder(limits)
    with (
        contextlib.redirect_stdout(shell.recorder.writer("stdout")),
        contextlib.redirect_stderr(shell.recorder.writer("stderr")),
    ):
        yield shell.recorder


def _text(error: BaseException) -> str:
    """Return an error's text, whatever its class does."""
    try:
        return str(error)
    except Exception:
        return type(error).__name__
