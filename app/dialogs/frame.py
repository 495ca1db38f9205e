"""The frame that all dialogs share: a title, a body, and buttons at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.dialogs.tall_body import TallBody
from app.theme.fonts import FontKind
from app.widgets.labels import label, paragraph
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.separator import horizontal_line


def dress(
    dialog: QDialog,
    title: str,
    text: str,
    body: Sequence[Item],
    buttons: Sequence[Item],
    width: int = 440,
) -> None:
    """Give a dialog its title, its explanation, its body and its buttons.

    Args:
        dialog: what is dressed.
        title: heading, window title and accessible name.
        text: a sentence or two below the heading, or "".
        body: what stands in the middle.
        buttons: from the start to the end; the main one comes last.
        width: in pixels.
    """
    set_surface(dialog, "dialog")
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    heading = label(title, FontKind.H2)
    heading.setWordWrap(True)
    explanation: list[QWidget | int] = [paragraph(text), 4] if text else []
    content = column(heading, *explanation, *body, margins=(24, 22, 24, 20), spacing=8)
    foot = holder(row(*buttons, margins=(24, 12, 24, 14), spacing=8))
    inside = holder(content)
    inside.setFixedWidth(width)
    layout = column(TallBody(inside), horizontal_line(), foot, spacing=0)
    # The dialog grows and shrinks with what it shows; a fixed width on itself would cut lines that wrap.
    layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
    dialog.setLayout(layout)
