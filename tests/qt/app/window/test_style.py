"""The inspector's styles over the real window: shown while dragged, written once, taken back whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.dialogs.text_prompt import TextPrompt
from app.panels.inspector import Inspector
from app.widgets.color_field import ColorField
from app.widgets.color_picker import ColorPicker
from app.widgets.menu import Menu
from canvas.drawing.themes import palette_of
from canvas.model.records import ShapeRecord
from tests.support.stage import CTRL, Stage

LEFT = Qt.MouseButton.LeftButton


def inspector(stage: Stage) -> Inspector:
    stage.settle()
    return stage.window.workbench.inspector


def records(stage: Stage) -> dict[str, ShapeRecord]:
    return dict(stage.editor.records.shapes)


def opened(field: ColorField) -> ColorPicker:
    """Click the sample and return the picker that opens."""
    QTest.mouseClick(field.sample, LEFT)
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, ColorPicker)
    return picker


def labelled(stage: Stage, text: str = "Quay") -> str:
    shape = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type(text)
    stage.key(Qt.Key.Key_Escape)
    return shape


def press(stage: Stage, widget: QWidget) -> None:
    """Scroll a control into view and click its middle."""
    QApplication.processEvents()
    QTest.mouseClick(widget, LEFT, pos=widget.rect().center())


def test_a_colour_is_shown_while_it_is_dragged_and_written_when_let_go(stage: Stage) -> None:
    a = stage.box()
    before, steps = records(stage), stage.steps()
    stage.editor.select((a,))
    plane = opened(inspector(stage).fill.color).body.plane
    QTest.mousePress(plane, LEFT, pos=QPoint(200, 30))
    for x in (180, 150, 120):
        QTest.mouseMove(plane, QPoint(x, 40))
    assert stage.view._live.hidden == {a}
    assert records(stage) == before
    QTest.mouseRelease(plane, LEFT, pos=QPoint(120, 40))
    assert stage.view._live.is_empty
    assert stage.shape(a).get("style.fill") == inspector(stage).fill.color.color != "#e6e7fd"
    assert stage.steps() == steps + 1
    stage.editor.undo()
    assert records(stage) == before


def test_a_drag_that_is_taken_back_leaves_nothing(stage: Stage) -> None:
    a = stage.box()
    before, steps = records(stage), stage.steps()
    stage.editor.select((a,))
    picker = opened(inspector(stage).stroke.color)
    QTest.mousePress(picker.body.hue, LEFT, pos=QPoint(20, 7))
    assert stage.view._live.hidden == {a}
    QTest.keyClick(picker.body.hue, Qt.Key.Key_Escape)
    assert stage.view._live.is_empty
    picker.close()
    assert (records(stage), stage.steps()) == (before, steps)


def test_the_opacity_of_a_fill_is_dragged(stage: Stage) -> None:
    a = stage.box()
    strip = opened(inspector(stage).fill.color).body.opacity
    QTest.mousePress(strip, LEFT, pos=QPoint(strip.width() // 2, 7))
    assert stage.shape(a).get("style.fill_opacity") is None
    QTest.mouseRelease(strip, LEFT, pos=QPoint(strip.width() // 2, 7))
    assert stage.shape(a).get("style.fill_opacity") == 50.0


def test_the_picker_offers_the_palette_and_remembers(stage: Stage) -> None:
    a = stage.box()
    picker = opened(inspector(stage).fill.color)
    blue = palette_of(None).role("c5")
    assert blue is not None
    QTest.mouseClick(picker.body.theme[1].buttons[6], LEFT)
    picker.close()
    assert stage.shape(a).get("style.fill") == blue.stroke
    picker = opened(inspector(stage).stroke.color)
    assert [b.fill for b in picker.body.recent.buttons] == [blue.stroke]
    picker.close()


def controls(stage: Stage) -> dict[str, tuple[QWidget, dict[str, object]]]:
    """Buttons and ticks of the inspector by name, and what a click on each writes on a labelled rectangle."""
    view = inspector(stage)
    return {
        "radial": (
            view.fill.kind.button("radial"),
            {"style.gradient": "#ffffff", "style.gradient_direction": "radial"},
        ),
        "no fill": (view.fill.kind.button("none"), {"style.fill": "none"}),
        "eye": (view.stroke.color.eye, {"style.stroke": "none"}),
        "swatch": (view.fill.palette_row.buttons[5], {"style.fill": "#ddf3e4"}),
        "shadow": (view.effects.shadow, {"style.shadow": True}),
        "sketch": (view.effects.sketch, {"style.sketch": True}),
        "glass": (view.effects.glass, {"style.glass": True}),
        "bold": (view.text.emphasis.button("style.bold"), {"style.bold": True}),
        "strike": (view.text.emphasis.button("style.strike"), {"style.strike": True}),
        "left": (view.text.align.button("left"), {"style.align": "left"}),
        "top": (view.text.valign.button("top"), {"style.valign": "top"}),
    }


CONTROLS = ("radial", "no fill", "eye", "swatch", "shadow", "sketch", "glass", "bold", "strike", "left", "top")


@pytest.mark.parametrize("name", CONTROLS)
def test_a_click_writes_one_step_on_all_that_is_selected_and_undo_takes_it_back(stage: Stage, name: str) -> None:
    a = labelled(stage)
    b = stage.box((500, 300), (620, 380))
    stage.editor.select((a, b))
    before, steps = records(stage), stage.steps()
    stage.editor.select((a, b))
    widget, written = controls(stage)[name]
    press(stage, widget)
    for shape in (a, b):
        found = stage.shape(shape)
        assert {key: found.get(key) for key in written} == written
    assert stage.steps() == steps + 1
    stage.editor.undo()
    assert records(stage) == before
    stage.editor.redo()
    assert stage.shape(a).get(next(iter(written))) == next(iter(written.values()))


def test_every_control_is_tried() -> None:
    assert len(set(CONTROLS)) == 11


@pytest.mark.parametrize(
    ("group", "button", "marks"),
    [
        ("marks", "sup", {"script": "sup"}),
        ("marks", "sub", {"script": "sub"}),
        ("marks", "code", {"code": True}),
        ("lists", "bullet", {"list": "bullet", "indent": 1.0, "align": "left"}),
        ("lists", "ordered", {"list": "ordered", "indent": 1.0, "align": "left"}),
    ],
)
def test_marks_of_whole_labels(stage: Stage, group: str, button: str, marks: dict[str, object]) -> None:
    a = labelled(stage)
    before = records(stage)
    press(stage, getattr(inspector(stage).text, group).button(button))
    assert dict(stage.shape(a).label[0].marks) == marks
    press(stage, getattr(inspector(stage).text, group).button(button))
    assert stage.shape(a).label[0].marks == ()
    stage.editor.undo()
    stage.editor.undo()
    assert records(stage) == before


def test_mixed_selections_say_so(stage: Stage) -> None:
    a = labelled(stage)
    stage.editor.select((a,))
    view = inspector(stage)
    press(stage, view.effects.shadow)
    press(stage, view.text.emphasis.button("style.bold"))
    b = stage.draw(Qt.Key.Key_O, (500, 300), (620, 380))
    stage.editor.select((a, b))
    assert inspector(stage).effects.shadow.mixed
    assert view.text.emphasis.button("style.bold").accessibleDescription() == "Mixed"
    assert view.text.weight.placeholderText() == "Mixed"
    press(stage, view.effects.shadow)
    assert stage.shape(b).get("style.shadow") is True
    assert not view.effects.shadow.mixed
    stage.editor.select((a, b, stage.draw(Qt.Key.Key_A, (200, 500), (400, 600))))
    assert inspector(stage).fill.color.color == "#e6e7fd"
    assert view.stroke.color.color is None


def test_lists_that_open_are_chosen_by_key(stage: Stage) -> None:
    a = labelled(stage)
    view = inspector(stage)
    view.stroke.dash.setFocus()
    stage.key(Qt.Key.Key_Down)
    assert stage.shape(a).get("style.dash") == "dashed"
    view.text.position.setFocus()
    stage.key(Qt.Key.Key_Down)
    assert stage.shape(a).get("style.label_v") == "top"
    view.text.flow.setFocus()
    stage.key(Qt.Key.Key_Down)
    assert stage.shape(a).get("style.wrap", False) is False
    view.text.weight.setFocus()
    stage.key(Qt.Key.Key_Down)
    assert stage.shape(a).get("style.font_weight") == 600.0


# ---------------------------------------------------------------------------------------------- palettes and styles


def entry(menu: Menu, text: str) -> None:
    """Trigger an entry of a menu, or of a part of it: "Rename > Warning"."""
    names = text.split(" > ")
    for name in names[:-1]:
        found = next(action.menu() for action in menu.actions() if action.text() == name)
        assert isinstance(found, Menu)
        menu = found
    next(action for action in menu.actions() if action.text() == names[-1]).trigger()


def answer(stage: Stage, text: str) -> None:
    # The dialog has the keyboard only when the event loop has told both windows.
    QApplication.processEvents()
    prompt = stage.window.findChild(TextPrompt)
    assert prompt is not None
    prompt.line.selectAll()
    QTest.keyClicks(prompt.line, text)
    QTest.keyClick(prompt.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    stage.window.activateWindow()
    QApplication.processEvents()


def test_a_palette_restyles_the_diagram_in_one_step(stage: Stage) -> None:
    a = stage.box()
    before, steps = records(stage), stage.steps()
    link = stage.window.workbench.style_link
    entry(link.palette_menu(), "Ocean")
    role = palette_of("ocean").role("c6")
    assert role is not None
    assert stage.shape(a).get("style.fill") == role.fill
    assert inspector(stage).style_section.quick.buttons[7].quick.fill == role.fill
    assert inspector(stage).fill.palette_row.buttons[7].fill == role.fill
    assert stage.steps() == steps + 1
    b = stage.box((500, 300), (620, 380))
    assert stage.shape(b).get("style.fill") == role.fill
    stage.editor.undo()
    stage.editor.undo()
    assert records(stage) == before
    assert inspector(stage).fill.palette_row.buttons[7].fill == "#e6e7fd"


def test_a_quick_style_is_one_step(stage: Stage) -> None:
    a = stage.box()
    before, steps = records(stage), stage.steps()
    stage.editor.select((a,))
    press(stage, inspector(stage).style_section.quick.buttons[2])
    red = palette_of(None).role("c1")
    assert red is not None
    assert {key: stage.shape(a).get(key) for key in red.values} == red.values
    assert inspector(stage).style_section.quick.buttons[2].isChecked()
    assert stage.steps() == steps + 1
    stage.editor.undo()
    assert records(stage) == before


def test_named_styles_from_making_to_forgetting(stage: Stage) -> None:
    a = stage.box()
    press(stage, inspector(stage).effects.shadow)
    link = stage.window.workbench.style_link
    entry(link.named_menu(), "Save as a named style…")
    answer(stage, "Warning")
    b = stage.box((500, 300), (620, 380))
    entry(link.named_menu(), "Warning")
    assert stage.shape(b).get("style.shadow") is True
    stage.editor.select((a,))
    press(stage, inspector(stage).effects.glass)
    entry(link.named_menu(), "Update from selection > Warning")
    assert stage.shape(b).get("style.glass") is True
    entry(link.named_menu(), "Rename > Warning")
    answer(stage, "Danger")
    assert "Danger" in [action.text() for action in link.named_menu().actions()]
    entry(link.named_menu(), "Delete > Danger")
    assert "Danger" not in [action.text() for action in link.named_menu().actions()]
    stage.editor.undo()
    assert "Danger" in [action.text() for action in link.named_menu().actions()]


def test_new_shapes_look_like_the_default_until_it_is_reset(stage: Stage) -> None:
    stage.box()
    press(stage, inspector(stage).effects.shadow)
    link = stage.window.workbench.style_link
    entry(link.named_menu(), "Use for new shapes")
    b = stage.box((500, 300), (620, 380))
    assert stage.shape(b).get("style.shadow") is True
    entry(link.named_menu(), "Reset what new shapes look like")
    c = stage.box((500, 500), (620, 560))
    assert stage.shape(c).get("style.shadow") is None


def test_style_is_copied_and_pasted_by_keys(stage: Stage) -> None:
    a = labelled(stage)
    press(stage, inspector(stage).effects.shadow)
    stage.editor.select((a,))
    stage.key(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier, stage.view)
    b = stage.draw(Qt.Key.Key_O, (500, 300), (620, 380))
    before = records(stage)
    stage.key(Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.AltModifier, stage.view)
    assert stage.shape(b).get("style.shadow") is True
    stage.editor.undo()
    assert records(stage) == before


# ---------------------------------------------------------------------------------------------- actions


@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("style.bold", "style.bold"),
        ("style.italic", "style.italic"),
        ("style.underline", "style.underline"),
        ("style.strike", "style.strike"),
    ],
)
def test_actions_switch_styles_of_shapes_on_and_off(stage: Stage, action: str, key: str) -> None:
    a = labelled(stage)
    before = records(stage)
    stage.do(action)
    assert stage.shape(a).get(key) is True
    stage.do(action)
    assert not stage.shape(a).get(key)
    stage.editor.undo()
    stage.editor.undo()
    assert records(stage) == before


@pytest.mark.parametrize(
    ("action", "mark"),
    [
        ("style.superscript", ("script", "sup")),
        ("style.subscript", ("script", "sub")),
        ("style.code", ("code", True)),
        ("style.bullets", ("list", "bullet")),
        ("style.numbers", ("list", "ordered")),
    ],
)
def test_actions_mark_words_and_wait_for_some(stage: Stage, action: str, mark: tuple[str, object]) -> None:
    found = stage.window.registry.action(action)
    a = stage.box()
    assert not found.isEnabled()
    assert "no text" in stage.window.registry.reason(action)
    stage.key(Qt.Key.Key_F2)
    stage.type("one two")
    stage.key(Qt.Key.Key_Escape)
    assert found.isEnabled()
    stage.do(action)
    assert stage.shape(a).label[0].mark(mark[0]) == mark[1]
    stage.do(action)
    assert stage.shape(a).label[0].marks == ()


def test_actions_reach_the_words_selected_while_a_label_is_edited(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("ab")
    stage.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    stage.do("style.strike")
    assert [(run.text, run.mark("strike")) for run in stage.shape(a).label] == [("a", None), ("b", True)]
    assert stage.shape(a).get("style.strike") is None


def test_what_cannot_be_done_says_why(stage: Stage) -> None:
    stage.box()
    registry = stage.window.registry
    for action, words in (("style.paste", "copied"), ("style.reset_default", "usual")):
        assert not registry.action(action).isEnabled()
        assert words in registry.reason(action)
    stage.do("style.copy")
    stage.do("style.set_default")
    assert registry.action("style.paste").isEnabled()
    assert registry.action("style.reset_default").isEnabled()


def test_a_palette_is_chosen_from_the_menu(stage: Stage) -> None:
    stage.do("style.palette")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    assert len(menu.actions()) >= 8
    menu.close()


def test_a_named_style_is_saved_by_its_action(stage: Stage) -> None:
    stage.box()
    stage.do("style.save_named")
    answer(stage, "Calm")
    assert "Calm" in [action.text() for action in stage.window.workbench.style_link.named_menu().actions()]
