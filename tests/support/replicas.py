"""Several people on one document, with a network that delivers in any order that respects causality."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from canvas.model.changes import Change
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.plan import Origin, Plan
from canvas.model.records import Snapshot
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView


@dataclass(frozen=True)
class Message:
    """An update on its way.

    Attributes:
        seen: how many updates of each author the sender had applied when it was made.
    """

    author: int
    seen: tuple[int, ...]
    update: bytes


@dataclass
class Replica:
    """One person: a document, a history, a view, a log and an inbox."""

    number: int
    document: Document
    history: History
    view: GraphView
    have: list[int]
    log: list[bytes] = field(default_factory=list)
    inbox: list[Message] = field(default_factory=list)


class Network:
    """Replicas and the updates between them.

    Args:
        count: number of replicas.
        limit: steps of undo of each.
    """

    def __init__(self, count: int, limit: int = 200) -> None:
        self.count = count
        self._next_client = 0
        self.replicas: list[Replica] = []
        for number in range(count):
            document = Document(self._client())
            replica = Replica(number, document, History(document, limit), GraphView(document.records), [0] * count)
            self.replicas.append(replica)
            self._watch(replica)

    def _client(self) -> int:
        self._next_client += 1
        return self._next_client

    def _watch(self, replica: Replica) -> None:
        def publish(update: bytes, _: Origin) -> None:
            message = Message(replica.number, tuple(replica.have), update)
            replica.log.append(update)
            replica.have[replica.number] += 1
            for other in self.replicas:
                if other is not replica:
                    other.inbox.append(message)

        def follow(changes: tuple[Change, ...], _: Origin) -> None:
            replica.view.update(changes)

        replica.document.on_update(publish)
        replica.document.subscribe(follow)

    def apply(self, number: int, plan: Plan, gesture: Any = None) -> None:
        """Let somebody act."""
        self.replicas[number].history.apply(plan, gesture)

    def snapshot(self, number: int) -> Snapshot:
        """Return what somebody sees."""
        return snapshot_of(self.replicas[number].document)

    def deliver(self, number: int, pick: int) -> bool:
        """Deliver one of the updates whose causes have arrived; False when there is none."""
        replica = self.replicas[number]
        ready = [m for m in replica.inbox if self._is_ready(m, replica)]
        if not ready:
            return False
        message = ready[pick % len(ready)]
        replica.inbox.remove(message)
        replica.log.append(message.update)
        replica.document.apply_update(message.update)
        replica.have[message.author] += 1
        return True

    @staticmethod
    def _is_ready(message: Message, replica: Replica) -> bool:
        in_turn = message.seen[message.author] == replica.have[message.author]
        return in_turn and all(s <= h for s, h in zip(message.seen, replica.have, strict=True))

    def sync(self) -> None:
        """Deliver everything."""
        for replica in self.replicas:
            while replica.inbox:
                assert self.deliver(replica.number, 0)

    def reload(self, number: int) -> None:
        """Close somebody's document and open it again from the log; the history goes on."""
        replica = self.replicas[number]
        replica.document = Document(self._client(), replica.log)
        replica.view = GraphView(replica.document.records)
        self._watch(replica)
        replica.history.rebind(replica.document)
