"""Between rich-text marks and QTextCharFormat.

Every character's exact marks travel inside its format as a property, so that what is read back is what the document had: sizes
are scaled for the zoom on the screen, and reading them from the font would bring back rounded numbers.
"""

from __future__ import annotations

import json
from typing import TypeAlias

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from canvas.drawing.text import Font, TextBlock
from canvas.model.records import RichText, Run, Scalar
from canvas.qt.fonts import qt_font

Marks: TypeAlias = tuple[tuple[str, Scalar], ...]
MARKS_PROPERTY = int(QTextFormat.Property.UserProperty) + 1
POINTS_PER_INCH = 72.0
_BREAKS = {"\u2028": "\n", "\u2029": "\n"}


def with_mark(marks: Marks, name: str, value: Scalar | None) -> Marks:
    """Return marks with one set, or removed with None."""
    kept = {key: old for key, old in marks if key != name}
    if value is not None and value is not False:
        kept[name] = value
    return tuple(sorted(kept.items()))


def marks_of(fmt: QTextCharFormat) -> Marks:
    """Return the marks that a format carries."""
    stored = fmt.property(MARKS_PROPERTY)
    return tuple((str(k), v) for k, v in json.loads(stored)) if isinstance(stored, str) else ()


def char_format(marks: Marks, block: TextBlock, zoom: float) -> QTextCharFormat:
    """Return how marked characters look on the screen.

    Args:
        marks: override the block's font and colour.
        block: the label's own font and colour.
        zoom: view pixels per scene unit.
    """
    named = dict(marks)
    fmt = QTextCharFormat()
    fmt.setProperty(MARKS_PROPERTY, json.dumps(marks))
    fmt.setFont(_font(named, block.font, zoom))
    fmt.setForeground(QBrush(QColor(str(named.get("color", block.color)))))
    if isinstance(background := named.get("background"), str):
        fmt.setBackground(QBrush(QColor(background)))
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
    family = "monospace" if named.get("code") else str(named.get("font", base.family))
    italic = bool(named.get("italic", base.italic))
    font = QFont(qt_font(Font(family, scene_px, 700 if named.get("bold") else base.weight, italic)))
    # Only points may be fractions; a whole number of pixels would be up to half a pixel too large or too small.
    font.setPointSizeF(max(0.5, scene_px * zoom * POINTS_PER_INCH / _pixels_per_inch()))
    font.setUnderline(bool(named.get("underline", base.underline)) or "link" in named)
    font.setStrikeOut(bool(named.get("strike", base.strike)))
    return font


def _pixels_per_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInch()


def fill_document(document: QTextDocument, label: RichText, block: TextBlock, zoom: float) -> None:
    """Replace a document's content by a label."""
    document.clear()
    cursor = QTextCursor(document)
    for run in label:
        cursor.insertText(run.text, char_format(run.marks, block, zoom))


def read_document(document: QTextDocument) -> RichText:
    """Return a document's content as a label; neighbouring characters with equal marks share a run."""
    runs: list[Run] = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            _add(runs, fragment.text(), marks_of(fragment.charFormat()))
            fragments += 1
        following = block.next()
        if following.isValid():
            _add(runs, "\n", marks_of(following.charFormat()))
        block = following
    return tuple(runs)


def _add(runs: list[Run], text: str, marks: Marks) -> None:
    for separator, newline in _BREAKS.items():
        text = text.replace(separator, newline)
    if runs and runs[-1].marks == marks:
        runs[-1] = Run(runs[-1].text + text, marks)
    else:
        runs.append(Run(text, marks))
