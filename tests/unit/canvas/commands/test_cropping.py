from __future__ import annotations

from canvas.commands.cropping import crop, croppable, cropped, uncrop
from canvas.geometry.box import Box
from tests.support.test_editor import TestEditor


def test_only_pictures_that_may_be_changed_are_cropped() -> None:
    t = TestEditor()
    a = t.shape(0, 0, kind="image", image="data:,")
    assert croppable(t.editor, a)
    assert not croppable(t.editor, t.shape(0, 0))
    assert not croppable(t.editor, t.shape(0, 0, kind="image"))
    assert not croppable(t.editor, t.shape(0, 0, kind="image", image="data:,", locked=True))
    assert not croppable(t.editor, t.connector(a, ""))
    assert not croppable(t.editor, "gone")


def test_cropping_and_having_it_whole_again_are_one_step_each() -> None:
    t = TestEditor()
    a = t.shape(100, 100, 200, 100, kind="image", image="data:,")
    before, steps = t.snapshot(), t.steps()
    t.select(a)
    assert cropped(t.editor) == ()
    assert crop(t.editor, a, Box(150, 100, 150, 100), Box(100, 100, 200, 100))
    assert (t.box(a), t.record(a).get("crop.left")) == (Box(150, 100, 150, 100), 0.25)
    assert cropped(t.editor) == (a,)
    assert uncrop(t.editor)
    assert t.snapshot() == before
    assert t.steps() == steps + 2
    assert not uncrop(t.editor)
