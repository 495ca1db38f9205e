"""A log with the boxes that came with each of its entries, as another sequencer wants to see them when it takes over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sync.protocol.boxes import NO_DOCUMENT, Box, boxes_hash, required_boxes
from sync.protocol.errors import BoxesRefused
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import apply_entry
from sync.protocol.membership.state import WorkspaceState

_Place = tuple[str, int, str, str]


def entries_with_boxes(
    entries: Sequence[LogEntry], boxes: Iterable[Box], since: int = 0
) -> tuple[tuple[LogEntry, tuple[Box, ...]], ...]:
    """Say which boxes came with which entry.

    Args:
        entries: The whole log.
        boxes: All that the sequencer kept.
        since: How many of the entries the other one has already; these are left out, for their boxes may be with it alone.

    Raises:
        BoxesRefused: The boxes of an entry are not all here any more.
        ProtocolError: It is no log.
    """
    held = {box.place: box for box in boxes}
    found = []
    state: WorkspaceState | None = None
    for entry in entries:
        body, after = decode_operation(entry.operation).body, apply_entry(state, entry)
        if after.seq <= since:
            state = after
            continue
        named = getattr(body, "boxes", None)
        came = () if named is None else tuple(held[place] for place in _places(state, after, body) if place in held)
        if named is not None and boxes_hash(came) != named:
            raise BoxesRefused("the sealed keys of an operation are not here any more")
        found.append((entry, came))
        state = after
    return tuple(found)


def _places(before: WorkspaceState | None, after: WorkspaceState, body: op.Body) -> Iterator[_Place]:
    """Return the places of the boxes that an operation may have brought, as ``drafting`` fills them."""
    brought = {rotation.scope: rotation.epoch for rotation in getattr(body, "rotations", ())}
    if isinstance(body, op.Create):
        brought[after.workspace] = 1
    for scope, epoch in brought.items():
        yield from ((scope, epoch, *place) for place in required_boxes(after, scope))
    for known in after.scopes.values() if before is not None else ():
        if before is None or known.scope in brought or known.scope not in before.scopes:
            continue
        fresh = required_boxes(after, known.scope) - required_boxes(before, known.scope)
        for one in known.epochs if fresh else ():
            newest = one.number == known.newest.number
            yield from ((known.scope, one.number, *place) for place in fresh if newest or place[0] != NO_DOCUMENT)
