"""What the palette offers in a window: every action, the shapes of the library, the pages in front, and the diagrams of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.actions.catalogue import BY_ID, Action
from app.actions.registry import ActionRegistry, title_of
from app.home.entries import DiagramEntry
from app.palette.items import Group, PaletteItem
from app.panels.library_panel import LibraryCategory
from canvas.editor.editor import Editor

_LEFT_OUT = frozenset({"help.palette"})
_SUGGESTED = ("edit.duplicate", "arrange.front", "style.copy", "view.fit", "file.export", "page.add", "file.new", "file.settings", "help.shortcuts", "view.toggle_theme")  # fmt: skip
MOST_SUGGESTED, MOST_RECENT = 6, 3


def action_items(registry: ActionRegistry) -> list[PaletteItem]:
    """Return every action that is bound; what is not possible now says why."""
    return [_of_action(registry, action) for action in registry.bound() if action.id not in _LEFT_OUT]


def _of_action(registry: ActionRegistry, action: Action) -> PaletteItem:
    keys = registry.keys(action.id)
    return PaletteItem(
        action.id,
        title_of(action),
        Group.ACTION,
        lambda: registry.action(action.id).trigger(),
        action.icon,
        key=keys[0] if keys else "",
        keywords=action.area,
        reason=registry.reason(action.id),
    )


def suggested_actions(items: Sequence[PaletteItem], used: Sequence[str]) -> list[PaletteItem]:
    """Return what is offered before anything was typed: what was used last, then what is usual, of what is possible now.

    Args:
        items: all actions.
        used: ids of actions that were run from the palette, the last first.
    """
    possible = {item.id: item for item in items if not item.reason}
    wanted = dict.fromkeys((*used, *_SUGGESTED))
    return [possible[id_] for id_ in wanted if id_ in possible and id_ in BY_ID][:MOST_SUGGESTED]


def shape_items(categories: Iterable[LibraryCategory], insert: Callable[[str], object]) -> list[PaletteItem]:
    """Return the shapes of the library, each kind once."""
    found: dict[str, PaletteItem] = {}
    for category in categories:
        for shape in category.all():
            words = f"{shape.keywords} {category.title}"
            found.setdefault(
                shape.kind,
                PaletteItem(
                    shape.kind, shape.title, Group.SHAPE, _calling(insert, shape.kind), kind=shape.kind, keywords=words
                ),
            )
    return list(found.values())


def page_items(editor: Editor) -> list[PaletteItem]:
    """Return the pages of a diagram except the one in front."""
    records = editor.records.pages
    return [
        PaletteItem(page, records[page].name, Group.PAGE, _calling(editor.set_page, page), "file")
        for page in editor.view.pages()
        if page != editor.page and page in records
    ]


def diagram_items(entries: Iterable[DiagramEntry], front: str, show: Callable[[str], object]) -> list[PaletteItem]:
    """Return the diagrams of the library, the one edited last first, without the one in front and those in the trash."""
    kept = sorted((e for e in entries if not e.trashed and e.id != front), key=lambda e: (-e.edited_ms, e.id))
    return [PaletteItem(e.id, e.title, Group.DIAGRAM, _calling(show, e.id), "shapes") for e in kept]


def _calling(call: Callable[[str], object], name: str) -> Callable[[], object]:
    return lambda: call(name)
