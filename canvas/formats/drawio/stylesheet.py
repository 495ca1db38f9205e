"""What draw.io's predefined styles mean: the defaults of shapes and connectors, and styles that are asked for by name."""

from __future__ import annotations

from collections.abc import Mapping

THEMED = "default"
"""A colour that follows the theme."""

VERTEX: Mapping[str, str] = {
    "shape": "label",
    "perimeter": "rectanglePerimeter",
    "fontSize": "12",
    "fontFamily": "Helvetica",
    "align": "center",
    "verticalAlign": "middle",
    "fillColor": THEMED,
    "strokeColor": THEMED,
    "fontColor": THEMED,
}
EDGE: Mapping[str, str] = {
    "shape": "connector",
    "labelBackgroundColor": THEMED,
    "endArrow": "classic",
    "fontSize": "11",
    "fontFamily": "Helvetica",
    "align": "center",
    "verticalAlign": "middle",
    "rounded": "1",
    "strokeColor": THEMED,
    "fontColor": THEMED,
}

_TEXT = {"fillColor": "none", "gradientColor": "none", "strokeColor": "none", "align": "left", "verticalAlign": "top"}
_LABEL = {
    "fontStyle": "1",
    "align": "left",
    "verticalAlign": "middle",
    "spacing": "2",
    "spacingLeft": "52",
    "imageWidth": "42",
    "imageHeight": "42",
    "rounded": "1",
}
_ICON = {
    **_LABEL,
    "align": "center",
    "imageAlign": "center",
    "verticalLabelPosition": "bottom",
    "verticalAlign": "top",
    "labelBackgroundColor": THEMED,
    "spacing": "0",
    "spacingLeft": "0",
    "spacingTop": "6",
    "fontStyle": "0",
    "imageWidth": "48",
    "imageHeight": "48",
}
_IMAGE = {
    "shape": "image",
    "labelBackgroundColor": THEMED,
    "verticalAlign": "top",
    "verticalLabelPosition": "bottom",
}
_FANCY = {"shadow": "1", "glass": "1"}
_COLORS = {
    "gray": ("#B3B3B3", "#F5F5F5", "#666666"),
    "blue": ("#7EA6E0", "#DAE8FC", "#6C8EBF"),
    "green": ("#97D077", "#D5E8D4", "#82B366"),
    "turquoise": ("#67AB9F", "#D5E8D4", "#6A9153"),
    "yellow": ("#FFD966", "#FFF2CC", "#D6B656"),
    "orange": ("#FFA500", "#FFCD28", "#D79B00"),
    "red": ("#EA6B66", "#F8CECC", "#B85450"),
    "pink": ("#B5739D", "#E6D0DE", "#996185"),
    "purple": ("#8C6C9C", "#E1D5E7", "#9673A6"),
}
"""Gradient, fill and outline of the coloured styles."""


def _colored(name: str) -> dict[str, str]:
    gradient, fill, stroke = _COLORS[name]
    return {"gradientColor": gradient, "fillColor": fill, "strokeColor": stroke}


NAMED: Mapping[str, Mapping[str, str]] = {
    "text": _TEXT,
    "edgeLabel": {**_TEXT, "labelBackgroundColor": THEMED, "fontSize": "11"},
    "label": _LABEL,
    "icon": _ICON,
    "swimlane": {"shape": "swimlane", "fontSize": "12", "fontStyle": "1", "startSize": "23"},
    "group": {"verticalAlign": "top", "fillColor": "none", "strokeColor": "none", "gradientColor": "none"},
    "ellipse": {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    "rhombus": {"shape": "rhombus", "perimeter": "rhombusPerimeter"},
    "triangle": {"shape": "triangle", "perimeter": "trianglePerimeter"},
    "line": {
        "shape": "line",
        "strokeWidth": "4",
        "labelBackgroundColor": THEMED,
        "verticalAlign": "top",
        "spacingTop": "8",
    },
    "image": _IMAGE,
    "roundImage": {**_IMAGE, "perimeter": "ellipsePerimeter"},
    "rhombusImage": {**_IMAGE, "perimeter": "rhombusPerimeter"},
    "arrow": {"shape": "arrow", "edgeStyle": "none", "fillColor": THEMED},
    "fancy": _FANCY,
    **{name: {**_FANCY, **_colored(name)} for name in _COLORS},
    **{f"plain-{name}": _colored(name) for name in _COLORS},
}
"""Here "none" is a value: it overrides a default, as it does in draw.io's own sheet."""
