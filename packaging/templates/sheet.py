"""A page to draw a template on: entries of the shape library at places, lines between them, and the diagram they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of
from canvas.model.ordering import many_between
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, Value, plain
from canvas.shapes.library.looks import values_of

_DEFAULTS = Defaults()
_MOST = 600
LAYER = "layer"
PAGE = "page"


class Sheet:
    """One page; places and sizes are scene units, inside a container measured from its corner."""

    def __init__(self, name: str = "Page-1") -> None:
        self._name = name
        self._shapes: dict[str, ShapeRecord] = {}
        self._orders = iter(many_between(None, None, _MOST))

    def _new(self, values: Mapping[str, Value], label: str, parent: str) -> str:
        number = f"s{len(self._shapes) + 1}"
        placed = {**values, "page": PAGE, "layer": LAYER, "order": next(self._orders)}
        if parent:
            placed["parent"] = parent
        self._shapes[number] = ShapeRecord(number, placed, plain(label))
        return number

    def add(
        self,
        entry: str,
        x: float,
        y: float,
        w: float = 0.0,
        h: float = 0.0,
        label: str | None = None,
        *,
        look: str = "",
        parent: str = "",
        labels: Mapping[str, str] | None = None,
        **style: Value,
    ) -> str:
        """Put an entry of the library down and return the id of its outermost shape.

        Args:
            entry: its name; "flowchart.step" means "aio.flowchart.step".
            x: left.
            y: top.
            w: width, 0 for the entry's own.
            h: height, likewise.
            label: text instead of the entry's own.
            look: looks above the entry's own.
            parent: id of a container.
            labels: texts of a structure's parts by their ids.
            style: style keys without "style.".
        """
        plain = "." not in entry or entry.startswith(("aio.", "floorplan."))
        copied = fragment_of(entry if plain else f"aio.{entry}", _DEFAULTS)
        ids: dict[str, str] = {}
        for part in copied.shapes:
            values = {key: value for key, value in part.values.items() if key not in ("parent", "order")}
            text = (labels or {}).get(part.id, part.text)
            if not part.parent:
                values.update(values_of(look, style, {}), x=x + part.x, y=y + part.y, w=w or part.w, h=h or part.h)
                text = text if label is None else label
            values.update({end: ids[values[end]] for end in ("source", "target") if end in values})
            ids[part.id] = self._new(values, text, ids[part.parent] if part.parent else parent)
        return ids[copied.roots[0]]

    def text(
        self, label: str, x: float, y: float, w: float, h: float, look: str = "bare left", parent: str = ""
    ) -> str:
        """Put words down."""
        return self.add("text", x, y, w, h, label, look=look, parent=parent)

    def box(
        self, label: str, x: float, y: float, w: float, h: float, look: str = "round", parent: str = "", **style: Value
    ) -> str:
        """Put a rectangle down."""
        return self.add("rect", x, y, w, h, label, look=look, parent=parent, **style)

    def title(self, words: str, more: str = "") -> None:
        """Write the heading of the page above its content, which begins at (0, 0)."""
        self.text(words, 0, -84, 13.0 * len(words) + 20, 34, "bare left title")
        if more:
            self.text(more, 0, -50, 7.2 * len(more) + 20, 22, "bare left quiet")

    def line(self, source: str, target: str, label: str = "", look: str = "", parent: str = "", **style: Value) -> str:
        """Join two shapes; `points` bends it, `exit` and `entry` are fractions of the boxes."""
        values: dict[str, Value] = {**_DEFAULTS.values("connector"), "source": source, "target": target}
        bends = style.pop("points", None)
        for name, end in (("exit", "source"), ("entry", "target")):
            port = style.pop(name, None)
            if port is not None:
                values[f"{end}.port"] = tuple(float(v) for v in port)
        if bends:
            values["waypoints"] = tuple((float(x), float(y)) for x, y in bends)
        return self._new({**values, **values_of(look, style, {})}, label, parent)

    def free_line(
        self, start: tuple[float, float], end: tuple[float, float], label: str = "", look: str = "", **style: Value
    ) -> str:
        """Draw a line between two points."""
        values: dict[str, Value] = {
            **_DEFAULTS.values("line"),
            "source.point": (float(start[0]), float(start[1])),
            "target.point": (float(end[0]), float(end[1])),
        }
        return self._new({**values, **values_of(look, style, {})}, label, "")

    def chain(self, ids: Sequence[str], **style: Value) -> None:
        """Join shapes one after the other."""
        for source, target in pairwise(ids):
            self.line(source, target, **style)

    def klass(
        self, name: str, x: float, y: float, sections: Sequence[Sequence[str]], w: float = 180, look: str = "indigo"
    ) -> str:
        """Put a UML class with its sections down."""
        tall = 44 if "\n" in name else 30
        heights = [12 + 16 * len(rows) for rows in sections]
        total = tall + sum(heights) + 8 * (len(sections) - 1)
        head = self.add("swimlane", x, y, w, total, name, look=f"{look} bold")
        params = {
            "param.start_size": float(tall),
            "param.swimlane_fill_color": "#ffffff",
            "param.child_layout": "stackLayout",
        }
        self.set(head, {**params, "param.horizontal_stack": 0.0, "container": True})
        at = float(tall)
        for number, (rows, height) in enumerate(zip(sections, heights, strict=True)):
            if number:
                self.add("line", 0, at, w, 8, look=look, parent=head)
                at += 8
            self.text("\n".join(rows), 0, at, w, height, "bare left top small quiet", head)
            at += height
        return head

    def table(
        self, name: str, x: float, y: float, rows: Sequence[tuple[str, str]], w: float = 190, look: str = "indigo"
    ) -> str:
        """Put a table with key and column name of each row down."""
        made = self.add("table", x, y, w, 30 + 26 * len(rows), name, look=f"{look} bold")
        self.set(
            made,
            {
                "param.start_size": 30.0,
                "param.child_layout": "tableLayout",
                "param.row_lines": 0.0,
                "param.column_lines": 0.0,
            },
        )
        self.set(made, {"param.swimlane_fill_color": "#ffffff", "container": True})
        sides = {"param.top": 0.0, "param.left": 0.0, "param.right": 0.0, "param.bottom": 0.0}
        for number, (key, column) in enumerate(rows):
            row = self.add("tableRow", 0, 30 + 26 * number, w, 26, look=look, parent=made, fill="none")
            last = key == "PK" and (number + 1 == len(rows) or rows[number + 1][0] != "PK")
            self.set(row, {**sides, "param.bottom": float(last), "param.start_size": 0.0, "container": True})
            for text, left, width, lk in (
                (key, 0, 44, "bare small bold"),
                (column, 44, w - 44, "bare small left" + (" bold" if key == "PK" else " quiet")),
            ):
                cell = self.add("partialRectangle", left, 0, width, 26, text, look=lk, parent=row)
                self.set(cell, sides)
        return made

    def set(self, shape: str, values: Mapping[str, Value]) -> None:
        """Write document values of a shape."""
        record = self._shapes[shape]
        self._shapes[shape] = ShapeRecord(shape, {**record.values, **values}, record.label)

    def inside(self, parent: str) -> list[str]:
        """Return the shapes in a container."""
        return [shape.id for shape in self._shapes.values() if shape.parent == parent]

    def snapshot(self) -> Snapshot:
        """Return the diagram."""
        page = PageRecord(PAGE, {"name": self._name, "order": "a"})
        return Snapshot(
            {}, {PAGE: page}, {LAYER: LayerRecord(LAYER, {"page": PAGE, "name": "", "order": "a"})}, self._shapes
        )
