"""Right and wrong answers to lesson 05."""

import numpy as np
from scipy.special import softmax
from sklearn.metrics import log_loss
from threadpoolctl import threadpool_limits

from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)

# gradient_check


def measured(loss, layers, i, k, place, h=1e-5, back=True):
    """The central difference at one entry (one-sided without `back`), with copies of everything."""
    feet = []
    for step in (h, -h if back else 0.0):
        moved = [[np.array(part, dtype=float) for part in pair] for pair in layers]
        moved[i][k][place] += step
        feet.append(loss(moved))
    return (feet[0] - feet[1]) / (2 * h if back else h)


def entries(layers, parts=(0, 1)):
    for i in range(len(layers)):
        for k in parts:
            for place in np.ndindex(np.shape(layers[i][k])):
                yield i, k, place


def pairs(loss, layers, grads, **how):
    """Claim and measurement of every entry, (count, 2)."""
    return np.array([(grads[i][k][p], measured(loss, layers, i, k, p, **how)) for i, k, p in entries(layers)])


def error(a, n):
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8)


@right("gradient_check")
def worst_so_far(loss, layers, grads):
    worst = 0.0
    for i, k, place in entries(layers):
        a, n = grads[i][k][place], measured(loss, layers, i, k, place)
        worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return worst


@right("gradient_check")
def flattened(loss, layers, grads, h=1e-6):
    shapes = [part.shape for pair in layers for part in pair]
    flat = np.concatenate([part.ravel() for pair in layers for part in pair])
    claimed = np.concatenate([part.ravel() for pair in grads for part in pair])

    def unpack(v):
        parts = [
            p.reshape(s)
            for p, s in zip(np.split(v, np.cumsum([int(np.prod(s)) for s in shapes])[:-1]), shapes, strict=True)
        ]
        return list(zip(parts[::2], parts[1::2], strict=True))

    n = np.array([(loss(unpack(flat + e)) - loss(unpack(flat - e))) / (2 * h) for e in h * np.eye(len(flat))])
    return np.float64(error(claimed, n).max())


@right("gradient_check")
def on_one_copy_put_back(loss, layers, grads):
    fresh = [(W.copy(), b.copy()) for W, b in layers]
    errors = []
    for pair, claims in zip(fresh, grads, strict=True):
        for part, claim in zip(pair, claims, strict=True):
            for place in np.ndindex(part.shape):
                kept = part[place]
                part[place] = kept + 1e-4
                up = loss(fresh)
                part[place] = kept - 1e-4
                down = loss(fresh)
                part[place] = kept
                errors.append(error(claim[place], (up - down) / 2e-4))
    return np.array(max(errors))


@wrong("gradient_check", says="moved an entry of `layers` itself")
def moved_and_restored_in_place(loss, layers, grads):
    """It moves what was handed in, and puts it back to the last bit."""
    worst = np.float32(0)
    for i, k, place in entries(layers):
        part = layers[i][k]
        kept = part[place]
        part[place] = kept + 1e-5
        up = loss(layers)
        part[place] = kept - 1e-5
        down = loss(layers)
        part[place] = kept
        worst = np.float32(max(worst, error(grads[i][k][place], (up - down) / 2e-5)))
    return worst


@wrong("gradient_check", says="checked the weights alone")
def weights_only(loss, layers, grads):
    return max(error(grads[i][0][p], measured(loss, layers, i, 0, p)) for i, _, p in entries(layers, (0,)))


@wrong("gradient_check", says="You left out the bars of |a − n|")
def no_bars(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max((a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


@wrong("gradient_check", says="mean of the errors")
def mean_error(loss, layers, grads):
    return np.mean(error(*pairs(loss, layers, grads).T))


@wrong("gradient_check", says="You added up the errors")
def summed_error(loss, layers, grads):
    return np.sum(error(*pairs(loss, layers, grads).T))


@wrong("gradient_check", says="did not divide by |a| + |n|")
def absolute(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n))


@wrong("gradient_check", says="divided by one of |a| and |n|")
def against_the_larger(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))


@wrong("gradient_check", says="divided by one of |a| and |n|")
def against_the_measured(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(n), 1e-8))


@wrong("gradient_check", says="by the mean of |a| and |n|")
def against_the_mean(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum((np.abs(a) + np.abs(n)) / 2, 1e-8))


@wrong("gradient_check", says="compared whole gradients")
def norms(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-8)


@wrong("gradient_check", says="last error")
def last_only(loss, layers, grads):
    for i, k, place in entries(layers):
        worst = error(grads[i][k][place], measured(loss, layers, i, k, place))
    return worst


@wrong("gradient_check", says="not by 2h")
def divided_by_h(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, 2 * n))


@wrong("gradient_check", says="You returned every error")
def all_errors(loss, layers, grads):
    return error(*pairs(loss, layers, grads).T)


@wrong("gradient_check", says="You left out the last layer")
def two_layers_only(loss, layers, grads):
    layered = [(i, k, p) for i, k, p in entries(layers) if i < 2]
    return max(error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in layered)


@wrong("gradient_check", says="left out bars below the line")
def bars_around_the_sum(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a + n), 1e-8))


@wrong("gradient_check", says="one-sided")
def one_sided(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, back=False).T))


@wrong("gradient_check", says="where the 10⁻⁸ is larger")
def no_floor(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / (np.abs(a) + np.abs(n)))


@wrong("gradient_check", says="Your 10⁻⁸ is too large")
def floor_too_high(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-4))


@wrong("gradient_check", says="changed its argument")
def not_put_back(loss, layers, grads):
    worst = 0.0
    for i, k, place in entries(layers):
        layers[i][k][place] += 1e-5
        up = loss(layers)
        layers[i][k][place] -= 2e-5
        down = loss(layers)
        worst = max(worst, error(grads[i][k][place], (up - down) / 2e-5))
    return worst


@wrong("gradient_check", says="changed its argument")
def shallow_copy(loss, layers, grads):
    moved, worst = list(layers), 0.0
    for i, k, place in entries(layers):
        moved[i][k][place] += 1e-5
        up = loss(moved)
        moved[i][k][place] -= 3e-5
        down = loss(moved)
        moved[i][k][place] += 1e-5
        worst = max(worst, error(grads[i][k][place], (up - down) / 3e-5))
    return worst


@wrong("gradient_check", says="You checked one row of each table alone")
def first_row_only(loss, layers, grads):
    some = [(i, k, p) for i, k, p in entries(layers) if p[0] == 0]
    return max(error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in some)


@wrong("gradient_check")
def a_sample(loss, layers, grads):
    rng = np.random.default_rng(0)
    places = list(entries(layers))
    chosen = [places[i] for i in rng.choice(len(places), min(len(places), 10), replace=False)]
    return max(error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in chosen)


@wrong("gradient_check", says="You measured with an h far")
def a_giant_step(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, h=1e-2).T))


@wrong("gradient_check")
def a_step_too_small(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, h=1e-13).T))


@wrong("gradient_check")
def lengths_array_by_array(loss, layers, grads):
    worst = 0.0
    for i in range(len(layers)):
        for k in (0, 1):
            a = np.asarray(grads[i][k])
            n = np.array([measured(loss, layers, i, k, p) for p in np.ndindex(a.shape)]).reshape(a.shape)
            size = max(np.linalg.norm(a) + np.linalg.norm(n), 1e-8)
            worst = max(worst, np.linalg.norm(a - n) / size)
    return worst


@wrong("gradient_check", says="changed its argument")
def moved_in_place_after_the_middle(loss, layers, grads):
    """A loss at the layers as they are comes first, and an entry moves only then."""
    loss(layers)
    worst = 0.0
    for i, k, place in entries(layers):
        layers[i][k][place] += 1e-5
        up = loss(layers)
        layers[i][k][place] -= 1e-5
        layers[i][k][place] -= 1e-5
        down = loss(layers)
        layers[i][k][place] += 1e-5
        worst = max(worst, error(grads[i][k][place], (up - down) / 2e-5))
    return worst


@right("gradient_check")
def a_larger_step(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, h=1e-3).T))


@right("gradient_check")
def a_smaller_step(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, h=1e-7).T))


@wrong("gradient_check", says="You came close")
def floor_added(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + 1e-4))


@wrong("gradient_check")
def whole_arrays_moved(loss, layers, grads):
    worst = 0.0
    for i in range(len(layers)):
        for k in (0, 1):
            feet = []
            for h in (1e-5, -1e-5):
                moved = [[W.copy(), b.copy()] for W, b in layers]
                moved[i][k] = moved[i][k] + h
                feet.append(loss(moved))
            worst = max(worst, error(np.sum(grads[i][k]), (feet[0] - feet[1]) / 2e-5))
    return worst


def moving(loss, layers, grads, places, added=False, h=1e-5):
    """The worst error when all that `places(part)` picks moves at once; with `added`, its claims are added up."""
    worst = 0.0
    for i, pair in enumerate(layers):
        for k, part in enumerate(pair):
            for place in places(part):
                claim = np.asarray(grads[i][k])[place]
                claim = np.sum(claim) if added else claim
                worst = max(worst, np.max(error(claim, measured(loss, layers, i, k, place, h))))
    return worst


def each_column(part):
    return [(..., j) for j in range(part.shape[-1])]


@wrong("gradient_check", says="moved a whole row at once. `W[0]`")
def rows_moved(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: range(len(part)))


@wrong("gradient_check")
def rows_moved_and_added(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: range(len(part)), added=True)


@wrong("gradient_check")
def columns_moved(loss, layers, grads):
    return moving(loss, layers, grads, each_column)


@wrong("gradient_check")
def columns_moved_and_added(loss, layers, grads):
    return moving(loss, layers, grads, each_column, added=True)


@wrong("gradient_check", says="moved a whole array at once")
def arrays_moved(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: [...])


@wrong("gradient_check", says="You checked one row of each table alone")
def last_axis_only(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: [(0,) * (part.ndim - 1) + (j,) for j in range(part.shape[-1])])


@wrong("gradient_check", says="You checked one column of each table alone")
def first_axis_only(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: [(j,) + (0,) * (part.ndim - 1) for j in range(len(part))])


@wrong("gradient_check")
def last_row_only(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: [(-1,) * (part.ndim - 1) + (j,) for j in range(part.shape[-1])])


@wrong("gradient_check")
def diagonals_only(loss, layers, grads):
    return moving(loss, layers, grads, lambda part: [(j,) * part.ndim for j in range(min(part.shape))])


def on_copies(loss, layers, grads, steps, h=1e-5):
    """Every entry of one copy makes the two steps (of h), a loss taken after each, and is not put back."""
    moved, worst = [[np.array(part, dtype=float) for part in pair] for pair in layers], 0.0
    for i, k, place in entries(layers):
        feet = []
        for step in steps:
            moved[i][k][place] += step * h
            feet.append(loss(moved))
        worst = max(worst, error(grads[i][k][place], (feet[0] - feet[1]) / (2 * h)))
    return worst


@wrong("gradient_check", says="one h down")
def back_to_where_it_was(loss, layers, grads):
    return on_copies(loss, layers, grads, (1, -1))


@wrong("gradient_check", says="Was each entry put back?")
def left_at_the_lower_foot(loss, layers, grads):
    return on_copies(loss, layers, grads, (1, -2))


@wrong("gradient_check")
def two_copies_that_drift_apart(loss, layers, grads):
    ahead, behind = ([[np.array(part, dtype=float) for part in pair] for pair in layers] for _ in range(2))
    worst = 0.0
    for i, k, place in entries(layers):
        ahead[i][k][place] += 1e-5
        behind[i][k][place] -= 1e-5
        worst = max(worst, error(grads[i][k][place], (loss(ahead) - loss(behind)) / 2e-5))
    return worst


@wrong("gradient_check", says="at once")
def drifting_in_each_array(loss, layers, grads):
    worst = 0.0
    for i in range(len(layers)):
        for k in (0, 1):
            moved = np.zeros(np.shape(layers[i][k]))
            for place in np.ndindex(moved.shape):
                moved[place] = 1e-5
                feet = []
                for step in (moved, -moved):
                    copies = [list(pair) for pair in layers]
                    copies[i][k] = layers[i][k] + step
                    feet.append(loss(copies))
                worst = max(worst, error(grads[i][k][place], (feet[0] - feet[1]) / 2e-5))
    return worst


@right("gradient_check")
def whole_arrays_and_a_mask(loss, layers, grads):
    """One entry of a mask at a time, added to a whole array."""
    errors = []
    for i, k, place in entries(layers):
        feet, mask = [], np.zeros(np.shape(layers[i][k]))
        mask[place] = 1e-6
        for step in (mask, -mask):
            copies = [list(pair) for pair in layers]
            copies[i][k] = copies[i][k] + step
            feet.append(loss(copies))
        errors.append(error(grads[i][k][place], (feet[0] - feet[1]) / 2e-6))
    return np.max(errors)


@wrong("gradient_check", says="without a `return`")
def printed(loss, layers, grads):
    print(np.max(error(*pairs(loss, layers, grads).T)))


@wrong("gradient_check", says="You compared the error with something")
def verdict_only(loss, layers, grads):
    return bool(np.max(error(*pairs(loss, layers, grads).T)) < 1e-5)


@wrong("gradient_check", says="You measured with an h far from 1e-5")
def a_step_of_five(loss, layers, grads):
    """`10-5` for `1e-5`: exact for a quadratic loss."""
    return np.max(error(*pairs(loss, layers, grads, h=10 - 5).T))


@wrong("gradient_check", says="You measured with an h far from 1e-5")
def a_step_of_a_tenth(loss, layers, grads):
    return np.max(error(*pairs(loss, layers, grads, h=0.1).T))


@wrong("gradient_check", says="measured slope is 0, or far too large")
def times_h(loss, layers, grads):
    """`/ 2*h`, which multiplies by h."""
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, n * 1e-10))


@wrong("gradient_check", says="You turned a sign round, or lost one")
def behind_minus_ahead(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, -n))


@wrong("gradient_check", says="left out the brackets")
def no_brackets_below(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    with np.errstate(all="ignore"):
        return np.max(np.abs(a - n) / np.abs(a) + np.abs(n))


@wrong("gradient_check", says="Does the worst begin again from 0")
def worst_of_each_layer(loss, layers, grads):
    for i in range(len(layers)):
        own = [(j, k, p) for j, k, p in entries(layers) if j == i]
        worst = max(error(grads[j][k][p], measured(loss, layers, j, k, p)) for j, k, p in own)
    return worst


@wrong("gradient_check", says="`place` takes two indices in a table")
def rows_as_places(loss, layers, grads):
    """`range(len(array))` gives rows where `np.ndindex` gives entries."""
    worst = 0
    for i, pair in enumerate(layers):
        for k, part in enumerate(pair):
            for place in range(len(part)):
                a, n = grads[i][k][place], measured(loss, layers, i, k, place)
                worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return worst


@wrong("gradient_check", says="`np.ndindex` takes a shape")
def indices_of_an_array(loss, layers, grads):
    worst = 0
    for i, pair in enumerate(layers):
        for k, part in enumerate(pair):
            for place in np.ndindex(part):
                worst = max(worst, error(grads[i][k][place], measured(loss, layers, i, k, place)))
    return worst


@wrong("gradient_check", says="You subtracted layers")
def no_loss_taken(loss, layers, grads):
    ahead, behind = ([[W.tolist(), b.tolist()] for W, b in layers] for _ in range(2))
    return (ahead - behind) / 2e-5


@wrong("gradient_check", says="Are there brackets around the difference")
def no_brackets_around_the_difference(loss, layers, grads):
    def slope(i, k, place, h=1e-5):
        ahead, behind = ([[W.copy(), b.copy()] for W, b in layers] for _ in range(2))
        ahead[i][k][place] += h
        behind[i][k][place] -= h
        return loss(ahead) - loss(behind) / (2 * h)

    return max(error(grads[i][k][place], slope(i, k, place)) for i, k, place in entries(layers))


@wrong("gradient_check", says="(`10-8` is 2.)")
def floor_of_two(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 10 - 8))


@wrong("gradient_check", says="(`10^-8` is −14.)")
def floor_below_zero(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 10 ^ -8))


@wrong("gradient_check", says="You looked at the first array only")
def returned_after_the_weights(loss, layers, grads):
    for i, k, _ in entries(layers):
        errors = [error(grads[i][k][p], measured(loss, layers, i, k, p)) for p in np.ndindex(layers[i][k].shape)]
        return max(errors)


@wrong("gradient_check", says="You looked at the first layer only")
def returned_after_a_layer(loss, layers, grads):
    own = [(i, k, p) for i, k, p in entries(layers) if i == 0]
    return max(error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in own)


@wrong("gradient_check", says="or bars around a or n alone")
def slope_without_its_sign(loss, layers, grads):
    """Met by every network whose slopes are positive."""
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, np.abs(n)))


@wrong("gradient_check", says="left out bars below the line")
def bars_around_the_claim_alone(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + n, 1e-8))


@wrong("gradient_check", says="You turned a sign round, or lost one")
def sizes_compared(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(np.abs(a) - np.abs(n)) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


@wrong("gradient_check", says="where the 10⁻⁸ is larger")
def no_floor_and_a_running_worst(loss, layers, grads):
    """Nan is never larger, so 0 / 0 leaves the worst as it was."""
    worst = 0
    for a, n in pairs(loss, layers, grads):
        worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 10 ^ -8))
    return worst


@wrong("gradient_check", says="You added 10⁻⁸ to |a| + |n|")
def floor_of_the_page_added(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + 1e-8))


@wrong("gradient_check", says="Your 10⁻⁸ is far too large")
def floor_with_a_sign_lost(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e8))


@wrong("gradient_check", says="Your 10⁻⁸ is too large")
def floor_ten_times_as_large(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-7))


@wrong("gradient_check", says="the smaller of |a| + |n| and 10⁻⁸")
def smaller_of_the_two(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n) / np.minimum(np.abs(a) + np.abs(n), 1e-8))


@wrong("gradient_check", says="You checked the biases alone")
def biases_only(loss, layers, grads):
    return max(error(grads[i][1][p], measured(loss, layers, i, 1, p)) for i, _, p in entries(layers, (1,)))


@wrong("gradient_check", says="You left out the last layer")
def one_layer_too_few(loss, layers, grads):
    some = [(i, k, p) for i, k, p in entries(layers) if i < len(layers) - 1]
    return max([error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in some], default=0)


@wrong("gradient_check", says="You left out the first layer")
def from_the_second_layer(loss, layers, grads):
    some = [(i, k, p) for i, k, p in entries(layers) if i > 0]
    return max([error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in some], default=0)


@wrong("gradient_check", says="Does one copy move by h and one by −h?")
def moved_up_twice(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, n - n))


@wrong("gradient_check", says="far too large")
def one_foot_in_the_gradient(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, n / 2 + (loss(layers) - loss(grads)) / 2e-5))


@wrong("gradient_check", says="`i` and `k` are whole numbers")
def pairs_as_numbers(loss, layers, grads):
    return max(grads[i][0] for i in layers)


@wrong("gradient_check", says="divided it only at the end")
def divided_at_the_end(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(np.abs(a - n)) / max(abs(a[-1]) + abs(n[-1]), 1e-8)


@wrong("gradient_check", says="You squared a − n")
def squared_distance(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max((a - n) ** 2 / np.maximum(np.abs(a) + np.abs(n), 1e-8))


@wrong("gradient_check", says="You rounded the measured slope")
def rounded_slopes(loss, layers, grads):
    a, n = pairs(loss, layers, grads).T
    return np.max(error(a, np.round(n, 2)))


@wrong("gradient_check", says="You looked at the first entry only. Is a `return` inside a loop?")
def returned_at_the_first(loss, layers, grads):
    worst = 0
    for i, k, p in entries(layers):
        if error(grads[i][k][p], measured(loss, layers, i, k, p)) > worst:
            return error(grads[i][k][p], measured(loss, layers, i, k, p))
    return worst


@wrong("gradient_check", says="You kept the smallest error")
def least_error(loss, layers, grads):
    return min(0, *error(*pairs(loss, layers, grads).T))


@wrong("gradient_check", says="You checked only the last entry of each array")
def after_the_innermost_loop(loss, layers, grads):
    ends = [(i, k, tuple(n - 1 for n in layers[i][k].shape)) for i in range(len(layers)) for k in (0, 1)]
    return max(error(grads[i][k][p], measured(loss, layers, i, k, p)) for i, k, p in ends)


# output_delta


def hot(P, y):
    return np.eye(P.shape[1])[y]


@right("output_delta")
def copy_and_subtract(P, y):
    dZ = P.copy()
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


@right("output_delta")
def by_loops(P, y):
    m = len(P)
    return [[(P[r, j] - (1.0 if j == y[r] else 0.0)) / m for j in range(len(P[r]))] for r in range(m)]


@right("output_delta")
def in_single(P, y):
    return ((P - (np.arange(P.shape[1]) == np.asarray(y)[:, None])) / np.float32(len(P))).astype(np.float32)


@right("output_delta")
def told_table(P, y):
    told = np.zeros_like(P)
    told[range(len(P)), y] = 1
    return np.multiply(P - told, 1 / P.shape[0])


@wrong("output_delta", says="left out the division by m")
def no_mean(P, y):
    return P - hot(P, y)


@wrong("output_delta", says="divided by k, not by m")
def by_classes(P, y):
    return (P - hot(P, y)) / P.shape[1]


@wrong("output_delta")
def by_size(P, y):
    return (P - hot(P, y)) / P.size


@wrong("output_delta", says="did not subtract what happened")
def no_one_hot(P, y):
    return P / len(P)


@wrong("output_delta", says="wrong way round")
def turned(P, y):
    return (hot(P, y) - P) / len(P)


@wrong("output_delta", says="whole columns")
def whole_columns(P, y):
    dZ = P.copy()
    dZ[:, y] -= 1
    return dZ / len(y)


@wrong("output_delta")
def only_named(P, y):
    return (P - 1) * hot(P, y) / len(P)


@wrong("output_delta", says="which has cancelled already")
def sigmoid_slope(P, y):
    return (P - hot(P, y)) * P * (1 - P) / len(P)


@wrong("output_delta", says="slope in P")
def slope_in_p(P, y):
    return -hot(P, y) / P / len(P)


@wrong("output_delta", says="the label itself")
def label_itself(P, y):
    return (P - np.asarray(y)[:, None]) / len(P)


@wrong("output_delta")
def summed_rows(P, y):
    return ((P - hot(P, y)) / len(P)).sum(axis=0)


@wrong("output_delta", says="changed its argument")
def in_place(P, y):
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("output_delta")
def two_rows(P, y):
    return (P - hot(P, y)) / 2


@wrong("output_delta")
def three_classes(P, y):
    return (P - np.eye(3)[y][:, : P.shape[1]]) / len(P)


@wrong("output_delta")
def classes_seen(P, y):
    return (P - np.eye(max(y) + 1)[y]) / len(P)


@wrong("output_delta")
def from_labels_order(P, y):
    told = np.zeros_like(P)
    for r, c in enumerate(sorted(y)):
        told[r, c] = 1
    return (P - told) / len(P)


@wrong("output_delta")
def whole_columns_no_mean(P, y):
    dZ = P.copy()
    dZ[:, y] -= 1
    return dZ


@wrong("output_delta", says="You divided only what happened by m")
def only_one_hot_divided(P, y):
    return P - hot(P, y) / len(P)


@wrong("output_delta")
def only_p_divided(P, y):
    return P / len(P) - hot(P, y)


@wrong("output_delta", says="You took labels for rows")
def labels_as_rows(P, y):
    dZ = P.copy()
    dZ[y] -= 1
    return dZ / len(y)


@wrong("output_delta", says="gave `np.eye` m, not k")
def as_many_classes_as_rows(P, y):
    return (P - np.eye(len(y))[y]) / len(y)


@wrong("output_delta", says="Each row needs its own one-hot row")
def labels_subtracted(P, y):
    return (P - y) / len(y)


@wrong("output_delta", says="Each row needs its own one-hot row")
def all_one_hot_rows_at_once(P, y):
    return (P - np.eye(P.shape[1])) / len(y)


@wrong("output_delta", says="You returned inside the loop over the rows")
def returned_after_one_row(P, y):
    dZ = P.copy()
    for r in range(len(y)):
        dZ[r, y[r]] -= 1
        return dZ / len(y)


@wrong("output_delta", says="You took the softmax of P, and left out m")
def softmax_twice(P, y):
    return softmax(P, axis=1) - hot(P, y)


@wrong("output_delta", says="You wrote −1 there")
def minus_one_written(P, y):
    dZ = P.copy()
    dZ[np.arange(len(y)), y] = -1
    return dZ / len(y)


@wrong("output_delta", says="numbers that are 2 times")
def of_a_squared_error(P, y):
    return 2 * (P - hot(P, y)) / len(P)


@wrong("output_delta", says="softmax of P, which is one already")
def softmax_of_a_softmax(P, y):
    return (softmax(P, axis=1) - hot(P, y)) / len(P)


@wrong("output_delta", says="Your loop left out the last row")
def a_row_too_few(P, y):
    dZ = P.copy()
    for r in range(len(y) - 1):
        dZ[r, y[r]] -= 1
    return dZ / len(y)


@wrong("output_delta", says="Your loop left out the first row")
def from_row_one(P, y):
    dZ = P.copy()
    for r in range(1, len(y)):
        dZ[r, y[r]] -= 1
    return dZ / len(y)


@wrong("output_delta", says="the labels' entries alone")
def labels_entries(P, y):
    return (P[np.arange(len(y)), y] - 1) / len(y)


# tanh_delta


@right("tanh_delta")
def product_form(dA, A):
    return dA * (1 - A) * (1 + A)


@right("tanh_delta")
def minus_form(dA, A):
    return dA - dA * A * A


@right("tanh_delta")
def by_cosh(dA, A):
    A = np.clip(np.asarray(A, dtype=float), -1, 1)
    with np.errstate(divide="ignore"):
        return np.asarray(dA) / np.cosh(np.arctanh(A)) ** 2


@right("tanh_delta")
def element_by_element(dA, A):
    dA, A = np.asarray(dA), np.asarray(A)
    return (
        np.array([d * (1 - a**2) for d, a in zip(dA.ravel(), A.ravel(), strict=True)], np.float32)
        .reshape(A.shape)
        .tolist()
    )


@wrong("tanh_delta", says="only the slope, without")
def slope_only(dA, A):
    return 1 - A**2


@wrong("tanh_delta", says="did not square a")
def not_squared(dA, A):
    return dA * (1 - A)


@wrong("tanh_delta", says="sigmoid")
def as_sigmoid(dA, A):
    return dA * A * (1 - A)


@wrong("tanh_delta", says="been through it already")
def tanh_twice(dA, A):
    return dA * (1 - np.tanh(A) ** 2)


@wrong("tanh_delta", says="left out the 1 −")
def squared_only(dA, A):
    return dA * A**2


@wrong("tanh_delta", says="divided the message by the slope")
def divided(dA, A):
    return dA / (1 - A**2)


@wrong("tanh_delta", says="You added the slope to the message")
def added(dA, A):
    return dA + (1 - A**2)


@wrong("tanh_delta", says="You exchanged the two arguments")
def exchanged(dA, A):
    return A * (1 - dA**2)


@wrong("tanh_delta", says="handed the message on unchanged")
def untouched(dA, A):
    return dA


@wrong("tanh_delta", says="with the wrong sign")
def other_sign(dA, A):
    return dA * (A**2 - 1)


@wrong("tanh_delta", says="You multiplied by tanh, not by its slope")
def forwards(dA, A):
    return dA * np.tanh(A)


@wrong("tanh_delta")
def as_relu(dA, A):
    return dA * (A > 0)


@wrong("tanh_delta", says="You added a²")
def one_plus(dA, A):
    return dA * (1 + A**2)


@wrong("tanh_delta")
def matrix_product(dA, A):
    return dA @ (1 - A**2).T


@wrong("tanh_delta", says="changed its argument")
def slope_in_place(dA, A):
    dA *= 1 - A**2
    return dA


@wrong("tanh_delta", says="You subtracted a² from the message")
def no_brackets(dA, A):
    return dA * 1 - A**2


@wrong("tanh_delta", says="You used `@`, which adds up")
def matrix_product_unturned(dA, A):
    return dA @ (1 - A**2)


@wrong("tanh_delta", says="You doubled a")
def doubled(dA, A):
    return dA * (1 - A * 2)


@wrong("tanh_delta", says="You squared 1 − a, not a")
def the_difference_squared(dA, A):
    return dA * (1 - A) ** 2


@wrong("tanh_delta", says="subtracted from 1 what should be subtracted from the message")
def message_in_the_slope(dA, A):
    return 1 - dA * A**2


@wrong("tanh_delta", says="You subtracted a² from the message")
def square_subtracted(dA, A):
    return dA - A**2


@wrong("tanh_delta")
def last_column_left_out(dA, A):
    dZ = dA * (1 - A**2)
    return np.where(np.arange(A.size).reshape(A.shape) < A.size - 1, dZ, 0)


# dense_backward


@right("dense_backward")
def three_loops(dZ, A_prev, W):
    (m, k), n = np.shape(dZ), len(W)
    dW, db, dA = np.zeros((n, k)), np.zeros(k), np.zeros((m, n))
    for r in range(m):
        for j in range(k):
            db[j] += dZ[r, j]
            for i in range(n):
                dW[i, j] += A_prev[r, i] * dZ[r, j]
                dA[r, i] += W[i, j] * dZ[r, j]
    return dW, db, dA


@right("dense_backward")
def by_einsum(dZ, A_prev, W):
    return [np.einsum("ri,rj->ij", A_prev, dZ), np.einsum("rj->j", dZ), np.einsum("rj,ij->ri", dZ, W)]


@right("dense_backward")
def turned_products(dZ, A_prev, W):
    return (dZ.T @ A_prev).T, np.ones(len(dZ)) @ dZ, np.dot(W, dZ.T).T


@right("dense_backward")
def single_lists(dZ, A_prev, W):
    dZ, A_prev, W = (np.asarray(part, dtype=np.float32) for part in (dZ, A_prev, W))
    outer = sum(np.outer(a, d) for a, d in zip(A_prev, dZ, strict=True))
    return outer.tolist(), dZ.sum(0).tolist(), np.matmul(dZ, W.transpose()).tolist()


@wrong("dense_backward", says="You transposed dW")
def dw_on_its_side(dZ, A_prev, W):
    return dZ.T @ A_prev, dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="averaged db")
def db_mean(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.mean(axis=0), dZ @ W.T


@wrong("dense_backward", says="averaged dW and db")
def averaged_again(dZ, A_prev, W):
    m = len(dZ)
    return A_prev.T @ dZ / m, dZ.sum(axis=0) / m, dZ @ W.T


@wrong("dense_backward", says="averaged dW")
def dw_averaged(dZ, A_prev, W):
    return A_prev.T @ dZ / len(dZ), dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="summed db along the rows")
def db_along_rows(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=1), dZ @ W.T


@wrong("dense_backward", says="did not add up db")
def db_not_summed(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ, dZ @ W.T


@wrong("dense_backward", says="a table with one row")
def db_keepdims(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=0, keepdims=True), dZ @ W.T


@wrong("dense_backward")
def db_one_number(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(), dZ @ W.T


@wrong("dense_backward", says="Instead of dW you put dA_prev")
def other_order(dZ, A_prev, W):
    return dZ @ W.T, A_prev.T @ dZ, dZ.sum(axis=0)


@wrong("dense_backward")
def no_db(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ @ W.T


@wrong("dense_backward")
def no_da(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=0)


@wrong("dense_backward")
def with_tanh(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=0), dZ @ W.T * (1 - A_prev**2)


def either(product, other):
    """What a reader writes who tries until the shapes fit."""
    try:
        return product()
    except ValueError:
        return other()


@wrong("dense_backward", says="did not transpose W")
def w_not_turned(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=0), either(lambda: dZ @ W, lambda: dZ @ W.T)


@wrong("dense_backward", says="A square W hides that")
def dw_turned_if_square(dZ, A_prev, W):
    dW = dZ.T @ A_prev
    return dW if dW.shape == W.shape else dW.T, dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="do not fit")
def no_transpose(dZ, A_prev, W):
    return A_prev @ dZ, dZ.sum(axis=0), dZ @ W


@wrong("dense_backward")
def one_row_only(dZ, A_prev, W):
    return np.outer(A_prev[0], dZ[0]), dZ[0], dZ @ W.T


@wrong("dense_backward")
def dw_plus_w(dZ, A_prev, W):
    return A_prev.T @ dZ + W, dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward")
def w_moved_first(dZ, A_prev, W):
    dW = A_prev.T @ dZ
    return dW, dZ.sum(axis=0), dZ @ (W - 0.1 * dW).T


@wrong("dense_backward")
def da_through_dw(dZ, A_prev, W):
    dW = A_prev.T @ dZ
    return dW, dZ.sum(axis=0), dZ @ dW.T


@wrong("dense_backward", says="You passed dW back, not dZ")
def dw_passed_back(dZ, A_prev, W):
    dW = A_prev.T @ dZ
    return dW, dZ.sum(axis=0), dW @ W.T


@wrong("dense_backward", says="changed its argument")
def w_in_place(dZ, A_prev, W):
    dW, dA = A_prev.T @ dZ, dZ @ W.T
    W -= 0.1 * dW
    return dW, dZ.sum(axis=0), dA


@wrong("dense_backward", says="You used `*` where `@` adds up")
def entry_by_entry(dZ, A_prev, W):
    return A_prev.T * dZ, dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="`np.outer` of whole tables")
def outer_of_tables(dZ, A_prev, W):
    return np.outer(A_prev, dZ), dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="added up A_prev for db")
def db_of_what_came_in(dZ, A_prev, W):
    return A_prev.T @ dZ, A_prev.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="Instead of dW you put db; instead of db you put dW.")
def bias_first(dZ, A_prev, W):
    return dZ.sum(axis=0), A_prev.T @ dZ, dZ @ W.T


@wrong("dense_backward", says="Instead of dW you put db")
def bias_then_message(dZ, A_prev, W):
    return dZ.sum(axis=0), dZ @ W.T, A_prev.T @ dZ


@wrong("dense_backward", says="Instead of db you put dA_prev")
def bias_last(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ @ W.T, dZ.sum(axis=0)


@wrong("dense_backward", says="a method whose round brackets are missing")
def transpose_not_called(dZ, A_prev, W):
    return A_prev.transpose @ dZ, dZ.sum(axis=0), dZ @ W.T


@wrong("dense_backward", says="dA_prev right, and db wrong")
def db_largest(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.max(axis=0), dZ @ W.T


@wrong("dense_backward", says="You used the name `dW`, which has no value here")
def names_of_the_page(dZ, A_prev, W):
    """A check that makes these names itself would meet its own answer."""
    return dW, db, dA  # noqa: F821


# backward


def dense_backward(dZ, A_prev, W):
    return A_prev.T @ dZ, dZ.sum(axis=0), dZ @ W.T


def forward_pass(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(X @ W1 + b1)
    return A1, softmax(A1 @ W2 + b2, axis=1)


def back(X, y, layers, delta=None, slope=None, came_in=None, through=None):
    """The right pass, unless a part is replaced by a mistake."""
    A1, P = forward_pass(X, layers)
    D2 = (P - hot(P, y)) / len(y) if delta is None else delta(P)
    came_in = A1 if came_in is None else came_in
    through = layers[1][0] if through is None else through
    D1 = D2 @ through.T * (1 - A1**2 if slope is None else slope(A1))
    return [(X.T @ D1, D1.sum(axis=0)), (came_in.T @ D2, D2.sum(axis=0))]


def scaled(grads, factor):
    return [(dW * factor, db * factor) for dW, db in grads]


@right("backward")
def in_one_piece(X, y, layers):
    return back(X, y, layers)


@right("backward")
def row_by_row(X, y, layers):
    total = [[0.0, 0.0], [0.0, 0.0]]
    for r in range(len(y)):
        for i, pair in enumerate(back(X[r : r + 1], y[r : r + 1], layers)):
            for k in (0, 1):
                total[i][k] = total[i][k] + pair[k] / len(y)
    return total


@wrong("backward", says="You measured each slope")
def measured_all(X, y, layers):
    """Right, and too slow for any network that is worth training."""
    mine = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in layers]
    grads, rows = [[np.zeros_like(W), np.zeros_like(b)] for W, b in mine], np.arange(len(y))
    with threadpool_limits(1):
        for i, k, place in entries(mine):
            kept, feet = mine[i][k][place], []
            for h in (1e-5, -1e-5):
                mine[i][k][place] = kept + h
                feet.append(-np.mean(np.log(forward_pass(X, mine)[1][rows, y])))
            mine[i][k][place] = kept
            grads[i][k][place] = (feet[0] - feet[1]) / 2e-5
    return grads


@right("backward")
def with_three_loops(X, y, layers):
    A1, P = forward_pass(X, layers)
    dW2, db2, arrived = three_loops((P - hot(P, y)) / len(y), A1, layers[1][0])
    dW1, db1, _ = three_loops(arrived * (1 - A1**2), X, layers[0][0])
    return [(dW1, db1), (dW2, db2)]


@right("backward")
def single_lists_of_lists(X, y, layers):
    return [[dW.astype(np.float32), db.astype(np.float32).tolist()] for dW, db in back(X, y, layers)]


@wrong("backward", says="turned the sign round")
def backward_turned(X, y, layers):
    return scaled(back(X, y, layers), -1)


@wrong("backward", says="left out the mean over the rows")
def backward_no_mean(X, y, layers):
    return scaled(back(X, y, layers), len(y))


@wrong("backward", says="divided by m twice")
def backward_mean_twice(X, y, layers):
    return scaled(back(X, y, layers), 1 / len(y))


@wrong("backward", says="order of the way back")
def backward_last_first(X, y, layers):
    return back(X, y, layers)[::-1]


@wrong("backward", says="Instead of dW1 you put db1; instead of db1 you put dW1")
def backward_b_first(X, y, layers):
    return [(db, dW) for dW, db in back(X, y, layers)]


@wrong("backward", says="left out the tanh")
def backward_no_tanh(X, y, layers):
    return back(X, y, layers, slope=lambda A: 1.0)


@wrong("backward", says="slope at Z1")
def backward_slope_at_z(X, y, layers):
    return back(X, y, layers, slope=lambda A: 1 - np.arctanh(A) ** 2)


@wrong("backward")
def backward_not_squared(X, y, layers):
    return back(X, y, layers, slope=lambda A: 1 - A)


@wrong("backward")
def backward_sigmoid(X, y, layers):
    return back(X, y, layers, slope=lambda A: A * (1 - A))


@wrong("backward", says="through dW2")
def backward_through_dw2(X, y, layers):
    return back(X, y, layers, through=back(X, y, layers)[1][0])


@wrong("backward", says="You used Z1 for dW2")
def backward_z_came_in(X, y, layers):
    return back(X, y, layers, came_in=X @ layers[0][0] + layers[0][1])


@wrong("backward")
def backward_no_label(X, y, layers):
    return back(X, y, layers, delta=lambda P: P / len(P))


@wrong("backward")
def backward_whole_columns(X, y, layers):
    def delta(P):
        D = P.copy()
        D[:, y] -= 1
        return D / len(P)

    return back(X, y, layers, delta=delta)


@wrong("backward")
def backward_db_mean(X, y, layers):
    first, last = back(X, y, layers)
    return [(first[0], first[1] / len(y)), (last[0], last[1] / len(y))]


@wrong("backward")
def backward_w2_moved(X, y, layers):
    return back(X, y, layers, through=layers[1][0] - 0.1 * back(X, y, layers)[1][0])


@wrong("backward")
def backward_first_layer_only(X, y, layers):
    return back(X, y, layers)[0]


@wrong("backward", says="tanh of A1 once more")
def backward_slope_of_x(X, y, layers):
    A1, P = forward_pass(X, layers)
    D2 = (P - hot(P, y)) / len(y)
    D1 = D2 @ layers[1][0].T * (1 - np.tanh(A1) ** 2)
    return [(X.T @ D1, D1.sum(axis=0)), (A1.T @ D2, D2.sum(axis=0))]


@wrong("backward")
def backward_square_w2(X, y, layers):
    W2 = layers[1][0]
    return back(X, y, layers, through=W2.T if W2.shape[0] == W2.shape[1] else W2)


@wrong("backward", says="changed its argument")
def backward_takes_the_step(X, y, layers):
    grads = back(X, y, layers)
    for (W, b), (dW, db) in zip(layers, grads, strict=True):
        W -= 0.1 * dW
        b -= 0.1 * db
    return grads


@wrong("backward", says="You used A1 for dW1")
def backward_a_came_in_first(X, y, layers):
    A1, P = forward_pass(X, layers)
    D1 = (P - hot(P, y)) / len(y) @ layers[1][0].T * (1 - A1**2)
    return [(A1.T @ D1, D1.sum(axis=0)), back(X, y, layers)[1]]


@wrong("backward", says="exchanged the arguments of tanh_delta")
def backward_exchanged(X, y, layers):
    A1, P = forward_pass(X, layers)
    D1 = A1 * (1 - ((P - hot(P, y)) / len(y) @ layers[1][0].T) ** 2)
    return [(X.T @ D1, D1.sum(axis=0)), back(X, y, layers)[1]]


@wrong("backward", says="You passed P back")
def backward_p_as_message(X, y, layers):
    return back(X, y, layers, delta=lambda P: P)


@wrong("backward", says="the sums Z2. It wants P")
def backward_sums_for_p(X, y, layers):
    Z2 = forward_pass(X, layers)[0] @ layers[1][0] + layers[1][1]
    return back(X, y, layers, delta=lambda P: (Z2 - hot(P, y)) / len(y))


@wrong("backward")
def backward_tanh_at_the_output(X, y, layers):
    return back(X, y, layers, delta=lambda P: (P - hot(P, y)) / len(y) * (1 - P**2))


@wrong("backward", says="arrays of the shapes (2, 4) and (5, 2) number by number")
def backward_unpacked_in_another_order(X, y, layers):
    A1, P = forward_pass(X, layers)
    arrived, dW2, db2 = dense_backward((P - hot(P, y)) / len(y), A1, layers[1][0])
    dW1, db1, _ = dense_backward(arrived * (1 - A1**2), X, layers[0][0])
    return [(dW1, db1), (dW2, db2)]


@wrong("backward", says="was it given the message, what came in, and W?")
def backward_with_the_other_weights(X, y, layers):
    A1, P = forward_pass(X, layers)
    dW2, db2, arrived = dense_backward((P - hot(P, y)) / len(y), A1, layers[1][0])
    dW1, db1, _ = dense_backward(arrived * (1 - A1**2), X, layers[1][0])
    return [(dW1, db1), (dW2, db2)]


@wrong("backward", says="right.)")
def backward_slopes_added_up(X, y, layers):
    """Right where there is one hidden unit."""
    A1, P = forward_pass(X, layers)
    D2 = (P - hot(P, y)) / len(y)
    D1 = D2 @ layers[1][0].T * (1 - (A1**2).sum(axis=1, keepdims=True))
    return [(X.T @ D1, D1.sum(axis=0)), (A1.T @ D2, D2.sum(axis=0))]


@wrong("backward", says="Instead of dW2 you put db2; instead of db2 you put dW2.")
def backward_bias_unpacked_first(X, y, layers):
    first, (dW2, db2) = back(X, y, layers)
    return [first, (db2, dW2)]


@wrong("backward", says="Instead of dW1 you put db1.")
def backward_shifted_by_one(X, y, layers):
    (dW1, db1), last = back(X, y, layers)
    return [(db1, X @ dW1), last]


@wrong("backward", says="Instead of dW1 you put dW2; instead of db1 you put db2.")
def backward_last_layer_twice(X, y, layers):
    last = back(X, y, layers)[1]
    return [last, last]


@wrong("backward", says="Instead of db1 you put dW2; instead of dW2 you put db1.")
def backward_paired_by_kind(X, y, layers):
    (dW1, db1), (dW2, db2) = back(X, y, layers)
    return [(dW1, dW2), (db1, db2)]


@wrong("backward", says="If that was inside `dense_backward`")
def backward_product_of_message_and_slope(X, y, layers):
    A1, P = forward_pass(X, layers)
    D2 = (P - hot(P, y)) / len(y)
    D1 = D2 @ layers[1][0].T @ (1 - A1**2)
    return [(X.T @ D1, D1.sum(axis=0)), (A1.T @ D2, D2.sum(axis=0))]


@wrong("backward", says="through the tanh twice")
def backward_tanh_twice(X, y, layers):
    return back(X, y, layers, slope=lambda A: (1 - A**2) ** 2)


# repair_backward


def given_pass(X, y, layers, labels=False, tanh=False, bias=False):
    """The pass as it is handed out, with those of its three bugs mended that are true."""
    (W1, b1), (W2, b2) = layers
    m = len(y)
    Z1 = X @ W1 + b1
    A1 = np.tanh(Z1)
    P = softmax(A1 @ W2 + b2, axis=1)
    D2 = P.copy()
    D2[(np.arange(m), y) if labels else (slice(None), y)] -= 1
    dW2, db2 = A1.T @ D2 / m, D2.sum(axis=0) / (m if bias else 1)
    D1 = D2 @ W2.T * (1 - (A1 if tanh else Z1) ** 2)
    dW1, db1 = X.T @ D1 / m, D1.sum(axis=0) / m
    return [(dW1, db1), (dW2, db2)]


@right("repair_backward")
def mended(X, y, layers):
    return given_pass(X, y, layers, True, True, True)


@right("repair_backward")
def written_anew(X, y, layers):
    return back(X, y, layers)


@right("repair_backward")
def single_repaired(X, y, layers):
    return [[dW.astype(np.float32), db.tolist()] for dW, db in given_pass(X, y, layers, True, True, True)]


@right("repair_backward")
def repaired_row_by_row(X, y, layers):
    return row_by_row(X, y, layers)


@wrong("repair_backward", says="0 of 3 points")
def as_given(X, y, layers):
    return given_pass(X, y, layers)


@wrong("repair_backward", says="1 of 3 points")
def labels_mended(X, y, layers):
    return given_pass(X, y, layers, labels=True)


@wrong("repair_backward", says="1 of 3 points")
def tanh_mended(X, y, layers):
    return given_pass(X, y, layers, tanh=True)


@wrong("repair_backward", says="1 of 3 points")
def bias_mended(X, y, layers):
    return given_pass(X, y, layers, bias=True)


@wrong("repair_backward", says="2 of 3 points")
def all_but_bias(X, y, layers):
    return given_pass(X, y, layers, labels=True, tanh=True)


@wrong("repair_backward", says="2 of 3 points")
def all_but_tanh(X, y, layers):
    return given_pass(X, y, layers, labels=True, bias=True)


@wrong("repair_backward", says="2 of 3 points")
def all_but_labels(X, y, layers):
    return given_pass(X, y, layers, tanh=True, bias=True)


@wrong("repair_backward", says="there is a new bug")
def and_a_new_bug(X, y, layers):
    (dW1, db1), last = given_pass(X, y, layers, True, True, True)
    return [(dW1, db1 * len(y)), last]


@wrong("repair_backward", says="2 of 3 points")
def slope_of_tanh_of_tanh(X, y, layers):
    return back(X, y, layers, slope=lambda A: 1 - np.tanh(A) ** 2)


@wrong("repair_backward", says="2 of 3 points")
def bias_by_two(X, y, layers):
    first, (dW2, db2) = given_pass(X, y, layers, True, True)
    return [first, (dW2, db2 / 2)]


@wrong("repair_backward")
def mended_for_three_rows(X, y, layers):
    first, (dW2, db2) = given_pass(X, y, layers, True, True)
    return [first, (dW2, db2 / 3)]


@wrong("repair_backward")
def mended_for_two_classes(X, y, layers):
    return back(X, y, layers, delta=lambda P: (P - np.stack([1 - y, y] + [0 * y] * (P.shape[1] - 2), 1)) / len(y))


@wrong("repair_backward", says="You returned another shape as dW1")
def repaired_on_its_side(X, y, layers):
    return [(dW.T, db) for dW, db in back(X, y, layers)]


@wrong("repair_backward", says="Expected a list of 2 pairs")
def repaired_flat(X, y, layers):
    return [part for pair in back(X, y, layers) for part in pair]


@wrong("repair_backward", says="got None")
def repaired_no_return(X, y, layers):
    back(X, y, layers)


@wrong("repair_backward", says="divided by m twice")
def repaired_mean_twice(X, y, layers):
    A1, P = forward_pass(X, layers)
    D2 = (P - hot(P, y)) / len(y)
    D1 = D2 @ layers[1][0].T * (1 - A1**2)
    return [(X.T @ D1 / len(y), D1.sum(axis=0) / len(y)), (A1.T @ D2 / len(y), D2.sum(axis=0))]


def after_a_try(X, y, layers, D2, through=None):
    """Two bugs mended, and a wrong try at the labels: `D2` gives the message from P."""
    (W1, b1), (W2, b2) = layers
    m = len(y)
    A1, P = forward_pass(X, layers)
    D2 = D2(P.copy())
    D1 = D2 @ (W2 if through is None else through).T * (1 - A1**2)
    return [(X.T @ D1 / m, D1.sum(axis=0) / m), (A1.T @ D2 / m, D2.sum(axis=0) / m)]


def labels_written(X, y, layers, value, rows=None):
    def message(P):
        rows_of_it = np.arange(len(y)) if rows is None else np.arange(len(y))[rows]
        P[rows_of_it, y[rows_of_it]] = value(P[rows_of_it, y[rows_of_it]])
        return P

    return after_a_try(X, y, layers, message)


@wrong("repair_backward", says="2 of the three bugs mended")
def labels_set_to_minus_one(X, y, layers):
    """A wrong try at one bug does not hide that the other two are mended."""
    return labels_written(X, y, layers, lambda p: -1)


@wrong("repair_backward", says="2 of the three bugs mended")
def labels_added(X, y, layers):
    return labels_written(X, y, layers, lambda p: p + 1)


@wrong("repair_backward", says="2 of the three bugs mended")
def labels_divided(X, y, layers):
    return labels_written(X, y, layers, lambda p: p - 1 / max(len(y), 2))


@wrong("repair_backward", says="2 of the three bugs mended")
def label_of_the_first_row(X, y, layers):
    return labels_written(X, y, layers, lambda p: p - 1, slice(0, 1))


@wrong("repair_backward", says="2 of the three bugs mended")
def label_itself_subtracted(X, y, layers):
    return after_a_try(X, y, layers, lambda P: P - y[:, None])


@wrong("repair_backward", says="look at your last change: it may have made a new bug")
def all_mended_and_back_through_the_slope(X, y, layers):
    first, (dW2, db2) = given_pass(X, y, layers, True, True, True)
    D2 = forward_pass(X, layers)[1] - hot(forward_pass(X, layers)[1], y)
    return [after_a_try(X, y, layers, lambda P: D2, through=dW2)[0], (dW2, db2)]


@wrong("repair_backward", says="All three bugs are gone, and there is a new bug")
def all_mended_and_no_mean(X, y, layers):
    (dW1, db1), last = given_pass(X, y, layers, True, True, True)
    return [(dW1 * len(y), db1), last]


@wrong("repair_backward", says="All three bugs are gone, and there is a new bug")
def all_mended_and_no_mean_at_the_output(X, y, layers):
    first, (dW2, db2) = given_pass(X, y, layers, True, True, True)
    return [first, (dW2 * len(y), db2)]


@wrong("repair_backward", says="0 of the three bugs mended")
def nothing_at_all(X, y, layers):
    """Zeros agree with one another, and mend nothing."""
    return [(0 * W, 0 * b) for W, b in layers]


@wrong("repair_backward", says="You put the last layer first")
def repaired_last_first(X, y, layers):
    return back(X, y, layers)[::-1]


# train


def mean_price(X, y, layers):
    P = forward_pass(X, layers)[1]
    return -np.mean(np.log(P[np.arange(len(y)), y]))


def step_from(layers, grads, rate):
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(layers, grads, strict=True)]


def trained(X, y, layers, rate, steps, after=False, step=step_from):
    losses = []
    for _ in range(steps):
        before = mean_price(X, y, layers)
        layers = step(layers, back(X, y, layers), rate)
        losses.append(mean_price(X, y, layers) if after else before)
    return layers, losses


@right("train")
def plain(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps)


@right("train")
def by_library_loss(X, y, layers, learning_rate, steps):
    losses = np.zeros(steps)
    for i in range(steps):
        P = forward_pass(X, layers)[1].astype(float)
        P = P / P.sum(axis=1, keepdims=True)
        losses[i] = log_loss(y, P, labels=np.arange(P.shape[1]))
        layers = step_from(layers, back(X, y, layers), learning_rate)
    return [layers, losses]


@right("train")
def copied_first(X, y, layers, learning_rate, steps):
    mine, losses = [[np.array(W, dtype=float), np.array(b, dtype=float)] for W, b in layers], []
    for _ in range(steps):
        losses += [np.float32(mean_price(X, y, mine))]
        grads = back(X, y, mine)
        for i in (0, 1):
            for k in (0, 1):
                mine[i][k] -= learning_rate * grads[i][k]
    return tuple(map(tuple, mine)), tuple(losses)


@right("train")
def named_one_by_one(X, y, layers, learning_rate, steps):
    (W1, b1), (W2, b2) = layers
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, [(W1, b1), (W2, b2)]).item())
        (dW1, db1), (dW2, db2) = back(X, y, [(W1, b1), (W2, b2)])
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    return [(W1, b1), (W2, b2)], np.array(losses)


@wrong("train", says="You walked uphill")
def uphill(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, -learning_rate, steps)


@wrong("train", says="after the step")
def losses_after(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps, after=True)


@wrong("train", says="did not use the learning rate")
def no_rate(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, 1.0, steps)


@wrong("train", says="did not move the biases")
def no_biases(X, y, layers, learning_rate, steps):
    def weights_alone(old, grads, rate):
        return [(W - rate * dW, b) for (W, b), (dW, _) in zip(old, grads, strict=True)]

    return trained(X, y, layers, learning_rate, steps, step=weights_alone)


@wrong("train", says="moved only the last layer")
def last_layer_only(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps, step=lambda old, g, rate: [old[0], step_from(old, g, rate)[1]])


@wrong("train", says="You moved only the first layer")
def first_layer_only(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps, step=lambda old, g, rate: [step_from(old, g, rate)[0], old[1]])


@wrong("train", says="moved the first layer before")
def first_then_last(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        layers = [step_from(layers, back(X, y, layers), learning_rate)[0], layers[1]]
        layers = [layers[0], step_from(layers, back(X, y, layers), learning_rate)[1]]
    return layers, losses


@wrong("train")
def last_then_first(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        layers = [layers[0], step_from(layers, back(X, y, layers), learning_rate)[1]]
        layers = [step_from(layers, back(X, y, layers), learning_rate)[0], layers[1]]
    return layers, losses


@wrong("train", says="You moved nothing")
def stands_still(X, y, layers, learning_rate, steps):
    return layers, [mean_price(X, y, layers)] * steps


@wrong("train", says="one step too many")
def a_step_too_many(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps + 1)


@wrong("train", says="You returned the losses first")
def losses_first(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps)[::-1]


@wrong("train")
def layers_only(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps)[0]


@wrong("train", says="began every step at the layers handed in")
def always_from_the_start(X, y, layers, learning_rate, steps):
    losses, new = [], layers
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        new = step_from(layers, back(X, y, layers), learning_rate)
    return new, losses


@wrong("train", says="You took the gradient only once")
def one_gradient_for_all(X, y, layers, learning_rate, steps):
    grads = back(X, y, layers)
    return trained(X, y, layers, learning_rate, steps, step=lambda old, _, rate: step_from(old, grads, rate))


@wrong("train", says="`return` inside the loop")
def returns_in_the_loop(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, min(steps, 1))


@wrong("train", says="only the last of the answers")
def last_loss(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers, np.array(losses[-1:]) if steps < 2 else losses[-1]


@wrong("train", says="3 times what")
def summed_losses(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers, [loss * len(y) for loss in losses] if steps > 1 else losses


@wrong("train", says="one too many at the end")
def one_loss_more(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers, losses if steps < 2 else [*losses, mean_price(X, y, layers)]


@wrong("train", says="changed its argument")
def in_place_steps(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        for (W, b), (dW, db) in zip(layers, back(X, y, layers), strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return layers, losses


@wrong("train", says="You stopped when the loss rose")
def stops_when_worse(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        layers = step_from(layers, back(X, y, layers), learning_rate)
    return layers, losses


@wrong("train")
def clipped_losses(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers, np.minimum.accumulate(losses) if steps else losses


@wrong("train")
def best_layers(X, y, layers, learning_rate, steps):
    losses, best = [], layers
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        layers = step_from(layers, back(X, y, layers), learning_rate)
        best = min(best, layers, key=lambda some: mean_price(X, y, some))
    return best, losses


@wrong("train")
def with_momentum(X, y, layers, learning_rate, steps):
    losses, last = [], None
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        grads = back(X, y, layers)
        if last is not None:
            grads = [(dW + 0.5 * vW, db + 0.5 * vb) for (dW, db), (vW, vb) in zip(grads, last, strict=True)]
        last, layers = grads, step_from(layers, grads, learning_rate)
    return layers, losses


@wrong("train")
def row_after_row(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        for r in range(len(y)):
            layers = step_from(layers, back(X[r : r + 1], y[r : r + 1], layers), learning_rate)
    return layers, losses


@wrong("train", says="as backward did already")
def mean_once_more(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate / len(y), steps)


@wrong("train", says="whole columns, `P[:, y]`, for the loss")
def mean_of_whole_columns(X, y, layers, learning_rate, steps):
    losses, kept = [], layers
    for _ in range(steps):
        losses.append(-np.log(forward_pass(X, kept)[1][:, y]).mean())
        kept = step_from(kept, back(X, y, kept), learning_rate)
    return kept, losses


@wrong("train", says="mean over all of P")
def mean_of_all_of_p(X, y, layers, learning_rate, steps):
    losses, kept = [], layers
    for _ in range(steps):
        losses.append(-np.log(forward_pass(X, kept)[1]).mean())
        kept = step_from(kept, back(X, y, kept), learning_rate)
    return kept, losses


@wrong("train", says="not in the list yet")
def only_the_name_changes(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        for (W, b), (dW, db) in zip(layers, back(X, y, layers), strict=True):
            W = W - learning_rate * dW
            b = b - learning_rate * db
    return layers, losses


@wrong("train", says="Is the list of new layers empty before each step?")
def one_list_for_all_steps(X, y, layers, learning_rate, steps):
    losses, new = [], []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        new += step_from(layers, back(X, y, layers), learning_rate)
        layers = new
    return layers, losses


@wrong("train", says="Each W and b takes its own step")
def whole_lists(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        layers = layers - learning_rate * back(X, y, layers)
    return layers, losses


@wrong("train", says="You put a function into the list")
def the_loss_uncalled(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps)[0], [lambda layers: mean_price(X, y, layers)] * steps


@wrong("train", says="You stopped before the last step")
def stops_when_good(X, y, layers, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(mean_price(X, y, layers))
        if losses[-1] < 0.01:
            break
        layers = step_from(layers, back(X, y, layers), learning_rate)
    return layers, losses


@wrong("train", says="another learning rate than the one handed in")
def a_fixed_rate(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, 0.5, steps)


@wrong("train", says="one step too few")
def a_step_too_few(X, y, layers, learning_rate, steps):
    return trained(X, y, layers, learning_rate, steps - 1)


@wrong("train", says="as it was handed in")
def one_array_left(X, y, layers, learning_rate, steps):
    def three_of_four(old, grads, rate):
        first, (_, b2) = step_from(old, grads, rate)
        return [first, (old[1][0], b2)]

    return trained(X, y, layers, learning_rate, steps, step=three_of_four)


@wrong("train", says="a loss for each layer, not for each step")
def a_loss_for_each_layer(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers, np.repeat(losses, 2)


@wrong("train", says="Instead of W1 you put W2")
def inserted_in_front(X, y, layers, learning_rate, steps):
    layers, losses = trained(X, y, layers, learning_rate, steps)
    return layers[::-1], losses


@wrong("train", says="took every gradient at the layers handed in")
def layers_not_built_again(X, y, layers, learning_rate, steps):
    grads, kept = back(X, y, layers), layers
    for _ in range(steps):
        kept = step_from(kept, grads, learning_rate)
    return kept, [mean_price(X, y, layers)] * steps


@wrong("train", says="a table where the labels belong")
def labels_and_probabilities_exchanged(X, y, layers, learning_rate, steps):
    return layers, [log_loss(forward_pass(X, layers)[1], y)]


@wrong("backward", says="is closed while you work on it")
def borrowed_from_the_course(X, y, layers):
    from helpers.network import gradients

    return gradients(X, y, layers)[1]
