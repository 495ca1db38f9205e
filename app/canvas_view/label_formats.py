"""Between rich-text marks and the formats of a QTextDocument.

Every character's exact marks travel inside its format as a property, so that what is read back is what the document had: sizes
are scaled for the zoom on the screen, and reading them from the font would bring back rounded numbers. The marks of a paragraph
travel in its block's format.
"""

from __future__ import annotations

import json
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
    QTextOption,
)

from canvas.drawing.style import ColorScheme, color
from canvas.drawing.text import CODE_FAMILY, LINK_COLOR, LIST_INDENT, Font, TextBlock
from canvas.kernels.paragraphs import Paragraph, Paragraphs, label_of, paragraphs_of
from canvas.model.records import RichText, Run, Scalar
from canvas.qt.fonts import qt_font

Marks: TypeAlias = tuple[tuple[str, Scalar], ...]
MARKS_PROPERTY = int(QTextFormat.Property.UserProperty) + 1
PARAGRAPH_PROPERTY = int(QTextFormat.Property.UserProperty) + 2
POINTS_PER_INCH = 72.0
_SEPARATORS = {"\u2028": "\n", "\u2029": "\n"}
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_BULLETS = {"bullet": QTextListFormat.Style.ListDisc, "ordered": QTextListFormat.Style.ListDecimal}


def with_mark(marks: Marks, name: str, value: Scalar | None) -> Marks:
    """Return marks with one set, or removed with None or False."""
    return _set(marks, name, None if value is False else value)


def switched(marks: Marks, name: str, on: bool, base: bool) -> Marks:
    """Return marks with a yes-or-no one that says so, as shortly as the label's own style (`base`) allows."""
    return _set(marks, name, None if on == base else on)


def _set(marks: Marks, name: str, value: Scalar | None) -> Marks:
    kept = {key: old for key, old in marks if key != name}
    if value is not None:
        kept[name] = value
    return tuple(sorted(kept.items()))


def marks_of(fmt: QTextFormat, key: int = MARKS_PROPERTY) -> Marks:
    """Return the marks that a format carries; `key` is PARAGRAPH_PROPERTY for those of a block's format."""
    stored = fmt.property(key)
    return tuple((str(k), v) for k, v in json.loads(stored)) if isinstance(stored, str) else ()


def char_format(
    marks: Marks, block: TextBlock, zoom: float, scheme: ColorScheme = ColorScheme.LIGHT
) -> QTextCharFormat:
    """Return how marked characters look on the screen.

    Args:
        marks: override the block's font and colour.
        block: the label's own font and colour, final for the scheme.
        zoom: view pixels per scene unit.
        scheme: colours of marks are made final for it, as the canvas does.
    """
    named = dict(marks)
    fmt = QTextCharFormat()
    fmt.setProperty(MARKS_PROPERTY, json.dumps(marks))
    fmt.setFont(_font(named, block.font, zoom))
    asked = named.get("color", LINK_COLOR if "link" in named else None)
    ink = color(str(asked), scheme, paper=False) if asked is not None else block.color
    fmt.setForeground(QBrush(QColor(ink or block.color)))
    ground = named.get("background")
    paper = color(ground, scheme, paper=True) if isinstance(ground, str) else None
    if paper is not None:
        fmt.setBackground(QBrush(QColor(paper)))
    script = named.get("script")
    if script in {"sub", "sup"}:
        below = QTextCharFormat.VerticalAlignment.AlignSubScript
        above = QTextCharFormat.VerticalAlignment.AlignSuperScript
        fmt.setVerticalAlignment(below if script == "sub" else above)
    return fmt


def _font(named: dict[str, Scalar], base: Font, zoom: float) -> QFont:
    """Return the font that the canvas paints with, at the zoom: letters must not jump when the editing begins."""
    size = named.get("size", base.size)
    scene_px = float(size) if isinstance(size, (int, float)) else base.size
    family = str(named.get("font") or (CODE_FAMILY if named.get("code") else base.family))
    italic = bool(named.get("italic", base.italic))
    font = QFont(qt_font(Font(family, scene_px, _weight(named, base), italic)))
    # Only points may be fractions; a whole number of pixels would be up to half a pixel too large or too small.
    font.setPointSizeF(max(0.5, scene_px * zoom * POINTS_PER_INCH / _pixels_per_inch()))
    font.setUnderline(bool(named.get("underline", base.underline)) or "link" in named)
    font.setStrikeOut(bool(named.get("strike", base.strike)))
    return font


def _weight(named: dict[str, Scalar], base: Font) -> int:
    if "bold" not in named:
        return base.weight
    return max(700, base.weight) if named["bold"] else 400


def _pixels_per_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInch()


def text_option(align: str, *, wraps: bool) -> QTextOption:
    """Return how the lines of a label run: from which side, and whether they go on below where there is no room."""
    option = QTextOption(_ALIGN.get(align, Qt.AlignmentFlag.AlignHCenter))
    modes = QTextOption.WrapMode
    option.setWrapMode(modes.WrapAtWordBoundaryOrAnywhere if wraps else modes.NoWrap)
    return option


def block_format(paragraph: Paragraph, block: TextBlock, zoom: float) -> QTextBlockFormat:
    """Return how a paragraph lies on the screen; the marker of a list is not part of it."""
    named = dict(paragraph.marks)
    fmt = QTextBlockFormat()
    fmt.setProperty(PARAGRAPH_PROPERTY, json.dumps(paragraph.marks))
    fmt.setAlignment(_ALIGN.get(str(named.get("align", block.align)), Qt.AlignmentFlag.AlignHCenter))
    if not paragraph.list_kind:
        fmt.setIndent(paragraph.level)
    height = named.get("line_height")
    if isinstance(height, (int, float)) and not isinstance(height, bool):
        sizes = [run.mark("size") for run in paragraph.runs]
        largest = max((float(size) for size in sizes if isinstance(size, (int, float))), default=block.font.size)
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight
        fmt.setLineHeight(max(largest, block.font.size) * height * zoom, int(kind.value))
    return fmt


def fill_document(
    document: QTextDocument,
    label: RichText,
    block: TextBlock,
    zoom: float,
    scheme: ColorScheme = ColorScheme.LIGHT,
) -> None:
    """Replace a document's content by a label."""
    fill_paragraphs(document, paragraphs_of(label), block, zoom, scheme)


def fill_paragraphs(
    document: QTextDocument,
    paragraphs: Paragraphs,
    block: TextBlock,
    zoom: float,
    scheme: ColorScheme = ColorScheme.LIGHT,
) -> None:
    """Replace a document's content by paragraphs."""
    document.clear()
    document.setIndentWidth(LIST_INDENT * zoom)
    cursor = QTextCursor(document)
    lists: dict[int, QTextList] = {}
    ended: Marks = ()
    for index, paragraph in enumerate(paragraphs):
        laid = block_format(paragraph, block, zoom)
        if index:
            cursor.insertBlock(laid, char_format(ended, block, zoom, scheme))
        else:
            cursor.setBlockFormat(laid)
        for run in paragraph.runs:
            cursor.insertText(run.text, char_format(run.marks, block, zoom, scheme))
        _enlist(cursor, paragraph, lists)
        ended = paragraph.ended or ()


def insert_paragraphs(
    cursor: QTextCursor, paragraphs: Paragraphs, block: TextBlock, zoom: float, scheme: ColorScheme
) -> None:
    """Put paragraphs in place of a selection: the first one goes on with the line the cursor is in.

    Lists are not made of new paragraphs before the document is filled anew.
    """
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for index, paragraph in enumerate(paragraphs):
        if index:
            ended = paragraphs[index - 1].ended or ()
            cursor.insertBlock(block_format(paragraph, block, zoom), char_format(ended, block, zoom, scheme))
        elif paragraph.marks and not cursor.block().text():
            cursor.setBlockFormat(block_format(paragraph, block, zoom))
        for run in paragraph.runs:
            cursor.insertText(run.text, char_format(run.marks, block, zoom, scheme))
    cursor.endEditBlock()


def _enlist(cursor: QTextCursor, paragraph: Paragraph, lists: dict[int, QTextList]) -> None:
    """Give a paragraph its place in the list it belongs to; a plain paragraph ends all lists, an outer item the inner ones."""
    level = paragraph.level if paragraph.list_kind else 0
    for deeper in [one for one in lists if one > level]:
        del lists[deeper]
    if not paragraph.list_kind:
        return
    style = _BULLETS.get(paragraph.list_kind, QTextListFormat.Style.ListDisc)
    known = lists.get(level)
    if known is not None and known.format().style() == style:
        known.add(cursor.block())
        return
    fmt = QTextListFormat()
    fmt.setStyle(style)
    fmt.setIndent(level)
    lists[level] = cursor.createList(fmt)


def read_document(document: QTextDocument) -> RichText:
    """Return a document's content as a label; neighbouring characters with equal marks share a run."""
    return label_of(read_paragraphs(document))


def read_paragraphs(document: QTextDocument) -> Paragraphs:
    """Return a document's paragraphs."""
    found: list[Paragraph] = []
    block = document.begin()
    while block.isValid():
        following = block.next()
        ended = marks_of(following.charFormat()) if following.isValid() else None
        found.append(Paragraph(_runs(block), marks_of(block.blockFormat(), PARAGRAPH_PROPERTY), ended))
        block = following
    return tuple(found)


def _runs(block: QTextBlock) -> tuple[Run, ...]:
    runs: list[Run] = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        text = fragment.text()
        for separator, newline in _SEPARATORS.items():
            text = text.replace(separator, newline)
        runs.append(Run(text, marks_of(fragment.charFormat())))
        fragments += 1
    return tuple(runs)


def whole_link(caret: QTextCursor) -> QTextCursor:
    """Return a cursor that selects all of the link that a caret stands in or at the end of; the caret when there is none."""
    url = _link_before(caret, caret.position()) or _link_before(caret, caret.position() + 1)
    start = end = caret.position()
    last = caret.document().characterCount() - 1
    while url and start > 0 and _link_before(caret, start) == url:
        start -= 1
    while url and end < last and _link_before(caret, end + 1) == url:
        end += 1
    found = QTextCursor(caret)
    found.setPosition(start)
    found.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return found


def _link_before(caret: QTextCursor, position: int) -> Scalar | None:
    """Return where the character before a position leads."""
    if position > caret.document().characterCount() - 1:
        return None
    cursor = QTextCursor(caret)
    cursor.setPosition(position)
    return dict(marks_of(cursor.charFormat())).get("link")
