"""A state while operations are folded into it.

The maps are copied when they are first written to, so that folding one operation into a large workspace copies what it
touches, and folding a whole log copies each map once. A draft in which an operation was refused is thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TypeVar

from sync.protocol.membership.entry import NO_HEAD
from sync.protocol.membership.state import (
    Adoption,
    ChainKey,
    Device,
    Diagram,
    KeyPlace,
    Member,
    OpenedInvite,
    Scope,
    ShareLink,
    WorkspaceState,
)
from sync.protocol.membership.timeline import Timeline

K = TypeVar("K")
V = TypeVar("V")


class CopyOnWrite(MutableMapping[K, V]):
    """A map that shares its entries with a frozen one until it is written to."""

    __slots__ = ("_entries", "_owned")

    def __init__(self, entries: Mapping[K, V]) -> None:
        self._entries: Mapping[K, V] = entries
        self._owned: dict[K, V] | None = None

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __setitem__(self, key: K, value: V) -> None:
        if self._owned is None:
            self._entries = self._owned = dict(self._entries)
        self._owned[key] = value

    def __delitem__(self, key: K) -> None:
        raise TypeError("nothing is ever taken out of a membership state")

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def freeze(self) -> Mapping[K, V]:
        """Return the entries; the next write copies them again."""
        self._owned = None
        return self._entries


class Draft:
    """A workspace's state that rules may change; attributes as of ``WorkspaceState``.

    ``verifies`` says whether the signatures of devices that enter are checked; they are, unless what is folded was
    folded before it was stored.
    """

    def __init__(self, workspace: str, sequencer: bytes) -> None:
        self.workspace = workspace
        self.sequencer = sequencer
        self.verifies = True
        self.seq = self.size = 0
        self.head = NO_HEAD
        self.closed: Timeline[bool] = Timeline(False)
        self.members: CopyOnWrite[str, Member] = CopyOnWrite({})
        self.devices: CopyOnWrite[str, Device] = CopyOnWrite({})
        self.diagrams: CopyOnWrite[str, Diagram] = CopyOnWrite({})
        self.discussions: CopyOnWrite[str, str] = CopyOnWrite({})
        self.scopes: CopyOnWrite[str, Scope] = CopyOnWrite({})
        self.invites: CopyOnWrite[str, OpenedInvite] = CopyOnWrite({})
        self.links: CopyOnWrite[str, ShareLink] = CopyOnWrite({})
        self.adoptions: CopyOnWrite[ChainKey, tuple[Adoption, ...]] = CopyOnWrite({})
        self.used_keys: CopyOnWrite[bytes, int] = CopyOnWrite({})
        self.promises: CopyOnWrite[KeyPlace, bytes] = CopyOnWrite({})

    @classmethod
    def of(cls, state: WorkspaceState) -> Draft:
        """Start from a frozen state."""
        draft = cls(state.workspace, state.sequencer)
        draft.seq, draft.size, draft.head, draft.closed = state.seq, state.size, state.head, state.closed
        draft.members = CopyOnWrite(state.members)
        draft.devices = CopyOnWrite(state.devices)
        draft.diagrams = CopyOnWrite(state.diagrams)
        draft.discussions = CopyOnWrite(state.discussions)
        draft.scopes = CopyOnWrite(state.scopes)
        draft.invites = CopyOnWrite(state.invites)
        draft.links = CopyOnWrite(state.links)
        draft.adoptions = CopyOnWrite(state.adoptions)
        draft.used_keys = CopyOnWrite(state.used_keys)
        draft.promises = CopyOnWrite(state.promises)
        return draft

    def freeze(self) -> WorkspaceState:
        """Return the state as it stands."""
        return WorkspaceState(
            self.workspace,
            self.seq,
            self.size,
            self.head,
            self.sequencer,
            self.closed,
            self.members.freeze(),
            self.devices.freeze(),
            self.diagrams.freeze(),
            self.discussions.freeze(),
            self.scopes.freeze(),
            self.invites.freeze(),
            self.links.freeze(),
            self.adoptions.freeze(),
            self.used_keys.freeze(),
            self.promises.freeze(),
        )
