"""ENG-52, intent by intent: what two people want at the same time, offline, is in what merges, as far as it does not contradict.

Each does it in a whole editor, as a person does. It is tried with either of them as the one whose value stays where both write one
key, and all see the same, in whatever order the work of both arrives.
"""

from __future__ import annotations

from canvas.commands import arrange, connectors, style
from canvas.commands import text as texts
from canvas.commands.delete import delete
from canvas.geometry.vec import Vec
from canvas.model.plan import Format, Plan, Splice
from canvas.model.records import plain
from tests.support.offline_pair import Pair, at, end_at, line, text


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


def test_eng52_two_take_one_end_to_two_shapes(pair: Pair) -> None:
    """ENG-52: two ends contradict; it is at one of the two shapes."""
    ids = pair.ids
    connectors.reconnect(pair.ana, ids["line"], 1, end_at(pair.ana, ids["three"]))
    connectors.reconnect(pair.ben, ids["line"], 1, end_at(pair.ben, ids["four"]))
    assert pair.merge().view.ends(ids["line"]) in ((ids["one"], ids["three"]), (ids["one"], ids["four"]))


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


def test_eng52_one_deletes_what_another_changes(pair: Pair) -> None:
    """ENG-52: to change it contradicts; whoever deleted can take that back, with the change."""
    ids = pair.ids
    style.set_values(pair.ana, {"style.fill": "#00ff00"}, (ids["four"],))
    delete(pair.ben, (ids["four"],))
    assert ids["four"] not in pair.merge().records.shapes
    pair.ben.undo()
    assert ids["four"] in pair.merge().records.shapes
