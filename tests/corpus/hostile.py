"""Notebooks that try for points that they have not earned, or to do harm: none may gain one, or cost anybody one."""

import json
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.corpus.case import ALL, FULL, answered, case, cell, instead, notebook, own, save

own("hostile", """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return None
    def visit_Raise(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Strip())
""", "asserts_stripped")  # fmt: skip
own("hostile", "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])", "cells_emptied")
own("hostile", "get_ipython().run_cell = lambda *a, **k: None", "run_cell_replaced")
own("hostile", """
import sys
sys.displayhook = lambda value: None
get_ipython().displayhook.__class__.__call__ = lambda self, value=None: None
""", "displayhook_replaced")  # fmt: skip
own("hostile", """
import helpers.checks as checks, helpers.checks.check as check
check.Check.__call__ = lambda self, *a, **k: type('Yes', (), {'__getattr__': lambda s, n: lambda *a, **k: (0, 0)})()
check.Check.fail = lambda self, *a: None
checks.marks = check.marks = lambda *a: 3
""", "checks_replaced")  # fmt: skip
own("hostile", """
import numpy as np, numpy.testing
for name in ('array_equal', 'isclose', 'allclose'):
    setattr(np, name, lambda a, b, *c, **k: np.ones(np.shape(b), bool))
numpy.testing.assert_allclose = lambda *a, **k: None
import helpers.checks.compare as compare
compare.difference = lambda *a, **k: ''
""", "numpy_replaced")  # fmt: skip
own("hostile", """
import builtins
builtins.AssertionError = type('Quiet', (Exception,), {})
builtins.isinstance = lambda *a: True
builtins.any = lambda *a: False
""", "builtins_replaced")  # fmt: skip
own("hostile", """
import sys, importlib.abc, importlib.machinery
class Loader(importlib.abc.Loader):
    def create_module(self, spec): return None
    def exec_module(self, module):
        module.Check = module.needs = module.marks = module.beside = lambda *a, **k: 3
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith('helpers.checks'): return importlib.machinery.ModuleSpec(name, Loader())
sys.meta_path.insert(0, Finder())
for name in [n for n in sys.modules if n.startswith('helpers')]: del sys.modules[name]
""", "imports_hooked")  # fmt: skip

EQUAL = """
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return np.True_
    def __sub__(self, other): return 0 * np.asarray(other)
    __rsub__ = __sub__
def {0}(*args, **kwargs):
    return np.zeros(3).view(Equal)
"""
READER = """
class Reader:
    def __array__(self, dtype=None, copy=None):
        import sys
        frame = sys._getframe()
        while frame:
            if 'expected' in frame.f_locals: return np.asarray(frame.f_locals['expected'])
            frame = frame.f_back
        return np.zeros(3)
    def __float__(self): return 0.0
    __len__ = lambda self: 3
def {0}(*args, **kwargs):
    return Reader()
"""
FRAMES = """
def {0}(*args, **kwargs):
    import gc, sys
    for found in gc.get_objects():
        if isinstance(found, dict) and 'expected' in found: return found['expected']
    frame = sys._getframe()
    while frame:
        if 'expected' in frame.f_locals: return frame.f_locals['expected']
        frame.f_locals['points'] = 3
        frame = frame.f_back
"""
PATCH_CALLER = """
def {0}(*args, **kwargs):
    import sys, ctypes
    frame = sys._getframe(1)
    while frame:
        for name in ('check', 'answer', 'marks', 'Check'):
            if name in frame.f_globals: frame.f_globals[name] = lambda *a, **k: 3
        frame = frame.f_back
"""
for _name, _source in [("always_equal", EQUAL), ("array_that_reads_frames", READER), ("frames_and_garbage", FRAMES),
                       ("caller_patched", PATCH_CALLER)]:  # fmt: skip
    instead("hostile", "weighted_sum", _source.format("weighted_sum"), _name)


def sums(body: str, name: str, alone: bool = True) -> None:
    """Keep a weighted_sum with this body."""
    instead("hostile", "weighted_sum", f"def weighted_sum(X, w, b):\n    {body}", name, alone=alone)


sums("import os; os._exit(0)", "a_call_that_ends_all")
sums("raise SystemExit(0)", "a_call_that_exits")
sums("raise KeyboardInterrupt", "a_call_that_interrupts")
sums("return float('nan')", "nan_for_all")
sums("return np.zeros(10**9)", "gigabytes_returned", alone=False)
sums("a = []\n    a.append(a)\n    return a", "a_list_in_itself")
sums("return 10 ** 100_000", "a_number_without_end")
instead("hostile", "weighted_sum", """
def weighted_sum(X, w, b):
    import os, sys
    for number in range(3, 60):
        try: os.write(number, b'\\x00' * 64 + b'answer')
        except OSError: pass
    return X @ w + b
""", "nonsense_on_every_handle")  # fmt: skip
instead("hostile", "weighted_sum", """
def weighted_sum(X, w, b):
    import json, sys
    frame = sys._getframe()
    while frame:
        peer = frame.f_locals.get('self')
        if hasattr(peer, 'channel'):
            answer = {'message': 'Outcome', 'value': peer.encode(3.0), 'error': None, 'changes': [], 'printed': [],
                      'warned': [], 'random_state': None, 'cpu_seconds': 0.0}
            result = {'message': 'TestRan', 'name': 'test_weighted_sum', 'points': 2.0, 'reason': '', 'outputs': []}
            peer.channel.send(peer.encode(answer))
            peer.channel.send(json.dumps(result).encode())
        frame = frame.f_back
    return 0
""", "answers_forged")  # fmt: skip
instead("hostile", "neuron", """
def neuron(X, w, b, activation):
    import gc
    for name in ('__globals__', '__closure__', '__code__', 'peer'):
        print(getattr(activation, name, None))
    return getattr(activation, '__globals__', {}).get('expected', 0)
""", "the_handed_function_searched")  # fmt: skip
instead("hostile", "pizza_neuron", """
class Marks(float):
    def __ge__(self, other): return True
def pizza_neuron():
    return Marks(3), Marks(3)
""", "numbers_of_a_kind")  # fmt: skip
instead("hostile", "pizza_neuron", """
def pizza_neuron():
    return np.array([1e308, 1e308, -1e308, 1e308]) * 10, float('inf')
""", "infinities")  # fmt: skip

own(
    "hostile",
    """
import os, sqlite3
for path in ('{0}/gradebook.db', '../../../gradebook.db', 'gradebook.db'):
    try:
        book = sqlite3.connect(path)
        book.execute('update grade set auto_score = 99, manual_score = 99')
        book.commit()
    except Exception as error: print(error)
""",
    "gradebook_edited",
    alone=False,
)  # fmt: skip - under nbgrader alone it gives everybody 594 points of 12
own("hostile", """
import pathlib
for path in pathlib.Path('COURSE').rglob('*.ipynb'):
    print('FOUND', path, path.read_text()[:200])
""", "solutions_read")  # fmt: skip
own("hostile", """
import pathlib
for path in pathlib.Path('..').resolve().parent.rglob('*'):
    print('FOUND', path)
""", "others_read")  # fmt: skip
own("hostile", """
import os, time
if os.fork() == 0:
    while True: time.sleep(1)
""", "a_process_left_behind", alone=False)  # fmt: skip
own("hostile", """
import subprocess, sys
subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(10000)'], start_new_session=True)
""", "a_daemon", alone=False)  # fmt: skip
own("hostile", """
import threading, time
def spin():
    while True: time.sleep(0.001)
for _ in range(20): threading.Thread(target=spin, daemon=True).start()
""", "threads_left_behind", alone=False)  # fmt: skip
own("hostile", """
import urllib.request, socket
for what in (lambda: socket.create_connection(('1.1.1.1', 53), 1),
             lambda: urllib.request.urlopen('http://example.com', timeout=1),
             lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)):
    try: what(); print('FOUND a network')
    except OSError as error: print(error)
""", "the_network", alone=False)  # fmt: skip
own("hostile", "import os\nwhile True:\n    os.fork()", "a_fork_bomb", alone=False)
own("hostile", """
import os
try:
    while os.fork(): pass
    while True: pass
except OSError: pass
""", "a_fork_bomb_that_stays", alone=False)  # fmt: skip
own("hostile", "held = []\nwhile True:\n    held.append(bytearray(10**8))", "a_memory_bomb", alone=False)
own("hostile", "while True:\n    print('x' * 10**6)", "output_without_end", alone=False)
own("hostile", """
number = 0
while True:
    open(f'file-{number}', 'wb').write(bytes(10**7))
    number += 1
""", "files_without_end", alone=False)  # fmt: skip
own("hostile", """
import os
for folder in (os.path.expanduser('~/.ipython/profile_default/startup'), '.', '/'):
    for name in ('00.py', 'sitecustomize.py', 'usercustomize.py', 'numpy.py', 'conftest.py'):
        try:
            os.makedirs(folder, exist_ok=True)
            open(os.path.join(folder, name), 'w').write('raise SystemExit')
        except OSError as error: print(error)
""", "start_up_files", alone=False)  # fmt: skip
own("hostile", """
import os, signal
for number in (1, os.getppid(), 0, -1): os.kill(number, signal.SIGKILL)
""", "all_killed", alone=False)  # fmt: skip
own("hostile", """
import atexit, os, sys, threading
atexit.register(lambda: print('weighted_sum: every check here is met.'))
sys.settrace(lambda *a: None)
sys.setrecursionlimit(10**6)
sys.stdout = sys.stderr = None
""", "streams_taken_away")  # fmt: skip
own("hostile", "import os\nos.closerange(0, 200)", "handles_closed", alone=False)
own("hostile", """
from IPython.display import HTML, Javascript, Markdown, SVG, Latex, display
display(HTML('<script>alert("SCRIPT")</script><img src=x onerror=alert("SCRIPT")><iframe src="javascript:alert(1)">'))
display(HTML('<a href="javascript:alert(1)">x</a><div style="background:url(https://evil.example/x)">y</div>'))
display(Javascript('alert("SCRIPT")'))
display(Markdown('<script>alert("SCRIPT")</script> [x](javascript:alert(1))'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg"><script>alert("SCRIPT")</script></svg>'))
display(Latex(r'$\\href{javascript:alert(1)}{x}$'))
widget = {'application/vnd.jupyter.widget-view+json': {'model_id': 'x'}}
display(widget | {'text/html': '<script>alert("SCRIPT")</script>'}, raw=True)
print('<script>alert("SCRIPT")</script>')
raise ValueError('<script>alert("SCRIPT")</script>')
""", "scripts_in_output")  # fmt: skip


@notebook("hostile", [])
def scripts_in_texts(made: NotebookNode):
    bad = '<script>alert("SCRIPT")</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert("SCRIPT")>\n\n'
    cell(made, "reflect_bias").source = bad + "$\\href{javascript:alert(1)}{x}$\n\n<svg onload=alert('SCRIPT')>"
    made.cells.insert(2, {"cell_type": "raw", "id": "raw", "source": bad, "metadata": {"raw_mimetype": "text/html"}})
    made.cells.insert(2, {"cell_type": "markdown", "id": '"><script>alert("SCRIPT")</script>', "source": bad,
                          "metadata": {"tags": ['"><script>alert("SCRIPT")</script>']}})  # fmt: skip


@notebook("hostile", [])
def tests_skipped_by_tags(made: NotebookNode):
    for name in ALL:
        cell(made, f"test_{name}").metadata.tags = ["skip-execution"]


@notebook("hostile", [])
def tests_emptied(made: NotebookNode):
    for name in ALL:
        cell(made, f"test_{name}").source = "pass"


@notebook("hostile", [])
def points_changed(made: NotebookNode):
    for name in ALL:
        cell(made, f"test_{name}").metadata.nbgrader.points = 1000


@notebook("hostile", [])
def grades_of_ones_own(made: NotebookNode):
    for name in ALL:
        cell(made, f"test_{name}").metadata.nbgrader.grade = False
        cell(made, name).metadata.nbgrader |= {"grade": True, "points": 3}


@notebook("hostile", [])
def a_text_marked_by_a_machine(made: NotebookNode):
    text = cell(made, "reflect_bias")
    text.cell_type, text.source, text.outputs, text.execution_count = "code", "2", [], None
    text.metadata.nbgrader |= {"solution": False, "locked": True}


@notebook("hostile", [])
def names_exchanged(made: NotebookNode):
    for name in ALL:
        cell(made, f"test_{name}").metadata.nbgrader.grade_id = "old"
    easy = new_code_cell("print('met')", metadata={"nbgrader": cell(made, "setup").metadata.nbgrader | {
        "grade": True, "points": 2, "grade_id": "test_step", "solution": False}})  # fmt: skip
    made.cells.append(easy)


@notebook("hostile", [])
def outputs_faked(made: NotebookNode):
    for name in ALL:
        test = cell(made, f"test_{name}")
        test.outputs = [{"output_type": "stream", "name": "stdout", "text": f"{name}: every check here is met.\n"}]
        test.execution_count = 7


@notebook("hostile", [])
def a_thousand_thousand_cells(made: NotebookNode):
    more = [{"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}] * 20_000
    return json.dumps({**made, "cells": [*made.cells, *more]})


@notebook("hostile", [])
def metadata_of_no_kind(made: NotebookNode):
    for c in made.cells:
        c.metadata = {"nbgrader": [1, 2], "tags": 3}


@notebook("hostile", [])
def names_of_no_kind(made: NotebookNode):
    for c in made.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader.grade_id = ["../../x", None]


@case("hostile", 0, alone=False)
def files_that_shadow(folder: Path):
    save(folder, answered([]))
    for name in ("numpy.py", "helpers.py", "sitecustomize.py", "ipython_config.py", "conftest.py"):
        (folder / name).write_text("raise SystemExit(0)")
    (folder / "nbgrader_config.py").write_text("import os; os._exit(0)")
    (folder / "secrets.txt").symlink_to("/etc/passwd")


@notebook("hostile", ALL, FULL)
def honest_work_beside_mischief(made: NotebookNode):
    made.cells.append(new_code_cell("import os\nos.kill(os.getpid(), 9)"))
    made.cells.insert(2, new_code_cell("import os\nos._exit(0)"))


CONTROL = """
import gc, json
channels = [found for found in gc.get_objects() if type(found).__name__ == 'Channel']
control = min(channels, key=lambda channel: channel.end.fileno())
"""
own("hostile", CONTROL + """
for _ in range(3): control.send(b'{"message": "CellRan", "outputs": []}')
import time
time.sleep(1000)
""", "answers_before_it_is_asked", alone=False)  # fmt: skip
own("hostile", CONTROL + """
control.send(b'{"message": "CellRan", "outputs": [' + b'[],' * 10**7 + b'[]]}')
""", "lists_without_end_for_the_grader", alone=False)  # fmt: skip
own("hostile", CONTROL + """
control.send(b'{"message": "CellRan", "outputs": [' + b'7' * 10**7 + b']}')
""", "digits_without_end_for_the_grader", alone=False)  # fmt: skip
own("hostile", """
from IPython.display import HTML, display
for _ in range(40): display(HTML('x' * 4_000_000))
""", "outputs_of_gigabytes", alone=False)  # fmt: skip
own("hostile", """
import os
def refuse(): raise OSError('x' * 10**7)
os.fork = refuse
""", "reasons_of_megabytes", alone=False)  # fmt: skip
sums("return np.zeros((0, 10**12))", "rows_of_immense_width")
sums("return {i * (2**61 - 1) for i in range(1, 100_000)}", "a_set_of_one_hash", alone=False)
sums("return range(10**15)", "a_range_without_end", alone=False)
sums("return np.random.default_rng(list(range(10**5)))", "a_seed_without_end")
own("hostile", """
import mmap, time
m = mmap.mmap(-1, 1 << 42, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, mmap.PROT_READ)
for i in range(0, 1 << 42, 1 << 21): m[i]
""", "page_tables", alone=False)  # fmt: skip
own("hostile", """
import os, socket, time
for _ in range(30):
    if os.fork() == 0:
        held = []
        try:
            while True:
                held.append(socket.socketpair())
                for end in held[-1]:
                    end.setblocking(False)
                    try:
                        while True: end.send(bytes(4096))
                    except BlockingIOError: pass
        except OSError: time.sleep(600)
""", "full_sockets", alone=False)  # fmt: skip
own("hostile", "for i in range(10**6): open(f'file-{i}', 'w').close()", "empty_files", alone=False)


@notebook("hostile", ["weighted_sum"])
def hidden_inputs_passed_on(made: NotebookNode):
    """What one answer is called with, it leaves as a file's name; the next prints all names."""
    cell(made, "weighted_sum").source = (
        "import os\ndef weighted_sum(X, w, b):\n    os.makedirs(f'passed on {np.sum(X)}', exist_ok=True)\n"
        "    return X @ w + b"
    )
    cell(made, "sigmoid").source = "def sigmoid(z):\n    print(os.listdir('.'))\n    return z"
