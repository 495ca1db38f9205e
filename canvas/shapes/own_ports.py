"""Connection points of a single shape, set by the user instead of its kind's own.

They are kept as draw.io keeps them, in the shape's parameter "points": a JSON list of [x, y, ...] as fractions of the figure's box.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from canvas.geometry.vec import Vec
from canvas.model.records import Value

NAME = "points"
MOST = 200
"""More points of a foreign file are not read."""


def own_ports(params: Mapping[str, Value]) -> tuple[Vec, ...] | None:
    """Return the points of a shape's own, None when it has its kind's."""
    text = params.get(NAME)
    return _read(text) if isinstance(text, str) else None


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[Vec, ...] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list):
        return None
    return tuple(Vec(float(p[0]), float(p[1])) for p in found[:MOST] if _is_point(p))


def _is_point(value: object) -> bool:
    if not isinstance(value, list) or len(value) < 2:
        return False
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) and math.isfinite(v) for v in value[:2])


def ports_text(ports: Iterable[Vec]) -> str:
    """Return points as the parameter holds them."""
    return json.dumps([[round(x, 4), round(y, 4), 0] for x, y in ports], separators=(",", ":"))
