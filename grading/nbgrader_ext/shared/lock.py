"""One command at a time on a lesson, wherever commands run: the PostgreSQL server with the gradebook holds the lock.

The server gives a lock up when the connection of its holder ends, however it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
from collections.abc import Iterator

from sqlalchemy import Connection, TextClause, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

LONGEST = 63  # bytes of a session's name, which the server shows
WHOLE = "*"  # no lesson has this name
ALONE = text("SELECT pg_try_advisory_lock(:course, :lesson)")
WITH_OTHERS = text("SELECT pg_try_advisory_lock_shared(:course, :lesson)")
HOLDERS = text("""
    SELECT activity.application_name
    FROM pg_locks AS lock JOIN pg_stat_activity AS activity ON activity.pid = lock.pid
    WHERE lock.locktype = 'advisory' AND lock.granted AND activity.datname = current_database()
        AND lock.classid::bigint = :course AND lock.objid::bigint = :lesson AND lock.pid <> pg_backend_pid()
""")


class Held(Exception):
    """Another command holds the lesson, or the whole course; the text says which."""


def is_shared(url: str) -> bool:
    """Say whether a gradebook lies on a PostgreSQL server; ArgumentError where `url` is no address."""
    try:
        return make_url(url).get_backend_name() == "postgresql"
    except ValueError as error:  # of a port that is no number
        raise ArgumentError(str(error)) from None


@contextlib.contextmanager
def hold(url: str, course: str, lesson: str, command: str) -> Iterator[None]:
    """Hold a lesson meanwhile; the whole course where `lesson` is empty, or where the gradebook has no tables yet.

    Parameters
    ----------
    command
        What runs, for those who are refused.

    Raises
    ------
    Held
        Where another command holds the lesson, or the whole course.
    """
    name = f"process {os.getpid()} on {socket.gethostname()}: {command}".encode("ascii", "replace")[:LONGEST].decode()
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"application_name": name})
    try:
        with engine.connect() as connection:
            if lesson and inspect(connection).get_table_names():
                _take(connection, WITH_OTHERS, course, WHOLE)
                _take(connection, ALONE, course, lesson)
            else:
                _take(connection, ALONE, course, WHOLE)
            yield
    finally:
        engine.dispose()


def _take(connection: Connection, lock: TextClause, course: str, lesson: str) -> None:
    """Take one lock, or raise Held."""
    key = {"course": _number(course), "lesson": _number(lesson)}
    if not connection.execute(lock, key).scalar():
        holders = connection.execute(HOLDERS, key).scalars().all()
        raise Held("; ".join(sorted(filter(None, holders))) or "it has just ended")


def _number(name: str) -> int:
    """Map a name to the number under which the server locks it, the same on every machine."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 1  # 31 bits, as it has no unsigned ones
