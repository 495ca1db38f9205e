from __future__ import annotations

from canvas.commands import ports
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def test_points_are_added_moved_and_taken_away() -> None:
    t = TestEditor()
    a = t.shape(0, 0, 200, 100)
    usual = ports.ports_of(t.editor, a)
    assert ports.add_port(t.editor, a, Vec(50, 0))
    assert ports.ports_of(t.editor, a) == (*usual, (0.25, 0))
    assert ports.move_port(t.editor, a, len(usual), Vec(200, 25))
    assert ports.ports_of(t.editor, a)[-1] == (1, 0.25)
    assert ports.remove_port(t.editor, a, 0)
    assert ports.ports_of(t.editor, a) == (*usual[1:], (1, 0.25))
    assert not ports.move_port(t.editor, a, 99, Vec(0, 0))
    assert not ports.remove_port(t.editor, a, -1)
    t.select(a)
    assert ports.reset_ports(t.editor)
    assert ports.ports_of(t.editor, a) == usual


def test_a_shape_may_have_no_points_at_all() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    while ports.ports_of(t.editor, a):
        assert ports.remove_port(t.editor, a, 0)
    assert ports.ports_of(t.editor, a) == ()


def test_connectors_go_along_with_their_point() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 200, 100), t.shape(500, 0)
    ports.add_port(t.editor, a, Vec(200, 25))
    line = t.connector(a, b, source__port=(1.0, 0.25))
    ports.move_port(t.editor, a, len(ports.ports_of(t.editor, a)) - 1, Vec(200, 75))
    assert t.record(line).get("source.port") == (1.0, 0.75)


def test_points_stick_to_the_outline_when_they_are_near() -> None:
    t = TestEditor()
    a = t.shape(0, 0, 200, 100)
    assert ports.snapped_place(t.editor, a, Vec(203, 50), 5).x == 200
    assert ports.snapped_place(t.editor, a, Vec(150, 50), 5) == (150, 50)


def test_what_cannot_have_points() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    line = t.connector(a, t.shape(300, 0))
    assert not ports.can_have_ports(t.editor, line)
    t.editor.read_only = True
    assert not ports.add_port(t.editor, a, Vec(0, 0))
