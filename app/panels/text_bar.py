"""The bar above a label that is being edited: typeface, size, emphasis, colours, lists, alignment, links."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.canvas_view.label_keys import SHORTCUTS
from app.widgets.buttons import ToolButton
from app.widgets.combo_box import ComboBox
from app.widgets.floating import FloatingBar
from app.widgets.layout import Item, column, row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.separator import vertical_line

ALIGNMENTS = ("left", "center", "right")
_BUTTONS: tuple[tuple[str, str, str, int], ...] = (
    ("bold", "Bold", "bold", 0),
    ("italic", "Italic", "italic", 0),
    ("underline", "Underline", "underline", 0),
    ("strike", "Strike through", "strikethrough", 0),
    ("sup", "Superscript", "superscript", 1),
    ("sub", "Subscript", "subscript", 1),
    ("code", "Code", "code", 1),
    ("bullet", "Bulleted list", "list", 2),
    ("ordered", "Numbered list", "list-ordered", 2),
    ("left", "Text left", "text-align-start", 3),
    ("center", "Text centred", "text-align-center", 3),
    ("right", "Text right", "text-align-end", 3),
)
"""Id, English name, icon and group of the buttons that can be on."""


class TextBar(FloatingBar):
    """Formats of a text.

    Signals:
        toggled: the user pressed the button with this id: one of `label_keys.SHORTCUTS`, or of ALIGNMENTS.
        mark_chosen: (mark, value) the user picked: "font", "size".
        color_asked: the user wants to pick a colour of the text: "color" or "background".
    """

    toggled = Signal(str)
    mark_chosen = Signal(str, object)
    color_asked = Signal(str)

    def __init__(self, families: Sequence[str], parent: QWidget | None = None) -> None:
        """Make the bar for these typefaces; hidden."""
        self.family = ComboBox("", [(family, family) for family in families])
        self.font_size = NumberField("", NumberSpec(icon="a-large-small", decimals=1, low=1.0, high=2000.0))
        self.buttons = {id_: ToolButton(icon, id_, checkable=True) for id_, _, icon, _ in _BUTTONS}
        self.color = ToolButton("baseline", "color")
        self.highlight = ToolButton("highlighter", "background")
        self.link = ToolButton("link", "link")
        self.clear = ToolButton("remove-formatting", "clear")
        self.family.setFixedWidth(150)
        self.font_size.setFixedWidth(76)
        above = row(
            self.family,
            self.font_size,
            vertical_line(),
            self.color,
            self.highlight,
            self.link,
            self.clear,
            None,
            spacing=2,
        )
        super().__init__(column(above, row(*self._groups(), None, spacing=2), margins=(4, 4, 4, 4), spacing=4), parent)
        self.setAccessibleName(self.tr("Format of the text"))
        self._name_all()
        self._connect()
        self.hide()

    def _groups(self) -> list[Item]:
        items: list[Item] = []
        for index, (id_, _, _, group) in enumerate(_BUTTONS):
            if index and group != _BUTTONS[index - 1][3]:
                items.append(vertical_line())
            items.append(self.buttons[id_])
        return items

    def _name_all(self) -> None:
        """Name the controls in the user's language, with the keys that do the same."""
        for part in (self.family, self.family.view()):
            part.setAccessibleName(self.tr("Typeface"))
        self.family.setToolTip(self.tr("Typeface"))
        self.font_size.edit.setAccessibleName(self.tr("Font size"))
        self.font_size.setToolTip(self.tr("Font size"))
        names = {id_: self.tr(name) for id_, name, _, _ in _BUTTONS}
        for id_, button in self.buttons.items():
            button.set_name(names[id_], SHORTCUTS.get(id_, ""))
        self.color.set_name(self.tr("Text colour"))
        self.highlight.set_name(self.tr("Highlight"))
        self.link.set_name(self.tr("Link"), SHORTCUTS["link"])
        self.clear.set_name(self.tr("Remove formats"), SHORTCUTS["clear"])

    def _connect(self) -> None:
        for id_, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, pressed=id_: self.toggled.emit(pressed))
        self.link.clicked.connect(lambda: self.toggled.emit("link"))
        self.clear.clicked.connect(lambda: self.toggled.emit("clear"))
        self.color.clicked.connect(lambda: self.color_asked.emit("color"))
        self.highlight.clicked.connect(lambda: self.color_asked.emit("background"))
        self.family.chosen.connect(lambda family: self.mark_chosen.emit("font", family))
        self.font_size.committed.connect(lambda size: self.mark_chosen.emit("size", size))

    def show_text(self, on: Collection[str], family: str, size: float, colors: Mapping[str, str]) -> None:
        """Show the formats at the caret; emits nothing.

        Args:
            on: ids of the buttons that are on.
            family: typeface.
            size: scene units.
            colors: "color" and "background" as "#rrggbb", where there is one.
        """
        for id_, button in self.buttons.items():
            button.setChecked(id_ in on)
        self.family.set_current(family)
        self.font_size.set_value(size)
        self.color.setAccessibleDescription(colors.get("color", ""))
        self.highlight.setAccessibleDescription(colors.get("background", ""))
