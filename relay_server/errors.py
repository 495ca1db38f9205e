"""What can go wrong in the relay.

::

    RelayError
    ├── ConfigurationError    the relay cannot start as it is configured (problems)
    ├── OperationError        an administrator's command cannot be carried out
    ├── StorageError          the database refused; the same request may succeed later
    │   └── DiskFullError     no space is left
    ├── DatabaseError         the database cannot be used at all (wrong key, damaged, too new)
    ├── DuplicateError        a row with this key exists already
    └── Refusal               a request is refused; every one carries a stable code for programs
        ├── InvalidRequest    what was sent cannot be accepted
        ├── Unauthenticated   who is asking is not known
        ├── Forbidden         who is asking may not do this
        ├── StepUpRequired    a fresh proof of identity is needed first
        ├── NotFound          there is no such thing, or not for this caller
        ├── Conflict          the present state does not allow it
        ├── TooLarge          more bytes than the relay accepts
        ├── RateLimited       too many attempts (retry_after_s)
        └── Overloaded        the relay is busy (retry_after_s)

`RelayError` and `Refusal` are never raised themselves. No error carries a secret.
"""

from __future__ import annotations

from collections.abc import Sequence


class RelayError(Exception):
    """Base of every error the relay raises on purpose."""


class ConfigurationError(RelayError):
    """The relay cannot start as it is configured.

    Attributes:
        problems: One sentence per problem, for the administrator.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class OperationError(RelayError):
    """An administrator's command cannot be carried out; nothing was changed."""


class StorageError(RelayError):
    """The database refused; nothing was changed, and the same request may succeed later."""


class DiskFullError(StorageError):
    """No space is left for the database."""


class DatabaseError(RelayError):
    """The database cannot be used: wrong key, damaged, or written by a newer relay."""


class DuplicateError(RelayError):
    """A row with this key exists already."""


class Refusal(RelayError):
    """A request is refused.

    Attributes:
        code: Stable name of the reason, for programs.
        detail: One sentence for people; never a secret, never whether somebody else has an account.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class InvalidRequest(Refusal):
    """What was sent cannot be accepted."""


class Unauthenticated(Refusal):
    """Who is asking is not known."""


class Forbidden(Refusal):
    """Who is asking may not do this."""


class StepUpRequired(Refusal):
    """A fresh proof of identity is needed first.

    Attributes:
        methods: What would be accepted: "totp" and "recovery_code", or "password" where no second factor is enrolled.
    """

    def __init__(self, methods: Sequence[str]) -> None:
        super().__init__("step_up_required", "Confirm that it is you, then try again.")
        self.methods = tuple(methods)


class NotFound(Refusal):
    """There is no such thing, or not for this caller."""


class Conflict(Refusal):
    """The present state does not allow it."""


class TooLarge(Refusal):
    """More bytes than the relay accepts."""


class RateLimited(Refusal):
    """Too many attempts.

    Attributes:
        retry_after_s: When it is worth trying again.
    """

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("rate_limited", "Too many attempts. Wait a little, then try again.")
        self.retry_after_s = retry_after_s


class Overloaded(Refusal):
    """The relay is busy.

    Attributes:
        retry_after_s: When it is worth trying again.
    """

    def __init__(self, retry_after_s: int = 2) -> None:
        super().__init__("overloaded", "The relay is busy. Try again in a moment.")
        self.retry_after_s = retry_after_s
