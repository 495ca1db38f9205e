"""Whoever is invited to a team needs an account at its relay: whether this person may open one for others, codes that do, and whether they are mailed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject

from app.account.desk import AccountDesk
from sync.account.invitations import Doors, doors, invite_to_relay
from sync.errors import StepUpRequired, SyncError

Prove: TypeAlias = Callable[[Callable[[], None]], None]
"""Has the person prove again who asks, then goes on."""


class Newcomers(QObject):
    """Lives on the GUI thread.

    Attributes:
        doors: how somebody new comes to the relay, as far as it has told.
    """

    def __init__(self, account: AccountDesk, parent: QObject) -> None:
        """Know nothing yet.

        Args:
            account: who asks.
            parent: owner; nothing is told once it is gone.
        """
        super().__init__(parent)
        self._account = account
        self.doors = Doors()

    def look(self, then: Callable[[], None]) -> None:
        """Ask the relay; `then` is called when it says something else than was known."""

        def told(found: Doors) -> None:
            before, self.doors = self.doors, found
            if found != before:
                then()

        self._account.request(doors, told, lambda _error: None, self)

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
