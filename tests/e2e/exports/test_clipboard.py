"""What is copied can be pasted into any program: shapes, SVG, PNG and text lie on the clipboard together."""

from __future__ import annotations

import io
import json

from lxml import etree
from PIL import Image
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.exporting.service import paint_tools
from app.workbench.clipboard import PNG_TYPE, SVG_TYPE, Clipboard
from canvas.editor.payload import MIME_TYPE
from tests.support.test_editor import TestEditor


def test_a_copy_is_offered_in_every_form_at_once(qtbot: QtBot) -> None:
    user = TestEditor()
    user.select(user.shape(10, 10, text="Alpha"))
    assert Clipboard(paint_tools(), lambda _name: None, lambda _text, _level: None).copy(user.editor)
    data = QGuiApplication.clipboard().mimeData()
    assert {MIME_TYPE, SVG_TYPE, PNG_TYPE, "text/plain"} <= set(data.formats())
    svg = etree.fromstring(bytes(data.data(SVG_TYPE).data()))
    assert "Alpha" in "".join(svg.itertext())
    image = Image.open(io.BytesIO(bytes(data.data(PNG_TYPE).data())))
    assert image.size[0] == 2 * float(svg.get("width", ""))
    assert json.loads(bytes(data.data(MIME_TYPE).data()))
    assert data.text() == "Alpha"
