"""The editor screen: top bar, tool rail, dock, canvases and inspector, all showing the tab in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from app.canvas_view.accessible import tell_selection
from app.canvas_view.live_layer import Overrides
from app.canvas_view.ruler import BREADTH
from app.panels.document_tabs import DocumentTab
from app.panels.inspector import Inspector
from app.panels.layers_panel import LayersPanel
from app.panels.left_dock import LeftDock
from app.panels.library_panel import LibraryPanel
from app.panels.outline_panel import OutlinePanel
from app.panels.tool_rail import RailEntry, ToolRail
from app.panels.top_bar import TopBar
from app.theme.fonts import FontKind, ui_font
from app.theme.theme import ThemeController
from app.widgets.color_picking import ColorPicking
from app.widgets.layout import column, holder, row
from app.workbench.addresses import open_address
from app.workbench.calm_refresh import CalmRefresh
from app.workbench.canvas_area import CanvasArea
from app.workbench.canvas_looks import canvas_look
from app.workbench.connector_link import ConnectorLink
from app.workbench.inspector_link import InspectorLink
from app.workbench.keyboard_home import KeyboardHome
from app.workbench.layers_link import LayersLink
from app.workbench.minimap_link import MinimapLink
from app.workbench.open_tab import OpenTab
from app.workbench.outline_link import OutlineLink
from app.workbench.pages_link import PagesLink
from app.workbench.shape_library import categories
from app.workbench.shape_previews import Previews
from app.workbench.status_link import StatusLink
from app.workbench.style_link import StyleLink, quick_styles
from canvas.commands import zooming
from canvas.commands.insert import PutEntry, insert_entry
from canvas.commands.links import PAGE_GONE
from canvas.drawing.themes import palette_of
from canvas.editor.editor import LOCKED, Editor
from canvas.model.entries import Report
from canvas.model.plan import Origin

_RAIL = (
    ("select", "Select", "mouse-pointer-2", "V", 0, 0),
    ("hand", "Hand", "hand", "H", 0, 0),
    ("rect", "Rectangle", "square", "R", 1, 0),
    ("ellipse", "Ellipse", "circle", "O", 1, 2),
    ("diamond", "Diamond", "diamond", "D", 1, 1),
    ("connector", "Connector", "spline", "A", 1, 0),
    ("line", "Line", "minus", "L", 1, 3),
    ("text", "Text", "type", "T", 1, 0),
    ("note", "Note", "sticky-note", "N", 1, 0),
    ("pen", "Pen", "pencil", "P", 1, 0),
    ("eraser", "Eraser", "eraser", "E", 1, 5),
    ("frame", "Frame", "frame", "F", 1, 4),
    ("image", "Picture", "image", "I", 1, 6),
    ("laser", "Laser pointer", "wand", "K", 2, 7),
    ("comment", "Comment", "message-circle", "C", 2, 8),
)
"""Id, name, icon, key, group and `RailEntry.spare`."""
_ACTING = {"image": "tool.image"}
"""Entries of the rail that are no tools to hold, and their actions."""
OWN_FAMILIES = ("Inter", "Arimo")
"""Typefaces that come with the program, offered before the system's."""


class Workbench(QWidget):
    """The editor screen.

    Signals:
        tab_chosen(str): the user wants this document in front.
        tab_closed(str): the user closed this document's tab.
        touched(): selection, document or tool of the tab in front are others now: nothing holds that was asked before.
        drawn(): the user changed the document; what lists all of it follows at its own pace.
        state_changed(): what the panels show may be something else now; comes some time after `touched`.
        history_changed(): other steps can be undone or redone; comes after what changed the document.
        canvas_changed(): what the tools show on the canvas in front may be something else now.
        begun(): the first shape was drawn while the first hints were shown.
        said(str, str): a short message and its level for a toast.
        tab_shown(): another tab is in front, or what may be done in it is something else now.
    """

    tab_chosen = Signal(str)
    tab_closed = Signal(str)
    touched = Signal()
    drawn = Signal()
    state_changed = Signal()
    history_changed = Signal()
    canvas_changed = Signal()
    begun = Signal()
    said = Signal(str, str)
    tab_shown = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        """Make the screen without a diagram.

        Args:
            theme: colours and fonts.
            parent: owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._tab: OpenTab | None = None
        self._unsubscribe: list[Callable[[], None]] = []
        self._before_focus = (True, True)
        self.hints = False
        self.rulers = False
        self.put_entry: PutEntry = insert_entry
        self.top = TopBar()
        self.status = StatusLink(self.top, lambda: self._tab)
        self.rail = ToolRail(self._tools(), self._foot())
        self.previews = Previews()
        self.library = LibraryPanel(self.previews.paint)
        self.library.set_categories(categories())
        self.layers = LayersPanel()
        self.outline = OutlinePanel()
        self.dock = LeftDock(self.library, self.layers, self.outline)
        self.area = CanvasArea()
        self.picking = ColorPicking(lambda: self.style_link.colors())
        styles = quick_styles(palette_of(None))
        self.families = (*OWN_FAMILIES, *_system_families())
        self.inspector = Inspector(self.families, self.picking, styles)
        self._inspector_link = InspectorLink(self.inspector, self.editor, self._show_values)
        self.style_link = StyleLink(self.inspector, self.editor)
        self._connector_link = ConnectorLink(self.inspector.connector, self.editor, self._edit_label)
        self._pages_link = PagesLink(self.area.pages, self.editor)
        self._layers_link = LayersLink(self.layers, self.editor)
        self._outline_link = OutlineLink(self.outline, self.editor)
        self.dock.tab_shown.connect(lambda _tab: self._outline_link.follow())
        self._minimap = MinimapLink(self.area.map, lambda: self._tab)
        self._calm = CalmRefresh(self.refresh, self)
        self._keyboard_home = KeyboardHome(self, lambda: self._tab)
        body = row(self.rail, self.dock, self.area, self.inspector, spacing=0)
        body.setStretch(2, 1)
        self.setLayout(column(self.top, holder(body), spacing=0))
        self._connect()

    def _tools(self) -> Sequence[RailEntry]:
        reasons = {"comment": self.tr("Comments come with shared diagrams")}
        return [
            RailEntry(id_, self.tr(name), icon, key, group, spare, reasons.get(id_, ""), _ACTING.get(id_, ""))
            for id_, name, icon, key, group, spare in _RAIL
        ]

    def _foot(self) -> Sequence[RailEntry]:
        return (
            RailEntry("help.shortcuts", self.tr("Keyboard shortcuts"), "keyboard", "?"),
            RailEntry("view.toggle_theme", self.tr("Light or dark"), "moon", "Ctrl+Shift+D"),
        )

    def _connect(self) -> None:
        self.rail.tool_chosen.connect(self._choose_tool)
        self.library.shape_inserted.connect(self.insert_shape)
        self.top.renamed.connect(self._rename)
        self.top.tabs.selected.connect(self.tab_chosen)
        self.top.tabs.closed.connect(self.tab_closed)
        zoom = self.area.zoom
        zoom.zoom_in_requested.connect(lambda: self._do(lambda e: zooming.zoom_step(e, closer=True)))
        zoom.zoom_out_requested.connect(lambda: self._do(lambda e: zooming.zoom_step(e, closer=False)))
        zoom.zoom_requested.connect(lambda factor: self._do(lambda e: zooming.zoom_to(e, factor)))
        zoom.fit_requested.connect(lambda: self._do(zooming.fit_page))
        zoom.fit_selection_requested.connect(lambda: self._do(zooming.fit_selection))
        self._theme.changed.connect(self._apply_theme)

    # ------------------------------------------------------------------ the tab in front

    @property
    def tab(self) -> OpenTab | None:
        """The tab in front."""
        return self._tab

    def editor(self) -> Editor | None:
        """Return the editor of the tab in front."""
        return self._tab.editor if self._tab is not None else None

    def show_tab(self, tab: OpenTab, tabs: Sequence[DocumentTab]) -> None:
        """Bring a tab to the front.

        Args:
            tab: its canvas is in the area already.
            tabs: all open diagrams, for the tab bar.
        """
        if tab is not self._tab:
            self._leave()
            self._tab = tab
            self._enter(tab)
        self.area.show_view(tab.view)
        self.top.set_tabs(tabs, tab.id)
        self.refresh()
        self.tab_shown.emit()

    def forget_tab(self) -> None:
        """Stop showing any tab."""
        self._leave()
        self._tab = None

    def _enter(self, tab: OpenTab) -> None:
        editor = tab.editor
        tab.view.set_look(canvas_look(self._theme.tokens), ui_font(FontKind.CAPTION, tabular=True))
        tab.view.rulers.set_shown(self.rulers)
        self._unsubscribe = [
            editor.on_selection.subscribe(lambda ids: self._on_selection(tab, len(ids))),
            editor.on_scene.subscribe(self._calm.note_scene),
            editor.on_document.subscribe(lambda _changes: self._on_document()),
            editor.on_settled.subscribe(lambda _: self._on_settled(editor)),
            editor.on_page.subscribe(lambda _page: self._on_page()),
            editor.on_layer.subscribe(lambda _layer: self._layers_link.refresh()),
            editor.on_camera.subscribe(lambda camera: self.area.zoom.set_zoom(camera.zoom)),
            editor.on_camera.subscribe(self._minimap.follow_camera),
            editor.on_tool.subscribe(lambda _tool: self._on_tool()),
            editor.on_history.subscribe(lambda _: self.history_changed.emit()),
            editor.on_report.subscribe(self._on_report),
            editor.on_notice.subscribe(self._on_notice),
            editor.on_rights.subscribe(lambda _read_only: self.tab_shown.emit()),
            editor.on_link.subscribe(self._on_link),
            tab.diagram.subscribe(self.status.note_saving),
            tab.machine.on_change.subscribe(lambda _: self._on_canvas(tab)),
        ]
        self.area.zoom.set_zoom(editor.camera.zoom)
        self.status.show_now()
        self._on_tool()

    def _edit_label(self, shape: str) -> None:
        if self._tab is not None:
            self._tab.machine.edit_text(shape)

    def _leave(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []

    def catch_up(self) -> None:
        """Show what is selected now before the user does something with it."""
        if self._calm.is_due:
            self.refresh()

    def refresh(self) -> None:
        """Show everything of the tab in front as it is now."""
        self._calm.stop()
        tab = self._tab
        if tab is None:
            return
        self.top.set_title(tab.diagram.title)
        self.style_link.refresh()
        self._inspector_link.refresh()
        self._connector_link.refresh()
        if self._pages_link.refresh():
            self.area.place_bars()
        self._layers_link.refresh()
        self._outline_link.follow()
        self._show_hints(tab)
        self._minimap.follow_page()
        self.state_changed.emit()
        self.canvas_changed.emit()

    def _on_document(self) -> None:
        if self._tab is None:
            return
        self._tab.view.refresh_backdrop()
        self.touched.emit()
        self._calm.note(self._tab.editor)
        if self._tab.editor.changed_by is not Origin.REMOTE:
            self._outline_link.follow()
            self._minimap.follow_page()
            self.drawn.emit()

    def _on_selection(self, tab: OpenTab, selected: int) -> None:
        self.touched.emit()
        self._calm.note_selection(selected, at_rest=tab.machine.at_rest)
        tell_selection(tab.view)

    def _on_settled(self, editor: Editor) -> None:
        self._calm.note_settled(editor)
        self._minimap.follow_page()

    def _on_page(self) -> None:
        self.refresh()

    def _on_canvas(self, tab: OpenTab) -> None:
        self.canvas_changed.emit()
        if tab.machine.at_rest:
            self._calm.end_gesture()

    def _on_tool(self) -> None:
        editor = self.editor()
        if editor is not None:
            self.rail.set_current(editor.tool)
        self.touched.emit()
        self.state_changed.emit()

    def _on_report(self, report: Report) -> None:
        if not report.skipped:
            return
        reason = report.skipped[0].reason.value
        text = self.tr("Left out of “%1”: %2") if report.applied else self.tr("Nothing to do for “%1”: %2")
        self.said.emit(text.replace("%1", report.name).replace("%2", reason), "warning")

    def _on_link(self, link: str) -> None:
        open_address(link, self.said.emit)

    def _on_notice(self, notice: str) -> None:
        texts = {
            LOCKED: self.tr("This is locked. Unlock it to change it."),
            PAGE_GONE: self.tr("The page that this links to has been deleted."),
        }
        self.said.emit(texts.get(notice, self.tr("This diagram can only be looked at.")), "info")

    # ------------------------------------------------------------------ what the user asks for

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self.editor()
        if editor is not None:
            command(editor)

    def _show_values(self, values: Overrides) -> None:
        if self._tab is not None:
            self._tab.view.show_values(values)

    def _choose_tool(self, tool: str) -> None:
        self._do(lambda editor: editor.set_tool(tool))
        if self._tab is not None:
            self._tab.view.setFocus()

    def _rename(self, title: str) -> None:
        if self._tab is not None and not self._tab.editor.read_only:
            self._tab.diagram.rename(title)
            self._tab.view.setFocus()
            self.refresh()

    def insert_shape(self, entry: str) -> None:
        """Put an entry of the library onto the page in the middle of what is seen, a step aside if one is there."""
        editor = self.editor()
        if editor is None:
            return
        self.put_entry(editor, entry, None)
        if self._tab is not None:
            self._tab.view.setFocus()

    def set_rulers(self, on: bool) -> None:
        """Show or hide the rulers of all tabs."""
        self.rulers = on
        self.area.set_inset(BREADTH if on else 0)
        if self._tab is not None:
            self._tab.view.rulers.set_shown(on)
        self.state_changed.emit()

    def _show_hints(self, tab: OpenTab) -> None:
        """Show the first hints on an empty page; the first shape ends them."""
        wanted = self.hints and tab.editor.scene.is_empty
        had = not self.area.hints.isHidden()
        self.area.hints.setVisible(wanted)
        if had and self.hints and not wanted and not tab.editor.history.can_redo:
            self.begun.emit()

    def show_map(self, shown: bool) -> None:
        """Show or hide the map of the page."""
        self.area.show_map(shown)
        self._minimap.paint()

    # ------------------------------------------------------------------ looks

    @property
    def focused(self) -> bool:
        """Tell whether everything but the canvas is hidden."""
        return self.top.isHidden()

    def is_wanted(self, panel: QWidget) -> bool:
        """Tell whether a panel is shown, or will be again when the canvas is no longer alone."""
        if not self.focused:
            return not panel.isHidden()
        return self._before_focus[0] if panel is self.dock else self._before_focus[1]

    def set_focused(self, on: bool) -> None:
        """Hide everything but the canvas, or show what was shown before."""
        if on:
            self._before_focus = (not self.dock.isHidden(), not self.inspector.isHidden())
        dock, inspector = self._before_focus
        for widget, shown in ((self.top, True), (self.rail, True), (self.dock, dock), (self.inspector, inspector)):
            widget.setVisible(shown and not on)
        self.state_changed.emit()

    def _apply_theme(self) -> None:
        if self._tab is not None:
            self._tab.view.set_look(canvas_look(self._theme.tokens), ui_font(FontKind.CAPTION, tabular=True))
        self._minimap.follow_page()


def _system_families() -> list[str]:
    """Return the system's typefaces without those for symbols only."""
    names = QFontDatabase.families()
    return sorted({name for name in names if not name.startswith(".")} - set(OWN_FAMILIES))
