"""From what a person wants to a signed operation with its boxes, against one state of the log.

Which boxes an operation needs follows from the states before and after it: a new key goes to everybody who may read then,
and whoever may read after it but not before gets the keys in use. Nothing here is sent or stored.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from sync.crypto.epoch import EpochKey, document_commitment, document_key
from sync.crypto.identity import DeviceIdentity
from sync.crypto.key_wrap import seal_document_box, seal_epoch_box
from sync.engine.bodies import NewKeys, body_for
from sync.engine.intents import Intent
from sync.engine.keyring import KeyRing
from sync.protocol.boxes import NO_DOCUMENT, Box, boxes_hash, required_boxes
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership.access import place_of, scope_of
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.fold import apply_operation
from sync.protocol.membership.operations import KeyPromise, Operation
from sync.protocol.membership.state import ChainKey, WorkspaceState
from sync.protocol.signing import OPERATION

Sign: TypeAlias = Callable[[bytes], bytes]
"""Signs an encoded operation."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who drafts: his device's keys, his user id, the keys he knows, and how far he knows each chain of the workspace."""

    identity: DeviceIdentity
    user: str
    keys: KeyRing
    counters: Mapping[ChainKey, int]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A signed operation.

    Attributes:
        operation: Its bytes.
        signature: The author's.
        boxes: The boxes that belong to it.
        keys: Keys that it brings; they count once it does.
        after: What the log says after it.
    """

    operation: bytes
    signature: bytes
    boxes: tuple[Box, ...]
    keys: tuple[EpochKey, ...] = field(repr=False)
    after: WorkspaceState


def draft(
    state: WorkspaceState,
    author: Author,
    intent: Intent,
    time: int,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Drafted:
    """Draft an operation as the next one of the log.

    Args:
        state: What the log says.
        author: Who signs.
        intent: What he wants.
        time: Unix milliseconds by his clock.
        random_bytes: Source of keys.

    Raises:
        ProtocolError: The log does not permit it, or he lacks the key to it (OperationRefused and its kinds).
    """
    new = NewKeys(state, author.keys, random_bytes)
    body = body_for(state, author.user, author.identity.device, author.counters, intent, new)
    operation = Operation(state.workspace, state.seq + 1, state.head, author.identity.device, time, body)
    return complete(state, operation, new.made, author.keys, lambda data: author.identity.sign(OPERATION, data))


def complete(
    state: WorkspaceState | None, operation: Operation, made: Iterable[EpochKey], keys: KeyRing, sign: Sign
) -> Drafted:
    """Add the boxes that an operation needs, and sign it.

    Args:
        state: What the log says before it; None for the first one.
        operation: It, with any hash of boxes.
        made: The keys that it brings.
        keys: The keys that its author knows.
        sign: Signs it.

    Raises:
        ProtocolError: The log does not permit it.
    """
    brought = {key.scope: key for key in made}
    data = encode_operation(operation)
    after = apply_operation(state, data, sign(data))
    if not hasattr(operation.body, "boxes"):
        return Drafted(data, sign(data), (), (), after)
    boxes = [box for key in brought.values() for box in _boxes_of(after, key, required_boxes(after, key.scope))]
    if state is not None:
        boxes += _boxes_for_newcomers(state, after, brought, keys)
    body: Any = operation.body
    named: dict[str, Any] = {"boxes": boxes_hash(boxes)}
    if hasattr(body, "promises"):
        named["promises"] = _promises(after, boxes, brought, keys)
    data = encode_operation(replace(operation, body=replace(body, **named)))
    signature = sign(data)
    after = apply_operation(state, data, signature)
    return Drafted(data, signature, tuple(boxes), tuple(brought.values()), after)


def _promises(
    after: WorkspaceState, boxes: Iterable[Box], brought: Mapping[str, EpochKey], keys: KeyRing
) -> tuple[KeyPromise, ...]:
    """Name the hashes of the keys that guests get and that the log does not name yet."""
    places = {(box.scope, box.epoch, box.document) for box in boxes if box.document != NO_DOCUMENT}
    promises = []
    for scope, epoch, document in sorted(places - after.promises.keys()):
        fresh = brought.get(scope)
        above = fresh if fresh is not None and fresh.epoch == epoch else keys.scope_key(scope, epoch)
        if above is not None:
            hashed = document_commitment(document_key(above, document))
            promises.append(KeyPromise(scope, epoch, document, hashed))
    return tuple(promises)


def _boxes_for_newcomers(
    before: WorkspaceState, after: WorkspaceState, brought: Mapping[str, EpochKey], keys: KeyRing
) -> list[Box]:
    """Seal the keys in use to those who may read now and could not before; to guests also those before them."""
    boxes: list[Box] = []
    for scope in after.scopes.values():
        if scope.scope in brought or scope.scope not in before.scopes:
            continue
        fresh = required_boxes(after, scope.scope) - required_boxes(before, scope.scope)
        for epoch in scope.epochs if fresh else ():
            newest = epoch.number == scope.newest.number
            places = {place for place in fresh if newest or place[0] != NO_DOCUMENT}
            boxes += _known_boxes(after, keys, scope.scope, epoch.number, places)
    return boxes + _boxes_of_the_past(before, after, brought, keys)


def _boxes_of_the_past(
    before: WorkspaceState, after: WorkspaceState, brought: Mapping[str, EpochKey], keys: KeyRing
) -> list[Box]:
    """Seal to new guests what their diagram was sealed under while it was restricted, or before it was."""
    boxes: list[Box] = []
    for document, recipient in sorted(_guests(after) - _guests(before)):
        place = place_of(after, document)
        scopes = {after.workspace, place.diagram.diagram if place.diagram else after.workspace}
        for name in sorted((scopes & after.scopes.keys()) - {scope_of(after, place), *brought}):
            for epoch in after.scopes[name].epochs:
                boxes += _known_boxes(after, keys, name, epoch.number, {(document, recipient)})
    return boxes


def _guests(state: WorkspaceState) -> set[tuple[str, str]]:
    places = (place for scope in state.scopes for place in required_boxes(state, scope))
    return {place for place in places if place[0] != NO_DOCUMENT}


def _known_boxes(
    after: WorkspaceState, keys: KeyRing, scope: str, epoch: int, places: Collection[tuple[str, str]]
) -> list[Box]:
    key = keys.scope_key(scope, epoch)
    if key is not None:
        return _boxes_of(after, key, places)
    return _document_boxes(after, keys, scope, epoch, places)


def _document_boxes(
    after: WorkspaceState, keys: KeyRing, scope: str, epoch: int, places: Iterable[tuple[str, str]]
) -> list[Box]:
    """Seal what a guest knows himself: keys of single documents, as an invite to one diagram is accepted with them."""
    boxes = []
    for document, recipient in sorted(places):
        key = keys.document_key(scope, epoch, document)
        if key is not None:
            boxes.append(seal_document_box(key, recipient, _sealing_public(after, recipient)))
    return boxes


def _boxes_of(after: WorkspaceState, key: EpochKey, places: Iterable[tuple[str, str]]) -> list[Box]:
    boxes = []
    for document, recipient in sorted(places):
        public = _sealing_public(after, recipient)
        if document == NO_DOCUMENT:
            boxes.append(seal_epoch_box(key, recipient, public))
        else:
            boxes.append(seal_document_box(document_key(key, document), recipient, public))
    return boxes


def _sealing_public(state: WorkspaceState, recipient: str) -> bytes:
    invite = state.invites.get(recipient)
    return invite.sealing_public if invite is not None else state.devices[recipient].entry.sealing_public
