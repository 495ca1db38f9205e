"""Labels as cells, so that undo can take back our characters and marks and leave everybody else's alone.

A cell is a character with who put it there (`born`), who took it away (`killed`) and who set its marks, where "who" is
the token of a step of ours or a version that stands for somebody else. Undo and redo toggle what bears a token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.model.label_delta import Delta
from canvas.model.plan import Format, Op, Splice
from canvas.model.records import RichText, Scalar
from canvas.model.values import Marks

NOBODY = 0


@dataclass(slots=True)
class MarkEdit:
    """A mark that a step of ours set on one character."""

    token: int
    name: str
    before: Scalar | None
    before_version: int
    after: Scalar | None


@dataclass(slots=True)
class Cell:
    """One character of a watched label.

    Attributes:
        born: token of our step that typed it.
        undone: that step is undone.
        killed: token of our step that removed it last.
        removed: that step is in force.
        marks: marks it has now, or had when it was last seen.
        versions: who set each mark; absent means NOBODY.
        edits: marks set by our steps, oldest first.
    """

    char: str
    marks: Marks = ()
    born: int = NOBODY
    undone: bool = False
    killed: int = NOBODY
    removed: bool = False
    versions: dict[str, int] = field(default_factory=dict)
    edits: list[MarkEdit] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Tell whether the label shows it."""
        return not (self.undone or self.removed)

    def copy(self) -> Cell:
        """Return an independent copy."""
        versions, edits = dict(self.versions), list(self.edits)
        return Cell(self.char, self.marks, self.born, self.undone, self.killed, self.removed, versions, edits)

    def mark(self, name: str) -> Scalar | None:
        """Return the value of a mark or None."""
        return next((value for key, value in self.marks if key == name), None)

    def set_mark(self, name: str, value: Scalar | None, version: int) -> None:
        """Set or, with None, remove a mark."""
        kept = [(key, old) for key, old in self.marks if key != name]
        self.marks = tuple(sorted(kept if value is None else [*kept, (name, value)]))
        self.versions[name] = version

    def format(self, token: int, marks: Mapping[str, Scalar | None]) -> None:
        """Set marks as a step of ours does."""
        for name, value in marks.items():
            edit = next((e for e in reversed(self.edits) if e.name == name), None)
            if edit is not None and edit.token == token and self.versions.get(name, NOBODY) == token:
                edit.after = value
            else:
                self.edits.append(MarkEdit(token, name, self.mark(name), self.versions.get(name, NOBODY), value))
            self.set_mark(name, value, token)

    def toggle(self, token: int, undo: bool) -> None:
        """Undo or redo what a step did to this character."""
        if self.born == token:
            self.undone = undo
        if self.killed == token:
            self.removed = not undo
        for edit in reversed(self.edits) if undo else self.edits:
            if edit.token != token:
                continue
            if self.versions.get(edit.name, NOBODY) == (token if undo else edit.before_version):
                value, version = (edit.before, edit.before_version) if undo else (edit.after, token)
                self.set_mark(edit.name, value, version)

    def adopt(self, marks: Marks, version: int) -> None:
        """Take over marks that somebody else has set."""
        changed = set(self.marks) ^ set(marks)
        self.marks = marks
        for name in {name for name, _ in changed}:
            self.versions[name] = version


def cells_of(label: RichText) -> list[Cell]:
    """Return a label as cells of nobody in particular."""
    return [Cell(char, run.marks) for run in label for char in run.text]


def replay(cells: list[Cell], op: Op, token: int) -> None:
    """Do to the cells what an operation of ours has done to the label; `token` is its step's."""
    if isinstance(op, Splice):
        _splice(cells, op.index, op.remove, [Cell(c, tuple(sorted(op.marks)), token) for c in op.insert], token)
    elif isinstance(op, Format):
        visible = [cell for cell in cells if cell.visible]
        for cell in visible[op.index : op.index + op.length]:
            cell.format(token, op.marks)


def follow(cells: list[Cell], delta: Delta) -> None:
    """Do to the cells what a delta of somebody else has done to the label, marks left aside."""
    at = 0
    for step in delta:
        if step[0] == "retain":
            at += step[1]
        elif step[0] == "delete":
            _splice(cells, at, step[1], [], NOBODY)
        else:
            _splice(cells, at, 0, [Cell(char, step[2]) for char in step[1]], NOBODY)
            at += len(step[1])


def reconcile(cells: list[Cell], label: RichText, version: int) -> bool:
    """Take over marks that differ from the label's as set by `version`; False when the characters differ.

    Marks are compared with the label rather than taken from deltas, because formats that meet are merged by rules of the
    CRDT that a delta tells only in part.
    """
    visible = [cell for cell in cells if cell.visible]
    at = 0
    for run in label:
        stretch = visible[at : at + len(run.text)]
        if [cell.char for cell in stretch] != list(run.text):
            return False
        at += len(run.text)
        for cell in stretch:
            if cell.marks != run.marks:
                cell.adopt(run.marks, version)
    return at == len(visible)


def toggled(shape_id: str, cells: list[Cell], token: int, undo: bool) -> tuple[list[Cell], list[Op]]:
    """Return cells after undoing (or redoing) a step, and the operations that do the same to the label."""
    after = [cell.copy() for cell in cells]
    operations: list[Op] = []
    index = 0
    for old, new in zip(cells, after, strict=True):
        new.toggle(token, undo)
        if new.visible and not old.visible:
            _insert(operations, shape_id, index, new)
        elif old.visible and not new.visible:
            _remove(operations, shape_id, index)
        elif new.visible and old.marks != new.marks:
            _format(operations, shape_id, index, _difference(old.marks, new.marks))
        index += new.visible
    return after, operations


def _splice(cells: list[Cell], index: int, remove: int, insert: list[Cell], token: int) -> None:
    """Splice at a visible position; what a step of ours removes stays as hidden cells."""
    at = seen = 0
    while seen < index:
        seen += cells[at].visible
        at += 1
    start = at
    while remove:
        if not cells[at].visible:
            at += 1
            continue
        remove -= 1
        if token == NOBODY:
            del cells[at]
        else:
            cells[at].killed, cells[at].removed = token, True
            at += 1
    cells[start:start] = insert


def _difference(old: Marks, new: Marks) -> dict[str, Scalar | None]:
    changed: dict[str, Scalar | None] = {name: None for name, _ in old if name not in dict(new)}
    return changed | {name: value for name, value in new if (name, value) not in old}


def _insert(operations: list[Op], shape_id: str, index: int, cell: Cell) -> None:
    last = operations[-1] if operations else None
    if isinstance(last, Splice) and last.marks == cell.marks and last.index + len(last.insert) == index and last.insert:
        operations[-1] = Splice(shape_id, last.index, last.remove, last.insert + cell.char, cell.marks)
    else:
        operations.append(Splice(shape_id, index, 0, cell.char, cell.marks))


def _remove(operations: list[Op], shape_id: str, index: int) -> None:
    last = operations[-1] if operations else None
    if isinstance(last, Splice) and not last.insert and last.index == index:
        operations[-1] = Splice(shape_id, index, last.remove + 1, "")
    else:
        operations.append(Splice(shape_id, index, 1, ""))


def _format(operations: list[Op], shape_id: str, index: int, marks: dict[str, Scalar | None]) -> None:
    last = operations[-1] if operations else None
    if isinstance(last, Format) and last.marks == marks and last.index + last.length == index:
        operations[-1] = Format(shape_id, last.index, last.length + 1, marks)
    else:
        operations.append(Format(shape_id, index, 1, marks))
