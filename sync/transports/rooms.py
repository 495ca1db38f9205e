"""Which rooms of a relay a client is in, and how far it has each: what it joins again after a new connection."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.frames import Batch, Frame, Join, JoinedChain, Leave, StoredEnvelope


class Rooms:
    """The rooms of one client at one relay. Sequence numbers are the relay's and outlive a connection, not the program."""

    def __init__(self) -> None:
        self._joins: dict[str, Join] = {}

    def enter(self, workspace: str, document: str, chains: tuple[JoinedChain, ...]) -> Join:
        """Note that a room is wanted, and return the frame that joins it.

        Args:
            workspace: Workspace of the document.
            document: The document.
            chains: What is stored of it here.
        """
        known = self._joins.get(document)
        join = Join(workspace, document, known.since if known else 0, chains)
        self._joins[document] = join
        return join

    def leave(self, document: str) -> Leave:
        """Note that a room is not wanted any more, and return the frame that leaves it."""
        self._joins.pop(document, None)
        return Leave(document)

    def forget_place(self, document: str) -> None:
        """Join this room by chains next time, because what was received was not kept."""
        known = self._joins.get(document)
        if known is not None:
            self._joins[document] = replace(known, since=0)

    def received(self, frame: Frame) -> None:
        """Note what came and was stored, so that the room goes on from there after a new connection."""
        if not isinstance(frame, Batch):
            return
        known = self._joins.get(frame.document)
        newest = max((item.seq for item in frame.items if isinstance(item, StoredEnvelope)), default=0)
        if known is not None and newest > known.since:
            self._joins[frame.document] = replace(known, since=newest)

    def again(self) -> list[Join]:
        """Return the frames that join every wanted room on a new connection, in the order of their ids."""
        return [self._joins[document] for document in sorted(self._joins)]
