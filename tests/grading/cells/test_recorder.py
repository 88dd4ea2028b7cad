"""What a cell shows is kept, within limits, and rebuilt on the other side within the same ones."""

import json

import pytest

from grading.cells import outputs, recorder
from grading.cells.outputs import within_limits
from grading.cells.recorder import ALL_CUT, CUT, MIME_TYPES, TOO_LARGE, Recorder, Room
from grading.limits import MB, Limits

LIMITS = Limits(text=10, picture=20, outputs=3, reason=5)


def test_the_bounds_are_these():
    """Another number is a decision, and not a slip."""
    assert (recorder.MAX_TRACEBACK, recorder.MAX_NAME, outputs.MAX_COUNT, recorder.HIDDEN) == (
        200,
        100,
        10**6,
        "hidden",
    )
    assert MIME_TYPES == ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg",
                          "image/gif", "image/svg+xml")  # fmt: skip


def test_what_is_printed_is_put_together_and_cut():
    kept = Recorder(LIMITS)
    for name, text in (("stdout", "abc"), ("stdout", "def"), ("stderr", "g"), ("stderr", ""), ("stdout", "hi")):
        kept.stream(name, text)
    kept.hidden = True
    kept.stream("stdout", "jk")
    kept.stream("stdout", "never")
    assert kept.outputs == [
        {"output_type": "stream", "name": "stdout", "text": "abcdef", "hidden": False},
        {"output_type": "stream", "name": "stderr", "text": "g", "hidden": False},
        {"output_type": "stream", "name": "stdout", "text": "hi", "hidden": False},
    ]
    few = Recorder(Limits(text=10))
    few.stream("stdout", "x" * 10)
    few.stream("stdout", "y")
    assert few.outputs[0]["text"] == "x" * 10
    more = Recorder(Limits(text=10))
    more.stream("stderr", "x" * 8)
    more.stream("stderr", "y" * 3)
    more.hidden = True
    more.stream("stderr", "z")
    assert [output["text"] for output in more.outputs] == ["x" * 8 + "yy" + CUT]
    apart = Recorder(Limits())
    apart.stream("stdout", "a")
    apart.hidden = True
    apart.stream("stdout", "b")
    assert [(output["text"], output["hidden"]) for output in apart.outputs] == [("a", False), ("b", True)]


def test_pictures_and_values():
    kept = Recorder(Limits(text=4, picture=6))
    kept.rich("display_data", {mime: "x" for mime in (*MIME_TYPES, "application/javascript")} | {"image/png": 3}, 7)
    kept.rich("execute_result", {"text/plain": "abcdef", "image/gif": "y" * 6}, 7)
    kept.rich("execute_result", {"image/png": "y" * 7}, 7)
    kept.rich("display_data", {})
    first, second, third = kept.outputs
    assert set(first["data"]) == set(MIME_TYPES) - {"image/png"} and "execution_count" not in first
    assert first["output_type"] == "display_data" and first["metadata"] == {}
    assert second["data"] == {"text/plain": "abcd", "image/gif": "y" * 6} and second["execution_count"] == 7
    assert third["name"] == "stderr" and third["text"].startswith(TOO_LARGE[:4])
    whole = Recorder(Limits(picture=6))
    whole.rich("display_data", {"image/png": "y" * 7, "text/plain": "z"})
    assert [output.get("text", output.get("data")) for output in whole.outputs] == [TOO_LARGE, {"text/plain": "z"}]


def test_errors():
    kept = Recorder(LIMITS)
    kept.error("E" * 200, "because", ["abc", "defghijkl", "m"])
    assert kept.outputs == [
        {"output_type": "error", "ename": "E" * 100, "evalue": "becau", "traceback": ["abc", "defghij", ""],
         "hidden": False},
    ]  # fmt: skip
    many = Recorder(Limits())
    many.error("E", "", ["x"] * 300)
    assert len(many.outputs[0]["traceback"]) == 200


def test_so_many_outputs_and_so_much_room():
    kept = Recorder(LIMITS)
    for k in range(4):
        kept.error("E", str(k), [])
    assert [output["evalue"] for output in kept.outputs] == ["0", "1", "2"]
    one = {"output_type": "stream", "name": "stdout", "text": "abc"}
    room = Room(len(json.dumps(one)) + MB)
    room.left -= MB
    exact = Recorder(Limits(), room)
    exact.stream("stdout", "abc")
    assert room.left == 0 and exact.outputs[0]["text"] == "abc"
    exact.stream("stdout", "d")
    exact.hidden = True
    exact.error("E", "", [])
    said = {"output_type": "stream", "name": "stderr", "text": ALL_CUT.format(1), "hidden": False}
    assert exact.outputs[1:] == [said]
    small = Room(10)
    assert not small.takes(one) and small.left == 0 and not small.takes({}) and Room(2).takes({})


def test_a_writer_is_a_file_to_write_to():
    kept = Recorder(Limits())
    writer = kept.writer("stderr")
    assert writer.write("abc") == 3 and writer.writable() and writer.encoding == "utf-8"
    assert print("d", file=writer) is None and kept.outputs[0]["text"] == "abcd\n"
    assert kept.outputs[0]["name"] == "stderr"
    with pytest.raises(TypeError, match=r"^write\(\) argument must be str, not int$"):
        writer.write(3)  # type: ignore[arg-type]


def test_what_arrives_is_rebuilt_and_nothing_else():
    received = [
        {"output_type": "stream", "name": "stderr", "text": "a", "hidden": True},
        {"output_type": "stream", "name": 3, "text": "b", "hidden": 1},
        {"output_type": "stream", "name": "stdout"}, 3, None, {}, {"output_type": "update_display_data", "data": {}},
        {"output_type": "display_data", "data": {"text/plain": "c"}, "execution_count": 3},
        {"output_type": "execute_result", "data": {"text/plain": "d"}, "execution_count": 10**6},
        {"output_type": "execute_result", "data": {"text/plain": "e"}, "execution_count": 10**6 + 1},
        {"output_type": "execute_result", "data": ["text/plain"]},
        {"output_type": "error", "ename": "E", "evalue": "f", "traceback": ["g", 3, "h"]},
        {"output_type": "error", "traceback": []}, {"output_type": "error", "traceback": "x"},
    ]  # fmt: skip
    found, hidden = within_limits(received, Limits(), Room(MB))
    assert [node.output_type for node in found] == ["stream"] * 2 + ["display_data"] + ["execute_result"] * 2 + [
        "error"
    ] * 2
    assert hidden == [True] + [False] * 6
    assert [(node.name, node.text) for node in found[:2]] == [("stderr", "a"), ("stdout", "b")]
    assert [node.get("execution_count") for node in found[2:5]] == [None, 10**6, 0]
    assert found[5] == {"output_type": "error", "ename": "E", "evalue": "f", "traceback": ["g", "h"]}
    assert found[6] == {"output_type": "error", "ename": "Error", "evalue": "", "traceback": []}
    assert not any("hidden" in node for node in found)


def test_what_the_engine_says_itself():
    assert outputs.printed("a") == {"output_type": "stream", "name": "stdout", "text": "a"}
    assert outputs.printed("a", "stderr").name == "stderr"
    assert outputs.failed("E", "b") == {"output_type": "error", "ename": "E", "evalue": "b", "traceback": ["b"]}
