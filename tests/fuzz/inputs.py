"""Hostile inputs: nonsense, good data with something changed, data that lie about themselves."""

import io
import json
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from grading.engine.messages import CellRan, Found, ModulesPut, NamesUsed, SnapshotTaken, TestRan, VisibleRan
from grading.limits import Limits
from grading.protocol import messages
from grading.protocol.codec import DECODERS
from grading.protocol.rpc import Peer

Changed = Callable[[bytes], st.SearchStrategy[bytes]]
SIZES = [0, 1, 2, 7, 255, 65536, 2**31 - 1, 2**31, 2**32 - 1]
TEXTS = st.text(max_size=40) | st.text(st.characters(categories=["Cs", "Cc", "Lu"]), max_size=8)
NUMBERS = st.integers() | st.sampled_from([-1, 0, 1, 2**63, 10**300]) | st.floats()
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


def changed(good: bytes) -> st.SearchStrategy[bytes]:
    """Change bytes: cut them short, exchange some, put sizes or other parts of them somewhere."""
    at = st.integers(0, len(good))
    piece = (
        st.binary(max_size=8)
        | st.sampled_from(SIZES).map(lambda n: struct.pack("<I", n))
        | at.map(lambda i: good[i : i + 9])
    )
    return st.tuples(at, at, piece).map(lambda t: good[: t[0]] + t[2] + good[t[1] :])


def often_changed(good: list[bytes]) -> st.SearchStrategy[bytes]:
    """Take something good and change it up to three times."""
    once = st.sampled_from(good).flatmap(changed)
    return once | once.flatmap(changed) | once.flatmap(changed).flatmap(changed)


# For the codec: values as a student's side writes them, changed, and sequences of any tags with any sizes.


def _values() -> list[object]:
    """Make one of everything that crosses."""
    rng = np.random.default_rng(1)
    return [
        None, True, 3, -(2**80), 1.5, 2j, "text", b"bytes", [1, [2, "a"]], (1,), {"a": 1, 2: [3]}, {1, 2}, range(3),
        np.arange(6.0).reshape(2, 3), np.array(["a", "bc"]), np.array([1, None], dtype=object), np.float32(2), rng,
        np.random.Generator(np.random.MT19937(2)), np.exp, int, ValueError("why"), len, object(),
    ]  # fmt: skip


def codec() -> st.SearchStrategy[bytes]:
    """Make bytes for the codec of test calls."""
    student = Peer(None, "student", Limits().message, strict=False)  # type: ignore[arg-type]
    good = [student.encode(value) for value in _values()]
    size = st.sampled_from(SIZES) | st.integers(0, 8)
    leaf = st.tuples(st.sampled_from(sorted(DECODERS)), size, st.binary(max_size=12)).map(
        lambda t: t[0] + struct.pack("<I", t[1]) + t[2]
    )
    grown = st.recursive(
        leaf | st.sampled_from(good),
        lambda inner: st.tuples(st.sampled_from(sorted(DECODERS)), st.lists(inner, max_size=5), size).map(
            lambda t: t[0] + struct.pack("<I", t[2] if t[2] > 8 else len(t[1])) + b"".join(t[1])
        ),
        max_leaves=12,
    )
    return st.binary(max_size=60) | often_changed(good) | grown


# For the control channels: messages with fields of any kind, and JSON that is none.

KINDS = (CellRan, SnapshotTaken, ModulesPut, TestRan, VisibleRan, Found, NamesUsed)
OUTPUT = st.fixed_dictionaries(
    {},
    optional={
        "output_type": st.sampled_from(["stream", "display_data", "execute_result", "error"]) | JSON,
        "name": JSON, "text": TEXTS | JSON, "ename": TEXTS | JSON, "evalue": JSON, "traceback": st.lists(TEXTS) | JSON,
        "data": st.dictionaries(st.sampled_from(["text/plain", "text/html", "image/png"]) | TEXTS, TEXTS | JSON) | JSON,
        "execution_count": JSON, "metadata": JSON, "hidden": JSON,
    },
)  # fmt: skip
FIELD = JSON | st.lists(OUTPUT, max_size=4)


def control() -> st.SearchStrategy[bytes]:
    """Make bytes for the control channels."""
    names = sorted({name for kind in KINDS for name in kind.__dataclass_fields__})
    ran = st.lists(OUTPUT, max_size=4).map(lambda outputs: {"message": "CellRan", "outputs": outputs})
    other = st.builds(
        lambda kind, fields: {"message": kind.__name__, **fields},
        st.sampled_from(KINDS),
        st.dictionaries(st.sampled_from(names), FIELD, max_size=4),
    )
    written = (ran | other | JSON).map(lambda value: json.dumps(value).encode())
    deep = st.tuples(st.sampled_from([b"[", b'{"a":', b"9", b'"', b"[1,"]), st.integers(1, 3000)).map(
        lambda t: t[0] * t[1]
    )
    good = [messages.encode(CellRan([{"output_type": "stream", "text": "a"}])), messages.encode(SnapshotTaken("b"))]
    return written | deep | st.binary(max_size=60) | often_changed(good)


# For the intake: files that are, or are like, notebooks of the lesson.


def notebook(released: bytes, names: list[str]) -> st.SearchStrategy[bytes]:
    """Make a file as it may have been handed in for a lesson."""
    cells = json.loads(released)["cells"]
    source = TEXTS | st.lists(TEXTS, max_size=3) | st.sampled_from([cell["source"] for cell in cells]) | JSON
    mark = st.fixed_dictionaries({}, optional={"grade_id": st.sampled_from(names) | JSON, "solution": JSON})
    pictures = st.dictionaries(st.sampled_from(["image/png", "image/svg+xml"]), TEXTS)
    cell = st.fixed_dictionaries(
        {},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
            "source": source, "input": source, "id": TEXTS | JSON, "level": JSON, "outputs": JSON,
            "metadata": st.fixed_dictionaries({}, optional={"nbgrader": mark | JSON, "tags": JSON}) | JSON,
            "attachments": st.dictionaries(TEXTS, pictures) | JSON,
        },
    )  # fmt: skip
    own = st.lists(cell | st.sampled_from(cells) | JSON, max_size=6)
    whole = st.fixed_dictionaries(
        {},
        optional={
            "cells": own,
            "worksheets": st.lists(st.fixed_dictionaries({"cells": own})) | JSON,
            "nbformat": JSON,
            "metadata": JSON,
        },
    )
    encoding = st.sampled_from(["utf-8", "utf-16", "latin-1", "utf-8-sig"])
    written = st.tuples(whole | JSON, encoding, st.booleans()).map(
        lambda t: json.dumps(t[0], ensure_ascii=t[2]).encode(
            t[1], "surrogatepass" if t[1].startswith("utf") else "replace"
        )
    )
    return written | st.binary(max_size=60) | often_changed([released])


# For archives: members of any name and kind, and the bytes of the archive changed.

NAMES = TEXTS | st.sampled_from(
    ["a.ipynb", "../a", "/a", "C:\\a", "a/b/c", "a//b", "./a", "..", ".", "a" * 300, "a\0b", "A/..\\b", "\ud800"]
)
KIND = st.sampled_from(
    [
        tarfile.REGTYPE,
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        tarfile.GNUTYPE_SPARSE,
    ]
)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=30) | st.just(bytes(5000)), KIND), max_size=4)


def _zip(members: list[tuple[str, bytes, bytes]]) -> bytes:
    """Write a zip; a kind becomes a mode of Unix."""
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data, kind in members:
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode() or "x")
            info.create_system, info.external_attr = 3, (0o120777 if kind == tarfile.SYMTYPE else 0o100644) << 16
            made.writestr(info, data)
    return file.getvalue()


def _tar(members: list[tuple[str, bytes, bytes]]) -> bytes:
    """Write a tar."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", errors="surrogateescape") as made:
        for name, data, kind in members:
            info = tarfile.TarInfo(name.encode("utf-8", "replace").decode())
            info.type, info.linkname = kind, "../../secret"
            info.size = len(data) if kind == tarfile.REGTYPE else 0
            made.addfile(info, io.BytesIO(data))
    return file.getvalue()


def archive() -> st.SearchStrategy[tuple[str, bytes]]:
    """Make an archive: its ending, and its bytes."""
    zips = MEMBERS.map(_zip)
    tars = MEMBERS.map(_tar)
    return st.one_of(
        st.tuples(st.just(".zip"), zips | zips.flatmap(changed) | st.binary(max_size=60)),
        st.tuples(st.just(".tar"), tars | tars.flatmap(changed) | st.binary(max_size=60)),
        st.tuples(st.sampled_from([".tar.gz", ".tar.bz2", ".tar.xz"]), tars | st.binary(max_size=60)),
    )


# For pages: Markdown and HTML with all that either gives a meaning to.

MARKS = st.sampled_from(
    "* ** _ ` ``` ~~~ [ ] ( ) ![ ]( < > & \\ $ $$ \\( \\) \\[ \\] \\begin{a} \\end{a} # > - 1. | :-: \n \n\n \t "
    "<!-- --> <![CDATA[ "
    "<script> </script> <img src=x onerror=alert(1)> <svg onload=a> <a href=javascript:a> <style>*{} <math> <mi "
    "style=background:url(//a)> javascript: data:text/html, http://a attachment:a \ud800 \0".split(" ")
)


def page() -> st.SearchStrategy[str]:
    """Make a text that a page must show."""
    return st.lists(MARKS | TEXTS, max_size=25).map("".join) | st.tuples(MARKS, st.integers(1, 400)).map(
        lambda t: t[0] * t[1]
    )
