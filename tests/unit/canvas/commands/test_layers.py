"""Tests of layers."""

from __future__ import annotations

from canvas.commands import layers
from tests.support.test_editor import TestEditor


def test_a_new_layer_is_in_front_and_current() -> None:
    t = TestEditor()
    back = t.editor.layer
    front = layers.add(t.editor)
    assert t.editor.view.layers(t.editor.page) == (back, front)
    assert t.editor.layer == front
    assert t.document.records.layers[front].name == "Layer 2"
    t.editor.read_only = True
    assert layers.add(t.editor) == ""


def test_names() -> None:
    t = TestEditor()
    layer = layers.add(t.editor, "One")
    assert layers.rename(t.editor, layer, " Two ")
    assert t.document.records.layers[layer].name == "Two"
    assert not layers.rename(t.editor, layer, "Two")
    assert not layers.rename(t.editor, layer, " ")
    assert not layers.rename(t.editor, "gone", "x")


def test_hidden_and_locked_layers_lose_their_selection() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    layer = t.editor.layer
    t.select(a)
    assert layers.set_visible(t.editor, layer, False)
    assert t.selection == ()
    assert t.editor.scene.order == ()
    assert not layers.set_visible(t.editor, layer, False)
    layers.set_visible(t.editor, layer, True)
    t.select(a)
    assert layers.set_locked(t.editor, layer, True)
    assert t.selection == ()
    assert not layers.set_locked(t.editor, layer, True)


def test_reordering_changes_what_is_painted_in_front() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    back = t.editor.layer
    front = layers.add(t.editor)
    b = t.shape(0, 0)
    assert t.shapes() == (a, b)
    assert layers.move(t.editor, front, 0)
    assert t.shapes() == (b, a)
    assert not layers.move(t.editor, front, 0)
    assert not layers.move(t.editor, "gone", 0)
    assert back != front


def test_deleting_a_layer_takes_what_is_on_it() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    layer = layers.add(t.editor)
    b = t.shape(0, 0)
    assert layers.delete(t.editor, layer)
    assert (t.exists(a), t.exists(b)) == (True, False)
    t.editor.undo()
    assert t.editor.view.place(b)[1] == layer
    layers.delete(t.editor, layer)
    assert not layers.delete(t.editor, t.editor.layer)
    assert not layers.delete(t.editor, "gone")


def test_moving_the_selection_to_a_layer() -> None:
    t = TestEditor()
    box = t.container(100, 100)
    a = t.shape(5, 5, parent=box)
    layer = layers.add(t.editor)
    assert layers.move_selection_to(t.select(a).editor, layer)
    assert t.editor.view.place(a)[1] == layer
    assert t.at(a) == (105, 105)
    assert not layers.move_selection_to(t.editor, "gone")
