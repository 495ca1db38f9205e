"""Keys for a device that lacks them, sealed by another one that has them: the sequencer may be away, or may not want to.

Who may have what is said by the log, and what a key must be as well, so that nobody needs to be trusted with handing one out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from sync.crypto.epoch import DocumentKey, EpochKey
from sync.crypto.key_wrap import seal_document_box, seal_epoch_box
from sync.engine.keyring import KeyRing
from sync.protocol.boxes import NO_DOCUMENT, Box
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.membership.access import diagram_role, is_live, place_of, reads_scope, role_of
from sync.protocol.membership.state import Device, WorkspaceState
from sync.protocol.roles import Role

_Place: TypeAlias = tuple[str, int, str, str]
_Key = TypeVar("_Key", EpochKey, DocumentKey)
MAX_GIVEN = 4_096
"""Most keys in one answer."""

MAX_KEPT = 10_000
"""Sealed keys that are kept for those who ask again."""


class KeyGiver:
    """Seals keys, each once for a device."""

    def __init__(self, keys: KeyRing) -> None:
        """Give from these keys."""
        self._keys = keys
        self._sealed: dict[_Place, Box] = {}

    def boxes_for(self, state: WorkspaceState, device: str) -> dict[_Place, Box]:
        """Return the newest keys that a device may have; for a guest's those of its documents, of all times.

        Args:
            state: What the log says.
            device: Id of the device that asks.
        """
        known = state.devices.get(device)
        if known is None or not is_live(state, known):
            return {}
        guest = role_of(state, known.user) is Role.GUEST
        found = self._of_guest(state, known) if guest else self._of_member(state, known)
        return {box.place: box for box, _ in zip(found, range(MAX_GIVEN), strict=False)}

    def _of_member(self, state: WorkspaceState, device: Device) -> Iterator[Box]:
        for scope in state.scopes:
            key = self._keys.newest(state, scope) if reads_scope(state, device.user, scope) else None
            if key is not None:
                yield self._box((key.scope, key.epoch, NO_DOCUMENT, device.device), key, seal_epoch_box, device.entry)

    def _of_guest(self, state: WorkspaceState, device: Device) -> Iterator[Box]:
        for scope, epoch, document in state.promises:
            diagram = place_of(state, document).diagram
            if diagram is None or diagram_role(state, device.user, diagram) is None:
                continue
            key = self._keys.document_key(scope, epoch, document)
            if key is not None:
                yield self._box((scope, epoch, document, device.device), key, seal_document_box, device.entry)

    def _box(self, place: _Place, key: _Key, seal: Callable[[_Key, str, bytes], Box], entry: DeviceEntry) -> Box:
        box = self._sealed.get(place)
        if box is None:
            if len(self._sealed) >= MAX_KEPT:
                self._sealed.clear()
            box = self._sealed[place] = seal(key, entry.device, entry.sealing_public)
        return box
