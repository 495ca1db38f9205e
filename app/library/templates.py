"""Templates: those that come with the program, and diagrams that the user kept as a beginning for others.

The user's own lie in the encrypted library: what is known of them in one setting, state and pictures as blobs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.library.session import LibrarySession
from app.library.thumbnails import thumbnail_png
from canvas.model.document import Document
from canvas.model.ids import new_id
from canvas.qt.painter import PaintTools
from resources.templates import loader
from sync.protocol.limits import MAX_TITLE_CHARACTERS
from sync.store.ports import Store
from sync.store.records import JsonValue

SETTING = "templates"
OWN = "own"
"""Category of the user's templates; the others are `resources.templates.loader.CATEGORIES`."""
MOST_OWN = 500
_STATE_TYPE = "application/x-aio-canvas-state"
_PNG = "image/png"


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """One template as lists show it.

    Attributes:
        id: stable; those of the user begin with "own:".
        title: translated.
        category: OWN or an id of `resources.templates.loader.CATEGORIES`.
        words: more words that find it, translated title of the category among them.
    """

    id: str
    title: str
    category: str
    words: str = ""

    @property
    def is_own(self) -> bool:
        """Tell whether the user made it, so that it may be renamed and deleted."""
        return self.category == OWN


def category_title(category: str) -> str:
    """Return the translated heading of a category."""
    tr = QCoreApplication.translate
    return tr("Templates", "Your templates") if category == OWN else tr("Templates", loader.CATEGORIES[category])


class Templates:
    """The templates of an open library; used from the GUI thread."""

    def __init__(self, session: LibrarySession, tools: Callable[[], PaintTools]) -> None:
        """Make the templates of a library.

        Args:
            session: makes diagrams.
            tools: what painting pictures needs; asked for with the first template that is kept.
        """
        self._session = session
        self._tools = tools
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told when the user's templates changed; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def all(self) -> tuple[TemplateInfo, ...]:
        """Return every template: the user's own first, newest first."""
        own = tuple(TemplateInfo(_id(entry), entry["title"], OWN) for entry in reversed(self._kept()))
        return (*own, *(_shipped(template) for template in loader.TEMPLATES))

    def picture(self, template: str, *, dark: bool) -> bytes:
        """Return a template's picture as a PNG, empty when there is none."""
        entry = self._own(template)
        if entry is None:
            return loader.picture(template, dark=dark)
        name = entry["dark" if dark else "light"]
        return self._session.library.submit(lambda store: store.blobs.get(name)).result() or b""

    def state(self, template: str) -> bytes:
        """Return the diagram of a template: the full update of its document.

        Raises:
            KeyError: there is no such template.
        """
        entry = self._own(template)
        if entry is None:
            return loader.state(template)
        blob = self._session.library.submit(lambda store: store.blobs.get(entry["state"])).result()
        if blob is None:
            raise KeyError(template)
        return blob

    def use(self, template: str) -> str:
        """Make a diagram from a template and return its document id.

        Raises:
            KeyError: there is no such template.
            SyncError: it cannot be read or stored; nothing was added.
            CanvasError: what was kept is damaged or of a newer version.
        """
        titles = {info.id: info.title for info in self.all()}
        return self._session.add_state(self.state(template), titles[template])

    def save(self, document: Document, title: str) -> str:
        """Keep a diagram as a template and return its id.

        Raises:
            SyncError: it cannot be stored, or is too large.
            OutputError: its picture cannot be painted.
        """
        state, tools = document.state(), self._tools()
        pictures = {name: thumbnail_png(document.records, tools, dark=name == "dark") for name in ("light", "dark")}
        entry = {"id": new_id(), "title": title.strip()[:MAX_TITLE_CHARACTERS]}

        def keep(store: Store) -> None:
            with store.transaction():
                entry["state"] = store.blobs.put(state, _STATE_TYPE)
                entry.update({name: store.blobs.put(data, _PNG) for name, data in pictures.items()})
                store.settings.set(SETTING, _json([*_entries(store.settings.get(SETTING)), entry][-MOST_OWN:]))

        self._session.library.submit(keep).result()
        self._tell()
        return _id(entry)

    def rename(self, template: str, title: str) -> None:
        """Rename one of the user's own; a blank title is ignored."""
        title = title.strip()[:MAX_TITLE_CHARACTERS]
        if title:
            self._change(lambda entries: [{**e, "title": title} if _id(e) == template else e for e in entries])

    def delete(self, template: str) -> None:
        """Delete one of the user's own."""
        self._change(lambda entries: [e for e in entries if _id(e) != template])

    def _change(self, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
        def write(store: Store) -> None:
            store.settings.set(SETTING, _json(change(_entries(store.settings.get(SETTING)))))

        self._session.library.submit(write).result()
        self._tell()

    def _kept(self) -> list[dict[str, str]]:
        return self._session.library.submit(lambda store: _entries(store.settings.get(SETTING))).result()

    def _own(self, template: str) -> dict[str, str] | None:
        if not template.startswith(f"{OWN}:"):
            return None
        found = next((entry for entry in self._kept() if _id(entry) == template), None)
        if found is None:
            raise KeyError(template)
        return found

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def kept_blobs(store: Store) -> frozenset[str]:
    """Return the blobs that the user's templates need; a sweep of the library must leave them."""
    return frozenset(
        entry[key] for entry in _entries(store.settings.get(SETTING)) for key in ("state", "light", "dark")
    )


def _shipped(template: loader.Template) -> TemplateInfo:
    tr = QCoreApplication.translate
    words = f"{template.words} {category_title(template.category)}"
    return TemplateInfo(template.id, tr("Templates", template.title), template.category, words)


def _id(entry: dict[str, str]) -> str:
    return f"{OWN}:{entry['id']}"


def _json(entries: list[dict[str, str]]) -> JsonValue:
    return [dict(entry) for entry in entries]


def _entries(value: JsonValue) -> list[dict[str, str]]:
    """Return what is kept of the user's templates; entries that are not whole are left out."""
    keys = ("id", "title", "state", "light", "dark")
    found = value if isinstance(value, list) else []
    whole = [e for e in found if isinstance(e, dict) and all(isinstance(e.get(key), str) for key in keys)]
    return [{key: str(entry[key]) for key in keys} for entry in whole]
