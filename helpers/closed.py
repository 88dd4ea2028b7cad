"""The earlier name of `helpers.session.import_block`, for set-up cells of lessons released before version 1.0."""

from helpers.session.import_block import block_import as close

__all__ = ["close"]
