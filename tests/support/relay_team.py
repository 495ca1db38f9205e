"""People with accounts and devices at a relay, who write the membership log of a workspace through it.

Sealed keys are random bytes: the relay never opens them, so that what it checks of them is who they are for.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from relay_server.domain.account import Account
from relay_server.domain.device import Device
from relay_server.domain.session import Method, Session
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Principal
from relay_server.service.propose_operation import Proposal, Sequenced, propose
from relay_server.service.sign_in import SignedIn, open_session
from sync.crypto.identity import DeviceIdentity
from sync.protocol.boxes import NO_DOCUMENT, Box, boxes_hash, decode_boxes, encode_boxes, required_boxes
from sync.protocol.device_entry import encode_entry
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import workspace_id
from sync.protocol.membership.fold import apply_operation
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from sync.protocol.signing import OPERATION
from tests.support.relay import CALLER, House
from tests.support.relay_rows import account
from tests.support.workspace import Person, Signer, digest, identifier

LATER_MS = 86_400_000


@dataclass(frozen=True)
class Colleague:
    """A person with an account, signed in on their first device."""

    person: Person
    account: str
    session: str
    tokens: SignedIn

    @property
    def user(self) -> str:
        """User id in workspaces."""
        return self.person.user

    @property
    def laptop(self) -> DeviceIdentity:
        """Keys of the device of the session."""
        return self.person.laptop


def hire(house: House, name: str, device: str = "laptop") -> Colleague:
    """Open an account for somebody, sign in, and register the device."""
    person = Person(name, (device,))
    number = int(identifier(name)[:12], 16)
    with house.env.transactions.write() as unit:
        made = account(number, email=f"{name}@example.org", email_verified_ms=1, password=house.env.passwords.hash("x"))
        unit.accounts.add(made)
        _register(house, unit, made.id, person)
        tokens = open_session(house.env, unit, CALLER, made.id, [Method.PASSWORD])
        unit.sessions.bind_device(tokens.session, person.laptop.device)
    return Colleague(person, made.id, tokens.session, tokens)


def further(house: House, who: Colleague, device: str) -> Colleague:
    """Sign somebody in on another device."""
    person = Person(who.person.name, (device,))
    with house.env.transactions.write() as unit:
        _register(house, unit, who.account, person)
        tokens = open_session(house.env, unit, CALLER, who.account, [Method.PASSWORD])
        unit.sessions.bind_device(tokens.session, person.laptop.device)
    return Colleague(person, who.account, tokens.session, tokens)


def _register(house: House, unit: UnitOfWork, account: str, person: Person) -> None:
    for device in person.devices:
        unit.devices.add(Device(device.device, account, encode_entry(device.entry), house.clock.now))


def boxes_for(before: WorkspaceState | None, after: WorkspaceState, body: op.Body) -> list[Box]:
    """Return the boxes that an operation needs, with random bytes in them."""
    scopes = [(rotation.scope, rotation.epoch) for rotation in getattr(body, "rotations", ())]
    if isinstance(body, op.Create):
        scopes.append((after.workspace, 1))
    return [
        Box(scope, epoch, document, recipient, digest(f"{scope}{epoch}{document}{recipient}") * 2 + bytes(16))
        for scope, epoch in scopes
        for document, recipient in required_boxes(after, scope)
    ]


def naming(body: op.Body, boxes: Collection[Box]) -> op.Body:
    """Return an operation that names the hash of its boxes and promises the keys of documents among them."""
    changes: dict[str, Any] = {"boxes": boxes_hash(boxes)}
    places = sorted({(box.scope, box.epoch, box.document) for box in boxes if box.document != NO_DOCUMENT})
    if places:
        made = [op.KeyPromise(*place, digest(f"promise {place}")) for place in places]
        changes["promises"] = tuple(made)
    return replace(body, **changes)


def proposal(
    state: WorkspaceState | None,
    workspace: str,
    signer: str,
    sign: Callable[[bytes, bytes], bytes],
    body: op.Body,
    now: int,
    boxes: bytes | None = None,
) -> Proposal:
    """Return an operation that would come next, signed, with the boxes it needs, or with given ones."""
    seq, previous = (state.seq + 1, state.head) if state else (1, bytes(32))

    def signed(changed: op.Body) -> tuple[bytes, bytes]:
        data = encode_operation(op.Operation(workspace, seq, previous, signer, now, changed))
        return data, sign(OPERATION, data)

    if "boxes" not in {field.name for field in fields(body)}:
        return Proposal(*signed(body), encode_boxes([]))
    if boxes is not None:
        return Proposal(*signed(naming(body, decode_boxes(boxes))), boxes)
    # Which boxes are needed follows from the state after it, which does not depend on their hash.
    made = boxes_for(state, apply_operation(state, *signed(body)), body)
    return Proposal(*signed(naming(body, made)), encode_boxes(made))


def operation_body(made: Proposal) -> dict[str, str]:
    """Return an operation as it travels over REST."""
    parts = {"operation": made.operation, "signature": made.signature, "boxes": made.boxes}
    return {name: b64encode(data).decode("ascii") for name, data in parts.items()}


@dataclass
class RelayTeam:
    """A workspace at a relay."""

    house: House
    founder: Colleague
    name: str = "team"
    count: int = 0

    def __post_init__(self) -> None:
        salt = digest(f"salt of {self.name}")[:16]
        self.workspace = workspace_id(self.founder.laptop.device, salt)
        self._salt = salt

    @property
    def state(self) -> WorkspaceState:
        """What the log says, whichever process stored the last operation."""
        state = self._stored()
        assert state is not None
        return state

    def _stored(self) -> WorkspaceState | None:
        with self.house.env.transactions.read() as unit:
            return self.house.env.memberships.inside(unit, self.workspace)

    def principal(self, who: Colleague) -> Principal:
        """Return account and session as they are now."""
        with self.house.env.transactions.read() as unit:
            account, session = unit.accounts.get(who.account), unit.sessions.get(who.session)
        assert isinstance(account, Account)
        assert isinstance(session, Session)
        return Principal(account, session)

    def fresh(self) -> bytes:
        """Return 32 bytes that were not used before: a commitment."""
        self.count += 1
        return digest(f"fresh {self.count} of {self.name}")

    def create_body(self) -> op.Create:
        """Return what founds the workspace."""
        who = self.founder.person
        sequencer = self.house.env.keys.sequencer_public
        return op.Create(self._salt, who.user, who.admissions(), sequencer, self.fresh(), bytes(32))

    def found(self) -> RelayTeam:
        """Found it at the relay."""
        self.do(self.founder, self.create_body())
        return self

    def rotation(self, scope: str | None = None) -> op.Rotation:
        """Return the next key of a scope (the workspace's if none is named)."""
        name = scope or self.workspace
        known = self.state.scopes.get(name)
        epoch = len(known.epochs) + 1 if known else 1
        return op.Rotation(name, epoch, self.fresh(), b"sealed" if epoch > 1 else b"")

    def proposal(self, who: Colleague, body: op.Body, key: Signer | None = None, now: int | None = None) -> Proposal:
        """Return an operation by somebody (or by an invite's key) that would come next."""
        state = self._stored()
        signer = identifier(key.name) if key else who.laptop.device
        sign = key.sign if key else who.laptop.sign
        return proposal(state, self.workspace, signer, sign, body, now or self.house.clock.now)

    def do(self, who: Colleague, body: op.Body, key: Signer | None = None) -> Sequenced:
        """Hand an operation to the relay's service."""
        made = self.proposal(who, body, key)
        return propose(self.house.env, CALLER, self.principal(who), self.workspace, made)

    def admit(self, who: Colleague, role: Role = Role.EDITOR) -> Colleague:
        """Let the founder admit somebody."""
        self.do(self.founder, op.Admit(who.user, role, who.person.admissions(), bytes(32)))
        return who

    def remove_body(self, who: Colleague) -> op.Remove:
        """Return what removes somebody, with a new key for the workspace."""
        return op.Remove(who.user, (), (self.rotation(),), bytes(32))

    def invite_body(self, key: Signer, role: Role = Role.EDITOR, document: str | None = None) -> op.Invite:
        """Return what opens an invite."""
        expires = self.house.clock.now + LATER_MS
        opens = digest(key.name + " opens")
        return op.Invite(identifier(key.name), key.public, opens, role, document, expires, bytes(32))

    def accept_body(self, key: Signer, who: Colleague) -> op.Accept:
        """Return what enters by an invite."""
        return op.Accept(identifier(key.name), who.user, who.person.admissions(), bytes(32))

    def diagram(self, name: str, who: Colleague | None = None) -> str:
        """Create a diagram that the whole workspace reads, and return its id."""
        document = identifier(f"{name} of {self.name}")
        self.do(who or self.founder, op.CreateDiagram(document, (), (), bytes(32)))
        return document

    def restricted(self, name: str, *grants: op.Grant, who: Colleague | None = None) -> str:
        """Create a restricted diagram and return its id; the author is granted the editor's role."""
        document, author = identifier(f"{name} of {self.name}"), who or self.founder
        everyone = sorted((op.Grant(author.user, Role.EDITOR), *grants), key=lambda grant: grant.user)
        self.do(author, op.CreateDiagram(document, tuple(everyone), (self.rotation(document),), bytes(32)))
        return document
