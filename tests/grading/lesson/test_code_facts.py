"""What is read from a cell's code without running it."""

import pytest

from grading.lesson.code_facts import CodeFacts, code_facts


def test_a_function_its_imports_and_its_lookups():
    facts = code_facts("import numpy as np\n\n\ndef f(x, y=scale):\n    return np.mean(x) + offset")
    assert facts.binds == ["f", "np"] and facts.functions == ["f"] and not facts.changeable
    assert facts.imports == {"np": "numpy"}
    assert facts.in_functions == ["np", "offset", "scale"]
    assert facts.readable and not facts.reaches_out and not facts.keeps_state


@pytest.mark.parametrize(
    ("source", "binds", "changeable"),
    [
        ("a = 3", "a", ""),
        ("a, b = None, -1.5", "a b", ""),
        ("a: int = 2 * 3", "a", ""),
        ("a = [3]", "a", "a"),
        ("a = b", "a", "a"),
        ("a = 3\na = {}", "a", "a"),
        ("a += 1", "a", "a"),
        ("del a", "a", "a"),
        ("f = lambda x: x", "f", ""),
        ("for a in b: pass", "a", "a"),
        ("with b as a: pass", "a", "a"),
        ("with b:\n    a = np.zeros(3)\n    c = 1", "a c", "a"),
        ("try: pass\nexcept E as a: pass", "a", "a"),
        ("print(a := b)", "a", "a"),
        ("class A: x = 1", "A", "A"),
        ("match b:\n    case [a, *c]: pass\n    case {'k': d, **e}: pass", "a c d e", "a c d e"),
        ("def f():\n    global a\n    a = 3", "a f", "a"),
        ("[a for a in b]", "", ""),
        ("def f(a):\n    b = a\n    return b", "f", ""),
    ],
)
def test_what_is_bound_and_what_of_it_may_change(source: str, binds: str, changeable: str):
    facts = code_facts(source)
    assert facts.binds == binds.split() and facts.changeable == changeable.split()


@pytest.mark.parametrize(
    "source",
    [
        "def f(x, seen=[]): return x",
        "def f(x, seen=dict()): return x",
        "@cache\ndef f(x): return x",
        "def f(x):\n    f.calls = 1",
        "def f(x):\n    seen[x] = 1",
        "def f(x):\n    del seen[x]",
        "def f(x):\n    global n\n    n = x",
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    return g",
    ],
)
def test_a_function_that_may_remember(source: str):
    assert code_facts(source).keeps_state


@pytest.mark.parametrize(
    "source",
    [
        "def f(x, n=3, g=np.tanh, h=other): return x",
        "def f(x):\n    y = {}\n    y[x] = 1\n    y['a'].b = 2\n    return y",
        "class A:\n    def f(self):\n        self.x = 1",
    ],
)
def test_a_function_that_remembers_nothing(source: str):
    assert not code_facts(source).keeps_state


@pytest.mark.parametrize(
    "source",
    [
        "exec('a = 1')", "eval('a')", "globals()['a'] = 1", "x = locals()", "vars()", "setattr(f, 'a', 1)",
        "from numpy import *", "import os", "import numpy.random", "from numpy.random import seed", "from . import x",
        "from numpy import random", "np.random.seed(1)", "r = np.random", "x = np.random.rand(3)", "open('x')",
        "np.save('x', a)", "f.__globals__", "__builtins__", "get_ipython()", "_ + 1", "_3", "Out[3]", "_ih", "input()",
        "import importlib", "def f():\n    return eval('x')",
    ],
)  # fmt: skip
def test_code_that_reaches_what_its_names_do_not_tell(source: str):
    assert code_facts(source).reaches_out


@pytest.mark.parametrize(
    "source",
    [
        "rng = np.random.default_rng(1)\nrng.random(3)", "import numpy as np", "from helpers import plots",
        "for _ in range(3): pass", "def f(input, open): return input + open", "f.__name__", "x.shape",
        "from scipy.special import expit",
    ],
)  # fmt: skip
def test_code_that_does_not(source: str):
    assert not code_facts(source).reaches_out


def test_what_is_called_for_what_it_does():
    facts = code_facts(
        "np.seterr(all='raise')\nx = np.ones(3)\nshow()\n\n\ndef f(a):\n    np.add.at(a, 0, 1)\n    a.sort()"
    )
    assert facts.acts == ["a.sort", "np.add.at", "np.seterr", "show"] and facts.acts_later == ["a.sort", "np.add.at"]


@pytest.mark.parametrize("source", ["def f(", "%time f()", "!ls", "x\0", "\ud800", "(" * 300, "-" * 10**5 + "1"])
def test_what_cannot_be_read_is_said_to_be_so(source: str):
    assert code_facts(source) == CodeFacts(readable=False)
