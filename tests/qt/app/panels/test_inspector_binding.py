from __future__ import annotations

from app.panels.inspector_binding import show_check, show_choice, show_color, show_number, show_segment
from app.panels.inspector_state import InspectorState
from app.widgets.check_box import CheckBox
from app.widgets.color_field import ColorField
from app.widgets.combo_box import ComboBox
from app.widgets.number_field import NumberField
from app.widgets.segmented import Segment, SegmentedControl

NONE = InspectorState("", 1)
MIXED = InspectorState("", 2, mixed=frozenset({"key", "alpha"}))


def test_numbers(qapp: object) -> None:
    field = NumberField("Width")
    show_number(field, InspectorState("", 1, values={"key": 4.5}), "key")
    assert field.edit.text() == "4.5"
    show_number(field, MIXED, "key")
    assert (field.edit.placeholderText(), field.isEnabled()) == ("Mixed", True)
    show_number(field, NONE, "key")
    assert (field.edit.placeholderText(), field.isEnabled()) == ("–", False)


def test_choices(qapp: object) -> None:
    box = ComboBox("Pattern", (("solid", "Solid"),))
    show_choice(box, InspectorState("", 1, values={"key": "solid"}), "key")
    assert box.current() == "solid"
    show_choice(box, MIXED, "key")
    assert (box.placeholderText(), box.isEnabled()) == ("Mixed", True)
    show_choice(box, NONE, "key")
    assert (box.placeholderText(), box.isEnabled()) == ("–", False)


def test_segments(qapp: object) -> None:
    control = SegmentedControl("Alignment", (Segment("left", "Left"),))
    show_segment(control, InspectorState("", 1, values={"key": "left"}), "key")
    assert control.current() == "left"
    show_segment(control, MIXED, "key")
    assert control.current() is None
    assert control.isEnabled()
    show_segment(control, NONE, "key")
    assert not control.isEnabled()


def test_colours(qapp: object) -> None:
    field = ColorField("Fill")
    show_color(field, InspectorState("", 1, values={"key": "#112233", "alpha": 40.0}), "key", "alpha")
    assert (field.color, field.opacity.value) == ("#112233", 40.0)
    show_color(field, MIXED, "key", "alpha")
    assert field.color is None
    assert not field.isHidden()
    show_color(field, NONE, "key", "alpha")
    assert field.isHidden()


def test_ticks(qapp: object) -> None:
    box = CheckBox("Shadow")
    show_check(box, InspectorState("", 1, values={"key": True}), "key")
    assert (box.isChecked(), box.mixed, box.isEnabled()) == (True, False, True)
    show_check(box, MIXED, "key")
    assert (box.isChecked(), box.mixed) == (False, True)
    show_check(box, NONE, "key")
    assert not box.isEnabled()
