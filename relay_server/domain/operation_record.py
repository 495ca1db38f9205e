"""What is written down about an operation of a membership log: ids and roles, which its bytes tell the relay anyway."""

from __future__ import annotations

from dataclasses import fields

from relay_server.domain.security_event import Action
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role

ACTIONS: dict[type[op.Body], Action] = {
    op.Create: Action.WORKSPACE_CREATED,
    op.Invite: Action.MEMBER_INVITED,
    op.Accept: Action.INVITE_ACCEPTED,
    op.Admit: Action.MEMBER_ADMITTED,
    op.AddGuest: Action.GUEST_ADDED,
    op.Readmit: Action.MEMBER_READMITTED,
    op.SetRole: Action.MEMBER_ROLE_SET,
    op.SetDiagramRole: Action.DIAGRAM_ROLE_SET,
    op.Remove: Action.MEMBER_REMOVED,
    op.AddDevice: Action.MEMBER_DEVICE_ADDED,
    op.RevokeDevice: Action.MEMBER_DEVICE_REVOKED,
    op.CreateDiagram: Action.DIAGRAM_CREATED,
    op.DeleteDiagram: Action.DIAGRAM_DELETED,
    op.RestoreDiagram: Action.DIAGRAM_RESTORED,
    op.RestrictDiagram: Action.DIAGRAM_RESTRICTED,
    op.OpenDiagram: Action.DIAGRAM_OPENED,
    op.Rotate: Action.KEYS_ROTATED,
    op.CreateLink: Action.LINK_CREATED,
    op.RevokeLink: Action.LINK_REVOKED,
    op.RevokeInvite: Action.INVITE_REVOKED,
    op.Adopt: Action.CHAIN_ADOPTED,
    op.MoveSequencer: Action.SEQUENCER_MOVED,
    op.Transfer: Action.WORKSPACE_TRANSFERRED,
    op.DeleteWorkspace: Action.WORKSPACE_DELETED,
    op.RestoreWorkspace: Action.WORKSPACE_RESTORED,
}

_IDS = frozenset({"user", "device", "document", "invite", "link"})


def operation_details(operation: op.Operation) -> dict[str, str]:
    """Return the facts of an operation: its place, who signed, and the ids and roles that it names."""
    details = {"seq": str(operation.seq), "signer": operation.signer}
    for field in fields(operation.body):
        value = getattr(operation.body, field.name)
        if isinstance(value, Role):
            details[field.name] = value.name.lower()
        elif field.name in _IDS and isinstance(value, str):
            details[field.name] = value
    return details
