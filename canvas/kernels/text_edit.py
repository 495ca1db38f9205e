"""From an edited label to the smallest splices and formats that make it so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from canvas.model.plan import Format, Op, Splice
from canvas.model.records import RichText, Run, Scalar, plain_text

Marks = tuple[tuple[str, Scalar], ...]


def text_ops(shape_id: str, old: RichText, new: RichText) -> tuple[Op, ...]:
    """Return the operations that turn a shape's label into another.

    Characters that stay are not rewritten, so that a colleague's concurrent typing elsewhere in the label survives.

    Args:
        shape_id: whose label.
        old: as the document has it.
        new: as it should be.
    """
    before, after = plain_text(old), plain_text(new)
    head = _common_head(before, after)
    tail = _common_head(before[head:][::-1], after[head:][::-1])
    removed = len(before) - head - tail
    old_marks, new_marks = list(_marks(old)), list(_marks(new))
    ops: list[Op] = list(_inserted(shape_id, head, removed, after[head : len(after) - tail], new_marks[head:]))
    ops += _formatted(shape_id, 0, old_marks[:head], new_marks[:head])
    start = len(after) - tail
    ops += _formatted(shape_id, start, old_marks[len(before) - tail :], new_marks[start:])
    return tuple(ops)


def _common_head(a: str, b: str) -> int:
    """Return how many characters two texts share at their beginning."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _marks(text: RichText) -> Iterator[Marks]:
    """Yield the marks of each character."""
    for run in text:
        yield from (run.marks,) * len(run.text)


def _inserted(shape_id: str, at: int, removed: int, text: str, marks: list[Marks]) -> Iterator[Op]:
    """Yield the splices of one stretch, one for each run of equal marks."""
    if not text and removed:
        yield Splice(shape_id, at, removed, "")
    done = 0
    for same, run in groupby(marks[: len(text)]):
        size = len(list(run))
        yield Splice(shape_id, at + done, removed if not done else 0, text[done : done + size], same)
        done += size


def _formatted(shape_id: str, start: int, old: list[Marks], new: list[Marks]) -> Iterator[Op]:
    """Yield the formats of characters that stay but look different."""
    at = start
    for (was, now), run in groupby(zip(old, new, strict=True)):
        size = len(list(run))
        if was != now:
            gone: dict[str, Scalar | None] = {key: None for key, _ in was if key not in dict(now)}
            yield Format(shape_id, at, size, {**gone, **{k: v for k, v in now if (k, v) not in was}})
        at += size


def set_marks(text: RichText, start: int, end: int, marks: dict[str, Scalar | None]) -> RichText:
    """Return a rich text with marks set (or removed by None) on the characters from `start` to `end`."""
    result: list[Run] = []
    at = 0
    for run in text:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        at += len(run.text)
        if low >= high:
            result.append(run)
            continue
        changed = tuple(sorted((k, v) for k, v in {**dict(run.marks), **marks}.items() if v is not None))
        pieces = (Run(run.text[:low], run.marks), Run(run.text[low:high], changed), Run(run.text[high:], run.marks))
        result += [piece for piece in pieces if piece.text]
    return joined(result)


def joined(runs: list[Run]) -> RichText:
    """Return runs with neighbours of equal marks made one."""
    return tuple(Run("".join(r.text for r in same), marks) for marks, same in groupby(runs, key=lambda r: r.marks))
