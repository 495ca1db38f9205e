"""Which actions change a diagram, so that none of them is offered where it can only be looked at."""

from __future__ import annotations

_AREAS = frozenset({"arrange", "connector", "insert", "lane", "layout", "page", "style", "table", "tool"})
"""Areas whose actions change the diagram, but for those of `_HARMLESS`."""
_HARMLESS = frozenset(
    {
        "connector.walk_down",
        "connector.walk_left",
        "connector.walk_right",
        "connector.walk_up",
        "page.next",
        "page.previous",
        "style.copy",
        "tool.comment",
        "tool.hand",
        "tool.keep",
        "tool.laser",
        "tool.select",
    }
)
_OTHERS = frozenset(
    {
        "edit.cut",
        "edit.delete",
        "edit.duplicate",
        "edit.link",
        "edit.paste",
        "edit.paste_here",
        "edit.redo",
        "edit.tags",
        "edit.text",
        "edit.undo",
        "view.clear_guides",
        "view.grid",
    }
)


def changes_diagram(action_id: str) -> bool:
    """Tell whether an action of the catalogue changes the diagram in front."""
    area = action_id.partition(".")[0]
    return (area in _AREAS and action_id not in _HARMLESS) or action_id in _OTHERS
