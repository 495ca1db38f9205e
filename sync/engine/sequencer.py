"""Putting operations in order where a device of the founder does it: a workspace without a relay.

The same questions as a relay asks: does it extend the head, is its time plausible, may it stand next, are its boxes the
right ones, does it cut nothing that was acknowledged here. What is countersigned must be durable before it is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sync.crypto.identity import DeviceIdentity
from sync.protocol.authorise import check_cuts
from sync.protocol.boxes import Box, check_boxes
from sync.protocol.errors import ErrorCode, HeadMoved, OperationRefused
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry, head_message, head_of
from sync.protocol.membership.fold import apply_operation
from sync.protocol.membership.state import ChainKey, WorkspaceState
from sync.protocol.signing import HEAD

MAX_CLOCK_DIFFERENCE_MS = 24 * 3_600_000
"""How far an author's clock may be from this one's."""


def countersign(
    state: WorkspaceState | None,
    identity: DeviceIdentity,
    operation: bytes,
    signature: bytes,
    boxes: Collection[Box],
    now: int | None,
    counters: Mapping[ChainKey, int] | None = None,
) -> tuple[LogEntry, WorkspaceState]:
    """Put an operation next.

    Args:
        state: What the log says; None for the first operation.
        identity: This device, the sequencer.
        operation: The operation.
        signature: Its author's.
        boxes: What came with it.
        now: Unix milliseconds by this device's clock; None if the author is this device.
        counters: How far each chain is stored here: a cut below it would lose what was acknowledged.

    Returns:
        The entry and the state after it.

    Raises:
        HeadMoved: Another operation came first.
        OperationRefused: It may not stand next, or this device does not order this log (NOT_SEQUENCER).
        CutTooLow: It cuts a chain, named or not, below what is stored here.
        BoxesRefused: Its boxes are not the right ones.
        ProtocolError: It is no operation, or its signature does not fit.
    """
    decoded = decode_operation(operation)
    if state is not None:
        if state.sequencer != identity.entry.signing_public:
            raise OperationRefused("this device does not order the log", ErrorCode.NOT_SEQUENCER)
        if decoded.previous != state.head:
            raise HeadMoved(f"the operation does not extend operation {state.seq}", state.seq)
    if now is not None and abs(decoded.time - now) > MAX_CLOCK_DIFFERENCE_MS:
        raise OperationRefused("the author's clock is wrong", ErrorCode.EXPIRED)
    after = apply_operation(state, operation, signature)
    if state is None and after.sequencer != identity.entry.signing_public:
        raise OperationRefused("this device does not order the log", ErrorCode.NOT_SEQUENCER)
    check_boxes(after, decoded.body, boxes)
    check_cuts(after, counters or {})
    head = head_of(operation, signature)
    return LogEntry(operation, signature, identity.sign(HEAD, head_message(after.workspace, after.seq, head))), after
