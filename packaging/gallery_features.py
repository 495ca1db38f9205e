"""Screens of the gallery: tables, pools, search, outline, colours, presenting, printing."""

from __future__ import annotations

from gallery_stage import Gallery, scene, settle
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.insert_table import InsertTable
from app.dialogs.link import LinkDialog
from app.widgets.color_picker import PickerBody
from app.widgets.color_wish import ColorWish
from app.widgets.layout import set_surface
from canvas.commands import guides, pools, style, tables
from canvas.commands.guides import PageGuide
from canvas.drawing.themes import palette_of
from canvas.geometry.vec import Vec
from canvas.kernels.tables import read


def _fresh(gallery: Gallery) -> None:
    """Bring an empty diagram to the front."""
    gallery.window.open_diagram(gallery.desktop.session.create("Harbour plan"))
    gallery.window.settings.change(hints=False)
    settle()


@scene("editor-find-replace")
def _find(gallery: Gallery) -> None:
    gallery.do("edit.find")
    gallery.window.finding.panel.search.setText("or")
    settle()


@scene("editor-outline")
def _outline(gallery: Gallery) -> None:
    gallery.select("Orders")
    gallery.do("view.outline")


@scene("editor-table-cell")
def _table(gallery: Gallery) -> None:
    _fresh(gallery)
    table = tables.insert(gallery.editor, 4, 4, header=True)
    gallery.editor.select((read(gallery.editor.graph, table).cells[1, 1],))


@scene("editor-pool")
def _pool(gallery: Gallery) -> None:
    _fresh(gallery)
    pools.insert(gallery.editor)


@scene("editor-rulers-and-guides")
def _rulers(gallery: Gallery) -> None:
    _fresh(gallery)
    for entry in ("roundRect", "cylinder"):
        gallery.window.workbench.insert_shape(entry)
    guides.lay(gallery.editor, PageGuide(level=True, position=110.0))
    gallery.window.workbench.set_rulers(True)


@scene("editor-sketch")
def _sketch(gallery: Gallery) -> None:
    _fresh(gallery)
    for entry in ("roundRect", "ellipse", "rhombus", "cylinder"):
        gallery.window.workbench.insert_shape(entry)
    gallery.do("edit.select_all")
    style.set_values(gallery.editor, {"style.sketch": True})
    gallery.do("layout.tidy")


@scene("color-picker")
def _colors(gallery: Gallery) -> QWidget:
    palette = palette_of(None)
    theme = [(role.fill, role.name) for role in palette.roles] + [(role.stroke, role.name) for role in palette.roles]
    wish = ColorWish("#3f8f6b", lambda _c: None, lambda: None, lambda _c: None, 80.0, against="#15171c")
    body = PickerBody(wish, theme, ["#c2242a", "#0070d1"], gallery.window)
    set_surface(body, "panel")
    body.setFixedWidth(256)
    body.adjustSize()
    return body


@scene("dialog-table")
def _insert_table(gallery: Gallery) -> QDialog:
    return InsertTable(gallery.window)


@scene("dialog-link")
def _link(gallery: Gallery) -> QDialog:
    return LinkDialog((("a", "Overview"), ("b", "Data model")), "", gallery.window)


@scene("dialog-print")
def _print(gallery: Gallery) -> QDialog:
    front = gallery.window.front()
    if front is None:
        raise RuntimeError("no diagram is in front")
    return gallery.window.showing.print_dialog(front)


@scene("presentation")
def _presentation(gallery: Gallery) -> QImage:
    gallery.do("view.present")
    show = gallery.window.showing.presentation
    if show is None:
        raise RuntimeError("there is nothing to show")
    show.showNormal()
    show.resize(1440, 900)
    settle()
    image = show.grab().toImage()
    show.close()
    settle()
    return image


@scene("editor-menu-connector")
def _menu_connector(gallery: Gallery) -> QImage:
    shapes = gallery.editor.records.shapes
    gallery.editor.select([next(i for i in gallery.editor.scene.order if shapes[i].is_connector)])
    return gallery.over(gallery.menu("Connector"), QPoint(48, 44))


@scene("editor-hover")
def _hover(gallery: Gallery) -> None:
    box = next(gallery.editor.scene.box(s.id) for s in gallery.editor.records.shapes.values() if s.text == "Orders")
    gallery.hover(Vec(box.center.x, box.center.y))
