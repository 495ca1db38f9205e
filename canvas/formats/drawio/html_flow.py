"""Text flowing into runs as a browser lets it flow: white space collapses, blocks begin lines, margins keep blocks apart."""

from __future__ import annotations

import re

from canvas.formats import limits
from canvas.model.records import RichText, Run, Scalar

Marks = tuple[tuple[str, Scalar], ...]

_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINE_HEIGHT = 1.2
"""A line is this many times its font's size high, so an empty line of margin / 1.2 is as high as the margin."""


class Flow:
    """Collects text with marks; `runs` gives the result."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._open_marks: Marks = ()
        self._open_text: list[str] = []
        self._line: Marks | None = None
        """Marks of the last text of the open line; None at the start of a line."""
        self._due: Marks | None = None
        """Marks of the newline that a closed block owes; it is paid when more text comes."""
        self._space: Marks | None = None
        self._margin = 0.0

    def text(self, text: str, marks: Marks, *, keep_spaces: bool = False) -> None:
        """Add text; without `keep_spaces` white space counts as at most one space, and none at the start of a line."""
        if keep_spaces:
            self._kept(text, marks)
            return
        words = _SPACES.sub(" ", text)
        if not words:
            return
        if words[0] == " " and self._line is not None:
            self._space = marks
        body = words.strip(" ")
        if not body:
            return
        self._open_line()
        if self._space is not None:
            self._put(" ", self._space)
        self._put(body, marks)
        self._line = marks
        self._space = marks if words[-1] == " " else None

    def _kept(self, text: str, marks: Marks) -> None:
        for i, line in enumerate(text.split("\n")):
            if i:
                self.line_break(marks)
            if line:
                self._open_line()
                if self._space is not None:
                    self._put(" ", self._space)
                    self._space = None
                self._put(line, marks)
                self._line = marks

    def line_break(self, marks: Marks, *, rule: bool = False) -> None:
        """End the line, also an empty one."""
        self._open_line()
        self._put("\n", tuple(sorted({**dict(marks), "rule": True}.items())) if rule else marks)
        self._line = self._space = None

    def tab(self, marks: Marks) -> None:
        """Part two table cells."""
        if self._line is not None:
            self._space = None
            self._put("\t", marks)

    def block(self, margin: float = 0.0) -> None:
        """Begin or end a block: what follows starts on a new line, at least `margin` scene units below."""
        if self._line is not None:
            self._due, self._line = self._line, None
        self._space = None
        self._margin = max(self._margin, margin)

    def _open_line(self) -> None:
        if self._line is not None:
            return
        if self._due is not None:
            self._put("\n", self._due)
            self._due = None
        if self._margin:
            self._put("\n", (("size", max(round(self._margin / _LINE_HEIGHT, 2), 1.0)),))
            self._margin = 0.0

    def _put(self, text: str, marks: Marks) -> None:
        if len(self._runs) >= limits.LABEL_RUNS:
            marks = ()
        if marks != self._open_marks:
            self._close_run()
            self._open_marks = marks
        self._open_text.append(text)

    def _close_run(self) -> None:
        if self._open_text:
            self._runs.append(Run("".join(self._open_text), self._open_marks))
            self._open_text = []

    def runs(self) -> RichText:
        """Return the text. A margin below the last block takes its room as well."""
        if self._margin and (self._runs or self._open_text):
            self.block()
            self._open_line()
        self._close_run()
        return tuple(self._runs)
