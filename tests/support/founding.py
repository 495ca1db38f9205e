"""A workspace without a relay, with real keys and boxes: founded, joined and changed as the product does it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sync.crypto.identity import DeviceIdentity
from sync.crypto.invite import InviteLink
from sync.engine.drafting import Author, Drafted, draft
from sync.engine.entering import accept_invite, found_workspace
from sync.engine.intents import Intent, OpenInvite
from sync.engine.keyring import KeyRing
from sync.engine.sequencer import countersign
from sync.protocol.boxes import Box
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import ChainKey, WorkspaceState
from sync.protocol.roles import Role
from tests.support.workspace import ANA, LATER, NOW, Person, digest


@dataclass
class Household:
    """A log that the founder's laptop orders, and the boxes that came with it."""

    founder: Person = ANA
    entries: list[LogEntry] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    counters: dict[ChainKey, int] = field(default_factory=dict)
    random_bytes: RandomBytes = secrets.token_bytes

    def __post_init__(self) -> None:
        others = self.founder.admissions()[1:]
        self.workspace, drafted = found_workspace(
            self.founder.laptop, self.founder.user, NOW, others=others, random_bytes=self.random_bytes
        )
        self.state: WorkspaceState = self._put(drafted, None)
        self._secrets = 0

    def keys(self, device: DeviceIdentity) -> KeyRing:
        """Return the keys that a device can open."""
        ring = KeyRing()
        ring.open_boxes(self.state, self.boxes, device.device, device.sealing_seed)
        return ring

    def author(self, person: Person, device: int = 0) -> Author:
        """Return somebody as an author."""
        identity = person.devices[device]
        return Author(identity, person.user, self.keys(identity), self.counters)

    def do(self, person: Person, intent: Intent) -> WorkspaceState:
        """Draft and put an operation."""
        self.state = self._put(draft(self.state, self.author(person), intent, NOW, self.random_bytes), self.state)
        return self.state

    def link(self, role: Role = Role.EDITOR, document: str | None = None) -> InviteLink:
        """Open an invite and return its link."""
        self._secrets += 1
        secret = digest(f"secret {self._secrets}")
        self.do(self.founder, OpenInvite(secret, role, LATER, document))
        return InviteLink(self.workspace, self.state.head, secret)

    def enter(self, person: Person, link: InviteLink) -> WorkspaceState:
        """Let somebody enter by a link."""
        drafted = accept_invite(link, self.entries, self.boxes, person.user, person.admissions(), NOW)
        self.state = self._put(drafted, self.state)
        return self.state

    def join(self, person: Person, role: Role = Role.EDITOR) -> WorkspaceState:
        """Invite somebody, and let him enter."""
        return self.enter(person, self.link(role))

    def _put(self, drafted: Drafted, state: WorkspaceState | None) -> WorkspaceState:
        entry, after = countersign(
            state, self.founder.laptop, drafted.operation, drafted.signature, drafted.boxes, NOW, self.counters
        )
        self.entries.append(entry)
        self.boxes += drafted.boxes
        return after
