"""Messages over a socket: each a length and some bytes, with a deadline by which it must have arrived."""

import select
import socket
import struct
import time

HEADER = struct.Struct("<I")


class TimedOut(Exception):
    """Nothing arrived before the deadline."""


class Disconnected(Exception):
    """The other side has ended, or sends what is no message."""


class PeerLost(BaseException):
    """The other process is gone, hangs, or sends nonsense: no test may go on, or catch it."""


class Channel:
    """One end of a socket pair that carries messages.

    Parameters
    ----------
    end
        This side's socket.
    max_bytes
        The size of the largest message that is accepted.
    lifeline
        Where a supervisor writes that the other side has ended, in case its socket is still held open by somebody.
    """

    def __init__(self, end: socket.socket, max_bytes: int, lifeline: socket.socket | None = None) -> None:
        self.end, self.max_bytes, self.lifeline = end, max_bytes, lifeline
        end.setblocking(False)

    def send(self, data: bytes, deadline: float | None = None) -> None:
        """Send one message; `deadline` is a time of `time.monotonic`."""
        unsent = memoryview(HEADER.pack(len(data)) + data)
        while unsent:
            _hold_to(deadline)
            try:
                unsent = unsent[self.end.send(unsent) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError as error:
                raise Disconnected(str(error)) from None

    def receive(self, deadline: float | None = None) -> bytes:
        """Wait for one message and return it; raise TimedOut or Disconnected where there is none."""
        (size,) = HEADER.unpack(self._read(HEADER.size, deadline))
        if size > self.max_bytes:
            raise Disconnected("a message is too large")
        return self._read(size, deadline)

    def close(self) -> None:
        """Hang up."""
        self.end.close()

    def _read(self, size: int, deadline: float | None) -> bytes:
        """Wait for so many bytes."""
        data = bytearray()
        while len(data) < size:
            _hold_to(deadline)
            try:
                chunk = self.end.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError as error:
                raise Disconnected(str(error)) from None
            if not chunk:
                raise Disconnected("the other side has ended")
            data += chunk
        return bytes(data)

    def _wait(self, event: int, deadline: float | None) -> None:
        """Wait until the socket is ready for an event."""
        poll = select.poll()
        poll.register(self.end, event)
        if self.lifeline:
            poll.register(self.lifeline, select.POLLIN)
        milliseconds = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        ready = [descriptor for descriptor, _ in poll.poll(milliseconds)]
        if not ready:
            raise TimedOut("nothing arrived in time")
        if self.end.fileno() not in ready:
            raise Disconnected("the other side has ended")


def _hold_to(deadline: float | None) -> None:
    """Stop where the time is over: the other side may send, or take, a little without end."""
    if deadline is not None and time.monotonic() > deadline:
        raise TimedOut("nothing arrived in time")
