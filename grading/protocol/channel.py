"""Messages over a socket: each a length and some bytes, with a time by which it must have come."""

import select
import socket
import struct
import time

HEAD = struct.Struct("<I")


class Silence(Exception):
    """Nothing came in time."""


class Gone(Exception):
    """The other side is not there any more, or speaks nonsense."""


class Port:
    """One end of a socket pair. `most` is the size of the largest message taken, in bytes.

    `lifeline` is where a keeper tells that the other side has ended, should its own end still be held by somebody.
    """

    def __init__(self, end: socket.socket, most: int, lifeline: socket.socket | None = None) -> None:
        self.end, self.most, self.lifeline = end, most, lifeline
        end.setblocking(False)

    def send(self, data: bytes, until: float | None = None) -> None:
        """Send one message; `until` is a time of `time.monotonic`."""
        left = memoryview(HEAD.pack(len(data)) + data)
        while left:
            try:
                left = left[self.end.send(left) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, until)
            except OSError as error:
                raise Gone(str(error)) from None

    def receive(self, until: float | None = None) -> bytes:
        """Wait for one message."""
        (size,) = HEAD.unpack(self._take(HEAD.size, until))
        if size > self.most:
            raise Gone("a message is too large")
        return self._take(size, until)

    def close(self) -> None:
        """Hang up."""
        self.end.close()

    def _take(self, size: int, until: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            try:
                piece = self.end.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                self._wait(select.POLLIN, until)
                continue
            except OSError as error:
                raise Gone(str(error)) from None
            if not piece:
                raise Gone("the other side has ended")
            data += piece
        return bytes(data)

    def _wait(self, event: int, until: float | None) -> None:
        poll = select.poll()
        poll.register(self.end, event)
        if self.lifeline:
            poll.register(self.lifeline, select.POLLIN)
        left = None if until is None else max(0.0, until - time.monotonic()) * 1000
        ready = [number for number, _ in poll.poll(left)]
        if not ready:
            raise Silence("nothing came in time")
        if self.end.fileno() not in ready:
            raise Gone("the other side has ended")
