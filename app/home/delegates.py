"""How one diagram is painted: as a card with its picture, or as a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.home.diagram_model import DETAIL_ROLE, DiagramModel
from app.home.entries import DiagramEntry
from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon
from app.theme.palette import color, current_tokens
from app.theme.tokens import CONTROL_HEIGHT, RADIUS_CARD, RADIUS_CONTROL, RADIUS_ITEM

Index = QModelIndex | QPersistentModelIndex
THUMBNAIL_HEIGHT = 128
CARD_HEIGHT = 184
GAP = 16
ROW_HEIGHT = 52
_DOT_STEP = 12
_BEGINNING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)


def _is(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _draw_line(painter: QPainter, rect: QRect, text: str, kind: FontKind, shade: str) -> None:
    """Paint one line, cut at the end of its room."""
    painter.setFont(ui_font(kind))
    painter.setPen(color(shade))
    painter.drawText(
        rect, _BEGINNING, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    )


def _draw_dots(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QPen(color("dot"), 1))
    for y in range(rect.top() + 6, rect.bottom(), _DOT_STEP):
        for x in range(rect.left() + 6, rect.right(), _DOT_STEP):
            painter.drawPoint(x, y)


def _draw_picture(painter: QPainter, rect: QRect, picture: QImage | None) -> None:
    """Paint a diagram's picture as large as it fits, or a sign that there is none yet."""
    if picture is None or picture.isNull():
        side = min(28, rect.height() // 2)
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        draw_icon(painter, "shapes", box, current_tokens().border_strong)
        return
    room = QSize(rect.width(), rect.height())
    size = picture.size() / picture.devicePixelRatioF()
    if size.width() > room.width() or size.height() > room.height():
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, picture)


class _TitleDelegate(QStyledItemDelegate):
    """What both ways of painting share: the editor of the title."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make the field in which a title is typed."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the diagram"))
        editor.setFont(ui_font(FontKind.STRONG))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the title into the field."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(int(Qt.ItemDataRole.EditRole))))
            editor.selectAll()


class CardDelegate(_TitleDelegate):
    """Paints cards; the view sets how wide they are."""

    def __init__(self, model: DiagramModel, parent: QWidget | None = None) -> None:
        """Take pictures from this model."""
        super().__init__(parent)
        self._model = model
        self._cell_width = 280

    def set_cell_width(self, width: int) -> None:
        """Set the width of a card with the gap that follows it, in pixels."""
        self._cell_width = width

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a card with the gaps after and below it."""
        return QSize(self._cell_width, CARD_HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        entry = self._model.entry(index)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = card_rect(option.rect)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(outline, color("raised"))
        self._paint_picture(painter, outline, card, entry)
        self._paint_texts(painter, card, entry, str(index.data(DETAIL_ROLE)))
        painter.setPen(_rim(option))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.restore()

    def _paint_picture(self, painter: QPainter, outline: QPainterPath, card: QRect, entry: DiagramEntry) -> None:
        area = QRect(card.left(), card.top(), card.width(), THUMBNAIL_HEIGHT)
        painter.save()
        painter.setClipPath(outline)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, color("canvas"))
        _draw_dots(painter, area)
        _draw_picture(painter, area.adjusted(14, 12, -14, -12), self._model.thumbnail(entry))
        painter.restore()
        painter.fillRect(QRect(card.left(), area.bottom(), card.width(), 1), color("border_subtle"))

    def _paint_texts(self, painter: QPainter, card: QRect, entry: DiagramEntry, detail: str) -> None:
        text = QRect(card.left() + 14, card.top() + THUMBNAIL_HEIGHT + 9, card.width() - 28, 20)
        if entry.starred:
            star = QRect(card.right() - 14 - 15, text.top() + 2, 15, 15)
            draw_icon(painter, "star", star, current_tokens().warning, filled=True)
            text.setWidth(text.width() - 22)
        _draw_line(painter, text, entry.shown_title, FontKind.STRONG, "text")
        below = QRect(card.left() + 14, text.bottom() + 1, card.width() - 28, 18)
        _draw_line(painter, below, detail, FontKind.SMALL, "text3")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Put the field over the title."""
        card = card_rect(option.rect)
        editor.setGeometry(card.left() + 6, card.top() + THUMBNAIL_HEIGHT + 5, card.width() - 12, CONTROL_HEIGHT)


def card_rect(cell: QRect) -> QRect:
    """Return the card in its cell: the gap is after and below it."""
    return cell.adjusted(0, 0, -GAP, -GAP)


def _rim(option: QStyleOptionViewItem) -> QPen:
    if _is(option, QStyle.StateFlag.State_HasFocus):
        return QPen(color("accent_ring"), 2)
    if _is(option, QStyle.StateFlag.State_Selected):
        return QPen(color("accent"), 1.5)
    return QPen(color("border_strong" if _is(option, QStyle.StateFlag.State_MouseOver) else "border"), 1)


class RowDelegate(_TitleDelegate):
    """Paints rows: a small picture, the title, and what there is to say about it."""

    def __init__(self, model: DiagramModel, parent: QWidget | None = None) -> None:
        """Take pictures from this model."""
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        entry = self._model.entry(index)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(0, 1, -GAP, -1)
        self._paint_ground(painter, option, rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        picture = QRect(rect.right() - 68 if rtl else rect.left() + 8, rect.top() + 6, 60, rect.height() - 12)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("canvas"))
        painter.drawRoundedRect(QRectF(picture).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        _draw_picture(painter, picture.adjusted(4, 4, -4, -4), self._model.thumbnail(entry))
        text = rect.adjusted(12, 0, -84, 0) if rtl else rect.adjusted(84, 0, -12, 0)
        if entry.starred:
            end = text.left() if rtl else text.right() - 15
            draw_icon(painter, "star", QRect(end, text.center().y() - 7, 15, 15), current_tokens().warning, True)
            text = text.adjusted(24, 0, 0, 0) if rtl else text.adjusted(0, 0, -24, 0)
        half = text.height() // 2
        _draw_line(painter, text.adjusted(0, 5, 0, -half + 2), entry.shown_title, FontKind.STRONG, "text")
        detail = str(index.data(DETAIL_ROLE))
        _draw_line(painter, text.adjusted(0, half - 1, 0, -5), detail, FontKind.SMALL, "text3")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        ground = QColor(Qt.GlobalColor.transparent)
        if _is(option, QStyle.StateFlag.State_Selected):
            ground = color("active")
        elif _is(option, QStyle.StateFlag.State_MouseOver):
            ground = color("hover")
        focused = _is(option, QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(color("accent_ring"), 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_ITEM, RADIUS_ITEM)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Put the field over the title."""
        rect: QRect = option.rect
        editor.setGeometry(rect.left() + 78, rect.top() + 2, min(420, rect.width() - 120), CONTROL_HEIGHT)
