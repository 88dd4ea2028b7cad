"""The class server, set up on a machine of the tests' own and started as its unit says; people who use it over HTTP."""

import secrets
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import requests

from tests.course import LESSONS, ROOT
from tests.deploy.world import SOURCE, World

URL = "http://127.0.0.1:8000"
COURSE = "layer-by-layer"
GRADER = f"/services/{COURSE}"
FILES = f"/srv/{COURSE}"
STATE = f"/var/lib/{COURSE}-hub"
RELEASED = LESSONS[:2]
MEMORY = """
from pathlib import Path
pss = 0
for process in Path("/proc").glob("[0-9]*"):
    words = (process / "cmdline").read_bytes()
    if b"jupyterhub.singleuser" in words and b"/handout/" in words:
        lines = (process / "smaps_rollup").read_text().splitlines()
        pss += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
print(pss)
"""
PATIENCE = 300  # seconds for a server to start, on a busy machine
PAUSE = (
    2  # seconds between two looks at a server that starts: thirty who look ten times a second keep the hub from working
)


def wait_for(what: str, is_so: Callable[[], Any], pause: float = 0.2) -> Any:
    """Wait until something is so, and return it; look again after each pause, in seconds."""
    end = time.monotonic() + PATIENCE
    while not (found := is_so()):
        assert time.monotonic() < end, f"{what}: not within {PATIENCE} s"
        time.sleep(pause)
    return found


class Person:
    """Somebody with an account, who has logged in with the password."""

    def __init__(self, name: str, password: str) -> None:
        self.name, self.home = name, f"/user/{name}"
        browser = requests.Session()
        browser.get(f"{URL}/hub/login", timeout=60).raise_for_status()
        form = {"username": name, "password": password, "_xsrf": browser.cookies.get("_xsrf", path="/hub/")}
        self.answer = browser.post(f"{URL}/hub/login?next=/hub/home", data=form, timeout=60)
        self.browser, self.is_in = browser, self.answer.url == f"{URL}/hub/home"
        if self.is_in:
            token = browser.post(
                f"{URL}/hub/api/users/{name}/tokens",
                headers={"X-XSRFToken": browser.cookies.get("_xsrf", path="/hub/"), "Referer": f"{URL}/hub/home"},
                json={},
                timeout=60,
            )
            token.raise_for_status()
            self.headers = {"Authorization": f"token {token.json()['token']}"}

    def asks(self, path: str, method: str = "GET", **more: Any) -> requests.Response:
        """Ask the hub, or a server behind it."""
        return requests.request(method, URL + path, headers=self.headers, timeout=300, **more)

    def gets(self, path: str, method: str = "GET", **more: Any) -> Any:
        """Ask for what has to be given."""
        answer = self.asks(path, method, **more)
        assert answer.ok, f"{self.name}: {method} {path}: {answer.status_code} {answer.text[:2000]}"
        return answer.json() if answer.content else None

    def starts(self) -> "Person":
        """Start a server of one's own, and wait for it; one that did not come up is started again."""
        wait_for(f"{self.name}'s server", self._is_ready_or_started, PAUSE)
        wait_for(f"the way to {self.name}'s server", lambda: self.asks(f"{self.home}/api/status").ok, PAUSE)
        return self

    def _is_ready_or_started(self) -> bool:
        """Say whether the server is there; start it where there is none."""
        servers = self.gets(f"/hub/api/users/{self.name}")["servers"]
        if not servers:
            answer = self.asks(f"/hub/api/users/{self.name}/server", "POST")
            assert answer.status_code in (201, 202, 400), answer.text  # 400: it is just being stopped, or started
        return bool(servers) and bool(servers[""]["ready"])

    def stops(self) -> None:
        """Stop that server."""
        self.asks(f"/hub/api/users/{self.name}/server", "DELETE")
        wait_for(f"{self.name}'s end", lambda: not self.gets(f"/hub/api/users/{self.name}")["servers"])

    def assignment(self, action: str, lesson: str) -> list[dict[str, Any]]:
        """Press a button of the Assignment List; return what it lists of the lesson then."""
        asked = {"assignment_id": lesson, "course_id": COURSE}
        answer = self.gets(f"{self.home}/assignments/{action}", "POST", json=asked)
        assert answer["success"], answer["value"]
        return [one for one in answer["value"] if one["assignment_id"] == lesson]

    def writes(self, lesson: str, change: Callable[[Any], None]) -> None:
        """Open a lesson's notebook, change it, and save it."""
        path = f"{self.home}/api/contents/lessons/{lesson}/{lesson}.ipynb"
        notebook = nbformat.from_dict(self.gets(path)["content"])
        change(notebook)
        self.gets(path, "PUT", json={"type": "notebook", "content": notebook})

    def validates(self, lesson: str) -> dict[str, Any]:
        """Press Validate."""
        answer = self.gets(
            f"{self.home}/assignments/validate", "POST", json={"path": f"lessons/{lesson}/{lesson}.ipynb"}
        )
        assert answer["success"], answer["value"]
        result: dict[str, Any] = answer["value"]
        return result

    def page(self, lesson: str) -> str:
        """Fetch the feedback on the newest submission; return its page."""
        listed = [one for one in self.assignment("fetch_feedback", lesson) if one["status"] == "submitted"]
        mine = [one for found in listed for one in found["submissions"] if one["student_id"] == self.name]
        folder = max(mine, key=lambda one: one["timestamp"])["local_feedback_path"]
        page: str = self.gets(f"{self.home}/api/contents/{folder}/{lesson}.html")["content"]
        return page

    def formgrader(self, action: str) -> dict[str, Any]:
        """Press a button of Formgrader, which says whether that succeeded."""
        answer: dict[str, Any] = self.gets(f"{GRADER}/formgrader/api/{action}", "POST")
        assert answer["success"], answer
        return answer


class Hub:
    """The class server as it runs."""

    def __init__(self, world: World, log: Path) -> None:
        self.world, self.log, self.passwords = world, log, dict[str, str]()

    def accounts(self, kind: str, *names: str) -> None:
        """Make accounts, with passwords."""
        self.world.does("sh", SOURCE / "deploy" / "hub" / "accounts.sh", kind, *names)
        new = {name: secrets.token_hex(8) for name in names}
        self.world.does("chpasswd", stdin="".join(f"{name}:{password}\n" for name, password in new.items()))
        self.passwords |= new

    def person(self, name: str) -> Person:
        """Log in."""
        return Person(name, self.passwords[name])

    def class_of(self, names: list[str]) -> list[Person]:
        """Let all log in, and start their servers, at the same time."""
        with ThreadPoolExecutor(len(names)) as pool:
            return list(pool.map(lambda name: self.person(name).starts(), names))

    def as_grader(self, *words: object) -> str:
        """Run a command as the account that grades, in the course's folder."""
        variables = {
            "PYTHONPATH": f"{FILES}/course",
            "NBGRADER_EXCHANGE": f"{FILES}/exchange",
            "HOME": f"{FILES}/grader",
        }
        return self.world.does(*words, user=COURSE, inside=f"{FILES}/course", **variables)

    def memory(self) -> float:
        """Add up what the learners' servers take, in MB; what several share counts once."""
        return int(self.world.does("python", "-", stdin=MEMORY)) / 1024

    def set_up(self) -> str:
        """Run the set-up."""
        return self.world.does("sh", SOURCE / "deploy" / "hub" / "set_up.sh", *RELEASED)


@contextmanager
def running(world: World, log: Path) -> Iterator[Hub]:
    """Set the class server up, and start it as its units say."""
    hub = Hub(world, log)
    hub.set_up()
    with world.network(), started(world, "hub", log), started(world, "grader", log):
        wait_for("the hub", lambda: _answers(f"{URL}/hub/api"))
        wait_for("the grader's server", lambda: _answers(f"{URL}{GRADER}/api"))
        yield hub


@contextmanager
def started(world: World, unit: str, log: Path) -> Iterator[None]:
    """Start what a unit describes, as systemd would, and end it with the block."""
    text = (ROOT / "deploy" / "hub" / f"{COURSE}-{unit}.service").read_text(encoding="utf-8")
    lines = [line.partition("=") for line in text.splitlines() if "=" in line and not line.startswith("#")]
    settings = {key: value for key, _, value in lines}
    words = [word for key, _, value in lines if key == "Environment" for word in shlex.split(value)]
    for key, _, file in lines:
        if key == "EnvironmentFile" and not file.startswith("-"):  # with that, it need not be there
            words += world.does("cat", file).split()
    variables = {name: value for name, _, value in (word.partition("=") for word in words)}
    if "StateDirectory" in settings:
        state = f"/var/lib/{settings['StateDirectory']}"
        world.does("install", "-d", "-m", settings["StateDirectoryMode"], state)
    user, inside = settings.get("User", ""), settings["WorkingDirectory"]
    home = {"HOME": world.does("getent", "passwd", user or "root").split(":")[5]}
    command = world.command(*shlex.split(settings["ExecStart"]), user=user, inside=inside, **home, **variables)
    with open(log, "ab") as written:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=written, stderr=written, cwd="/")
    try:
        yield
        assert process.poll() is None, f"{unit} has ended: see {log}"
    finally:
        world.run("pkill", "--full", settings["ExecStart"])  # of the processes of that machine
        try:
            process.wait(60)
        finally:
            process.kill()


def _answers(address: str) -> bool:
    """Say whether somebody answers at an address."""
    try:
        return requests.get(address, timeout=10).ok
    except requests.RequestException:
        return False
