"""Two people change one table and one pool at the same time: what merges is one tidy table and one tidy pool for both.

Each works on a replica of their own; whatever they do and in whatever order it arrives, both see the same records, rows and
columns lie without gaps or overlaps, lanes too, and every cell lies in a place of the grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.commands import pools, tables
from canvas.commands.arrange import write
from canvas.commands.group import set_collapsed
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels import lanes
from canvas.kernels import tables as kernel
from canvas.kernels.arrangement import grid
from canvas.kernels.table_growth import missing
from canvas.model.new import new_document
from canvas.model.plan import LAYERS, PAGES, Create, Plan
from canvas.model.records import Snapshot
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.replicas import Network
from tests.support.text_engine import FixedTextEngine

ACTS = st.one_of(
    st.tuples(st.sampled_from(["row", "column", "no row", "no column", "row up", "column left", "merge", "split", "complete"]),
              st.integers(0, 20), st.integers(0, 20)),
    st.tuples(st.sampled_from(["lane", "no lane", "lane up", "shut", "divide"]), st.integers(0, 20), st.just(0)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0)),
)  # fmt: skip
STEPS = st.lists(st.tuples(st.integers(0, 1), st.one_of(ACTS, st.just("sync"))), max_size=14)


def people() -> tuple[Network, list[Editor], str, str]:
    network = Network(2)
    editors = []
    for replica in network.replicas:
        numbers = count(1)
        name = "ab"[replica.number]
        editors.append((replica, lambda name=name, numbers=numbers: f"{name}{next(numbers):04d}"))
    first = network.replicas[0]
    seed = new_document(9, "Test", 0.0, editors[0][1])
    first.document.apply(Plan("seed", tuple(_creates(snapshot_of(seed)))))
    network.sync()
    made = [Editor(r.document, r.history, FixedTextEngine(), ids=ids) for r, ids in editors]
    table = tables.insert(made[0], 3, 3, at=Vec(300, 200))
    pool = pools.insert(made[0], 3, at=Vec(300, 800))
    network.sync()
    return network, made, table, pool


def _creates(snapshot: Snapshot) -> Iterator[Create]:
    for page in snapshot.pages.values():
        yield Create(page.id, dict(page.values), table=PAGES)
    for layer in snapshot.layers.values():
        yield Create(layer.id, dict(layer.values), table=LAYERS)


def act(editor: Editor, table: str, pool: str, what: tuple[str, int, int]) -> None:
    name, a, b = what
    if name in ("undo", "redo"):
        getattr(editor, name)()
    elif name in ("lane", "no lane", "lane up", "shut", "divide"):
        _at_lane(editor, pool, name, a)
    elif table in editor.records.shapes:
        _at_cell(editor, table, name, a, b)


def _at_lane(editor: Editor, pool: str, name: str, a: int) -> None:
    if pool not in editor.records.shapes:
        return
    held = lanes.ordered(editor.graph, pool)
    lane = held[a % len(held)].id if held else pool
    editor.select((lane,))
    if name == "lane":
        pools.add_lane(editor)
    elif name == "no lane":
        pools.delete_lane(editor)
    elif name == "lane up":
        pools.move_lane(editor, -1)
    elif held and name == "shut":
        set_collapsed(editor, lane, not editor.records.shapes[lane].get("collapsed"))
    elif held:
        write(editor, "Divide", lanes.divided(editor.graph, pool, lane, float(a * 7 - 60)))


def _at_cell(editor: Editor, table: str, name: str, a: int, b: int) -> None:
    found = kernel.read(editor.graph, table)
    cells = sorted(found.cells)
    if not cells:
        return
    first, second = found.cells[cells[a % len(cells)]], found.cells[cells[b % len(cells)]]
    editor.select((first, second) if name == "merge" else (first,))
    commands = {
        "row": tables.insert_row,
        "column": tables.insert_column,
        "no row": tables.delete_rows,
        "no column": tables.delete_columns,
        "merge": tables.merge,
        "split": tables.split,
        "row up": lambda e: tables.move_row(e, -1),
        "column left": lambda e: tables.move_column(e, -1),
        "complete": lambda e: e.apply(Plan("Complete", missing(e.graph, table, e.new_id))),
    }
    commands[name](editor)


def check(editor: Editor, table: str, pool: str) -> None:
    shapes, view = editor.records.shapes, editor.view
    if table in shapes:
        found = grid(table, shapes, view)
        whole = editor.graph.box(table)
        if found.rows:
            assert abs(whole.h - sum(found.heights) - found.head) < 1e-6
        if found.rows and found.columns:
            assert abs(whole.w - sum(found.widths)) < 1e-6
        bottom = whole.y + found.head
        for r, row in enumerate(found.rows):
            box = editor.graph.box(row)
            assert abs(box.y - bottom) < 1e-6
            bottom = box.bottom
            held = [found.cells[at] for at in sorted(found.cells) if at[0] == r]
            assert all(whole.x - 1e-6 <= editor.graph.box(c).x for c in held)
            assert all(editor.graph.box(c).right <= whole.right + 1e-6 for c in held)
    if pool in shapes:
        top = editor.graph.box(pool).y
        for lane in lanes.ordered(editor.graph, pool):
            box = editor.graph.box(lane.id)
            assert abs(box.y - top) < 1e-6
            top = box.bottom


@given(STEPS)
@settings(max_examples=120, deadline=None)
def test_two_people_at_one_table_and_one_pool(steps: list) -> None:  # type: ignore[type-arg]
    network, editors, table, pool = people()
    for who, what in steps:
        if what == "sync":
            network.sync()
        else:
            act(editors[who], table, pool, what)
        check(editors[who], table, pool)
    network.sync()
    seen = [snapshot_of(replica.document) for replica in network.replicas]
    assert seen[0] == seen[1]
    for editor in editors:
        check(editor, table, pool)
        anew = PageScene(editor.records, GraphView(editor.records), editor.page, FixedTextEngine())
        assert editor.scene.order == anew.order
        assert {i: editor.scene.box(i) for i in anew.order} == {i: anew.box(i) for i in anew.order}
