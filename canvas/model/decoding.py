"""Reading records out of Y.Maps, whatever they hold: initial decoding through JSON, single values from events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from pycrdt import Doc, Map, Text

from canvas.model.records import RichText, Value, plain
from canvas.model.schema import LABEL, KeySpec, clean
from canvas.model.values import frozen, rich_text

_PROBE: Doc[Any] = Doc()
# pycrdt hands out its inner types without a public name; reading 10,000 labels through the outer ones takes four times as long.
_RAW_MAP: Any = type(_PROBE.get("map", type=Map).integrated)
_RAW_TEXT: Any = type(_PROBE.get("text", type=Text).integrated)

_Json = float | str | bool | None | list[Any] | dict[str, Any]
_PYTHON_TYPES: dict[str, type] = {"number": float, "string": str, "bool": bool}
_PLAIN = (str, bool, int, float, list, dict, bytearray, type(None))
_record_decoder = msgspec.json.Decoder(dict[str, _Json])
# Values are floats at once, not integers where they happen to be whole. What is no object stands for no record.
_table_decoder = msgspec.json.Decoder(dict[str, dict[str, _Json] | float | str | bool | list[Any] | None])


def _decoded(decoder: msgspec.json.Decoder[Any], text: str) -> dict[str, Any] | None:
    """Return the JSON object that a Y.Map shows itself as; None when it is nested too deep to be read."""
    try:
        found: dict[str, Any] = decoder.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    return found


class RecordReader:
    """Reads the records of one table.

    Args:
        root: the table's Y.Map.
        specs: its keys.
        labelled: whether records have a label.
    """

    def __init__(self, root: Map[Any], specs: Mapping[str, KeySpec], labelled: bool) -> None:
        self._root = root
        self._specs = specs
        self._labelled = labelled
        self._types = {key: kind for key, spec in specs.items() if (kind := _PYTHON_TYPES.get(spec.type)) is not None}
        self._limits = {key: (spec.low, spec.high) for key, spec in specs.items()}

    def all(self) -> dict[str, tuple[dict[str, Value], RichText]]:
        """Return values and label of every record."""
        decoded = _decoded(_table_decoder, str(self._root))
        found: dict[str, tuple[dict[str, Value], RichText]] = {}
        with self._root.doc.transaction() as transaction:
            inner = transaction._txn  # noqa: SLF001  # Ten thousand labels: see _RAW_MAP.
            root = self._root.integrated
            for record_id in self._root.keys() if decoded is None else decoded:
                record = root.get(inner, record_id)
                if record_id and type(record) is _RAW_MAP:
                    raw = self._raw(record, inner) if decoded is None else decoded[record_id]
                    found[record_id] = self._record(raw, record, inner)
        return found

    def one(self, record_id: str) -> tuple[dict[str, Value], RichText] | None:
        """Return values and label of one record, None when there is none."""
        with self._root.doc.transaction() as transaction:
            inner = transaction._txn  # noqa: SLF001  # The same way as above, so that both read alike.
            root = self._root.integrated
            record = root.get(inner, record_id) if record_id and root.has(inner, record_id) else None
            if type(record) is not _RAW_MAP:
                return None
            return self._record(self._raw(record, inner), record, inner)

    def label(self, record_id: str) -> RichText:
        """Return the label of a record that exists."""
        with self._root.doc.transaction() as transaction:
            inner = transaction._txn  # noqa: SLF001  # The same way as above, so that both read alike.
            record = self._root.integrated.get(inner, record_id)
            return label_of(record.get(inner, LABEL), inner) if record.has(inner, LABEL) else ()

    def flat(self) -> dict[str, Value]:
        """Return the root's own values, for a table without records."""
        raw = _decoded(_record_decoder, str(self._root)) or {}
        self._clean(raw)
        return raw

    @staticmethod
    def _raw(record: Any, inner: Any) -> dict[str, Any]:
        raw = _decoded(_record_decoder, record.to_json(inner))
        return {key: _plain(record.get(inner, key), inner) for key in record.keys(inner)} if raw is None else raw

    def _record(self, raw: dict[str, Any], record: Any, inner: Any) -> tuple[dict[str, Value], RichText]:
        label: RichText = ()
        if self._labelled and raw.pop(LABEL, ""):
            label = label_of(record.get(inner, LABEL), inner)
        self._clean(raw)
        return raw, label

    def put(self, values: dict[str, Value], key: str, value: Any) -> None:
        """Put one value in place: known keys cleaned by the schema, or left out when that leaves nothing, others as JSON."""
        if isinstance(value, bytearray):  # A load reads bytes as a list of numbers.
            value = list(value)
        if key not in self._specs:
            values[key] = frozen(value)
            return
        cleaned = clean(key, value, self._specs)
        if cleaned is None:
            values.pop(key, None)
        else:
            values[key] = cleaned

    def put_changed(self, values: dict[str, Value], record_id: str, key: str, value: Any) -> None:
        """Put the value that an event says a key of a record holds now."""
        if not isinstance(value, _PLAIN):  # A nested shared type is read the way a load reads it.
            with self._root.doc.transaction() as transaction:
                inner = transaction._txn  # noqa: SLF001  # The same way as above, so that both read alike.
                value = self._raw(self._root.integrated.get(inner, record_id), inner).get(key)
        self.put(values, key, value)

    def _clean(self, raw: dict[str, Any]) -> None:
        """Clean values in place; most are right, and a load looks at 150,000 of them."""
        types, limits = self._types, self._limits
        odd: list[str] = []
        for key, value in raw.items():
            kind = type(value)
            if types.get(key) is not kind:
                odd.append(key)
            elif kind is float:
                low, high = limits[key]
                if not low <= value <= high:
                    odd.append(key)
        for key in odd:
            self.put(raw, key, raw[key])


def _plain(raw: Any, inner: Any) -> Any:
    """Return one value of a record that cannot be read as a whole; a shared type that cannot be read either is dropped."""
    if isinstance(raw, _PLAIN):
        return raw
    if type(raw) is _RAW_TEXT:
        return raw.get_string(inner)
    return _decoded(_record_decoder, raw.to_json(inner)) if type(raw) is _RAW_MAP else None


def label_of(raw: Any, inner: Any) -> RichText:
    """Return the label that a record holds: a Text with its marks, a plain string of another program, or nothing."""
    if type(raw) is _RAW_TEXT:
        return rich_text(raw.diff(inner))
    return plain(raw) if isinstance(raw, str) else ()
