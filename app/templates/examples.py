"""The examples that come with the program, as templates."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from PySide6.QtCore import QCoreApplication

from app.templates.shelf import Template
from canvas.model.records import Snapshot

_EXAMPLES: dict[str, tuple[str, str, str, str]] = {
    "bug-triage": ("Flowchart", "Process", "workflow", "bug triage decision steps"),
    "checkout": ("Architecture", "Software", "boxes", "checkout services system database"),
}
"""Title, category, icon and further words by file name without its ending."""


class ExampleShelf:
    """Reads the examples' files."""

    def templates(self) -> Sequence[Template]:
        """Return the examples."""
        tr = QCoreApplication.translate
        return [
            Template(id_, tr("Templates", title), tr("Templates", category), icon, words)
            for id_, (title, category, icon, words) in _EXAMPLES.items()
        ]

    def snapshot(self, template_id: str) -> Snapshot:
        """Return the diagram of an example.

        Raises:
            KeyError: there is none of this id.
            CanvasError: its file cannot be read.
        """
        # The readers and their XML library are loaded with the first one.
        from app.exporting.reading import read_snapshot

        if template_id not in _EXAMPLES:
            raise KeyError(template_id)
        name = f"{template_id}.drawio"
        return read_snapshot(files("resources.examples").joinpath(name).read_bytes(), name)
