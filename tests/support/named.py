"""Answers to what is asked about names and files of shape libraries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Named:
    """Answers as a test decides."""

    names: list[str] = field(default_factory=list)
    files: Sequence[Path] = ()
    target: Path | None = None

    def name(self, title: str, confirm: str, name: str = "") -> str:
        return self.names.pop(0) if self.names else ""

    def choose_libraries(self) -> Sequence[Path]:
        return self.files

    def save_library(self, suggested: Path) -> Path | None:
        return self.target
