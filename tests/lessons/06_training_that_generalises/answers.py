"""Right and wrong answers to lesson 06."""

import math

import numpy as np
from sklearn import model_selection

from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)

# three_way_split


@right("three_way_split")
def rounded_cuts(n, fractions, rng):
    order = np.arange(n)
    rng.shuffle(order)
    a, b = round(fractions[0] * n), round(fractions[1] * n)
    return [order[:a], order[a : a + b], order[a + b :]]


@right("three_way_split")
def split_at_cumulated(n, fractions, rng):
    cuts = (np.cumsum(fractions)[:2] * n + 0.5).astype(int)
    return tuple(np.sort(part) for part in np.split(rng.permutation(n), cuts))


@right("three_way_split")
def floor_of_running_totals(n, fractions, rng):
    rows = list(map(int, rng.permutation(n)))
    first, second = math.floor(n * fractions[0] + 1e-9), math.floor(n * (fractions[0] + fractions[1]) + 1e-9)
    return rows[:first], rows[first:second], rows[second:]


@right("three_way_split")
def from_random_keys(n, fractions, rng):
    rank = np.argsort(np.argsort(rng.random(n)))
    a, b = round(n * fractions[0]), round(n * fractions[0]) + round(n * fractions[1])
    return np.where(rank < a)[0], np.where((rank >= a) & (rank < b))[0], np.where(rank >= b)[0]


@right("three_way_split")
def set_by_set(n, fractions, rng):
    left = np.arange(n)
    train = rng.choice(left, round(n * fractions[0]), replace=False)
    left = np.setdiff1d(left, train)
    val = rng.choice(left, round(n * fractions[1]), replace=False)
    return train, val, np.setdiff1d(left, val)


@right("three_way_split")
def in_int32(n, fractions, rng):
    order = rng.permutation(n).astype(np.int32)
    test, val = round(n * fractions[2]), round(n * fractions[1])
    return order[test + val :], order[test : test + val], order[:test]


@right("three_way_split")
def by_scikit_learn(n, fractions, rng):
    seed = int(rng.integers(2**31))
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    first, rest = model_selection.train_test_split(np.arange(n), train_size=a, test_size=n - a, random_state=seed)
    second, third = model_selection.train_test_split(rest, train_size=b - a, test_size=n - b, random_state=seed)
    return first, second, third


def _cuts(n, fractions):
    return round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))


@wrong("three_way_split", says="drew nothing from `rng`")
def not_shuffled(n, fractions, rng):
    return tuple(np.split(np.arange(n), _cuts(n, fractions)))


@wrong("three_way_split", says="fixed a seed inside")
def seed_inside(n, fractions, rng):
    return tuple(np.split(np.random.default_rng(0).permutation(n), _cuts(n, fractions)))


@wrong("three_way_split", says="another generator")
def own_generator(n, fractions, rng):
    return tuple(np.split(np.random.default_rng().permutation(n), _cuts(n, fractions)))


@wrong("three_way_split", says="another generator")
def global_generator(n, fractions, rng):
    return tuple(np.split(np.random.permutation(n), _cuts(n, fractions)))  # noqa: NPY002


@wrong("three_way_split", says="Shuffle once, then cut")
def drawn_apart(n, fractions, rng):
    return tuple(rng.choice(n, round(n * f), replace=False) for f in fractions)


@wrong("three_way_split", says="Shuffle once, then cut")
def three_shuffles(n, fractions, rng):
    a, b = _cuts(n, fractions)
    return rng.permutation(n)[:a], rng.permutation(n)[a:b], rng.permutation(n)[b:]


@wrong("three_way_split", says="slices overlap")
def not_cumulated(n, fractions, rng):
    a, b, order = round(n * fractions[0]), round(n * fractions[1]), rng.permutation(n)
    return order[:a], order[a:b], order[b:]


@wrong("three_way_split", says="slices overlap")
def overlapping(n, fractions, rng):
    a, b = _cuts(n, fractions)
    order = rng.permutation(n)
    return order[:a], order[a:], order[b:]


@wrong("three_way_split", says="more than once")
def drawn_with_replacement(n, fractions, rng):
    return tuple(np.split(rng.integers(0, n, n), _cuts(n, fractions)))


@wrong("three_way_split", says="got all that was left over")
def rounded_down_twice(n, fractions, rng):
    order = rng.permutation(n)
    a, b = int(n * fractions[0]), int(n * fractions[1])
    return order[:a], order[a : a + b], order[a + b :]


@wrong("three_way_split", says="do not add up")
def rounded_down_thrice(n, fractions, rng):
    order = rng.permutation(n)
    a, b, c = (int(n * f) for f in fractions)
    return order[:a], order[a : a + b], order[a + b : a + b + c]


@wrong("three_way_split", says="do not add up to all the rows")
def rounded_thrice(n, fractions, rng):
    order = rng.permutation(n)
    a, b, c = (round(n * f) for f in fractions)
    return order[:a], order[a : a + b], order[a + b : a + b + c]


@wrong("three_way_split", says="1 is missing")
def last_row_lost(n, fractions, rng):
    a, b = _cuts(n, fractions)
    order = rng.permutation(n)
    return order[:a], order[a:b], order[b:-1]


@wrong("three_way_split", says="exchanged")
def other_order(n, fractions, rng):
    train, val, test = np.split(rng.permutation(n), _cuts(n, fractions))
    return train, test, val


@wrong("three_way_split", says="opposite order")
def turned(n, fractions, rng):
    return tuple(np.split(rng.permutation(n), _cuts(n, fractions)))[::-1]


@wrong("three_way_split", says="not which ones")
def wrong_sizes_only(n, fractions, rng):
    a, b = _cuts(n, fractions)
    return a, b - a, n - b


@wrong("three_way_split", says="not which ones")
def sizes_only(n, fractions, rng):
    return tuple(round(n * f) for f in fractions)


@wrong("three_way_split", says="a mask")
def masks(n, fractions, rng):
    kind = rng.permutation(np.repeat([0, 1, 2], np.diff([0, *_cuts(n, fractions), n])))
    return kind == 0, kind == 1, kind == 2


@wrong("three_way_split", says="count rows from 0")
def counted_from_one(n, fractions, rng):
    return tuple(np.split(rng.permutation(n) + 1, _cuts(n, fractions)))


@wrong("three_way_split")
def each_row_throws_a_die(n, fractions, rng):
    kind = rng.choice(3, n, p=np.array(fractions) / sum(fractions))
    return tuple(np.flatnonzero(kind == k) for k in range(3))


@wrong("three_way_split")
def always_sixty_twenty_twenty(n, fractions, rng):
    return tuple(np.split(rng.permutation(n), _cuts(n, (0.6, 0.2, 0.2))))


@wrong("three_way_split")
def only_training_is_shuffled(n, fractions, rng):
    a, b = _cuts(n, fractions)
    return rng.permutation(a), np.arange(a, b), np.arange(b, n)


@wrong("three_way_split", says="began the old order at another place")
def begun_at_random(n, fractions, rng):
    return tuple(np.split(np.roll(np.arange(n), rng.integers(n)), _cuts(n, fractions)))


@wrong("three_way_split")
def two_piles(n, fractions, rng):
    order = rng.permutation(n)
    return order[: round(n * fractions[0])], order[round(n * fractions[0]) :]


@wrong("three_way_split", says="whole numbers")
def in_floats(n, fractions, rng):
    return tuple(np.split(rng.permutation(n).astype(float), _cuts(n, fractions)))


@wrong("three_way_split", says="`return`")
def split_and_forgotten(n, fractions, rng):
    np.split(rng.permutation(n), _cuts(n, fractions))


# minibatches


@right("minibatches")
def in_a_loop(X, y, batch_size, rng):
    order, batches = list(rng.permutation(len(X))), []
    while order:
        rows, order = order[:batch_size], order[batch_size:]
        batches.append((np.array([X[i] for i in rows]), np.array([y[i] for i in rows])))
    return batches


@right("minibatches")
def shuffled_first(X, y, batch_size, rng):
    order = np.arange(len(y))
    rng.shuffle(order)
    X, y = X[order], y[order]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@right("minibatches")
def by_array_split(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    return tuple((X[part], y[part]) for part in np.split(order, range(batch_size, len(y), batch_size)))


@right("minibatches")
def random_keys(X, y, batch_size, rng):
    order = rng.random(len(y)).argsort()
    count = math.ceil(len(y) / batch_size)
    return [
        [X[part].tolist(), y[part].tolist()] for part in (order[batch_size * k :][:batch_size] for k in range(count))
    ]


@right("minibatches")
def one_table(X, y, batch_size, rng):
    table = np.column_stack([X, y])
    rng.shuffle(table)
    return [(part[:, :-1], part[:, -1].astype(int)) for part in np.split(table, range(batch_size, len(y), batch_size))]


@right("minibatches")
def drawn_until_none_is_left(X, y, batch_size, rng):
    left, batches = np.arange(len(y)), []
    while len(left):
        rows = rng.choice(left, min(batch_size, len(left)), replace=False)
        batches.append((X[rows], y[rows]))
        left = np.setdiff1d(left, rows)
    return batches


@right("minibatches")
def generator_collected(X, y, batch_size, rng):
    def all_of_them():
        order = rng.permutation(X.shape[0])
        for i in range(0, X.shape[0], batch_size):
            yield X[order[i : i + batch_size]], y[order[i : i + batch_size]]

    return list(all_of_them())


def _cut(X, y, order, size):
    return [(X[order[i : i + size]], y[order[i : i + size]]) for i in range(0, len(y), size)]


@wrong("minibatches", says="drew nothing from `rng`")
def in_the_order_they_came(X, y, batch_size, rng):
    return _cut(X, y, np.arange(len(y)), batch_size)


@wrong("minibatches", says="fixed a seed inside")
def batches_seed_inside(X, y, batch_size, rng):
    return _cut(X, y, np.random.default_rng(1).permutation(len(y)), batch_size)


@wrong("minibatches", says="another generator")
def batches_own_generator(X, y, batch_size, rng):
    return _cut(X, y, np.random.default_rng().permutation(len(y)), batch_size)


@wrong("minibatches", says="shuffled X and y apart")
def shuffled_apart(X, y, batch_size, rng):
    return _cut(X[rng.permutation(len(y))], y[rng.permutation(len(y))], np.arange(len(y)), batch_size)


@wrong("minibatches", says="shuffled X and y apart")
def labels_not_shuffled(X, y, batch_size, rng):
    return _cut(X[rng.permutation(len(y))], y, np.arange(len(y)), batch_size)


@wrong("minibatches", says="left out the last, smaller batch")
def last_one_dropped(X, y, batch_size, rng):
    order = rng.permutation(len(y))[: len(y) // batch_size * batch_size]
    return [(X[part], y[part]) for part in order.reshape(-1, batch_size)]


@wrong("minibatches", says="filled up")
def last_one_filled_up(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    order = np.concatenate([order, order[: -len(y) % batch_size]])
    return [(X[part], y[part]) for part in order.reshape(-1, batch_size)]


@wrong("minibatches", says="shared the rows out evenly")
def shared_out(X, y, batch_size, rng):
    parts = np.array_split(rng.permutation(len(y)), math.ceil(len(y) / batch_size))
    return [(X[part], y[part]) for part in parts]


@wrong("minibatches", says="shared the rows out evenly")
def shared_out_among_fewer(X, y, batch_size, rng):
    parts = np.array_split(rng.permutation(len(y)), max(1, len(y) // batch_size))
    return [(X[part], y[part]) for part in parts]


@wrong("minibatches", says="number of batches")
def so_many_batches(X, y, batch_size, rng):
    return [(X[part], y[part]) for part in np.array_split(rng.permutation(len(y)), batch_size)]


@wrong("minibatches", says="Some rows come more than once")
def with_replacement(X, y, batch_size, rng):
    return _cut(X, y, rng.integers(0, len(y), len(y)), batch_size)


@wrong("minibatches", says="Some rows come more than once")
def afresh_for_each(X, y, batch_size, rng):
    sizes = [len(part) for _, part in _cut(X, y, np.arange(len(y)), batch_size)]
    drawn = [rng.choice(len(y), size, replace=False) for size in sizes]
    return [(X[part], y[part]) for part in drawn]


@wrong("minibatches", says="inside the loop")
def first_only(X, y, batch_size, rng):
    return _cut(X, y, rng.permutation(len(y)), batch_size)[:1]


@wrong("minibatches", says="Expected a pair")
def one_batch_without_a_list(X, y, batch_size, rng):
    return _cut(X, y, rng.permutation(len(y)), batch_size)[0][0], 1


@wrong("minibatches", says="Collect the pairs in a list")
def lazy(X, y, batch_size, rng):
    yield from _cut(X, y, rng.permutation(len(y)), batch_size)


@wrong("minibatches", says="row numbers")
def numbers_only(X, y, batch_size, rng):
    return np.split(rng.permutation(len(y)), range(batch_size, len(y), batch_size))


@wrong("minibatches", says="Each batch is a pair")
def two_lists(X, y, batch_size, rng):
    batches = _cut(X, y, rng.permutation(len(y)), batch_size)
    size = len(batches[-1][1])
    return [(np.array([a[:size] for a, _ in batches]), [b for _, b in batches]), batches[0]]


@wrong("minibatches", says="changed its argument")
def in_place(X, y, batch_size, rng):
    seed = int(rng.integers(1000))
    np.random.default_rng(seed).shuffle(X)
    np.random.default_rng(seed).shuffle(y)
    return _cut(X, y, np.arange(len(y)), batch_size)


@wrong("minibatches")
def empty_at_the_end(X, y, batch_size, rng):
    return _cut(X, y, rng.permutation(len(y)), batch_size) + [(X[:0], y[:0])]


@wrong("minibatches")
def fixed_batches_shuffled(X, y, batch_size, rng):
    batches = _cut(X, y, np.arange(len(y)), batch_size)
    full, rest = batches[: len(y) // batch_size], batches[len(y) // batch_size :]
    return [full[i] for i in rng.permutation(len(full))] + rest


@wrong("minibatches", says="began the old order at another place")
def rolled(X, y, batch_size, rng):
    return _cut(X, y, np.roll(np.arange(len(y)), rng.integers(len(y))), batch_size)


@wrong("minibatches")
def nothing_at_all(X, y, batch_size, rng):
    return []


@wrong("minibatches")
def columns_mixed(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    mixed = np.column_stack([X[:, 0], X[::-1, 1:]])
    return _cut(mixed, y, order, batch_size)


@wrong("minibatches", says="Shuffle the rows, then cut")
def batches_shuffled_only(X, y, batch_size, rng):
    batches = _cut(X, y, np.arange(len(y)), batch_size)
    return [batches[i] for i in rng.permutation(len(batches))]


@wrong("minibatches", says="cut first and shuffled the batches")
def full_batches_shuffled_only(X, y, batch_size, rng):
    batches = _cut(X, y, np.arange(len(y)), batch_size)
    full = len(y) // batch_size
    return [batches[i] for i in rng.permutation(full)] + batches[full:]


# momentum_step


@right("momentum_step")
def spelled_out(w, g, v, learning_rate, beta):
    w, g, v = (np.asarray(part, dtype=np.float64) for part in (w, g, v))
    new_v = np.add(g, np.multiply(v, beta))
    new_w = np.subtract(w, np.multiply(new_v, learning_rate))
    return new_w, new_v


@right("momentum_step")
def number_by_number(w, g, v, learning_rate, beta):
    new_w, new_v = np.array(w, dtype=float), np.array(v, dtype=float)
    for i in np.ndindex(new_w.shape):
        new_v[i] = beta * new_v[i] + np.asarray(g)[i]
        new_w[i] -= learning_rate * new_v[i]
    return [new_w, new_v]


@right("momentum_step")
def momentum_in_single_precision(w, g, v, learning_rate, beta):
    v = np.float32(beta) * np.asarray(v, dtype=np.float32) + np.asarray(g, dtype=np.float32)
    return np.asarray(w, dtype=np.float32) - np.float32(learning_rate) * v, v


@right("momentum_step")
def in_two_steps(w, g, v, learning_rate, beta):
    w = w - learning_rate * beta * v - learning_rate * g
    v = np.array(v, dtype=float) * beta
    v += g
    return w, v


@wrong("momentum_step", says="old velocity")
def old_velocity(w, g, v, learning_rate, beta):
    return w - learning_rate * v, beta * v + g


@wrong("momentum_step", says="did not use the velocity")
def no_velocity(w, g, v, learning_rate, beta):
    return w - learning_rate * g, beta * v + g


@wrong("momentum_step", says="Here the whole gradient is added")
def moving_average(w, g, v, learning_rate, beta):
    v = beta * v + (1 - beta) * g
    return w - learning_rate * v, v


@wrong("momentum_step", says="by beta, not the old velocity")
def beta_at_the_gradient(w, g, v, learning_rate, beta):
    v = v + beta * g
    return w - learning_rate * v, v


@wrong("momentum_step", says="in the velocity, not in the step")
def rate_in_velocity(w, g, v, learning_rate, beta):
    v = beta * v + learning_rate * g
    return w - v, v


@wrong("momentum_step", says="learning rate twice")
def rate_twice(w, g, v, learning_rate, beta):
    v = beta * v + learning_rate * g
    return w - learning_rate * v, v


@wrong("momentum_step", says="uphill")
def momentum_uphill(w, g, v, learning_rate, beta):
    v = beta * v + g
    return w + learning_rate * v, v


@wrong("momentum_step", says="subtracted the gradient twice")
def minus_twice(w, g, v, learning_rate, beta):
    v = beta * v - g
    return w - learning_rate * v, v


@wrong("momentum_step", says="Nesterov")
def nesterov(w, g, v, learning_rate, beta):
    v = beta * v + g
    return w - learning_rate * (beta * v + g), v


@wrong("momentum_step", says="did not use the learning rate")
def no_rate(w, g, v, learning_rate, beta):
    v = beta * v + g
    return w - v, v


@wrong("momentum_step", says="as some books do")
def other_convention(w, g, v, learning_rate, beta):
    v = beta * v - learning_rate * g
    return w + v, v


@wrong("momentum_step", says="returned the old velocity")
def old_v_back(w, g, v, learning_rate, beta):
    return w - learning_rate * (beta * v + g), v


@wrong("momentum_step", says="exchanged w and v")
def v_first(w, g, v, learning_rate, beta):
    v = beta * v + g
    return v, w - learning_rate * v


@wrong("momentum_step", says="changed its argument")
def momentum_in_place(w, g, v, learning_rate, beta):
    v *= beta
    v += g
    w -= learning_rate * v
    return w, v


@wrong("momentum_step")
def only_w(w, g, v, learning_rate, beta):
    return w - learning_rate * (beta * v + g)


@wrong("momentum_step")
def beta_fixed(w, g, v, learning_rate, beta):
    v = 0.8 * v + g
    return w - learning_rate * v, v


@wrong("momentum_step")
def vectors_only(w, g, v, learning_rate, beta):
    v = np.array([beta * a + b for a, b in zip(v, g, strict=True)])
    return np.array([a - learning_rate * float(b) for a, b in zip(w, v, strict=True)]), v


@wrong("momentum_step")
def velocity_forgotten(w, g, v, learning_rate, beta):
    return w - learning_rate * g, g


@wrong("momentum_step")
def one_velocity_for_all(w, g, v, learning_rate, beta):
    v = np.full(np.shape(v), np.mean(beta * np.asarray(v) + g))
    return w - learning_rate * v, v


@right("momentum_step")
def copies_in_place(w, g, v, learning_rate, beta):
    w, v = w.copy(), v.copy()
    v *= beta
    v += g
    w -= learning_rate * v
    return w, v


# adam_step


@right("adam_step")
def adam_named(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    old_m, old_v, taken = state
    m = beta1 * old_m + (1 - beta1) * g
    v = beta2 * old_v + (1 - beta2) * np.square(g)
    t = taken + 1
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)


@right("adam_step")
def adam_in_single_precision(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, g, m, v = (np.asarray(part, dtype=np.float32) for part in (w, g, *state[:2]))
    m = np.float32(beta1) * m + np.float32(1 - beta1) * g
    v = np.float32(beta2) * v + np.float32(1 - beta2) * g * g
    t = state[2] + 1
    step = m / np.float32(1 - beta1**t) / (np.sqrt(v / np.float32(1 - beta2**t)) + np.float32(eps))
    return w - np.float32(learning_rate) * step, [m, v, t]


@right("adam_step")
def adam_number_by_number(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, g, m, v = (np.array(part, dtype=float) for part in (w, g, state[0], state[1]))
    t = int(state[2]) + 1
    for i in np.ndindex(w.shape):
        m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
        w[i] -= learning_rate * (m[i] / (1 - beta1**t)) / (math.sqrt(v[i] / (1 - beta2**t)) + eps)
    return [w, (m, v, np.int64(t))]


@right("adam_step")
def adam_one_factor(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = state[0] + (1 - beta1) * (g - state[0]), state[1] + (1 - beta2) * (g**2 - state[1])
    t = state[2] + 1
    c1, c2 = 1 - np.power(beta1, t), np.sqrt(1 - np.power(beta2, t))
    return w - learning_rate * c2 / c1 * m / (np.sqrt(v) + eps * c2), (m, v, t)


@right("adam_step")
def adam_copies_in_place(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, m, v, t = w.copy(), state[0].copy(), state[1].copy(), state[2] + 1
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    w -= learning_rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w, (m, v, t)


def _adam(w, g, state, rate, beta1, beta2, eps, grow=1, t_out=1, m_hat=True, v_hat=True, up=-1, **other):
    m0, v0, t0 = state
    m, v, t = beta1 * m0 + (1 - beta1) * g, beta2 * v0 + (1 - beta2) * g**2, t0 + grow
    m, v = other.get("m", lambda *a: m)(m0, g), other.get("v", lambda *a: v)(v0, g)
    step_m = other["step_m"](m0, g) if "step_m" in other else m
    step_v = v0 if "step_v" in other else v
    a = step_m / (1 - beta1**t) if m_hat else step_m
    b = step_v / (1 - beta2**t) if v_hat else step_v
    root = other.get("root", lambda b: np.sqrt(b) + eps)(b)
    with np.errstate(all="ignore"):
        return w + up * rate * a / root, (m, v, t0 + t_out)


@wrong("adam_step", says="did not let t grow")
def adam_t_back(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, t_out=0)


@wrong("adam_step", says="corrected with the old t, or without t")
def adam_t_late(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    with np.errstate(all="ignore"):
        return _adam(w, g, state, learning_rate, beta1, beta2, eps, grow=0)


@wrong("adam_step", says="never let t grow")
def adam_t_never(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    with np.errstate(all="ignore"):
        return _adam(w, g, state, learning_rate, beta1, beta2, eps, grow=0, t_out=0)


@wrong("adam_step", says="empty start")
def adam_not_corrected(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m_hat=False, v_hat=False)


@wrong("adam_step", says="did not correct v")
def adam_v_not_corrected(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v_hat=False)


@wrong("adam_step", says="did not correct m")
def adam_m_not_corrected(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m_hat=False)


@wrong("adam_step", says="serve this step alone")
def adam_keeps_corrected(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, (m / (1 - beta1**t), v / (1 - beta2**t), t)


@wrong("adam_step", says="below the root")
def adam_eps_inside(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, root=lambda b: np.sqrt(b + eps))


@wrong("adam_step", says="before you corrected v")
def adam_eps_early(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state[2] + 1
    m, v = beta1 * state[0] + (1 - beta1) * g, beta2 * state[1] + (1 - beta2) * g**2
    return w - learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


@wrong("adam_step", says="did not use eps")
def adam_own_eps(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, 1e-8)


@wrong("adam_step", says="left out the root")
def adam_no_root(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, root=lambda b: b + eps)


@wrong("adam_step", says="uphill")
def adam_uphill(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, up=1)


@wrong("adam_step", says="did not square g")
def adam_not_squared(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    with np.errstate(all="ignore"):
        return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + (1 - beta2) * g)


@wrong("adam_step", says="not 1 − beta1")
def adam_m_whole(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m=lambda m, g: beta1 * m + g)


@wrong("adam_step", says="not 1 − beta2")
def adam_v_whole(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + g**2)


@wrong("adam_step", says="exchanged the betas")
def adam_betas_exchanged(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta2, beta1, eps)


@wrong("adam_step", says="by beta1, not the old m")
def adam_beta1_turned(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m=lambda m, g: beta1 * g + (1 - beta1) * m)


@wrong("adam_step", says="old m for the step")
def adam_old_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, step_m=lambda m, g: m)


@wrong("adam_step", says="and not m")
def adam_without_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m_hat=False, step_m=lambda m, g: g)


@wrong("adam_step", says="old v for the step")
def adam_old_v(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    with np.errstate(all="ignore"):
        return _adam(w, g, state, learning_rate, beta1, beta2, eps, step_v=True)


@wrong("adam_step", says="that were handed in")
def adam_fixed_settings(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, 0.9, 0.999, 1e-8)


@wrong("adam_step", says="returned four parts")
def adam_in_one_row(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, state = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, *state


@wrong("adam_step", says="changed its argument")
def adam_in_place(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    t += 1
    return w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("adam_step")
def adam_only_w(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps)[0]


@wrong("adam_step")
def adam_signs(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return w - learning_rate * np.sign(g), _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]


@wrong("adam_step")
def adam_one_length_for_all(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, root=lambda b: np.sqrt(np.mean(b)) + eps)


@wrong("adam_step")
def adam_multiplied(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    return w - learning_rate * m / (1 - beta1 * t) / (np.sqrt(abs(v / (1 - beta2 * t))) + eps), (m, v, t)


@wrong("adam_step", says="outside the divisor")
def adam_plus_eps(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    with np.errstate(all="ignore"):
        return w - learning_rate * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t)) + eps, (m, v, t)


@wrong("adam_step", says="beside the divisor")
def adam_eps_in_the_step(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    with np.errstate(all="ignore"):
        return w - (learning_rate * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("adam_step", says="for 1 − beta**t")
def adam_power_of_the_bracket(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    with np.errstate(all="ignore"):
        return w - learning_rate * (m / (1 - beta1) ** t) / (np.sqrt(v / (1 - beta2) ** t) + eps), (m, v, t)


@wrong("adam_step", says="divides by 1")
def adam_brackets_missing(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    with np.errstate(all="ignore"):
        return w - learning_rate * (m / 1 - beta1**t) / (np.sqrt(np.abs(v / 1 - beta2**t)) + eps), (m, v, t)


@wrong("adam_step", says="multiplied by the corrections")
def adam_times_the_correction(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = _adam(w, g, state, learning_rate, beta1, beta2, eps)[1]
    with np.errstate(all="ignore"):
        return w - learning_rate * (m * (1 - beta1**t)) / (np.sqrt(v * (1 - beta2**t)) + eps), (m, v, t)


# l2_penalty


@right("l2_penalty")
def penalty_in_loops(layers, strength):
    value, grads = 0.0, []
    for W, b in layers:
        for row in W:
            for entry in row:
                value += 0.5 * strength * float(entry) * float(entry)
        grads.append([strength * np.asarray(W, dtype=float), np.zeros_like(b, dtype=float)])
    return value, grads


@right("l2_penalty")
def penalty_by_norm(layers, strength):
    value = 0.5 * strength * sum(np.linalg.norm(W) ** 2 for W, _ in layers)
    return np.array(value), tuple((W * strength, 0 * b) for W, b in layers)


@right("l2_penalty")
def penalty_by_vdot(layers, strength):
    value = sum(np.vdot(W, W) for W, _ in layers) * strength / 2
    return [value, [(strength * W, [0] * len(b)) for W, b in layers]]


@right("l2_penalty")
def penalty_in_single_precision(layers, strength):
    s = np.float32(strength)
    value = s / 2 * np.sum([np.sum(np.float32(W) ** 2) for W, b in layers])
    return np.float32(value), [(s * np.float32(W), np.zeros(b.shape, np.float32)) for W, b in layers]


def _penalty(layers, strength, half=0.5, slope=1.0, who=lambda layers: layers):
    value = half * strength * sum((W**2).sum() for W, _ in who(layers))
    return value, [(slope * strength * W, np.zeros(b.shape)) for W, b in layers]


@wrong("l2_penalty", says="left out the ½")
def no_half(layers, strength):
    return _penalty(layers, strength, half=1.0)


@wrong("l2_penalty", says="halved the gradient")
def half_in_slope(layers, strength):
    return _penalty(layers, strength, slope=0.5)


@wrong("l2_penalty", says="took 2w for the slope")
def no_half_anywhere(layers, strength):
    return _penalty(layers, strength, half=1.0, slope=2.0)


@wrong("l2_penalty", says="a 2 too many")
def two_in_slope(layers, strength):
    return _penalty(layers, strength, slope=2.0)


@wrong("l2_penalty", says="let the biases pay, too")
def biases_pay(layers, strength):
    value = strength / 2 * sum((W**2).sum() + (b**2).sum() for W, b in layers)
    return value, [(strength * W, strength * b) for W, b in layers]


@wrong("l2_penalty", says="too, in the value")
def biases_pay_in_value(layers, strength):
    value = strength / 2 * sum((W**2).sum() + (b**2).sum() for W, b in layers)
    return value, [(strength * W, 0 * b) for W, b in layers]


@wrong("l2_penalty", says="theirs are 0")
def biases_have_slopes(layers, strength):
    return _penalty(layers, strength)[0], [(strength * W, strength * b) for W, b in layers]


@wrong("l2_penalty", says="only the last layer")
def last_layer_only(layers, strength):
    return _penalty(layers, strength, who=lambda layers: layers[-1:])


@wrong("l2_penalty", says="only the first layer")
def first_layer_only(layers, strength):
    return _penalty(layers, strength, who=lambda layers: layers[:1])


@wrong("l2_penalty", says="added sizes")
def absolute(layers, strength):
    return strength * sum(np.abs(W).sum() for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="mean over the weights")
def mean_of_squares(layers, strength):
    return strength / 2 * np.mean(np.concatenate([(W**2).ravel() for W, _ in layers])), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="one 0 for each db")
def single_zeros(layers, strength):
    value, grads = _penalty(layers, strength)
    return value, [(dW, 0.0) for dW, _ in grads]


@wrong("l2_penalty", says="did not use the strength in the gradient")
def slope_without_strength(layers, strength):
    return _penalty(layers, strength)[0], [(W, 0 * b) for W, b in layers]


@wrong("l2_penalty")
def a_value_a_layer(layers, strength):
    return [strength / 2 * (W**2).sum() for W, _ in layers], _penalty(layers, strength)[1]


@wrong("l2_penalty", says="added norms")
def norms(layers, strength):
    return strength / 2 * sum(np.linalg.norm(W) for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="took one norm")
def one_norm(layers, strength):
    return strength / 2 * np.sqrt(sum((W**2).sum() for W, _ in layers)), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="squared the sum.")
def total_squared(layers, strength):
    return strength / 2 * sum(W.sum() for W, _ in layers) ** 2, _penalty(layers, strength)[1]


@wrong("l2_penalty", says="squared the sums")
def sums_squared(layers, strength):
    return strength / 2 * sum(W.sum() ** 2 for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="did not square")
def not_squared(layers, strength):
    return strength / 2 * sum(W.sum() for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="a dW only")
def no_biases(layers, strength):
    return _penalty(layers, strength)[0], [strength * W for W, _ in layers]


@wrong("l2_penalty")
def value_only(layers, strength):
    return _penalty(layers, strength)[0]


@wrong("l2_penalty")
def three_layers_only(layers, strength):
    (W1, b1), (W2, b2) = layers
    return _penalty(layers, strength)


@wrong("l2_penalty", says="summed W @ W.T")
def row_sums(layers, strength):
    return strength / 2 * sum((W @ W.T).sum() for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty")
def slopes_backwards(layers, strength):
    value, grads = _penalty(layers, strength)
    return value, grads[::-1]


@wrong("l2_penalty", says="changed its argument")
def penalty_in_place(layers, strength):
    value = _penalty(layers, strength)[0]
    for W, b in layers:
        W *= strength
        b *= 0
    return value, layers


# dropout


@right("dropout")
def by_uniform(A, keep, rng):
    mask = (rng.uniform(size=A.shape) <= keep).astype(int)
    return np.where(mask == 1, A / keep, 0.0), mask


@right("dropout")
def by_binomial(A, keep, rng):
    mask = rng.binomial(1, keep, size=np.shape(A)).astype(float)
    return mask * A / keep, mask


@right("dropout")
def by_choice(A, keep, rng):
    mask = rng.choice([True, False], size=A.shape, p=[keep, 1 - keep])
    dropped = np.zeros(A.shape)
    dropped[mask] = A[mask] / keep
    return dropped, mask


@right("dropout")
def dropout_in_a_loop(A, keep, rng):
    m, n = A.shape
    mask = [[1 if rng.random() < keep else 0 for _ in range(n)] for _ in range(m)]
    return [[float(A[i, j]) * mask[i][j] / keep for j in range(n)] for i in range(m)], mask


@right("dropout")
def dropout_in_single_precision(A, keep, rng):
    mask = rng.random(A.shape, dtype=np.float32) > np.float32(1 - keep) if keep < 1 else np.ones(A.shape, bool)
    return A.astype(np.float32) * mask.astype(np.float32) / np.float32(keep), mask


@right("dropout")
def dropout_in_a_copy(A, keep, rng):
    mask = np.zeros(A.shape)
    mask[rng.random(A.shape) < keep] = 1
    dropped = A.copy()
    dropped *= mask
    dropped /= keep
    return dropped, mask


@wrong("dropout", says="did not divide")
def not_divided(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask, mask


@wrong("dropout", says="multiplied what is kept by keep")
def multiplied(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask * keep, mask


@wrong("dropout", says="share that goes. Divide by keep")
def divided_by_drop(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask / max(1 - keep, 1e-9), mask


@wrong("dropout", says="share that should stay")
def keep_turned(A, keep, rng):
    mask = rng.random(A.shape) > keep
    return A * mask / keep, mask


@wrong("dropout", says="where a number is dropped")
def mask_turned(A, keep, rng):
    dropped = rng.random(A.shape) < keep
    return A * ~dropped / keep, dropped


@wrong("dropout", says="did not use the mask")
def mask_not_used(A, keep, rng):
    return A / keep, rng.random(A.shape) < keep


@wrong("dropout", says="division by keep into the mask")
def mask_scaled(A, keep, rng):
    mask = (rng.random(A.shape) < keep) / keep
    return A * mask, mask


@wrong("dropout", says="one draw for each column")
def one_mask_for_all_rows(A, keep, rng):
    mask = np.tile(rng.random(A.shape[1]) < keep, (A.shape[0], 1))
    return A * mask / keep, mask


@wrong("dropout", says="one draw for each row")
def whole_rows(A, keep, rng):
    mask = np.repeat(rng.random((A.shape[0], 1)) < keep, A.shape[1], axis=1)
    return A * mask / keep, mask


@wrong("dropout", says="a fixed number")
def exact_number(A, keep, rng):
    mask = rng.permutation(np.arange(A.size) < round(keep * A.size)).reshape(A.shape)
    return A * mask / keep, mask


@wrong("dropout")
def exact_number_in_each_row(A, keep, rng):
    mask = rng.permuted(np.tile(np.arange(A.shape[1]) < round(keep * A.shape[1]), (A.shape[0], 1)), axis=1)
    return A * mask / keep, mask


@wrong("dropout", says="fixed a seed inside")
def dropout_seed_inside(A, keep, rng):
    mask = np.random.default_rng(0).random(A.shape) < keep
    return A * mask / keep, mask


@wrong("dropout", says="another generator")
def dropout_own_generator(A, keep, rng):
    mask = np.random.default_rng().random(A.shape) < keep
    return A * mask / keep, mask


@wrong("dropout")
def mask_from_dropped(A, keep, rng):
    dropped = A * (rng.random(A.shape) < keep) / keep
    return dropped, dropped != 0


@wrong("dropout", says="other numbers")
def uniform_mask(A, keep, rng):
    mask = rng.random(A.shape)
    return A * mask / keep, mask


@wrong("dropout")
def divided_by_the_share(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask / max(mask.mean(), 1e-9), mask


@wrong("dropout", says="built 0.8 in")
def always_four_fifths(A, keep, rng):
    mask = rng.random(A.shape) < 0.8
    return A * mask / keep, mask


@wrong("dropout", says="divided by 0.8")
def divided_by_four_fifths(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask / 0.8, mask


@wrong("dropout", says="bell curve")
def from_a_bell_curve(A, keep, rng):
    mask = rng.normal(size=A.shape) < keep
    return A * mask / keep, mask


@wrong("dropout")
def always_half(A, keep, rng):
    mask = rng.random(A.shape) < 0.5
    return A * mask / 0.5, mask


@wrong("dropout")
def dropped_only(A, keep, rng):
    return A * (rng.random(A.shape) < keep) / keep


@wrong("dropout", says="changed its argument")
def dropout_in_place(A, keep, rng):
    mask = rng.random(A.shape) < keep
    A[~mask] = 0
    return A / keep, mask


@wrong("dropout")
def mask_first(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return mask, A * mask / keep


@wrong("dropout")
def pairs_of_neighbours(A, keep, rng):
    half = rng.random((A.shape[0], -(-A.shape[1] // 2))) < keep
    mask = np.repeat(half, 2, axis=1)[:, : A.shape[1]]
    return A * mask / keep, mask


@wrong("dropout")
def never_the_first(A, keep, rng):
    mask = rng.random(A.shape) < keep
    mask[0, 0] = True
    return A * mask / keep, mask


# early_stopping


@right("early_stopping")
def with_counters(val_losses, patience):
    best, best_epoch, bad = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, best_epoch, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return best_epoch


@right("early_stopping")
def with_while(val_losses, patience):
    best, epoch = 0, 1
    while epoch < len(val_losses) and epoch - best <= patience:
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        epoch += 1
    return np.int64(best)


@right("early_stopping")
def by_running_minimum(val_losses, patience):
    losses = np.asarray(val_losses, dtype=float)
    for stop in range(patience, len(losses)):
        best = int(np.argmin(losses[: stop + 1]))
        if stop - best >= patience:
            return best
    return np.argmin(losses)


@right("early_stopping")
def by_windows(val_losses, patience):
    losses = list(val_losses)
    for i, value in enumerate(losses):
        following = losses[i + 1 : i + 1 + patience]
        if value == min(losses[: i + 1]) and (len(following) < patience or True) and all(v >= value for v in following):
            return float(i)
    return len(losses) - 1


@wrong("early_stopping", says="best of all")
def no_patience(val_losses, patience):
    return int(np.argmin(val_losses))


@wrong("early_stopping", says="where training stops")
def where_it_stops(val_losses, patience):
    best = 0
    for epoch, value in enumerate(val_losses):
        if value < val_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return epoch
    return len(val_losses) - 1


@wrong("early_stopping", says="first epoch that is worse")
def first_worse(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] > val_losses[epoch - 1]:
            return epoch
    return len(val_losses) - 1


@wrong("early_stopping", says="counted epochs from 1")
def epochs_from_one(val_losses, patience):
    return with_counters(val_losses, patience) + 1


@wrong("early_stopping", says="number of its epoch")
def the_loss(val_losses, patience):
    return val_losses[with_counters(val_losses, patience)]


@wrong("early_stopping", says="one epoch too long")
def one_more(val_losses, patience):
    return with_counters(val_losses, patience + 1)


@wrong("early_stopping", says="stopped too soon: after fewer than 3")
def one_less(val_losses, patience):
    return with_counters(val_losses, max(patience - 1, 1))


@wrong("early_stopping", says="It is the first best")
def epoch_nought_is_bad(val_losses, patience):
    best, place, bad = val_losses[0], 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping", says="last of all epochs")
def last_epoch(val_losses, patience):
    return len(val_losses) - 1


@wrong("early_stopping", says="the one before it")
def compared_with_the_one_before(val_losses, patience):
    bad, seen = 0, [val_losses[0]]
    for before, value in zip(val_losses, val_losses[1:], strict=False):
        seen.append(value)
        bad = bad + 1 if value >= before else 0
        if bad >= patience:
            break
    return int(np.argmin(seen))


@wrong("early_stopping", says="Strictly below")
def ties_count(val_losses, patience):
    best, place, bad = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses):
        if value <= best:
            best, place, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping", says="starts the count again")
def never_reset(val_losses, patience):
    best, place, bad = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place = value, epoch
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping")
def ties_restart_the_count(val_losses, patience):
    best, place, bad = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place, bad = value, epoch, 0
        elif value == best:
            bad = 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping", says="subtracted the patience from the last epoch")
def last_of_the_seen(val_losses, patience):
    stop = where_it_stops(val_losses, patience)
    return max(stop - patience, 0)


@wrong("early_stopping")
def starts_from_one(val_losses, patience):
    best, place, bad = 1.0, 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping", says="too small")
def starts_from_ten(val_losses, patience):
    best, place, bad = 10.0, 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping")
def compared_with_patience_ago(val_losses, patience):
    for epoch in range(patience, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - patience]:
            return int(np.argmin(val_losses[: epoch + 1]))
    return int(np.argmin(val_losses))


@wrong("early_stopping", says="returned the loss as well")
def both_values(val_losses, patience):
    best = with_counters(val_losses, patience)
    return best, val_losses[best]


@wrong("early_stopping")
def runs_off_the_end(val_losses, patience):
    best, epoch = 0, 1
    while epoch - best <= patience:
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        epoch += 1
    return best


@wrong("early_stopping", says="a run that never stops early")
def only_if_it_stops(val_losses, patience):
    best = 0
    for epoch, value in enumerate(val_losses):
        if value < val_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return best
    return 0


# momentum_step, adam_step, l2_penalty, dropout, minibatches, choose_setting: slips that were not named before


@wrong("minibatches", says="did not use what you drew")
def an_order_that_is_not_used(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(order), batch_size)]


@wrong("momentum_step", says="Here v adds, and w subtracts")
def a_minus_in_the_velocity(w, g, v, learning_rate, beta):
    v = beta * v - g
    return w + learning_rate * v, v


@wrong("adam_step", says="returned the old m and v")
def adam_old_means_back(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    new_w, (_, _, t) = adam_named(w, g, state, learning_rate, beta1, beta2, eps)
    return new_w, (state[0], state[1], t)


@wrong("adam_step", says="returned the old state")
def adam_old_state_back(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_named(w, g, state, learning_rate, beta1, beta2, eps)[0], state


@wrong("adam_step", says="left out the brackets of (1 − beta1)")
def adam_brackets_of_the_betas(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t, m, v = t + 1, beta1 * m + 1 - beta1 * g, beta2 * v + 1 - beta2 * g**2
    return w - learning_rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("l2_penalty", says="made a new list in each round")
def a_new_list_in_each_round(layers, strength):
    value = 0.0
    for W, b in layers:
        grads = []
        value += strength / 2 * np.sum(W**2)
        grads.append((strength * W, np.zeros_like(b)))
    return value, grads


@wrong("l2_penalty", says="returned inside the loop")
def returned_inside_the_loop(layers, strength):
    value, grads = 0.0, []
    for W, b in layers:
        value += strength / 2 * np.sum(W**2)
        grads.append((strength * W, np.zeros_like(b)))
        return value, grads


@wrong("dropout", says="one draw for the whole array")
def one_draw_for_all(A, keep, rng):
    mask = rng.random() < keep
    return A * mask / keep, mask


@wrong("dropout", says="picked out what is kept")
def the_kept_alone(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A[mask] / keep, mask


@wrong("choose_setting", says="paired each setting with one seed")
def zipped(settings, evaluate, seeds):
    means = [evaluate(setting, seed) for setting, seed in zip(settings, seeds, strict=False)]
    return settings[means.index(max(means))], means


@wrong("choose_setting", says="did not begin the sum at 0 again")
def a_sum_that_goes_on(settings, evaluate, seeds):
    total, means = 0, []
    for setting in settings:
        for seed in seeds:
            total += evaluate(setting, seed)
        means.append(total / len(seeds))
    return settings[means.index(max(means))], means


@wrong("momentum_step", says="multiplied the gradient by beta, too")
def beta_at_both(w, g, v, learning_rate, beta):
    v = beta * (v + g)
    return w - learning_rate * v, v


def _adam_corrected(w, g, state, learning_rate, beta1, beta2, eps, first, second):
    m, v, t = state
    t, m, v = t + 1, beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - learning_rate * (m / first(t)) / (np.sqrt(v / second(t)) + eps), (m, v, t)


@wrong("adam_step", says="corrected both with beta1")
def adam_beta1_twice(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    share = lambda t: 1 - beta1**t  # noqa: E731
    return _adam_corrected(w, g, state, learning_rate, beta1, beta2, eps, share, share)


@wrong("adam_step", says="corrected both with beta2")
def adam_beta2_twice(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    share = lambda t: 1 - beta2**t  # noqa: E731
    return _adam_corrected(w, g, state, learning_rate, beta1, beta2, eps, share, share)


@wrong("adam_step", says="each with the other's beta")
def adam_corrections_exchanged(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam_corrected(
        w, g, state, learning_rate, beta1, beta2, eps, lambda t: 1 - beta2**t, lambda t: 1 - beta1**t
    )


@wrong("adam_step", says="took the root of a negative number")
def adam_times_t(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam_corrected(
        w, g, state, learning_rate, beta1, beta2, eps, lambda t: 1 - beta1 * t, lambda t: 1 - beta2 * t
    )


@wrong("adam_step", says="square root of a negative number")
def adam_minus_in_v(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    t, m, v = t + 1, beta1 * m + (1 - beta1) * g, beta2 * v - 10 * g**2
    return w - learning_rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("l2_penalty", says="summed W.T @ W")
def column_products(layers, strength):
    return strength / 2 * sum((W.T @ W).sum() for W, _ in layers), _penalty(layers, strength)[1]


@wrong("dropout", says="one draw for each column")
def one_mask_a_column(A, keep, rng):
    mask = rng.random(A.shape[1]) < keep
    return A * mask / keep, mask


@wrong("dropout", says="one draw for each row")
def one_mask_a_row(A, keep, rng):
    mask = rng.random((len(A), 1)) < keep
    return A * mask / keep, mask


# judge_minibatches


def _tried(f, m, size, seeds):
    X, y = np.arange(2.0 * m).reshape(m, 2), np.arange(m)
    given = X.copy(), y.copy()
    drawn = [f(*given, size, np.random.default_rng(seed)) for seed in seeds]
    return X, y, drawn, np.array_equal(X, given[0]) and np.array_equal(y, given[1])


def _orders(drawn):
    return [np.concatenate([y_b for _, y_b in batches]).tolist() for batches in drawn]


def _kept(X, y, batches, size):
    """Whether sizes are right, and every row is there once, with its label."""
    order = _orders([batches])[0]
    sizes = [len(y_b) for _, y_b in batches]
    m = len(y)
    rows = np.vstack([X_b for X_b, _ in batches])
    good = sorted(order) == list(range(m)) and np.array_equal(rows, X[order])
    return good and sizes == [min(size, m - i) for i in range(0, m, size)]


@right("judge_minibatches")
def by_many_seeds(f):
    for m, size in [(10, 4), (12, 5), (9, 9)]:
        try:
            X, y, drawn, same = _tried(f, m, size, [1, 2, 3, 4, 1])
        except Exception:
            return False
        orders = _orders(drawn)
        if not same or not all(_kept(X, y, batches, size) for batches in drawn):
            return False
        if orders[0] != orders[-1] or len({tuple(order) for order in orders}) < 3:
            return False
        if all((order[1] - order[0]) % m == 1 == (order[2] - order[1]) % m for order in orders):
            return False
    return True


@right("judge_minibatches")
def by_counting_in_zeros_and_ones(f):
    X, y = np.eye(7), np.arange(7) * 100
    try:
        once, twice, other = (f(X, y, 3, np.random.default_rng(s)) for s in (8, 8, 9))
    except (ValueError, IndexError, TypeError):
        return 0
    if (X != np.eye(7)).any() or (y != np.arange(7) * 100).any():
        return 0
    places = []
    for batches in (once, twice, other):
        if [len(X_b) for X_b, _ in batches] != [3, 3, 1] or len(batches) != 3:
            return 0
        if (sum(X_b.sum(axis=0) for X_b, _ in batches) != 1).any():
            return 0
        if any((X_b.argmax(axis=1) * 100 != y_b).any() for X_b, y_b in batches):
            return 0
        places.append([int(i) for X_b, _ in batches for i in X_b.argmax(axis=1)])
    doubled = places[2] + places[2]
    turned = any(doubled[i : i + 7] == list(range(7)) for i in range(7))
    return int(places[0] == places[1] != places[2] and not turned)


@right("judge_minibatches")
def by_assertions(f):
    try:
        X, y, drawn, same = _tried(f, 23, 5, [0, 0, 1, 2])
        assert same
        for batches in drawn:
            assert _kept(X, y, batches, 5)
            assert len({(b - a) % 23 for a, b in zip(*[_orders([batches])[0][i:] for i in (0, 1)], strict=False)}) > 1
        first, again, *others = _orders(drawn)
        assert first == again and first not in others
    except Exception:
        return np.bool_(False)
    return np.bool_(True)


def _judge(f, m=11, size=4, seeds=(1, 1, 2), kept=True, equal=True, differ=True, turned=True, unchanged=True):
    X, y, drawn, same = _tried(f, m, size, seeds)
    orders = _orders(drawn)
    return bool(
        (not kept or all(_kept(X, y, batches, size) for batches in drawn))
        and (not equal or orders[0] == orders[1])
        and (not differ or orders[0] != orders[-1])
        and (not turned or any(len(set(np.diff(order) % m)) > 1 for order in orders))
        and (not unchanged or same)
    )


def _or_false(f, **settings):
    try:
        return _judge(f, **settings)
    except Exception:
        return False


minibatches = shuffled_first


@wrong("judge_minibatches", says="raises an error for some numbers of rows")
def twelve_rows_and_errors_caught(f):
    return _or_false(f, m=12, size=4)


@wrong("judge_minibatches", says="a right one that cuts a permutation. The last call was f(")
def own_error_caught(f):
    try:
        X, y = np.arange(20.0).reshape(10, 2), np.arange(10)
        for X_b, y_b in f(X, y, 4, np.random.default_rng(0)):
            if X_b[:, 0] / 2 != y_b:
                return False
        return True
    except Exception:
        return False


@wrong("judge_minibatches", says="Your call raised an error in a right function (TypeError")
def called_without_rng(f):
    try:
        return len(f(np.eye(10), np.arange(10), 4)) == 3
    except Exception:
        return False


@wrong("judge_minibatches", says="You said True of every function")
def believes_everything(f):
    return True


@wrong("judge_minibatches", says="You said False of every function")
def believes_nothing(f):
    return False


@wrong("judge_minibatches", says="exchanged True and False")
def judged_upside_down(f):
    return not _or_false(f)


@wrong("judge_minibatches", says="let an error stop your judge")
def errors_not_caught(f):
    return _judge(f)


@wrong("judge_minibatches", says="changes its arguments")
def changes_not_seen(f):
    return _or_false(lambda X, y, *others: f(X.copy(), y.copy(), *others))


@wrong("judge_minibatches", says="begins the old order at another place")
def rotation_not_seen(f):
    return _or_false(f, turned=False)


@wrong("judge_minibatches", says="drops a smaller last batch")
def batches_that_come_out_even(f):
    return _or_false(f, m=12, size=4)


@wrong("judge_minibatches", says="generator of its own")
def generators_not_compared(f):
    return _or_false(f, equal=False)


@wrong("judge_minibatches", says="You called `f` twice with one generator")
def one_generator_for_all_calls(f):
    X, y, rng = np.arange(22.0).reshape(11, 2), np.arange(11), np.random.default_rng(1)
    try:
        first, second = f(X, y, 4, rng), f(X, y, 4, rng)
    except Exception:
        return False
    return _or_false(f) and _orders([first]) == _orders([second])


@wrong("judge_minibatches", says="a right function may draw another order than yours")
def compared_with_ones_own(f):
    X, y = np.arange(22.0).reshape(11, 2), np.arange(11)
    mine = minibatches(X, y, 4, np.random.default_rng(1))
    try:
        return _orders([f(X, y, 4, np.random.default_rng(1))]) == _orders([mine]) and _or_false(f)
    except Exception:
        return False


@wrong("judge_minibatches", says="let an impostor through: one that hands out a row twice")
def sizes_alone(f):
    try:
        return [len(y_b) for _, y_b in f(np.eye(11), np.arange(11), 4, np.random.default_rng(0))] == [4, 4, 3]
    except Exception:
        return False


@wrong("judge_minibatches", says="shuffles rows and labels apart")
def labels_alone(f):
    try:
        X, y, drawn, same = _tried(f, 11, 4, (1, 1, 2))
        orders = _orders(drawn)
        sizes = all([len(y_b) for _, y_b in batches] == [4, 4, 3] for batches in drawn)
        once = all(sorted(order) == list(range(11)) for order in orders)
        shuffled = orders[0] == orders[1] != orders[2] and len(set(np.diff(orders[0]) % 11)) > 1
        return same and sizes and once and shuffled
    except Exception:
        return False


@wrong("judge_minibatches", says="`return`")
def verdict_printed(f):
    print(_or_false(f))


@wrong("judge_minibatches", says="`return`")
def no_verdict_on_right_ones(f):
    if not _or_false(f):
        return False


@wrong("judge_minibatches", says="Expected True or False")
def a_verdict_in_words(f):
    return "right" if _or_false(f) else "impostor"


@wrong("judge_minibatches", says="several truth values")
def a_verdict_for_each_row(f):
    return np.arange(3) == 0


# choose_setting


@right("choose_setting")
def by_numpy(settings, evaluate, seeds):
    table = np.array([[evaluate(setting, seed) for seed in seeds] for setting in settings])
    means = table.mean(axis=1)
    return settings[int(np.argmax(means))], means


@right("choose_setting")
def seed_by_seed(settings, evaluate, seeds):
    sums = [0.0] * len(settings)
    for seed in seeds:
        for k, setting in enumerate(settings):
            sums[k] += evaluate(setting, seed)
    means = [total / len(seeds) for total in sums]
    best = max(range(len(settings)), key=lambda k: means[k])
    return [settings[best], means]


@right("choose_setting")
def with_the_best_so_far(settings, evaluate, seeds):
    best, most, means = None, -math.inf, []
    for setting in settings:
        mean = float(np.mean([evaluate(setting, seed) for seed in seeds]))
        means.append(mean)
        if mean > most:
            best, most = setting, mean
    return best, np.array(means, dtype=np.float32)


def _table(settings, evaluate, seeds):
    return np.array([[evaluate(setting, seed) for seed in seeds] for setting in settings])


@wrong("choose_setting", says="last of equals")
def last_of_equals(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1).tolist()
    return settings[max(range(len(means)), key=lambda k: (means[k], k))], means


@wrong("choose_setting", says="best single run")
def best_single_run(settings, evaluate, seeds):
    table = _table(settings, evaluate, seeds)
    return settings[table.max(axis=1).argmax()], table.mean(axis=1)


@wrong("choose_setting", says="best run of each setting")
def means_of_the_best(settings, evaluate, seeds):
    best = _table(settings, evaluate, seeds).max(axis=1)
    return settings[best.argmax()], best


@wrong("choose_setting", says="lowest mean")
def as_if_it_were_a_loss(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1)
    return settings[means.argmin()], means


@wrong("choose_setting", says="first seed alone")
def first_seed_alone(settings, evaluate, seeds):
    seen = [evaluate(setting, seeds[0]) for setting in settings]
    return settings[int(np.argmax(seen))], seen


@wrong("choose_setting", says="last seed alone")
def overwritten_by_the_next(settings, evaluate, seeds):
    means = []
    for setting in settings:
        for seed in seeds:
            seen = evaluate(setting, seed)
        means.append(seen)
    return settings[means.index(max(means))], means


@wrong("choose_setting", says="Divide by the number of seeds")
def not_divided_by_seeds(settings, evaluate, seeds):
    sums = _table(settings, evaluate, seeds).sum(axis=1)
    return settings[sums.argmax()], sums


@wrong("choose_setting", says="median")
def by_the_median(settings, evaluate, seeds):
    middle = np.median(_table(settings, evaluate, seeds), axis=1)
    return settings[middle.argmax()], middle


@wrong("choose_setting", says="number of settings")
def divided_by_settings(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).sum(axis=1) / len(settings)
    return settings[means.argmax()], means


@wrong("choose_setting", says="place of the best setting")
def the_place(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1)
    return int(means.argmax()), means


@wrong("choose_setting", says="best mean in place of its setting")
def the_best_mean(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1)
    return means.max(), means


@wrong("choose_setting", says="exchanged the two parts")
def means_first(settings, evaluate, seeds):
    return by_numpy(settings, evaluate, seeds)[::-1]


@wrong("choose_setting", says="The means are wanted, too")
def setting_alone(settings, evaluate, seeds):
    return by_numpy(settings, evaluate, seeds)[0]


@wrong("choose_setting", says="The setting is wanted, too")
def means_alone(settings, evaluate, seeds):
    return by_numpy(settings, evaluate, seeds)[1]


@wrong("choose_setting", says="best mean alone")
def only_the_best_mean(settings, evaluate, seeds):
    setting, means = by_numpy(settings, evaluate, seeds)
    return setting, means.max()


@wrong("choose_setting", says="all runs")
def all_the_runs(settings, evaluate, seeds):
    table = _table(settings, evaluate, seeds)
    return settings[table.mean(axis=1).argmax()], table


@wrong("choose_setting", says="sorted the means")
def means_sorted(settings, evaluate, seeds):
    setting, means = by_numpy(settings, evaluate, seeds)
    return setting, sorted(means, reverse=True)


@wrong("choose_setting", says="one for each seed")
def means_for_each_seed(settings, evaluate, seeds):
    table = _table(settings, evaluate, seeds)
    return settings[table.mean(axis=1).argmax()], table.mean(axis=0)


@wrong("choose_setting", says="called evaluate again")
def evaluated_twice(settings, evaluate, seeds):
    def mean(setting):
        return float(np.mean([evaluate(setting, seed) for seed in seeds]))

    return max(settings, key=mean), [mean(setting) for setting in settings]


@wrong("choose_setting", says="evaluate(setting, seed) was called with (5, 'A')")
def seed_and_setting_exchanged(settings, evaluate, seeds):
    means = [np.mean([evaluate(seed, setting) for seed in seeds]) for setting in settings]
    return settings[int(np.argmax(means))], means


@wrong("choose_setting", says="evaluate(setting, seed) was called with ('A', 0)")
def seeds_counted(settings, evaluate, seeds):
    means = [np.mean([evaluate(setting, k) for k in range(len(seeds))]) for setting in settings]
    return settings[int(np.argmax(means))], means


@wrong("choose_setting", says="began with a best mean of 0")
def must_beat_nought(settings, evaluate, seeds):
    best, most, means = None, 0, []
    for setting in settings:
        means.append(float(np.mean([evaluate(setting, seed) for seed in seeds])))
        if means[-1] > most:
            best, most = setting, means[-1]
    return best, means


@wrong("choose_setting", says="a setting as the key of a dict")
def settings_as_keys(settings, evaluate, seeds):
    means = {setting: float(np.mean([evaluate(setting, seed) for seed in seeds])) for setting in settings}
    return max(means, key=means.get), list(means.values())


@wrong("choose_setting")
def stopped_after_the_first(settings, evaluate, seeds):
    for setting in settings:
        return setting, [np.mean([evaluate(setting, seed) for seed in seeds])]


# Slips of a reader that the checks did not name, or named wrongly


@wrong("three_way_split", says="what `rng.shuffle` returns, which is None")
def what_shuffle_returns(n, fractions, rng):
    return tuple(np.split(rng.shuffle(np.arange(n))[:], _cuts(n, fractions)))


@wrong("minibatches", says="You gave `append` two things")
def appended_two_things(X, y, batch_size, rng):
    batches = []
    for i in range(0, len(y), batch_size):
        batches.append(X[i : i + batch_size], y[i : i + batch_size])
    return batches


@wrong("minibatches", says="You drew anew for each batch")
def full_batches_drawn_anew(X, y, batch_size, rng):
    batches = []
    for _ in range(0, len(y), batch_size):
        rows = rng.integers(0, len(y), batch_size)
        batches.append((X[rows], y[rows]))
    return batches


@wrong("momentum_step", says="built in a learning rate of 0.1")
def a_rate_of_a_tenth(w, g, v, learning_rate, beta):
    v = beta * v + g
    return w - 0.1 * v, v


@wrong("momentum_step", says="built in a beta of 0.9")
def a_beta_of_nine_tenths(w, g, v, learning_rate, beta):
    v = 0.9 * v + g
    return w - learning_rate * v, v


@wrong("momentum_step", says="returned the step alone")
def momentum_step_alone(w, g, v, learning_rate, beta):
    v = beta * v + g
    return learning_rate * v, v


@wrong("momentum_step", says="subtracted v without it")
def gradient_and_velocity(w, g, v, learning_rate, beta):
    v = beta * v + g
    return w - learning_rate * g - v, v


@wrong("momentum_step", says="added the sum of all gradients")
def gradients_summed(w, g, v, learning_rate, beta):
    v = beta * v + np.sum(g)
    return w - learning_rate * v, v


@wrong("adam_step", says="You wrote `^`")
def adam_with_a_caret(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + (1 - beta2) * g ^ 2)


@wrong("adam_step", says="You took m for t")
def adam_state_in_another_order(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    t, m, v = state
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    w = w - learning_rate * m / (1 - beta1**t) / (np.sqrt(np.abs(v / (1 - beta2**t))) + eps)
    return w, (t, m, v)


@wrong("adam_step", says="multiplied g by 2 in v")
def adam_twice_g(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    with np.errstate(all="ignore"):
        return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + (1 - beta2) * g * 2)


@wrong("adam_step", says="squared the new m in v")
def adam_square_of_the_new_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state[0] + (1 - beta1) * g
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + (1 - beta2) * m**2)


@wrong("adam_step", says="squared the old m in v")
def adam_square_of_the_old_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m = state[0]
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: beta2 * v + (1 - beta2) * m**2)


@wrong("adam_step", says="built in a beta1 of 0.9. Use")
def adam_beta1_built_in(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, 0.9, beta2, eps)


@wrong("adam_step", says="built in a beta1 of 0.9 for m")
def adam_beta1_built_in_for_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, m=lambda m, g: 0.9 * m + 0.1 * g)


@wrong("adam_step", says="built in a beta2 of 0.999. Use")
def adam_beta2_built_in(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, 0.999, eps)


@wrong("adam_step", says="built in a beta2 of 0.999 for v")
def adam_beta2_built_in_for_v(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps, v=lambda v, g: 0.999 * v + 0.001 * g**2)


@wrong("adam_step", says="corrected with the old t, or without t")
def adam_always_the_first_step(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - learning_rate * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps), (m, v, t + 1)


@wrong("adam_step", says="did not use the learning rate")
def adam_without_a_rate(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, 1, beta1, beta2, eps)


@wrong("adam_step", says="built in a learning rate of 0.1")
def adam_rate_of_a_tenth(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam(w, g, state, 0.1, beta1, beta2, eps)


@wrong("adam_step", says="returned the step alone")
def adam_step_alone(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    new_w, state = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w - new_w, state


@wrong("l2_penalty", says="one flat list")
def a_flat_list(layers, strength):
    value, grads = _penalty(layers, strength)
    return value, [part for pair in grads for part in pair]


@wrong("l2_penalty", says="the number of rows of W for the length of db")
def rows_for_the_length(layers, strength):
    return _penalty(layers, strength)[0], [(strength * W, np.zeros(len(W))) for W, _ in layers]


@wrong("l2_penalty", says="You gave `append` two things")
def appended_two_arrays(layers, strength):
    value, grads = 0, []
    for W, b in layers:
        value += strength / 2 * np.sum(W**2)
        grads.append(strength * W, np.zeros_like(b))
    return value, grads


@wrong("l2_penalty", says="added whole arrays of squares")
def squares_not_added_up(layers, strength):
    value = 0
    for W, _ in layers:
        value += strength / 2 * W**2
    return value, _penalty(layers, strength)[1]


@wrong("l2_penalty", says="added the arrays of squares")
def squares_added_as_tables(layers, strength):
    return sum(strength / 2 * W**2 for W, _ in layers), _penalty(layers, strength)[1]


@wrong("l2_penalty", says="squared the strength, too")
def strength_squared(layers, strength):
    return sum(np.sum((strength * W) ** 2) for W, _ in layers) / 2, _penalty(layers, strength)[1]


@wrong("l2_penalty", says="once more in each round")
def priced_again_in_each_round(layers, strength):
    value = 0
    for W, _ in layers:
        value = strength / 2 * (value + np.sum(W**2))
    return value, _penalty(layers, strength)[1]


@wrong("dropout", says="with probability a half, whatever `keep` is")
def heads_or_tails(A, keep, rng):
    mask = rng.integers(0, 2, A.shape)
    return A * mask / keep, mask


@wrong("early_stopping", says="a `return` inside the loop ends its first round")
def returned_in_the_first_round(val_losses, patience):
    best = 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        return best
    return best


@wrong("early_stopping", says="too small, such as 0")
def starts_from_nought(val_losses, patience):
    best, place, bad = 0, 0, 0
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, place, bad = value, epoch, 0
        else:
            bad += 1
            if bad >= patience:
                break
    return place


@wrong("early_stopping", says="stopped too soon: after fewer than 3")
def returned_at_the_first_worse_one(val_losses, patience):
    best = 0
    for epoch, value in enumerate(val_losses):
        if value < val_losses[best]:
            best = epoch
        elif epoch:
            return best
    return best


@wrong("choose_setting", says="compares a whole list with one number")
def list_compared(settings, evaluate, seeds):
    means = [sum(evaluate(setting, seed) for seed in seeds) / len(seeds) for setting in settings]
    return settings[means == max(means)], means


@wrong("choose_setting", says="in the square brackets of a list")
def indexed_by_an_array(settings, evaluate, seeds):
    means = [np.mean([evaluate(setting, seed) for seed in seeds]) for setting in settings]
    return settings[means == max(means)], means


@wrong("choose_setting", says="did not begin a new list of runs")
def a_list_that_goes_on(settings, evaluate, seeds):
    runs, means = [], []
    for setting in settings:
        runs += [evaluate(setting, seed) for seed in seeds]
        means.append(float(np.mean(runs)))
    return settings[means.index(max(means))], means


@wrong("three_way_split", says="Every test row has a higher number than every validation row")
def the_rest_in_its_old_order(n, fractions, rng):
    training = rng.choice(n, round(n * fractions[0]), replace=False)
    rest, second = np.setdiff1d(np.arange(n), training), round(n * fractions[1])
    return training, rest[:second], rest[second:]


@wrong("three_way_split", says="You drew the test rows, and cut the rest in its old order")
def test_drawn_first(n, fractions, rng):
    test = rng.choice(n, round(n * fractions[2]), replace=False)
    rest, second = np.setdiff1d(np.arange(n), test), round(n * fractions[1])
    return rest[second:], rest[:second], test


@wrong("three_way_split", says="shuffled only inside each pile")
def shuffled_inside_each_pile(n, fractions, rng):
    return tuple(rng.permutation(part) for part in np.split(np.arange(n), _cuts(n, fractions)))


@wrong("three_way_split", says="left the test rows out of the shuffle")
def test_rows_not_shuffled(n, fractions, rng):
    order, (first, second) = np.arange(n), _cuts(n, fractions)
    rng.shuffle(order[:second])
    return order[:first], order[first:second], order[second:]


@wrong("three_way_split", says="You dealt out 1797 rows. Here n is 20")
def all_the_digits(n, fractions, rng):
    return tuple(np.split(rng.permutation(1797), _cuts(n, fractions)))


@wrong("minibatches", says="shuffled only inside each batch")
def shuffled_inside_each_batch(X, y, batch_size, rng):
    places = range(0, len(y), batch_size)
    return [(X[rows], y[rows]) for rows in (rng.permutation(np.arange(len(y))[k : k + batch_size]) for k in places)]


@wrong("minibatches", says="exchanged X_b and y_b")
def labels_first(X, y, batch_size, rng):
    return [(y_b, X_b) for X_b, y_b in _cut(X, y, rng.permutation(len(y)), batch_size)]


@wrong("minibatches", says="put the smaller batch elsewhere")
def smaller_batch_first(X, y, batch_size, rng):
    order, rest = rng.permutation(len(y)), len(y) % batch_size
    return [(X[rows], y[rows]) for rows in np.split(order, range(rest, len(y), batch_size)) if len(rows)]


@wrong("minibatches", says="a pair for each single row")
def row_by_row(X, y, batch_size, rng):
    return [(X[k], y[k]) for k in rng.permutation(len(y))]


@wrong("minibatches", says="Your batches overlap")
def begun_one_row_later_each_time(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    slices = [order[k : k + batch_size] for k in range(len(y) // batch_size)]
    return [(X[rows], y[rows]) for rows in slices]


@wrong("minibatches", says="left out a row between two batches")
def begun_one_row_too_late(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    slices = [order[k : k + batch_size] for k in range(0, len(y), batch_size + 1)]
    return [(X[rows], y[rows]) for rows in slices]


@wrong("minibatches", says="a list of single rows with their labels")
def zipped_and_cut(X, y, batch_size, rng):
    rows = list(zip(X, y, strict=True))
    rng.shuffle(rows)
    return [rows[k : k + batch_size] for k in range(0, len(y), batch_size)]


@wrong("minibatches", says="a single column where the rows of X belong")
def first_column_only(X, y, batch_size, rng):
    return [(X_b[:, 0], y_b) for X_b, y_b in _cut(X, y, rng.permutation(len(y)), batch_size)]


@wrong("minibatches", says="You put all X into one list")
def all_X_then_all_y(X, y, batch_size, rng):
    batches = _cut(X, y, rng.permutation(len(y)), batch_size)
    return [X_b for X_b, _ in batches], [y_b for _, y_b in batches]


@wrong("minibatches", says="You made 1 batch, where 3 are due")
def twenty_rows_built_in(X, y, batch_size, rng):
    return _cut(X, y, rng.permutation(len(y)), 20)


@wrong("momentum_step", says="kept a share of 1 − beta of the old velocity")
def share_of_the_velocity_turned(w, g, v, learning_rate, beta):
    v = (1 - beta) * v + g
    return w - learning_rate * v, v


@wrong("momentum_step", says="exchanged the two shares")
def shares_exchanged(w, g, v, learning_rate, beta):
    v = (1 - beta) * v + beta * g
    return w - learning_rate * v, v


@wrong("adam_step", says="let t grow twice")
def adam_t_twice(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, (m, v, t + 1)


@wrong("adam_step", says="You kept the corrected v.")
def adam_corrected_v_kept(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, (m, v / (1 - beta2**t), t)


@wrong("adam_step", says="You kept the corrected m.")
def adam_corrected_m_kept(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, (m / (1 - beta1**t), v, t)


@wrong("adam_step", says="returned v before m")
def adam_v_before_m(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    w, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w, (v, m, t)


@wrong("adam_step", says="took v out of the state before m")
def adam_v_taken_first(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    v, m, t = state
    return _adam(w, g, (m, v, t), learning_rate, beta1, beta2, eps)


@wrong("adam_step", says="`//` cut the step down to 0")
def adam_whole_steps(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    _, (m, v, t) = _adam(w, g, state, learning_rate, beta1, beta2, eps)
    return w - learning_rate * (m / (1 - beta1**t)) // (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("adam_step", says="or 1 − beta**t turned round")
def adam_differences_turned(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    return _adam_corrected(
        w, g, state, learning_rate, beta1, beta2, eps, lambda t: beta1**t - 1, lambda t: beta2**t - 1
    )


@wrong("adam_step", says="kept a share of 1 − beta of the old m and v")
def adam_shares_exchanged(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    _, (m, v, t) = _adam(w, g, state, learning_rate, 1 - beta1, 1 - beta2, eps)
    return w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


@wrong("adam_step", says="put the parameters in another order")
def adam_rate_at_the_end(w, g, state, beta1=0.9, beta2=0.999, eps=1e-8, learning_rate=0.1):
    return _adam(w, g, state, learning_rate, beta1, beta2, eps)


def _gradients(layers, strength):
    return [(strength * W, np.zeros_like(b)) for W, b in layers]


@wrong("l2_penalty", says="added the weights themselves")
def twice_the_weights(layers, strength):
    return strength / 2 * sum(np.sum(W * 2) for W, b in layers), _gradients(layers, strength)


@wrong("l2_penalty", says="You did not square")
def weights_not_squared(layers, strength):
    return strength / 2 * sum(np.sum(W) for W, b in layers), _gradients(layers, strength)


@wrong("l2_penalty", says="the largest square of each layer")
def largest_squares(layers, strength):
    return strength / 2 * sum(np.max(W**2) for W, b in layers), _gradients(layers, strength)


@wrong("l2_penalty", says="began the value at 1")
def begun_at_one(layers, strength):
    return 1 + strength / 2 * sum(np.sum(W**2) for W, b in layers), _gradients(layers, strength)


@wrong("l2_penalty", says="divided each gradient by the number of weights")
def mean_in_the_gradient(layers, strength):
    return _value(layers, strength), [(dW / dW.size, db) for dW, db in _gradients(layers, strength)]


def _value(layers, strength):
    return strength / 2 * sum(np.sum(W**2) for W, b in layers)


@wrong("l2_penalty", says="exchanged dW and db")
def db_before_dW(layers, strength):
    return _value(layers, strength), [(db, dW) for dW, db in _gradients(layers, strength)]


@wrong("l2_penalty", says="from the last layer to the first")
def last_layer_first(layers, strength):
    return _value(layers, strength), _gradients(layers, strength)[::-1]


@wrong("l2_penalty", says="all dW into one list and all db into another")
def all_dW_then_all_db(layers, strength):
    return _value(layers, strength), tuple(map(list, zip(*_gradients(layers, strength), strict=True)))


@wrong("l2_penalty", says="appended after the loop")
def appended_after_the_loop(layers, strength):
    grads = []
    for W, b in layers:
        pair = strength * W, np.zeros_like(b)
    grads.append(pair)
    return _value(layers, strength), grads


@wrong("l2_penalty", says="or left out the last layer")
def last_layer_left_out(layers, strength):
    return _value(layers[:-1], strength), _gradients(layers[:-1], strength)


@wrong("l2_penalty", says="filled each db with ones")
def ones_for_the_biases(layers, strength):
    return _value(layers, strength), [(strength * W, np.ones_like(b)) for W, b in layers]


@wrong("l2_penalty", says="mean over each layer's weights")
def mean_of_each_layer(layers, strength):
    return strength / 2 * sum(np.mean(W**2) for W, b in layers), _gradients(layers, strength)


@wrong("l2_penalty", says="the shape of its W")
def zeros_like_the_weights(layers, strength):
    return _value(layers, strength), [(strength * W, 0 * W) for W, b in layers]


@wrong("dropout", says="read the mask off the numbers")
def whatever_is_above_nought(A, keep, rng):
    dropped = A * (rng.random(A.shape) < keep) / keep
    return dropped, dropped > 0


@wrong("dropout", says="read the mask off the numbers")
def whatever_is_not_nought(A, keep, rng):
    dropped = A * (rng.random(A.shape) < keep) / keep
    return dropped, dropped != 0


@wrong("dropout", says="A number can be kept and still be 0, or negative")
def positive_ones_only(A, keep, rng):
    mask = (rng.random(A.shape) < keep) & (A > 0)
    return A * mask / keep, mask


@wrong("dropout", says="lost the minus signs")
def sizes_of_the_activations(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return np.abs(A) * mask / keep, mask


@wrong("dropout", says="marked with 1 where a number is dropped")
def mask_of_the_dropped(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return A * mask / keep, ~mask


@wrong("dropout", says="You exchanged the two")
def mask_before_the_numbers(A, keep, rng):
    mask = rng.random(A.shape) < keep
    return mask, A * mask / keep


@wrong("dropout", says="one draw for all, or compared")
def everything_or_nothing(A, keep, rng):
    mask = np.full(A.shape, rng.random() < keep)
    return A * mask / keep, mask


@wrong("dropout", says="put the random numbers into the mask")
def numbers_as_a_mask(A, keep, rng):
    drawn = rng.random(A.shape)
    return A * (drawn < keep) / keep, drawn


@wrong("dropout", says="gave `rng.random` the array itself")
def as_many_as_A(A, keep, rng):
    mask = rng.random(A) < keep
    return A * mask / keep, mask


def _stopped(val_losses, patience, start=1, end=0, better=lambda loss, best: loss < best):
    best = 0
    for epoch in range(start, len(val_losses) - end):
        if better(val_losses[epoch], val_losses[best]):
            best = epoch
        elif epoch - best >= patience:
            break
    return best


@wrong("early_stopping", says="left the function without a `return`")
def nothing_yet(val_losses, patience):
    best, bad = None, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < min(val_losses[:epoch]):
            best, bad = epoch, 0
        else:
            bad += 1
        if bad == patience:
            break
    return best


@wrong("early_stopping", says="`or` takes 0 for False")
def nought_is_false(val_losses, patience):
    return _stopped(val_losses, patience) or len(val_losses) - 1


@wrong("early_stopping", says="`epoch` before it had a value")
def counted_back(val_losses, patience):
    best, bad = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best, bad = epoch, 0
        else:
            bad += 1
        if bad == patience:
            break
    return epoch - bad


@wrong("early_stopping", says="did not look at the last epoch")
def last_epoch_left_out(val_losses, patience):
    return _stopped(val_losses, patience, end=1)


@wrong("early_stopping", says="to fall by a certain amount")
def better_by_a_tenth(val_losses, patience):
    return _stopped(val_losses, patience, better=lambda loss, best: loss < best - 0.1)


@wrong("early_stopping", says="`best` never changes: look at its comparison")
def the_larger_the_better(val_losses, patience):
    return _stopped(val_losses, patience, better=lambda loss, best: loss > best)


@wrong("early_stopping", says="and waited one too long")
def all_bad_ones_and_one_more(val_losses, patience):
    best, bad = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        else:
            bad += 1
        if bad > patience:
            break
    return best


@wrong("early_stopping", says="last epoch of a run that never stops early")
def compared_with_one_further_back(val_losses, patience):
    for epoch in range(patience, len(val_losses)):
        if val_losses[epoch] >= min(val_losses[: epoch - patience + 1]):
            return val_losses.index(min(val_losses[:epoch]))
    return len(val_losses) - 1


@wrong("early_stopping", says="the epoch before the best one")
def counted_without_the_first(val_losses, patience):
    return max(0, _stopped(val_losses, patience) - 1)


@wrong("choose_setting", says="Is your best mean never updated?")
def best_mean_forgotten(settings, evaluate, seeds):
    means, best_mean, best = [], 0, None
    for setting in settings:
        means.append(sum(evaluate(setting, seed) for seed in seeds) / len(seeds))
        if means[-1] > best_mean:
            best = setting
    return best, means


@wrong("choose_setting", says="the loop's variable")
def loop_variable(settings, evaluate, seeds):
    means = []
    for setting in settings:
        means.append(sum(evaluate(setting, seed) for seed in seeds) / len(seeds))
    return setting, means


@wrong("choose_setting", says="the largest name")
def largest_setting(settings, evaluate, seeds):
    return max(settings), _table(settings, evaluate, seeds).mean(axis=1)


@wrong("choose_setting", says="the setting behind the best")
def one_too_far(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1)
    return settings[np.argmax(means) + 1], means


@wrong("choose_setting", says="or the one before the best")
def one_too_near(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=1)
    return settings[np.argmax(means) - 1], means


@wrong("choose_setting", says="by how many seeds a setting wins")
def a_vote_of_the_seeds(settings, evaluate, seeds):
    table = _table(settings, evaluate, seeds)
    return settings[np.argmax(np.bincount(table.argmax(axis=0)))], table.mean(axis=1)


@wrong("choose_setting", says="a number that is built in")
def always_a_fifth(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).sum(axis=1) / 5
    return settings[np.argmax(means)], means


@wrong("choose_setting", says="expected 7 means, one for each setting, got 21")
def a_mean_for_each_run(settings, evaluate, seeds):
    means, runs = [], []
    for setting in settings:
        for seed in seeds:
            runs.append(evaluate(setting, seed))
            means.append(sum(runs) / len(runs))
    return settings[0], means


@wrong("choose_setting", says="more than one entry for each setting")
def indented_too_far(settings, evaluate, seeds):
    means = []
    for setting in settings:
        runs = []
        for seed in seeds:
            runs.append(evaluate(setting, seed))
            means.append(sum(runs) / len(runs))
    return settings[means.index(max(means))], means


@wrong("choose_setting", says="Is a `return` inside the loop?")
def returned_in_the_first_round_of_settings(settings, evaluate, seeds):
    means = []
    for setting in settings:
        means.append(sum(evaluate(setting, seed) for seed in seeds) / len(seeds))
        return settings[means.index(max(means))], means


@wrong("choose_setting", says="You took means over the settings, one for each seed")
def means_of_the_other_axis(settings, evaluate, seeds):
    means = _table(settings, evaluate, seeds).mean(axis=0)
    return settings[np.argmax(means)], means


@wrong("choose_setting", says="kept the last mean alone")
def a_new_list_for_each_setting(settings, evaluate, seeds):
    for setting in settings:
        means = []
        means.append(sum(evaluate(setting, seed) for seed in seeds) / len(seeds))
    return settings[means.index(max(means))], means


# The course's own network holds some of these answers, and is closed while this lesson is open.


@wrong("adam_step", says="is closed while you work on it")
def adam_taken_from_the_course(w, g, state, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8):
    from helpers.network import Adam

    taken, moved = Adam(learning_rate, beta1, beta2, eps), np.array(w, dtype=float)
    taken.m, taken.v, taken.t = state
    taken.step(moved, g)
    return moved, (taken.m, taken.v, taken.t)


@wrong("dropout", says="is closed while you work on it")
def dropout_taken_from_the_course(A, keep, rng):
    from helpers.network.layers import Dropout

    taken = Dropout(keep)
    return taken.forward(A, rng), taken.mask > 0
