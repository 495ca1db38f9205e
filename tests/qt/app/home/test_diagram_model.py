from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.home.diagram_model import DETAIL_ROLE, ENTRY_ROLE, DiagramModel
from app.home.entries import DiagramEntry

ONE, TWO = DiagramEntry("1", "One", 1000), DiagramEntry("2", "Two", 2000, trashed=True, snippet="… two words …")


def model_with_entries() -> DiagramModel:
    model = DiagramModel(lambda: 1500)
    model.set_entries([ONE, TWO])
    return model


def test_what_views_ask_for(qapp: object) -> None:
    model = model_with_entries()
    index = model.index(0)
    assert model.rowCount() == 2
    assert model.data(index) == "One"
    assert model.data(index, ENTRY_ROLE) == ONE
    assert model.data(index, DETAIL_ROLE) == "Edited just now"
    assert model.data(model.index(1), DETAIL_ROLE) == "… two words …"
    assert model.data(index, int(Qt.ItemDataRole.AccessibleTextRole)) == "One, Edited just now"
    assert model.data(model.index(7)) is None


def test_renaming(qtbot: QtBot) -> None:
    model = model_with_entries()
    with qtbot.waitSignal(model.renamed) as renamed:
        assert model.setData(model.index(0), "  New  name ")
    assert renamed.args == ["1", "New name"]
    assert model.data(model.index(0)) == "New name"
    with qtbot.assertNotEmitted(model.renamed):
        assert not model.setData(model.index(0), "   ")
    assert not model.flags(model.index(1)) & Qt.ItemFlag.ItemIsEditable


def test_the_same_diagrams_in_the_same_order_keep_the_view_where_it_is(qtbot: QtBot) -> None:
    model = model_with_entries()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_entries([DiagramEntry("1", "Uno", 1), TWO])
    with qtbot.waitSignal(model.modelReset):
        model.set_entries([TWO])


def test_pictures_come_from_the_provider(qtbot: QtBot) -> None:
    model = model_with_entries()
    assert model.thumbnail(ONE) is None
    asked: list[tuple[str, int]] = []

    def provide(document_id: str, version: int) -> QImage | None:
        asked.append((document_id, version))
        return QImage(4, 4, QImage.Format.Format_RGB32)

    model.set_thumbnails(provide)
    assert model.thumbnail(ONE) is not None
    assert asked == [("1", 0)]
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.thumbnail_ready("2")
    assert changed.args is not None
    assert changed.args[0].row() == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        model.thumbnail_ready("gone")
