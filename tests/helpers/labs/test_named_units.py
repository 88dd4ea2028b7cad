"""What a message still says of an example."""

import numpy as np

from helpers.labs.named_units import right_at_best


def test_the_more_frequent_answer_counts_for_each_message():
    messages = np.array([[0], [0], [0], [1], [1]])
    assert right_at_best(messages, np.array([1, 1, 0, 0, 0])) == 4
    assert right_at_best(messages, np.array([1, 1, 1, 0, 0])) == 5
    assert right_at_best(np.zeros((5, 1)), np.array([1, 1, 0, 0, 0])) == 3
