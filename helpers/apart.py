"""The earlier name of `helpers.session.subprocess_call`, for set-up cells of lessons released before version 1.0."""

from helpers.session.subprocess_call import in_subprocess as apart

__all__ = ["apart"]
