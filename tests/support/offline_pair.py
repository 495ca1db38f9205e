"""Two people at one diagram without a network, and what becomes of their work when there is one again, in every order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from canvas.commands.create import create_connector, create_shape
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.merging import merged
from canvas.model.new import new_document
from canvas.model.plan import LAYERS, PAGES, Create, Plan
from canvas.model.records import RichText, ShapeRecord, Snapshot, plain, plain_text
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView
from tests.support.text_engine import FixedTextEngine

CLIENTS = ((11, 22), (22, 11))
"""Yjs client ids of both: of two who write one key, the higher one's value stays, so both ways are to be tried."""


class Offline:
    """One of them: an editor, and the updates that nobody else has yet."""

    def __init__(self, client: int, name: str, updates: list[bytes]) -> None:
        numbers = count(1)
        self.document = Document(client, updates)
        self.made: list[bytes] = []
        self.document.on_update(lambda update, _origin: self.made.append(update))
        history = History(self.document, 200)
        self.editor = Editor(self.document, history, FixedTextEngine(), ids=lambda: f"{name}{next(numbers):04d}")


class Pair:
    """Ana and Ben, who began with the same diagram."""

    def __init__(self, clients: tuple[int, int], seed: Callable[[Editor], dict[str, str]]) -> None:
        author = Offline(5, "seed", [])
        first_page(author.editor)
        self.ids = seed(author.editor)
        self._common = list(author.made)
        self.one, self.two = (Offline(client, name, self._common) for client, name in zip(clients, "ab", strict=True))

    @property
    def ana(self) -> Editor:
        """Her editor."""
        return self.one.editor

    @property
    def ben(self) -> Editor:
        """His editor."""
        return self.two.editor

    def merge(self) -> Editor:
        """Bring everything to both, and to newcomers in either order, merged or one by one; check that all show the same."""
        hers, his = list(self.one.made), list(self.two.made)
        for update in his:
            self.one.document.apply_update(update)
        self.two.document.apply_update(merged(hers) if hers else b"\0\0")
        newcomers = [
            Document(31, [*self._common, *hers, *his]),
            Document(32, [*self._common, *his, *hers]),
            Document(33, [merged([*self._common, *his, *hers])]),
        ]
        shown = snapshot_of(self.one.document)
        assert all(snapshot_of(one) == shown for one in (self.two.document, *newcomers))
        views = [self.ana.view, self.ben.view, *(GraphView(one.records) for one in newcomers)]
        assert all(_seen(view, shown) == _seen(views[0], shown) for view in views)
        for editor in (self.ana, self.ben):
            editor.settle()  # As a window does once what others did is painted.
        for shape in shown.shapes:
            assert self.ana.graph.box(shape) == self.ben.graph.box(shape)
        self._common += [*hers, *his]
        self.one.made.clear()
        self.two.made.clear()
        return self.ana


def _seen(view: GraphView, shown: Snapshot) -> dict[str, object]:
    looks: dict[str, object] = {page: (view.layers(page), view.paint_order(page)) for page in view.pages()}
    looks.update({s: (view.parent(s), view.place(s), view.ends(s), view.children(s)) for s in shown.shapes})
    return looks


def first_page(editor: Editor) -> None:
    """Give an empty document a page with a layer, and show it."""
    begun = snapshot_of(new_document(9, "Test", 0.0, editor.new_id))
    editor.apply(Plan("Begin", tuple(_creates(begun))))
    editor.set_page(editor.view.pages()[0])


def _creates(snapshot: Snapshot) -> Iterator[Create]:
    for page in snapshot.pages.values():
        yield Create(page.id, dict(page.values), table=PAGES)
    for layer in snapshot.layers.values():
        yield Create(layer.id, dict(layer.values), table=LAYERS)


def rect(editor: Editor, x: float, y: float = 0.0, parent: str = "", label: str = "") -> str:
    """Draw a rectangle of 100 x 60 at a scene point."""
    made: RichText = plain(label) if label else ()
    return create_shape(editor, "rect", Box(x, y, 100.0, 60.0), parent, made)


def frame(editor: Editor, x: float, y: float = 0.0) -> str:
    """Draw a container of 400 x 300 at a scene point."""
    return create_shape(editor, "frame", Box(x, y, 400.0, 300.0))


def line(editor: Editor, source: str, target: str) -> str:
    """Connect two shapes."""
    return create_connector(editor, "connector", end_at(editor, source), end_at(editor, target))


def end_at(editor: Editor, shape: str) -> EndPoint:
    """Return the end of a connector at the middle of a shape."""
    return EndPoint(editor.graph.box(shape).center, shape)


def at(x: float, y: float) -> EndPoint:
    """Return a free end of a connector."""
    return EndPoint(Vec(x, y))


def text(record: ShapeRecord) -> str:
    """Return what a label says."""
    return plain_text(record.label)
