"""What lies behind the shapes of the page in front: its colour and its grid."""

from __future__ import annotations

from app.canvas_view.look import CanvasLook
from canvas.drawing.style import color as style_color
from canvas.editor.editor import Editor
from canvas.qt.backdrop import Backdrop


def page_backdrop(editor: Editor, look: CanvasLook) -> Backdrop:
    """Return colour and grid of the page in front, in the theme's colours where it has none of its own."""
    page = editor.records.pages.get(editor.page)
    own = str(page.get("background", "none")) if page is not None else "none"
    color = style_color(own, look.scheme, paper=True) or look.background
    visible = bool(page.get("grid", True)) if page is not None else True
    style = "lines" if page is not None and page.get("grid_kind") == "lines" else "dots"
    marks = look.dots if style == "dots" else look.lines
    return Backdrop(color, marks, editor.grid_size, style if visible else "none")
