"""Messages between the parts and, with another adapter, between the processes of one relay.

Delivery is at most once and in order per topic and publisher: what must not be lost lies in the database, a message only
says that it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Receiver = Callable[[str, bytes], None]
"""Called with topic and message, in any thread; returns quickly and never raises."""

SESSION_ENDED = "session-ended"
"""Topic: a session was ended; the message is its id in ASCII. Live sockets of it close."""


WORKSPACE_CHANGED = "workspace-changed"
"""Topic: a membership log has grown, or a workspace is gone; the message is the workspace's id in ASCII."""

JOIN_ASKED = "join-asked"
"""Topic: others ask to be let into a workspace than before; the message is the workspace's id in ASCII."""

CARD_CHANGED = "card-changed"
"""Topic: cards of a workspace were replaced; the message is that of ``card_message``."""


def card_message(workspace: str, change: int) -> bytes:
    """Return a message of ``CARD_CHANGED``: the workspace and the number of the newest change."""
    return f"{workspace} {change}".encode("ascii")


def read_card_message(message: bytes) -> tuple[str, int]:
    """Return workspace and number of the change."""
    workspace, change = message.decode("ascii").split(" ")
    return workspace, int(change)


class Broker(Protocol):
    """Publishes to whoever has subscribed. Safe to call from many threads."""

    @property
    def is_connected(self) -> bool:
        """Whether messages of other processes arrive now."""

    def publish(self, topic: str, message: bytes) -> None:
        """Deliver a message to every present subscriber of the topic."""

    def tell_others(self, topic: str, message: bytes) -> None:
        """Deliver a message to the subscribers of other processes only."""

    def when_resumed(self, call: Callable[[], None]) -> Callable[[], None]:
        """Call something, in any thread, when messages arrive again after some may have been lost.

        Returns:
            Ends that; may be called twice.
        """

    def subscribe(self, topic: str, receiver: Receiver) -> Callable[[], None]:
        """Receive the messages of a topic from now on.

        Returns:
            Ends the subscription; may be called twice.
        """
