"""Rows of a settings page: what is set and a sentence about it on the left, the control on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.theme.fonts import FontKind
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, holder, row
from app.widgets.section import Section
from app.widgets.segmented import Segment, SegmentedControl
from app.widgets.separator import horizontal_line

CONTROL_WIDTH = 220


class SettingRow(QWidget):
    """One thing that can be set."""

    def __init__(
        self,
        title: str,
        text: str,
        control: QWidget,
        keywords: str = "",
        refresh: Callable[[], object] | None = None,
    ) -> None:
        """Make a row.

        Args:
            title: what is set.
            text: a sentence about what that does, or "".
            control: how it is set.
            keywords: further words that find it.
            refresh: lets the control show what is in force; called now and whenever that may have changed.
        """
        super().__init__()
        self._refresh = refresh
        self._words = f"{title} {text} {keywords}".casefold()
        self.title = title
        self.control = control
        heading = label(title, FontKind.STRONG)
        heading.setBuddy(control)
        control.setMaximumWidth(max(CONTROL_WIDTH, control.minimumWidth()))
        said = [paragraph(text, FontKind.SMALL)] if text else []
        texts = holder(column(heading, *said, spacing=2))
        line = row(texts, control, margins=(0, 12, 0, 12), spacing=24)
        line.setStretch(0, 1)
        line.setAlignment(control, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.setLayout(column(line, horizontal_line(), spacing=0))
        self.refresh()

    def refresh(self) -> None:
        """Show what is in force."""
        if self._refresh is not None:
            self._refresh()

    def answers(self, query: str) -> bool:
        """Tell whether every word of a query is found in this row."""
        return all(word in self._words for word in query.casefold().split())


def switch(
    title: str, text: str, is_on: Callable[[], bool], changed: Callable[[bool], object], keywords: str = ""
) -> SettingRow:
    """Return a row that is on or off."""
    box = CheckBox("")
    box.setAccessibleName(title)
    box.setAccessibleDescription(text)
    box.clicked.connect(lambda on: changed(on))
    return SettingRow(title, text, box, keywords, lambda: box.setChecked(is_on()))


def segments(
    title: str,
    text: str,
    choices: Sequence[Segment],
    current: Callable[[], str],
    changed: Callable[[str], object],
    keywords: str = "",
) -> SettingRow:
    """Return a row with a few choices side by side."""
    control = SegmentedControl(title, choices)
    control.setFixedWidth(CONTROL_WIDTH)
    control.chosen.connect(changed)
    words = " ".join([keywords, *(choice.name for choice in choices)])
    return SettingRow(title, text, control, words, lambda: control.set_current(current()))


def choice(
    title: str,
    text: str,
    entries: Sequence[tuple[str, str]],
    current: Callable[[], str],
    changed: Callable[[str], object],
    keywords: str = "",
) -> SettingRow:
    """Return a row with a list of (id, text) to choose from."""
    control = ComboBox(title, entries)
    control.setFixedWidth(CONTROL_WIDTH)
    control.chosen.connect(changed)
    words = " ".join([keywords, *(entry for _id, entry in entries)])
    return SettingRow(title, text, control, words, lambda: control.set_current(current()))


class SettingsPage(QWidget):
    """A page of rows under headings."""

    def __init__(self, title: str, sections: Sequence[tuple[str, Sequence[SettingRow]]]) -> None:
        """Make a page.

        Args:
            title: of the page.
            sections: headings (or "") with their rows.
        """
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        self._sections = [
            (_section(heading, rows) if heading else holder(column(*rows, spacing=0)), tuple(rows))
            for heading, rows in sections
        ]
        self.setLayout(column(*(widget for widget, _rows in self._sections), None, spacing=8))

    @property
    def rows(self) -> list[SettingRow]:
        """All rows."""
        return [each for _widget, rows in self._sections for each in rows]

    def refresh(self) -> None:
        """Show what is in force."""
        for each in self.rows:
            each.refresh()

    def narrow(self, query: str) -> int:
        """Show only the rows that answer a query, all for ""; return how many are shown."""
        by_title = bool(query) and all(word in self.title.casefold() for word in query.casefold().split())
        count = 0
        for widget, rows in self._sections:
            shown = 0
            for each in rows:
                fits = by_title or each.answers(query)
                each.setVisible(fits)
                shown += fits
            widget.setVisible(shown > 0)
            count += shown
        return count


def _section(heading: str, rows: Sequence[SettingRow]) -> QWidget:
    section = Section(heading, *rows)
    layout = section.layout()
    if layout is not None:
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
    return section
