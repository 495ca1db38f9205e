"""How often is too often."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Limit(StrEnum):
    """What is limited; each has a rate in the settings under the same name."""

    REQUESTS_PER_ADDRESS = "requests_per_address"
    LOGIN_PER_ACCOUNT_AND_ADDRESS = "login_per_account_and_address"
    LOGIN_PER_ACCOUNT = "login_per_account"
    LOGIN_PER_ADDRESS = "login_per_address"
    LOGIN_TOTAL = "login_total"
    SECOND_FACTOR_PER_ACCOUNT = "second_factor_per_account"
    REGISTRATION_PER_ADDRESS = "registration_per_address"
    MAIL_PER_RECIPIENT = "mail_per_recipient"
    MAIL_PER_ADDRESS = "mail_per_address"
    TOKEN_PER_ADDRESS = "token_per_address"  # noqa: S105 - the name of a limit.
    OPERATIONS_PER_ACCOUNT = "operations_per_account"
    MEETINGS_PER_ACCOUNT = "meetings_per_account"


class RateLimiter(Protocol):
    """Counts attempts in moving windows. Safe to call from many threads."""

    def hit(self, limit: Limit, *key: str) -> None:
        """Count one attempt.

        Raises:
            RateLimited: It is one too many; it was not counted.
        """

    def forget(self, limit: Limit, *key: str) -> None:
        """Count from zero again for this key, as after a good login."""
