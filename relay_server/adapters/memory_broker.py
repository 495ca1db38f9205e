"""Messages between the parts of one process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from relay_server.ports.broker import Receiver


class MemoryBroker:
    """Implements Broker: receivers are called in the publisher's thread."""

    def __init__(self, *, alone: bool = True) -> None:
        """Take nothing but this.

        Args:
            alone: Whether this is the only process; otherwise others are there that it cannot hear.
        """
        self._alone = alone
        self._lock = threading.Lock()
        self._receivers: dict[str, tuple[Receiver, ...]] = {}

    @property
    def is_connected(self) -> bool:
        """Whether there is nobody whom it does not hear."""
        return self._alone

    def tell_others(self, topic: str, message: bytes) -> None:
        """Tell nobody: there are no other processes."""

    def when_resumed(self, call: Callable[[], None]) -> Callable[[], None]:
        """Never call: nothing is lost."""
        del call
        return lambda: None

    def publish(self, topic: str, message: bytes) -> None:
        """Deliver a message to every present subscriber."""
        with self._lock:
            receivers = self._receivers.get(topic, ())
        for receive in receivers:
            receive(topic, message)

    def subscribe(self, topic: str, receiver: Receiver) -> Callable[[], None]:
        """Receive the messages of a topic from now on."""
        with self._lock:
            self._receivers[topic] = (*self._receivers.get(topic, ()), receiver)

        def end() -> None:
            with self._lock:
                left = tuple(one for one in self._receivers.get(topic, ()) if one is not receiver)
                self._receivers[topic] = left

        return end
