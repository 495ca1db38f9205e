"""Roles and refusals in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.errors import (
    AccountRefused,
    LinkError,
    RelayUnavailable,
    SignInRequired,
    StepUpRequired,
    SyncError,
    TooManyRequests,
)
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.roles import Role


def role_name(role: Role) -> str:
    """Return what a role is called."""
    texts = {
        Role.OWNER: _tr("Owner"),
        Role.ADMIN: _tr("Admin"),
        Role.EDITOR: _tr("Can edit"),
        Role.COMMENTER: _tr("Can comment"),
        Role.VIEWER: _tr("Can view"),
        Role.GUEST: _tr("Guest"),
    }
    return texts[role]


def why_refused(code: ErrorCode) -> str:
    """Say why the membership log does not take a change."""
    texts = {
        ErrorCode.ROLE: _tr("Your role does not permit this."),
        ErrorCode.OWNERS_ONLY: _tr("Only an owner can do this."),
        ErrorCode.LAST_OWNER: _tr("A workspace keeps at least one owner. Make somebody else the owner first."),
        ErrorCode.NOT_SEQUENCER: _tr("The workspace cannot be changed while its relay or host is not reached."),
        ErrorCode.EVER_PRESENT: _tr("This person was in the workspace before. Take them back from the list of people."),
        ErrorCode.EXPIRED: _tr("This has expired, or the clock of this computer is wrong."),
        ErrorCode.INVITE_USED: _tr("This invitation was used already."),
        ErrorCode.UNKNOWN_INVITE: _tr("This invitation does not count any more."),
        ErrorCode.UNKNOWN_WORKSPACE: _tr("There is no such workspace for you at this relay."),
        ErrorCode.NO_CHANGE: _tr("Nothing would change."),
        ErrorCode.BOXES: _tr("Sealed keys of this workspace are missing in this library."),
        ErrorCode.STEP_UP: _tr("Confirm that it is you first."),
        ErrorCode.HEAD_MOVED: _tr("Somebody else changed the workspace at the same moment. Try again."),
        ErrorCode.ALREADY_EXISTS: _tr("It is there already."),
        ErrorCode.TOO_MANY: _tr("There are too many of them. End some first."),
        ErrorCode.LOG_FULL: _tr(
            "This team has seen as many changes of members and rights as one can. People can still be removed."
        ),
        ErrorCode.STORAGE: _tr("It could not be stored: a disk is full, or refuses. Try again when there is room."),
        ErrorCode.RATE_LIMITED: _tr("Too much at once. Try again in a moment."),
    }
    return texts.get(code) or _tr("This was refused (%1).").replace("%1", code.name.lower().replace("_", " "))


def why_error(error: SyncError) -> str:
    """Say why something did not work."""
    if isinstance(error, AccountRefused):
        code = ErrorCode.__members__.get(error.code.upper())
        gone = error.status == 404 and code is None
        refused = "" if code is None else why_refused(code)
        return _tr("This does not exist any more, or it is not for you.") if gone else refused or str(error)
    if isinstance(error, ProtocolError):
        return why_refused(error.code)
    if isinstance(error, StepUpRequired):
        return why_refused(ErrorCode.STEP_UP)
    if isinstance(error, SignInRequired):
        return _tr("Sign in to the relay again.")
    if isinstance(error, TooManyRequests):
        return why_refused(ErrorCode.RATE_LIMITED)
    if isinstance(error, RelayUnavailable):
        return _tr("The relay cannot be reached now.")
    return str(error) if isinstance(error, LinkError) else _tr("This did not work: %1").replace("%1", str(error))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Team", text)
