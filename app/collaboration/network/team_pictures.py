"""Small pictures of the diagrams of one workspace: told to the colleagues, asked for where somebody looks, kept when they come.

Lives on the GUI thread but for what is named otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer

from app.collaboration.network.cards import Cards
from app.errors import AppError, OutputError
from app.library.background import in_background
from app.library.small_pictures import arrived_picture, travelling_picture
from app.library.thumbnails import DARK, LIGHT, PNG
from sync.engine.events import Event, PicturesWanted
from sync.errors import NetworkStopped
from sync.store.library import Library
from sync.store.ports import Store

_LOGGER = logging.getLogger(__name__)

TELL_EVERY_MS = 60_000
"""How often the picture of one diagram is told at most."""

ASK_EVERY_MS = 300_000
"""How often the picture of one diagram is asked for at most."""

AT_ONCE = 8
"""Pictures that are kept without a pause for what else the library does."""


@dataclass(frozen=True, slots=True)
class PictureWays:
    """How pictures come and go.

    Attributes:
        give: hands an event to the engine.
        on_network: runs something on the network thread.
        soon: runs something on the GUI thread; called on any thread.
        arrived: told of a diagram that has another picture now.
        cards: returns the cards; on the network thread.
        now_ms: clock, Unix milliseconds.
    """

    give: Callable[[Event], None]
    on_network: Callable[[Callable[[], None]], object]
    soon: Callable[[Callable[[], None]], None]
    arrived: Callable[[str], None]
    cards: Callable[[], Cards]
    now_ms: Callable[[], int]


class TeamPictures:
    """Serves one workspace at work."""

    def __init__(self, library: Library, ways: PictureWays) -> None:
        """Know of none."""
        self._library, self._ways = library, ways
        self._told: dict[str, int] = {}
        self._asked: dict[str, int] = {}
        self._later: dict[str, bytes] = {}
        self._timer = QTimer()
        self._timer.setInterval(TELL_EVERY_MS // 4)
        self._timer.timeout.connect(self._tell_later)

    def close(self) -> None:
        """Tell what still waits."""
        self._timer.stop()
        with suppress(NetworkStopped):  # The next edit tells it.
            for document, picture in self._later.items():
                self._say(document, picture)
        self._later.clear()

    def tell(self, document: str, picture: bytes) -> None:
        """Tell the colleagues how a diagram looks: at once, or when the last time is long enough ago.

        Args:
            document: a diagram of the workspace.
            picture: the library's own, for light paper.
        """
        self._later[document] = picture
        self._tell_later()
        if self._later:
            self._timer.start()

    def want(self, documents: Iterable[str]) -> None:
        """Ask for the pictures of diagrams that somebody looks at, if that was not done lately."""
        now = self._ways.now_ms()
        due = tuple(one for one in documents if now - self._asked.get(one, -ASK_EVERY_MS) >= ASK_EVERY_MS)
        if due:
            self._asked.update(dict.fromkeys(due, now))
            self._ways.give(PicturesWanted(due))

    def came(self, documents: Iterable[str]) -> None:
        """Take in that the engine has other pictures of diagrams."""
        self._ways.on_network(lambda: self._open(documents))

    def _tell_later(self) -> None:
        now = self._ways.now_ms()
        due = [one for one in self._later if now - self._told.get(one, -TELL_EVERY_MS) >= TELL_EVERY_MS]
        for document in due:
            self._told[document] = now
            self._say(document, self._later.pop(document))
        if not self._later:
            self._timer.stop()

    def _say(self, document: str, picture: bytes) -> None:
        now = self._ways.now_ms()
        self._ways.on_network(lambda: self._write(document, picture, now))

    def _write(self, document: str, picture: bytes, now_ms: int) -> None:
        """Make a picture small and write its card; on the network thread, as that takes some milliseconds."""
        try:
            small = travelling_picture(picture)
        except OutputError as error:
            _LOGGER.warning("the picture of a diagram is told to nobody: %s", type(error).__name__)
            return
        self._ways.cards().say_picture(document, small, now_ms)

    def _open(self, documents: Iterable[str]) -> None:
        """Open pictures that others painted, and have them kept; on the network thread."""
        found = list(self._ways.cards().pictures_of_others(documents).items())
        for at in range(0, len(found), AT_ONCE):
            in_background(
                self._library, "keeping pictures", partial(self._keep, pictures=dict(found[at : at + AT_ONCE]))
            )

    def _keep(self, store: Store, pictures: Mapping[str, bytes]) -> None:
        """Keep pictures in place of the own ones, which are older; on the store thread."""
        for document, data in pictures.items():
            try:
                light, dark = arrived_picture(data)
            except AppError as error:
                _LOGGER.warning("a colleague's picture of a diagram is left: %s", type(error).__name__)
                continue
            if not store.documents.has(document):
                continue
            with store.transaction():
                store.thumbnails.put(document, LIGHT, light, PNG)
                store.thumbnails.put(document, DARK, dark, PNG)
            self._ways.soon(partial(self._ways.arrived, document))
