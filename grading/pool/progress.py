"""How far a batch is, and how long it will take: a line in a terminal, or one in the log now and then."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

EVERY = 10  # seconds between two lines in the log
IN_THE_LOG = "{n_fmt} of {total_fmt} graded in {elapsed}; about {remaining} left"


class Lines:
    """A file that writes each line into a log."""

    def __init__(self, log: logging.Logger) -> None:
        self.log = log

    def write(self, text: str) -> None:
        """Log what is no empty line."""
        if text.strip():
            self.log.info(text.strip())

    def flush(self) -> None:
        """Do nothing: what was written is there."""


@contextlib.contextmanager
def progress(total: int, log: logging.Logger) -> Iterator[tqdm[None]]:
    """Show the progress of so many submissions, as long as the block runs; call `update` after each."""
    if sys.stderr.isatty():
        with logging_redirect_tqdm([log]), tqdm(total=total, unit=" submissions", smoothing=0.05) as bar:
            yield bar
    else:
        with tqdm(
            total=total, file=Lines(log), bar_format=IN_THE_LOG, mininterval=EVERY, maxinterval=EVERY, smoothing=0.05
        ) as bar:
            yield bar
