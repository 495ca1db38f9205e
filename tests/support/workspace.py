"""People with devices, and the membership log of a workspace that they write; everything follows from names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.crypto.identity import DeviceIdentity, admit_device, identity_from_seeds
from sync.protocol.device_entry import Admission, DeviceKind
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import LogEntry, head_message, head_of, workspace_id
from sync.protocol.membership.fold import apply_entry
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from sync.protocol.signing import HEAD, OPERATION

NOW = 1_800_000_000_000
LATER = NOW + 86_400_000
BOXES = bytes(32)


def digest(name: str) -> bytes:
    """Return 32 bytes that follow from a name."""
    return hashlib.sha256(name.encode()).digest()


def identifier(name: str) -> str:
    """Return an id that follows from a name."""
    return digest(name).hex()[:32]


@dataclass(frozen=True)
class Signer:
    """An Ed25519 key that follows from a name: a sequencer's or an invite's."""

    name: str

    @property
    def public(self) -> bytes:
        """The raw public key."""
        return self._key.public_key().public_bytes_raw()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(digest(self.name))

    def sign(self, context: bytes, message: bytes) -> bytes:
        """Sign a message in a context."""
        return self._key.sign(context + message)


def identity(name: str) -> DeviceIdentity:
    """Return the keys of a device that follow from its name."""
    return identity_from_seeds(digest(name + " signs"), digest(name + " opens"))


@dataclass(frozen=True)
class Person:
    """Somebody with devices; the first one signs."""

    name: str
    device_names: tuple[str, ...] = ("laptop",)

    @property
    def user(self) -> str:
        """User id."""
        return identifier(self.name)

    @property
    def devices(self) -> tuple[DeviceIdentity, ...]:
        """Keys of all devices."""
        return tuple(identity(f"{self.name}'s {device}") for device in self.device_names)

    @property
    def laptop(self) -> DeviceIdentity:
        """Keys of the first device."""
        return self.devices[0]

    def admissions(self) -> tuple[Admission, ...]:
        """Return all devices with their consent; one called "paper" is a paper device."""
        kinds = [DeviceKind.PAPER if name == "paper" else DeviceKind.APP for name in self.device_names]
        return tuple(admit_device(device, self.user, kind) for device, kind in zip(self.devices, kinds, strict=True))

    def with_device(self, name: str) -> Person:
        """Return the same person with one more device."""
        return replace(self, device_names=(*self.device_names, name))


ANA, BEN, CLEO, DAN = Person("ana"), Person("ben"), Person("cleo"), Person("dan")


@dataclass
class TeamLog:
    """A log under construction, checked entry by entry as a receiver would."""

    founder: Person = ANA
    sequencer: Signer = Signer("relay")
    entries: list[LogEntry] = field(default_factory=list)
    boxes: bytes = BOXES

    def __post_init__(self) -> None:
        salt = digest("salt")[:16]
        self.workspace = workspace_id(self.founder.laptop.device, salt)
        self._state: WorkspaceState | None = None
        self.count = 0
        admissions = self.founder.admissions()
        self.do(
            self.founder,
            op.Create(salt, self.founder.user, admissions, self.sequencer.public, self.fresh(), self.boxes),
        )

    @property
    def state(self) -> WorkspaceState:
        """What the log says."""
        assert self._state is not None
        return self._state

    def resume(self, state: WorkspaceState) -> None:
        """Go on where somebody else's operations led."""
        self._state = state

    def fresh(self) -> bytes:
        """Return 32 bytes that were not used before: a commitment."""
        self.count += 1
        return digest(f"fresh {self.count}")

    def rotation(self, scope: str | None = None) -> op.Rotation:
        """Return the next key of a scope (the workspace's if none is named)."""
        name = scope or self.workspace
        known = self.state.scopes.get(name)
        epoch = len(known.epochs) + 1 if known else 1
        return op.Rotation(name, epoch, self.fresh(), b"sealed" if epoch > 1 else b"")

    def entry(
        self, who: Person | DeviceIdentity | Signer, body: op.Body, time: int = NOW, signer: str | None = None
    ) -> LogEntry:
        """Return the entry that would come next, without adding it."""
        device = who.laptop if isinstance(who, Person) else who
        state = self._state
        name = signer or (device.device if isinstance(device, DeviceIdentity) else "")
        seq, previous = (state.seq + 1, state.head) if state else (1, bytes(32))
        data = encode_operation(op.Operation(self.workspace, seq, previous, name, time, body))
        signature = device.sign(OPERATION, data)
        head = head_of(data, signature)
        return LogEntry(data, signature, self.sequencer.sign(HEAD, head_message(self.workspace, seq, head)))

    def do(
        self, who: Person | DeviceIdentity | Signer, body: op.Body, time: int = NOW, signer: str | None = None
    ) -> WorkspaceState:
        """Add an operation and return the state after it."""
        entry = self.entry(who, body, time, signer)
        self._state = apply_entry(self._state, entry)
        self.entries.append(entry)
        return self._state

    def refusal(
        self, who: Person | DeviceIdentity | Signer, body: op.Body, time: int = NOW, signer: str | None = None
    ) -> ErrorCode | None:
        """Return the code with which an operation is refused, or None; the log stays as it is."""
        try:
            apply_entry(self._state, self.entry(who, body, time, signer))
        except ProtocolError as error:
            return error.code
        return None

    def join(self, person: Person, role: Role = Role.EDITOR) -> WorkspaceState:
        """Let the founder admit somebody."""
        return self.do(self.founder, op.Admit(person.user, role, person.admissions(), BOXES))

    def invite(self, name: str = "link", role: Role = Role.EDITOR, document: str | None = None) -> Signer:
        """Open an invite and return its key."""
        key = Signer(name)
        self.do(
            self.founder,
            op.Invite(identifier(name), key.public, digest(name + " opens"), role, document, LATER, BOXES),
        )
        return key

    def accept(self, key: Signer, person: Person, time: int = NOW) -> WorkspaceState:
        """Accept an invite."""
        invite = identifier(key.name)
        return self.do(key, op.Accept(invite, person.user, person.admissions(), BOXES), time, invite)

    def diagram(self, name: str, author: Person | None = None) -> str:
        """Create a diagram that the whole workspace reads, and return its id."""
        document = identifier(name)
        self.do(author or self.founder, op.CreateDiagram(document, (), (), BOXES))
        return document

    def restricted(self, name: str, *grants: op.Grant, author: Person | None = None) -> str:
        """Create a restricted diagram and return its id; the author is granted the editor's role."""
        document, who = identifier(name), author or self.founder
        everyone = sorted((op.Grant(who.user, Role.EDITOR), *grants), key=lambda grant: grant.user)
        self.do(who, op.CreateDiagram(document, tuple(everyone), (self.rotation(document),), BOXES))
        return document


def team(**roles: Role) -> TeamLog:
    """Return a workspace of Ana's with the people named, in their roles."""
    log = TeamLog()
    for name, role in roles.items():
        log.join(Person(name), role)
    return log
