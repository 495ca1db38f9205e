"""The panel at the end of the window: Design, Comments, History."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from app.panels.comments_panel import CommentsPanel
from app.panels.history_panel import HistoryPanel
from app.panels.inspector_arrange import ArrangeSection
from app.panels.inspector_connector import ConnectorSection
from app.panels.inspector_effects import EffectsSection
from app.panels.inspector_page import PageSection
from app.panels.inspector_paint import FillSection, StrokeSection
from app.panels.inspector_section import InspectorSection
from app.panels.inspector_state import InspectorState, PageState
from app.panels.inspector_style import StyleSection
from app.panels.inspector_text import TextSection
from app.theme.fonts import FontKind
from app.widgets.buttons import ToolButton
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_wish import PickColor
from app.widgets.labels import ElidedLabel
from app.widgets.layout import column, holder, row, set_surface
from app.widgets.menu import Menu
from app.widgets.quick_styles import QuickStyle
from app.widgets.segmented import Segment, SegmentedControl
from app.widgets.separator import horizontal_line

Section: TypeAlias = ArrangeSection | StyleSection | FillSection | StrokeSection | EffectsSection | TextSection
WIDTH = 264
TABS = ("design", "comments", "history")


def _scrolling(content: QWidget) -> QScrollArea:
    set_surface(content, "clear")
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class Inspector(QWidget):
    """Shows the selection and says what the user wants to change about it.

    Signals:
        edited: (flat document key, value) for everything selected.
        previewed: the same while something is dragged; the document is not to be touched yet.
        preview_ended: what was previewed does not count.
        page_edited: (page key, value).
        action_requested: do what the menu's action with this id does.
        align_requested: left, center, right, top, middle or bottom.
        distribute_requested: horizontal or vertical.
        order_requested: front, forward, backward or back.
        lock_requested: lock (True) or unlock the selection.
        tab_changed: design, comments or history is in front now.
    """

    edited = Signal(str, object)
    previewed = Signal(str, object)
    preview_ended = Signal()
    page_edited = Signal(str, object)
    action_requested = Signal(str)
    align_requested = Signal(str)
    distribute_requested = Signal(str)
    order_requested = Signal(str)
    lock_requested = Signal(bool)
    tab_changed = Signal(str)

    def __init__(
        self,
        families: Sequence[str],
        pick: PickColor = pick_with_popup,
        styles: Sequence[QuickStyle] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make an inspector without a selection.

        Args:
            families: typefaces on offer.
            pick: how the user picks from all colours.
            styles: quick styles; those of another palette have to be as many.
            parent: owner.
        """
        super().__init__(parent)
        set_surface(self, "right")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Inspector"))
        self.tabs = SegmentedControl(
            self.tr("Inspector"),
            (
                Segment("design", self.tr("Design")),
                Segment("comments", self.tr("Comments")),
                Segment("history", self.tr("History")),
            ),
        )
        self.arrange = ArrangeSection()
        self.style_section = StyleSection(styles)
        self.connector = ConnectorSection()
        self.fill = FillSection(pick)
        self.stroke = StrokeSection(pick)
        self.effects = EffectsSection()
        self.text = TextSection(families, pick)
        self.page = PageSection(pick)
        self.title = ElidedLabel("", FontKind.STRONG)
        self.lock = ToolButton("lock-open", self.tr("Lock"))
        self.more = ToolButton("ellipsis", self.tr("More"))
        self.comments = CommentsPanel()
        self.history = HistoryPanel()
        self._stack = QStackedWidget()
        for view in (self._design(), self.comments, self.history):
            self._stack.addWidget(view)
        head = holder(row(self.tabs, margins=(12, 10, 12, 10)))
        self.setLayout(column(head, horizontal_line(), self._stack, spacing=0))
        self._state = InspectorState()
        self._connect()
        self.show_tab("design")
        self.show_selection(InspectorState())

    def _design(self) -> QWidget:
        self._selection_tools = holder(row(self.lock, self.more, spacing=0))
        head = holder(row(self.title, None, self._selection_tools, margins=(16, 0, 8, 0), spacing=0))
        head.setFixedHeight(44)
        self._lines = {section: horizontal_line() for section in self._sections()[1:]}
        items: list[QWidget | None] = []
        for section in self._sections():
            items += [self._lines[section], section] if section in self._lines else [section, self.connector]
        self._selected = _scrolling(holder(column(*items, None, spacing=0)))
        self._unselected = _scrolling(self.page)
        return holder(column(head, horizontal_line(), self._selected, self._unselected, spacing=0))

    def _sections(self) -> tuple[Section, ...]:
        """Return the sections of a selection, from top to bottom."""
        return (self.arrange, self.style_section, self.fill, self.stroke, self.effects, self.text)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.arrange.edited.connect(self.edited)
        self.arrange.previewed.connect(self.previewed)
        for section in self._sections():
            if isinstance(section, InspectorSection):
                section.edited.connect(self.edited)
                section.previewed.connect(self.previewed)
                section.preview_ended.connect(self.preview_ended)
        self.page.edited.connect(self.page_edited)
        self.page.action_requested.connect(self.action_requested)
        self.arrange.align_requested.connect(self.align_requested)
        self.arrange.distribute_requested.connect(self.distribute_requested)
        self.arrange.order_requested.connect(self.order_requested)
        self.lock.clicked.connect(lambda: self.lock_requested.emit(not self._state.locked))
        self.more.clicked.connect(lambda: self.menu().popup(self.more.menu_point()))

    def menu(self) -> Menu:
        """Return the menu of the selection: what there is no button for."""
        menu = Menu(self.tr("Selection"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.add(self.tr("Bring forward"), lambda: self.order_requested.emit("forward"), "move-up")
        menu.add(self.tr("Send backward"), lambda: self.order_requested.emit("backward"), "move-down")
        return menu

    @property
    def tab(self) -> str:
        """Which tab is in front: design, comments or history."""
        return TABS[self._stack.currentIndex()]

    def show_tab(self, id_: str) -> None:
        """Bring design, comments or history to the front."""
        self.tabs.set_current(id_)
        self._stack.setCurrentIndex(TABS.index(id_))
        self.tab_changed.emit(id_)

    def set_read_only(self, on: bool) -> None:
        """Show values without letting anybody change them; they can still be scrolled."""
        for area in (self._selected, self._unselected):
            content = area.widget()
            if content is not None:
                content.setEnabled(not on)
        self._selection_tools.setEnabled(not on)

    def show_selection(self, state: InspectorState) -> None:
        """Show a selection; with nothing selected the page's settings. Emits nothing."""
        self._state = state
        selected = state.count > 0
        self.title.setText(state.title if selected else self.tr("Page"))
        self._selection_tools.setVisible(selected)
        self._selected.setVisible(selected)
        self._unselected.setVisible(not selected)
        if not selected:
            return
        self.lock.set_icon("lock" if state.locked else "lock-open")
        self.lock.set_name(self.tr("Unlock") if state.locked else self.tr("Lock"))
        for section in self._sections():
            section.show_state(state)
            section.setEnabled(not state.locked)
        for below, line in self._lines.items():
            line.setVisible(not below.isHidden())

    def show_page(self, page: PageState) -> None:
        """Show the settings of the page in front; emits nothing."""
        self.page.show_page(page)
