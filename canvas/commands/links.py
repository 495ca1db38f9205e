"""Links of shapes: to a page of the diagram, or to somewhere outside."""

from __future__ import annotations

from collections.abc import Collection

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.model.plan import UNSET

PAGE = "page:"
"""Before the id of a page, in the value of a link."""


def link_of(editor: Editor, shape_id: str) -> str:
    """Return the link of a shape, or of the nearest one around it that has one; "" for none."""
    shapes = editor.records.shapes
    if shape_id not in shapes:
        return ""
    lineage = (shape_id, *editor.graph.ancestors(shape_id))
    return next((str(link) for s in lineage if (link := shapes[s].get("link"))), "")


def follow(editor: Editor, shape_id: str) -> bool:
    """Go where a shape's link leads; return whether it has one.

    Links to pages show the page; other ones are handed to whoever listens to `editor.on_link`.
    """
    link = link_of(editor, shape_id)
    if not link:
        return False
    if not link.startswith(PAGE):
        editor.on_link.emit(link)
    elif link.removeprefix(PAGE) in editor.view.pages():
        editor.set_page(link.removeprefix(PAGE))
    else:
        editor.on_notice.emit(PAGE_GONE)
    return True


PAGE_GONE = "page-gone"
"""Notice: the page that a link leads to is not there any more."""


def set_link(editor: Editor, link: str, ids: Collection[str] | None = None) -> bool:
    """Give shapes (by default the selection) a link; "" takes it away."""
    value = link.strip() or UNSET
    return write(editor, "Link" if link.strip() else "Remove link", {s: {"link": value} for s in editor.editable(ids)})
