"""What may be chosen when a picture is written as SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def no_blobs(_: str) -> bytes | None:
    """Know no blobs."""
    return None


@dataclass(frozen=True, slots=True)
class SvgOptions:
    """Choices for one file.

    Attributes:
        border: empty space around the content, scene units.
        scale: size in pixels per scene unit; the view box stays in scene units.
        background: "#rrggbb", a pair of colours (see `adaptive`), or None for a transparent picture.
        title: the picture's <title>.
        description: its <desc>.
        source: embedded in the `content` attribute as draw.io does, so that the file can be opened for editing.
        links: URL by shape id; http, https and mailto only, others are left out.
        tooltips: text by shape id, written as the group's <title>.
        blob: bytes of "sha256:<hex>" pictures.
    """

    border: float = 0.0
    scale: float = 1.0
    background: str | None = None
    title: str = ""
    description: str = ""
    source: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    tooltips: Mapping[str, str] = field(default_factory=dict)
    blob: Callable[[str], bytes | None] = no_blobs
