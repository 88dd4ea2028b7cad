"""Every derivative that lesson 05 states, beside what central differences give at points drawn at random."""

import numpy as np

rng = np.random.default_rng(5)
m, n, k = 4, 3, 3
A, W, b = rng.normal(size=(m, n)), rng.normal(size=(n, k)), rng.normal(size=k)
Z, message, y = rng.normal(size=(m, k)), rng.normal(size=(m, k)), np.array([2, 0, 1, 1])
Y = np.eye(k)[y]


def softmax(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True)


def prices(Z):
    """The price of each row, (m,) for Z (m, k)."""
    return -np.log((softmax(Z) * Y).sum(axis=1))


def slopes(f, v, h=1e-6):
    """Central differences of f, which gives one number, at each entry of v."""
    found = np.zeros_like(v)
    for place in np.ndindex(v.shape):
        step = np.zeros_like(v)
        step[place] = h
        found[place] = (f(v + step) - f(v - step)) / (2 * h)
    return found


def said(some_message):
    """A number that hangs on what a layer says, so that the message at its output is `some_message`."""
    return lambda value: np.sum(some_message * value)


def one_row():
    """Every line of the derivation, a row at a time: with the sum of the rows' prices, each row is by itself."""
    claimed = np.stack([-Y + np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True), softmax(Z) - Y])
    return claimed, np.stack([slopes(lambda v: prices(v).sum(), Z)] * 2)


def many_rows():
    return (softmax(Z) - Y) / m, slopes(lambda v: prices(v).mean(), Z)


def tanh_slope():
    """Every line of the derivation."""
    a, s = np.tanh(Z), 1 / (1 + np.exp(-2 * Z))
    claimed = np.stack([2 * s * (1 - s) * 2, 2 * s * (2 - 2 * s), (1 + a) * (1 - a), 1 - a**2])
    return claimed, np.stack([(np.tanh(Z + 1e-6) - np.tanh(Z - 1e-6)) / 2e-6] * 4)


def through_tanh():
    a = np.tanh(Z)
    return message * (1 - a**2), slopes(lambda v: said(message)(np.tanh(v)), Z)


def passed_on():
    """The sum over j as it is printed, by index, in every row."""
    claimed = [[sum(message[r, j] * W[i, j] for j in range(k)) for i in range(n)] for r in range(m)]
    return np.array(claimed), slopes(lambda v: said(message)(v @ W + b), A)


def weights_and_biases():
    claimed_w = [[sum(A[r, i] * message[r, j] for r in range(m)) for j in range(k)] for i in range(n)]
    claimed_b = [sum(message[r, j] for r in range(m)) for j in range(k)]
    measured_w = slopes(lambda v: said(message)(A @ v + b), W)
    measured_b = slopes(lambda v: said(message)(A @ W + v), b)
    return np.vstack([claimed_w, [claimed_b]]), np.vstack([measured_w, measured_b])


CHECKS = {
    r"\begin{aligned}"
    "\n"
    r"\frac{\partial L}{\partial z_j} &= -y_j + \frac{\partial}{\partial z_j} \log \sum_i e^{z_i}"
    "\n"
    r"&& -z_c \text{ has slope } -1 \text{ if } j = c \text{, else } 0 \\"
    "\n"
    r"&= -y_j + \frac{1}{\sum_i e^{z_i}} \cdot e^{z_j} && \log u \text{ has slope } 1/u"
    r" \text{, and } e^{z_j} \text{ has slope } e^{z_j} \\"
    "\n"
    r"&= p_j - y_j && \text{softmax again}"
    "\n"
    r"\end{aligned}": one_row,
    r"\frac{\partial L}{\partial z_{rj}} = \frac{p_{rj} - y_{rj}}{m} .": many_rows,
    r"\begin{aligned}"
    "\n"
    r"\tanh z &= 2 s - 1 \text{ with } s = \sigma(2z) && \text{lesson 04} \\"
    "\n"
    r"\tanh'(z) &= 2 \cdot s (1 - s) \cdot 2 && \text{the sigmoid's slope (lesson 02), times 2"
    r" for } 2s \text{ and times 2 for } 2z \\"
    "\n"
    r"&= (2 s) \cdot (2 - 2 s) && \text{in another order} \\"
    "\n"
    r"&= (1 + a) (1 - a) && \text{because } a = 2 s - 1 \\"
    "\n"
    r"&= 1 - a^2"
    "\n"
    r"\end{aligned}": tanh_slope,
    r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} \, (1 - a^2) .": through_tanh,
    r"\frac{\partial L}{\partial a_i} = \sum_{j} \frac{\partial L}{\partial z_j} \, w_{ij} .": passed_on,
    r"\frac{\partial L}{\partial w_{ij}} = \sum_{r=1}^{m} a_{ri} \, \frac{\partial L}{\partial z_{rj}} , \qquad"
    "\n"
    r"\frac{\partial L}{\partial b_j} = \sum_{r=1}^{m} \frac{\partial L}{\partial z_{rj}} .": weights_and_biases,
}
