"""Every derivative that lesson 02 states, beside what central differences give at points drawn at random."""

import numpy as np

rng = np.random.default_rng(2)
X, y = rng.normal(size=(7, 3)), rng.integers(0, 2, 7)
w, b, z, p = rng.normal(size=3), 0.4, rng.normal(size=7), rng.uniform(0.1, 0.9, 7)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def prices(p):
    """The price of each example, (m,)."""
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def loss(z):
    return prices(sigmoid(z)).mean()


def slopes(f, v, h=1e-6):
    """Central differences of f at v: each number of v by itself, or all at once where f works number by number."""
    if np.shape(f(v)) == np.shape(v):
        return (f(v + h) - f(v - h)) / (2 * h)
    return np.array([(f(v + step) - f(v - step)) / (2 * h) for step in h * np.eye(len(v))])


def both(claimed, f, v):
    return lambda: (claimed, slopes(f, v))


def weights_and_bias():
    """The two sums as they are printed, by index, beside the differences."""
    dz = (sigmoid(X @ w + b) - y) / len(y)
    claimed = [sum(dz[i] * X[i, j] for i in range(len(y))) for j in range(len(w))] + [sum(dz)]
    measured = slopes(lambda v: loss(X @ v[:-1] + v[-1]), np.append(w, b))
    return np.array(claimed), measured


CHECKS = {
    r"\frac{\partial L_i}{\partial p_i} = -\frac{1}{p_i} \;\text{ where } y_i = 1 , \qquad"
    "\n"
    r"\frac{\partial L_i}{\partial p_i} = \frac{1}{1 - p_i} \;\text{ where } y_i = 0 .": both(
        np.where(y == 1, -1 / p, 1 / (1 - p)), prices, p
    ),
    r"\frac{\partial L_i}{\partial p_i} = \frac{p_i - y_i}{p_i (1 - p_i)} .": both((p - y) / (p * (1 - p)), prices, p),
    r"\sigma'(z) = \sigma(z) \, \bigl(1 - \sigma(z)\bigr) , \qquad \text{and so} \qquad"
    "\n"
    r"\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i) .": both(sigmoid(z) * (1 - sigmoid(z)), sigmoid, z),
    r"\frac{\partial L_i}{\partial z_i} = p_i - y_i .": both(sigmoid(z) - y, lambda z: prices(sigmoid(z)), z),
    r"\frac{\partial L}{\partial z_i} = \frac{p_i - y_i}{m} .": both((sigmoid(z) - y) / len(y), loss, z),
    r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{m} \frac{p_i - y_i}{m} \, x_{ij} , \qquad"
    "\n"
    r"\frac{\partial L}{\partial b} = \sum_{i=1}^{m} \frac{p_i - y_i}{m} .": weights_and_bias,
}
