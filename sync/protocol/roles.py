"""Roles and the matrix of named permissions.

The matrix is printed in ``docs/spec/membership.md``; a test holds the two equal. Content permissions (read, comment,
edit) are asked of the role that a user has on the diagram, all others of his role in the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum
from types import MappingProxyType


class Role(IntEnum):
    """Roles by rank; the numbers stand in the log. A guest is in the workspace only for single diagrams."""

    GUEST = 1
    VIEWER = 2
    COMMENTER = 3
    EDITOR = 4
    ADMIN = 5
    OWNER = 6


DIAGRAM_ROLES = frozenset({Role.VIEWER, Role.COMMENTER, Role.EDITOR})
"""Roles that can be given on one diagram."""

MEMBER_ROLES = frozenset(Role) - {Role.GUEST}
"""Roles that can be given in a workspace."""


class Permission(Enum):
    """What somebody may do; the values are their names in the specification and in the relay's answers."""

    READ_DIAGRAM = "read diagram"
    COMMENT = "comment"
    EDIT_DIAGRAM = "edit diagram"

    SEE_MEMBERS = "see members"
    SEE_ACTIVITY = "see activity"
    CREATE_DIAGRAM = "create diagram"
    ORGANISE = "organise folders and tags"
    SHARE_BY_LINK = "share by link"
    SEE_ANALYTICS = "see analytics"
    DELETE_DIAGRAM = "delete diagram"
    RESTRICT_DIAGRAM = "restrict diagram"
    SET_DIAGRAM_ROLE = "set diagram role"
    INVITE = "invite"
    REMOVE_MEMBER = "remove member"
    SET_ROLE = "set role"
    REVOKE_DEVICE = "revoke device of another"
    ROTATE_KEYS = "rotate keys"
    TRIM_HISTORY = "trim history"
    READ_AUDIT = "read audit ledger"
    EXPORT_AUDIT = "export audit ledger"
    TOUCH_ADMINS = "touch owners and admins"
    RENAME_WORKSPACE = "rename workspace"
    TRANSFER_WORKSPACE = "transfer workspace"
    DELETE_WORKSPACE = "delete workspace"
    MOVE_SEQUENCER = "move sequencer"
    SET_POLICY = "set workspace policy"


CONTENT = frozenset({Permission.READ_DIAGRAM, Permission.COMMENT, Permission.EDIT_DIAGRAM})
"""Permissions that are asked of the role on the diagram."""

RESERVED = frozenset({Permission.TRIM_HISTORY, Permission.SET_POLICY})
"""Permissions that nothing of this version asks for; their names and places are kept."""

_VIEWER = frozenset({Permission.READ_DIAGRAM, Permission.SEE_MEMBERS, Permission.SEE_ACTIVITY})
_COMMENTER = _VIEWER | {Permission.COMMENT}
_EDITOR = _COMMENTER | {
    Permission.EDIT_DIAGRAM,
    Permission.CREATE_DIAGRAM,
    Permission.ORGANISE,
    Permission.SHARE_BY_LINK,
}
_ADMIN = _EDITOR | {
    Permission.SEE_ANALYTICS,
    Permission.DELETE_DIAGRAM,
    Permission.RESTRICT_DIAGRAM,
    Permission.SET_DIAGRAM_ROLE,
    Permission.INVITE,
    Permission.REMOVE_MEMBER,
    Permission.SET_ROLE,
    Permission.REVOKE_DEVICE,
    Permission.ROTATE_KEYS,
    Permission.TRIM_HISTORY,
    Permission.READ_AUDIT,
    Permission.EXPORT_AUDIT,
}

MATRIX: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.GUEST: frozenset(),
        Role.VIEWER: _VIEWER,
        Role.COMMENTER: _COMMENTER,
        Role.EDITOR: _EDITOR,
        Role.ADMIN: _ADMIN,
        Role.OWNER: frozenset(Permission),
    }
)
"""Who may do what."""


def permits(role: Role | None, permission: Permission) -> bool:
    """Tell whether a role includes a permission; nobody (None) may do nothing."""
    return role is not None and permission in MATRIX[role]
