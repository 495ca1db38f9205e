"""What lies under a point or inside a box, by exact outline, front to back."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.page_scene import PageScene


@dataclass(frozen=True, slots=True)
class PortHit:
    """A connection point under the pointer: the shape, the port as fractions of its box, and its place in the scene."""

    shape: str
    port: Vec
    point: Vec


def hit(scene: PageScene, point: Vec, tolerance: float) -> str | None: ...
def hit_all(scene: PageScene, point: Vec, tolerance: float) -> tuple[str, ...]: ...
def within(scene: PageScene, box: Box, contain: bool) -> tuple[str, ...]: ...
def hit_port(scene: PageScene, point: Vec, tolerance: float) -> PortHit | None: ...
