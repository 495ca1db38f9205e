"""What can go wrong in the relay.

    RelayError
    └── RelayUnavailable    this release cannot do what was asked

`RelayError` is never raised itself.
"""

from __future__ import annotations


class RelayError(Exception):
    """Base of every error the relay raises on purpose."""


class RelayUnavailable(RelayError):
    """The installed release does not contain the part that was asked for.

    Attributes:
        part: The part of the relay that is missing, in words for the administrator.
        version: The installed version.
    """

    def __init__(self, part: str, version: str) -> None:
        super().__init__(f"AIO Canvas {version} does not contain {part} yet; it comes with a later release")
        self.part = part
        self.version = version
