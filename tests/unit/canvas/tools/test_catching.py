"""Tests of what a rubber band selects."""

from __future__ import annotations

from random import Random

import pytest

from canvas.commands import layers, tables
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.tables import read
from canvas.model.plan import Plan, Set
from canvas.scene.hit_test import within
from canvas.tools.catching import Catch
from canvas.tools.picking import lifted
from tests.support.test_editor import TestEditor

ALL = Box(-10, -10, 4000, 4000)


def caught(t: TestEditor, band: Box, *, contain: bool = False) -> tuple[str, ...]:
    return Catch(t.editor).caught(band, contain)


def one_by_one(t: TestEditor, band: Box, *, contain: bool) -> tuple[str, ...]:
    """Ask of every shape what it stands for, in words as plain as the rule."""
    editor, graph, found = t.editor, t.graph, dict[str, None]()
    for shape in within(editor.scene, band, contain):
        record = editor.records.shapes[shape]
        around = graph.ancestors(shape)
        locked = any(editor.records.shapes[s].get("locked") for s in (shape, *around))
        if graph.is_label(shape) or locked or not editor.can_pick(shape):
            continue
        if graph.is_container(record) and not band.contains_box(graph.bounds(shape)):
            continue
        found[lifted(editor, shape)] = None
    return tuple(s for s in found if not any(a in found for a in graph.ancestors(s)))


def test_groups_are_taken_whole_and_containers_only_when_they_are_inside() -> None:
    t = TestEditor()
    outer = t.shape(0, 0, 200, 200, kind="group", style__fill="none", style__stroke="none")
    inner = t.shape(20, 20, 100, 100, kind="group", parent=outer, style__fill="none", style__stroke="none")
    t.shape(30, 30, 50, 50, parent=inner)
    box = t.container(400, 0, 300, 300)
    child = t.shape(10, 10, parent=box)
    locked = t.shape(800, 0, locked=True)
    assert caught(t, Box(30, 30, 420, 40)) == (outer, child)
    assert caught(t, Box(-10, -10, 2000, 2000)) == (outer, box)
    assert caught(t, Box(405, 5, 150, 100), contain=True) == (child,)
    assert locked not in caught(t, Box(700, -10, 500, 100))


def test_a_table_is_taken_whole_unless_the_band_lies_in_it() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 3, 3, at=Vec(400, 300))
    beside = t.shape(0, 280)
    box, cells = t.graph.bounds(table), read(t.graph, table).cells
    assert set(caught(t, Box(-10, 270, box.x + 20, 60))) == {beside, table}
    assert caught(t, Box(-10, 200, box.x + box.w / 2, 400), contain=True) == (beside,)
    assert caught(t, Box(-10, -10, 4000, 4000), contain=True) == caught(t, Box(-10, -10, 4000, 4000))
    inside = Box(box.x + 4, box.y + 4, box.w / 2, 10)
    assert set(caught(t, inside)) == {cells[0, 0], cells[0, 1]}


def test_members_are_taken_one_by_one_while_somebody_works_in_their_group() -> None:
    t = TestEditor()
    group = t.shape(0, 0, 300, 200, kind="group")
    a, b = t.shape(0, 0, parent=group), t.shape(150, 0, parent=group)
    catch, around_a = Catch(t.editor), Box(-10, -10, 120, 100)
    assert catch.caught(around_a, True) == (group,)
    t.select(b)
    assert catch.caught(around_a, True) == (a,)
    assert catch.caught(ALL, True) == (group,)
    t.select()
    assert catch.caught(around_a, True) == (group,)


def test_what_lies_on_a_locked_layer_is_not_caught() -> None:
    t = TestEditor()
    t.shape(0, 0)
    layers.set_locked(t.editor, t.editor.layer, True)
    assert caught(t, ALL) == ()


def test_a_change_of_the_document_counts_from_the_next_movement_on() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    child, other = t.shape(10, 10, parent=box), t.shape(600, 0)
    catch = Catch(t.editor)
    assert catch.caught(ALL, False) == (box, other)
    t.editor.apply(Plan("Lock", (Set(box, "locked", True),)))
    assert catch.caught(ALL, False) == (other,)
    t.editor.apply(Plan("Take out", (Set(child, "parent", ""), Set(other, "locked", True))))
    assert catch.caught(ALL, False) == (child,)


@pytest.mark.parametrize("contain", [False, True])
def test_agrees_with_asking_every_shape(contain: bool) -> None:
    rng = Random(5)
    t = TestEditor()
    made: list[str] = []
    for _ in range(120):
        kind = rng.choice(("rect", "rect", "group", "swimlane"))
        parent = rng.choice(made) if made and rng.random() < 0.6 else ""
        more = {"parent": parent} if parent else {}
        place = rng.uniform(0, 900 if not parent else 80), rng.uniform(0, 900 if not parent else 80)
        made.append(t.shape(*place, 60, 40, kind=kind, locked=rng.random() < 0.1, **more))
    for _ in range(30):
        t.connector(rng.choice(made), rng.choice(made))
    catch = Catch(t.editor)
    some = 0
    for _ in range(60):
        t.select(*rng.sample(made, rng.choice((0, 0, 1, 3))))
        band = Box(rng.uniform(-50, 500), rng.uniform(-50, 500), rng.uniform(50, 600), rng.uniform(50, 600))
        expected = one_by_one(t, band, contain=contain)
        assert catch.caught(band, contain) == expected
        some += len(expected) > 5
    assert some > 20


def test_a_movement_over_what_is_known_asks_nothing_of_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    t = TestEditor()
    for number in range(50):
        t.shape(30.0 * number, 0, parent=t.container(30.0 * number, 100))
    catch = Catch(t.editor)
    t.editor.select(catch.caught(ALL, False))
    asked: list[str] = []
    parent = t.editor.view.parent
    monkeypatch.setattr(t.editor.view, "parent", lambda shape: (asked.append(shape), parent(shape))[1])
    assert len(catch.caught(ALL, False)) == 50
    assert len(asked) <= 50
