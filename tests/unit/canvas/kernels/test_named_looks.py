"""Tests of looks kept in the document's flat keys."""

from __future__ import annotations

from canvas.kernels.looks import Look
from canvas.kernels.named_looks import default_looks, following, named_looks, remove_look, write_look
from canvas.model.plan import META, UNSET, Set
from canvas.model.records import ShapeRecord, Value

RED = Look({"style.fill": "#ff0000", "style.shadow": True})


def written(meta: dict[str, Value], ops: tuple[object, ...]) -> dict[str, Value]:
    after = dict(meta)
    for op in ops:
        assert isinstance(op, Set)
        assert op.table == META
        if op.value is UNSET:
            del after[op.key]
        else:
            after[op.key] = op.value
    return after


def test_a_look_is_written_read_changed_and_removed() -> None:
    meta = written({"title": "T"}, write_look({}, "id1", "Warning", RED))
    assert [(one.id, one.name, one.look) for one in named_looks(meta)] == [("id1", "Warning", RED)]
    calm = Look({"style.fill": "#00ff00"})
    meta = written(meta, write_look(meta, "id1", "Calm", calm))
    assert [(one.name, one.look) for one in named_looks(meta)] == [("Calm", calm)]
    assert write_look(meta, "id1", "Calm", calm) == ()
    assert written(meta, remove_look(meta, "id1")) == {"title": "T"}


def test_two_people_who_change_two_keys_both_win() -> None:
    """DOC-21."""
    meta = written({}, write_look({}, "id1", "Warning", RED))
    mine = write_look(meta, "id1", "Warning", Look({**RED.values, "style.fill": "#0000ff"}))
    theirs = write_look(meta, "id1", "Warning", Look({**RED.values, "style.stroke": "#123456"}))
    (look,) = named_looks(written(written(meta, mine), theirs))
    assert look.look.values == {"style.fill": "#0000ff", "style.stroke": "#123456", "style.shadow": True}


def test_a_delete_wins_over_what_was_written_meanwhile_and_nonsense_is_no_look() -> None:
    """DOC-21."""
    assert named_looks({"look.id1.style.fill": "#ff0000", "look.id2.name": 7.0, "look.x": "y"}) == ()
    (look,) = named_looks({"look.a.name": "N", "look.a.style.fill": 3.0, "look.a.param.jiggle": ["x"], "look.a.x": "y"})
    assert look.look == Look({"style.fill": "#ffffff"})


def test_default_looks_are_not_among_the_named_ones() -> None:
    meta = written({}, write_look({}, "default:shape", "shape", RED))
    assert named_looks(meta) == ()
    assert default_looks(meta) == {"shape": RED}


def test_names_are_sorted_as_people_read_them() -> None:
    meta = {"look.1.name": "beta", "look.2.name": "Alpha", "look.3.name": "Gamma"}
    assert [one.name for one in named_looks(meta)] == ["Alpha", "beta", "Gamma"]


def test_a_follower_keeps_its_own_deviations() -> None:
    new = Look({"style.fill": "#00ff00", "style.dash": "dashed"})
    plain = ShapeRecord("a", dict(RED.values))
    own = ShapeRecord("b", {**RED.values, "style.fill": "#123456"})
    assert following(RED, new, plain) == {"style.fill": "#00ff00", "style.dash": "dashed", "style.shadow": UNSET}
    assert "style.fill" not in following(RED, new, own)
