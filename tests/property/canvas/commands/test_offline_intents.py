"""ENG-52, intent by intent: what two people want at the same time, offline, is in what merges, as far as it does not contradict.

Each does it in a whole editor, as a person does. It is tried with either of them as the one whose value stays where both write one
key, and all see the same, in whatever order the work of both arrives.
"""

from __future__ import annotations

import pytest

from canvas.commands import arrange, connectors, group, layers, pages, style, tables
from canvas.commands import text as texts
from canvas.commands.delete import delete
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels import tables as table_kernel
from canvas.kernels.arrangement import grid
from canvas.model.plan import Format, Plan, Splice
from canvas.model.records import plain
from tests.support.offline_pair import CLIENTS, Pair, at, end_at, frame, line, rect, text


def drawn(editor: Editor) -> dict[str, str]:
    """Draw what both begin with; return the shapes by name."""
    names = ("one", "two", "three", "four")
    ids = {name: rect(editor, 200.0 * at, label="hello" if name == "one" else "") for at, name in enumerate(names)}
    ids["left"], ids["right"] = frame(editor, 0.0, 400.0), frame(editor, 600.0, 400.0)
    ids["far"] = frame(editor, 1200.0, 900.0)
    ids["inner"] = rect(editor, 50.0, 450.0, ids["left"])
    ids["line"] = line(editor, ids["one"], ids["two"])
    ids["table"] = tables.insert(editor, 3, 3, at=Vec(300.0, 1500.0))
    editor.select(())
    return ids


@pytest.fixture(params=CLIENTS, ids=("ben's value stays", "ana's value stays"))
def pair(request: pytest.FixtureRequest) -> Pair:
    """Return the two, offline."""
    return Pair(request.param, drawn)


def test_eng52_two_type_at_two_places_of_one_label(pair: Pair) -> None:
    """ENG-52: labels."""
    one = pair.ids["one"]
    texts.set_label(pair.ana, one, plain("Oh, hello"))
    texts.set_label(pair.ben, one, plain("hello there"))
    assert text(pair.merge().records.shapes[one]) == "Oh, hello there"


def test_eng52_two_type_the_first_letters_of_one_label(pair: Pair) -> None:
    """ENG-52: labels."""
    two = pair.ids["two"]
    texts.set_label(pair.ana, two, plain("abc"))
    texts.set_label(pair.ben, two, plain("xyz"))
    assert text(pair.merge().records.shapes[two]) in ("abcxyz", "xyzabc")


def test_eng52_one_types_where_another_makes_bold(pair: Pair) -> None:
    """ENG-52: labels; what was there is bold, and what is typed is there, bold or not where it stands at the edge."""
    one = pair.ids["one"]
    pair.ana.apply(Plan("Bold", (Format(one, 0, 5, {"bold": True}),)))
    pair.ben.apply(Plan("Type", (Splice(one, 5, 0, " you"),)))
    label = pair.merge().records.shapes[one].label
    assert "".join(run.text for run in label) == "hello you"
    assert label[0].text.startswith("hello")
    assert label[0].marks == (("bold", True),)


def test_eng52_one_writes_anew_what_another_types_into(pair: Pair) -> None:
    """ENG-52: labels; nothing that was typed is lost."""
    one = pair.ids["one"]
    texts.set_label(pair.ana, one, plain("goodbye"))
    texts.set_label(pair.ben, one, plain("hello!"))
    found = text(pair.merge().records.shapes[one])
    assert "!" in found
    assert "bye" in found


def test_eng52_both_ends_of_one_connector(pair: Pair) -> None:
    """ENG-52: connectors; each takes another end elsewhere."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 0, end_at(pair.ana, ids["three"]))
    connectors.reconnect(pair.ben, ids["line"], 1, end_at(pair.ben, ids["four"]))
    assert pair.merge().view.ends(ids["line"]) == (ids["three"], ids["four"])


def test_eng52_one_bends_a_connector_while_another_takes_its_end_elsewhere(pair: Pair) -> None:
    """ENG-52: connectors; so with its routing and its look."""
    ids = pair.ids
    connectors.insert_waypoint(pair.ana, ids["line"], Vec(150.0, 30.0), Vec(150.0, 130.0))
    connectors.reconnect(pair.ben, ids["line"], 1, end_at(pair.ben, ids["three"]))
    connectors.set_values(pair.ben, {"style.stroke": "#ff0000"}, (ids["line"],))
    merged = pair.merge()
    assert merged.records.shapes[ids["line"]].get("waypoints") == ((150.0, 130.0),)
    assert merged.records.shapes[ids["line"]].get("style.stroke") == "#ff0000"
    assert merged.view.ends(ids["line"]) == (ids["one"], ids["three"])


def test_eng52_two_bend_one_connector(pair: Pair) -> None:
    """ENG-52: bends are one value, since they only make sense together: one of both is there, as it was meant."""
    ids = pair.ids
    connectors.insert_waypoint(pair.ana, ids["line"], Vec(150.0, 30.0), Vec(150.0, 130.0))
    connectors.insert_waypoint(pair.ben, ids["line"], Vec(150.0, 30.0), Vec(150.0, -130.0))
    bends = pair.merge().records.shapes[ids["line"]].get("waypoints")
    assert bends in (((150.0, 130.0),), ((150.0, -130.0),))


def test_eng52_a_connector_is_taken_to_a_shape_that_another_deletes(pair: Pair) -> None:
    """ENG-52: the connector stays, and is drawn; its end is free where it was left."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 1, end_at(pair.ana, ids["four"]))
    delete(pair.ben, (ids["four"],))
    merged = pair.merge()
    assert merged.view.ends(ids["line"]) == (ids["one"], "")
    route = merged.graph.route(ids["line"])
    assert route[-1] == Vec(650.0, 30.0)
    pair.ben.undo()
    assert pair.merge().view.ends(ids["line"]) == (ids["one"], ids["four"])


def test_eng52_a_new_connector_to_a_shape_that_another_deletes(pair: Pair) -> None:
    """ENG-52: it is drawn, with an end that is free."""
    ids = pair.ids
    made = line(pair.ana, ids["three"], ids["four"])
    delete(pair.ben, (ids["four"],))
    merged = pair.merge()
    assert merged.view.ends(made) == (ids["three"], "")
    assert merged.graph.route(made)[-1] == Vec(650.0, 30.0)


def test_eng52_a_connector_is_taken_from_a_shape_that_another_deletes(pair: Pair) -> None:
    """ENG-52: where it was taken to counts, not where it would have been left."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 1, end_at(pair.ana, ids["four"]))
    delete(pair.ben, (ids["two"],))
    assert pair.merge().view.ends(ids["line"]) == (ids["one"], ids["four"])


def test_eng52_a_connector_is_taken_from_a_deleted_shape_to_a_place(pair: Pair) -> None:
    """ENG-52: so with a place in the open."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 1, at(333.0, 222.0))
    delete(pair.ben, (ids["two"],))
    merged = pair.merge()
    assert merged.view.ends(ids["line"]) == (ids["one"], "")
    assert merged.graph.route(ids["line"])[-1] in (Vec(333.0, 222.0), Vec(200.0, 30.0))


def test_eng52_both_shapes_of_a_connector_go_one_by_each(pair: Pair) -> None:
    """ENG-52: neither meant the connector; it stays where it was drawn, and comes back with the shapes."""
    ids = pair.ids
    delete(pair.ana, (ids["one"],))
    delete(pair.ben, (ids["two"],))
    merged = pair.merge()
    assert merged.view.ends(ids["line"]) == ("", "")
    assert len(merged.graph.route(ids["line"])) >= 2
    pair.ana.undo()
    pair.ben.undo()
    assert pair.merge().view.ends(ids["line"]) == (ids["one"], ids["two"])


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


def test_eng52_two_take_one_end_to_two_shapes(pair: Pair) -> None:
    """ENG-52: two ends contradict; it is at one of the two shapes."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 1, end_at(pair.ana, ids["three"]))
    connectors.reconnect(pair.ben, ids["line"], 1, end_at(pair.ben, ids["four"]))
    assert pair.merge().view.ends(ids["line"]) in ((ids["one"], ids["three"]), (ids["one"], ids["four"]))


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


def test_eng52_fill_and_stroke_of_one_shape(pair: Pair) -> None:
    """ENG-52: styles; also where one gives back the default."""
    ids = pair.ids
    style.set_values(pair.ana, {"style.fill": "#00ff00", "style.dash": "4 2"}, (ids["one"],))
    style.set_values(pair.ben, {"style.stroke": "#0000ff", "style.stroke_width": 5.0}, (ids["one"],))
    pair.merge()
    style.set_values(pair.ana, {"style.fill": None}, (ids["one"],))
    style.set_values(pair.ben, {"style.opacity": 50.0}, (ids["one"],))
    found = pair.merge().records.shapes[ids["one"]]
    assert found.get("style.stroke") == "#0000ff"
    assert found.get("style.stroke_width") == 5.0
    assert found.get("style.dash") == "4 2"
    assert "style.fill" not in found.values
    assert found.get("style.opacity") == 50.0


def test_eng52_one_moves_what_another_styles_labels_and_turns(pair: Pair) -> None:
    """ENG-52: place, look, text and rotation of one shape are four intents."""
    ids = pair.ids
    arrange.move(pair.ana, Vec(0.0, 77.0), (ids["four"],))
    style.set_values(pair.ana, {"style.fill": "#00ff00"}, (ids["four"],))
    texts.set_label(pair.ben, ids["four"], plain("named"))
    pair.ben.select((ids["four"],))
    arrange.set_rotation(pair.ben, 30.0)
    found = pair.merge().records.shapes[ids["four"]]
    assert (found.y, found.get("style.fill"), text(found), found.get("rotation")) == (77.0, "#00ff00", "named", 30.0)


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


def test_eng52_one_deletes_what_another_changes(pair: Pair) -> None:
    """ENG-52: to change it contradicts; whoever deleted can take that back, with the change."""
    ids = pair.ids
    style.set_values(pair.ana, {"style.fill": "#00ff00"}, (ids["four"],))
    delete(pair.ben, (ids["four"],))
    assert ids["four"] not in pair.merge().records.shapes
    pair.ben.undo()
    assert ids["four"] in pair.merge().records.shapes
