"""What this program shares with others, loaded and started when it is first needed: the first window waits for none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sync.store.library import Library

if TYPE_CHECKING:
    from app.collaboration.network.relay_teams import RelayTeams
    from app.collaboration.network.together import Together
    from app.collaboration.network.workspace import WorkspaceAtWork


class Sharing:
    """Stands for `Together` until there is something for it to do; lives on the GUI thread.

    It begins with the first shared diagram that is opened, for its window must miss nothing; when the user shares or joins; or
    after the first picture of the window, when the library shares anything at all.

    Attributes:
        begin: loads and starts it; None in a window that cannot share yet, or no more.
        running: what shares now; None before it was needed.
        relay: the workspaces at the relay, begun with it.
    """

    def __init__(self, library: Library) -> None:
        """Take the library; nothing is loaded."""
        self._library = library
        self.begin: Callable[[], Together] | None = None
        self.running: Together | None = None
        self.relay: RelayTeams | None = None

    @property
    def is_possible(self) -> bool:
        """Whether the user may share and join."""
        return self.begin is not None or self.running is not None

    def together(self) -> Together:
        """Return what shares, begun when this is the first need of it.

        Raises:
            RuntimeError: sharing is not possible yet.
        """
        if self.running is None:
            if self.begin is None:
                raise RuntimeError("sharing was asked for before it was possible")
            self.running = self.begin()
        return self.running

    def teams(self) -> RelayTeams | None:
        """Return the workspaces at the relay, begun when this is the first need of them; None in a window that cannot share."""
        if self.is_possible:
            self.together()
        return self.relay

    def team_of(self, document: str) -> WorkspaceAtWork | None:
        """Return the workspace of a shared diagram; None for one that nobody shares."""
        if self.running is None and not self._shares(document):
            return None
        return self.together().team_of(document)

    def works(self) -> tuple[WorkspaceAtWork, ...]:
        """Return the workspaces of this library, set to work when this is the first need of them."""
        self.begin_if_shared()
        return self.running.works if self.running is not None else ()

    def begin_if_shared(self) -> None:
        """Begin when the library belongs to a workspace: others may have drawn meanwhile."""
        if self.running is None and self.begin is not None and self._has_workspaces():
            self.together()

    def begin_for_account(self) -> None:
        """Begin because somebody is signed in: workspaces at the relay may wait for this device."""
        if self.running is None and self.begin is not None:
            self.together()

    def close(self) -> None:
        """Stop what runs; nothing begins any more."""
        self.begin = None
        if self.running is not None:
            self.running.close()

    def _has_workspaces(self) -> bool:
        return self._library.submit(lambda store: store.has_workspaces()).result()

    def _shares(self, document: str) -> bool:
        if self.begin is None or not self._has_workspaces():
            return False
        return self._library.submit(lambda store: store.shared.load_document(document)).result() is not None
