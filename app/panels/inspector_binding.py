"""How one control of the inspector shows one key of the selection."""

from __future__ import annotations

from app.panels.inspector_state import InspectorState
from app.widgets.check_box import CheckBox
from app.widgets.color_field import ColorField
from app.widgets.combo_box import ComboBox
from app.widgets.number_field import NumberField
from app.widgets.segmented import SegmentedControl


def show_number(control: NumberField, state: InspectorState, key: str) -> None:
    """Show a number, "Mixed", or that there is none."""
    value = state.number(key)
    if value is not None:
        control.set_value(value)
    elif state.applies(key):
        control.set_mixed()
    else:
        control.set_blank()


def show_choice(control: ComboBox, state: InspectorState, key: str) -> None:
    """Show an entry of a list, "Mixed", or that there is none."""
    value = state.text(key)
    control.setEnabled(state.applies(key))
    if value is not None:
        control.set_current(value)
    elif state.applies(key):
        control.set_mixed()
    else:
        control.set_blank()


def show_segment(control: SegmentedControl, state: InspectorState, key: str) -> None:
    """Show one of several buttons as pressed, or none where the values differ."""
    control.setEnabled(state.applies(key))
    control.set_current(state.text(key))


def show_check(box: CheckBox, state: InspectorState, key: str) -> None:
    """Show a tick, none, or that the values differ."""
    box.setEnabled(state.applies(key))
    box.show_state(None if key in state.mixed else state.flag(key))


def show_color(control: ColorField, state: InspectorState, key: str, opacity_key: str = "") -> None:
    """Show a colour and its opacity, or that they differ; hide the field where there is no such colour."""
    control.setVisible(state.applies(key))
    control.set_color(state.text(key))
    if opacity_key:
        show_number(control.opacity, state, opacity_key)
