"""Screens of the gallery: the editor."""

from __future__ import annotations

from gallery_stage import Gallery, scene, settle
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.widgets.toast import Message


@scene("editor")
def _editor(gallery: Gallery) -> None:
    gallery.select("Orders")


@scene("editor-nothing-selected")
def _nothing(gallery: Gallery) -> None:
    gallery.editor.select(())


@scene("editor-several-selected")
def _several(gallery: Gallery) -> None:
    gallery.select("Orders", "Payments", "PostgreSQL")


@scene("editor-connector-selected")
def _connector(gallery: Gallery) -> None:
    shapes = gallery.editor.records.shapes
    gallery.editor.select([next(i for i in gallery.editor.scene.order if shapes[i].is_connector)])


@scene("editor-tool-rectangle")
def _tool(gallery: Gallery) -> None:
    gallery.do("tool.rect")


@scene("editor-text-editing")
def _text(gallery: Gallery) -> None:
    gallery.select("Orders")
    gallery.do("edit.text")


@scene("editor-empty")
def _empty(gallery: Gallery) -> None:
    gallery.window.open_diagram(gallery.empty)


@scene("editor-first-run")
def _first(gallery: Gallery) -> None:
    gallery.window.settings.change(hints=True)
    gallery.window.open_diagram(gallery.empty)


@scene("editor-layers")
def _layers(gallery: Gallery) -> None:
    gallery.window.workbench.dock.show_tab("layers")


@scene("editor-library-search")
def _library(gallery: Gallery) -> None:
    gallery.window.workbench.library.search.setText("data")


@scene("editor-library-nothing-found")
def _library_nothing(gallery: Gallery) -> None:
    gallery.window.workbench.library.search.setText("zeppelin")


@scene("editor-comments")
def _comments(gallery: Gallery) -> None:
    gallery.window.workbench.library.search.clear()
    gallery.window.workbench.inspector.show_tab("comments")


@scene("editor-history")
def _history(gallery: Gallery) -> None:
    gallery.window.workbench.inspector.show_tab("history")


@scene("editor-toast")
def _toast(gallery: Gallery) -> None:
    gallery.window.workbench.area.toasts.show(Message("Moved to the trash", "info", "Undo", lambda: None), 0)


@scene("editor-toast-danger")
def _toast_danger(gallery: Gallery) -> None:
    gallery.window.workbench.area.toasts.show(Message("Not saved: the disk is full", "danger"), 0)


@scene("editor-focus")
def _focus(gallery: Gallery) -> None:
    gallery.do("view.focus")


@scene("editor-minimap")
def _minimap(gallery: Gallery) -> None:
    gallery.window.settings.change(minimap=True)
    for _ in range(5):
        gallery.do("view.zoom_in")


@scene("editor-960x600")
def _small(gallery: Gallery) -> None:
    gallery.window.resize(960, 600)
    settle()
    gallery.do("view.fit")
    gallery.select("Orders")


@scene("editor-2560x1440")
def _large(gallery: Gallery) -> None:
    gallery.window.resize(2560, 1440)
    settle()
    gallery.do("view.fit")


@scene("editor-menu")
def _menu(gallery: Gallery) -> QImage:
    return gallery.over(gallery.menu(), QPoint(48, 44))


@scene("editor-menu-view")
def _menu_view(gallery: Gallery) -> QImage:
    return gallery.over(gallery.menu("View"), QPoint(48, 44))


@scene("editor-context-menu")
def _context_menu(gallery: Gallery) -> QImage:
    gallery.select("Orders")
    return gallery.over(gallery.window.context_menu, QPoint(820, 120))
