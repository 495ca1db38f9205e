"""Find and replace: texts and style values, on the page, on all pages or in the selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from canvas.commands.revealing import go_to
from canvas.commands.style import restyle, written
from canvas.editor.editor import LOCKED, READ_ONLY, Editor
from canvas.kernels.text_search import (
    Match,
    Pattern,
    PatternRefused,
    Query,
    matches,
    pattern_of,
    replace_ops,
    replacement,
)
from canvas.model.plan import Op, Plan
from canvas.model.records import Value
from canvas.model.schema import ALL_SHAPE_KEYS

PAGE, ALL_PAGES, SELECTION = "page", "all", "selection"
"""Scopes."""
MOST_FOUND = 2_000
"""Places listed; there may be more."""
BUDGET_S = 2.0
"""Longest time spent on one search."""
CONTEXT = 24
"""Characters shown before and after a place."""
STYLE_KEYS = (
    "style.fill",
    "style.stroke",
    "style.stroke_width",
    "style.dash",
    "style.font_family",
    "style.font_size",
    "style.font_color",
    "style.opacity",
    "kind",
)
"""What can be found by value, and all but `kind` replaced."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something found.

    Attributes:
        page: id.
        shape: id.
        before: text before it, shortened.
        text: what was found; for a style the shape's label.
        after: text behind it, shortened.
        start: where it begins in the label, code points; 0 for a style.
        end: where it ends.
    """

    page: str
    shape: str
    before: str
    text: str
    after: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found.

    Attributes:
        places: in reading order of the document: page by page, back to front.
        complete: nothing was left out: neither long lines nor what goes beyond our limits.
        refused: why nothing was looked for, "" if it was.
    """

    places: tuple[Place, ...] = ()
    complete: bool = True
    refused: str = ""


def in_scope(editor: Editor, scope: str) -> Iterator[tuple[str, str]]:
    """Yield page and id of the shapes of a scope, hidden and shut away ones included."""
    if scope == SELECTION:
        for shape_id in editor.graph.in_paint_order(editor.graph.descendants(editor.selection)):
            yield editor.page, shape_id
        return
    for page in editor.view.pages() if scope == ALL_PAGES else (editor.page,):
        for shape_id in editor.view.paint_order(page):
            yield page, shape_id


def find_text(editor: Editor, query: Query, scope: str, clock: Callable[[], float]) -> Found:
    """Return where a text is found in labels.

    Args:
        editor: where.
        query: what.
        scope: PAGE, ALL_PAGES or SELECTION.
        clock: seconds, monotonic; the search ends when it has taken too long.
    """
    try:
        pattern = pattern_of(query)
    except PatternRefused as error:
        return Found(refused=str(error))
    until = clock() + BUDGET_S
    places: list[Place] = []
    skipped = 0
    for page, shape_id in in_scope(editor, scope):
        text = editor.records.shapes[shape_id].text
        if not text:
            continue
        found, missed = matches(pattern, text)
        skipped += missed
        places += [_place(page, shape_id, text, match) for match in found]
        if len(places) > MOST_FOUND or clock() > until:
            return Found(tuple(places[:MOST_FOUND]), complete=False)
    return Found(tuple(places), complete=not skipped)


def _place(page: str, shape_id: str, text: str, match: Match) -> Place:
    flat = text.replace("\n", " ")
    low, high = max(0, match.start - CONTEXT), min(len(flat), match.end + CONTEXT)
    before = ("…" if low else "") + flat[low : match.start]
    after = flat[match.end : high] + ("…" if high < len(flat) else "")
    return Place(page, shape_id, before, flat[match.start : match.end], after, match.start, match.end)


def replace_text(
    editor: Editor, query: Query, template: str, scope: str = PAGE, only: Place | None = None
) -> tuple[int, str]:
    """Replace what is found, or one place of it, as one step of undo; what is locked stays.

    Args:
        editor: where.
        query: what.
        template: what takes its place.
        scope: PAGE, ALL_PAGES or SELECTION.
        only: one place, as `find_text` told it.

    Returns:
        How many places were replaced, and why none was, "" if that is not for a reason to tell.
    """
    try:
        pattern = pattern_of(query)
        ids = [only.shape] if only is not None else [shape_id for _, shape_id in in_scope(editor, scope)]
        made = [done for i in ids if editor.can_edit(i) and (done := _replaced(editor, pattern, i, template, only))]
    except PatternRefused as error:
        return 0, str(error)
    ops = tuple(op for found in made for op in found)
    if not ops:
        if any(not editor.can_edit(i) for i in ids[:1]):
            editor.on_notice.emit(READ_ONLY if editor.read_only else LOCKED)
        return 0, ""
    name = "Replace" if len(ops) == 1 else f"Replace {len(ops)} texts"
    return (len(ops), "") if editor.apply(Plan(name, ops)) else (0, "")


def _replaced(editor: Editor, pattern: Pattern, shape_id: str, template: str, only: Place | None) -> tuple[Op, ...]:
    record = editor.records.shapes.get(shape_id)
    if record is None or not record.label:
        return ()
    found, _ = matches(pattern, record.text)
    chosen = [m for m in found if only is None or (m.start, m.end) == (only.start, only.end)]
    return replace_ops(shape_id, record.label, [(m, replacement(pattern, m, template)) for m in chosen])


def style_values(editor: Editor, key: str, scope: str = PAGE) -> tuple[tuple[Value, int], ...]:
    """Return the values that the shapes of a scope have for a key, with how many have each, the most frequent first."""
    counts = Counter(_value(editor, shape_id, key) for _, shape_id in in_scope(editor, scope))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))


def _value(editor: Editor, shape_id: str, key: str) -> Value:
    return editor.records.shapes[shape_id].get(key, ALL_SHAPE_KEYS[key].default)


def find_style(editor: Editor, key: str, value: Value, scope: str = PAGE) -> Found:
    """Return the shapes that have a value for a key of STYLE_KEYS."""
    places = [
        Place(page, shape_id, "", _shortened(editor.records.shapes[shape_id].text), "")
        for page, shape_id in in_scope(editor, scope)
        if _value(editor, shape_id, key) == value
    ]
    return Found(tuple(places[:MOST_FOUND]), complete=len(places) <= MOST_FOUND)


def _shortened(text: str) -> str:
    flat = text.replace("\n", " ").strip()
    return flat if len(flat) <= 2 * CONTEXT else flat[: 2 * CONTEXT] + "…"


def replace_style(
    editor: Editor, key: str, value: Value, new: Value, scope: str = PAGE, only: Collection[str] | None = None
) -> int:
    """Give another value to the shapes that have one, or to some of them, as one step of undo; return to how many."""
    ids = [s for _, s in in_scope(editor, scope) if _value(editor, s, key) == value and (only is None or s in only)]
    chosen = editor.editable(ids)
    done = restyle(editor, "Replace style", {s: written({key: new}) for s in chosen})
    return len(chosen) if done else 0


def reveal(editor: Editor, place: Place) -> bool:
    """Show a place that was found and select its shape; return whether it is still there."""
    return go_to(editor, place.shape)
