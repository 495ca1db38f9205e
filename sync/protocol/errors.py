"""What can go wrong between devices and relays, each with its code on the wire.

::

    SyncError
    └── ProtocolError             base (code, detail)
        ├── Malformed             bytes do not follow the format
        ├── TooLarge              a size or count is over its limit
        ├── UnsupportedVersion    written by a version that this program does not know; hold it
        ├── SignatureInvalid      a signature does not fit
        ├── IdentityError         a device entry or its keys cannot be trusted
        ├── OperationRefused      an operation breaks a rule of the membership log
        │   ├── HeadMoved         somebody else's operation came first (seq)
        │   ├── LogFull           the log holds as much as a log may
        │   └── CutTooLow         it cuts a chain below what was acknowledged (document)
        ├── BoxesRefused          the boxes are not those that the operation names or needs
        ├── NotAuthorised         the membership log does not permit this envelope, card or request
        │   └── LogBehind         it names operations that are not known here yet; fetch them (seq)
        ├── ChainRefused          an envelope does not continue its chain
        └── ProofInvalid          a proof or signed head of the audit ledger is wrong

``InvalidIdentifierError`` of ``sync.errors`` can be imported from here too. `ProtocolError` is never raised itself. Messages name no secrets and no content.
"""

from __future__ import annotations

from enum import IntEnum

from sync.errors import (
    InvalidIdentifierError as InvalidIdentifierError,  # For the relay, which imports this package only.
)
from sync.errors import SyncError


class ErrorCode(IntEnum):
    """Codes as they travel in ERROR frames and in the relay's answers; numbers are never used again."""

    INTERNAL = 1

    MALFORMED = 100
    UNKNOWN_FRAME = 101
    TOO_LARGE = 102
    TOO_MANY = 103
    VERSION = 104
    UNEXPECTED_FRAME = 105

    BAD_SIGNATURE = 200
    BAD_IDENTITY = 201
    UNAUTHENTICATED = 202
    SESSION_ENDED = 203
    STEP_UP = 204

    UNKNOWN_WORKSPACE = 300
    UNKNOWN_DOCUMENT = 301
    UNKNOWN_DEVICE = 302
    UNKNOWN_USER = 303
    DIAGRAM_DELETED = 304
    WORKSPACE_DELETED = 305
    NOT_JOINED = 306
    UNKNOWN_INVITE = 307
    UNKNOWN_LINK = 308

    ROLE = 400
    DEVICE_REVOKED = 401
    CUT = 402
    EPOCH = 403
    LOG_BEHIND = 404
    LOG_DECREASED = 405

    COUNTER_GAP = 410
    COUNTER_FORK = 411
    WRONG_PREVIOUS = 412

    HEAD_MOVED = 420
    NOT_SEQUENCER = 421
    KEY_REUSED = 422
    LAST_OWNER = 423
    OWNERS_ONLY = 424
    EVER_PRESENT = 425
    EXPIRED = 426
    INVITE_USED = 427
    ROTATION_MISSING = 428
    ROTATION_UNEXPECTED = 429
    CUT_TOO_LOW = 430
    CUT_FOREIGN = 431
    BOXES = 432
    NO_CHANGE = 433
    ALREADY_EXISTS = 434
    LOG_FULL = 435

    RATE_LIMITED = 500
    QUOTA = 501
    TOO_SLOW = 502

    STORAGE = 600
    DRAINING = 601

    BAD_PROOF = 700


class ProtocolError(SyncError):
    """Base of everything that a peer or relay refuses.

    Attributes:
        code: What the other side is told.
        detail: For logs and people who debug; no secrets, no content.
    """

    default = ErrorCode.INTERNAL

    def __init__(self, detail: str, code: ErrorCode | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = self.default if code is None else code


class Malformed(ProtocolError):
    """Bytes do not follow the format."""

    default = ErrorCode.MALFORMED


class TooLarge(ProtocolError):
    """A size or a count is over its limit."""

    default = ErrorCode.TOO_LARGE


class UnsupportedVersion(ProtocolError):
    """Written by a version that this program does not know. It is held, not refused for ever."""

    default = ErrorCode.VERSION


class SignatureInvalid(ProtocolError):
    """A signature was not made by that key over those bytes in that context."""

    default = ErrorCode.BAD_SIGNATURE


class IdentityError(ProtocolError):
    """A device entry or device keys are malformed or not signed by their own key."""

    default = ErrorCode.BAD_IDENTITY


class OperationRefused(ProtocolError):
    """An operation breaks a rule of the membership log."""

    default = ErrorCode.ROLE


class HeadMoved(OperationRefused):
    """An operation does not extend the head.

    Attributes:
        seq: Sequence number of the head that it would have to extend.
    """

    default = ErrorCode.HEAD_MOVED

    def __init__(self, detail: str, seq: int) -> None:
        super().__init__(detail)
        self.seq = seq


class LogFull(OperationRefused):
    """The log holds as many operations, or as many bytes of them, as a log may; what comes after does not count."""

    default = ErrorCode.LOG_FULL


class CutTooLow(OperationRefused):
    """An operation cuts a chain below what was acknowledged: its author does not know all of it yet.

    Attributes:
        document: A document of which he has to fetch more before he drafts again.
    """

    default = ErrorCode.CUT_TOO_LOW

    def __init__(self, detail: str, document: str) -> None:
        super().__init__(detail)
        self.document = document


class BoxesRefused(ProtocolError):
    """The boxes that came with an operation are not those that it names or needs."""

    default = ErrorCode.BOXES


class NotAuthorised(ProtocolError):
    """The membership log does not permit this envelope, card or request."""

    default = ErrorCode.ROLE


class LogBehind(NotAuthorised):
    """Something names a later state of the membership log than the one known here.

    Attributes:
        seq: The operation that has to be known first.
    """

    default = ErrorCode.LOG_BEHIND

    def __init__(self, detail: str, seq: int) -> None:
        super().__init__(detail)
        self.seq = seq


class ChainRefused(ProtocolError):
    """An envelope does not continue its chain."""

    default = ErrorCode.WRONG_PREVIOUS


class ProofInvalid(ProtocolError):
    """A proof or a signed head of the audit ledger is wrong."""

    default = ErrorCode.BAD_PROOF
