from __future__ import annotations

import pytest

from app.collaboration.presence.following import look_with
from sync.protocol.presence import Presence
from tests.support.test_editor import TestEditor


def test_one_sees_all_that_the_other_sees() -> None:
    editor = TestEditor().editor
    assert look_with(editor, Presence(1, page=editor.page, viewport=(100.0, 200.0, 300.0, 300.0)))
    seen = editor.camera.visible
    assert (seen.center.x, seen.center.y) == pytest.approx((250.0, 350.0))
    assert seen.h == pytest.approx(300.0)
    assert seen.w == pytest.approx(450.0)


@pytest.mark.parametrize("viewport", [None, (0.0, 0.0, 0.0, 10.0), (1e300, 0.0, 10.0, 10.0), (0.0, 0.0, -1.0, 1.0)])
def test_nonsense_is_not_followed(viewport: tuple[float, float, float, float] | None) -> None:
    editor = TestEditor().editor
    before = editor.camera
    assert not look_with(editor, Presence(1, page=editor.page, viewport=viewport))
    assert not look_with(editor, Presence(1, page="elsewhere", viewport=(0.0, 0.0, 10.0, 10.0)))
    assert editor.camera == before
