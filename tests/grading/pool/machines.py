"""A Dask cluster of real processes, as an instructor would start them on several machines."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.course import ROOT

IS_WORKER = "THIS_IS_A_WORKER"  # set in the environment of workers
FEW = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # so that a submission that kills workers is found early
# A kernel without namespaces and Landlock, as far as this process and what it starts can see.
NO_CAGE = """
from grading.sandbox import seccomp
seccomp.REFUSED = ("unshare", "landlock_create_ruleset")
seccomp.install(keep_signals=True)
"""
WORKER = "{}from distributed.cli.dask_worker import main\nmain()"


class Machines:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.start_scheduler()

    def start_scheduler(self) -> None:
        """Start the scheduler, at the same address each time."""
        port = self.address.rpartition(":")[2]
        words = ["-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
        self.scheduler = self._start(words, ROOT, FEW)

    def start_workers(self, *words: str, course: Path = ROOT, before: str = "") -> subprocess.Popen[bytes]:
        """Start workers of one thread each, with the course in a folder, after some code of Python's."""
        given = [self.address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder), *words]
        return self._start(["-c", WORKER.format(before), *given], course, {IS_WORKER: "1"})

    def _start(self, words: list[str], course: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start Python in a course's folder."""
        env = {**os.environ, "PYTHONPATH": str(course), **env}
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen([sys.executable, *words], cwd=course, env=env, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """End all of it."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:  # Dask's own processes may wait for each other
                process.kill()
                process.wait()


def another_version(folder: Path) -> Path:
    """Copy the course, and change it."""
    for room in ("grading", "helpers"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    with open(folder / "grading" / "limits.py", "a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    return folder
