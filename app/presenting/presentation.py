"""The presentation: slides over the whole screen, turned by keys and clicks, with a laser pointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.canvas_view.event_adapter import pointer_event
from app.canvas_view.overlay_painter import OverlayColors, OverlayPainter
from app.presenting.picture import SlidePicture, paint_slide
from app.theme.fonts import FontKind, ui_font
from canvas.commands.slides import Slide
from canvas.drawing.color import parse
from canvas.editor.editor import Editor
from canvas.qt.painter import PaintTools
from canvas.tools.events import DOWN, MOVE, UP
from canvas.tools.laser import Laser

_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_N}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_P}
_FRAME_MS = 16
COUNTER_MS = 1500
"""How long the number of a slide is shown after turning to it."""


class Presentation(QWidget):
    """A window of its own that shows slides.

    Left click and the keys for onwards show the next slide, right click and those for back the one before; Home and End the outermost.
    L takes the laser in hand: dragging then leaves light instead of turning. B makes the screen black. Escape ends.

    Signals:
        ended(): the window is closed.
        turned(int): the number of the slide now shown, from 0.
    """

    ended = Signal()
    turned = Signal(int)

    def __init__(
        self, editor: Editor, slides: Sequence[Slide], tools: PaintTools, clock: Callable[[], float], start: int = 0
    ) -> None:
        """Prepare a presentation.

        Args:
            editor: of the diagram; only read.
            slides: at least one.
            tools: text engine and pictures.
            clock: seconds, monotonic.
            start: number of the first slide shown.
        """
        super().__init__(None, Qt.WindowType.Window)
        self._editor, self._slides, self._tools, self._clock = editor, slides, tools, clock
        self._at = start
        self._pictures: dict[int, SlidePicture] = {}
        self._laser: Laser | None = None
        self._is_black = False
        self.setWindowTitle(self.tr("Presentation"))
        self.setAccessibleName(self.tr("Presentation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._fading = QTimer(self)
        self._fading.setInterval(_FRAME_MS)
        self._fading.timeout.connect(self._fade)
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.timeout.connect(self.update)
        self._announce()

    @property
    def at(self) -> int:
        """Number of the slide shown, from 0."""
        return self._at

    @property
    def slide(self) -> Slide:
        """The slide shown."""
        return self._slides[self._at]

    @property
    def is_black(self) -> bool:
        """Tell whether the screen is black for now."""
        return self._is_black

    @property
    def has_laser(self) -> bool:
        """Tell whether the laser is in hand."""
        return self._laser is not None

    def turn(self, by: int) -> None:
        """Show a slide so many further on (negative: back); stays within the presentation."""
        self.show_slide(self._at + by)

    def show_slide(self, number: int) -> None:
        """Show a slide by its number from 0; a number beyond the ends shows the outermost one."""
        number = min(max(number, 0), len(self._slides) - 1)
        self._is_black = False
        if number != self._at:
            self._at = number
            self.turned.emit(number)
        self._announce()

    def _announce(self) -> None:
        text = self.tr("Slide %1 of %2: %3")
        text = text.replace("%1", str(self._at + 1)).replace("%2", str(len(self._slides)))
        self.setAccessibleDescription(text.replace("%3", self.slide.title))
        self._counter.start(COUNTER_MS)
        self.update()

    # ------------------------------------------------------------------ hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, end, or take the laser."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in _ON:
            self.turn(1)
        elif key in _BACK:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            self.show_slide(0)
        elif key == Qt.Key.Key_End:
            self.show_slide(len(self._slides) - 1)
        elif key in {Qt.Key.Key_L, Qt.Key.Key_K}:
            self._toggle_laser()
        elif key in {Qt.Key.Key_B, Qt.Key.Key_Period}:
            self._is_black = not self._is_black
            self.update()
        else:
            super().keyPressEvent(event)

    def _toggle_laser(self) -> None:
        self._laser = None if self._laser is not None else Laser()
        self.setCursor(Qt.CursorShape.CrossCursor if self._laser is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw light, or turn."""
        if self._laser is not None:
            self._point(event, DOWN)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.turn(1)
        elif event.button() == Qt.MouseButton.RightButton:
            self.turn(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw light."""
        self._point(event, MOVE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop drawing light."""
        self._point(event, UP)

    def _point(self, event: QMouseEvent, kind: str) -> None:
        if self._laser is None:
            return
        self._laser.pointer(pointer_event(event, kind, self._picture().camera, self._clock() * 1000.0))
        if self._laser.preview().fading:
            self._fading.start()
        self.update()

    def _fade(self) -> None:
        if self._laser is None or not self._laser.tick(self._clock() * 1000.0):
            self._fading.stop()
        self.update()

    # ------------------------------------------------------------------ painting

    def _picture(self) -> SlidePicture:
        """Return the painted slide; the last few are kept."""
        found = self._pictures.get(self._at)
        if found is None:
            while len(self._pictures) > 2:
                self._pictures.pop(next(iter(self._pictures)))
            size = (max(1, self.width()), max(1, self.height()))
            scene = self._editor.scene_of(self.slide.page)
            found = paint_slide(self.slide, scene, self._tools, size, self.devicePixelRatioF(), self._paper())
            self._pictures[self._at] = found
        return found

    def _paper(self) -> str:
        """Return the page's own colour, else that of the paper."""
        page = self._editor.records.pages.get(self.slide.page)
        scheme = self._editor.scheme
        own = parse(str(page.get("background", "none")), scheme.value == "dark") if page is not None else None
        return scheme.paper if own is None or own == "default" else own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide, the light and the number."""
        painter = QPainter(self)
        if self._is_black:
            painter.fillRect(event.rect(), QColor("#000000"))
            return
        picture = self._picture()
        painter.drawImage(0, 0, picture.image)
        if self._laser is not None:
            font = ui_font(FontKind.CAPTION)
            figures = self._laser.preview().figures
            OverlayPainter(picture.camera, OverlayColors(), font).paint(painter, figures)
        if self._counter.isActive():
            self._paint_number(painter)

    def _paint_number(self, painter: QPainter) -> None:
        text = f"{self._at + 1} / {len(self._slides)}"
        painter.setFont(ui_font(FontKind.STRONG))
        width = painter.fontMetrics().horizontalAdvance(text) + 24
        place = QRect((self.width() - width) // 2, self.height() - 48, width, 28)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(place, 14, 14)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the slides for the new size."""
        self._pictures.clear()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is over."""
        self._fading.stop()
        self._counter.stop()
        self.ended.emit()
        super().closeEvent(event)
