from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.packing import pack, unpack
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.records import LayerRecord, PageRecord, Run, ShapeRecord, Snapshot, plain

HEAD = '<mxCell id="0"/><mxCell id="1" parent="0"/>'
FILE = (
    '<mxfile host="h" unknown="u" pages="1"><diagram id="d" name="N" own="o"><mxGraphModel dx="1" odd="2" grid="1"><root>'
    + HEAD
    + "%s</root></mxGraphModel></diagram></mxfile>"
)
CELLS = (
    '<mxCell id="a" value="&lt;b&gt;bold&lt;/b&gt;&amp;nbsp;x" style=";}; foo;html=1;fillColor=#FFF;x=y" vertex="1" parent="1"'
    ' connectable="0" mystery="7"><mxGeometry x="1.50" y="2" width="30" height="40.00" as="geometry">'
    '<mxRectangle x="1" width="2" height="3" as="alternateBounds"/></mxGeometry></mxCell>'
    "<!-- between -->"
    '<UserObject label="%n%" n="v" placeholders="1" id="b" link="https://x"><mxCell style="ellipse" vertex="1" parent="1">'
    '<mxGeometry width="5" height="5" as="geometry"/></mxCell><extra><deep/></extra></UserObject>'
    '<mxCell id="e" style="edgeStyle=none" edge="1" parent="1" source="a" target="lost"><mxGeometry relative="1" as="geometry">'
    '<mxPoint x="9" y="9" as="targetPoint"/><Array as="points"/></mxGeometry></mxCell>'
    '<mxCell id="i" style="shape=image;image=data:image/png,' + "A" * 400 + ';aspect=fixed" vertex="1" parent="1"/>'
    '<mxCell id="u" vertex="1" parent="0"/>'
)


def canonical(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, method="c14n2").decode()


def cells(data: bytes) -> dict[str, str]:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    (inner,) = root.iter("root")
    return {e.get("id", "?"): etree.tostring(e, method="c14n2").decode() for e in inner if isinstance(e.tag, str)}


def edited(snapshot: Snapshot, cell: str, values: Mapping[str, Any] | None = None, **changes: Any) -> Snapshot:
    shape = snapshot.shapes[f"0-{cell}"]
    merged = {k: v for k, v in {**shape.values, **(values or {})}.items() if v is not None}
    return replace(snapshot, shapes={**snapshot.shapes, shape.id: replace(shape, values=merged, **changes)})


def test_an_unedited_file_comes_out_as_it_was() -> None:
    data = (FILE % CELLS).encode()
    assert canonical(write_drawio(read_drawio(data))) == canonical(data)


def test_compression_is_kept_or_chosen() -> None:
    text = f"<mxGraphModel><root>{HEAD}</root></mxGraphModel>"
    data = f"<mxfile><diagram>{pack(text)}</diagram></mxfile>".encode()
    kept = etree.fromstring(write_drawio(read_drawio(data)))
    assert unpack(kept[0].text or "") == text.replace(" />", "/>")
    plain_file = etree.fromstring(write_drawio(read_drawio(data), compressed=False))
    assert plain_file[0][0].tag == "mxGraphModel"


def test_a_bare_model_stays_bare() -> None:
    data = f"<mxGraphModel><root>{HEAD}</root></mxGraphModel>".encode()
    assert canonical(write_drawio(read_drawio(data))) == canonical(data)


@pytest.mark.parametrize(
    ("cell", "values", "expected"),
    [
        ("a", {"x": 99.0}, 'x="99"'),
        ("a", {"style.fill": "#123456"}, ";}; foo;html=1;fillColor=#123456;x=y"),
        ("a", {"rotation": 15.0}, "fillColor=#FFF;x=y;rotation=15"),
        ("a", {"hidden": True}, 'visible="0"'),
        ("b", {"link": "https://other"}, 'link="https://other"'),
        ("b", {"style.stroke_width": 3.0}, "ellipse;strokeWidth=3"),
        ("e", {"waypoints": ((1.0, 2.0),)}, '<Array as="points"><mxPoint x="1" y="2"></mxPoint></Array>'),
        ("e", {"routing": "orthogonal"}, "edgeStyle=orthogonalEdgeStyle"),
        ("e", {"target.point": (7.0, 8.0)}, '<mxPoint as="targetPoint" x="7" y="8">'),
        ("i", {"image": "data:image/png;base64,BBBB"}, "image=data:image/png,BBBB;aspect=fixed"),
    ],
)
def test_an_edit_changes_only_its_own_cell(cell: str, values: dict[str, Any], expected: str) -> None:
    data = (FILE % CELLS).encode()
    before = cells(data)
    after = cells(write_drawio(edited(read_drawio(data), cell, values)))
    assert {name for name in before if before[name] != after[name]} == {cell}
    assert list(before) == list(after)
    assert expected in after[cell]


def test_an_edited_label_replaces_the_markup_an_unedited_one_stays() -> None:
    data = (FILE % CELLS).encode()
    snapshot = read_drawio(data)
    after = cells(write_drawio(edited(snapshot, "a", label=(Run("new "), Run("b", (("italic", True),))))))
    assert 'value="new &lt;i>b&lt;/i>"' in after["a"]
    assert 'label="%n%"' in after["b"]
    named = cells(write_drawio(edited(snapshot, "b", label=plain("w"))))
    assert 'label="w"' in named["b"]


def test_marks_on_a_plain_label_ask_for_markup() -> None:
    data = (FILE % '<mxCell id="a" value="x" vertex="1" parent="1"/>').encode()
    after = cells(write_drawio(edited(read_drawio(data), "a", label=(Run("x", (("bold", True),)),))))
    assert 'value="&lt;b>x&lt;/b>"' in after["a"]
    assert "html=1" in after["a"]


def test_a_link_on_a_plain_cell_wraps_it() -> None:
    data = (FILE % '<mxCell id="a" value="x" vertex="1" parent="1"/>').encode()
    after = cells(write_drawio(edited(read_drawio(data), "a", {"link": "https://x"})))
    assert (
        after["a"]
        == '<UserObject id="a" label="x" link="https://x"><mxCell parent="1" vertex="1"></mxCell></UserObject>'
    )


def test_ends_follow_the_document() -> None:
    data = (FILE % CELLS).encode()
    snapshot = read_drawio(data)
    assert 'target="b"' in cells(write_drawio(edited(snapshot, "e", {"target": "0-b"})))["e"]
    free = cells(write_drawio(edited(snapshot, "e", {"source": None})))["e"]
    assert "source=" not in free
    assert 'target="lost"' in free
    without = replace(snapshot, shapes={k: v for k, v in snapshot.shapes.items() if k != "0-a"})
    assert "source=" not in cells(write_drawio(without))["e"]


def test_a_copy_gets_an_id_of_its_own() -> None:
    snapshot = read_drawio((FILE % CELLS).encode())
    copy = replace(snapshot.shapes["0-a"], id="Zcopy")
    written = write_drawio(replace(snapshot, shapes={"Zcopy": copy, **snapshot.shapes}))
    assert list(cells(written))[2:] == ["a", "Zcopy", "b", "e", "i", "u"]
    assert cells(written)["a"] == cells((FILE % CELLS).encode())["a"]
    assert len(read_drawio(written).shapes) == len(snapshot.shapes) + 1


def test_moving_into_a_group_writes_the_parent_first() -> None:
    data = (
        FILE % ('<mxCell id="a" vertex="1" parent="1"/><mxCell id="g" style="group" vertex="1" parent="1"/>')
    ).encode()
    after = cells(write_drawio(edited(read_drawio(data), "a", {"parent": "0-g"})))
    assert list(after) == ["0", "1", "g", "a"]
    assert 'parent="g"' in after["a"]


def test_pages_and_layers_follow_the_document() -> None:
    snapshot = read_drawio((FILE % CELLS).encode())
    (page,) = snapshot.pages.values()
    (layer,) = snapshot.layers.values()
    page = replace(page, values={**page.values, "name": "Renamed", "background": "#111111", "grid": False})
    layer = replace(layer, values={**layer.values, "name": "Base", "locked": True, "visible": False})
    written = write_drawio(replace(snapshot, pages={page.id: page}, layers={layer.id: layer}))
    text = written.decode()
    assert 'name="Renamed"' in text
    assert 'background="#111111"' in text
    assert 'grid="0"' in text
    assert cells(written)["1"] == '<mxCell id="1" parent="0" style="locked=1;" value="Base" visible="0"></mxCell>'


def new_diagram(*shapes: ShapeRecord) -> Snapshot:
    placed = {
        s.id: replace(s, values={"page": "p", "layer": "l", "order": f"a{i}", **s.values}) for i, s in enumerate(shapes)
    }
    page, layer = PageRecord("p", {"name": "One", "order": "a0"}), LayerRecord("l", {"page": "p", "order": "a0"})
    return Snapshot({"schema": 1.0}, {"p": page}, {"l": layer}, placed)


def test_a_new_diagram_is_a_file_that_reads_back() -> None:
    values: dict[str, Any] = {"x": 1.0, "y": 2.0, "w": 30.0, "h": 40.0}
    snapshot = new_diagram(
        ShapeRecord("s1", {"kind": "rect", **values, "style.rounded": True, "style.fill": "#dae8fc"}, plain("Hi")),
        ShapeRecord("s2", {"kind": "hexagon", **values, "style.font_weight": 600.0}),
        ShapeRecord("s3", {"kind": "text", **values}, (Run("b", (("bold", True),)),)),
        ShapeRecord("s4", {"kind": "rect", **values, "freehand": ((0.0, 0.0), (3.0, 4.0))}),
        ShapeRecord("c1", {"kind": "connector", "source": "s1", "target": "s2", "routing": "orthogonal",
                           "target.port": (0.0, 0.5), "style.end_arrow": "block"}),
    )  # fmt: skip
    data = write_drawio(snapshot)
    assert data.startswith(b"<mxfile")
    shapes = {str(s.get(foreign_keys.ID)): s for s in read_drawio(data).shapes.values()}
    for name, shape in snapshot.shapes.items():
        found = shapes[name]
        kept = {k: v for k, v in shape.values.items() if k not in {"page", "layer", "order", "source", "target"}}
        assert {k: found.get(k) for k in kept} == kept
        assert found.label == shape.label
    assert (shapes["c1"].get("source"), shapes["c1"].get("target")) == (shapes["s1"].id, shapes["s2"].id)


def test_what_peers_wrote_into_kept_keys_does_no_harm() -> None:
    bad: dict[str, Any] = {
        foreign_keys.CELL: "<broken", foreign_keys.STYLE: 7.0, foreign_keys.ID: "\x00\ud800", foreign_keys.LABEL: ("x",),
    }  # fmt: skip
    snapshot = new_diagram(
        ShapeRecord("s1", {"kind": "rect", **bad}, plain("a\x0b\x00b")),
        ShapeRecord("s2", {"kind": "rect", foreign_keys.CELL: '<!DOCTYPE a [<!ENTITY x "y">]><mxCell/>'}),
        ShapeRecord("s3", {"kind": "rect", foreign_keys.CELL: "<other/>", "parent": "s3"}),
    )
    page = replace(snapshot.pages["p"], values={**snapshot.pages["p"].values, foreign_keys.MODEL: "<x/>", foreign_keys.DIAGRAM: 3.0,
                   foreign_keys.ROOT: "<", foreign_keys.EXTRAS: (("a", "<"), 5.0, ("a0", "<ok/>"))})  # fmt: skip
    data = write_drawio(replace(snapshot, pages={"p": page}, meta={foreign_keys.FILE: "<<"}))
    assert b"<ok/>" in data
    assert [shape.text for shape in read_drawio(data).shapes.values()] == ["ab", "", ""]


def test_changing_the_kind_starts_from_the_new_kind() -> None:
    data = (FILE % '<mxCell id="a" style="ellipse;html=1;fillColor=#fff000" vertex="1" parent="1"/>').encode()
    for kind in ("rect", "rhombus", "text", "hexagon", "cloud"):
        (shape,) = read_drawio(write_drawio(edited(read_drawio(data), "a", {"kind": kind}))).shapes.values()
        assert shape.kind == kind
        assert shape.get("style.fill") == "#fff000"
        assert shape.get("style.perimeter") is None


def test_what_a_pool_arranges_is_written_where_it_is_seen() -> None:
    """VIEW-11 for readers that do not know it: the numbers in the file are those of the picture."""
    pool = {"kind": "swimlane", "arrangement": "stack", "style.horizontal": False, "param.start_size": 20.0, "w": 220.0}
    lane = {"kind": "swimlane", "parent": "p", "h": 40.0}
    shapes = {
        "p": ShapeRecord("p", pool),
        "a": ShapeRecord("a", {**lane, "order": "a"}),
        "b": ShapeRecord("b", {**lane, "order": "b", "y": 7.0}),
    }
    again = read_drawio(write_drawio(Snapshot(shapes=shapes))).shapes
    assert [(again[i].x, again[i].y, again[i].w, again[i].h) for i in ("0-p", "0-a", "0-b")] == [
        (0, 0, 220, 80),
        (20, 0, 200, 40),
        (20, 40, 200, 40),
    ]
    assert "arrangement" not in again["0-p"].values
