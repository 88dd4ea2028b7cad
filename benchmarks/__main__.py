"""`python -m benchmarks NAME`: one measurement, in an environment that is the same for everybody in it."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
# Which instructions and blocks NumPy's OpenBLAS uses. Unset, it finds out by itself, as the others do.
OPENBLAS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a measurement: one thread for everybody, and nothing chosen for OpenBLAS by hand."""
    return {name: value for name, value in given.items() if name not in OPENBLAS} | ONE_THREAD


def main() -> int:
    """Run a benchmark in this process, with the right environment; return 2 if there is none of that name."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if sys.argv[1:2] == [] or sys.argv[1] not in known:
        print(f"Which one? python -m benchmarks {{{','.join(known)}}}", file=sys.stderr)
        return 2
    for name in OPENBLAS:
        if name in os.environ:
            print(f"{name}={os.environ[name]} is taken away: OpenBLAS chooses by itself.", file=sys.stderr)
    command = [sys.executable, "-m", f"benchmarks.{sys.argv[1]}", *sys.argv[2:]]
    if hasattr(os, "sched_setaffinity"):  # one core: JAX hands its steps to a thread of its own, and loses by it on two
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.execve(sys.executable, command, environment(os.environ))


if __name__ == "__main__":
    raise SystemExit(main())
