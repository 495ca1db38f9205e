"""Between the inspector's section Style and the document: quick styles, palettes, named styles, default styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.dialogs.text_prompt import Prompt, TextPrompt
from app.panels.inspector import Inspector
from app.widgets.color_picker import Named
from app.widgets.menu import Menu
from app.widgets.quick_styles import QuickStyle
from app.widgets.swatches import paint_swatch
from canvas.commands import default_looks, named_looks, themes
from canvas.drawing.themes import Palette, palette_of, palettes
from canvas.editor.editor import Editor

_ICON = 16
_ICON_SWATCHES = ("c1", "c4", "c5", "c6")


def role_name(name: str) -> str:
    """Return the name of a colour or palette in the user's language."""
    return QCoreApplication.translate("Palettes", name)


def quick_styles(palette: Palette) -> Sequence[QuickStyle]:
    """Return the quick styles of a palette."""
    return tuple(QuickStyle(r.id, role_name(r.name), r.fill, r.stroke, r.text) for r in palette.roles)


def theme_colors(palette: Palette) -> Sequence[Named]:
    """Return the colours of a palette for the colour picker: a row of fills, a row of outlines."""
    fills = [(r.fill, role_name(r.name)) for r in palette.roles]
    return (*fills, *((r.stroke, role_name(r.name)) for r in palette.roles))


def palette_icon(palette: Palette) -> QIcon:
    """Return four of a palette's colours as an icon."""
    pixmap = QPixmap(_ICON * 2, _ICON * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = _ICON / 2
    for index, role_id in enumerate(_ICON_SWATCHES):
        role = palette.role(role_id)
        box = QRectF(half * (index % 2), half * (index // 2), half - 0.5, half - 0.5)
        paint_swatch(painter, box, role.fill if role is not None else None, 2)
    painter.end()
    return QIcon(pixmap)


class StyleLink:
    """Runs what the section Style offers."""

    def __init__(self, inspector: Inspector, editor: Callable[[], Editor | None]) -> None:
        """Connect the section.

        Args:
            inspector: the view.
            editor: returns the editor in front, None while there is none.
        """
        self._inspector = inspector
        self._editor = editor
        self._palette = ""
        section = inspector.style_section
        section.quick_chosen.connect(lambda role: self._do(lambda e: themes.apply_role(e, role)))
        section.palettes.clicked.connect(lambda: self.palette_menu().popup(section.palettes.menu_point()))
        section.named.clicked.connect(lambda: self.named_menu().popup(section.named.menu_point()))

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)

    def colors(self) -> Sequence[Named]:
        """Return the colours of the palette in force, for the colour picker."""
        editor = self._editor()
        return theme_colors(themes.current(editor) if editor is not None else palette_of(None))

    def refresh(self) -> None:
        """Show the palette of the diagram in front."""
        editor = self._editor()
        palette = themes.current(editor) if editor is not None else palette_of(None)
        if palette.id != self._palette:
            self._palette = palette.id
            self._inspector.style_section.set_styles(quick_styles(palette))
            self._inspector.fill.set_palette([(r.fill, role_name(r.name)) for r in palette.roles])

    def palette_menu(self) -> Menu:
        """Return the menu of all palettes; the one in force is ticked."""
        menu = self._menu(QCoreApplication.translate("Palettes", "Palette of the diagram"))
        editor = self._editor()
        current = themes.current(editor).id if editor is not None else ""
        for palette in palettes().values():
            action = menu.add(role_name(palette.name), partial(self._apply_palette, palette.id))
            action.setIcon(palette_icon(palette))
            action.setCheckable(True)
            action.setChecked(palette.id == current)
        return menu

    def _menu(self, title: str) -> Menu:
        menu = Menu(title, self._inspector)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        return menu

    def named_menu(self) -> Menu:
        """Return the menu of named styles and of default styles."""
        tr = QCoreApplication.translate
        menu = self._menu(tr("Styles", "Named styles and defaults"))
        editor = self._editor()
        if editor is None:
            return menu
        looks, followed = named_looks.all_looks(editor), named_looks.followed(editor)
        for look in looks:
            action = menu.add(look.name, partial(self._give, look.id))
            action.setCheckable(True)
            action.setChecked(look.id == followed)
        if looks:
            menu.addSeparator()
        menu.add(tr("Styles", "Save as a named style…"), self.save_named, "bookmark-plus", bool(editor.selection))
        self._manage(menu, editor)
        menu.addSeparator()
        menu.add(
            tr("Styles", "Use for new shapes"),
            lambda: self._do(default_looks.use_as_default),
            "pin",
            bool(editor.selection),
        )
        menu.add(
            tr("Styles", "Reset what new shapes look like"),
            lambda: self._do(default_looks.reset_default),
            "rotate-ccw",
            default_looks.has_default(editor),
        )
        return menu

    def _manage(self, menu: Menu, editor: Editor) -> None:
        """Add what can be done with each named style."""
        tr = QCoreApplication.translate
        looks = named_looks.all_looks(editor)
        for title, run, needs_selection in (
            (tr("Styles", "Update from selection"), self._update, True),
            (tr("Styles", "Rename"), self.rename_named, False),
            (tr("Styles", "Delete"), self._delete, False),
        ):
            part = Menu(title, menu)
            for look in looks:
                part.add(look.name, partial(run, look.id))
            part.setEnabled(bool(looks) and (bool(editor.selection) or not needs_selection))
            menu.addMenu(part)

    def _apply_palette(self, palette_id: str) -> None:
        self._do(lambda editor: themes.apply_palette(editor, palette_id))

    def _give(self, look_id: str) -> None:
        self._do(lambda editor: named_looks.give(editor, look_id))

    def _update(self, look_id: str) -> None:
        self._do(lambda editor: named_looks.update(editor, look_id))

    def _delete(self, look_id: str) -> None:
        self._do(lambda editor: named_looks.delete(editor, look_id))

    def save_named(self) -> None:
        """Ask for a name and keep the selection's style under it."""
        tr = QCoreApplication.translate
        prompt = Prompt(tr("Styles", "Save as a named style"), tr("Styles", "Name of the style"), tr("Styles", "Save"))
        self._ask(prompt, lambda name: self._do(lambda editor: named_looks.create(editor, name)))

    def rename_named(self, look_id: str) -> None:
        """Ask for another name of a named style."""
        editor = self._editor()
        known = {look.id: look.name for look in named_looks.all_looks(editor)} if editor is not None else {}
        tr = QCoreApplication.translate
        prompt = Prompt(
            tr("Styles", "Rename the style"),
            tr("Styles", "Name of the style"),
            tr("Styles", "Rename"),
            known.get(look_id, ""),
        )
        self._ask(prompt, lambda name: self._do(lambda e: named_looks.rename(e, look_id, name)))

    def _ask(self, prompt: Prompt, use: Callable[[str], None]) -> None:
        window: QWidget = self._inspector.window()
        dialog = TextPrompt(prompt, window)
        dialog.answered.connect(use)
        dialog.open()
