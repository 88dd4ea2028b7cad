"""Train digit_reader.npz again, the network that reads what a learner draws. Nobody needs to: the file is here.

To make it: `python -m helpers.make_digit_reader`. It takes about a minute, and says how often the network is right
on the 1000 digits of the course from which it did not learn.
"""

from pathlib import Path

import numpy as np

from helpers import network
from helpers.data import mnist

EPOCHS, RATE = 60, 0.002


def bent(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Turn, lean, stretch, move, bend and thicken or thin each image (m, 28, 28) a little, each in another way."""

    def draw(far: float) -> np.ndarray:
        return rng.uniform(-far, far, (len(images), 1, 1))

    y, x = np.mgrid[-13.5:14.5, -13.5:14.5]
    angle, lean, waves = draw(0.25), draw(0.3), 2 * np.pi / 28 * (1 + draw(0.5))
    u = x + draw(1.2) * np.sin(waves * y + draw(np.pi)) + lean * y
    v = y + draw(1.2) * np.sin(waves * x + draw(np.pi))
    u, v = np.cos(angle) * u - np.sin(angle) * v, np.sin(angle) * u + np.cos(angle) * v
    u, v = u * (1.05 + draw(0.2)) + draw(1.0), v * (1.0 + draw(0.1)) + draw(1.0)
    return thickened(sampled(images, u + 13.5, v + 13.5), rng)


def sampled(images: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the ink of images (m, 28, 28) at places x, y (m, 28, 28) in pixels, between pixels interpolated."""
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)))  # outside is paper
    x, y = np.clip(x + 1, 0, 28.999), np.clip(y + 1, 0, 28.999)
    i, j, which = y.astype(int), x.astype(int), np.arange(len(images))[:, None, None]
    down, right = y - i, x - j
    above = (1 - right) * framed[which, i, j] + right * framed[which, i, j + 1]
    below = (1 - right) * framed[which, i + 1, j] + right * framed[which, i + 1, j + 1]
    between: np.ndarray = (1 - down) * above + down * below
    return between


def thickened(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Mix each image with the darkest, or the lightest, of its pixels' neighbours: strokes get thicker, or thinner."""
    near = [np.roll(images, by, axis=(1, 2)) for by in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))]
    share = rng.uniform(-0.5, 0.9, (len(images), 1, 1))
    extreme = np.where(share > 0, np.max(near, axis=0), np.min(near, axis=0))
    mixed: np.ndarray = images + np.abs(share) * (extreme - images)
    return mixed


def make(path: Path) -> None:
    """Train 784-64-10 on the first 4000 digits, bent in another way in each epoch, and write its numbers as float16."""
    images, labels = mnist()
    rng = np.random.default_rng(0)
    net = network.build([784, 64, 10], rng)
    optimiser = network.Adam(RATE)
    for epoch in range(EPOCHS):
        optimiser.learning_rate = RATE * (1 - epoch / EPOCHS)
        network.train(net, bent(images[:4000], rng).reshape(-1, 784), labels[:4000], rng, 1, optimiser=optimiser)
    np.savez_compressed(path, params=net.params.astype(np.float16))
    print(f"{net.accuracy(images[4000:].reshape(-1, 784), labels[4000:]):.1%} of 1000")


if __name__ == "__main__":
    make(Path(__file__).with_name("digit_reader.npz"))
