from __future__ import annotations

from canvas.drawing.display_list import DisplayEntry, Fill, Gradient, PathItem, Placement
from canvas.geometry.box import Box
from canvas.geometry.path_builder import rect_path


def test_entries_are_values() -> None:
    def entry(color: str) -> DisplayEntry:
        item = PathItem(rect_path(0, 0, 9, 9), Fill(color, gradient=Gradient(color, "#000000")))
        return DisplayEntry("a", "rect", Placement(Box(1, 2, 9, 9)), (item,), Box(1, 2, 9, 9))

    assert entry("#ffffff") == entry("#ffffff")
    assert hash(entry("#ffffff").items[0]) == hash(entry("#ffffff").items[0])
    assert entry("#ffffff") != entry("#fffffe")


def test_a_connector_lies_in_scene_space() -> None:
    assert Placement() == Placement(Box(0, 0, 0, 0), 0, False, False)
