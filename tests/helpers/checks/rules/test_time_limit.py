"""What computes too long is stopped."""

import time

import pytest

from helpers.checks import Check, NotMet, at_most


def for_ever():
    while True:
        try:
            sum(range(1000))
        except Exception:
            pass


def stubborn(until: float):
    while time.process_time() < until:
        try:
            for_ever()
        except BaseException:
            pass
    return 3


def test_what_computes_too_long_is_stopped_whatever_it_catches():
    for check, args in [(Check(for_ever, read="here"), ()), (Check(stubborn, "here"), (time.process_time() + 1.5,))]:
        with pytest.raises(NotMet, match="computed for more than 0.3 seconds"):
            with at_most(0.3, check):
                check(*args)


def test_waiting_is_not_computing():
    check = Check(time.sleep, read="here")
    with at_most(0.3, check):
        answer = check(0.6)
    assert answer.outcome.error is None


def test_what_fails_inside_is_told_as_ever():
    check = Check(lambda: 1 / 0, read="here")
    with pytest.raises(NotMet, match="ZeroDivisionError"):
        with at_most(5, check):
            check().value  # noqa: B018
