"""Between the find panel and the editor in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer

from app.actions.registry import ActionRegistry, Binding
from app.panels.find_panel import WIDTH_PX, FindPanel, FoundRow
from app.workbench.canvas_area import CanvasArea
from app.workbench.open_tab import OpenTab
from canvas.commands import finding
from canvas.commands.finding import Found, Place
from canvas.commands.outline import kind_name
from canvas.kernels.text_search import Query
from canvas.model.records import Value

EDGE_PX = 16
AGAIN_MS = 150
"""So long after a change of the document it is searched again."""


class FindLink(QObject):
    """Searches, shows what is found and replaces it."""

    def __init__(self, area: CanvasArea, front: Callable[[], OpenTab | None], clock: Callable[[], float]) -> None:
        """Make the panel over the canvases.

        Args:
            area: of all canvases.
            front: returns the tab in front, None on the home screen.
            clock: seconds, monotonic.
        """
        super().__init__(area)
        self._area = area
        self._front = front
        self._clock = clock
        self._found = Found()
        self._at = -1
        self._values: dict[str, Value] = {}
        names = (
            self.tr("Fill"),
            self.tr("Outline"),
            self.tr("Outline width"),
            self.tr("Dashes"),
            self.tr("Font"),
            self.tr("Text size"),
            self.tr("Text colour"),
            self.tr("Opacity"),
            self.tr("Kind of shape"),
        )
        self.panel = FindPanel(tuple(zip(finding.STYLE_KEYS, names, strict=True)), area)
        self.panel.asked.connect(self.search)
        self.panel.style_key_chosen.connect(lambda _key: self._offer_values())
        self.panel.stepped.connect(self.step)
        self.panel.chosen.connect(self._go)
        self.panel.replace_asked.connect(self.replace)
        self.panel.replace_all_asked.connect(self.replace_all)
        self.panel.closed.connect(self._focus_canvas)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AGAIN_MS)
        self._soon.timeout.connect(self.search)
        area.installEventFilter(self)

    # ------------------------------------------------------------------ asked from outside

    def open(self) -> None:
        """Show the panel; one selected shape's text is not taken over, since one looks for something else as a rule."""
        self._place()
        self.panel.open_panel()
        self.search()

    def follow(self) -> None:
        """Search again soon, since the document or the tab in front is another one."""
        if self.panel.isVisible():
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel in its corner."""
        if watched is self._area and event.type() == QEvent.Type.Resize and self.panel.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.panel.settle()
        self.panel.setFixedWidth(WIDTH_PX + self.panel.sizeHint().width() - self.panel.surface_size().width())
        left = EDGE_PX if self._area.isRightToLeft() else self._area.width() - WIDTH_PX - EDGE_PX
        self.panel.place(QPoint(left, EDGE_PX), WIDTH_PX)

    def _focus_canvas(self) -> None:
        tab = self._front()
        if tab is not None:
            tab.view.setFocus()

    # ------------------------------------------------------------------ searching

    @property
    def has_found(self) -> bool:
        """Tell whether there is a place to go to."""
        return self.panel.isVisible() and bool(self._found.places)

    @property
    def query(self) -> Query:
        """What is looked for."""
        panel = self.panel
        return Query(panel.search.text(), panel.option("case"), panel.option("words"), panel.option("regex"))

    def _scope(self) -> str:
        return self.panel.scope.current() or finding.PAGE

    def _looks_for_style(self) -> bool:
        return self.panel.mode.current() == "style"

    def _offer_values(self) -> None:
        tab = self._front()
        if tab is None:
            return
        found = finding.style_values(tab.editor, self._key(), self._scope())
        self._values = {str(value): value for value, _ in found}
        self.panel.set_values([(str(value), f"{_shown(value)} ({count})") for value, count in found])

    def _key(self) -> str:
        return self.panel.key.current() or finding.STYLE_KEYS[0]

    def search(self) -> None:
        """Search anew and show what is found."""
        tab = self._front()
        if tab is None or not self.panel.isVisible():
            return
        before = self._found.places[self._at] if 0 <= self._at < len(self._found.places) else None
        if self._looks_for_style():
            self._offer_values()
            value = self._values.get(self.panel.value.current() or "")
            self._found = (
                Found() if value is None else finding.find_style(tab.editor, self._key(), value, self._scope())
            )
        elif not self.panel.search.text():
            self._found = Found()
        else:
            self._found = finding.find_text(tab.editor, self.query, self._scope(), self._clock)
        self._at = self._found.places.index(before) if before in self._found.places else -1
        self._show(tab)

    def _show(self, tab: OpenTab) -> None:
        names = {i: page.name for i, page in tab.editor.records.pages.items()}
        several = self._scope() == finding.ALL_PAGES
        rows = [FoundRow(self._row_text(tab, p), names.get(p.page, "") if several else "") for p in self._found.places]
        self.panel.show_found(rows, self._status(), self._at)
        kind = self._looks_for_style() and self._key() == "kind"
        free = bool(rows) and not tab.editor.read_only and not kind
        self.panel.set_possible(one=free, every=free)
        self._place()

    def _row_text(self, tab: OpenTab, place: Place) -> str:
        """Return what was found with what stands around it; of a shape without text what it is."""
        text = f"{place.before}{place.text}{place.after}".strip()
        return text or kind_name(tab.editor.records.shapes[place.shape].kind)

    def _status(self) -> str:
        if self._found.refused:
            return self._found.refused
        if not self._looks_for_style() and not self.panel.search.text():
            return self.tr("Finds text in all shapes and connectors.")
        count = len(self._found.places)
        text = self.tr("%n found", "", count) if count else self.tr("Nothing found")
        return text if self._found.complete else self.tr("%1, and there may be more").replace("%1", text)

    # ------------------------------------------------------------------ going and replacing

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place; goes round at the end."""
        if self._found.places:
            self._go((self._at + by) % len(self._found.places) if self._at >= 0 else (0 if by > 0 else -1))

    def _go(self, index: int) -> None:
        tab = self._front()
        if tab is None or not self._found.places:
            return
        self._at = index % len(self._found.places)
        self.panel.set_current(self._at)
        finding.reveal(tab.editor, self._found.places[self._at])

    def replace(self) -> None:
        """Replace the current place and go to the next one; with none yet, go to the first."""
        tab = self._front()
        if tab is None or not self._found.places:
            return
        if self._at < 0:
            self.step(1)
            return
        place, at = self._found.places[self._at], self._at
        if self._looks_for_style():
            count, refused = self._replace_style(tab, place), ""
        else:
            template = self.panel.template.text()
            count, refused = finding.replace_text(tab.editor, self.query, template, self._scope(), place)
        self._at = -1
        self.search()
        self._report(count, refused)
        if self._found.places and not refused:
            self._go(min(at, len(self._found.places) - 1))

    def replace_all(self) -> None:
        """Replace everything found, as one step of undo."""
        tab = self._front()
        if tab is None or not self._found.places:
            return
        if self._looks_for_style():
            count, refused = self._replace_style(tab, None), ""
        else:
            count, refused = finding.replace_text(tab.editor, self.query, self.panel.template.text(), self._scope())
        self._at = -1
        self.search()
        self._report(count, refused)

    def _replace_style(self, tab: OpenTab, place: Place | None) -> int:
        old = self._values.get(self.panel.value.current() or "")
        new = _typed(self.panel.new_value.text(), old)
        if new is None:
            self.panel.set_status(self.tr("Type a new value like “%1”.").replace("%1", _shown(old)))
            return -1
        only = None if place is None else (place.shape,)
        return finding.replace_style(tab.editor, self._key(), old, new, self._scope(), only)

    def _report(self, count: int, refused: str) -> None:
        if refused:
            self.panel.set_status(refused)
        elif count == 0:
            self.panel.set_status(self.tr("Nothing was replaced"))
        elif count > 0:
            self.panel.set_status(self.tr("%n replaced", "", count))
        self._place()


def bind_find(registry: ActionRegistry, find: FindLink, front: Callable[[], OpenTab | None]) -> None:
    """Bind what opens the panel and goes from place to place."""
    registry.bind("edit.find", Binding(find.open, lambda: front() is not None))

    def going(by: int) -> Binding:
        why = QCoreApplication.translate("FindLink", "Nothing has been found yet")
        return Binding(lambda: find.step(by), lambda: front() is not None and find.has_found, why=lambda: why)

    registry.bind("edit.find_next", going(1))
    registry.bind("edit.find_previous", going(-1))


def _shown(value: Value) -> str:
    """Return a style's value as people read it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _typed(text: str, like: Value) -> Value:
    """Return a typed value of the same type as another one, None when it is none."""
    text = text.strip()
    if isinstance(like, float):
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return None
        return number if 0 <= number < 1e6 else None
    if isinstance(like, str) and like.startswith("#"):
        word = text.lower()
        short = len(word) == 4 and word.startswith("#")
        word = "#" + "".join(c * 2 for c in word[1:]) if short else word
        is_color = len(word) == 7 and word[0] == "#" and all(c in "0123456789abcdef" for c in word[1:])
        return word if is_color or word in {"none", "default"} else None
    return text or None
