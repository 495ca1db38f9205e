"""Pictures of diagrams for the home screen: asked for when they are about to be seen, fetched in small groups."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from shiboken6 import isValid

from app.library.store_signals import StoreSignals
from app.library.thumbnails import DARK, LIGHT
from sync.errors import StoreClosedError
from sync.store.library import Library
from sync.store.records import Thumbnail

_AT_ONCE = 8
"""Pictures per question: decoding more at once would be felt while scrolling."""
_MOST_WANTED = 96
"""Older questions are forgotten: whoever scrolls through thousands wants to see the last ones."""
_CACHE_BYTES = 64 << 20

Key = tuple[str, int, str]
"""Document id, version of the picture, variant."""


class PictureProvider(QObject):
    """Keeps decoded pictures in bounds of memory and asks the store thread for others; used from the GUI thread.

    Calling it with a document id and a version returns the picture if it is at hand; otherwise it is fetched and
    `ready` is called with the document's id.

    Attributes:
        seen: told of every diagram whose picture is looked at, also when there is none.
    """

    def __init__(
        self,
        library: Library,
        signals: StoreSignals,
        is_dark: Callable[[], bool],
        ready: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """Know no pictures yet.

        Args:
            library: holds the pictures.
            signals: brings answers to the GUI thread.
            is_dark: tells whether pictures for a dark ground are wanted now.
            ready: called when a picture that was asked for has come.
            parent: owner.
        """
        super().__init__(parent)
        self._library = library
        self._signals = signals
        self._is_dark = is_dark
        self._ready = ready
        self.seen: Callable[[str], None] = lambda _id: None
        self._images: OrderedDict[Key, QImage | None] = OrderedDict()
        self._bytes = 0
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._asking = False
        # One question for all that become visible in one turn of the event loop.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    def __call__(self, document_id: str, version: int) -> QImage | None:
        """Return the picture that is at hand, or None and begin to fetch it; version 0 means that there is none."""
        self.seen(document_id)
        if version == 0:
            return None
        key = (document_id, version, DARK if self._is_dark() else LIGHT)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        while len(self._wanted) > _MOST_WANTED:
            self._wanted.popitem(last=False)
        if not self._asking and not self._timer.isActive():
            self._timer.start()
        return None

    def forget(self, document_id: str) -> None:
        """Drop the pictures of a diagram."""
        for key in [key for key in self._images if key[0] == document_id]:
            self._drop(key)

    def _ask(self) -> None:
        keys = list(self._wanted)[-_AT_ONCE:]
        if not keys:
            return
        variant = keys[-1][2]
        keys = [key for key in keys if key[2] == variant]
        for key in keys:
            del self._wanted[key]
        ids = [key[0] for key in keys]
        try:
            future = self._library.submit(lambda store: store.thumbnails.get_many(ids, variant))
        except StoreClosedError:
            # The program is ending: nobody will see these any more.
            self._wanted.clear()
            return
        self._asking = True
        self._signals.when_done(future, lambda found: self._take(keys, found), lambda _error: self._take(keys, {}))

    def _take(self, keys: list[Key], found: Mapping[str, Thumbnail]) -> None:
        if not isValid(self):
            # The home screen, our owner, went while the answer was on its way.
            return
        for key in keys:
            picture = found.get(key[0])
            image = QImage.fromData(picture.data) if picture is not None else None
            self._keep(key, image if image is not None and not image.isNull() else None)
            self._ready(key[0])
        self._asking = False
        if self._wanted:
            self._timer.start()

    def _keep(self, key: Key, image: QImage | None) -> None:
        """Remember a picture, or that there is none, so that it is not asked for at every repaint."""
        self._drop(key)
        self._images[key] = image
        self._bytes += image.sizeInBytes() if image is not None else 0
        while self._bytes > _CACHE_BYTES:
            self._drop(next(iter(self._images)))

    def _drop(self, key: Key) -> None:
        image = self._images.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()
