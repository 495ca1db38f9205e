"""Tests of shutting containers (VIEW-12)."""

from __future__ import annotations

import pytest

from canvas.kernels.edits import plan_of
from canvas.kernels.fold import fold, folded_size, is_foldable
from canvas.model.records import ShapeRecord
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ({"kind": "swimlane", "param.start_size": 26.0}, (300, 26)),
        ({"kind": "swimlane", "style.horizontal": False, "param.start_size": 20.0}, (30, 200)),
        ({"kind": "rect"}, (160, 40)),
        ({"kind": "table", "param.start_size": 0.0}, (160, 40)),
    ],
)
def test_the_first_folded_size_is_the_head_or_a_small_box(values: dict[str, object], size: tuple[float, float]) -> None:
    assert folded_size(ShapeRecord("s", values), 300, 200) == size


def test_a_folded_size_is_kept_and_the_open_one_too() -> None:
    t = TestEditor()
    box = t.container(10, 20)
    t.shape(0, 0, parent=box)
    for shut, size in ((True, (160, 40)), (False, (300, 200))):
        t.history.apply(plan_of("Fold", fold(t.graph, box, shut=shut), t.document.records.shapes))
        assert t.box(box)[2:] == size
    t.history.apply(plan_of("Size", {box: {"folded_w": 90.0}}, t.document.records.shapes))
    t.history.apply(plan_of("Fold", fold(t.graph, box, shut=True), t.document.records.shapes))
    assert t.box(box) == (10, 20, 90, 40)


def test_what_can_be_shut() -> None:
    t = TestEditor()
    box, empty, plain = t.container(0, 0), t.container(0, 0), t.shape(0, 0)
    t.shape(0, 0, parent=box)
    line = t.connector(box, plain)
    assert is_foldable(t.graph, box)
    assert not any(is_foldable(t.graph, i) for i in (empty, plain, line, "gone"))
