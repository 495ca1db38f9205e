"""Tests of the diagram as a tree."""

from __future__ import annotations

from canvas.commands import layers, pools
from canvas.commands.outline import Node, filtered, kind_name, outline
from tests.support.test_editor import TestEditor


def names(nodes: tuple[Node, ...]) -> list[object]:
    return [
        (n.name or n.kind or n.table, names(n.children)) if n.children else n.name or n.kind or n.table for n in nodes
    ]


def diagram() -> TestEditor:
    t = TestEditor()
    box = t.container(0, 0, text="Box")
    t.shape(0, 0, parent=box, text="In\nside", tags="hot")
    t.shape(500, 0, locked=True)
    layers.add(t.editor, "Top")
    t.shape(0, 300, text="Above", hidden=True)
    return t


def test_layers_hold_shapes_the_frontmost_first() -> None:
    t = diagram()
    found = outline(t.editor, t.editor.page)
    assert names(found) == [("Top", ["Above"]), ("layer", ["rect", ("Box", ["In side"])])]
    assert not found[0].children[0].visible
    assert found[1].children[0].locked


def test_searching_keeps_what_leads_to_it() -> None:
    t = diagram()
    found = outline(t.editor, t.editor.page)
    assert names(filtered(found, "side IN")) == [("layer", [("Box", ["In side"])])]
    assert names(filtered(found, "", "hot")) == [("layer", [("Box", ["In side"])])]
    assert filtered(found, "nothing") == ()
    assert len(filtered(found, "rect")) == 2


def test_deep_nesting_and_kinds() -> None:
    t = TestEditor()
    parent = ""
    for _ in range(1500):
        parent = t.container(0, 0, **({"parent": parent} if parent else {}))
    (layer,) = outline(t.editor, t.editor.page)
    assert len(layer.children) == 1500 - 64
    assert len(filtered((layer,), "rect")[0].children) == len(layer.children)
    assert kind_name("connector") == "Connector"
    assert kind_name("") == ""


def test_lanes_and_cells_are_listed_in_their_order() -> None:
    t = TestEditor()
    pools.insert(t.editor, 3)
    (layer,) = outline(t.editor, t.editor.page)
    assert [lane.name for lane in layer.children[0].children] == ["Lane 1", "Lane 2", "Lane 3"]
