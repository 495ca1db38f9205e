"""What is true of the paths of a workspace now, for the status line; frozen, so that it can cross to the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.transports.link import PathKind
from sync.transports.relay_path import PathStatus


@dataclass(frozen=True, slots=True)
class PathsStatus:
    """Which paths are up.

    Attributes:
        relay: State of the relay's path; None if the workspace has no relay.
        peers: How many devices are connected, by kind of path.
        linked: Whether the engine has the relay's link: what is asked for now reaches it.
    """

    relay: PathStatus | None = None
    peers: Mapping[PathKind, int] = field(default_factory=dict)
    linked: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing that is edited here reaches anybody now."""
        return not any(self.peers.values()) and (self.relay is None or self.relay.state != "up")
