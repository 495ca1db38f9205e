from __future__ import annotations

import pytest

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.packing import pack
from canvas.formats.drawio.reader import read_drawio, title_of
from canvas.formats.png.embed import embed_source
from canvas.model.records import ShapeRecord, Snapshot

HEAD = '<mxCell id="0"/><mxCell id="1" parent="0"/>'
MODEL = '<mxGraphModel background="#ffeedd" pageWidth="400" grid="0"><root>' + HEAD + "%s</root></mxGraphModel>"
BOX = '<mxCell id="%s" value="%s" style="%s" vertex="1" parent="%s"><mxGeometry %s as="geometry"/></mxCell>'
EDGE = (
    '<mxCell id="%s" style="%s" edge="1" parent="1" %s><mxGeometry relative="1" as="geometry">%s</mxGeometry></mxCell>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def box(
    cell_id: str, value: str = "", style: str = "", parent: str = "1", place: str = 'width="10" height="10"'
) -> str:
    return BOX % (cell_id, value, style, parent, place)


def model(*cells: str) -> bytes:
    return (MODEL % "".join(cells)).encode()


def by_id(snapshot: Snapshot) -> dict[str, ShapeRecord]:
    return {str(shape.get(foreign_keys.ID)): shape for shape in snapshot.shapes.values()}


def one(*cells: str) -> ShapeRecord:
    return by_id(read_drawio(model(*cells)))["a"]


def test_a_bare_model_is_one_page() -> None:
    snapshot = read_drawio(model(box("a", place='x="1" y="2" width="30" height="40"')), "dir/My plan.drawio.xml")
    (page,) = snapshot.pages.values()
    assert (page.name, page.get("background"), page.get("width"), page.get("grid")) == (
        "Page-1",
        "#ffeedd",
        400.0,
        False,
    )
    assert snapshot.meta["title"] == "My plan"
    (shape,) = snapshot.shapes.values()
    assert (shape.kind, shape.x, shape.y, shape.w, shape.h) == ("rect", 1.0, 2.0, 30.0, 40.0)
    assert shape.layer in snapshot.layers
    assert shape.page == page.id


def test_several_pages_plain_and_compressed_share_cell_ids() -> None:
    text = model(box("a", "one")).decode()
    file = (
        f'<mxfile><diagram id="x" name="First">{text}</diagram><diagram name="Second">{pack(text)}</diagram></mxfile>'
    )
    snapshot = read_drawio(file.encode())
    pages = sorted(snapshot.pages.values(), key=lambda page: page.order)
    assert [(page.name, page.get(foreign_keys.COMPRESSED, False)) for page in pages] == [
        ("First", False),
        ("Second", True),
    ]
    assert [shape.text for shape in snapshot.shapes.values()] == ["one", "one"]
    assert len(snapshot.shapes) == 2


def test_diagrams_inside_pictures() -> None:
    file = "<mxfile><diagram>" + model(box("a", "x")).decode() + "</diagram></mxfile>"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" content="%s"/>'
    for data in (
        (svg % file.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")).encode(),
        (svg % pack(file)).encode(),
        embed_source(PNG, file),
    ):
        assert [shape.text for shape in read_drawio(data).shapes.values()] == ["x"]


@pytest.mark.parametrize(
    "data",
    [b"", b"  ", b"<html/>", b"<svg/>", PNG, b"%PDF-1.7", b"<mxfile><diagram>AAAA</diagram></mxfile>",
     b"<mxfile><diagram>&lt;a/&gt;</diagram></mxfile>", PNG[:40]],
)  # fmt: skip
def test_what_is_no_diagram_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        read_drawio(data)


def test_an_empty_page_is_a_page_with_a_layer() -> None:
    snapshot = read_drawio(b'<mxfile><diagram name="E"/></mxfile>')
    assert [page.name for page in snapshot.pages.values()] == ["E"]
    assert len(snapshot.layers) == 1


def test_layers_keep_names_visibility_and_locks_in_order() -> None:
    data = model('<mxCell id="2" value="Top" style="locked=1;" visible="0" parent="0"/>', box("a", parent="2"))
    snapshot = read_drawio(data)
    layers = sorted(snapshot.layers.values(), key=lambda layer: layer.order)
    assert [(layer.name, layer.visible, layer.locked) for layer in layers] == [("", True, False), ("Top", False, True)]
    assert by_id(snapshot)["a"].layer == layers[1].id


def test_groups_nest_and_children_know_their_layer() -> None:
    shapes = by_id(read_drawio(model(box("g", style="group"), box("c", parent="g"), box("d", parent="c"))))
    assert shapes["g"].kind == "group"
    assert shapes["c"].parent == shapes["g"].id
    assert shapes["d"].parent == shapes["c"].id
    assert shapes["d"].layer == shapes["g"].layer


def test_hidden_collapsed_rotated_and_relative() -> None:
    shape = one(
        '<mxCell id="a" style="rotation=30;flipV=1" vertex="1" visible="0" collapsed="1" parent="1">'
        '<mxGeometry x="0.5" y="1" width="8" height="9" relative="1" as="geometry"><mxPoint x="-4" y="3" as="offset"/>'
        "</mxGeometry></mxCell>"
    )
    found = {
        key: shape.get(key) for key in ("hidden", "collapsed", "rotation", "flip_v", "relative", "x", "y", "dx", "dy")
    }
    assert found == {
        "hidden": True, "collapsed": True, "rotation": 30.0, "flip_v": True, "relative": True, "x": 0.5, "y": 1.0,
        "dx": -4.0, "dy": 3.0,
    }  # fmt: skip


def test_connectors_with_ends_points_and_ports() -> None:
    points = (
        '<Array as="points"><mxPoint x="5" y="6"/><mxPoint x="7"/></Array>'
        '<mxPoint x="1" y="2" as="sourcePoint"/><mxPoint x="3" y="4" as="targetPoint"/>'
    )
    snapshot = read_drawio(model(box("b"), EDGE % ("a", "exitX=1;exitY=0.5", 'source="b" target="gone"', points)))
    shapes = by_id(snapshot)
    edge = shapes["a"]
    assert edge.is_connector
    assert (edge.get("source"), edge.get("target")) == (shapes["b"].id, None)
    assert edge.get("waypoints") == ((5.0, 6.0), (7.0, 0.0))
    assert (edge.get("source.point"), edge.get("target.point")) == ((1.0, 2.0), (3.0, 4.0))
    assert edge.get("source.port") == (1.0, 0.5)
    assert edge.get("w") is None


def test_labels_on_connectors_are_their_children() -> None:
    label = box("l", "yes", "edgeLabel;html=1", "a", 'x="-0.5" y="10" relative="1"')
    shapes = by_id(read_drawio(model(EDGE % ("a", "", "", ""), label)))
    assert shapes["l"].parent == shapes["a"].id
    assert (shapes["l"].kind, shapes["l"].x, shapes["l"].y, shapes["l"].get("relative")) == ("text", -0.5, 10.0, True)


def test_wrappers_give_links_tooltips_tags_and_placeholders() -> None:
    shape = one(
        '<UserObject id="a" label="%name% on %page%: %nobody%" name="Ann" placeholders="1" link="https://x" tooltip="t"'
        ' tags="x y"><mxCell vertex="1" parent="1"/></UserObject>'
    )
    assert shape.text == "Ann on Page-1: %nobody%"
    assert (shape.get("link"), shape.get("tooltip"), shape.get("tags")) == ("https://x", "t", "x y")
    assert shape.get(foreign_keys.LABEL) == "%name% on %page%: %nobody%"


def test_placeholders_look_in_parents_and_in_the_files_variables() -> None:
    cells = (
        '<object id="g" label="" team="Core"><mxCell vertex="1" parent="1"/></object>'
        '<object id="a" label="%team% %v%" placeholders="1"><mxCell vertex="1" parent="g"/></object>'
    )
    file = f'<mxfile vars=\'{{"v":"42"}}\'><diagram>{model(cells).decode()}</diagram></mxfile>'
    assert by_id(read_drawio(file.encode()))["a"].text == "Core 42"


def test_long_pictures_are_kept_once() -> None:
    shape = one(box("a", style="shape=image;image=data:image/png," + "A" * 5000 + ";aspect=fixed"))
    assert len(str(shape.get("image"))) > 5000
    assert shape.get(foreign_keys.STYLE) == "shape=image;image=*;aspect=fixed"


def test_unknown_content_is_kept() -> None:
    snapshot = read_drawio(model("<!-- note -->", '<plugin a="1"/>', box("a")))
    (page,) = snapshot.pages.values()
    assert [text for _, text in page.get(foreign_keys.EXTRAS)] == ["<!-- note -->", '<plugin a="1"/>']
    assert len(snapshot.shapes) == 1


def test_a_second_cell_of_an_id_gets_its_own() -> None:
    snapshot = read_drawio(model(box("a", "first"), box("a", "second"), EDGE % ("e", "", 'source="a"', "")))
    assert sorted(shape.text for shape in snapshot.shapes.values()) == ["", "first", "second"]
    edge = by_id(snapshot)["e"]
    assert snapshot.shapes[str(edge.get("source"))].text == "first"


def test_ids_that_are_no_words_are_hashed() -> None:
    shape = one(box("a"))
    assert shape.id == "0-a"
    (odd,) = read_drawio(model(box("\u00fc \u20ac" * 100))).shapes.values()
    assert odd.id.isascii()
    assert len(odd.id) < 50


def test_equal_bytes_give_equal_records() -> None:
    data = model(box("a", "x"), box("b"))
    assert read_drawio(data, "n") == read_drawio(data, "n")


def test_a_circle_of_parents_is_read() -> None:
    shapes = by_id(read_drawio(model(box("a", parent="b"), box("b", parent="a"), box("c", parent="c"))))
    assert len({shape.layer for shape in shapes.values()}) == 1
    assert shapes["c"].parent == ""


def test_numbers_beyond_reason_become_harmless() -> None:
    shape = one(
        box("a", style="strokeWidth=1e999;fontSize=-5;rotation=NaN", place='x="1e300" y="nan" width="-5" height="1e9"')
    )
    assert (shape.x, shape.y, shape.w, shape.h) == (1e7, 0.0, 0.0, 1e7)
    assert shape.get("style.font_size") == 1.0
    assert shape.get("rotation") is None


def test_limits() -> None:
    with pytest.raises(LimitExceeded):
        read_drawio(b" " * (limits.FILE_BYTES + 1))
    with pytest.raises(LimitExceeded, match="pages"):
        read_drawio(b"<mxfile>" + b"<diagram/>" * (limits.PAGES + 1) + b"</mxfile>")
    with pytest.raises(LimitExceeded, match="cells"):
        read_drawio(model('<mxCell id="z"/>' * (limits.CELLS + 1)))
    with pytest.raises(LimitExceeded, match="label"):
        read_drawio(model(box("a", "x" * (limits.LABEL_CHARS + 1))))
    points = '<Array as="points">' + "<mxPoint/>" * (limits.WAYPOINTS + 1) + "</Array>"
    with pytest.raises(LimitExceeded, match="way points"):
        read_drawio(model(EDGE % ("a", "", "", points)))


def test_titles() -> None:
    assert [title_of(n) for n in ("a/b.drawio", "b.drawio.svg", "b.png", "b")] == ["b", "b", "b", "b"]
