"""Any diagram that can be drawn is written to a file that reads back to the same diagram."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.ordering import many_between
from canvas.model.records import LayerRecord, PageRecord, RichText, Run, ShapeRecord, Snapshot
from canvas.model.schema import ALL_SHAPE_KEYS, SHAPE_KEYS, STYLE_KEYS
from canvas.model.view import GraphView

NUMBERS = st.floats(-1e6, 1e6).map(lambda v: round(v, 3)) | st.integers(-100, 100).map(float)
SIZES = st.floats(0, 1e4).map(lambda v: round(v, 3))
POINTS = st.tuples(NUMBERS, NUMBERS)
COLORS = st.sampled_from(["#ff0000", "#FFF", "none", "default", "light-dark(#ffffff, #121212)"])
WORDS = {
    "style.align": ["left", "right"], "style.valign": ["top", "bottom"], "style.label_h": ["left", "right"],
    "style.label_v": ["top", "bottom"], "style.font_family": ["Verdana", "Courier New"], "style.overflow": ["hidden", "fill"],
    "style.direction": ["north", "south", "west"], "style.gradient_direction": ["north", "east", "radial"],
    "style.dash": ["dashed", "6 3 1 3"], "style.jump": ["arc", "gap"], "style.perimeter": ["none", "center"],
    "style.start_arrow": ["block", "ERmany"], "style.end_arrow": ["none", "open"], "style.image_align": ["left"],
    "style.image_valign": ["top"],
}  # fmt: skip
COLOR_KEYS = {key for key, spec in STYLE_KEYS.items() if spec.type == "string" and key not in WORDS}
OF_LINES = {
    k
    for k in STYLE_KEYS
    if k.startswith(("style.start_", "style.end_", "style.jump", "style.source_", "style.target_"))
}
OF_LINES.add("style.curved")
OF_SHAPES = {k for k in STYLE_KEYS if k.startswith(("style.image_", "style.perimeter", "style.direction"))}
KINDS = [
    "rect",
    "ellipse",
    "rhombus",
    "triangle",
    "hexagon",
    "cloud",
    "text",
    "group",
    "swimlane",
    "aws4.resourceIcon",
    "note",
]


def style_value(key: str) -> st.SearchStrategy[Any]:
    spec = ALL_SHAPE_KEYS[key]
    if key in WORDS:
        return st.sampled_from(WORDS[key])
    if key in COLOR_KEYS:
        return COLORS
    if spec.type == "bool":
        return st.booleans()
    low = max(spec.low, -50.0)
    return st.floats(low, min(spec.high, low + 140.0)).map(lambda v: round(v, 3))


def styles(allowed: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(allowed), max_size=8, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: style_value(key) for key in keys})
    )


SHAPE_STYLES = styles(sorted(set(STYLE_KEYS) - OF_LINES))
LINE_STYLES = styles(sorted(set(STYLE_KEYS) - OF_SHAPES))
MARKS = st.fixed_dictionaries({}, optional={"bold": st.just(True), "color": st.just("#ff0000"), "size": st.just(20.0)})
LABELS = st.lists(st.tuples(st.text("ab <&\u00e9\n", min_size=1, max_size=6), MARKS), max_size=3)


def label_of(pieces: list[tuple[str, dict[str, Any]]]) -> RichText:
    runs: list[Run] = []
    for text, marks in pieces:
        run = Run(text, tuple(sorted(marks.items())))
        if runs and runs[-1].marks == run.marks:
            runs[-1] = Run(runs[-1].text + run.text, run.marks)
        else:
            runs.append(run)
    return tuple(runs)


SHAPES = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "x": NUMBERS, "y": NUMBERS, "w": SIZES, "h": SIZES},
    optional={
        "rotation": st.floats(-360, 360).map(lambda v: round(v, 2)),
        "flip_h": st.just(True), "hidden": st.just(True), "collapsed": st.just(True), "container": st.just(True),
        "locked": st.just(True), "link": st.just("https://x.y/?a=1&b"), "tooltip": st.just("a\nb"), "tags": st.just("x y"),
        "param.size": st.just(0.25), "freehand": st.lists(POINTS, min_size=1, max_size=3).map(tuple),
    },
)  # fmt: skip
LINES = st.fixed_dictionaries(
    {"kind": st.just("connector")},
    optional={
        "routing": st.sampled_from(["orthogonal", "elbow", "segment", "entity", "isometric", "loop"]),
        "waypoints": st.lists(POINTS, min_size=1, max_size=3).map(tuple),
        "source.point": POINTS, "target.point": POINTS, "source.port": st.tuples(st.just(0.5), st.just(1.0)),
        "target.offset": POINTS.filter(any), "x": NUMBERS, "dx": NUMBERS,
    },
)  # fmt: skip


@st.composite
def diagrams(draw: st.DrawFn) -> Snapshot:
    count = draw(st.integers(1, 6))
    orders = many_between(None, None, count, lambda n: n // 2)
    shapes: dict[str, ShapeRecord] = {}
    for i, order in enumerate(orders):
        line = draw(st.booleans())
        values = {**draw(LINES if line else SHAPES), **draw(LINE_STYLES if line else SHAPE_STYLES)}
        if "target.offset" in values:
            values["target.port"] = (0.0, 0.5)
        if "style.radius" in values and "param.arc_size" in values:
            del values["param.arc_size"]
        values.update(page="p", layer="l", order=order)
        solid = sorted(key for key, shape in shapes.items() if not shape.is_connector)
        holders = solid if line else sorted(shapes)
        if holders and draw(st.booleans()):
            values["parent"] = draw(st.sampled_from(holders))
        if line and solid:
            values["source"] = draw(st.sampled_from(solid))
        label = label_of(draw(LABELS))
        shapes[f"s{i}"] = ShapeRecord(f"s{i}", values, label)
    pages = {"p": PageRecord("p", {"name": draw(st.text(min_size=1, max_size=5, alphabet="aé <&\"'")), "order": "a0"})}
    snapshot = Snapshot({"schema": 1.0}, pages, {"l": LayerRecord("l", {"page": "p", "order": "a0"})}, shapes)
    view = GraphView(snapshot)
    for i, shape in shapes.items():
        # An end that the view does not honour is free, and that is what a file says.
        if shape.is_connector and not view.ends(i)[0] and "source" in shape.values:
            shapes[i] = ShapeRecord(
                i, {key: value for key, value in shape.values.items() if key != "source"}, shape.label
            )
    return snapshot


def meaning(snapshot: Snapshot) -> dict[str, Any]:
    """Return what a diagram's shapes say, with the ids of the file and without defaults and kept spellings."""
    names = {i: str(shape.get(foreign_keys.ID, i)) for i, shape in snapshot.shapes.items()}
    found: dict[str, Any] = {}
    for i, shape in snapshot.shapes.items():
        values = {
            key: names.get(value, value) if key in {"parent", "source", "target"} else value
            for key, value in shape.values.items()
            if not key.startswith(foreign_keys.PREFIX)
            and key not in {"page", "layer", "order"}
            and not (key in SHAPE_KEYS | STYLE_KEYS and value == ALL_SHAPE_KEYS[key].default and key != "kind")
            and value != "default"
        }
        found[names[i]] = (values, shape.label)
    return found


@given(diagrams())
@settings(max_examples=40)
def test_a_new_diagram_reads_back_as_it_was_written(snapshot: Snapshot) -> None:
    back = read_drawio(write_drawio(snapshot))
    assert meaning(back) == meaning(snapshot)
    assert [page.name for page in back.pages.values()] == [page.name for page in snapshot.pages.values()]


@given(diagrams(), st.booleans())
@settings(max_examples=20)
def test_what_was_read_is_written_and_read_to_equal_records(snapshot: Snapshot, compressed: bool) -> None:
    first = read_drawio(write_drawio(snapshot, compressed=compressed))
    assert read_drawio(write_drawio(first)) == first
