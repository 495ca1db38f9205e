"""The user's own shape libraries and the scratchpad, kept in the settings of the encrypted library, one setting each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.library.background import in_background
from canvas.editor.payload import decode, encode
from canvas.errors import CanvasError, LimitExceeded
from canvas.formats.library_file import MOST_ITEMS, LibraryFile, LibraryItem, clean_title
from canvas.kernels.copying import Copied
from canvas.model.ids import new_id
from sync.store.library import Library
from sync.store.ports import Store
from sync.store.records import JsonValue

SCRATCHPAD = "scratchpad"
"""Id of the library that is always there."""
LIST = "shape_libraries"
CONTENT = "shape_library:"
RECENT = "recent_shapes"
MOST_LIBRARIES = 100
MOST_BYTES = 16 * 1024 * 1024
"""Of one library."""
MOST_RECENT = 15


@dataclass(frozen=True, slots=True)
class OwnShape:
    """One entry: id, title, and its shapes as `canvas.editor.payload` writes them."""

    id: str
    title: str
    payload: str

    @property
    def shapes(self) -> Copied:
        """The shapes; CanvasError when the payload is damaged."""
        return decode(self.payload.encode())


@dataclass(frozen=True, slots=True)
class OwnLibrary:
    """One library of the user's own."""

    id: str
    name: str
    shapes: tuple[OwnShape, ...] = ()


class ShapeLibraries:
    """All libraries of a profile; read once, when somebody asks first; every change is stored at once. GUI thread."""

    def __init__(self, library: Library) -> None:
        """Make them of an open library; nothing is read yet."""
        self._library = library
        self._known: dict[str, OwnLibrary] | None = None
        self._recent: tuple[str, ...] | None = None
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told of every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def all(self) -> tuple[OwnLibrary, ...]:
        """Return the scratchpad and then the libraries in the order they were made."""
        return tuple(self._all().values())

    def shape(self, shape: str) -> OwnShape | None:
        """Return an entry of any library by its id."""
        return next((one for library in self.all() for one in library.shapes if one.id == shape), None)

    def create(self, name: str, items: Sequence[LibraryItem] = ()) -> str:
        """Add a library and return its id.

        Raises:
            LimitExceeded: there are too many libraries, or too much in this one.
        """
        if len(self._all()) > MOST_LIBRARIES:
            raise LimitExceeded("the number of shape libraries", MOST_LIBRARIES)
        made = OwnLibrary(new_id(), clean_title(name) or "Library", tuple(_own(item) for item in items))
        self._put(made)
        return made.id

    def rename(self, library: str, name: str) -> None:
        """Rename a library; a blank name is ignored."""
        if clean_title(name):
            self._put(replace(self._all()[library], name=clean_title(name)))

    def delete(self, library: str) -> None:
        """Delete a library for ever; the scratchpad is emptied."""
        if library == SCRATCHPAD:
            self._put(OwnLibrary(SCRATCHPAD, ""))
            return
        known = self._all()
        known.pop(library, None)
        self._store(library, None)

    def add(self, library: str, items: Sequence[LibraryItem]) -> None:
        """Add entries to a library.

        Raises:
            LimitExceeded: it would hold too much; nothing was added.
        """
        old = self._all()[library]
        self._put(replace(old, shapes=(*old.shapes, *(_own(item) for item in items))))

    def rename_shape(self, shape: str, title: str) -> None:
        """Give an entry another title; a blank one is ignored."""
        if clean_title(title):
            self._edit(shape, lambda one: replace(one, title=clean_title(title)))

    def remove_shape(self, shape: str) -> None:
        """Take an entry out of its library."""
        self._edit(shape, lambda _one: None)

    def file_of(self, library: str) -> LibraryFile:
        """Return a library for writing it into a file; entries that are damaged are left out."""
        own = self._all()[library]
        items: list[LibraryItem] = []
        for shape in own.shapes:
            try:
                items.append(LibraryItem(shape.title, shape.shapes))
            except CanvasError:
                continue
        return LibraryFile(own.name, tuple(items))

    def recent(self) -> tuple[str, ...]:
        """Return the ids of the entries used last, newest first."""
        if self._recent is None:
            value = self._library.submit(lambda store: store.session.get(RECENT)).result()
            known = value if isinstance(value, list) else []
            self._recent = tuple(v for v in known if isinstance(v, str))[:MOST_RECENT]
        return self._recent

    def note_use(self, entry: str) -> None:
        """Put an entry on top of the recent ones."""
        self._recent = (entry, *(one for one in self.recent() if one != entry))[:MOST_RECENT]
        kept: list[JsonValue] = list(self._recent)
        in_background(self._library, "keeping recent shapes", lambda store: store.session.set(RECENT, kept))

    def _edit(self, shape: str, change: Callable[[OwnShape], OwnShape | None]) -> None:
        for library in self.all():
            if any(one.id == shape for one in library.shapes):
                changed = (change(one) if one.id == shape else one for one in library.shapes)
                self._put(replace(library, shapes=tuple(one for one in changed if one is not None)))

    def _all(self) -> dict[str, OwnLibrary]:
        if self._known is None:
            found = self._library.submit(_read).result()
            self._known = {library.id: library for library in found}
        return self._known

    def _put(self, library: OwnLibrary) -> None:
        if len(library.shapes) > MOST_ITEMS:
            raise LimitExceeded("the number of shapes in a library", MOST_ITEMS)
        if sum(len(shape.payload) for shape in library.shapes) > MOST_BYTES:
            raise LimitExceeded("the size of a shape library in bytes", MOST_BYTES)
        self._all()[library.id] = library
        items: list[JsonValue] = [{"id": s.id, "title": s.title, "payload": s.payload} for s in library.shapes]
        self._store(library.id, {"name": library.name, "items": items})

    def _store(self, library: str, content: JsonValue) -> None:
        names: list[JsonValue] = [known for known in self._all() if known != SCRATCHPAD]

        def write(store: Store) -> None:
            with store.transaction():
                store.settings.set(LIST, names)
                store.settings.set(CONTENT + library, content)

        self._library.submit(write).result()
        for listener in tuple(self._listeners):
            listener()


def _own(item: LibraryItem) -> OwnShape:
    return OwnShape(new_id(), item.title, encode(item.shapes).decode())


def _read(store: Store) -> list[OwnLibrary]:
    """Return what is stored; what is damaged is left out, and the scratchpad is always there."""
    names = store.settings.get(LIST)
    ids = [SCRATCHPAD, *(n for n in names if isinstance(n, str))] if isinstance(names, list) else [SCRATCHPAD]
    found = (_library(library, store.settings.get(CONTENT + library)) for library in dict.fromkeys(ids))
    return [library for library in found if library is not None]


def _library(library: str, content: JsonValue) -> OwnLibrary | None:
    if not isinstance(content, dict) or not isinstance(content.get("items"), list):
        return OwnLibrary(SCRATCHPAD, "") if library == SCRATCHPAD else None
    items = content["items"]
    keys = ("id", "title", "payload")
    whole = (
        [i for i in items if isinstance(i, dict) and all(isinstance(i.get(k), str) for k in keys)]
        if isinstance(items, list)
        else []
    )
    shapes = tuple(OwnShape(str(i["id"]), str(i["title"]), str(i["payload"])) for i in whole)
    return OwnLibrary(library, clean_title(content.get("name")) if library != SCRATCHPAD else "", shapes)
