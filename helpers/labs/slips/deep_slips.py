"""Name mistakes in the exercises of lesson 07 for which its test cells have no room: by the value that each gives.

Every value belongs to a call of the visible check of the exercise. The lesson's page says what the calls are.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

Pairs = list[tuple[np.ndarray, np.ndarray]]


def _pair(dW: list[Any], db: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Make the gradients of one layer."""
    return np.array(dW, dtype=float), np.array(db, dtype=float)


def _pairs(*stacked: Any) -> Pairs:
    """Make the gradients of several layers, each a table whose last row is db."""
    return [(np.array(part)[:-1], np.array(part)[-1]) for part in stacked]


def _deep_forward(X: np.ndarray, A1: np.ndarray, A2: np.ndarray, P: np.ndarray) -> dict[str, Any]:
    """Return what each mistake gives where (X, A1, A2, P) is right."""
    by_column = [[0.6224593, 0.1480472], [0.3775407, 0.8519528]]
    sums = np.array([[1.5, -1], [1, 0.75]])
    sums_1 = [[1, 0.5, -0.5], [-2, 2.5, -3]]
    return {
        "You left X out of the list. It comes first.": (A1, A2, P),
        "You returned P alone. Return everything, X first.": P,
        "You returned after the first hidden layer. A `return` inside the loop ends it.": (X, A1),
        "You left P out of the list. It comes last.": (X, A1, A2),
        "You returned X and P alone. Every layer's activations are wanted.": (X, P),
        "You left out the softmax: your last array holds the sums.": (X, A1, A2, sums),
        "You ended in a ReLU. The output layer ends in a softmax.": (X, A1, A2, [[1.5, 0], [1, 0.75]]),
        "You used the sigmoid in the hidden layers. They are ReLU layers.": (
            X,
            [[0.7310586, 0.6224593, 0.3775407], [0.1192029, 0.9241418, 0.0474259]],
            [[0.6335251, 0.3316389], [0.370231, 0.3681946]],
            [[0.8957225, 0.1042775], [0.7958723, 0.2041277]],
        ),
        "You used tanh in the hidden layers. They are ReLU layers.": (
            X,
            [[0.7615942, 0.4621172, -0.4621172], [-0.9640276, 0.9866143, -0.9950548]],
            [[0.3080761, -0.4019958], [-0.9756552, -0.460442]],
            [[0.7639085, 0.2360915], [0.0643463, 0.9356537]],
        ),
        "You ran a softmax in every layer. Only the output layer has one.": (
            X,
            [[0.5465494, 0.331499, 0.1219517], [0.0109427, 0.9850317, 0.0040256]],
            [[0.8149089, 0.1850911], [0.447552, 0.552448]],
            [[0.9367148, 0.0632852], [0.8309895, 0.1690105]],
        ),
        "You sent the last sums through a ReLU before the softmax.": (X, A1, A2, [[0.8175745, 0.1824255], P[1]]),
        "You ran the softmax down the columns. Each row should add up to 1.": (X, A1, A2, by_column),
        "You took the softmax over the whole table: `axis=1` is missing.": (
            X,
            A1,
            A2,
            [[0.4627525, 0.037985], [0.2806736, 0.2185888]],
        ),
        "You returned the last layer twice, with a ReLU and with a softmax.": (
            X,
            A1,
            A2,
            [[1.5, 0], [1, 0.75]],
            [[0.8175745, 0.1824255], P[1]],
        ),
        "You used the last layer twice: as a ReLU layer, and then as the softmax's.": (
            X,
            A1,
            A2,
            [[1.5, 0], [1, 0.75]],
            P,
        ),
        "You left out the ReLU in the hidden layers.": (
            X,
            sums_1,
            [[0.5, -0.25], [-5.75, 1.5]],
            [[0.8519528, 0.1480472], [0, 1]],
        ),
        "You stored the sums of the hidden layers, and not their activations.": (
            X,
            sums_1,
            [[0.75, -0.5], [-2.25, 1]],
            P,
        ),
        "You added the biases after the ReLU. They belong to the sum, before it.": (
            X,
            [A1[0] - [0, 0, 0.5], A1[1] - [0, 0, 3]],
            [[0.5, -0.25], [0.25, 2.5]],
            [[0.8519528, 0.1480472], [0.7310586, 0.2689414]],
        ),
        "You left out the biases.": (
            X,
            [[1, 1, 2.5], [0, 3, 0]],
            [[1.25, 0.25], [0, 3]],
            [[0.9770226, 0.0229774], [0.5, 0.5]],
        ),
        "You returned the list in reverse. X comes first.": (P, A2, A1, X),
    }


def deep_forward(right: tuple[np.ndarray, ...], square: bool = False) -> Mapping[str, Any]:
    """Return a sentence for each known mistake in `deep_forward`, and what it gives.

    Parameters
    ----------
    right : tuple (X, A1, A2, P)
        What the check's call should give.
    square : bool
        Whether it is the call with layers as wide as their inputs, in which wrong shapes fit.
    """
    if not square:
        return _deep_forward(*right)
    X = right[0]
    return {
        "You handed X to every layer. A layer gets the activations of the layer before.": (
            X,
            [[2.5, 0], [0, 2]],
            [[0, 5], [0, 1.5]],
            [[0.8807971, 0.1192029], [0.0003354, 0.9996646]],
        ),
        "You handed X to every hidden layer. A layer gets the activations of the layer before.": (
            X,
            [[2.5, 0], [0, 2]],
            [[0, 5], [0, 1.5]],
            [[0.8807971, 0.1192029], [0.1824255, 0.8175745]],
        ),
        "You turned W on its side. It has a row for each input already.": (
            X,
            [[0, 1.5], [0, 0]],
            [[0.75, 3.5], [0, 0.5]],
            [[0.0031727, 0.9968273], [0.0293122, 0.9706878]],
        ),
        "You left out the first layer of weights, and used the last twice.": (
            X,
            [[0, 5], [0, 1.5]],
            [[3, 1], [0, 1]],
            [[0.9990889, 0.0009111], [0.1192029, 0.8807971]],
        ),
        "You took b for W. In a pair, W comes first.": (
            X,
            [[0, 0], [0, 0]],
            [[1, 0.5], [0, 2]],
            [[0.3775407, 0.6224593], [0.0758582, 0.9241418]],
        ),
        "You multiplied W on its side with A. The rows of A are examples: A @ W.": (
            X,
            [[0.5, 1.5], [0, 0]],
            [[0.5, 2], [0.25, 1.25]],
            [[0.0009111, 0.9990889], [0.1824255, 0.8175745]],
        ),
        "You multiplied W @ A. The rows of A are examples: A @ W.": (
            X,
            [[3.5, 0], [0, 1]],
            [[3.5, 1], [0, 2.5]],
            [[0.9890131, 0.0109869], [0.3775407, 0.6224593]],
        ),
        "You used only the first and the last layer. Go through all of them.": (
            X,
            [[2.5, 0], [0, 2]],
            [[0.9890131, 0.0109869], [0.2689414, 0.7310586]],
        ),
    }


_G1 = np.array(
    [[0.365855, -0.1645819, 0.0549744], [0.1829275, -0.883295, 0.623981], [0.1829275, 0.3382225, -0.4219393]]
)
_G2 = np.array([[-0.1219517, 0], [2.1555556, 0.2062662], [2.970002, 0.0970996], [0.6780095, 0.0015645]])
_G3 = np.array(
    [[-0.0286773, 0.0699603, -0.041283], [-0.3780772, 0.2961735, 0.0819037], [-0.0782508, 0.1524501, -0.0741993]]
)
_BY_M = "Divide by m, the number of examples."

# What the call of deep_backward with 4 examples, 2 features and 3 classes gives. A single number is the sum of the
# absolute values of all the gradients.
DEEP_BACKWARD_RIGHT = _pairs(_G1, _G2, _G3)
DEEP_BACKWARD: Mapping[str, Any] = {
    "You left out the division by m: every gradient is m times too large.": _pairs(4 * _G1, 4 * _G2, 4 * _G3),
    "You divided by m twice.": _pairs(_G1 / 4, _G2 / 4, _G3 / 4),
    f"You divided by the number of classes. {_BY_M}": _pairs(4 / 3 * _G1, 4 / 3 * _G2, 4 / 3 * _G3),
    f"You divided by the number of features. {_BY_M}": _pairs(2 * _G1, 2 * _G2, 2 * _G3),
    f"You divided by the number of all the numbers in the message. {_BY_M}": _pairs(_G1 / 3, _G2 / 3, _G3 / 3),
    "You returned minus the gradients. The message is P minus the label.": _pairs(-_G1, -_G2, -_G3),
    "You returned the list in reverse. The first layer comes first.": _pairs(_G3, _G2, _G1),
    "You returned the list in reverse, and you left out the division by m.": _pairs(4 * _G3, 4 * _G2, 4 * _G1),
    "You used the slope of tanh, 1 − a². The slope of the ReLU is 1 or 0.": 63.5598837,
    "You used the slope of the sigmoid, a (1 − a). The slope of the ReLU is 1 or 0.": 24.9933613,
    "You left out the switches of all hidden layers, or they are all open: no activation is below 0.": 12.1634652,
    "You used the switches of only one hidden layer. Every hidden layer has them.": 14.6485266,
    "You put the message itself through a ReLU. The sign of the sum decides, not that of the message.": 9.7431163,
    "You multiplied the message by the activations. Multiply it by the slope, 1 or 0.": 6.1390015,
    "You used the switches too late. They belong to the layer where the message arrives, before dW and db.": 13.5322387,
    "You swapped the arguments of relu_delta: the message comes first.": 34.2009753,
    "You took the switches from sums without their biases.": 2.568044,
    "You did not pass the message on: every layer got the message of the last.": 5.5606492,
}
# The same, by the dW of the last layer alone.
DEEP_BACKWARD_LAST: Mapping[str, Any] = {
    "You multiplied the message by the layer's own activations. Multiply it by the layer's input.": [
        [0.0054918, 0.0230255, -0.0285173],
        [-0.0089022, 0.0535532, -0.044651],
        [-0.0748404, 0.0758714, -0.001031],
    ],
    "You multiplied by X in every layer. Each layer has its own input.": [
        [0.0275028, -0.1063485, 0.0788457],
        [0.4790793, 0.0579066, -0.5369859],
    ],
    "You subtracted 1 in the columns of all labels. Each row has one label.": [
        [-0.3411773, -0.1800397, -0.228783],
        [-0.9405772, -0.9538265, -0.6055963],
    ],
    "You subtracted 1 from whole rows, picked by the labels. A label picks a column in its own row.": [
        [-0.1536773, 0.0074603, -0.041283],
        [-0.9405772, -0.9538265, -0.6055963],
    ],
    "You subtracted 1 at another class than the label. Classes count from 0.": [
        [-0.0911773, 0.0074603, 0.083717],
        [0.3094228, -0.2663265, -0.0430963],
    ],
    "You subtracted the class numbers themselves. Subtract their one-hot rows.": [
        [-0.7161773, 0.1949603, -0.228783],
        [-2.1905772, 0.2961735, -0.6055963],
    ],
    "You subtracted the class number of each row from all its columns. Subtract its one-hot row.": [
        [-0.4661773, -0.3050397, -0.353783],
        [-0.8155772, -0.8288265, -0.4805963],
    ],
    "You used P alone as the message. Subtract the label's one-hot row.": [
        [0.0338227, 0.1949603, 0.146217],
        [0.3094228, 0.2961735, 0.6444037],
    ],
    "You multiplied by the slope of the sigmoid, too. P minus the label is the message at the sums already.": [
        [-0.0047611, 0.0156911, -0.0094811],
        [-0.0273771, 0.05362, 0.0189097],
    ],
}


def deep_backward_calls(X: np.ndarray, layers: Pairs) -> Mapping[str, tuple[tuple[Any, ...], Any]]:
    """Return what `deep_backward` may call: arguments and what comes out, for the X and layers of its check."""
    A1, A2 = [[0, 0.25, 2.25], [0, 3, 3.5], [1, 3, 0], [0, 0.5, 0]], [[0, 2.25], [0.25, 2.75], [0.5, 0], [0.75, 0]]
    P = [
        [0.3650063, 0.2213875, 0.4136063],
        [0.151428, 0.2496626, 0.5989094],
        [0.1219517, 0.5465494, 0.331499],
        [0.0486108, 0.5922011, 0.3591881],
    ]
    message, sums = np.array([[2.0, -3], [-1, 5]]), np.array([[-1.0, 0.5], [3, -2]])
    return {
        "deep_forward": ((X, layers), (X, A1, A2, P)),
        "relu_delta": ((message, sums), [[0, -3], [-1, 0]]),
    }


# The standard deviations of the three layers' weights in init_deep, of the sizes 256, 200, 64 and 10.
SPREADS = {
    "You left out the root: 2 / n_in is the variance.": (0.0078, 0.01, 0.0313),
    "You took the root of 1 / n_in. The ReLU halves the mean square, so it is 2 / n_in.": (0.0625, 0.0707, 0.125),
    "You divided by n_out; He's rule divides by n_in.": (0.1, 0.1768, 0.4472),
    "You used both n_in and n_out (Glorot's rule, for tanh).": (0.0662, 0.087, 0.1644),
    "You drew uniformly from −s to s: that spread is s / √3.": (0.051, 0.0577, 0.1021),
    "You used the first layer's n_in for all layers. Each has its own.": (0.0884, 0.0884, 0.0884),
    "You did not scale the weights.": (1, 1, 1),
    "You used 0.25 for all layers. It is right for 32 inputs only.": (0.25, 0.25, 0.25),
    "You multiplied by n_in; He's rule divides by it.": (22.63, 20, 11.31),
    "You turned the fraction upside down: it is 2 / n_in.": (11.31, 10, 5.657),
}


def same_draws(weights: Sequence[np.ndarray]) -> tuple[str, str]:
    """Say if drawn weights are not all drawn apart from each other: what is seen, and the likely mistake.

    Parameters
    ----------
    weights : sequence of ndarray
        W of each layer.

    Returns
    -------
    tuple of str
        The finding and the mistake; two empty texts where all is well.
    """
    for axis, what in enumerate(("input", "unit")):
        if any(np.unique(W.round(12), axis=axis).shape != W.shape for W in weights):
            return (
                f"Some {what}s of one layer have the same weights.",
                f"You used one draw for many {what}s. Each weight has its own.",
            )
    if any(len(np.unique(W)) < 0.8 * W.size for W in weights):
        return "Many weights are exactly the same.", "You cut the weights off, or you rounded them."
    for one, other in combinations(weights, 2):
        rows, columns = np.minimum(one.shape, other.shape)
        corners = np.corrcoef(one[:rows, :columns].ravel(), other[:rows, :columns].ravel())[0, 1]
        n = min(one.size, other.size)
        if max(abs(corners), abs(np.corrcoef(one.ravel()[:n], other.ravel()[:n])[0, 1])) > 0.9:
            return "Two layers have the same weights, but for a factor.", "You used one draw for several layers."
    return "", ""


def residual_backward(grads: Pairs, dA: np.ndarray, dB: np.ndarray) -> Mapping[str, Any]:
    """Return a sentence for each known mistake in `residual_backward`, and what it gives in the first call.

    Parameters
    ----------
    grads, dA : list of (dW, db), and ndarray (m, n)
        What the call should give.
    dB : ndarray (m, n)
        The message that was handed in.
    """
    first, second = grads
    halved = [(dW / 2, db / 2) for dW, db in grads]
    return {
        "You left out the way around: dB is also a part of dA.": (grads, [[1, 0], [0, 1]]),
        "You returned dB as dA. Add what comes back through the block.": (grads, dB),
        "You added A where dB belongs: a message comes back, not the input.": (grads, [[2, -2], [3, 0]]),
        "You subtracted what comes back through the block. Add it.": (grads, [[0, 0.5], [-2, 2]]),
        "You added dB twice.": (grads, [[3, 1], [-4, 7]]),
        "You left out the switches of the ReLU, or they are all open: no activation is below 0.": (
            [_pair([[-5, -19.5, 4.5], [0, 4, -4]], [-1, -5.5, 2.5]), second],
            [[3.5, 3.5], [5, -3]],
        ),
        "You put the message through a ReLU. The sign of the sum decides, not that of the message.": (
            [_pair([[1, 1.5, 4.5], [-2, -3, -4]], [1, 1.5, 2.5]), second],
            [[3.5, 3.5], [0, 4]],
        ),
        "You multiplied the message by the activations. Multiply it by the slope, 1 or 0.": (
            [_pair([[-19.5, 0, 12], [4, 0, -4]], [-5.5, 0, 4]), second],
            [[2.5, 0.5], [-1, 7]],
        ),
        "You used the slope of tanh, 1 − a². The slope of the ReLU is 1 or 0.": (
            [_pair([[66.25, -19.5, -43.5], [-20, 4, 12]], [21.25, -5.5, -13.5]), second],
            [[1.25, 3.5], [-2.5, -19]],
        ),
        "You swapped the arguments of relu_delta: the message comes first.": (
            [_pair([[1.5, 0, 12], [-3, 0, -4]], [1.5, 0, 4]), second],
            [[2.5, 0.5], [6, 7]],
        ),
        "You divided the gradients by m. That is in dB already.": (halved, dA),
        "You divided by m, or halved dB. The whole message goes both ways, and m is in it already.": (
            halved,
            [[1, 0.25], [-1, 2]],
        ),
        "You averaged the biases' messages over the rows. Add them up.": (
            [(first[0], np.array([-0.5, 0, 0.5])), (second[0], np.array([-0.5, 1.75]))],
            dA,
        ),
        "You left out b1 when you computed the block's sums.": (
            [first, _pair([[-5, 9.5], [0, 0], [-10, 15]], [-1, 3.5])],
            dA,
        ),
        "You used the sums as the input of the second layer. Its input is the activations.": (
            [first, _pair([[-5.5, 11.25], [5, -13.5], [-9, 11.5]], [-1, 3.5])],
            dA,
        ),
        "You put a switch after the block. Its output has no activation.": (
            [first, _pair([[-5.5, 10.5], [0, 0], [-8, 12]], [-1, 3])],
            [[2, 0], [-2, 4]],
        ),
        "You put a switch on dA, by the sign of A. Nothing is switched where the block begins.": (
            grads,
            [[2, 0], [-2, 0]],
        ),
        "You returned the layers in reverse. The first layer comes first.": ([second, first], dA),
        "You swapped the two parts. The gradients come first, then dA.": (dA, grads),
        "You returned dA alone. Return the gradients, too.": dA,
        "You returned the gradients alone. Return dA, too.": grads,
    }


def residual_backward_square(grads: Pairs, dA: np.ndarray) -> Mapping[str, Any]:
    """Return the same for the call with layers as wide as their inputs, in which wrong shapes fit."""
    first, second = grads
    return {
        "You sent the message through W2 without turning W2: dB @ W2.T.": (
            [_pair([[-15, 2.25], [5, -4.5]], [-5, 2.25]), second],
            [[-1.25, 1.625], [-7, -7]],
        ),
        "You sent the message through W1 without turning W1: dZ @ W1.T.": ([first, second], [[-0.5, 0.125], [2, -1]]),
        "You sent the message through W1 and W2 without turning them: use .T.": (
            [_pair([[-15, 2.25], [5, -4.5]], [-5, 2.25]), second],
            [[5.5, 1.625], [-7, 8]],
        ),
        "You let A throw the switches. The sign of the block's sums does.": (
            [_pair([[14, 0], [-8, 0]], [6, 0]), second],
            [[3, 4.5], [2, 11]],
        ),
        "You used the switches before W2. The message meets W2 first.": (
            [_pair([[-5, 6.25], [0, -2.5]], [-1, 2.25]), second],
            [[1.75, 2.625], [-6, 0]],
        ),
        "You used A as the input of the second layer. Its input is the activations.": (
            [first, _pair([[-5, 9.5], [0, -4]], [-1, 3.5])],
            dA,
        ),
        "You used the activations as the input of the first layer. Its input is A.": (
            [_pair([[6, 0], [0, -0.375]], [4, -0.75]), second],
            dA,
        ),
        "You left b1 out of the sums that open the switches, or compared them with another number than 0.": (
            [_pair([[12, 0], [-4, 0]], [4, 0]), second],
            [[1, 0.5], [2, 11]],
        ),
    }


def gradient_norms(right: np.ndarray) -> Mapping[str, Any]:
    """Return a sentence for each known mistake in `gradient_norms`, and what it gives where `right` is right."""
    biases = np.array([12.0, 5, 4])
    return {
        "You left out the root.": right**2,
        "You included the biases.": [13.0479884, 5.6124861, 5],
        "You returned the norms of the biases.": biases,
        "You returned two norms for each layer. Leave the biases out.": np.column_stack([right, biases]),
        "You added up absolute values. Square, add, and take the root.": [8.5, 5, 5],
        "You added up without squaring: entries of opposite sign cancel.": [0.5, 2, 3],
        "You returned the largest entry. The norm takes all of them.": [4, 2, 2],
        "You returned the *spectral* norm. Leave out the second argument, 2.": [4.1384723, 2.2946818, 3],
        "You took another norm, the largest sum along a row. Leave out the second argument.": [5, 2.5, 2],
        "You took another norm, the largest sum down a column. Leave out the second argument.": [4.5, 3, 5],
        "You took the nuclear norm. Leave out the second argument.": [7.1589105, 3.4057333, 3],
        "You added up the norms of the rows. Square all entries, add, and take one root.": [7.1644869, 3.5615528, 5],
        "You added up the norms of the columns. Square all entries, add, and take one root.": [7.1934065, 3.9431748, 3],
        "You took one column only. The norm takes all of them.": [4.0311289, 0.7071068, 3],
        "You took the mean of the squares. Take their sum.": [2.5617377, 1.040833, 1.7320508],
        "You returned one norm for all layers together. Each layer has its own.": 6.461424,
        "You added up the norms of the layers. Each layer has its own.": 10.6729851,
        "You returned the layers in reverse. The first layer comes first.": right[::-1],
        "You sorted the norms. They come in the order of the layers.": np.sort(right),
        "You sorted the norms, the largest first. They come in the order of the layers.": np.sort(right)[::-1],
    }


LAYER_NORM: Mapping[str, Any] = {
    "You added eps outside the root. Add it to the variance, inside.": [
        [0.4260233, -1.2219301, 1.8890349, -0.3342096],
        [0.4595547, -0.8382188, 1.8786641, -1],
    ],
    "You left out eps, or used another one than the argument.": [
        [-0.0656854, -2.6970563, 1.1514719, 4.0911688],
        [-0.3164966, 2.2659863, -0.4494897, -1],
    ],
    "You took the larger of the variance and eps. Add the two.": [
        [0.0874315, -2.2377055, 1.3811473, 2.7131165],
        [0.2937158, -0.174863, 1.3811473, -1],
    ],
    "You squared eps.": [[0.4158407, -1.2524778, 1.8737611, -0.2425667], [0.4575045, -0.8300179, 1.8725134, -1]],
    "You divided the variance by n − 1. Divide by n.": [
        [0.184429, -1.946713, 1.5266435, 1.8401391],
        [0.3019705, -0.207882, 1.4059115, -1],
    ],
    "You normalised each column. Normalise each row, over its units.": [
        [0.2044012, -2.1707388, 1.3939085, 0.1441551],
        [0.7955988, 0.1707388, 2.6060915, -2.1441551],
    ],
    "You used one mean and one spread for the whole table. Each row has its own.": [
        [-0.0345225, -2.4253933, 0.930955, 1.6726124],
        [0.5, 0.069045, 2, -0.4654775],
    ],
    "You divided by the variance. Divide by its root.": [
        [0.4444444, -1.1666667, 1.9166667, -0.5],
        [0.46, -0.84, 1.88, -1],
    ],
    "You did not subtract the mean.": [[0.6666667, -1, 3, 3.5], [1.3, 1.8, 4.4, 2]],
    "You subtracted the median. Subtract the mean.": [[0.4166667, -1.5, 2.25, 2.75], [0.4, 0, 1.7, -0.7]],
    "You swapped gain and shift.": [[0.8333333, 2.5, 2.6666667, 2], [0.9, 1.6, 2.6, 3]],
    "You divided by the gain, which should multiply.": [
        [0.1666667, -1.25, 1.9444444, -0.6666667],
        [0.3, -0.8, 1.9333333, -1],
    ],
    "You used `@`, which adds up over the units. Each unit keeps its own number: use `*`.": ValueError("(2,) (4,)"),
    "You left out the gain.": [[0.1666667, -1.5, 1.8333333, 0], [0.3, -0.6, 1.8, -1]],
    "You left out the shift.": [[-0.3333333, -1, -0.5, 3], [-0.2, 0.8, -0.6, 0]],
    "You multiplied the shift by the gain as well.": [[0.1666667, -3, 5.5, 0], [0.3, -1.2, 5.4, -3]],
    "You added the shift before the division. It comes last.": [
        [-0.25, -1.3333333, 0.5, 2.5],
        [-0.1, 0.4, 0.6, -0.6],
    ],
    "You put a ReLU at the end. Negative numbers stay here.": [[0.1666667, 0, 1.5, 2], [0.3, 0, 1.4, 0]],
}
