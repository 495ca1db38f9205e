from __future__ import annotations

from canvas.formats.svg.options import SvgOptions


def test_the_defaults_embed_and_link_nothing() -> None:
    options = SvgOptions()
    assert not options.source
    assert not options.links
    assert options.background is None
    assert options.blob("sha256:00") is None
