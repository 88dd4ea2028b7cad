"""What a lesson does to its own session: block imports that hold answers, and call blocked code in a subprocess."""

from helpers.progress import IN_BROWSER
from helpers.session import browser
from helpers.session.import_block import block_import
from helpers.session.subprocess_call import in_subprocess

__all__ = ["block_import", "in_subprocess"]

if IN_BROWSER:
    browser.start()
