"""ENG-52, intent by intent: containers, order, pages, layers and tables; as ``test_offline_intents``."""

from __future__ import annotations

from canvas.commands import arrange, group, layers, pages, tables
from canvas.commands import text as texts
from canvas.commands.delete import delete
from canvas.geometry.vec import Vec
from canvas.kernels import tables as table_kernel
from canvas.kernels.arrangement import grid
from canvas.model.records import plain
from tests.support.offline_pair import Pair, rect, text


def test_eng52_two_move_one_shape_into_two_containers(pair: Pair) -> None:
    """ENG-52: it is in one of them, just where its mover left it."""
    ids = pair.ids
    pair.ana.select((ids["three"],))
    arrange.move(pair.ana, Vec(-300.0, 500.0), drop=Vec(150.0, 530.0))
    pair.ben.select((ids["three"],))
    arrange.move(pair.ben, Vec(900.0, 1000.0), drop=Vec(1350.0, 1030.0))
    merged = pair.merge()
    box = merged.graph.box(ids["three"])
    found = merged.view.parent(ids["three"]), (box.x, box.y)
    assert found in ((ids["left"], (100.0, 500.0)), (ids["far"], (1300.0, 1000.0)))


def test_eng52_two_move_one_shape_into_two_containers_at_one_height(pair: Pair) -> None:
    """ENG-52: also where one of the coordinates within the container is what it was before."""
    ids = pair.ids
    pair.ana.select((ids["inner"],))
    arrange.move(pair.ana, Vec(600.0, 0.0), drop=Vec(700.0, 480.0))
    pair.ben.select((ids["inner"],))
    arrange.move(pair.ben, Vec(1200.0, 520.0), drop=Vec(1300.0, 1000.0))
    merged = pair.merge()
    box = merged.graph.box(ids["inner"])
    found = merged.view.parent(ids["inner"]), (box.x, box.y)
    assert found in ((ids["right"], (650.0, 450.0)), (ids["far"], (1250.0, 970.0)))


def test_eng52_one_moves_within_a_container_what_another_moves_into_another(pair: Pair) -> None:
    """ENG-52: two places contradict; it is in the container that one of them chose, at the place that one of them gave it."""
    ids = pair.ids
    pair.ana.select((ids["inner"],))
    arrange.move(pair.ana, Vec(1200.0, 520.0), drop=Vec(1300.0, 1000.0))
    pair.ben.select((ids["inner"],))
    arrange.nudge(pair.ben, 20.0, 10.0)
    merged = pair.merge()
    assert merged.view.parent(ids["inner"]) == ids["far"]
    record = merged.records.shapes[ids["inner"]]
    assert (record.x, record.y) in ((50.0, 70.0), (70.0, 60.0))


def test_eng52_one_takes_out_what_another_moves_into_another_container(pair: Pair) -> None:
    """ENG-52: it is where one of them put it, not in the one's container at the other one's place."""
    ids = pair.ids
    pair.ana.select((ids["inner"],))
    arrange.move(pair.ana, Vec(1200.0, 520.0), drop=Vec(1300.0, 1000.0))
    pair.ben.select((ids["inner"],))
    group.take_out(pair.ben)
    merged = pair.merge()
    box = merged.graph.box(ids["inner"])
    assert (merged.view.parent(ids["inner"]), (box.x, box.y)) in ((ids["far"], (1250.0, 970.0)), ("", (50.0, 450.0)))


def test_eng52_one_moves_into_a_container_what_another_takes_out_of_it(pair: Pair) -> None:
    """ENG-52: two shapes, each where it was put."""
    ids = pair.ids
    pair.ana.select((ids["three"],))
    arrange.move(pair.ana, Vec(-300.0, 500.0), drop=Vec(150.0, 530.0))
    pair.ben.select((ids["inner"],))
    group.take_out(pair.ben)
    merged = pair.merge()
    assert (merged.view.parent(ids["three"]), merged.view.parent(ids["inner"])) == (ids["left"], "")
    assert merged.graph.box(ids["inner"]).x == 50.0


def test_eng52_each_moves_one_container_into_the_other(pair: Pair) -> None:
    """ENG-52: both are there, one of them in the other; nothing vanishes in the circle."""
    ids = pair.ids
    pair.ana.select((ids["left"],))
    arrange.move(pair.ana, Vec(650.0, 10.0), drop=Vec(700.0, 600.0))
    pair.ben.select((ids["right"],))
    arrange.move(pair.ben, Vec(-550.0, 10.0), drop=Vec(300.0, 650.0))
    merged = pair.merge()
    parents = merged.view.parent(ids["left"]), merged.view.parent(ids["right"])
    assert sorted(parents) in (sorted(("", ids["left"])), sorted(("", ids["right"])))
    painted = merged.view.paint_order(merged.page)
    assert {ids["left"], ids["right"], ids["inner"]} <= set(painted)


def test_eng52_one_deletes_a_container_into_which_another_draws(pair: Pair) -> None:
    """ENG-52: what was drawn stays, on the page, where it was seen; what was in there before is gone with it."""
    ids = pair.ids
    mine = rect(pair.ana, 150.0, 500.0, ids["left"])
    pair.ana.select((ids["three"],))
    arrange.move(pair.ana, Vec(-300.0, 500.0), drop=Vec(150.0, 530.0))
    delete(pair.ben, (ids["left"],))
    merged = pair.merge()
    assert ids["left"] not in merged.records.shapes
    assert ids["inner"] not in merged.records.shapes
    assert merged.view.parent(mine) == merged.view.parent(ids["three"]) == ""
    assert mine in merged.view.paint_order(merged.page)
    pair.ben.undo()
    assert pair.merge().view.parent(mine) == ids["left"]


def test_eng52_one_deletes_a_container_out_of_which_another_takes_something(pair: Pair) -> None:
    """ENG-52: to delete it contradicts; it is gone for both."""
    ids = pair.ids
    pair.ana.select((ids["inner"],))
    group.take_out(pair.ana)
    delete(pair.ben, (ids["left"],))
    assert ids["inner"] not in pair.merge().records.shapes


def test_eng52_two_bring_two_shapes_to_the_front(pair: Pair) -> None:
    """ENG-52: order; both are in front of all others."""
    ids = pair.ids
    for editor, name in ((pair.ana, "one"), (pair.ben, "two")):
        editor.select((ids[name],))
        arrange.arrange(editor, "front")
    painted = pair.merge().view.paint_order(pair.ana.page)
    assert set(painted[-2:]) == {ids["one"], ids["two"]}


def test_eng52_one_to_the_front_and_another_to_the_back(pair: Pair) -> None:
    """ENG-52: order."""
    ids = pair.ids
    pair.ana.select((ids["one"],))
    arrange.arrange(pair.ana, "front")
    pair.ben.select((ids["four"],))
    arrange.arrange(pair.ben, "back")
    painted = pair.merge().view.paint_order(pair.ana.page)
    assert (painted[0], painted[-1]) == (ids["four"], ids["one"])


def test_eng52_pages_are_added_named_and_moved(pair: Pair) -> None:
    """ENG-52: pages."""
    first = pair.ana.view.pages()[0]
    added = pages.add(pair.ana, "Hers"), pages.add(pair.ben, "His")
    pages.rename(pair.ana, first, "Front")
    pages.set_value(pair.ben, first, "background", "#eeeeee")
    pages.move(pair.ben, added[1], 0)
    merged = pair.merge()
    assert set(merged.view.pages()) == {first, *added}
    assert merged.view.pages()[0] == added[1]
    page = merged.records.pages[first]
    assert (page.name, page.get("background")) == ("Front", "#eeeeee")


def test_eng52_one_draws_on_a_page_that_another_deletes(pair: Pair) -> None:
    """ENG-52: what was drawn is on the first page; undo of the deletion puts it back."""
    second = pages.add(pair.ana, "Second")
    pair.merge()
    pair.ana.set_page(second)
    mine = rect(pair.ana, 10.0, 20.0)
    pages.delete(pair.ben, second)
    merged = pair.merge()
    assert merged.view.place(mine)[0] == merged.view.pages()[0]
    assert mine in merged.view.paint_order(merged.view.pages()[0])
    pair.ben.undo()
    assert pair.merge().view.place(mine)[0] == second


def test_eng52_each_deletes_another_of_two_pages(pair: Pair) -> None:
    """ENG-52: there is always a page to draw on."""
    first = pair.ana.view.pages()[0]
    second = pages.add(pair.ana, "Second")
    pair.merge()
    pages.delete(pair.ana, first)
    pages.delete(pair.ben, second)
    merged = pair.merge()
    assert len(merged.view.pages()) == 1
    mine = rect(pair.ana, 1.0, 2.0)
    assert mine in pair.merge().view.paint_order(pair.ben.view.pages()[0])


def test_eng52_one_hides_and_locks_a_layer_into_which_another_draws(pair: Pair) -> None:
    """ENG-52: layers; and what is drawn on a layer that is deleted comes to the page's first one."""
    layer = layers.add(pair.ana, "Notes")
    pair.merge()
    layers.set_locked(pair.ana, layer, True)
    pair.ben.set_layer(layer)
    mine = rect(pair.ben, 5.0, 5.0)
    merged = pair.merge()
    assert merged.records.layers[layer].get("locked") is True
    assert merged.view.place(mine)[1] == layer
    layers.set_locked(pair.ana, layer, False)
    pair.merge()
    late = rect(pair.ben, 6.0, 6.0)
    layers.delete(pair.ana, layer)
    merged = pair.merge()
    assert merged.view.place(late)[1] == merged.view.layers(merged.page)[0]


def test_eng52_a_row_and_a_column_of_one_table(pair: Pair) -> None:
    """ENG-52: tables; the grid has both, and the texts of both."""
    table = pair.ids["table"]
    cells = table_kernel.read(pair.ana.graph, table).cells
    pair.ana.select((cells[1, 1],))
    tables.insert_row(pair.ana)
    texts.set_label(pair.ana, cells[0, 0], plain("hers"))
    pair.ben.select((cells[1, 1],))
    tables.insert_column(pair.ben)
    texts.set_label(pair.ben, cells[2, 2], plain("his"))
    merged = pair.merge()
    found = grid(table, merged.records.shapes, merged.view)
    assert (len(found.rows), len(found.columns)) == (4, 4)
    assert [text(merged.records.shapes[cells[at]]) for at in ((0, 0), (2, 2))] == ["hers", "his"]


def test_eng52_one_writes_into_a_row_that_another_moves(pair: Pair) -> None:
    """ENG-52: tables; the text goes with its row, and a width with its column."""
    table = pair.ids["table"]
    read = table_kernel.read(pair.ana.graph, table)
    pair.ana.select((read.cells[0, 0],))
    tables.move_row(pair.ana, 1)
    texts.set_label(pair.ben, read.cells[0, 1], plain("moves along"))
    merged = pair.merge()
    after = table_kernel.read(merged.graph, table)
    assert after.rows[1] == read.rows[0]
    assert text(merged.records.shapes[after.cells[1, 1]]) == "moves along"


def test_eng52_one_deletes_a_row_while_another_adds_one_beside_it(pair: Pair) -> None:
    """ENG-52: tables."""
    table = pair.ids["table"]
    cells = table_kernel.read(pair.ana.graph, table).cells
    pair.ana.select((cells[1, 0],))
    tables.delete_rows(pair.ana)
    pair.ben.select((cells[1, 0],))
    tables.insert_row(pair.ben)
    pair.ben.select(())
    merged = pair.merge()
    found = table_kernel.read(merged.graph, table)
    assert len(found.rows) == 3
    assert cells[1, 0] not in merged.records.shapes
