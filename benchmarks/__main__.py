"""`python -m benchmarks NAME`: one measurement, in an environment that is the same for everybody in it."""

import os
import sys
from pathlib import Path

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
CHOSEN_BY_HAND = (
    "OPENBLAS_CORETYPE"  # which instructions NumPy may use; unset, it finds out by itself, as the others do
)


def main() -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if sys.argv[1:2] == [] or sys.argv[1] not in known:
        print(f"Which one? python -m benchmarks {{{','.join(known)}}}", file=sys.stderr)
        return 2
    kept = {name: value for name, value in os.environ.items() if name != CHOSEN_BY_HAND}
    command = [sys.executable, "-m", f"benchmarks.{sys.argv[1]}", *sys.argv[2:]]
    if hasattr(os, "sched_setaffinity"):  # one core: JAX hands its steps to a thread of its own, and loses by it on two
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.execve(sys.executable, command, kept | ONE_THREAD)


if __name__ == "__main__":
    raise SystemExit(main())
