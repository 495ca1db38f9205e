"""What comes from a workspace at work to the window's thread, and who is told of it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.collaboration.network.kept_copies import CopyKept
from app.collaboration.people import Naming
from app.collaboration.shared_diagram import OpenEffect
from sync.engine.effects import Tell
from sync.runtime.driver import ForWindow
from sync.runtime.status import PathsStatus


@dataclass(frozen=True, slots=True)
class Call:
    """Something that is to be done on the GUI thread."""

    action: Callable[[], None]


News: TypeAlias = ForWindow | PathsStatus | Naming | Call
"""What comes from the network thread."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who is told what, on the GUI thread.

    Attributes:
        effect: what the engine asks of an open diagram.
        members: roles, names or paths are different now.
        warned: what the user should hear.
        kept: own edits that do not count are a diagram of their own from now on.
        arrived: a diagram of the workspace is kept in this library from now on.
    """

    effect: Callable[[OpenEffect], None]
    members: Callable[[], None]
    warned: Callable[[Tell], None]
    kept: Callable[[CopyKept], None]
    arrived: Callable[[str], None] = lambda _document: None
