"""A label's style is said twice: by its shape's values, and by marks on single characters that override them. Here both meet."""

from __future__ import annotations

from collections.abc import Collection

from canvas.kernels.text_edit import joined
from canvas.model.records import RichText, Run, Scalar, ShapeRecord, Value
from canvas.model.schema import default

MARK_OF = {
    "style.font_family": "font",
    "style.font_size": "size",
    "style.font_color": "color",
    "style.bold": "bold",
    "style.italic": "italic",
    "style.underline": "underline",
    "style.strike": "strike",
    "style.align": "align",
}
"""Style key -> mark that overrides it."""
CHARACTER_MARKS = ("code", "script", "background", "link")
PARAGRAPH_MARKS = ("align", "list", "indent", "line_height", "rule")
"""Marks that hold for whole paragraphs; every character of a paragraph bears them, and the newline that ends it."""
BOLD, WEIGHT = "style.bold", "style.font_weight"
BOLD_WEIGHT, NORMAL_WEIGHT = 700.0, 400.0


def without_marks(label: RichText, keys: Collection[str]) -> RichText:
    """Return a label without the marks that would override style keys."""
    names = {MARK_OF[key] for key in keys if key in MARK_OF}
    if WEIGHT in keys:
        names.add("bold")
    if not names or not any(name in names for run in label for name, _ in run.marks):
        return label
    return joined([Run(run.text, tuple(m for m in run.marks if m[0] not in names)) for run in label])


def shown_values(record: ShapeRecord, key: str) -> list[Value]:
    """Return the different values that a style key really has in a record's label, its own value first if any character shows it."""
    own = record.get(key, default(key))
    if key == WEIGHT:
        own = weight_of(record)
    name = "bold" if key == WEIGHT else MARK_OF.get(key)
    if name is None or not any(run.marks for run in record.label):
        return [own]
    found: list[Value] = []
    for run in record.label:
        if run.text.strip("\n") or name in PARAGRAPH_MARKS:
            mark = run.mark(name)
            value = own if mark is None else _as_value(key, mark)
            if value not in found:
                found.append(value)
    return found or [own]


def weight_of(record: ShapeRecord) -> float:
    """Return the weight of a label's own font, 100..900."""
    weight = record.get(WEIGHT)
    return float(weight) if weight is not None else (BOLD_WEIGHT if record.get(BOLD, False) else NORMAL_WEIGHT)


def mark_values(label: RichText, name: str) -> list[Scalar | None]:
    """Return the different values that a mark has on a label's characters, None where it is absent."""
    found: list[Scalar | None] = []
    for run in label:
        if run.text.strip("\n") or name in PARAGRAPH_MARKS:
            value = run.mark(name)
            if value not in found:
                found.append(value)
    return found


def uniform_values(record: ShapeRecord) -> dict[str, Value]:
    """Return the style keys that marks give one other value on all of a record's label."""
    if not any(run.marks for run in record.label):
        return {}
    found: dict[str, Value] = {}
    for key in MARK_OF:
        values = shown_values(record, key)
        if len(values) == 1 and values[0] != record.get(key, default(key)):
            found[key] = values[0]
    return found


def _as_value(key: str, mark: Scalar) -> Value:
    if key == WEIGHT:
        return BOLD_WEIGHT if mark else NORMAL_WEIGHT
    return mark
