"""Writing checked operations into the Y.Maps of a document, inside a transaction that is already open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pycrdt import Map, Text

from canvas.model.plan import META, SHAPES, UNSET, Create, Format, Op, Set, Splice
from canvas.model.records import RichText
from canvas.model.schema import LABEL
from canvas.model.values import byte_offset


class PlanWriter:
    """Writes operations that `plan_check` has returned.

    Args:
        roots: the document's Y.Maps by table.
    """

    def __init__(self, roots: Mapping[str, Map[Any]]) -> None:
        self._roots = roots

    def write(self, operations: Iterable[Op]) -> None:
        """Write operations in order; call it inside a transaction."""
        for op in operations:
            if isinstance(op, Set):
                self._set(op)
            elif isinstance(op, Splice):
                self._splice(op)
            elif isinstance(op, Format):
                self._format(op)
            elif isinstance(op, Create):
                self._create(op)
            else:
                del self._roots[op.table][op.id]

    def _set(self, op: Set) -> None:
        root = self._roots[op.table]
        record = root if op.table == META else root[op.id]
        if op.value is UNSET:
            record.pop(op.key, None)
        else:
            record[op.key] = op.value

    def _create(self, op: Create) -> None:
        if op.table != SHAPES:
            self._roots[op.table][op.id] = Map(dict(op.values))
            return
        # The Text comes with the shape: two first letters typed at once would otherwise be two Texts, and one would be lost.
        plain = op.label[0].text if len(op.label) == 1 and not op.label[0].marks else ""
        text = Text(plain)
        self._roots[SHAPES][op.id] = Map({**op.values, LABEL: text})
        if not plain:
            _append(text, op.label)

    def _splice(self, op: Splice) -> None:
        text = self._text(op.id)
        chunks = text.diff()
        start = byte_offset(chunks, op.index)
        if op.remove:
            del text[start : byte_offset(chunks, op.index + op.remove)]
        if op.insert:
            # A dictionary, even an empty one, makes the marks exact; without one the new text takes those on its left.
            text.insert(start, op.insert, dict(op.marks))

    def _format(self, op: Format) -> None:
        text = self._text(op.id)
        chunks = text.diff()
        text.format(byte_offset(chunks, op.index), byte_offset(chunks, op.index + op.length), dict(op.marks))

    def _text(self, record_id: str) -> Text:
        """Return the label's Text; a plain string, or nothing, of another program becomes one."""
        record = self._roots[SHAPES][record_id]
        label = record.get(LABEL)
        if isinstance(label, Text):
            return label
        record[LABEL] = Text(label if isinstance(label, str) else "")
        made: Text = record[LABEL]
        return made


def _append(text: Text, label: RichText) -> None:
    at = 0
    for run in label:
        text.insert(at, run.text, dict(run.marks))
        at += len(run.text.encode())
