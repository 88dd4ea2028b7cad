"""Each slip of lesson 09 is a sentence about what the reader did, and gives a value of its own."""

import re
from itertools import combinations
from unittest.mock import Mock

import numpy as np
import pytest

from helpers.checks import Check, NotMet
from helpers.checks.compare import difference
from helpers.labs.features import contest
from helpers.labs.slips import depth_slips

SLIPS = {
    "width_for_budget": depth_slips.WIDTH,
    "layer_statistics, first layer": depth_slips.LAYERS[0],
    "layer_statistics, second layer": depth_slips.LAYERS[1],
    "linear_probe": depth_slips.PROBE,
    "linear_probe, ridge": depth_slips.RIDGE,
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_a_sentence_about_the_reader(name: str):
    assert all(re.fullmatch(r"You .+[.?]", sentence) for sentence in SLIPS[name])


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_has_a_value_of_its_own(name: str):
    for (one, here), (other, there) in combinations(SLIPS[name].items(), 2):
        assert difference(here, there), f"{one} / {other}"


def test_each_pair_of_shares_belongs_to_one_sentence():
    for slips in depth_slips.CONTEST.values():
        pairs = [pair for several in slips.values() for pair in several]
        assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(
    ("width", "says"),
    [(5, ""), (6, "known"), (4.5, "not whole"), (3, "A width of 5 costs 62 here"), (9, "A width of 6 costs 80 here")],
)
def test_the_price_is_said_where_no_mistake_is_known(width: float, says: str):
    answer = Check(lambda budget: width, read="Prices")(62)
    if not says:
        depth_slips.priced(answer, 62, 5, (62, 80), {"You know it: known.": 6})
        return
    with pytest.raises(NotMet, match=says):
        depth_slips.priced(answer, 62, 5, (62, 80), {"You know it: known.": 6})


def spies(train: np.ndarray, pixels: np.ndarray, dealt: int = 1) -> list[Mock]:
    """Make spies that have seen one call each; `deep` has seen none where there are no pixels."""
    seen = Mock(), Mock(), Mock()
    labels = contest.tables().digit[train]
    seen[0](dealt)
    seen[1](contest.tables().novice[train], digit=labels)
    if len(pixels):
        seen[2](pixels, labels, seed=1)
    return list(seen)


def test_calls_of_the_contest_that_break_no_rule_are_not_blamed():
    train = contest.deal(1)[0]
    assert list(depth_slips.wrong_calls(1, *spies(train, contest.tables().pixels[train]))) == []
    assert list(depth_slips.wrong_calls(1, Mock(), Mock(), Mock())) == []


def test_calls_of_the_contest_that_break_a_rule_are_told():
    box, train = contest.tables(), contest.deal(1)[0]
    for seen, says in [
        (spies(train, box.pixels[train], dealt=2), "did not take the rows"),
        (spies(train[:200], box.pixels[train[:200]]), "trained on 200 rows"),
        (spies(train[::-1], box.pixels[train]), "other labels"),
        (spies(train, np.zeros((0, 784))), "did not call `contest.deep`"),
        (spies(train, box.novice[train]), "another table"),
        (spies(train, box.pixels[train] - 1), "standardised the pixels"),
    ]:
        assert says in next(depth_slips.wrong_calls(1, *seen))
