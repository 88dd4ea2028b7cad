"""A PostgreSQL server of the tests' own, in a folder of its own, with the role and the database of deploy/postgres."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.course import ROOT
from tests.needs import missing

DEBIANS = Path("/usr/lib/postgresql")  # where Debian keeps each version's programs, off the PATH
OPTIONS = (
    "-c listen_addresses='' -c unix_socket_directories='{0}' -c timezone=Asia/Kolkata -c fsync=off"
    " -c shared_buffers=16MB -c max_connections=20"
)
UNPRIVILEGED = ("postgres", "nobody")  # a server does not run as root


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes
    ----------
    url : str
        The gradebook's address, without a password.
    environment : dict
        What gives a command the address and the password.
    admin : str
        The address of the same database, for the server's superuser.
    """

    url: str
    environment: dict[str, str]
    admin: str


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [path.parent for path in DEBIANS.glob("*/bin/initdb")]
    return max(folders, key=lambda path: int(path.parent.name), default=None)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server on a socket alone; it ends, and its folder goes, with the block."""
    where = programs() if sys.platform != "win32" else None
    if where is None:
        missing("postgresql", "PostgreSQL is not installed: there is no `initdb`")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may have no more than 107 bytes
    user = _user()
    try:
        password, admin_password = secrets.token_hex(16), secrets.token_hex(16)
        (folder / "admin").write_text(admin_password)
        if user:
            shutil.chown(folder, user)
            shutil.chown(folder / "admin", user)
        _run(user, where / "initdb", "--pgdata", folder / "data", "--username=postgres", "--auth=scram-sha-256",
             f"--pwfile={folder / 'admin'}", "--encoding=UTF8", "--no-sync")  # fmt: skip
        control = [where / "pg_ctl", "--pgdata", folder / "data", "--wait", "--silent"]
        log = folder / "log"
        _run(user, *control, f"--log={log}", "-o", OPTIONS.format(folder), "start")
        try:
            secret = {"PGPASSWORD": admin_password, "GRADEBOOK_PASSWORD": password}
            psql = [where / "psql", "--quiet", f"--host={folder}", "--username=postgres"]
            _run(None, *psql, f"--file={ROOT / 'deploy' / 'postgres' / 'init.sql'}", **secret)
            passwords = folder / "pgpass"
            passwords.write_text(f"*:*:*:grader:{password}\n*:*:*:postgres:{admin_password}\n")
            passwords.chmod(0o600)
            url = f"postgresql+psycopg://{{}}@/gradebook?host={folder}"
            environment = {"NBGRADER_DB_URL": url.format("grader"), "PGPASSFILE": str(passwords)}
            yield Server(url.format("grader"), environment, url.format("postgres"))
        finally:
            _run(user, *control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _user() -> str | None:
    """Name a user whom the server runs as, where the tests run as root."""
    if os.geteuid() != 0:
        return None
    users = Path("/etc/passwd").read_text().splitlines()
    names = {line.partition(":")[0] for line in users}
    return next(name for name in UNPRIVILEGED if name in names)


def _run(user: str | None, *command: object, **variables: str) -> None:
    """Run a program to its end, perhaps as another user."""
    words = [str(word) for word in command]
    done = subprocess.run(
        [*(["runuser", "-u", user, "--"] if user else []), *words],
        env={**os.environ, "LC_ALL": "C", **variables},
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, f"{words[0]}: {done.stdout}"
