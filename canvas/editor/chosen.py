"""What is known of the selection: whether a change concerns it, and answers about it that are asked for once.

Others change a document dozens of times a second, most often far from what the user has selected. What is shown of the selection is
worked out again only after a change that may concern it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.plan import SHAPES
from canvas.model.view import GraphView
from canvas.scene.delta import SceneDelta

Asker = TypeVar("Asker")
T = TypeVar("T")

_HOME = frozenset({"parent", "page", "layer"})
"""Keys that say where a shape belongs: what it belonged to before is not known any more."""


class Chosen:
    """The selection of one editor.

    Attributes:
        revision: grows with every change that may concern what is selected: it, what lies in it or holds it, or more than shapes.
        is_concerned: the last change was such a one.
        is_beyond: the last change was about more than shapes: pages, layers, the diagram.

    Args:
        view: the repaired graph.
    """

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self.revision = 0
        self.is_concerned = self.is_beyond = False
        self._ids: tuple[str, ...] = ()
        self._set: frozenset[str] = frozenset()
        self._answers: dict[object, Any] = {}
        self._answers_hold: tuple[tuple[str, ...], int] = (), 0

    def note(self, ids: tuple[str, ...], changes: Iterable[Change], delta: SceneDelta | None) -> None:
        """Take in a change.

        Args:
            ids: what is selected.
            changes: of records; () when only lines found their ways.
            delta: what looks different on the page now shown, None where nothing is known of it.
        """
        if ids is not self._ids:
            self._ids, self._set = ids, frozenset(ids)
        self.is_beyond = _is_beyond(changes)
        self.is_concerned = self.is_beyond or (bool(ids) and self._are_among(changes, delta or SceneDelta()))
        self.revision += self.is_concerned

    def _are_among(self, changes: Iterable[Change], delta: SceneDelta) -> bool:
        """Tell whether what is selected, lies in it or holds it may be among what was changed or looks different."""
        if any(map(_comes_from_elsewhere, changes)):
            return True
        touched = {change.id for change in changes}.union(delta.changed, delta.removed, delta.added)
        # What lies in a shape that looks different is among them already.
        return not self._set.isdisjoint(touched) or any(not self._set.isdisjoint(self._holders(i)) for i in touched)

    def _holders(self, shape: str) -> Iterable[str]:
        while shape := self._view.parent(shape):
            yield shape

    def answer(self, ask: Callable[[Asker], T], asker: Asker, ids: tuple[str, ...], revision: int) -> T:
        """Return what a function says of the selection; it is asked once until selection or document are others.

        Args:
            ask: a function of a module, whose answer depends on nothing else.
            asker: its argument.
            ids: what is selected.
            revision: of the document.
        """
        if self._answers_hold != (ids, revision):
            self._answers_hold, self._answers = (ids, revision), {}
        if ask not in self._answers:
            self._answers[ask] = ask(asker)
        found: T = self._answers[ask]
        return found


def _is_beyond(changes: Iterable[Change]) -> bool:
    return any(not isinstance(change, TextChange) and change.table != SHAPES for change in changes)


def _comes_from_elsewhere(change: Change) -> bool:
    """Tell whether a shape was something to others that it no longer is to anybody."""
    if isinstance(change, RecordChange):
        return not change.present
    return isinstance(change, KeyChange) and change.key in _HOME
