"""How a workspace begins, and how somebody enters one by an invite link, with nobody else online.

The link names the workspace and the head of its log when it was made: a log that does not lead through that head is
somebody else's making, and nothing is signed for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from sync.crypto.epoch import commitment, new_epoch_key
from sync.crypto.identity import DeviceIdentity, admit_device
from sync.crypto.invite import InviteLink, invite_keys
from sync.engine.drafting import Drafted, complete
from sync.engine.keyring import KeyRing
from sync.errors import LinkError
from sync.protocol.boxes import Box
from sync.protocol.device_entry import Admission
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership.entry import NO_HEAD, LogEntry, workspace_id
from sync.protocol.membership.fold import fold
from sync.protocol.membership.operations import Accept, Create, Operation
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.signing import OPERATION

_SALT_BYTES = 16
_ANY = bytes(32)


def found_workspace(
    founder: DeviceIdentity,
    user: str,
    time: int,
    sequencer: bytes | None = None,
    others: Sequence[Admission] = (),
    random_bytes: RandomBytes = secrets.token_bytes,
) -> tuple[str, Drafted]:
    """Draft the first operation of a workspace.

    Args:
        founder: This device.
        user: User id of the founder.
        time: Unix milliseconds.
        sequencer: Public key of the relay that is to order the log; None: this device, so that no relay is needed.
        others: Further devices of the founder, the paper device among them.
        random_bytes: Source of salt and key.

    Returns:
        The workspace's id and the operation, which still needs its sequencer.

    Raises:
        ProtocolError: A further device does not consent, or is there twice.
    """
    salt = random_bytes(_SALT_BYTES)
    workspace = workspace_id(founder.device, salt)
    key = new_epoch_key(workspace, 1, random_bytes)
    public = founder.entry.signing_public if sequencer is None else sequencer
    devices = (admit_device(founder, user), *others)
    body = Create(salt, user, devices, public, commitment(key), _ANY)
    operation = Operation(workspace, 1, NO_HEAD, founder.device, time, body)
    keys = KeyRing()
    keys.keep(workspace, key)
    return workspace, complete(None, operation, (key,), keys, lambda data: founder.sign(OPERATION, data))


def check_invited(link: InviteLink, entries: Iterable[LogEntry]) -> WorkspaceState:
    """Fold the log that was shown to the holder of a link, and check that it is the one that the link speaks of.

    Raises:
        LinkError: It is another workspace's, or does not lead through the link's head.
        ProtocolError: It is no log.
    """
    log = tuple(entries)
    state = fold(log)
    if state.workspace != link.workspace or link.head not in {entry.head for entry in log}:
        raise LinkError("this is not the workspace that the invite link speaks of")
    return state


def accept_invite(
    link: InviteLink,
    entries: Iterable[LogEntry],
    boxes: Iterable[Box],
    user: str,
    devices: Sequence[Admission],
    time: int,
) -> Drafted:
    """Draft the operation with which the holder of a link enters.

    Args:
        link: The link.
        entries: The whole log as it was shown.
        boxes: The boxes of the invite.
        user: The user id to enter with.
        devices: Own devices with their consent.
        time: Unix milliseconds.

    Raises:
        LinkError: The log is not the one that the link speaks of.
        ProtocolError: The invite does not count any more, or the log does not permit it.
    """
    state = check_invited(link, entries)
    invite = invite_keys(link.secret)
    keys = KeyRing()
    keys.open_boxes(state, boxes, invite.invite, invite.sealing_seed)
    body = Accept(invite.invite, user, tuple(devices), _ANY)
    operation = Operation(state.workspace, state.seq + 1, state.head, invite.invite, time, body)
    return complete(state, operation, (), keys, invite.sign_acceptance)
