"""What a connector's values say about its way, read leniently: files hold these as text or numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping

from canvas.model.records import Value

JETTY = 10.0
"""draw.io's unit of the straight stretch at a connector's ends."""


_PLAIN_ROUTINGS = {"straight": False, "orthogonal": True, "avoid": True}
_LED = frozenset({"waypoints", "source.port", "target.port"})
"""What leads a line elsewhere than from side to side."""


def far_orthogonal(values: Mapping[str, Value]) -> bool | None:
    """Return whether a connector seen from afar is orthogonal rather than straight; None when it takes its routed line."""
    return _PLAIN_ROUTINGS.get(values.get("routing", "straight")) if _LED.isdisjoint(values) else None


def number(value: Value, default: float) -> float:
    """Return a finite number from a number or its text, else the default."""
    if type(value) is float:
        return value if -1e6 < value < 1e6 else default
    try:
        result = float(value)
    except (TypeError, ValueError):
        return default
    return result if math.isfinite(result) and abs(result) < 1e6 else default


def jetty(values: Mapping[str, Value], end: str) -> float:
    """Return how far an orthogonal connector runs straight from its "source" or "target", scene units.

    "auto" leaves room for the arrowhead, in whole units and at least two.
    """
    value = values.get(f"param.{end}_jetty_size", values.get("param.jetty_size"))
    if value is None:
        return JETTY
    if value != "auto":
        return max(0.0, number(value, JETTY))
    side = "start" if end == "source" else "end"
    arrow = values.get(f"style.{side}_arrow", "none" if side == "start" else "classic")
    if arrow == "none":
        return 2 * JETTY
    size = number(values.get(f"style.{side}_size", 6.0), 6.0)
    return max(2, math.ceil((size + JETTY) / JETTY)) * JETTY


def segment_length(values: Mapping[str, Value]) -> float | None:
    """Return the straight length of entity relations and loops, None when the router's own is meant."""
    value = values.get("param.segment")
    return None if value is None else max(0.0, number(value, 30.0))


def loop_side(values: Mapping[str, Value]) -> str:
    """Return the side of a self loop."""
    value = values.get("style.direction", "west")
    return value if isinstance(value, str) else "west"
