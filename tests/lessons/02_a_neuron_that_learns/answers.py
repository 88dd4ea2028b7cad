"""Right and wrong answers to lesson 02."""

import math

import numpy as np
from sklearn import model_selection

from helpers import data
from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)


def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z, dtype=float) / 2))


# accuracy


@right("accuracy")
def counted(p, y):
    return sum(1 for q, label in zip(p, y, strict=True) if (q > 0.5) == (label == 1)) / len(y)


@right("accuracy")
def rounded(p, y):
    return np.float32((np.round(p).astype(int) == y).mean())


@right("accuracy")
def from_errors(p, y):
    return np.array(1 - np.abs((np.asarray(p) >= 0.5) * 1.0 - np.asarray(y)).sum() / len(p))


@right("accuracy")
def by_nearness(p, y):
    return float(np.count_nonzero(np.abs(np.asarray(p) - y) < 0.5)) / np.size(p)


@wrong("accuracy", says="did not divide by m")
def count_only(p, y):
    return np.sum((p > 0.5) == y)


@wrong("accuracy", says="share of wrong decisions")
def error_rate(p, y):
    return np.mean((p > 0.5) != y)


@wrong("accuracy", says="per cent")
def per_cent(p, y):
    return 100 * np.mean((p > 0.5) == y)


@wrong("accuracy", says="0.9 is not 1")
def undecided(p, y):
    return np.mean(p == y)


@wrong("accuracy", says="correct decisions for 0")
def true_ones(p, y):
    return np.mean((p > 0.5) & (y == 1))


@wrong("accuracy", says="share of decisions for 1")
def share_of_ones(p, y):
    return np.mean(p > 0.5)


@wrong("accuracy", says="only at examples with label 1")
def recall(p, y):
    return np.mean(p[y == 1] > 0.5)


@wrong("accuracy", says="only at decisions for 1")
def precision(p, y):
    return np.mean(y[p > 0.5] == 1)


@wrong("accuracy", says="how near p is to y")
def soft(p, y):
    return 1 - np.mean(np.abs(p - y))


@wrong("accuracy", says="`return`")
def accuracy_printed(p, y):
    print(np.mean((p > 0.5) == y))


@wrong("accuracy", says="cut decimals off")
def cut_to_whole_numbers(p, y):
    return np.mean(p.astype(int) == y)


@wrong("accuracy")
def five_examples(p, y):
    return np.sum((p > 0.5) == y) / 5


@wrong("accuracy")
def other_threshold(p, y):
    return np.mean((p > 0.55) == y)


@wrong("accuracy")
def one_decimal(p, y):
    return round(float(np.mean((p > 0.5) == y)), 1)


@wrong("accuracy")
def one_by_one(p, y):
    return (p > 0.5) == y


@wrong("accuracy", says="changed its argument")
def decided_in_place(p, y):
    p[:] = p > 0.5
    return np.mean(p == y)


@wrong("accuracy", says="brackets around one")
def brackets_forgotten(p, y):
    return np.mean(p > 0.5 == y)


@wrong("accuracy", says="`return` inside the loop")
def returns_in_the_loop(p, y):
    right = 0
    for q, label in zip(p, y, strict=True):
        right += (q > 0.5) == label
        return right / len(y)


@wrong("accuracy", says="`np.round` rounds each")
def rounded_by_python(p, y):
    return np.mean(round(p) == y)


@wrong("accuracy", says="divided by 24")
def by_the_evenings(p, y):
    return np.sum((p > 0.5) == y) / 24


@wrong("accuracy", says="every decision 1")
def threshold_zero(p, y):
    return np.mean((p > 0) == y)


@wrong("accuracy", says="every decision 1")
def sigmoid_again(p, y):
    return np.mean((sigmoid(p) > 0.5) == y)


@wrong("accuracy", says="averaged y")
def decisions_overwritten_by_y(p, y):
    d = y
    return np.mean(d)


@wrong("accuracy", says="every decision 0")
def threshold_of_per_cent(p, y):
    return np.mean((p > 50) == y)


@wrong("accuracy", says="every decision 0")
def one_decision_kept(p, y):
    for q in p:
        decision = 1 if q > 0.5 else 0
    return np.mean(decision == y)


@wrong("accuracy", says="a start at 0 inside the loop")
def counter_reset(p, y):
    for q, label in zip(p, y, strict=True):
        correct = 0
        correct += (q > 0.5) == label
    return correct / len(y)


@wrong("accuracy", says="`=` for `+=`")
def counter_set_to_1(p, y):
    for q, label in zip(p, y, strict=True):
        if (q > 0.5) == label:
            correct = 1
    return correct / len(y)


@wrong("accuracy", says="mistakes cancel")
def signed_mistakes(p, y):
    return np.mean(np.round(p) - y)


@wrong("accuracy", says="left out the first example")
def counted_from_1(p, y):
    return sum((p[i] > 0.5) == y[i] for i in range(1, len(p))) / len(p)


@wrong("accuracy", says="left out the last example")
def counted_to_the_last(p, y):
    return sum((p[i] > 0.5) == y[i] for i in range(len(p) - 1)) / len(p)


@wrong("accuracy", says="or used `//`")
def divided_into_whole_numbers(p, y):
    return np.sum((p > 0.5) == y) // len(y)


@wrong("accuracy", says="all at once")
def all_or_nothing(p, y):
    return np.all((p > 0.5) == y)


@wrong("accuracy", says="divided by m - 1")
def by_m_less_1(p, y):
    return np.sum((p > 0.5) == y) / (len(y) - 1)


@wrong("accuracy", says="border elsewhere")
def border_at_the_mean(p, y):
    return np.mean((p > p.mean()) == y)


@wrong("accuracy", says="border elsewhere")
def border_too_high(p, y):
    return np.mean((p > 0.6) == y)


@wrong("accuracy", says="border elsewhere")
def border_too_low(p, y):
    return np.mean((p >= 0.45) == y)


# binary_cross_entropy


@right("binary_cross_entropy")
def late_clip(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@right("binary_cross_entropy")
def early_clip(p, y):
    p = np.clip(np.asarray(p, dtype=np.float64), 1e-15, 1 - 1e-15)
    return np.mean(-np.log(np.where(np.asarray(y) == 1, p, 1 - p)))


@right("binary_cross_entropy")
def in_single_precision(p, y):
    p = np.clip(np.asarray(p, dtype=np.float32), np.float32(1e-7), np.float32(1 - 1e-7))
    return np.float32(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


@right("binary_cross_entropy")
def price_by_price(p, y):
    total = 0.0
    for q, label in zip(p, y, strict=True):
        q = min(max(float(q), 1e-10), 1 - 1e-10)
        total -= math.log(q) if label == 1 else math.log(1 - q)
    return total / len(y)


@right("binary_cross_entropy")
def clipped_by_max(p, y):
    q = np.maximum(np.where(y == 1, p, 1 - np.asarray(p)), 1e-12)
    return np.array(-np.log(q).sum() / len(q))


@right("binary_cross_entropy")
def log1p(p, y):
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.average(-y * np.log(p) - (1 - y) * np.log1p(-p))


@right("binary_cross_entropy")
def a_hair_added(p, y):
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))


def _clip(p):
    return np.clip(p, 1e-12, 1 - 1e-12)


@wrong("binary_cross_entropy", says="did not divide by m")
def added_up(p, y):
    p = _clip(p)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="minus in front")
def no_minus(p, y):
    p = _clip(p)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="label 1 pay")
def ones_only(p, y):
    return -np.mean(y * np.log(_clip(p)))


@wrong("binary_cross_entropy", says="label 0 pay")
def zeros_only(p, y):
    return -np.mean((1 - y) * np.log(1 - _clip(p)))


@wrong("binary_cross_entropy", says="exchanged the two labels")
def labels_exchanged(p, y):
    p = _clip(p)
    return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))


@wrong("binary_cross_entropy", says="base 10")
def base_ten(p, y):
    p = _clip(p)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


@wrong("binary_cross_entropy", says="base 2")
def base_two(p, y):
    p = _clip(p)
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


@wrong("binary_cross_entropy", says="squared error")
def squared(p, y):
    return np.mean((p - y) ** 2)


@wrong("binary_cross_entropy", says="did not take the mean")
def no_mean(p, y):
    p = _clip(p)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="too near to 0 or 1")
def not_clipped(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="too near to 0 or 1")
def clipped_from_below(p, y):
    p = np.maximum(p, 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="too near to 0 or 1")
def clipped_too_finely(p, y):
    p = np.clip(p, 1e-17, 1 - 1e-17)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="too near to 0 or 1")
def nan_to_num(p, y):
    return np.nan_to_num(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


@wrong("binary_cross_entropy", says="clipped p too far")
def clipped_too_far(p, y):
    p = np.clip(p, 1e-3, 1 - 1e-3)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="clipped p too far")
def clipped_a_little_too_far(p, y):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="clipped p too far")
def certainty_is_free(p, y):
    sure = (p == 0) | (p == 1)
    p = np.where(sure, 0.5, p)
    return np.mean(np.where(sure, 0.0, -(y * np.log(p) + (1 - y) * np.log(1 - p))))


@wrong("binary_cross_entropy", says="changed its argument")
def clipped_in_place(p, y):
    p = np.asarray(p, dtype=float)
    p[p < 0.3] = 0.3
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy")
def three_examples(p, y):
    p = _clip(p)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / 3


@wrong("binary_cross_entropy", says="whole array at once")
def with_if(p, y):
    return -np.log(p) if y == 1 else -np.log(1 - p)


@wrong("binary_cross_entropy")
def two_means(p, y):
    p = _clip(p)
    return -np.log(p[y == 1]).mean() - np.log(1 - p[y == 0]).mean()


@wrong("binary_cross_entropy", says="first term only")
def minus_on_the_first(p, y):
    p = _clip(p)
    return np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="mean of one term only")
def mean_of_the_first(p, y):
    p = _clip(p)
    return -np.mean(y * np.log(p)) - (1 - y) * np.log(1 - p)


@wrong("binary_cross_entropy")
def mean_and_minus_of_the_first(p, y):
    p = _clip(p)
    return -np.mean(y * np.log(p)) + (1 - y) * np.log(1 - p)


@wrong("binary_cross_entropy", says="before the logarithm")
def mean_too_early(p, y):
    p = _clip(p)
    return -np.log(np.mean(np.where(y == 1, p, 1 - p)))


@wrong("binary_cross_entropy", says="by the decision")
def by_its_own_decision(p, y):
    p = _clip(p)
    return -np.mean(np.log(np.where(p > 0.5, p, 1 - p)))


@wrong("binary_cross_entropy", says="1e-15 at least")
def clipped_at_1e16(p, y):
    p = np.clip(p, 1e-16, 1 - 1e-16)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="that it cannot take")
def by_math_log(p, y):
    return sum(-math.log(q if label else 1 - q) for q, label in zip(p, y, strict=True)) / len(y)


@wrong("binary_cross_entropy", says="brackets around 1 - y")
def no_brackets_around_the_rest(p, y):
    p = _clip(p)
    return -np.mean(y * np.log(p) + 1 - y * np.log(1 - p))


@wrong("binary_cross_entropy", says="second term only")
def minus_on_the_second(p, y):
    p = _clip(p)
    return np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="log p for both")
def the_same_logarithm_twice(p, y):
    p = _clip(p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(p))


@wrong("binary_cross_entropy", says="keep what np.clip returns")
def clip_not_kept(p, y):
    np.clip(p, 1e-12, 1 - 1e-12)
    with np.errstate(all="ignore"):
        return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))


@wrong("binary_cross_entropy", says="10^-15 is -5")
def clipped_by_a_caret(p, y):
    eps = 10 ^ -15
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="a clip by a huge epsilon")
def clipped_by_a_huge_number(p, y):
    p = np.clip(p, 1e15, 1 - 1e15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="of p - 1")
def the_rest_the_wrong_way_round(p, y):
    p = _clip(p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(p - 1))


@wrong("binary_cross_entropy", says="logarithm of y, not of p")
def logarithm_of_the_labels(p, y):
    p = _clip(p)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


def _prices(p, y):
    return [-math.log(q if label else 1 - q) for q, label in zip(_clip(p), y, strict=True)]


@wrong("binary_cross_entropy", says="left out the first example")
def from_the_second(p, y):
    return sum(_prices(p, y)[1:]) / len(p)


@wrong("binary_cross_entropy", says="left out the last example")
def to_the_last_but_one(p, y):
    return sum(_prices(p, y)[:-1]) / len(p)


@wrong("binary_cross_entropy", says="only the last example")
def the_last_price(p, y):
    return _prices(p, y)[-1] / len(p)


@wrong("binary_cross_entropy", says="`return` inside the loop")
def the_first_price(p, y):
    return _prices(p, y)[0] / len(p)


@wrong("binary_cross_entropy", says="or the loss, not p")
def the_loss_clipped(p, y):
    return np.clip(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), 1e-12, 1 - 1e-12)


@wrong("binary_cross_entropy", says="divided by m - 1")
def by_the_last_index(p, y):
    return sum(_prices(p, y)) / (len(y) - 1 or math.nan)


@wrong("binary_cross_entropy", says="two means, one for each label")
def a_mean_for_each_label(p, y):
    p = _clip(p)
    return -np.mean(np.log(p[y == 1])) - np.mean(np.log(1 - p[y == 0]))


@wrong("binary_cross_entropy", says="label 1 wrongly (expected 0.10536, got 27.631)")
def bounds_exchanged(p, y):
    p = np.clip(p, 1 - 1e-12, 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong("binary_cross_entropy", says="label 0 wrongly (expected 0.223144, got 0.798139)")
def through_the_sigmoid_again(p, y):
    p = _clip(sigmoid(p))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# numerical_gradient


@right("numerical_gradient")
def one_copy_and_back(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.empty_like(w)
    for i in np.ndindex(w.shape):
        kept = w[i]
        w[i] = kept + h
        up = f(w)
        w[i] = kept - h
        down = f(w)
        w[i] = kept
        g[i] = (up - down) / (2 * h)
    return g


@right("numerical_gradient")
def flat(f, w, h=1e-5):
    w = np.asarray(w, dtype=float)
    g = []
    for i in range(w.size):
        step = np.zeros(w.size)
        step[i] = h
        step = step.reshape(w.shape)
        g.append((f(w + step) - f(w - step)) / h / 2)
    return np.array(g).reshape(w.shape)


@right("numerical_gradient")
def returned_as_lists(f, w, h=1e-5):
    w = np.asarray(w, dtype=float)
    g = np.zeros(w.shape, dtype=object)
    for i in np.ndindex(w.shape):
        e = np.zeros(w.shape)
        e[i] = 1.0
        g[i] = float((f(w + h * e) - f(w - h * e)) / (2 * h))
    return g.tolist()


@right("numerical_gradient")
def single_precision_result(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape, dtype=np.float32)
    iterator = np.nditer(w, flags=["multi_index"])
    for _ in iterator:
        i = iterator.multi_index
        a, b = w.copy(), w.copy()
        a[i], b[i] = a[i] - h, b[i] + h
        g[i] = (f(b) - f(a)) / (2 * h)
    return g


def _central(f, w, h, distance, front=1.0, back=1.0):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += front * h
        down[i] -= back * h
        g[i] = (f(up) - f(down)) / distance
    return g


@wrong("numerical_gradient", says="divided by h, not by 2h")
def by_h(f, w, h=1e-5):
    return _central(f, w, h, h)


@wrong("numerical_gradient", says="did not divide by 2h")
def undivided(f, w, h=1e-5):
    return _central(f, w, h, 1.0)


@wrong("numerical_gradient", says="without brackets")
def brackets_lost(f, w, h=1e-5):
    return _central(f, w, h, 2 / h)


@wrong("numerical_gradient", says="one-sided")
def forward(f, w, h=1e-5):
    return _central(f, w, h, h, back=0.0)


@wrong("numerical_gradient", says="one-sided")
def backward(f, w, h=1e-5):
    return _central(f, w, h, h, front=0.0)


@wrong("numerical_gradient", says="exchanged the feet")
def sign_lost(f, w, h=1e-5):
    return _central(f, w, h, -2 * h)


@wrong("numerical_gradient", says="did not put a number back")
def never_put_back(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += h
        up = f(w)
        w[i] -= 2 * h
        g[i] = (up - f(w)) / (2 * h)
    return g


@wrong("numerical_gradient", says="moved both")
def all_at_once(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    return (f(w + h) - f(w - h)) / (2 * h)


@wrong("numerical_gradient", says="moved both")
def all_at_once_everywhere(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    return np.full(w.shape, (f(w + h) - f(w - h)) / (2 * h))


@wrong("numerical_gradient", says="whole numbers")
def integers_kept(f, w, h=1e-5):
    w = np.asarray(w)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", says="did not use h")
def own_step(f, w, h=1e-5):
    return _central(f, w, 1e-5, 2e-5)


@wrong("numerical_gradient")
def cautious_step(f, w, h=1e-5):
    h = min(h, 0.01) if np.ndim(w) == 0 else h
    return _central(f, w, h, 2 * h)


@wrong("numerical_gradient", says="whole rows")
def by_rows(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    if w.ndim == 0:
        return (f(w + h) - f(w - h)) / (2 * h)
    g = np.zeros(w.shape)
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", says="changed its argument")
def walks_on_w(f, w, h=1e-5):
    g = np.zeros(np.shape(w))
    for i in np.ndindex(np.shape(w)):
        w[i] += h
        up = f(w)
        w[i] -= 2 * h
        down = f(w)
        w[i] += h / 2
        g[i] = (up - down) / (2 * h)
    return g


@wrong("numerical_gradient")
def lists_only(f, w, h=1e-5):
    return np.array([_central(f, w, h, 2 * h)[i] for i in range(len(w))])


@wrong("numerical_gradient", says="shape")
def flattened(f, w, h=1e-5):
    return _central(f, w, h, 2 * h).ravel()


@wrong("numerical_gradient")
def hands_on_flat_copies(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    if w.ndim < 2:
        return _central(f, w, h, 2 * h)
    return _central(
        lambda v: f(v.reshape(1, *w.shape)[0].T.copy().T if w.shape[0] == w.shape[1] else v.ravel()), w, h, 2 * h
    )


@wrong("numerical_gradient")
def square_tables_turned(f, w, h=1e-5):
    g = _central(f, w, h, 2 * h)
    return g.T if g.ndim == 2 and g.shape[0] == g.shape[1] else g


@wrong("numerical_gradient")
def rounded_step(f, w, h=1e-5):
    return np.round(_central(f, w, h, 2 * h), 2)


@wrong("numerical_gradient")
def single_precision_inside(f, w, h=1e-5):
    w = np.array(w, dtype=np.float32)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += np.float32(h)
        down[i] -= np.float32(h)
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", says="wants the whole of w")
def hands_on_one_number(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        g[i] = (f(w[i] + h) - f(w[i] - h)) / (2 * h)
    return g


@wrong("numerical_gradient", says="two names")
def two_names(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up = w
        up[i] += h
        down = w
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", says="back to w")
def back_to_the_middle(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        foot = w.copy()
        foot[i] += h
        up = f(foot)
        foot[i] -= h
        g[i] = (up - f(foot)) / (2 * h)
    return g


@wrong("numerical_gradient", says="only the last slope")
def last_slope(f, w, h=1e-5):
    return _central(f, w, h, 2 * h).ravel()[-1]


@wrong("numerical_gradient", says="after the first slope")
def first_slope(f, w, h=1e-5):
    g = _central(f, w, h, 2 * h)
    g.ravel()[1:] = 0.0
    return g


@wrong("numerical_gradient", says="`np.array")
def no_plain_numbers(f, w, h=1e-5):
    g = np.zeros(w.shape)
    return g + _central(f, w, h, 2 * h)


@wrong("numerical_gradient", says="length of a single number")
def by_length(f, w, h=1e-5):
    g = _central(f, w, h, 2 * h)
    return np.array([g[i] for i in range(len(w))])


@wrong("numerical_gradient", says="to h: move it by h")
def set_to_h(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i], down[i] = h, -h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


@wrong("numerical_gradient", says="first slope, inside the loop")
def returns_the_first(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        return (f(up) - f(down)) / (2 * h)


@wrong("numerical_gradient", says="made both feet before the loop")
def feet_made_once(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g, east, west = np.zeros(w.shape), w.copy(), w.copy()
    for i in np.ndindex(w.shape):
        east[i] += h
        west[i] -= h
        g[i] = (f(east) - f(west)) / (2 * h)
    return g


@wrong("numerical_gradient", says="wrote slopes into w")
def slopes_written_into_w(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = w
    for i in np.ndindex(w.shape):
        east, west = w.copy(), w.copy()
        east[i] += h
        west[i] -= h
        g[i] = (f(east) - f(west)) / (2 * h)
    return g


@wrong("numerical_gradient", says="cut the slope off")
def slopes_of_whole_numbers(f, w, h=1e-5):
    w = np.array(w)
    g = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        east, west = w.astype(float), w.astype(float)
        east[i] += h
        west[i] -= h
        g[i] = (f(east) - f(west)) / (2 * h)
    return g


@wrong("numerical_gradient", says="Hand f a changed copy")
def on_w_itself_and_back(f, w, h=1e-5):
    w = np.asarray(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += h
        up = f(w)
        w[i] -= 2 * h
        down = f(w)
        w[i] += h
        g[i] = (up - down) / (2 * h)
    return g


@wrong("numerical_gradient", says="the same move twice")
def both_feet_up(f, w, h=1e-5):
    return _central(f, w, h, 2 * h, back=-1.0)


@wrong("numerical_gradient", says="or f(w)")
def feet_not_handed_on(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    return np.array([(f(w) - f(w)) / (2 * h) for _ in range(w.size)]).reshape(w.shape)


@wrong("numerical_gradient", says="range(1, ...)")
def first_number_skipped(f, w, h=1e-5):
    g = _central(f, w, h, 2 * h)
    g.ravel()[:-1] = 0.0
    return g


@wrong("numerical_gradient", says="each slope into g[0]")
def written_into_the_first(f, w, h=1e-5):
    g = _central(f, w, h, 2 * h)
    g.ravel()[0], g.ravel()[1:] = g.ravel()[-1], 0.0
    return g


@wrong("numerical_gradient", says="f(up) - f(down) / (2 * h)")
def difference_without_brackets(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        g[i] = f(up) - f(down) / (2 * h)
    return g


@wrong("numerical_gradient", says="to `np.ndindex`, which takes a shape")
def index_of_the_array(f, w, h=1e-5):
    w = np.array(w, dtype=float)
    g = np.zeros(w.shape)
    for i in np.ndindex(w):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


# neuron_gradients


@right("neuron_gradients")
def by_loops(X, y, w, b):
    m, n = X.shape
    dw, db = [0.0] * n, 0.0
    for i in range(m):
        error = float(sigmoid(sum(X[i, j] * w[j] for j in range(n)) + b)) - y[i]
        db += error / m
        for j in range(n):
            dw[j] += error * X[i, j] / m
    return dw, db


@right("neuron_gradients")
def by_means(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return (X * error[:, None]).mean(axis=0), np.mean(error)


@right("neuron_gradients")
def single_precision(X, y, w, b):
    X, w = X.astype(np.float32), w.astype(np.float32)
    error = (sigmoid(X @ w + b) - y).astype(np.float32)
    return [error @ X / np.float32(len(y)), np.float32(error.mean())]


@right("neuron_gradients")
def bias_as_a_weight(X, y, w, b):
    ones = np.column_stack([X, np.ones(len(X))])
    g = ones.T @ (sigmoid(ones @ np.append(w, b)) - y) / len(y)
    return g[:-1], np.array(g[-1])


@right("neuron_gradients")
def the_long_way(X, y, w, b):
    p = np.clip(sigmoid(X @ w + b), 1e-12, 1 - 1e-12)
    dp = -(y / p) + (1 - y) / (1 - p)
    dz = dp * p * (1 - p) / y.size
    return np.einsum("ij,i->j", X, dz), dz.sum()


def _error(X, y, w, b):
    return sigmoid(X @ w + b) - y


@wrong("neuron_gradients", says="did not divide by m")
def not_divided(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="divided by n")
def by_features(X, y, w, b):
    e = _error(X, y, w, b) / X.shape[1]
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="did not divide db")
def db_sum(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T @ e / len(y), e.sum()


@wrong("neuron_gradients", says="turned the sign")
def sign(X, y, w, b):
    e = -_error(X, y, w, b) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="sigmoid's slope once too often")
def slope_too_often(X, y, w, b):
    p = sigmoid(X @ w + b)
    e = (p - y) * p * (1 - p) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="squared error")
def of_squared_error(X, y, w, b):
    p = sigmoid(X @ w + b)
    e = 2 * (p - y) * p * (1 - p) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="did not sum db")
def db_of_each(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return X.T @ e, e


@wrong("neuron_gradients", says="did not sum dw")
def dw_of_each(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return X * e[:, None], e.sum()


@wrong("neuron_gradients", says="summed dw over the weights")
def dw_added_up(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return (X.T @ e).sum(), e.sum()


@wrong("neuron_gradients", says="exchanged dw and db")
def exchanged(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return e.sum(), X.T @ e


@wrong("neuron_gradients", says="left the bias out")
def no_bias(X, y, w, b):
    e = _error(X, y, w, 0.0) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="decisions, not outputs")
def of_decisions(X, y, w, b):
    z = X @ w + b
    e = (np.where(z == 0, 0.5, z > 0) - y) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients")
def without_sigmoid(X, y, w, b):
    e = (X @ w + b - y) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="do not fit")
def not_turned(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return X @ e, e.sum()


@wrong("neuron_gradients")
def not_turned_when_square(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return (X if X.shape[0] == X.shape[1] else X.T) @ e, e.sum()


@wrong("neuron_gradients", says="shape")
def columns(X, y, w, b):
    e = (_error(X, y, w, b) / len(y))[:, None]
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="expected")
def dw_only(X, y, w, b):
    return X.T @ _error(X, y, w, b) / len(y)


@wrong("neuron_gradients")
def by_three(X, y, w, b):
    e = _error(X, y, w, b) / 3
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="changed its argument")
def labels_spoilt(X, y, w, b):
    w -= 0.0
    X -= X.mean(axis=0)
    e = _error(X, y, w, b) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients")
def overflows(X, y, w, b):
    z = X @ w + b
    p = np.exp(z) / (1 + np.exp(z))
    return X.T @ (p - y) / len(y), np.mean(p - y)


@wrong("neuron_gradients")
def by_size(X, y, w, b):
    e = _error(X, y, w, b) / X.size
    return X.T @ e, e.sum()


@wrong("neuron_gradients")
def dw_by_size(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T @ e / X.size, e.mean()


@wrong("neuron_gradients")
def dw_by_features(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T @ e / X.shape[1], e.mean()


@wrong("neuron_gradients", says="did not divide dw")
def dw_sum(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T @ e, e.mean()


@wrong("neuron_gradients", says="did not sum dw over its columns")
def starred(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T * e / len(y), e.mean()


@wrong("neuron_gradients")
def starred_undivided(X, y, w, b):
    e = _error(X, y, w, b)
    return X.T * e, e.mean()


@wrong("neuron_gradients")
def mean_of_starred(X, y, w, b):
    e = _error(X, y, w, b)
    return np.mean(X.T * e), e.mean()


@wrong("neuron_gradients", says="left out the sigmoid")
def sums_for_outputs(X, y, w, b):
    e = (X @ w + b - y) / len(y)
    return X.T @ e, e.sum()


@wrong("neuron_gradients", says="only the last example")
def not_gathered(X, y, w, b):
    for x, label in zip(X, y, strict=True):
        e = (float(sigmoid(x @ w + b)) - label) / len(y)
        dw, db = e * x, e
    return dw, db


@wrong("neuron_gradients")
def db_twice(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return X.T @ e, e.mean()


@wrong("neuron_gradients", says="only in dw")
def not_gathered_in_dw(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return e[-1] * X[-1], e.sum()


@wrong("neuron_gradients", says="p - y / m without brackets")
def only_y_divided(X, y, w, b):
    dz = sigmoid(X @ w + b) - y / len(y)
    return X.T @ dz, dz.sum()


@wrong("neuron_gradients", says="uses `outputs` of a cell above")
def of_the_evenings(X, y, w, b):
    dz = (outputs(w, b) - y) / len(y)
    return X.T @ dz, dz.sum()


@wrong("neuron_gradients", says="multiplied by `w` once too often")
def times_the_weights(X, y, w, b):
    dz = _error(X, y, w, b) / len(y)
    return (X.T @ dz) * w, dz.sum()


@wrong("neuron_gradients", says="got dw right, and db wrong")
def times_the_bias(X, y, w, b):
    dz = _error(X, y, w, b) / len(y)
    return X.T @ dz, b * dz.sum()


@wrong("neuron_gradients", says="left out the first example")
def from_the_second_example(X, y, w, b):
    dz = _error(X, y, w, b)[1:] / len(y)
    return X[1:].T @ dz, dz.sum()


@wrong("neuron_gradients", says="`return` inside the loop")
def the_first_example(X, y, w, b):
    dz = _error(X, y, w, b)[0] / len(y)
    return X[0] * dz, dz


@wrong("neuron_gradients", says="the bias after the sigmoid")
def bias_after_the_sigmoid(X, y, w, b):
    dz = (sigmoid(X @ w) + b - y) / len(y)
    return X.T @ dz, dz.sum()


@wrong("neuron_gradients", says="w and b after a step")
def after_a_step(X, y, w, b):
    dz = _error(X, y, w, b) / len(y)
    return w - X.T @ dz, b - dz.sum()


# train_neuron


def _loss(X, y, w, b):
    p = np.clip(sigmoid(X @ w + b), 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _gradients(X, y, w, b):
    e = _error(X, y, w, b) / len(y)
    return X.T @ e, e.sum()


@right("train_neuron")
def array_of_losses(X, y, learning_rate, steps):
    losses = np.empty(steps)
    v, ones = np.zeros(X.shape[1] + 1), np.column_stack([X, np.ones(len(y))])
    for i in range(steps):
        losses[i] = _loss(ones, y, v, 0.0)
        v -= learning_rate * ones.T @ (sigmoid(ones @ v) - y) / len(y)
    return v[:-1], v[-1], losses


@right("train_neuron")
def by_recursion(X, y, learning_rate, steps):
    if steps == 0:
        return np.zeros(X.shape[1]), 0, []
    w, b, losses = by_recursion(X, y, learning_rate, steps - 1)
    dw, db = _gradients(X, y, w, b)
    return w - learning_rate * dw, b - learning_rate * db, [*losses, _loss(X, y, w, b)]


@right("train_neuron")
def in_float32(X, y, learning_rate, steps):
    X = X.astype(np.float32)
    w, b, losses = np.zeros(X.shape[1], dtype=np.float32), np.float32(0), []
    while len(losses) < steps:
        losses.append(np.float32(_loss(X, y, w, b)))
        dw, db = _gradients(X, y, w, b)
        w, b = (w - learning_rate * dw).astype(np.float32), np.float32(b - learning_rate * db)
    return [w.tolist(), b, tuple(losses)]


@right("train_neuron")
def zero_dimensional_bias(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), np.array(0.0), []
    for _ in range(steps):
        z = X @ w + b
        losses.append(np.mean(np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0) - y * z))
        dw, db = _gradients(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b, losses


def _train(X, y, learning_rate, steps, sign=1, bias=1.0, w=None, after=False):
    w, b, losses = np.zeros(X.shape[1]) if w is None else w, 0.0, []
    for _ in range(steps):
        if not after:
            losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = w - sign * learning_rate * dw, b - sign * bias * learning_rate * db
        if after:
            losses.append(_loss(X, y, w, b))
    return w, b, losses


@wrong("train_neuron", says="uphill")
def uphill(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, sign=-1)


@wrong("train_neuron", says="each loss after its step")
def loss_after(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, after=True)


@wrong("train_neuron", says="let the bias learn")
def bias_fixed(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, bias=0.0)


@wrong("train_neuron", says="before taking db")
def one_after_the_other(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        w = w - learning_rate * _gradients(X, y, w, b)[0]
        b = b - learning_rate * _gradients(X, y, w, b)[1]
    return w, b, losses


@wrong("train_neuron", says="use the learning rate")
def rate_ignored(X, y, learning_rate, steps):
    return _train(X, y, 1.0, steps)


@wrong("train_neuron", says="moved nothing")
def never_moves(X, y, learning_rate, steps):
    return _train(X, y, 0.0, steps)


@wrong("train_neuron", says="one step too many")
def one_too_many(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps + 1)


@wrong("train_neuron", says="only the last loss")
def last_loss(X, y, learning_rate, steps):
    w, b, losses = _train(X, y, learning_rate, steps)
    return w, b, losses[-1] if losses else losses


@wrong("train_neuron", says="`return` inside the loop")
def returns_at_once(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, 1)


@wrong("train_neuron", says="one loss too many")
def final_loss_too(X, y, learning_rate, steps):
    w, b, losses = _train(X, y, learning_rate, steps)
    return w, b, [*losses, _loss(X, y, w, b)]


@wrong("train_neuron", says="did not start from zeros")
def random_start(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, w=np.random.default_rng(0).normal(size=X.shape[1]))


@wrong("train_neuron")
def ones_to_start(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, w=np.ones(X.shape[1]))


hunger = data.hunger()


def outputs(w, b):
    return sigmoid(hunger.X[:, 0] * w + b)


def loss_at(v):
    p = _clip(outputs(v[0], v[1]))
    return -np.mean(np.log(np.where(hunger.y == 1, p, 1 - p)))


def _with_losses(loss, X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(loss(w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="uses `loss_at` of a cell above")
def losses_of_the_evenings(X, y, learning_rate, steps):
    return _with_losses(lambda w, b: loss_at([w[0], b]), X, y, learning_rate, steps)


@wrong("train_neuron", says="uses `loss_at` of a cell above")
def losses_as_on_the_page(X, y, learning_rate, steps):
    return _with_losses(lambda w, b: loss_at([w, b]), X, y, learning_rate, steps)


@wrong("train_neuron", says="uses `outputs` of a cell above")
def losses_of_other_outputs(X, y, learning_rate, steps):
    return _with_losses(lambda w, b: np.mean(-np.log(_clip(outputs(w, b))) * y), X, y, learning_rate, steps)


@wrong("train_neuron", says="kept error rates")
def error_rates(X, y, learning_rate, steps):
    return _with_losses(lambda w, b: np.mean((sigmoid(X @ w + b) > 0.5) != y), X, y, learning_rate, steps)


@wrong("train_neuron", says="divided by the learning rate")
def divided_by_the_rate(X, y, learning_rate, steps):
    return _train(X, y, 1 / learning_rate, steps)


@wrong("train_neuron", says="of shape (n, 1)")
def a_column_of_weights(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, w=np.zeros((X.shape[1], 1)))


@wrong("train_neuron", says="changed an array of whole numbers in place")
def whole_numbers_changed_in_place(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1], dtype=int), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        w -= learning_rate * _gradients(X, y, w, b)[0]
    return w, b, losses


@wrong("train_neuron")
def row_by_row(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for k in range(steps):
        losses.append(_loss(X, y, w, b))
        i = k % len(y)
        dw, db = _gradients(X[i : i + 1], y[i : i + 1], w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


_kept: dict = {}


@wrong("train_neuron")
def goes_on_where_it_was(X, y, learning_rate, steps):
    w = _kept.get((X.shape, str(X.dtype)), np.zeros(X.shape[1]))
    found = _train(X, y, learning_rate, steps, w=w)
    _kept[X.shape, str(X.dtype)] = found[0]
    return found


@wrong("train_neuron", says="kept accuracies")
def accuracy_for_loss(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(np.mean((sigmoid(X @ w + b) > 0.5) == y))
        dw, db = _gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron")
def whole_number_weights(X, y, learning_rate, steps):
    w, b, losses = np.zeros_like(X[0]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b, losses


@wrong("train_neuron")
def two_weights(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, w=np.zeros(2))


@wrong("train_neuron")
def stops_when_the_loss_rises(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        if len(losses) > 1 and losses[-1] > losses[-2]:
            dw, db = 0.0 * dw, 0.0
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron")
def stops_early(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, min(steps, 10))


@wrong("train_neuron", says="expected")
def numbers_only(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps)[:2]


@wrong("train_neuron", says="changed its argument")
def centres_its_rows(X, y, learning_rate, steps):
    X -= X.mean(axis=0)
    return _train(X, y, learning_rate, steps)


@wrong("train_neuron", says="first step of w")
def summed_gradient(X, y, learning_rate, steps):
    return _train(X, y, learning_rate * len(y), steps)


@wrong("train_neuron", says="once, before the loop")
def one_gradient(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    dw, db = _gradients(X, y, w, b)
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="began each step at 0")
def from_zero_each_time(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = -learning_rate * dw, -learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="one step too few")
def range_from_one(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps - 1)


@wrong("train_neuron", says="kept no losses")
def keeps_no_losses(X, y, learning_rate, steps):
    return *_train(X, y, learning_rate, steps)[:2], []


@wrong("train_neuron", says="each feature should have its own")
def weights_of_plain_zero(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps, w=0)


@wrong("train_neuron", says="divided by m again")
def rate_over_m(X, y, learning_rate, steps):
    return _train(X, y, learning_rate / len(y), steps)


@wrong("train_neuron", says="emptied `losses`")
def losses_in_the_loop(X, y, learning_rate, steps):
    w, b, losses = _train(X, y, learning_rate, steps)
    return w, b, losses[-1:]


@wrong("train_neuron", says="moved w and b below the loop")
def updates_below_the_loop(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
    w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="moved b below the loop")
def bias_below_the_loop(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w = w - learning_rate * dw
    return w, b - learning_rate * db, losses


@wrong("train_neuron", says="set it to 0 inside")
def bias_of_0_inside(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        b = 0.0
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="Losses: You returned 26 too many at the end")
def thirty_steps(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, 30)


@wrong("train_neuron", says="or appended below it")
def appended_below_the_loop(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        loss = _loss(X, y, w, b)
        dw, db = _gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    losses.append(loss)
    return w, b, losses


@wrong("train_neuron", says="left the bias out of the loss")
def loss_without_the_bias(X, y, learning_rate, steps):
    return _with_losses(lambda w, b: _loss(X, y, w, 0.0), X, y, learning_rate, steps)


@wrong("train_neuron", says="Instead of w you put")
def losses_first(X, y, learning_rate, steps):
    w, b, losses = _train(X, y, learning_rate, steps)
    return losses, w, b


@wrong("train_neuron", says="more than the 3 expected")
def losses_alone(X, y, learning_rate, steps):
    return _train(X, y, learning_rate, steps)[2]


@wrong("train_neuron", says="an axis too many")
def losses_with_their_steps(X, y, learning_rate, steps):
    w, b, losses = _train(X, y, learning_rate, steps)
    return w, b, [[step, loss] for step, loss in enumerate(losses)]


@wrong("train_neuron", says="`w =- ...`")
def minus_on_the_wrong_side(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = -learning_rate * dw, b - learning_rate * db
    return w, b, losses


@wrong("train_neuron", says="set w to 0 inside the loop")
def weights_of_0_inside(X, y, learning_rate, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        w = np.zeros(X.shape[1])
        losses.append(_loss(X, y, w, b))
        dw, db = _gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, losses


# train_test_split


@right("train_test_split")
def sorted_rows(X, y, test_fraction, rng):
    test = np.zeros(len(y), dtype=bool)
    test[rng.choice(len(y), size=round(len(y) * test_fraction), replace=False)] = True
    return X[~test], X[test], y[~test], y[test]


@right("train_test_split")
def shuffled_indices(X, y, test_fraction, rng):
    rows = np.arange(len(y))
    rng.shuffle(rows)
    cut = len(y) - round(len(y) * test_fraction)
    return [X[rows[:cut]], X[rows[cut:]], y[rows[:cut]], y[rows[cut:]]]


@right("train_test_split")
def lists_of_rows(X, y, test_fraction, rng):
    left, test = list(range(len(y))), []
    for _ in range(int(round(len(y) * test_fraction))):
        test.append(left.pop(int(rng.integers(len(left)))))
    return [X[i] for i in left], [X[i] for i in test], [y[i] for i in left], [y[i] for i in test]


@right("train_test_split")
def by_drawn_keys(X, y, test_fraction, rng):
    order = np.argsort(rng.random(len(y)))
    n = int(np.round(len(y) * test_fraction))
    return (
        *np.split(np.asarray(X, dtype=np.float32)[order[::-1]], [len(y) - n]),
        y[order[n:]][::-1],
        y[order[:n]][::-1],
    )


@right("train_test_split")
def by_scikit_learn(X, y, test_fraction, rng):
    n = round(len(y) * test_fraction)
    return model_selection.train_test_split(X, y, test_size=n, random_state=int(rng.integers(2**31)))


@right("train_test_split")
def together(X, y, test_fraction, rng):
    both = np.column_stack([X, y])
    both = rng.permutation(both)
    n = round(len(y) * test_fraction)
    return both[n:, :-1], both[:n, :-1], both[n:, -1], both[:n, -1]


def _cut(X, y, n, order):
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[:n]]


@wrong("train_test_split", says="drew nothing")
def first_rows(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction), np.arange(len(y)))


@wrong("train_test_split", says="fixed a seed")
def own_seed(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction), np.random.default_rng(42).permutation(len(y)))


@wrong("train_test_split", says="another generator")
def global_generator(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction), np.random.permutation(len(y)))  # noqa: NPY002


@wrong("train_test_split", says="another generator")
def fresh_generator(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction), np.random.default_rng().permutation(len(y)))


@wrong("train_test_split", says="of one draw")
def labels_left(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return X[order[n:]], X[order[:n]], y[n:], y[:n]


@wrong("train_test_split", says="of one draw")
def two_draws(X, y, test_fraction, rng):
    n, order, other = round(len(y) * test_fraction), rng.permutation(len(y)), rng.permutation(len(y))
    return X[order[n:]], X[order[:n]], y[other[n:]], y[other[:n]]


@wrong("train_test_split", says="anew for each part")
def parts_overlap(X, y, test_fraction, rng):
    n = round(len(y) * test_fraction)
    test, train = rng.permutation(len(y))[:n], rng.permutation(len(y))[n:]
    return X[train], X[test], y[train], y[test]


@wrong("train_test_split", says="with replacement")
def with_replacement(X, y, test_fraction, rng):
    n, m = round(len(y) * test_fraction), len(y)
    test = rng.integers(0, m, n)
    left = np.setdiff1d(np.arange(m), test)
    train = np.resize(left, m - n)
    return X[train], X[test], y[train], y[test]


@wrong("train_test_split", says="in another order")
def parts_exchanged(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return X[order[:n]], X[order[n:]], y[order[:n]], y[order[n:]]


@wrong("train_test_split", says="in another order")
def other_order(X, y, test_fraction, rng):
    a, b, c, d = _cut(X, y, round(len(y) * test_fraction), rng.permutation(len(y)))
    return a, c, b, d


@wrong("train_test_split", says="not round(m * test_fraction)")
def rounded_down(X, y, test_fraction, rng):
    return _cut(X, y, int(len(y) * test_fraction), rng.permutation(len(y)))


@wrong("train_test_split")
def rounded_up(X, y, test_fraction, rng):
    return _cut(X, y, math.ceil(len(y) * test_fraction), rng.permutation(len(y)))


@wrong("train_test_split", says="lost rows: of 11")
def a_row_lost(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return X[order[n + 1 :]], X[order[:n]], y[order[n + 1 :]], y[order[:n]]


@wrong("train_test_split")
def a_row_lost_when_odd(X, y, test_fraction, rng):
    order = rng.permutation(len(y) - len(y) % 2)
    return _cut(X, y, round(len(y) * test_fraction), order)


@wrong("train_test_split", says="changed its argument")
def shuffled_in_place(X, y, test_fraction, rng):
    rng.shuffle(X)
    return _cut(X, y, round(len(y) * test_fraction), np.arange(len(y)))


@wrong("train_test_split", says="Expected 4 values")
def tables_only(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction), rng.permutation(len(y)))[:2]


@wrong("train_test_split")
def each_row_a_coin(X, y, test_fraction, rng):
    test = rng.random(len(y)) < test_fraction
    return X[~test], X[test], y[~test], y[test]


@wrong("train_test_split")
def a_block_of_rows(X, y, test_fraction, rng):
    order = np.roll(np.arange(len(y)), rng.integers(len(y)))
    return _cut(X, y, round(len(y) * test_fraction), order)


@wrong("train_test_split")
def every_third_row(X, y, test_fraction, rng):
    m, n = len(y), round(len(y) * test_fraction)
    start = int(rng.integers(m))
    test = sorted({(start + i * m // n) % m for i in range(n)}) if n else []
    train = [i for i in range(m) if i not in test]
    return X[train], X[test], y[train], y[test]


@wrong("train_test_split")
def seed_from_the_data(X, y, test_fraction, rng):
    seed = int(rng.bit_generator.state["state"]["inc"] % 1000)
    return _cut(X, y, round(len(y) * test_fraction), np.random.default_rng(seed).permutation(len(y)))


@wrong("train_test_split")
def shares_exchanged(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * (1 - test_fraction)), rng.permutation(len(y)))


@wrong("train_test_split")
def single_column_flattened(X, y, test_fraction, rng):
    a, b, c, d = _cut(X, y, round(len(y) * test_fraction), rng.permutation(len(y)))
    return a.squeeze(), b.squeeze(), c, d


@wrong("train_test_split", says="drew rows with replacement")
def chosen_with_replacement(X, y, test_fraction, rng):
    test = rng.choice(len(y), round(len(y) * test_fraction))
    train = [i for i in range(len(y)) if i not in test]
    return X[train], X[test], y[train], y[test]


@wrong("train_test_split", says="returned one part twice")
def one_part_twice(X, y, test_fraction, rng):
    train = rng.permutation(len(y))[round(len(y) * test_fraction) :]
    return X[train], X[train], y[train], y[train]


@wrong("train_test_split", says="made 6 test rows, and not round(m * test_fraction)")
def cut_one_too_early(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction) - 1, rng.permutation(len(y)))


@wrong("train_test_split", says="made 8 test rows")
def cut_one_too_late(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * test_fraction) + 1, rng.permutation(len(y)))


@wrong("train_test_split", says="all the rows as training rows")
def all_rows_for_training(X, y, test_fraction, rng):
    test = rng.permutation(len(y))[: round(len(y) * test_fraction)]
    return X, X[test], y, y[test]


@wrong("train_test_split", says="returned row numbers")
def numbers_for_rows(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return order[n:], order[:n], y[order[n:]], y[order[:n]]


@wrong("train_test_split", says="another number of rows than of labels")
def training_labels_twice(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return X[order[n:]], X[order[:n]], y[order[n:]], y[order[n:]]


@wrong("train_test_split", says="or you did not use what you drew")
def first_rows_shuffled(X, y, test_fraction, rng):
    n = round(len(y) * test_fraction)
    return _cut(X, y, n, np.append(rng.permutation(n), np.arange(n, len(y))))


@wrong("train_test_split", says="or you did not use what you drew")
def order_not_used(X, y, test_fraction, rng):
    rng.permutation(len(y))
    return _cut(X, y, round(len(y) * test_fraction), np.arange(len(y)))


@wrong("train_test_split", says="made 3 test rows")
def three_tenths(X, y, test_fraction, rng):
    return _cut(X, y, round(len(y) * 0.3), rng.permutation(len(y)))


@wrong("train_test_split", says="where a block begins")
def neighbouring_rows(X, y, test_fraction, rng):
    n = round(len(y) * test_fraction)
    start = int(rng.integers(len(y) - n + 1))
    test = np.arange(start, start + n)
    return np.delete(X, test, axis=0), X[test], np.delete(y, test), y[test]


@wrong("train_test_split", says="into both parts")
def parts_that_overlap(X, y, test_fraction, rng):
    n, order = round(len(y) * test_fraction), rng.permutation(len(y))
    return X[order[n - 1 :]], X[order[:n]], y[order[n - 1 :]], y[order[:n]]


# standardise


@right("standardise")
def zero_afterwards(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    safe = np.where(std == 0, 1.0, std)
    train, test = (X_train - mean) / safe, (X_test - mean) / safe
    train[:, std == 0], test[:, std == 0] = 0.0, 0.0
    return train, test


@right("standardise")
def column_by_column(X_train, X_test):
    train, test = [], []
    for j in range(X_train.shape[1]):
        column = [float(x) for x in X_train[:, j]]
        mean = sum(column) / len(column)
        std = math.sqrt(sum((x - mean) ** 2 for x in column) / len(column))
        train.append([(x - mean) / std if std else 0.0 for x in column])
        test.append([(float(x) - mean) / std if std else 0.0 for x in X_test[:, j]])
    return np.array(train).T.tolist(), np.array(test).T.tolist()


@right("standardise")
def by_factors(X_train, X_test):
    std = np.sqrt(np.var(X_train, axis=0))
    factor = np.divide(1.0, std, out=np.zeros_like(std), where=std > 0)
    return [(X - np.mean(X_train, axis=0)) * factor for X in (X_train, X_test)]


@right("standardise")
def in_single_precision_too(X_train, X_test):
    constant = np.ptp(X_train, axis=0) == 0
    train, test = X_train.astype(np.float32), X_test.astype(np.float32)
    mean, std = train.mean(axis=0), train.std(axis=0)
    std[constant] = np.inf
    return (train - mean) / std, (test - mean) / std


@right("standardise")
def with_a_warning(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return tuple(np.where(std == 0, 0.0, (X - mean) / std) for X in (X_train, X_test))


@right("standardise")
def where_std_is_close_to_zero(X_train, X_test):
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    for j in range(len(std)):
        if np.isclose(std[j], 0):
            std[j] = float("inf")
    return np.divide(np.subtract(X_train, mean), std), np.divide(np.subtract(X_test, mean), std)


def _scaled(X_train, X_test, mean, std, other=None):
    std = np.where(np.asarray(std) == 0, np.inf, std)
    mean_test, std_test = other or (mean, std)
    std_test = np.where(np.asarray(std_test) == 0, np.inf, std_test)
    return (X_train - mean) / std, (X_test - mean_test) / std_test


@wrong("standardise", says="own mean and standard deviation")
def each_by_its_own(X_train, X_test):
    return _scaled(
        X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0), (X_test.mean(axis=0), X_test.std(axis=0))
    )


@wrong("standardise", says="overwrote X_train")
def overwritten(X_train, X_test):
    X_train = _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[0]
    return X_train, _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[1]


@wrong("standardise", says="both tables by the test rows")
def by_the_test_rows(X_train, X_test):
    return _scaled(X_train, X_test, X_test.mean(axis=0), X_test.std(axis=0))


@wrong("standardise", says="left out")
def constant_columns_dropped(X_train, X_test):
    kept = X_train.std(axis=0) > 0
    X_train, X_test = X_train[:, kept], X_test[:, kept]
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))


@wrong("standardise", says="every column 0")
def all_zeroed(X_train, X_test):
    return 0.0 * X_train, 0.0 * X_test


@wrong("standardise", says="did not divide by the standard deviation")
def centred_only(X_train, X_test):
    return X_train - X_train.mean(axis=0), X_test - X_train.mean(axis=0)


@wrong("standardise", says="variance")
def by_variance(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.var(axis=0))


@wrong("standardise", says="did not subtract the mean")
def not_centred(X_train, X_test):
    return _scaled(X_train, X_test, 0.0, X_train.std(axis=0))


@wrong("standardise", says="m − 1")
def ddof_one(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0, ddof=1))


@wrong("standardise", says="over all rows")
def leaks(X_train, X_test):
    rows = np.vstack([X_train, X_test])
    return _scaled(X_train, X_test, rows.mean(axis=0), rows.std(axis=0))


@wrong("standardise", says="whole table")
def one_mean_for_all(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(), X_train.std())


@wrong("standardise", says="0..1")
def squeezed(X_train, X_test):
    low, size = X_train.min(axis=0), np.ptp(X_train, axis=0)
    return _scaled(X_train, X_test, low, size)


@wrong("standardise", says="not a number")
def no_guard(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / std, (X_test - mean) / std


@wrong("standardise", says="did not make")
def divided_by_one(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X_train - mean) / std, (X_test - mean) / std


@wrong("standardise", says="replaced nan")
def nan_to_num_after(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return np.nan_to_num((X_train - mean) / std), np.nan_to_num((X_test - mean) / std)


@wrong("standardise", says="added a tiny number")
def a_hair_below_the_bar(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    return (X_train - mean) / std, (X_test - mean) / std


@wrong("standardise")
def along_the_rows(X_train, X_test):
    return tuple(
        (X - X.mean(axis=1, keepdims=True)) / (X.std(axis=1, keepdims=True) + 1e-12) for X in (X_train, X_test)
    )


@wrong("standardise", says="untouched")
def test_untouched(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[0], X_test


@wrong("standardise", says="changed its argument")
def in_place(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = np.inf
    X_train -= mean
    X_train /= std
    return X_train, (X_test - mean) / std


@wrong("standardise")
def tables_exchanged(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[::-1]


@wrong("standardise")
def small_columns_dropped(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std = np.where(std < 0.01, np.inf, std)
    return (X_train - mean) / std, (X_test - mean) / std


@wrong("standardise", says="expected")
def training_only(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))[0]


@wrong("standardise")
def the_median(X_train, X_test):
    return _scaled(X_train, X_test, np.median(X_train, axis=0), X_train.std(axis=0))


@wrong("standardise", says="X - mean / std without brackets")
def brackets_forgotten_below(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = np.inf
    return X_train - mean / std, X_test - mean / std


@wrong("standardise", says="axis=1")
def along_the_wrong_axis(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=1), X_train.std(axis=1))


@wrong("standardise", says="You kept whole numbers: they cut fractions off")
def written_into_copies(X_train, X_test):
    results = _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))
    train, test = X_train.copy(), X_test.copy()
    train[:], test[:] = results
    return train, test


@wrong("standardise", says="whole numbers in X_train")
def training_rows_written_into_a_copy(X_train, X_test):
    train = X_train.copy()
    train[:], test = _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))
    return train, test


@wrong("standardise", says="whole numbers in X_test")
def test_rows_written_into_a_copy(X_train, X_test):
    train, results = _scaled(X_train, X_test, X_train.mean(axis=0), X_train.std(axis=0))
    test = X_test.copy()
    test[:] = results
    return train, test


@wrong("standardise", says="test rows' own standard deviation")
def test_divided_by_its_own(X_train, X_test):
    mean = X_train.mean(axis=0)
    return _scaled(X_train, X_test, mean, X_train.std(axis=0), (mean, X_test.std(axis=0)))


@wrong("standardise", says="test rows' own mean.")
def test_centred_by_its_own(X_train, X_test):
    std = X_train.std(axis=0)
    return _scaled(X_train, X_test, X_train.mean(axis=0), std, (X_test.mean(axis=0), std))


@wrong("standardise", says="set rows of X_test to 0")
def rows_set_to_0(X_train, X_test):
    constant = X_train.std(axis=0) == 0
    train, test = divided_by_one(X_train, X_test)
    train[:, constant] = 0
    if len(test) == len(constant):
        test[constant] = 0
    return train, test


def _column_by_column(X_train, X_test, columns, stop=False):
    train, test = np.zeros(X_train.shape), np.zeros(X_test.shape)
    for j in columns:
        mean, std = X_train[:, j].mean(), X_train[:, j].std()
        if std > 0:
            train[:, j], test[:, j] = (X_train[:, j] - mean) / std, (X_test[:, j] - mean) / std
        elif stop:
            break
    return train, test


@wrong("standardise", says="left column 1 all 0")
def returned_after_a_column(X_train, X_test):
    return _column_by_column(X_train, X_test, [0])


@wrong("standardise", says="left column 0 all 0")
def from_column_1(X_train, X_test):
    return _column_by_column(X_train, X_test, range(1, X_train.shape[1]))


@wrong("standardise", says="left column 2 all 0")
def two_columns(X_train, X_test):
    return _column_by_column(X_train, X_test, range(min(2, X_train.shape[1])))


@wrong("standardise")
def stopped_at_a_constant_column(X_train, X_test):
    return _column_by_column(X_train, X_test, range(X_train.shape[1]), stop=True)


@wrong("standardise")
def rows_for_columns(X_train, X_test):
    train, test = np.zeros(X_train.shape), np.zeros(X_test.shape)
    for j in range(min(X_train.shape[1], len(X_train), len(X_test))):
        mean, std = X_train[j].mean(), X_train[j].std() or np.inf
        train[j], test[j] = (X_train[j] - mean) / std, (X_test[j] - mean) / std
    return train, test


@wrong("standardise", says="0.4472 times what they should be")
def root_of_the_sum(X_train, X_test):
    mean = X_train.mean(axis=0)
    return _scaled(X_train, X_test, mean, np.sqrt(((X_train - mean) ** 2).sum(axis=0)))


@wrong("standardise", says="off by a factor in each column")
def by_the_range(X_train, X_test):
    return _scaled(X_train, X_test, X_train.mean(axis=0), np.ptp(X_train, axis=0))


@wrong("standardise", says="left column 1 all 0")
def small_spreads_taken_for_0(X_train, X_test):
    std = X_train.std(axis=0)
    return _scaled(X_train, X_test, X_train.mean(axis=0), np.where(std < 1, 0.0, std))


@wrong("standardise", says="left column 1 all 0")
def constant_by_two_rows(X_train, X_test):
    constant = X_train[0] == X_train[-1]
    return _scaled(X_train, X_test, X_train.mean(axis=0), np.where(constant, 0.0, X_train.std(axis=0)))


@wrong("standardise", says="not a number")
def guards_the_last_column(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    if std[-1] == 0:
        std[-1] = np.inf
    return (X_train - mean) / std, (X_test - mean) / std


# judge_standardise


def _standardised(X_train, X_test):
    constant = X_train.max(axis=0) == X_train.min(axis=0)
    return _scaled(X_train, X_test, X_train.mean(axis=0), np.where(constant, 0.0, X_train.std(axis=0)))


def _tables(seed=5, m=5, constant=True):
    rng = np.random.default_rng(seed)
    X_train, X_test = rng.uniform(0, 20, size=(m, 4)), rng.uniform(10, 50, size=(m + 3, 4))
    if constant:
        X_train[:, 2] = 3
    return X_train, X_test


def _alike(got, right):
    return all(np.shape(a) == np.shape(b) and np.allclose(a, b, atol=1e-4) for a, b in zip(got, right, strict=True))


def _fair(f, tables):
    given = [table.copy() for table in tables]
    try:
        got = f(*given)
    except Exception:
        return False
    return _alike(got, _standardised(*tables)) and _alike(given, tables)


@right("judge_standardise")
def by_drawn_tables(f):
    return _fair(f, _tables())


@right("judge_standardise")
def by_a_table_worked_out_by_hand(f):
    X_train, X_test = np.array([[1.0, 0, 8], [5, 20, 8]]), np.array([[7.0, 10, 8], [3, -10, 9], [3, 10, 8]])
    given = X_train.copy(), X_test.copy()
    try:
        train, test = f(*given)
    except (ValueError, IndexError, ZeroDivisionError):
        return np.False_
    kept = (given[0] == X_train).all() and (given[1] == X_test).all()
    right_train = np.abs(train - [[-1, -1, 0], [1, 1, 0]]).max() < 1e-3
    right_test = np.abs(test - [[2, 0, 0], [0, -2, 0], [0, 0, 0]]).max() < 1e-3
    return np.array(kept and right_train and right_test)


@right("judge_standardise")
def by_many_tables(f):
    return int(all(_fair(f, _tables(seed, m)) for seed, m in [(1, 2), (2, 3), (3, 10)]))


@right("judge_standardise")
def by_properties(f):
    X_train, X_test = _tables(7)
    a, b = X_train.copy(), X_test.copy()
    try:
        train, test = f(a, b)
    except Exception:
        return False
    varies = [0, 1, 3]
    if not (np.array_equal(a, X_train) and np.array_equal(b, X_test)):
        return False
    if np.any(train[:, 2] != 0) or np.any(test[:, 2] != 0) or np.abs(train.mean(axis=0)).max() > 1e-4:
        return False
    if np.abs((train[:, varies] ** 2).mean(axis=0) - 1).max() > 1e-4:
        return False
    slope = np.ptp(train[:, varies], axis=0) / np.ptp(X_train[:, varies], axis=0)
    offset = train[0, varies] - slope * X_train[0, varies]
    return bool(np.abs(test[:, varies] - slope * X_test[:, varies] - offset).max() < 1e-3)


@wrong("judge_standardise", says="said True of every function")
def trusts_everybody(f):
    return True


@wrong("judge_standardise", says="does its check accept it?")
def trusts_nobody(f):
    return False


@wrong("judge_standardise", says="let an error stop your judge")
def catches_nothing(f):
    tables = _tables()
    given = [table.copy() for table in tables]
    return _alike(f(*given), _standardised(*tables)) and _alike(given, tables)


@wrong("judge_standardise", says="one that changes its arguments")
def looks_at_results_alone(f):
    tables = _tables()
    try:
        return _alike(f(*[table.copy() for table in tables]), _standardised(*tables))
    except Exception:
        return False


@wrong("judge_standardise", says="one that changes its arguments")
def compares_what_was_changed(f):
    X_train, X_test = _tables()
    right = _standardised(X_train, X_test)
    try:
        return _alike(f(X_train, X_test), right)
    except Exception:
        return False


@wrong("judge_standardise", says="in a constant column")
def no_constant_column(f):
    return _fair(f, _tables(constant=False))


@wrong("judge_standardise", says="m - 1")
def large_tables_alone(f):
    tables = _tables(m=4000)
    given = [table.copy() for table in tables]
    try:
        got = f(*given)
    except Exception:
        return False
    right = _standardised(*tables)
    return all(np.allclose(a, b, atol=1e-2) for a, b in zip(got, right, strict=True)) and _alike(given, tables)


@wrong("judge_standardise", says="of X_test from the test rows")
def training_table_alone(f):
    tables = _tables()
    given = [table.copy() for table in tables]
    try:
        train = f(*given)[0]
    except Exception:
        return False
    return _alike([train], _standardised(*tables)[:1]) and _alike(given, tables)


@wrong("judge_standardise", says="called a right function an impostor: one that computes in single precision")
def wants_every_digit(f):
    tables = _tables()
    given = [table.copy() for table in tables]
    try:
        got = f(*given)
    except Exception:
        return False
    return all(np.array_equal(a, b) for a, b in zip(got, _standardised(*tables), strict=True)) and _alike(given, tables)


@wrong("judge_standardise", says="several truth values")
def answers_for_each_number(f):
    X_train, X_test = _tables()
    return np.isclose(f(X_train.copy(), X_test.copy())[0], _standardised(X_train, X_test)[0])


@wrong("judge_standardise", says="`return`")
def prints_its_verdict(f):
    print(_fair(f, _tables()))


@wrong("judge_standardise", says="`return`")
def speaks_of_impostors_alone(f):
    if not _fair(f, _tables()):
        return False


@wrong("judge_standardise", says="Expected True or False")
def says_it_in_words(f):
    return "right" if _fair(f, _tables()) else "impostor"


@wrong("judge_standardise", says="exchanged True and False")
def the_wrong_way_round(f):
    return not _fair(f, _tables())


@wrong("judge_standardise", says="let an impostor through")
def shapes_alone(f):
    X_train, X_test = _tables()
    try:
        train, test = f(X_train.copy(), X_test.copy())
    except Exception:
        return False
    return train.shape == X_train.shape and test.shape == X_test.shape and np.isfinite(test).all()


@wrong("judge_standardise", says="one that raises an error")
def equal_sizes_without_a_constant(f):
    X_train, X_test = _tables(constant=False)
    return _fair(f, (X_train, X_test[: len(X_train)]))


@wrong("judge_standardise", says="and went on to another error (UnboundLocalError")
def prints_and_goes_on(f):
    tables = _tables()
    try:
        got = f(*[table.copy() for table in tables])
    except Exception:
        print("error")
    return _alike(got, _standardised(*tables))


@wrong("judge_standardise", says="Look at what you hand it")
def hands_it_no_tables(f):
    f(np.array([1.0, 2, 5]), np.array([4.0]))
    return True


@wrong("judge_standardise", says="compare them one by one")
def compares_tuples(f):
    tables = _tables()
    return f(*tables) == _standardised(*tables)


@wrong("judge_standardise", says="does not subtract the mean everywhere")
def test_table_alone(f):
    tables = _tables()
    given = [table.copy() for table in tables]
    try:
        test = f(*given)[1]
    except Exception:
        return False
    return _alike([test], _standardised(*tables)[1:]) and _alike(given, tables)


@wrong("judge_standardise", says="one that changes its arguments")
def right_answer_afterwards(f):
    X_train, X_test = _tables()
    try:
        got = f(X_train, X_test)
    except Exception:
        return False
    return _alike(got, _standardised(X_train, X_test))


@wrong("judge_standardise", says="one that changes its arguments")
def looks_at_the_first_argument(f):
    tables = _tables()
    given = [table.copy() for table in tables]
    try:
        got = f(*given)
    except Exception:
        return False
    return _alike(got, _standardised(*tables)) and _alike(given[:1], tables[:1])
