"""Where a ruler has its marks: pure numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_LABEL_PX = 64.0
"""Numbers are at least so far apart, view pixels."""
LEAST_TICK_PX = 5.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark.

    Attributes:
        at: view pixels from the start of the ruler.
        label: number shown beside it, or "".
        rank: 2 with a number, 1 halfway between two of those, 0 for all others.
    """

    at: float
    label: str = ""
    rank: int = 0


def label_step(zoom: float) -> float:
    """Return the scene units between two numbers: 1, 2 or 5 times a power of ten."""
    wanted = LEAST_LABEL_PX / zoom
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(k * power for k in (1.0, 2.0, 5.0, 10.0) if k * power >= wanted * (1 - 1e-9))


def ticks(origin: float, zoom: float, length: float) -> tuple[Tick, ...]:
    """Return the marks of a ruler.

    Args:
        origin: scene coordinate at its start.
        zoom: view pixels per scene unit.
        length: view pixels.
    """
    step = label_step(zoom)
    parts = 10 if step * zoom / 10 >= LEAST_TICK_PX else 5
    fine = step / parts
    first, last = math.floor(origin / fine), math.ceil((origin + length / zoom) / fine)
    return tuple(_tick(n, parts, fine, (n * fine - origin) * zoom) for n in range(first, last + 1))


def _tick(number: int, parts: int, fine: float, at: float) -> Tick:
    if number % parts == 0:
        return Tick(at, f"{round(number * fine, 6):g}", 2)
    return Tick(at, "", 1 if 2 * number % parts == 0 else 0)
