from __future__ import annotations

from app.exporting.reading import read_snapshot
from canvas.model.view import GraphView
from canvas.scene.page_layout import page_layout
from canvas.scene.page_scene import PageScene
from tests.conftest import ROOT
from tests.support.text_engine import FixedTextEngine


def test_places_and_lines_are_those_of_the_painted_page() -> None:
    path = ROOT / "resources" / "examples" / "checkout.drawio"
    snapshot = read_snapshot(
        path.read_bytes().replace(b"edgeStyle=orthogonalEdgeStyle", b"edgeStyle=orthogonalEdgeStyle;aioRouting=avoid"),
        path.name,
    )
    view = GraphView(snapshot)
    page = view.pages()[0]
    scene = PageScene(snapshot, view, page, FixedTextEngine())
    layout = page_layout(snapshot, view, page)
    lines = [i for i in scene.order if snapshot.shapes[i].get("routing") == "avoid"]
    assert lines
    assert {i: layout.points(i) for i in lines} == {i: scene.points(i) for i in lines}
    assert {i: layout.box(i) for i in scene.order} == {i: scene.box(i) for i in scene.order}
