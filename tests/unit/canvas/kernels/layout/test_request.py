from __future__ import annotations

from canvas.kernels.layout.request import Direction, Method, Request


def test_words_of_methods_and_directions_are_stable() -> None:
    assert [m.value for m in Method] == ["layered", "tree", "org_chart", "radial", "force"]
    assert [d.value for d in Direction] == ["down", "right"]


def test_a_request_leaves_room_by_default() -> None:
    asked = Request((), (), Method.TREE)
    assert min(asked.gap, asked.layer_gap) >= 20
