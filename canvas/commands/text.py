"""Labels: typing as steps of undo, and whole replacements."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from canvas.commands.fitting import fit_text, is_fitted
from canvas.commands.style import styled
from canvas.editor.editor import Editor
from canvas.kernels.label_style import mark_values
from canvas.kernels.text_edit import set_marks, text_ops
from canvas.model.plan import Op, Plan
from canvas.model.records import RichText, Run, Scalar, plain_text

PAUSE_MS = 1000.0
"""A longer pause between two keystrokes begins a new step of undo."""


class Typing:
    """One editing of one label; splits what is typed into steps of undo.

    Args:
        editor: where.
        shape: whose label.
        grows: a free text that is to be as large as what stands in it; None to find out whether it is so now.
    """

    def __init__(self, editor: Editor, shape: str, *, grows: bool | None = None) -> None:
        self._editor = editor
        self.shape = shape
        self._grows = is_fitted(editor, shape) if grows is None else grows
        self._gesture = object()
        self._last_ms: float | None = None

    def edit(self, label: RichText, now_ms: float) -> bool:
        """Make the label read so; returns whether anything changed.

        Args:
            label: the whole label after a keystroke.
            now_ms: any steady clock.
        """
        if self._last_ms is not None and now_ms - self._last_ms > PAUSE_MS:
            self.pause()
        self._last_ms = now_ms
        changed = set_label(self._editor, self.shape, label, self._gesture)
        if changed and self._grows:
            fit_text(self._editor, self.shape, self._gesture)
        return changed

    def pause(self) -> None:
        """End the step of undo: the caret jumped or the focus went."""
        self._gesture = object()


def set_label(editor: Editor, shape: str, label: RichText, gesture: object | None = None) -> bool:
    """Replace a shape's label by the smallest change; returns whether anything changed."""
    record = editor.records.shapes.get(shape)
    if record is None or not editor.can_edit(shape):
        return False
    return editor.apply(Plan("Edit text", text_ops(shape, record.label, label)), gesture)


def rename(editor: Editor, shape: str, name: str) -> bool:
    """Give a shape another text; it has the marks of the first character before."""
    record = editor.records.shapes.get(shape)
    marks = record.label[0].marks if record is not None and record.label else ()
    return bool(name.strip()) and set_label(editor, shape, (Run(name.strip(), marks),))


def format_labels(
    editor: Editor,
    marks: Mapping[str, Scalar | None],
    ids: Collection[str] | None = None,
    gesture: object | None = None,
) -> bool:
    """Set marks (None removes one) on all characters of the labels of shapes, by default of the selection."""
    ops: list[Op] = []
    for shape_id in editor.editable(styled(editor, ids)):
        label = editor.records.shapes[shape_id].label
        changed = set_marks(label, 0, len(plain_text(label)), dict(marks))
        ops += text_ops(shape_id, label, changed)
    return editor.apply(Plan("Format text", tuple(ops)), gesture)


def toggle_mark(editor: Editor, name: str, value: Scalar) -> bool:
    """Give a mark to all characters of the selection's labels, or take it away when all of them have it already."""
    labels = [editor.records.shapes[s].label for s in styled(editor)]
    on = all(mark_values(label, name) == [value] for label in labels if label)
    return format_labels(
        editor, list_marks(None if on else str(value)) if name == "list" else {name: None if on else value}
    )


def list_marks(kind: str | None) -> dict[str, Scalar | None]:
    """Return the marks that make paragraphs items of the first level of a list ("bullet", "ordered"), or plain again.

    Items are aligned left: markers in a ragged column cannot be read.
    """
    return {"list": kind, "indent": 1.0 if kind else None, "align": "left" if kind else None}
