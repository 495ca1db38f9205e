"""Bodies of operations for what a person wants: cuts from what is known here, new keys for every scope concerned.

The rules of the log say what is permitted; here is only what an honest author fills in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sync.crypto.epoch import EpochKey, commitment, new_epoch_key, seal_bridge, seal_previous
from sync.crypto.invite import invite_keys
from sync.engine import intents as want
from sync.engine.keyring import KeyRing
from sync.protocol.documents import discussion_of, successor_of
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import diagram_role, may, place_of, reads_scope, role_of, scope_of, scopes_known_to
from sync.protocol.membership.state import ChainKey, Diagram, WorkspaceState
from sync.protocol.roles import Permission, Role

_ANY = bytes(32)


class NewKeys:
    """Makes the keys that an operation brings."""

    def __init__(self, state: WorkspaceState, keys: KeyRing, random_bytes: RandomBytes) -> None:
        """Make keys that follow the newest ones of a state."""
        self._state = state
        self._keys = keys
        self._random_bytes = random_bytes
        self.made: list[EpochKey] = []

    def rotations(self, user: str, scopes: Collection[str]) -> tuple[op.Rotation, ...]:
        """Bring a new key for each of the scopes that the user reads; ascending."""
        return tuple(self.rotation(scope) for scope in sorted(scopes) if reads_scope(self._state, user, scope))

    def rotation(self, scope: str) -> op.Rotation:
        """Bring the next key of a scope.

        Raises:
            OperationRefused: The newest one is not known here, so that the new one could not lead to it (EPOCH).
        """
        known = self._state.scopes.get(scope)
        key = new_epoch_key(scope, known.newest.number + 1 if known else 1, self._random_bytes)
        previous = b""
        if known is not None:
            older = self._keys.newest(self._state, scope)
            if older is None:
                raise OperationRefused("the key in use is not known here", ErrorCode.EPOCH)
            previous = seal_previous(key, older, self._random_bytes)
        self.made.append(key)
        return op.Rotation(scope, key.epoch, commitment(key), previous)

    def bridge(self, diagram: str) -> bytes:
        """Seal a diagram's newest key under the workspace's.

        Raises:
            OperationRefused: One of them is not known here (EPOCH).
        """
        above = self._keys.newest(self._state, self._state.workspace)
        below = self._keys.newest(self._state, diagram)
        if above is None or below is None:
            raise OperationRefused("the key in use is not known here", ErrorCode.EPOCH)
        return seal_bridge(above, below, self._random_bytes)


class _Bodies:
    """One method for each kind of intent that needs more than its own fields."""

    def __init__(
        self, state: WorkspaceState, user: str, device: str, counters: Mapping[ChainKey, int], new: NewKeys
    ) -> None:
        self._state, self._user, self._device, self._counters, self._new = state, user, device, counters, new

    def open_invite(self, intent: want.OpenInvite) -> op.Body:
        keys = invite_keys(intent.secret)
        publics = (keys.signing_public, keys.sealing_public)
        return op.Invite(keys.invite, *publics, intent.role, intent.document, intent.expires, _ANY)

    def close_invite(self, intent: want.CloseInvite) -> op.Body:
        found = self._state.invites.get(intent.invite)
        scope = self._state.workspace
        if found is not None and found.document is not None:
            scope = scope_of(self._state, place_of(self._state, found.document))
        return op.RevokeInvite(intent.invite, self._new.rotations(self._user, {scope}), _ANY)

    def admit(self, intent: want.AdmitUser) -> op.Body:
        if intent.document is not None:
            return op.AddGuest(intent.user, intent.role, intent.document, intent.devices, _ANY)
        return op.Admit(intent.user, intent.role, intent.devices, _ANY)

    def change_role(self, intent: want.ChangeRole) -> op.Body:
        member = self._state.members.get(intent.user)
        lowered = member is not None and member.role is not None and intent.role < member.role
        return op.SetRole(intent.user, intent.role, self._cuts(self._devices(intent.user)) if lowered else (), _ANY)

    def change_diagram_role(self, intent: want.ChangeDiagramRole) -> op.Body:
        diagram = self._state.diagrams.get(intent.document)
        before = diagram_role(self._state, intent.user, diagram) if diagram else None
        after = intent.role
        if diagram is not None and after is None:
            role = self._state.members[intent.user].role if intent.user in self._state.members else None
            after = None if diagram.restricted.now or role is Role.GUEST else role
        lowered = before is not None and (after is None or after < before)
        cuts = self._cuts(self._devices(intent.user), intent.document) if lowered else ()
        scopes = {scope_of(self._state, place_of(self._state, intent.document))} if before and after is None else set()
        rotations = () if intent.user == self._user else self._new.rotations(self._user, scopes)
        return op.SetDiagramRole(intent.user, intent.document, intent.role, cuts, rotations, _ANY)

    def remove(self, intent: want.RemoveUser) -> op.Body:
        leaving = intent.user == self._user
        scopes = set() if leaving else scopes_known_to(self._state, intent.user)
        rotations = self._new.rotations(self._user, scopes)
        return op.Remove(intent.user, self._cuts(self._devices(intent.user)), rotations, _ANY)

    def end_device(self, intent: want.EndDevice) -> op.Body:
        device = self._state.devices.get(intent.device)
        own = intent.device == self._device
        scopes = set() if own or device is None else scopes_known_to(self._state, device.user)
        rotations = self._new.rotations(self._user, scopes)
        return op.RevokeDevice(intent.device, self._cuts((intent.device,)), rotations, _ANY)

    def new_diagram(self, intent: want.NewDiagram) -> op.Body:
        rotations = (self._new.rotation(intent.document),) if intent.granted else ()
        return op.CreateDiagram(intent.document, _grants(intent.granted), rotations, _ANY)

    def close_diagram(self, intent: want.CloseDiagram) -> op.Body:
        rotations = (self._new.rotation(intent.document),)
        losers = self._losers(intent)
        devices = [device for user in losers for device in self._devices(user)]
        cuts = self._cuts(devices, intent.document)
        return op.RestrictDiagram(intent.document, _grants(intent.granted), cuts, rotations, _ANY)

    def start_anew(self, intent: want.StartAnew) -> op.Body:
        diagram = self._state.diagrams.get(intent.document)
        if diagram is None:
            raise OperationRefused("the workspace has no such diagram", ErrorCode.UNKNOWN_DOCUMENT)
        successor = successor_of(intent.document)
        if not diagram.restricted.now:
            if roles_on(self._state, diagram) and not may(self._state, self._user, Permission.SET_DIAGRAM_ROLE):
                raise OperationRefused("single users have roles on it that the author may not give", ErrorCode.ROLE)
            return op.CreateDiagram(successor, (), (), _ANY)
        granted = roles_on(self._state, diagram)
        return op.CreateDiagram(successor, _grants(granted.items()), (self._new.rotation(successor),), _ANY)

    def unclose_diagram(self, intent: want.UncloseDiagram) -> op.Body:
        return op.OpenDiagram(intent.document, self._new.bridge(intent.document), _ANY)

    def rotate(self, intent: want.RotateKeys) -> op.Body:
        stale = [scope.scope for scope in self._state.scopes.values() if scope.stale]
        return op.Rotate(self._new.rotations(self._user, intent.scopes or stale), _ANY)

    def _losers(self, intent: want.CloseDiagram) -> list[str]:
        diagram = self._state.diagrams.get(intent.document)
        if diagram is None:
            return []
        granted = dict(intent.granted)
        before = {user: diagram_role(self._state, user, diagram) for user in self._state.members}
        return [
            user for user, role in before.items() if role is not None and (user not in granted or granted[user] < role)
        ]

    def _devices(self, user: str) -> tuple[str, ...]:
        member = self._state.members.get(user)
        return member.devices if member else ()

    def _cuts(self, devices: Collection[str], diagram: str | None = None) -> tuple[op.Cut, ...]:
        concerned = None if diagram is None else {diagram, discussion_of(diagram)}
        return tuple(
            op.Cut(document, device, writer, counter)
            for (document, device, writer), counter in sorted(self._counters.items())
            if counter and device in devices and (concerned is None or document in concerned)
        )


def roles_on(state: WorkspaceState, diagram: Diagram) -> dict[str, Role]:
    """Return the roles that single users who are in the workspace have on a diagram."""
    own = {user: timeline.now for user, timeline in diagram.roles.items() if role_of(state, user) is not None}
    return {user: role for user, role in own.items() if role is not None}


def _grants(granted: Collection[tuple[str, Role]]) -> tuple[op.Grant, ...]:
    return tuple(op.Grant(user, role) for user, role in sorted(granted))


_SIMPLE: dict[type[Any], Callable[[Any], op.Body]] = {
    want.ReadmitUser: lambda i: op.Readmit(i.user, i.role, _ANY),
    want.EnterDevice: lambda i: op.AddDevice(i.device, _ANY),
    want.BinDiagram: lambda i: op.DeleteDiagram(i.document),
    want.UnbinDiagram: lambda i: op.RestoreDiagram(i.document),
    want.ShareByLink: lambda i: op.CreateLink(i.link, i.document, i.commitment, i.expires),
    want.EndLink: lambda i: op.RevokeLink(i.link),
    want.AdoptChain: lambda i: op.Adopt(i.document, i.device, i.writer, i.counter, i.hash),
    want.HandSequencer: lambda i: op.MoveSequencer(i.sequencer),
    want.GiveWorkspace: lambda i: op.Transfer(i.user),
    want.CloseWorkspace: lambda _: op.DeleteWorkspace(),
    want.ReopenWorkspace: lambda _: op.RestoreWorkspace(),
}
_MADE: dict[type[Any], Callable[[_Bodies, Any], op.Body]] = {
    want.OpenInvite: _Bodies.open_invite,
    want.CloseInvite: _Bodies.close_invite,
    want.AdmitUser: _Bodies.admit,
    want.ChangeRole: _Bodies.change_role,
    want.ChangeDiagramRole: _Bodies.change_diagram_role,
    want.RemoveUser: _Bodies.remove,
    want.EndDevice: _Bodies.end_device,
    want.NewDiagram: _Bodies.new_diagram,
    want.CloseDiagram: _Bodies.close_diagram,
    want.UncloseDiagram: _Bodies.unclose_diagram,
    want.RotateKeys: _Bodies.rotate,
    want.StartAnew: _Bodies.start_anew,
}


def body_for(
    state: WorkspaceState,
    user: str,
    device: str,
    counters: Mapping[ChainKey, int],
    intent: want.Intent,
    new: NewKeys,
) -> op.Body:
    """Return the body of the operation that an intent asks for, with any hash of boxes.

    Args:
        state: What the log says.
        user: The author.
        device: His device.
        counters: How far each chain of the workspace is known here: the cuts.
        intent: What he wants.
        new: Makes the keys.

    Raises:
        OperationRefused: A key that it needs is not known here.
        NotAuthorised: It names a document that the workspace does not have.
    """
    simple = _SIMPLE.get(type(intent))
    if simple is not None:
        return simple(intent)
    return _MADE[type(intent)](_Bodies(state, user, device, counters, new), intent)
