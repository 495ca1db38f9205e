"""How a row of the palette is painted: icon or outline, the title with the found letters, and the key at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.palette.items import Answer
from app.panels.shape_grid import PaintPreview
from app.theme.fonts import FontKind, sized_font, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.theme.tokens import ICON_LARGE, RADIUS_ITEM
from app.widgets.key_caps import caps_width, paint_caps

ROW_PX, HEADING_PX = 38, 28
ANSWER = int(Qt.ItemDataRole.UserRole)
NOTE = int(Qt.ItemDataRole.UserRole) + 1
"""What an item is, said at the end of its row."""
_LEFT, _TEXT, _RIGHT, _GAP = 12, 42, 12, 16
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class PaletteRows(QStyledItemDelegate):
    """Paints headings and answers."""

    def __init__(self, paint_preview: PaintPreview, parent: QWidget | None = None) -> None:
        """Take outlines of shapes from a callback."""
        super().__init__(parent)
        self._paint_preview = paint_preview

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, ROW_PX if index.data(ANSWER) is not None else HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        answer = index.data(ANSWER)
        if not isinstance(answer, Answer):
            painter.setFont(ui_font(FontKind.CAPTION))
            painter.setPen(color("text3"))
            painter.drawText(rect.adjusted(_LEFT, 4, -_RIGHT, 0), _MIDDLE, str(index.data()))
        else:
            self._paint_ground(painter, option, rect)
            self._paint_picture(painter, answer, rect)
            end = self._paint_end(painter, answer, str(index.data(NOTE) or ""), rect)
            _paint_title(painter, answer, rect.adjusted(_TEXT, 0, -(rect.right() - end) - _GAP, 0))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("active" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), RADIUS_ITEM, RADIUS_ITEM)

    def _paint_picture(self, painter: QPainter, answer: Answer, rect: QRect) -> None:
        item, tokens = answer.item, current_tokens()
        box = QRect(rect.left() + _LEFT, rect.center().y() - ICON_LARGE // 2, ICON_LARGE, ICON_LARGE)
        if item.kind:
            painter.setPen(QPen(QColor(tokens.text2), 1.25))
            self._paint_preview(painter, item.kind, box.adjusted(-1, 1, 1, -1))
        else:
            shade = tokens.text_disabled if item.reason else tokens.text2
            draw_icon(painter, item.icon or "corner-down-right", box, shade)

    @staticmethod
    def _paint_end(painter: QPainter, answer: Answer, note: str, rect: QRect) -> int:
        """Paint the key, or why it cannot be done, or what it is; return where that begins."""
        item = answer.item
        if item.key and not item.reason:
            left = rect.right() - _RIGHT - caps_width(item.key)
            paint_caps(painter, left, rect.center().y() + 1, item.key)
            return left
        text = item.reason or note
        metrics = QFontMetrics(ui_font(FontKind.SMALL))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() // 2)
        left = rect.right() - _RIGHT - metrics.horizontalAdvance(shown)
        painter.setFont(ui_font(FontKind.SMALL))
        # The token for faint text is too faint on the ground of the chosen row.
        painter.setPen(color("text2"))
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), _MIDDLE, shown)
        return left


def _paint_title(painter: QPainter, answer: Answer, rect: QRect) -> None:
    """Paint the title; the letters that were found are heavier."""
    plain, found = ui_font(FontKind.STRONG), sized_font(13, 700)
    title = QFontMetrics(plain).elidedText(answer.item.title, Qt.TextElideMode.ElideRight, rect.width())
    places, left = frozenset(answer.match.places), rect.left()
    painter.setPen(color("text3" if answer.item.reason else "text"))
    for run, is_found in _runs(title, places):
        font = found if is_found else plain
        painter.setFont(font)
        painter.drawText(QRect(left, rect.top(), rect.width(), rect.height()), _MIDDLE, run)
        left += QFontMetrics(font).horizontalAdvance(run)


def _runs(text: str, places: frozenset[int]) -> list[tuple[str, bool]]:
    """Return the text in pieces, each found or not."""
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        is_found = place in places
        if runs and runs[-1][1] == is_found:
            runs[-1] = (runs[-1][0] + letter, is_found)
        else:
            runs.append((letter, is_found))
    return runs
