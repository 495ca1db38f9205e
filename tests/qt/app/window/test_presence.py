"""People at a shared diagram, as the window shows them and as they are told of what is done here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collaboration.presence.participation import Participation
from app.collaboration.presence.person import Member
from app.collaboration.presence.saying import Myself
from app.theme.person_color import presence_color
from canvas.model.plan import Plan, Set
from sync.protocol.presence import Caret, Moved, Presence
from tests.support.stage import CTRL, Stage

ANA, BEN = "a" * 32, "b" * 32
MEMBERS = {ANA: Member("ana", "Ana"), BEN: Member("ben", "Ben", may_edit=False)}


class Company:
    """The diagram on the stage, shared."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sent: list[Presence] = []
        self.part: Participation = stage.window.presence.join(
            stage.tab, Myself("Me", "#0070D1"), MEMBERS.get, self.sent.append
        )

    def hear(self, device: str = ANA, **values: object) -> None:
        self.part.hear(device, Presence(1, page=self.stage.editor.page, **values))  # type: ignore[arg-type]
        self.part.refresh()


@pytest.fixture
def company(stage: Stage) -> Company:
    return Company(stage)


def color_at(stage: Stage, x: float, y: float) -> str:
    stage.view.settle()
    return stage.view.grab().toImage().pixelColor(stage.at((x, y))).name()


def test_somebodys_pointer_is_painted_and_goes_with_him(stage: Stage, company: Company) -> None:
    ground = color_at(stage, 302, 306)
    company.hear(cursor=(300.0, 300.0))
    assert color_at(stage, 302, 306) == QColor(presence_color("ana")).name()
    company.part.leave(ANA)
    company.part.refresh()
    assert color_at(stage, 302, 306) == ground


def test_what_somebody_drags_moves_here_and_the_document_does_not(stage: Stage, company: Company) -> None:
    shape = stage.box((200, 200), (320, 260))
    stage.editor.select(())
    fill, ground = color_at(stage, 265, 233), color_at(stage, 505, 503)
    company.hear(moved=(Moved(shape, 440.0, 470.0, 120.0, 60.0, 0.0),))
    assert (color_at(stage, 265, 233), color_at(stage, 505, 503)) == (ground, fill)
    assert stage.shape(shape).x == 200
    company.hear()
    assert (color_at(stage, 265, 233), color_at(stage, 505, 503)) == (fill, ground)
    assert stage.steps() == 1


def test_what_oneself_drags_goes_before(stage: Stage, company: Company) -> None:
    shape = stage.box((200, 200), (320, 260))
    stage.press((260, 230))
    stage.move((360, 430))
    company.hear(moved=(Moved(shape, 600.0, 600.0, 120.0, 60.0, 0.0),))
    stage.move((360, 431))
    assert color_at(stage, 665, 633) == color_at(stage, 705, 503)
    stage.release((360, 431))
    assert stage.shape(shape).x == 300


def test_the_discs_follow_and_stop(stage: Stage, company: Company) -> None:
    company.hear(viewport=(2000.0, 0.0, 800.0, 600.0))
    bar, area = stage.window.workbench.top.people, stage.window.workbench.area
    assert not bar.isHidden()
    QTest.mouseClick(bar.buttons[ANA], Qt.MouseButton.LeftButton)
    assert stage.editor.camera.visible.contains(stage.editor.camera.visible.center)
    assert stage.editor.camera.origin.x > 1500
    assert area.following.text == "Following Ana"
    assert not area.frame.isHidden()
    stage.wheel((2300, 300), 1, CTRL)
    assert company.part.following == ""
    assert area.following.isHidden()
    assert area.frame.isHidden()
    company.part.follow(ANA)
    QTest.mouseClick(area.following.button, Qt.MouseButton.LeftButton)
    assert company.part.following == ""


def test_the_pointer_is_told_and_that_it_left(stage: Stage, company: Company, qtbot: QtBot) -> None:
    stage.hover((123, 45))
    qtbot.waitUntil(lambda: company.sent[-1].cursor == (123.0, 45.0))
    QApplication.sendEvent(stage.view, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: company.sent[-1].cursor is None)


def test_typing_is_told_with_its_place(stage: Stage, company: Company, qtbot: QtBot) -> None:
    shape = stage.box()
    stage.key(Qt.Key.Key_Return)
    stage.type("a")
    stage.view.label_field.insertPlainText("ñ")
    stage.type("b")
    qtbot.waitUntil(lambda: company.sent[-1].caret == Caret(shape, 4, 4))
    stage.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: company.sent[-1].caret is None)


def test_notes_say_what_people_do(stage: Stage, company: Company) -> None:
    company.hear(caret=Caret("x", 0, 0))
    company.hear(BEN)
    buttons = stage.window.workbench.top.people.buttons
    assert buttons[ANA].accessibleDescription() == "Is typing"
    assert buttons[BEN].accessibleDescription() == "Can only look"


def test_calling_everybody(stage: Stage, company: Company, qtbot: QtBot) -> None:
    registry = stage.window.registry
    registry.refresh()
    assert registry.reason("view.summon") == "Nobody else is here"
    company.hear()
    registry.refresh()
    stage.do("view.summon")
    qtbot.waitUntil(lambda: company.sent[-1].summons == 1)


def test_being_called_can_be_taken_back(stage: Stage, company: Company) -> None:
    company.hear(viewport=(2000.0, 0.0, 800.0, 600.0), summons=1)
    company.hear(viewport=(2000.0, 0.0, 800.0, 600.0), summons=2)
    assert stage.editor.camera.origin.x > 1500
    message = stage.said[-1]
    assert "Ana" in message.text
    assert message.run is not None
    message.run()
    assert stage.editor.camera.origin.x == pytest.approx(0.0)


def test_people_belong_to_their_tab(stage: Stage, company: Company) -> None:
    company.hear()
    bar = stage.window.workbench.top.people
    stage.window.open_diagram(stage.desktop.session.create("Other"))
    assert bar.isHidden()
    stage.window.open_diagram(next(iter(stage.window.tabs)))
    assert not bar.isHidden()
    stage.window.close_tab(next(iter(stage.window.tabs)))
    assert bar.isHidden()
    assert company.sent[-1].activity is not None


def test_a_far_pointer_does_no_harm(stage: Stage, company: Company) -> None:
    company.hear(cursor=(9.9e6, -9.9e6), selection=("nothing",))
    stage.wheel((300, 300), 20, CTRL)
    stage.view.settle()
    assert stage.view.rect().contains(QPointF(1, 1).toPoint())


def test_what_somebody_drags_is_shown_as_it_looks_now(stage: Stage) -> None:
    a = stage.box((200, 200), (320, 260))
    stage.editor.select(())
    stage.view.show_others((), {a: {"x": 500.0}})
    for fill in ("#ff0000", "#00ff00"):
        stage.editor.apply(Plan("Fill", (Set(a, "style.fill", fill),)))
        assert stage.view.grab().toImage().pixelColor(stage.at((530, 240))).name() == fill
