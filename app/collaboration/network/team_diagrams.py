"""The diagrams of one workspace in this library: all that one may read are listed, some are kept in step.

Lives on the GUI thread. What the others are called is taken from their cards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from app.collaboration.network.kept_in_step import KeptInStep
from app.collaboration.shared_diagram import OpenEffect
from app.library.background import in_background
from sync.engine.effects import StatusChanged
from sync.engine.events import DocumentLoaded, DocumentReleased, Event, WindowClosed, WindowOpened
from sync.engine.records import SharingRow, StoredWorkspace
from sync.protocol.errors import NotAuthorised
from sync.protocol.membership.access import may_read, place_of
from sync.protocol.membership.state import WorkspaceState
from sync.store.library import Library
from sync.store.ports import Store

AT_ONCE = 20
"""Titles that are written without a pause for what else the library does."""

MOST_DOCUMENTS = 180
"""Diagrams of one workspace that are kept in step; a relay lets one connection into 200 rooms."""


class TeamDiagrams:
    """Which diagrams there are, and which the engine has.

    Attributes:
        documents: the workspace's diagrams in this library.
    """

    def __init__(
        self,
        library: Library,
        workspace: str,
        give: Callable[[Event], None],
        arrived: Callable[[str], None],
        soon: Callable[[Callable[[], None]], None],
    ) -> None:
        """Start with none.

        Args:
            library: holds them.
            workspace: whose they are.
            give: hands an event to the engine.
            arrived: told of a diagram that is in the library from now on, or is called otherwise.
            soon: runs something on the GUI thread; called on any thread.
        """
        self._library, self._workspace, self._give = library, workspace, give
        self._arrived, self._soon = arrived, soon
        self.documents: set[str] = set()
        self._kept = KeptInStep(MOST_DOCUMENTS)
        self._called: dict[str, str] = {}

    def start(self, stored: StoredWorkspace) -> None:
        """Go on with what the library has."""
        self.documents |= set(stored.documents)
        recent = self._library.submit(lambda store: [one.id for one in store.documents.list()]).result()
        for document in self._kept.first(stored.documents, recent, stored.unsealed):
            self.load(document)

    def hold(self, document: str) -> None:
        """Keep a diagram of the workspace in step from now on, if it is not already."""
        if document not in self.documents:
            row = SharingRow(document, self._workspace, "diagram")
            self._library.submit(lambda store: store.shared.write([row])).result()
        self.load(document)

    def load(self, document: str) -> None:
        """Keep a diagram in step that the library says is shared; what was not used for longest is let go of for it."""
        if document in self._kept:
            self.began(document)
            return
        stored = self._library.submit(lambda store: store.shared.load_document(document)).result()
        if stored is not None:
            self.began(document)
            self._give(DocumentLoaded(stored))

    def began(self, document: str) -> None:
        """Take in that the engine has a diagram, and that it is used now."""
        self.documents.add(document)
        for other in self._kept.use(document):
            self._give(DocumentReleased(other))

    def noticed(self, event: Event) -> None:
        """Look at an event that is about to go to the engine: what a window shows is kept in step."""
        if isinstance(event, WindowOpened):
            self._kept.window(event.document, shows=True)
            if event.document in self.documents:
                self.load(event.document)
        elif isinstance(event, WindowClosed):
            self._kept.window(event.document, shows=False)

    def note(self, news: OpenEffect) -> None:
        """Look at what the engine says of a diagram."""
        if isinstance(news, StatusChanged):
            self._kept.note(news.document, news.status)

    def take_in_new(self, state: WorkspaceState, user: str, putting: Collection[str]) -> None:
        """List the diagrams of the workspace that one may read, and keep as many in step: they are here when one is offline."""
        unknown = [one for one in state.diagrams if one not in self.documents and one not in putting]
        missing = [document for document in unknown if _reads(state, user, document)]
        rows = [SharingRow(document, self._workspace, "diagram") for document in missing]
        if rows:
            self._library.submit(lambda store: store.shared.write(rows)).result()
        for document in missing:
            self.documents.add(document)
            if self._kept.has_room:
                self.load(document)
            self._arrived(document)

    def take_titles(self, titles: Mapping[str, str]) -> None:
        """Call the diagrams that are not kept in step as their cards say: nobody else tells this library."""
        others = {one: title for one, title in titles.items() if one in self.documents and one not in self._kept}
        new = {one: title for one, title in others.items() if self._called.get(one) != title}
        self._called |= new
        names = list(new.items())
        for at in range(0, len(names), AT_ONCE):
            in_background(self._library, "naming diagrams", partial(self._rename, titles=names[at : at + AT_ONCE]))

    def _rename(self, store: Store, titles: Sequence[tuple[str, str]]) -> None:
        """Write titles; on the store thread, which does other things between two lots."""
        for document, title in titles:
            if store.documents.has(document) and store.documents.get(document).title != title:
                store.documents.rename(document, title)
                self._soon(partial(self._arrived, document))


def _reads(state: WorkspaceState, user: str, document: str) -> bool:
    try:
        place = place_of(state, document)
    except NotAuthorised:
        return False
    return place.diagram is not None and not place.diagram.deleted.now and may_read(state, user, place)
