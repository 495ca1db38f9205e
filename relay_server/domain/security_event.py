"""What is written down about accounts: who did what, when, from where. Never a secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    """What happened."""

    OWNER_SET_UP = "owner_set_up"
    REGISTERED = "registered"
    REGISTRATION_REPEATED = "registration_repeated"
    EMAIL_VERIFIED = "email_verified"
    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGED = "email_changed"
    LOGGED_IN = "logged_in"
    LOGIN_FAILED = "login_failed"
    STEPPED_UP = "stepped_up"
    STEP_UP_FAILED = "step_up_failed"
    LOGGED_OUT = "logged_out"
    SESSION_REVOKED = "session_revoked"
    REFRESH_REUSED = "refresh_reused"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - names of actions.
    PASSWORD_RESET_ASKED = "password_reset_asked"  # noqa: S105
    PASSWORD_RESET = "password_reset"  # noqa: S105
    PROFILE_CHANGED = "profile_changed"
    TOTP_ENROLLED = "totp_enrolled"
    TOTP_DISABLED = "totp_disabled"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    DEVICE_REGISTERED = "device_registered"
    DEVICE_REVOKED = "device_revoked"
    MEETING_OPENED = "meeting_opened"
    MEETING_JOINED = "meeting_joined"
    ACCOUNT_LOCKED = "account_locked"
    ACCOUNT_UNLOCKED = "account_unlocked"
    ACCOUNT_DELETED = "account_deleted"
    ROLE_CHANGED = "role_changed"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    WORKSPACE_CREATED = "workspace_created"
    MEMBER_INVITED = "member_invited"
    INVITE_ACCEPTED = "invite_accepted"
    INVITE_REVOKED = "invite_revoked"
    MEMBER_ADMITTED = "member_admitted"
    MEMBER_READMITTED = "member_readmitted"
    GUEST_ADDED = "guest_added"
    MEMBER_ROLE_SET = "member_role_set"
    MEMBER_REMOVED = "member_removed"
    MEMBER_DEVICE_ADDED = "member_device_added"
    MEMBER_DEVICE_REVOKED = "member_device_revoked"
    DIAGRAM_CREATED = "diagram_created"
    DIAGRAM_DELETED = "diagram_deleted"
    DIAGRAM_RESTORED = "diagram_restored"
    DIAGRAM_RESTRICTED = "diagram_restricted"
    DIAGRAM_OPENED = "diagram_opened"
    DIAGRAM_ROLE_SET = "diagram_role_set"
    KEYS_ROTATED = "keys_rotated"
    LINK_CREATED = "link_created"
    LINK_REVOKED = "link_revoked"
    CHAIN_ADOPTED = "chain_adopted"
    SEQUENCER_MOVED = "sequencer_moved"
    WORKSPACE_TRANSFERRED = "workspace_transferred"
    WORKSPACE_DELETED = "workspace_deleted"
    WORKSPACE_RESTORED = "workspace_restored"
    WORKSPACE_RENAMED = "workspace_renamed"
    WORKSPACE_PURGED = "workspace_purged"
    INVITED_BY_MAIL = "invited_by_mail"
    MAIL_INVITE_WITHDRAWN = "mail_invite_withdrawn"
    JOIN_ASKED = "join_asked"
    JOIN_DECLINED = "join_declined"
    LINK_FILLED = "link_filled"
    AUDIT_EXPORTED = "audit_exported"
    AUDIT_ARCHIVED = "audit_archived"
    RETENTION_APPLIED = "retention_applied"
    TABLES_REBUILT = "tables_rebuilt"


@dataclass(frozen=True, slots=True)
class SecurityEvent:
    """One line of the record.

    Attributes:
        time_ms: Unix milliseconds.
        action: What happened.
        account: Whom it concerns; None when no such account exists.
        actor: Who did it: an account id, or "cli".
        address: From where; personal data, empty on the command line.
        details: Short facts: ids and reasons, never names, addresses or secrets.
        workspace: Where it happened; None for the relay itself.
    """

    time_ms: int
    action: Action
    account: str | None
    actor: str | None
    address: str
    details: dict[str, str] = field(default_factory=dict)
    workspace: str | None = None
