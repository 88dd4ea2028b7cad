"""What a check knows of the notebook in which it is run: older answers, missing ones, and the call that failed."""

import linecache
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from helpers.checks import Check, NotMet, needs, notebook
from tests.course import ROOT


class Session:
    """Stands for IPython: runs cells in a namespace, and says before and after each what is run."""

    def __init__(self) -> None:
        self.user_ns: dict = {"__name__": "__main__"}
        self.kernel = self
        self.heard: dict = {}
        self.events = SimpleNamespace(register=self.heard.setdefault)

    def run(self, source: str, cell_id: str | None = None) -> BaseException | None:
        """Run a cell as IPython does; return the error that it ended in."""
        info = SimpleNamespace(raw_cell=source, cell_id=cell_id)
        result = SimpleNamespace(info=info, error_before_exec=None, error_in_exec=None)
        self.heard["pre_run_cell"](info)
        try:
            code = compile(source, "<cell>", "exec")
        except SyntaxError as error:
            result.error_before_exec = error
        else:
            try:
                exec(code, self.user_ns)
            except BaseException as error:
                result.error_in_exec = error
        self.heard["post_run_cell"](result)
        return result.error_before_exec or result.error_in_exec


@pytest.fixture
def session(monkeypatch) -> Session:
    """A reader's session, in which the set-up cell has run."""
    made = Session()
    monkeypatch.setattr(notebook, "kernel", lambda: made)
    notebook.watch()
    made.user_ns.update(Check=Check, needs=needs, np=np)
    return made


ANSWER = "def sigmoid(z):\n    return z"
CHECK = "Check(sigmoid, read='Here')(3).gives(3)"
BROKEN = {
    "a SyntaxError in line 2": "def sigmoid(z):\n    return z +",
    "a NameError": "oops\ndef sigmoid(z):\n    return 2 * z",
    "a KeyboardInterrupt": "raise KeyboardInterrupt\ndef sigmoid(z):\n    return 2 * z",
}


@pytest.mark.parametrize("told", BROKEN)
def test_an_older_answer_is_not_checked_after_an_error(session: Session, told: str):
    assert session.run(ANSWER) is None and session.run(CHECK) is None
    session.run(BROKEN[told])
    error = session.run(CHECK)
    assert isinstance(error, NotMet) and f"`sigmoid` ended in {told}" in str(error) and "older `sigmoid`" in str(error)
    assert session.run(ANSWER) is None and session.run(CHECK) is None


def test_a_cell_that_uses_an_older_answer_says_so_and_goes_on(session: Session, capsys):
    session.run(ANSWER)
    session.run(BROKEN["a NameError"])
    assert session.run("with needs(sigmoid):\n    print(sigmoid(17))") is None
    said = capsys.readouterr().out
    assert "older `sigmoid`" in said and "17" in said


def test_a_line_that_python_cannot_read_is_shown(session: Session):
    session.run(ANSWER, "a")
    session.run("def sigmoid(z)\n    return z", "a")
    said = str(session.run(CHECK))
    assert "a SyntaxError in line 1, `def sigmoid(z)` (expected ':'). Python expected a colon there" in said
    assert "end in one. So Python still has your older `sigmoid`." in said


def test_an_answer_whose_first_word_cannot_be_read_is_noticed(session: Session):
    session.run(ANSWER, "a")
    session.run(ANSWER.replace("def", "df"), "a")
    assert "`sigmoid` ended in a SyntaxError in line 1, `df sigmoid(z):`" in str(session.run(CHECK))
    session.run(ANSWER, "a")
    assert session.run(CHECK) is None


def test_an_answer_that_was_made_before_the_error_is_checked(session: Session):
    session.run("def sigmoid(z):\n    return 2 * z")
    session.run(f"{ANSWER}\nprint(sigmoid(undefined))")
    assert session.run(CHECK) is None


def test_an_answer_whose_cell_was_given_another_name_is_noticed(session: Session):
    session.run(ANSWER, "a")
    session.run("x = 3", "b")
    assert session.run(CHECK) is None
    session.run(ANSWER.replace("sigmoid", "sigmiod"), "a")
    assert "did not define it any more" in str(session.run(CHECK))
    session.run(ANSWER, "a")
    assert session.run(CHECK) is None


def test_an_answer_that_was_never_run_is_missing_in_a_sentence(session: Session, capsys):
    error = session.run(CHECK)
    assert isinstance(error, NotMet) and str(error) == "There is no `sigmoid` yet. Run the cell with your answer first."
    assert session.run("with needs(np, sigmoid):\n    print(sigmoid(3))") is None
    assert session.run("with needs(sigmoid):\n    np.array(sigmoid) + 1") is None
    said = "This cell waits. There is no `sigmoid` yet. Run the cell with your answer first.\n"
    assert capsys.readouterr().out == 2 * said and "sigmoid" not in session.user_ns
    session.run(BROKEN["a SyntaxError in line 2"])
    assert "no `sigmoid` yet: its cell ended in a SyntaxError in line 2" in str(session.run(CHECK))


def test_an_answer_with_a_name_that_is_nearly_right_is_named(session: Session):
    session.run(ANSWER.replace("sigmoid", "sigmiod"))
    assert "You have made `sigmiod`: is its name right" in str(session.run(CHECK))


def test_whatever_is_run_the_watch_breaks_nothing(session: Session):
    for source in ("", "%matplotlib inline", "\0", "Check(3)", "needs(*x)", "x.Check(y)", "def f(: pass"):
        session.run(source)
    assert session.run(ANSWER) is None


def test_where_a_notebook_is_graded_nothing_is_watched(monkeypatch):
    assert notebook.kernel() is None and notebook.watch() is None and notebook.stale("sigmoid") == ""
    assert not notebook.keep(len, ([1],), {})


def test_again_repeats_the_failed_call_with_the_answer_as_it_is_now(session: Session):
    session.run("def draw(rng, X):\n    X += 1\n    return rng.random() + X.sum()")
    error = session.run("Check(draw, read='Here')(np.random.default_rng(3), np.zeros(30)).gives(2)")
    assert "again() repeats this call; again.args" in str(error)
    again, first = session.user_ns["again"], np.random.default_rng(3).random()
    assert again() == again() == first + 30 and not again.args[1].any()
    session.run("def draw(rng, X):\n    return rng.random()")
    assert again() == first


def test_a_call_that_can_be_pasted_needs_no_more(session: Session):
    session.run("def double(z):\n    return z")
    error = session.run("Check(double, read='Here')(np.array([1.0, 2.5])).gives(np.array([2.0, 5.0]))")
    assert "again(" not in str(error)
    call = str(error).splitlines()[0]
    assert call == "double(np.array([1., 2.5]))" and eval(call, session.user_ns).tolist() == [1, 2.5]


def test_a_call_in_a_notebook_of_its_own(monkeypatch):
    """What is no answer of the reader's, such as a function inside a check, is called again as it was."""
    monkeypatch.setattr(notebook, "kernel", lambda: SimpleNamespace(user_ns={"f": None}))

    def f(z):
        return z + 1

    assert notebook.Again(f, (1,), {})() == 2


@pytest.mark.full
def test_in_jupyter_itself(monkeypatch):
    """IPython's own events, displays and errors, as a reader at a front end meets them."""
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    sources = [
        "from helpers.checks import Check, marks, needs",
        CHECK,
        "with needs(sigmoid):\n    print(sigmoid(3))",
        f"{ANSWER}\nCheck(sigmoid, read='Here').done()",
        BROKEN["a SyntaxError in line 2"],
        CHECK,
        "marks(15, {16: 3, 15: 2}, 'moods right')",
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells), allow_errors=True)
    client.resources = {"metadata": {"path": str(ROOT)}}
    outputs = [cell.outputs for cell in client.execute().cells]
    missing, waits, met, older, part = (outputs[k][0] for k in (1, 2, 3, 5, 6))
    assert "no `sigmoid` yet" in missing.evalue and "✗ not met" in missing.traceback[0]
    assert "no `sigmoid` yet" in waits.data["text/plain"] and "✓ met" in met.data["text/html"]
    assert "older `sigmoid`" in older.evalue and "◐ partly met" in part.data["text/html"] and len(outputs[6]) == 1


HIDDEN = "def f(x):\n    return {}"
ASKING = "check = Check(f, read='Here')\nx, Y = 2, {}\ncheck(x).gives(Y)\ncheck.done()"


def test_an_answer_does_not_see_what_its_check_binds(session: Session):
    session.run(HIDDEN.format("Y"))
    for _ in range(2):  # the first run leaves `Y` in the notebook
        assert "`Y`, which has no value here" in str(session.run(ASKING.format(4)))
        assert session.user_ns["Y"] == 4
    session.run(HIDDEN.format("2 * x"))
    assert session.run(ASKING.format(4)) is None


def test_an_answer_does_not_see_what_another_check_has_bound(session: Session):
    session.run(HIDDEN.format("2 * x"))
    session.run(ASKING.format(4))
    session.run("def g(x):\n    return Y")
    assert "no value here" in str(session.run("Check(g, read='Here')(2).gives(4)"))


def test_an_answer_sees_the_readers_own_names_as_the_reader_has_set_them(session: Session):
    session.run("Y = 3")
    session.run(HIDDEN.format("Y + 1 + 0 * x"))
    for value in (4, 4):
        assert session.run(ASKING.format(value)) is None
    session.run("Y = 6")
    assert session.run(ASKING.format(7)) is None
    assert session.user_ns["Y"] == 7


def test_a_function_that_a_check_hands_in_sees_the_checks_names(session: Session):
    session.run("def f(g):\n    return g(2)")
    source = "check = Check(f, read='Here')\nmany = []\ncheck(lambda z: many.append(z) or z).gives(2)"
    assert session.run(source) is None and session.user_ns["many"] == [2]


def test_a_name_that_is_nearly_one_of_the_function_s_is_named(session: Session, monkeypatch):
    source = "def f(x):\n    y = 2 * x\n    return Y"
    monkeypatch.setitem(linecache.cache, "<cell>", (len(source), None, source.splitlines(True), "<cell>"))
    session.run(source)
    assert "Your function has `y`" in str(session.run(ASKING.format(4)))
