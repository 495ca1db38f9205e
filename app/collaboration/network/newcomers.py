"""Whoever is invited to a team needs an account at its relay: whether this person may open one for others, and codes that do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject

from app.account.desk import AccountDesk
from sync.account.invitations import invite_to_relay, opens_accounts
from sync.errors import StepUpRequired, SyncError

Prove: TypeAlias = Callable[[Callable[[], None]], None]
"""Has the person prove again who asks, then goes on."""


class Newcomers(QObject):
    """Lives on the GUI thread.

    Attributes:
        possible: whether accounts are opened by invitation here, and this person may invite.
    """

    def __init__(self, account: AccountDesk, parent: QObject) -> None:
        """Know nothing yet.

        Args:
            account: who asks.
            parent: owner; nothing is told once it is gone.
        """
        super().__init__(parent)
        self._account = account
        self.possible = False

    def look(self, then: Callable[[], None]) -> None:
        """Ask the relay; `then` is called when it has answered that this is possible."""

        def told(possible: bool) -> None:
            self.possible = possible
            if possible:
                then()

        self._account.request(opens_accounts, told, lambda _error: None, self)

    def open(
        self, email: str, then: Callable[[str], None], failed: Callable[[SyncError], None], prove: Prove | None
    ) -> None:
        """Have the relay make a code that opens one account.

        Args:
            email: the only address that it is good for, and to which it is mailed; "" for whoever holds it.
            then: gets the code.
            failed: told why there is none.
            prove: for a relay that wants to know again who asks; None where nobody can be asked.
        """

        def refused(error: SyncError) -> None:
            if isinstance(error, StepUpRequired) and prove is not None:
                prove(lambda: self.open(email, then, failed, prove))
            else:
                failed(error)

        self._account.request(lambda api, access: invite_to_relay(api, access, email), then, refused, self)
