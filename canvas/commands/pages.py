"""Pages: add, rename, reorder, duplicate, delete."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.editor.editor import Editor
from canvas.geometry.vec import ORIGIN
from canvas.kernels.copying import Destination, copy_of, paste
from canvas.kernels.order import reordered
from canvas.model.ordering import many_between
from canvas.model.plan import LAYERS, PAGES, SHAPES, UNSET, Create, Delete, Op, Plan, Set
from canvas.model.records import Value


def free_name(editor: Editor) -> str:
    """Return the first of "Page-1", "Page-2"... that no page has."""
    taken = {page.name for page in editor.records.pages.values()}
    return next(name for n in range(1, len(taken) + 2) if (name := f"Page-{n}") not in taken)


def _orders(editor: Editor) -> list[str]:
    pages = editor.records.pages
    return [pages[p].order if p in pages else "" for p in editor.view.pages()]


def _order_after(editor: Editor, page: str) -> str:
    """Return an order string right behind a page."""
    pages = editor.view.pages()
    orders = _orders(editor)
    at = pages.index(page)
    own = orders[at]
    following = next((o for o in orders[at + 1 :] if o > own), None)
    return many_between(own or None, following, 1)[0]


def add(editor: Editor, name: str = "") -> str:
    """Add an empty page behind the current one, show it and return its id ("" in a read-only diagram)."""
    page, layer = editor.new_id(), editor.new_id()
    values = {"name": name or free_name(editor), "order": _order_after(editor, editor.page)}
    ops = (Create(page, values, table=PAGES), _layer_op(layer, page, {}))
    if not editor.apply(Plan("Add page", ops)):
        return ""
    editor.set_page(page)
    return page


def _layer_op(layer: str, page: str, values: Mapping[str, Value]) -> Create:
    order = values.get("order") or many_between(None, None, 1)[0]
    return Create(layer, {**values, "page": page, "order": order}, table=LAYERS)


def rename(editor: Editor, page: str, name: str) -> bool:
    """Give a page a name; a blank one is refused."""
    if page not in editor.records.pages or not name.strip() or editor.records.pages[page].name == name.strip():
        return False
    return editor.apply(Plan("Rename page", (Set(page, "name", name.strip(), PAGES),)))


def move(editor: Editor, page: str, index: int) -> bool:
    """Put a page at a position among the pages, 0 is the first."""
    pages = list(editor.view.pages())
    if page not in editor.records.pages:
        return False
    wanted = [p for p in pages if p != page]
    wanted.insert(max(0, min(index, len(wanted))), page)
    if wanted == pages:
        return False
    orders = {p: editor.records.pages[p].order for p in pages}
    new = reordered(wanted, [orders[p] for p in wanted], {page})
    return editor.apply(Plan("Move page", tuple(Set(p, "order", order, PAGES) for p, order in new.items())))


def set_value(editor: Editor, page: str, key: str, value: Value) -> bool:
    """Write one of a page's values (background, grid, grid_size, width, height...); None removes it."""
    if page not in editor.records.pages or editor.records.pages[page].get(key) == value:
        return False
    return editor.apply(Plan("Change page", (Set(page, key, UNSET if value is None else value, PAGES),)))


def duplicate(editor: Editor, page: str) -> str:
    """Copy a page with its layers and shapes behind it, show the copy and return its id ("" in a read-only diagram)."""
    if page not in editor.records.pages:
        return ""
    new_page = editor.new_id()
    record = editor.records.pages[page]
    values = {**record.values, "name": f"{record.name} copy", "order": _order_after(editor, page)}
    ops: list[Op] = [Create(new_page, values, table=PAGES)]
    layers = {layer: editor.new_id() for layer in editor.view.layers(page)}
    for old, new in layers.items():
        known = editor.records.layers.get(old)
        ops.append(_layer_op(new, new_page, known.values if known is not None else {}))
    ops += _shapes(editor, page, new_page, layers)
    if not editor.apply(Plan("Duplicate page", tuple(ops))):
        return ""
    editor.set_page(new_page)
    return new_page


def _shapes(editor: Editor, page: str, new_page: str, layers: Mapping[str, str]) -> tuple[Op, ...]:
    copied = copy_of(editor.graph, editor.graph.top_shapes(page))
    if copied is None:
        return ()

    def into(root: str) -> Destination:
        order = editor.records.shapes[root].order
        return Destination(new_page, layers[editor.view.place(root)[1]], "", ORIGIN, order)

    return paste(copied, {s.id: editor.new_id() for s in copied.shapes}, ORIGIN, into).ops


def delete(editor: Editor, page: str) -> bool:
    """Delete a page with its layers and shapes and show its neighbour; the last page stays."""
    pages = editor.view.pages()
    if page not in editor.records.pages or len(pages) < 2:
        return False
    neighbour = _neighbour(pages, page)
    shapes = tuple(Delete(s, SHAPES) for s in reversed(editor.view.paint_order(page)))
    layers = tuple(Delete(i, LAYERS) for i in editor.view.layers(page) if i in editor.records.layers)
    if editor.read_only:
        return editor.apply(Plan("Delete page", (Delete(page, PAGES),)))
    if editor.page == page:
        editor.set_page(neighbour)
    return editor.apply(Plan("Delete page", (*shapes, *layers, Delete(page, PAGES))))


def _neighbour(pages: tuple[str, ...], page: str) -> str:
    at = pages.index(page)
    return pages[at + 1] if at + 1 < len(pages) else pages[at - 1]


def step(editor: Editor, by: int) -> None:
    """Show the next (1) or the previous (-1) page, stopping at both ends."""
    pages = editor.view.pages()
    editor.set_page(pages[max(0, min(len(pages) - 1, pages.index(editor.page) + by))])
