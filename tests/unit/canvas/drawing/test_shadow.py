from __future__ import annotations

from canvas.drawing.shadow import LAYERS, OFFSET, REACH


def test_layers_go_from_wide_to_narrow_and_stay_within_reach() -> None:
    spreads = [layer.spread for layer in LAYERS]
    assert spreads == sorted(spreads, reverse=True)
    assert max(OFFSET) + spreads[0] / 2 <= REACH
    assert 0 < sum(layer.opacity for layer in LAYERS) < 0.5
