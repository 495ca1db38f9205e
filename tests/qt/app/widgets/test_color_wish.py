from __future__ import annotations

from app.widgets.color_wish import ColorWish


def test_a_wish_without_opacity_takes_opacities_in_silence() -> None:
    heard: list[str] = []
    wish = ColorWish("#ffffff", heard.append, heard.clear, heard.append)
    wish.opacity_previewed(50.0)
    wish.opacity_done(50.0)
    assert heard == []
    assert wish.opacity is None
