from __future__ import annotations

import pytest

from canvas.shapes.library.looks import values_of


def test_later_looks_and_styles_win() -> None:
    values = values_of("grey dashed red", {"stroke": "#000000", "routing": "straight"}, {"size": 3.0})
    assert values["style.fill"] == "#ffe1e1"
    assert values["style.stroke"] == "#000000"
    assert values["style.dash"] == "dashed"
    assert values["routing"] == "straight"
    assert values["param.size"] == 3.0


@pytest.mark.parametrize(("look", "style"), [("nothing", {}), ("", {"colour": "red"})])
def test_unknown_names_are_refused(look: str, style: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        values_of(look, style, {})
