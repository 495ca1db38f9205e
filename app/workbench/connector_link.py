"""Between the inspector's section on connectors and the selection of an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.panels.inspector_connector import ConnectorSection, ConnectorState
from canvas.commands import connector_labels, connectors
from canvas.commands.connector_reading import ConnectorReading, read_connectors
from canvas.commands.style_reading import MIXED
from canvas.editor.editor import Editor
from canvas.model.records import Value


class ConnectorLink:
    """Shows the selected connectors of the editor in front, and writes what the section says was edited."""

    def __init__(
        self, section: ConnectorSection, editor: Callable[[], Editor | None], edit_text: Callable[[str], object]
    ) -> None:
        """Connect the section.

        Args:
            section: the view.
            editor: returns the editor in front, None while there is none.
            edit_text: begins to edit the label of a shape or connector.
        """
        self._section = section
        self._editor = editor
        self._edit_text = edit_text
        self._shown: ConnectorState | None = None
        section.style_chosen.connect(lambda style: self._do(lambda e: connectors.set_routing(e, style)))
        section.edited.connect(lambda values: self._do(lambda e: connectors.set_values(e, values)))
        section.swap_requested.connect(lambda: self._do(connectors.swap))
        section.straighten_requested.connect(lambda: self._do(connectors.straighten))
        section.label_added.connect(self._on_added)
        section.label_chosen.connect(self._edit_text)
        section.label_removed.connect(lambda label: self._do(lambda e: connector_labels.remove_label(e, label)))

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)
            self.refresh()

    def _on_added(self) -> None:
        editor = self._editor()
        if editor is None:
            return
        chosen = [i for i in editor.selection if editor.records.shapes[i].is_connector]
        label = connector_labels.add_label(editor, chosen[0]) if len(chosen) == 1 else ""
        if label:
            self._edit_text(label)

    def refresh(self) -> None:
        """Show the selected connectors as they are now."""
        editor = self._editor()
        if editor is None:
            return
        state = state_of(read_connectors(editor))
        if state != self._shown:
            self._shown = state
            self._section.show_state(state)


def state_of(reading: ConnectorReading) -> ConnectorState:
    """Return what the section shows of a reading."""
    values: Mapping[str, Value] = {key: None if value is MIXED else value for key, value in reading.values.items()}
    style = None if reading.style is MIXED else str(reading.style) or "orthogonal"
    labels = tuple((label.id, label.text) for label in reading.labels)
    return ConnectorState(reading.count, style, values, labels, reading.bent, not reading.editable)
