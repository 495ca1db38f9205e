"""Every screen of the interface with sample data, for the gallery and for tests that walk over all controls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.dialogs.about import AboutDialog
from app.dialogs.confirm import ConfirmDialog, delete_for_ever
from app.dialogs.error import ErrorDialog, Problem
from app.dialogs.export import ExportDialog
from app.dialogs.passphrase import CreatePassphraseDialog, UnlockDialog
from app.home.entries import DiagramEntry
from app.home.home_view import HomeView
from app.panels.context_bar import ContextBar
from app.panels.document_tabs import DocumentTab
from app.panels.inspector import Inspector
from app.panels.inspector_state import InspectorState
from app.panels.layers_panel import LayerItem, LayersPanel
from app.panels.left_dock import LeftDock
from app.panels.library_panel import LibraryCategory, LibraryPanel
from app.panels.outline_panel import OutlinePanel
from app.panels.pages_bar import PagesBar, PageTab
from app.panels.shape_grid import LibraryShape
from app.panels.text_bar import TextBar
from app.panels.tool_rail import RailEntry, ToolRail
from app.panels.top_bar import TopBar
from app.panels.zoom_bar import ZoomBar
from app.theme.palette import color
from app.widgets.color_picker import PickerBody
from app.widgets.color_wish import ColorWish
from app.widgets.empty_state import EmptyState
from app.widgets.layout import column, row, set_surface
from app.widgets.menu import Menu
from app.widgets.quick_styles import QuickStyle
from app.widgets.toast import Message, ToastHost
from canvas.drawing.themes import palette_of
from tests.qt.app.account_screens import ACCOUNT_SCREENS

NOW_MS = 1_790_000_000_000
_MINUTE = 60_000

TOOLS = (
    RailEntry("select", "Select", "mouse-pointer-2", "V"),
    RailEntry("hand", "Hand", "hand", "H"),
    RailEntry("rect", "Rectangle", "square", "R", 1),
    RailEntry("ellipse", "Ellipse", "circle", "O", 1),
    RailEntry("diamond", "Diamond", "diamond", "D", 1),
    RailEntry("connector", "Connector", "spline", "A", 1),
    RailEntry("text", "Text", "type", "T", 1),
    RailEntry("note", "Note", "sticky-note", "N", 1),
    RailEntry("frame", "Frame", "frame", "F", 1),
)
RAIL_ACTIONS = (
    RailEntry("shortcuts", "Keyboard shortcuts", "keyboard", "?"),
    RailEntry("theme", "Switch between light and dark", "moon", "Ctrl+Shift+D"),
)
CONTEXT = (
    RailEntry("fill", "Fill", "palette"),
    RailEntry("duplicate", "Duplicate", "copy-plus", "Ctrl+D"),
    RailEntry("front", "Bring to front", "bring-to-front", "", 1),
    RailEntry("delete", "Delete", "trash-2", "Del", 2),
)
KINDS = ("rect", "round", "ellipse", "diamond", "para", "hex", "pill", "tri", "trap", "cross", "chevron", "arrow")
RECTANGLE = InspectorState(
    title="Rounded rectangle",
    count=1,
    values={
        "x": 710.0,
        "y": 222.0,
        "w": 150.0,
        "h": 64.0,
        "rotation": 0.0,
        "style.fill": "#e6e7fd",
        "style.fill_opacity": 100.0,
        "style.stroke": "#8f90d6",
        "style.stroke_opacity": 100.0,
        "style.stroke_width": 1.5,
        "style.dash": "solid",
        "style.radius": 8.0,
        "style.font_family": "Inter",
        "style.font_size": 13.0,
        "style.bold": True,
        "style.italic": False,
        "style.underline": False,
        "style.font_color": "#15171c",
        "style.align": "center",
        "style.valign": "middle",
    },
)
MIXED = InspectorState(
    title="3 shapes",
    count=3,
    values={"y": 100.0, "w": 80.0, "h": 80.0, "rotation": 0.0, "style.stroke": "none", "style.font_size": 12.0},
    mixed=frozenset({"x", "style.fill", "style.fill_opacity", "style.font_family", "style.dash", "style.stroke_width"}),
)


def paint_preview(painter: QPainter, kind: str, rect: QRect) -> None:
    """Paint an outline for the sample library."""
    points = {
        "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
        "para": ((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
        "hex": ((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)),
        "tri": ((0.5, 0), (1, 1), (0, 1)),
        "trap": ((0.2, 0), (0.8, 0), (1, 1), (0, 1)),
        "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    }
    if kind in points:
        painter.drawPolygon(
            QPolygonF([QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in points[kind]])
        )
    elif kind == "ellipse":
        painter.drawEllipse(rect)
    else:
        radius = {"round": 5.0, "pill": 10.0}.get(kind, 0.0)
        painter.drawRoundedRect(QRectF(rect), radius, radius)


def sample_categories() -> tuple[LibraryCategory, ...]:
    """Return a small library."""
    basic = tuple(LibraryShape(kind, kind.capitalize()) for kind in KINDS)
    flow = tuple(LibraryShape(f"flow.{kind}", f"Flow {kind}") for kind in KINDS[:5])
    return (
        LibraryCategory("basic", "Basic", basic),
        LibraryCategory("flowchart", "Flowchart", flow),
        LibraryCategory("uml", "UML", flow[:3], opened=False),
    )


class SampleCanvas(QWidget):
    """Stands where the canvas will be: dots, three shapes, and the floating bars."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Canvas")
        self.pages = PagesBar(self)
        self.zoom = ZoomBar(self)
        self.context = ContextBar(CONTEXT, self)
        self.toasts = ToastHost(self)
        self.pages.set_pages([PageTab("1", "Overview"), PageTab("2", "Payments & more"), PageTab("3", "Deploy")], "1")
        self.zoom.set_zoom(0.78)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bottom = self.height() - 16
        size = self.zoom.surface_size()
        self.pages.place(QPoint(16, bottom - self.pages.surface_size().height()), self.width() - size.width() - 44)
        self.zoom.place(QPoint(self.width() - 16 - size.width(), bottom - size.height()))
        neighbours = [QRect(420, 160, 118, 58), QRect(420, 340, 118, 58)]
        self.context.follow(QRect(420, 250, 118, 58), self.rect(), neighbours)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), color("canvas"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("dot"))
        for y in range(8, self.height(), 16):
            for x in range(8, self.width(), 16):
                painter.drawEllipse(QPointF(x, y), 1.0, 1.0)
        painter.setPen(color("accent"))
        painter.setBrush(color("accent_subtle"))
        for top in (160, 250, 340):
            painter.drawRoundedRect(420, top, 118, 58, 8, 8)


class EditorScreen(QWidget):
    """The editor window's parts put together."""

    def __init__(self, state: InspectorState = RECTANGLE, tab: str = "shapes") -> None:
        super().__init__()
        self.top = TopBar()
        self.top.set_menu(Menu("Menu", self))
        self.top.set_workspace("Personal")
        self.top.set_title("Checkout architecture")
        self.top.set_status("Saved locally · relay off", "ok")
        self.top.set_tabs([DocumentTab("a", "Checkout architecture"), DocumentTab("b", "Order life cycle")], "a")
        self.rail = ToolRail(TOOLS, RAIL_ACTIONS)
        self.rail.set_current("select")
        self.library = LibraryPanel(paint_preview)
        self.library.set_categories(sample_categories())
        self.layers = LayersPanel()
        self.layers.set_layers(
            [
                LayerItem("b", "Annotations", locked=True),
                LayerItem("a", "Background", active=True),
                LayerItem("c", "Old", False),
            ]
        )
        self.dock = LeftDock(self.library, self.layers, OutlinePanel())
        self.dock.show_tab(tab)
        self.canvas = SampleCanvas()
        self.inspector = Inspector(["Inter", "Arimo", "Newsreader"])
        self.inspector.show_selection(state)
        body = row(self.rail, self.dock, self.canvas, self.inspector, spacing=0)
        body.setStretch(2, 1)
        layout = column(self.top, spacing=0)
        layout.addLayout(body, 1)
        self.setLayout(layout)
        self.resize(1440, 900)


class EmptyCanvas(QWidget):
    """An empty page."""

    def __init__(self) -> None:
        super().__init__()
        empty = EmptyState(
            "shapes", "Start with a shape", "Press R for a rectangle, or drag one from the library.", "New"
        )
        self.setLayout(column(empty))
        self.resize(800, 500)


def sample_entries(count: int) -> list[DiagramEntry]:
    """Return diagrams with ages from minutes to weeks."""
    titles = ("Checkout architecture", "Order life cycle", "Kubernetes clusters", "Data model v3", "Onboarding flow")
    return [
        DiagramEntry(
            str(n), f"{titles[n % 5]}{f' {n}' if n >= 5 else ''}", NOW_MS - n * n * 97 * _MINUTE, starred=n % 4 == 1
        )
        for n in range(count)
    ]


def sample_thumbnail(document_id: str, _version: int) -> QImage | None:
    """Return a picture for most diagrams."""
    number = int(document_id)
    if number % 5 == 3:
        return None
    image = QImage(480, 240, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#8f90d6"))
    for place in range(2 + number % 3):
        painter.setBrush(QColor(("#E6E7FD", "#DDF3E4", "#FFEFD6", "#D7EFFE")[(number + place) % 4]))
        painter.drawRoundedRect(20 + place * 110, 90 + (place % 2) * 50, 90, 46, 8, 8)
    painter.end()
    return image


def home(count: int = 9, layout: str = "cards", query: str = "") -> HomeView:
    """Return the home screen with so many diagrams."""
    view = HomeView(lambda: NOW_MS)
    view.set_entries(sample_entries(count))
    view.set_thumbnails(sample_thumbnail)
    view.set_relay("Relay connected", "ok")
    view.set_account("Yara Olsen", "you@example.org", "yara", "Sign in…")
    view.set_layout(layout)
    view.resize(1440, 900)
    if query:
        view.header.search.setText(query)
        view.set_hits(query, [DiagramEntry("77", "Notes", NOW_MS, snippet="… the order of services in the checkout …")])
    return view


def editor_with_toast() -> EditorScreen:
    """Return the editor with a message."""
    screen = EditorScreen()
    screen.canvas.toasts.show(Message("2 shapes deleted", "success", "Undo", lambda: None), 0)
    return screen


def error_dialog() -> ErrorDialog:
    """Return an error with its details shown."""
    dialog = ErrorDialog(
        Problem(
            "This file cannot be opened",
            "“plan.drawio” is not a diagram: line 3 is not valid XML.",
            "Open it in a text editor, or choose another file.",
            "XMLSyntaxError: mismatched tag, line 3, column 12",
        )
    )
    dialog.toggle.click()
    return dialog


def create_dialog() -> CreatePassphraseDialog:
    """Return the first run's dialog half filled in."""
    dialog = CreatePassphraseDialog()
    dialog.field.edit.setText("plumb otter cello")
    return dialog


def wrong_passphrase() -> UnlockDialog:
    """Return the unlock dialog after a wrong passphrase."""
    dialog = UnlockDialog()
    dialog.show_wrong()
    return dialog


def color_picker() -> PickerBody:
    """Return what stands in a colour picker, over the standard palette."""
    palette = palette_of(None)
    theme = [(role.fill, role.name) for role in palette.roles] + [(role.stroke, role.name) for role in palette.roles]
    wish = ColorWish("#3f8f6b", lambda _c: None, lambda: None, lambda _c: None, 80.0, against="#15171c")
    body = PickerBody(wish, theme, ["#c2242a", "#0070d1"])
    set_surface(body, "panel")
    body.setFixedWidth(256)
    return body


def text_bar() -> TextBar:
    """Return the bar of text formats as it is over bold text in a list."""
    bar = TextBar(["Inter", "Arimo"])
    bar.show_text({"bold", "bullet", "left"}, "Inter", 13.0, {"color": "#15171c"})
    return bar


def styled_inspector() -> Inspector:
    """Return the inspector over shapes with gradients, sketched ones among them."""
    palette = palette_of(None)
    quick = [QuickStyle(r.id, r.name, r.fill, r.stroke, r.text) for r in palette.roles]
    inspector = Inspector(["Inter", "Arimo"], styles=quick)
    values = {
        **RECTANGLE.values,
        "fill.kind": "linear",
        "style.gradient": "#ffffff",
        "style.gradient_direction": "south",
        "style.opacity": 100.0,
        "style.shadow": True,
        "style.glass": False,
        "param.jiggle": 1.0,
        "param.fill_style": "hachure",
        "param.hachure_angle": -41.0,
        "text.weight": 700.0,
        "text.any": True,
        "mark.list": "bullet",
        "text.position": "inside",
        "text.flow": "wrap",
        "style.spacing": 4.0,
        "style.spacing_left": 12.0,
    }
    inspector.show_selection(InspectorState("2 selected", 2, values=values, mixed=frozenset({"style.sketch"})))
    inspector.resize(264, 1240)
    return inspector


SCREENS: dict[str, Callable[[], QWidget]] = {
    "editor": EditorScreen,
    "editor-page": lambda: EditorScreen(InspectorState()),
    "editor-mixed-layers": lambda: EditorScreen(MIXED, "layers"),
    "editor-toast": editor_with_toast,
    "inspector-styles": styled_inspector,
    "color-picker": color_picker,
    "text-bar": text_bar,
    "empty-canvas": EmptyCanvas,
    "home": home,
    "home-rows": lambda: home(20, "rows"),
    "home-search": lambda: home(9, query="order"),
    "home-empty": lambda: home(0),
    "dialog-create": create_dialog,
    "dialog-unlock": wrong_passphrase,
    "dialog-error": error_dialog,
    "dialog-export": lambda: ExportDialog(["Overview", "Payments"]),
    "dialog-confirm": lambda: ConfirmDialog(delete_for_ever("Order life cycle")),
    **ACCOUNT_SCREENS,
    "dialog-about": lambda: AboutDialog([("AIO Canvas", "0.1.0"), ("Python", "3.11.7"), ("Qt", "6.11.3")]),
}
