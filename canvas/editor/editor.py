"""An open diagram in the hands of one user: document, undo, current page, selection, camera and tool settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.editor import rights
from canvas.editor.camera import Camera
from canvas.editor.chosen import Chosen
from canvas.editor.defaults import Defaults, defaults_of
from canvas.editor.scenes import Scenes
from canvas.editor.signal import Signal
from canvas.kernels.graph import Graph
from canvas.model.changes import Change, KeyChange
from canvas.model.document import Document
from canvas.model.entries import Report
from canvas.model.history import History
from canvas.model.ids import new_id
from canvas.model.plan import META, Origin, Plan
from canvas.model.projection import Projection
from canvas.model.records import Value
from canvas.model.view import GraphView, moves_anything
from canvas.scene.avoiding import Search
from canvas.scene.delta import SceneDelta
from canvas.scene.page_scene import PageScene

T = TypeVar("T")
_BESIDE_PX = 64.0
"""What lies so near to what is seen counts as seen, view pixels."""

SELECT = "select"
READ_ONLY = "read-only"
LOCKED = "locked"
"""Notices: why nothing happened."""
LOOKING_TOOLS = frozenset({SELECT, "hand", "laser"})
"""Tools that change nothing."""


class Editor:
    """An open diagram.

    Signals (call `.subscribe(listener)`; each returns what ends the subscription):
        on_selection: ids, in the order they were chosen.
        on_camera: the new camera.
        on_page: id of the page now shown.
        on_layer: id of the layer that new shapes go to.
        on_scene: what a change did to the page now shown; after the records changed, before on_document.
        on_document: the changes of any transaction, whoever made it.
        on_settled: `settle` has moved lines; after on_scene.
        on_tool: name of the active tool; also when "keep the tool" changes.
        on_history: what can be undone or redone may be something else now; after on_document, which comes from within.
        on_report: what an undo or redo did, with what it had to skip.
        on_notice: READ_ONLY or LOCKED, when a wish was refused.
        on_rights: whether the diagram is read-only now.
        on_link: an address outside the diagram that the user wants to see.
        on_scheme: the colours changed and every scene is a new one.

    Attributes:
        snap_grid: gestures snap to the grid.
        snap_guides: gestures snap to other shapes and to lines across the page.
        show_guides: lines across the page are shown and count.
        show_rulers: rulers lie along the upper and the left side of the view.
        revision: grows with every change of the document, so that what was worked out from it can be kept meanwhile.
        changed_by: who made the last change; on_scene and on_document tell of one by him.
        chosen: tells whether the last change concerned what is selected.

    Args:
        document: what is edited.
        history: this user's undo on the same document.
        engine: lays out text.
        scheme: light or dark colours.
        page: id of the page to show first; the first one when it does not exist.
        ids: source of new ids.
    """

    def __init__(
        self,
        document: Document,
        history: History,
        engine: TextEngine,
        scheme: ColorScheme = ColorScheme.LIGHT,
        page: str = "",
        ids: Callable[[], str] = new_id,
    ) -> None:
        self.document = document
        self.history = history
        self.view = GraphView(document.records)
        self.new_id = ids
        self._read_only = False
        self.revision = 0
        self.changed_by = Origin.LOADED
        self.snap_grid = True
        self.snap_guides = True
        self.show_guides = True
        self.show_rulers = False
        self._defaults: Defaults | None = None
        self._preferred: dict[str, Mapping[str, Value]] = {}
        self.on_selection: Signal[tuple[str, ...]] = Signal()
        self.on_camera: Signal[Camera] = Signal()
        self.on_page: Signal[str] = Signal()
        self.on_layer: Signal[str] = Signal()
        self.on_scene: Signal[SceneDelta] = Signal()
        self.on_document: Signal[tuple[Change, ...]] = Signal()
        self.on_settled: Signal[None] = Signal()
        self.on_tool: Signal[str] = Signal()
        self.on_history: Signal[None] = Signal()
        self.on_report: Signal[Report] = Signal()
        self.on_notice: Signal[str] = Signal()
        self.on_rights: Signal[bool] = Signal()
        self.on_link: Signal[str] = Signal()
        self.on_scheme: Signal[ColorScheme] = Signal()
        self._scenes = Scenes(document.records, self.view, engine, scheme)
        self._page = page if page in self.view.pages() else self.view.pages()[0]
        self._layer = ""
        self._selection: tuple[str, ...] = ()
        self.chosen = Chosen(self.view)
        self._cameras: dict[str, Camera] = {}
        self._camera = Camera()
        self._tool = SELECT
        self._keep_tool = False
        self._unsubscribe = document.subscribe(self._on_changes)

    def close(self) -> None:
        """Stop listening to the document."""
        self._unsubscribe()

    # ------------------------------------------------------------------ what is shown

    @property
    def records(self) -> Projection:
        """The document's live records."""
        return self.document.records

    @property
    def scene(self) -> PageScene:
        """The scene of the page now shown."""
        return self._scenes.of(self._page)

    def scene_of(self, page: str) -> PageScene:
        """Return the scene of any page, with all lines as they are to run."""
        scene = self._scenes.of(page)
        if page == self._page:
            self.settle()
        elif not scene.is_settled:
            scene.settle()
        return scene

    def settle(self, go_on: Callable[[], bool] | None = None) -> None:
        """Let lines of the page now shown find the way that changes gave them; see `PageScene.settle`.

        Args:
            go_on: asked after each line whether there is time for another one; None for all.
        """
        if self.scene.is_settled:
            return
        delta = self.scene.settle(go_on)
        if delta.changed:
            # What was worked out from the lines as they ran does not hold.
            self.revision += 1
            self.chosen.note(self._selection, (), delta)
            self.on_scene.emit(delta)
            self.on_settled.emit(None)

    @property
    def graph(self) -> Graph:
        """The document as kernels read it."""
        return self._scenes.graph()

    @property
    def scheme(self) -> ColorScheme:
        """Light or dark colours."""
        return self._scenes.scheme

    def set_scheme(self, scheme: ColorScheme) -> None:
        """Paint with other colours."""
        if scheme is not self.scheme:
            self._scenes.use_scheme(scheme)
            self.on_scheme.emit(scheme)

    @property
    def defaults(self) -> Defaults:
        """What new shapes look like in this document."""
        if self._defaults is None:
            self._defaults = defaults_of(self.records.meta, self._preferred)
        return self._defaults

    def prefer(self, tool: str, values: Mapping[str, Value]) -> None:
        """Have a tool make things with these values, where the document has no default look of its own."""
        self._preferred[tool] = values
        self._defaults = None

    @property
    def page(self) -> str:
        """Id of the page now shown."""
        return self._page

    def set_page(self, page: str) -> None:
        """Show another page where it was last looked at; the selection is let go. An unknown id is ignored."""
        if page == self._page or page not in self.view.pages():
            return
        self._cameras[self._page] = self._camera
        self.select(())
        self._page, self._layer = page, ""
        self.on_page.emit(page)
        known = self._cameras.get(page, Camera())
        self.set_camera(replace(known, width=self._camera.width, height=self._camera.height))

    @property
    def layer(self) -> str:
        """Id of the layer that new shapes go to: the chosen one, else the frontmost that is visible and not locked."""
        layers = self.view.layers(self._page)
        if self._layer in layers:
            return self._layer
        records = self.records.layers
        free = [i for i in layers if i not in records or (records[i].visible and not records[i].locked)]
        return (free or layers)[-1]

    def set_layer(self, layer: str) -> None:
        """Choose the layer that new shapes go to; an unknown id is ignored."""
        if layer in self.view.layers(self._page) and layer != self._layer:
            self._layer = layer
            self.on_layer.emit(layer)

    @property
    def camera(self) -> Camera:
        """Which part of the page is seen."""
        return self._camera

    def set_camera(self, camera: Camera) -> None:
        """Look elsewhere."""
        if camera != self._camera:
            self._camera = camera
            self.on_camera.emit(camera)

    @property
    def grid_size(self) -> float:
        """Step of the page's grid, scene units."""
        page = self.records.pages.get(self._page)
        return float(page.get("grid_size", 10.0)) if page is not None else 10.0

    # ------------------------------------------------------------------ selection and rights

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected shapes, in the order they were chosen."""
        return self._selection

    def select(self, ids: Iterable[str]) -> None:
        """Select these shapes and no others; ids that are not on this page are left out."""
        shapes, place, page = self.records.shapes, self.view.place, self._page
        wanted = ids if isinstance(ids, tuple) else tuple(ids)
        if not self.scene.are_plain(wanted):
            wanted = tuple([i for i in wanted if i in shapes and place(i)[0] == page])
        once = dict.fromkeys(wanted)
        chosen = wanted if len(once) == len(wanted) else tuple(once)
        if chosen != self._selection:
            self._selection = chosen
            self.on_selection.emit(chosen)

    def of_selection(self, ask: Callable[[Editor], T]) -> T:
        """Return what a function says of the selection; it is asked once until selection or document are others.

        Args:
            ask: a function of a module, whose answer depends on nothing else.
        """
        return self.chosen.answer(ask, self, self._selection, self.revision)

    @property
    def read_only(self) -> bool:
        """Whether the user may look at the diagram only; may change at any time while it is open."""
        return self._read_only

    @read_only.setter
    def read_only(self, on: bool) -> None:
        if on == self._read_only:
            return
        self._read_only = on
        if on and self._tool not in LOOKING_TOOLS:
            self.set_tool(SELECT)
        self.on_rights.emit(on)

    def can_pick(self, shape_id: str) -> bool:
        """Tell whether a shape may be selected by the pointer: painted on this page and not on a locked layer."""
        painted = self.scene.is_painted(shape_id)
        return painted and not rights.is_on_locked_layer(self.records, self.view, shape_id)

    def can_edit(self, shape_id: str) -> bool:
        """Tell whether a shape may be changed: the diagram is not read-only, and neither it nor what it lies in is locked."""
        return not self.read_only and not rights.is_locked(self.records, self.view, shape_id)

    def can_edit_all(self, ids: Collection[str]) -> bool:
        """Tell whether all of many shapes may be changed."""
        if self.read_only:
            return False
        if self.graph.are_plain(ids) and not self.locked_layers:
            return True
        return all(self.can_edit(i) for i in ids)

    @property
    def locked_layers(self) -> frozenset[str]:
        """The layers of any page on which nothing can be picked or changed."""
        return frozenset(i for i, layer in self.records.layers.items() if layer.locked)

    def editable(self, ids: Collection[str] | None = None) -> tuple[str, ...]:
        """Return which of the shapes (by default: of the selection) may be changed; say so when none of some may."""
        wanted = self._selection if ids is None else tuple(i for i in ids if i in self.records.shapes)
        allowed = tuple(i for i in wanted if self.can_edit(i))
        if wanted and not allowed:
            self.on_notice.emit(READ_ONLY if self.read_only else LOCKED)
        return allowed

    # ------------------------------------------------------------------ tools

    @property
    def tool(self) -> str:
        """Name of the active tool."""
        return self._tool

    @property
    def keep_tool(self) -> bool:
        """Whether a tool stays active after it made something."""
        return self._keep_tool

    def set_tool(self, tool: str, *, keep: bool | None = None) -> None:
        """Choose a tool ("select", "hand", "rect", "shape:<kind>", ...); `keep` makes it stay after use (None: as before)."""
        kept = self._keep_tool if keep is None else keep
        if self._read_only and tool not in LOOKING_TOOLS:
            self.on_notice.emit(READ_ONLY)
            return
        if (tool, kept) != (self._tool, self._keep_tool):
            self._tool, self._keep_tool = tool, kept
            self.on_tool.emit(tool)

    # ------------------------------------------------------------------ changing the document

    def apply(self, plan: Plan, gesture: Hashable | None = None) -> bool:
        """Write a plan as one step of undo.

        Args:
            plan: what to write.
            gesture: plans in a row with an equal gesture are one step.

        Returns:
            Whether anything was written: not when the plan is empty or the diagram read-only.
        """
        if not plan.ops:
            return False
        if self.read_only:
            self.on_notice.emit(READ_ONLY)
            return False
        self.history.apply(plan, gesture)
        self.on_history.emit(None)
        return True

    def undo(self) -> Report | None:
        """Take the last step back; None when there is none or the diagram is read-only."""
        return self._told(None if self.read_only else self.history.undo())

    def redo(self) -> Report | None:
        """Apply the last undone step again; None when there is none or the diagram is read-only."""
        return self._told(None if self.read_only else self.history.redo())

    def _told(self, report: Report | None) -> Report | None:
        if report is not None:
            self.on_history.emit(None)
            self.on_report.emit(report)
        return report

    def _on_changes(self, changes: tuple[Change, ...], origin: Origin) -> None:
        self.revision += 1
        self.changed_by = origin
        if any(isinstance(change, KeyChange) and change.table == META for change in changes):
            self._defaults = None
        search = Search.NONE if origin is Origin.REMOTE else Search.NEAR
        camera = self._camera
        # A view without a size is not shown yet: then all may be.
        seen = camera.visible.inflated(_BESIDE_PX / camera.zoom) if camera.width and camera.height else None
        deltas = self._scenes.update(changes, self._page, camera.zoom, search, seen)
        self.chosen.note(self._selection, changes, deltas.get(self._page))
        if self._page not in self.view.pages():
            self._selection = ()
            self._page, self._layer = self.view.pages()[0], ""
            self.on_selection.emit(())
            self.on_page.emit(self._page)
        elif self._page in deltas:
            self.on_scene.emit(deltas[self._page])
        if self._selection and any(map(moves_anything, changes)):
            self.select(self._selection)
        self.on_document.emit(changes)
