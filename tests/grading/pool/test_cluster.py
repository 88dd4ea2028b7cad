"""A real Dask cluster: the same points, whatever dies; nobody is graded where there is no cage or another version."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from grading.intake.find import Submission
from grading.pool.batch import Here, as_ready
from grading.pool.cluster import OTHER_VERSION, Cluster
from grading.pool.grader import REFUSED, Graded, Refused
from grading.pool.version import differences, version
from tests.grading.pool.machines import NO_CAGE, Machines, another_version
from tests.grading.pool.test_workers import JOB, Deadly, data, graded

linux = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
BATCH = {name: Submission(data(name)) for name in ("full", "half", "untouched")} | {"nonsense": Submission(b"nonsense")}


@pytest.fixture(scope="module")
def expected() -> dict[str, Graded]:
    """Grade the batch in this process."""
    here = Here(JOB)
    found = graded(here, BATCH)
    here.close()
    return found


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Start a scheduler."""
    started = Machines(tmp_path)
    yield started
    started.stop()


def test_a_version_is_of_the_code_and_the_data_and_says_what_differs(tmp_path: Path):
    mine, other = version(), version(another_version(tmp_path))
    assert version() == mine and not differences(mine, version())
    assert differences(mine, other) == f"course {other['course']} (here {mine['course']})"
    assert differences(mine, mine | {"numpy": "1.0"}) == f"numpy 1.0 (here {mine['numpy']})"


@linux
@pytest.mark.full
def test_nothing_is_lost_and_nobody_unfit_grades(machines: Machines, expected: dict[str, Graded], tmp_path: Path):
    """Two workers that are started again when they die, one without a cage, and one with another version."""
    machines.start_workers("--nworkers", "2")
    machines.start_workers("--no-nanny", before=NO_CAGE)
    machines.start_workers("--no-nanny", course=another_version(tmp_path / "other"))
    marks = {"once": 1, "always": 99}
    for name in marks:
        (tmp_path / name).mkdir()
    deadly = {name: Deadly(data("full"), marks=tmp_path / name, times=times) for name, times in marks.items()}
    with Client(machines.address, set_as_default=False) as client:
        client.wait_for_workers(4)
    cluster = Cluster(JOB, machines.address)
    try:
        assert len(cluster.refused) == 2
        assert any(REFUSED in sentence for sentence in cluster.refused)
        assert any(OTHER_VERSION.format("course") in sentence for sentence in cluster.refused)
        came = graded(cluster, {"once": deadly["once"], **BATCH})
        with pytest.raises(RuntimeError, match="2 workers ended while they had it"):
            cluster.submit(deadly["always"]).result()
    finally:
        cluster.close()
    assert came == {"once": expected["full"], **expected}
    assert [len(list((tmp_path / name).iterdir())) for name in marks] == [1, 2]


@linux
@pytest.mark.full
def test_the_scheduler_is_started_again_and_the_batch_goes_on(machines: Machines, expected: dict[str, Graded]):
    machines.start_workers("--no-nanny")
    cluster = Cluster(JOB, machines.address)
    came: dict[str, Graded] = {}
    try:
        for name, outcome in as_ready(BATCH.items(), cluster):
            came[name] = outcome.result()
            if len(came) == 1:
                machines.scheduler.kill()
                machines.scheduler.wait()
                machines.start_scheduler()
                machines.start_workers("--no-nanny")
    finally:
        cluster.close()
    assert came == expected


@linux
@pytest.mark.full
def test_a_cluster_in_which_nobody_may_grade_is_refused_and_so_is_none(machines: Machines, tmp_path: Path):
    machines.start_workers("--no-nanny", course=another_version(tmp_path / "other"))
    with pytest.raises(
        Refused, match="has no worker that may grade.\nThe worker at tcp.*another version of the course"
    ):
        Cluster(JOB, machines.address)
    machines.stop()
    with pytest.raises(Refused, match="no Dask scheduler answers"):
        Cluster(JOB, machines.address)
