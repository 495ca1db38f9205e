"""Every error that ``sync`` raises on purpose.

::

    SyncError
    ├── UpdateRejected            an update of a document is malformed or over a limit (reason, detail)
    ├── InvalidIdentifierError    an id is not lower-case hex of the right length (value)
    ├── LimitExceededError        something is larger than allowed (what, size, limit)
    ├── ProtocolError             what peers and relays refuse: the tree is in ``sync.protocol.errors``
    ├── CryptoError
    │   ├── WrongPassphraseError  the passphrase does not open the sealed key
    │   ├── SealedKeyError        a sealed key or its parameters are malformed
    │   ├── OpenFailed            a sealed thing does not open under this key (what)
    │   ├── CommitmentError       a key is not the one that the membership log committed to
    │   ├── RecoveryCodeError     a recovery code was mistyped (reason)
    │   ├── LinkError             an invite or share link is malformed
    │   └── PairingError          the other side of a pairing broke its promise
    ├── TransportError
    │   ├── LinkClosed            a connection has ended (reason, detail)
    │   ├── Unreachable           the other side cannot be reached now; try again (detail)
    │   ├── PeerRefused           the other side refused, and will again (code, detail)
    │   ├── Unauthorised          the relay does not accept the access token; refresh it or sign in
    │   ├── ChannelUntrusted      the other end of a channel is not who it should be
    │   ├── NetworkStopped        the network thread does not run
    │   └── BundleError           a bundle cannot be read (reason)
    ├── AccountError
    │   ├── SignInRequired        the relay does not accept password, code or token (code)
    │   ├── StepUpRequired        the person has to prove again who asks (methods)
    │   ├── TooManyRequests       too often; try again later (seconds)
    │   ├── AccountRefused        refused for another reason (status, code, detail)
    │   ├── RelayAddressError     what was typed is no address of a relay, or one that would not be safe (reason)
    │   ├── RelayUntrusted        the certificate does not prove that this is the relay (flaw)
    │   ├── RelayOverflows        the relay says more than there can be
    │   └── RelayUnavailable      the relay cannot be reached or is in trouble
    │       └── NoRelay           what answers there is no relay, or one of another version
    └── StoreError
        ├── UnknownDocumentError  no such document (document)
        ├── CounterError          counters of a writer would get a gap or repeat (document, writer, expected, found)
        ├── CompactionError       the offered state would lose something (document, reason)
        ├── ReadOnlyError         the library was opened for reading only
        ├── StoreClosedError      the library is closed
        ├── QueueFullError        the store thread cannot keep up (waiting)
        ├── UnsavedChangesError   closing would lose edits that could not be stored (count)
        ├── BackupError           a backup cannot be made, read or restored (path)
        ├── StorageError          the disk or the file system refused; may work when tried again
        │   ├── DiskFullError     no space left
        │   └── BusyError         another process holds the database
        └── OpenError             a library cannot be opened (path)
            ├── WrongKeyError     the key does not fit this library
            ├── CorruptLibraryError   the file is damaged
            ├── LibraryTooNewError    written by a newer version of the program (found, supported)
            ├── ProfileLockedError    another process writes to this profile (pid)
            └── KeyUnavailableError   no key source can provide the key (kind)
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class SyncError(Exception):
    """Base of every error of this package."""


class UpdateRejected(SyncError):
    """An update of a document failed the structural check before it was decoded."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"update rejected ({reason})" + (f": {detail}" if detail else ""))
        self.reason = reason
        self.detail = detail


class InvalidIdentifierError(SyncError):
    """An identifier is not lower-case hexadecimal of the expected length."""

    def __init__(self, what: str, value: str) -> None:
        super().__init__(f"not a valid {what}: {value[:80]!r}")
        self.what = what
        self.value = value


class LimitExceededError(SyncError):
    """Something is larger than the library accepts."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"{what} is too large: {size} is over the limit of {limit}")
        self.what = what
        self.size = size
        self.limit = limit


class CryptoError(SyncError):
    """Base of errors of keys, signatures and sealed things."""


class WrongPassphraseError(CryptoError):
    """The passphrase does not open the sealed key."""


class SealedKeyError(CryptoError):
    """A sealed key, or the parameters it was sealed with, are malformed or out of bounds."""


class OpenFailed(CryptoError):
    """A sealed thing does not open: another key, or it was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} does not open under this key")
        self.what = what


class CommitmentError(CryptoError):
    """A key is not the one that the membership log committed to."""


class RecoveryCodeError(CryptoError):
    """A recovery code was mistyped; the reason is meant for the person who typed it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LinkError(CryptoError):
    """An invite or share link is malformed, cut off, or from a newer version."""


class PairingError(CryptoError):
    """The other side of a pairing broke its promise; start again, and compare nothing."""


class TransportError(SyncError):
    """Base of errors of the paths between devices."""


class EndReason(StrEnum):
    """Why a connection ended."""

    CLOSED_HERE = "closed here"
    CLOSED_THERE = "closed by the other side"
    LOST = "lost"
    TOO_SLOW = "the other side does not read"
    BROKE_RULES = "the other side broke the protocol"
    NO_ACCESS = "this device may not be there any more"


class LinkClosed(TransportError):
    """A connection has ended. Whether what was sent last arrived is not known."""

    def __init__(self, reason: EndReason, detail: str = "") -> None:
        super().__init__(f"the connection ended: {reason.value}" + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.detail = detail


class Unreachable(TransportError):
    """The other side cannot be reached now; it may work later. ``untrusted``: whoever answers there does not prove to be it."""

    def __init__(self, detail: str, *, untrusted: bool = False) -> None:
        super().__init__(f"not reachable: {detail}")
        self.detail, self.untrusted = detail, untrusted


class PeerRefused(TransportError):
    """The other side refused, and trying again will not help.

    Attributes:
        code: An ``ErrorCode`` of the protocol, or the status of HTTP.
    """

    def __init__(self, code: int, detail: str) -> None:
        super().__init__(f"refused ({code}): {detail}")
        self.code = code
        self.detail = detail


class Unauthorised(TransportError):
    """The relay does not accept the access token."""


class ChannelUntrusted(TransportError):
    """The other end of a channel did not prove to be who it should be; nothing was sent to it."""


class NetworkStopped(TransportError):
    """The network thread does not run: nothing can be asked of it."""


class BundleError(TransportError):
    """A bundle cannot be read; the reason is meant for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AccountError(SyncError):
    """Base of what can go wrong with an account at a relay. No password and no token is in any of them."""


class SignInRequired(AccountError):
    """The relay does not accept what was shown.

    Attributes:
        code: Which of the two it is: ``second_factor_required`` asks for a code, others for a new sign-in.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail or code)
        self.code = code


class StepUpRequired(AccountError):
    """What was asked for is sensitive: the person has to prove again who asks, in one of these ways."""

    def __init__(self, methods: tuple[str, ...]) -> None:
        super().__init__("prove again who you are")
        self.methods = methods


class TooManyRequests(AccountError):
    """Too often; try again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too often; try again in {seconds:.0f} s")
        self.seconds = seconds


class AccountRefused(AccountError):
    """The relay refused.

    Attributes:
        status: HTTP status.
        code: The relay's stable name of the reason.
        detail: For a person, in the relay's language.
    """

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail or code or f"status {status}")
        self.status = status
        self.code = code
        self.detail = detail


class RelayAddressError(AccountError):
    """What was typed is no safe address of a relay (an ``AddressFlaw``); ``right`` is the one to use, where it is known."""

    def __init__(self, flaw: str, right: str = "") -> None:
        super().__init__(f"not an address of a relay: {flaw}")
        self.flaw = flaw
        self.right = right


class RelayUntrusted(AccountError):
    """The certificate does not prove that this is the relay (a ``CertificateFlaw``); nothing was sent to it."""

    def __init__(self, flaw: str) -> None:
        super().__init__(f"the relay's certificate is not good: {flaw}")
        self.flaw = flaw


class RelayOverflows(AccountError):
    """The relay says more than there can be, such as a log without end; nothing of it was kept."""


class RelayUnavailable(AccountError):
    """The relay cannot be reached, is in trouble, or is no relay; it may work later."""


class NoRelay(RelayUnavailable):
    """What answers at the address is no relay, or one that this version of the program does not know."""


class StoreError(SyncError):
    """Base of errors of the encrypted library."""


class UnknownDocumentError(StoreError):
    """The library holds no document with this id."""

    def __init__(self, document: str) -> None:
        super().__init__(f"no document {document}")
        self.document = document


class CounterError(StoreError):
    """An update does not follow the last one of its writer."""

    def __init__(self, document: str, writer: str, expected: int, found: int) -> None:
        super().__init__(f"writer {writer} of document {document}: expected counter {expected}, found {found}")
        self.document = document
        self.writer = writer
        self.expected = expected
        self.found = found


class CompactionError(StoreError):
    """A state offered for compaction would lose or invent edits; nothing was changed."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"cannot compact document {document}: {reason}")
        self.document = document
        self.reason = reason


class ReadOnlyError(StoreError):
    """The library was opened for reading only."""


class StoreClosedError(StoreError):
    """The library was closed before the request was made."""


class QueueFullError(StoreError):
    """The store thread has too much waiting; the edit was not accepted."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"the library cannot keep up: {waiting} updates are waiting to be stored")
        self.waiting = waiting


class UnsavedChangesError(StoreError):
    """Closing would lose edits that could not be stored."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} updates could not be stored yet")
        self.count = count


class BackupError(StoreError):
    """A backup cannot be written, read or restored; nothing that existed was changed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class StorageError(StoreError):
    """The disk or the file system refused; the same request may succeed later."""


class DiskFullError(StorageError):
    """There is no space left for the library."""


class BusyError(StorageError):
    """Another process holds the database."""


class OpenError(StoreError):
    """A library cannot be opened; nothing in it was changed."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class WrongKeyError(OpenError):
    """The key does not fit this library."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the key does not open this library (or its first page is damaged)")


class CorruptLibraryError(OpenError):
    """The library file is damaged; restore a backup."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, f"the library is damaged ({detail}); restore it from a backup")
        self.detail = detail


class LibraryTooNewError(OpenError):
    """The library was written by a newer version of the program."""

    def __init__(self, path: Path, found: int, supported: int) -> None:
        message = f"the library needs a newer version of the program (format {found}, this one knows {supported})"
        super().__init__(path, message)
        self.found = found
        self.supported = supported


class ProfileLockedError(OpenError):
    """Another process writes to this profile."""

    def __init__(self, path: Path, pid: int | None) -> None:
        who = f"process {pid}" if pid is not None else "another process"
        super().__init__(path, f"the profile is in use by {who}; close it there first, or open it for reading only")
        self.pid = pid


class KeyUnavailableError(OpenError):
    """No key source can provide the key of this profile."""

    def __init__(self, path: Path, kind: str, advice: str) -> None:
        super().__init__(path, f"the key of this profile ({kind}) is not available: {advice}")
        self.kind = kind
