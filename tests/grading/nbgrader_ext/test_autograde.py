"""How many workers grade a class."""

from types import SimpleNamespace

import pytest
from traitlets import TraitError

from grading.nbgrader_ext import autograde


@pytest.mark.parametrize(
    ("asked", "count", "started"), [(None, 39, 1), (None, 40, 2), (None, 1000, 4), (3, 10, 3), (3, 2, 2), (1, 1000, 1)]
)
def test_workers_are_started_where_they_pay_or_were_asked_for(monkeypatch, asked, count, started):
    monkeypatch.setattr(autograde, "usable_cores", lambda: 4)
    monkeypatch.setattr(autograde, "Workers", lambda job, workers: workers)
    monkeypatch.setattr(autograde, "Here", lambda job: 1)
    app = SimpleNamespace(workers=asked, scheduler="", _key=None, limits=None, uncaged=False)
    assert autograde.Autograde._pool(app, count) == started


def test_no_worker_at_all_is_refused():
    with pytest.raises(TraitError, match="must be 1 or more, and is 0"):
        autograde.Autograde(workers=0)
