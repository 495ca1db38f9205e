"""HIS-1 to HIS-4, HIS-8 to HIS-12: undo of values, gestures, bounds, reload."""

from __future__ import annotations

from typing import Any

import pytest

from canvas.errors import PlanError
from canvas.model.document import Document
from canvas.model.entries import Reason, Report, Skipped
from canvas.model.history import History
from canvas.model.plan import (
    META,
    SHAPES,
    UNSET,
    Create,
    Delete,
    Format,
    Op,
    Origin,
    Plan,
    Set,
    Splice,
)
from canvas.model.records import Run, plain
from tests.support.replicas import Network
from tests.support.two_people import ANA, BEN, act, label, redo, text, undo, value


class TestValues:
    def test_undo_and_redo_of_a_move(self, network: Network) -> None:
        """HIS-2."""
        history = network.replicas[ANA].history
        assert (history.can_undo, history.undo_name, history.can_redo, history.redo_name) == (False, "", False, "")
        history.apply(Plan("Move", (Set("s", "x", 5.0), Set("s", "y", 6.0))))
        assert (history.can_undo, history.undo_name) == (True, "Move")
        assert history.undo() == Report("Move", 2)
        assert (history.can_undo, history.can_redo, history.redo_name) == (False, True, "Move")
        assert network.snapshot(ANA).shapes["s"].x == 1.0
        assert history.redo() == Report("Move", 2)
        assert network.snapshot(ANA).shapes["s"].y == 6.0
        assert history.redo() is None
        assert history.undo() is not None
        assert history.undo() is None

    def test_a_key_that_was_absent_is_absent_again(self, network: Network) -> None:
        """HIS-2."""
        act(network, ANA, Set("s", "rotation", 45.0), Set("s", "style.fill", UNSET))
        undo(network, ANA)
        assert "rotation" not in network.snapshot(BEN).shapes["s"].values
        assert value(network, "s", "style.fill") == "#111111"

    def test_undo_leaves_what_a_colleague_changed_since(self, network: Network) -> None:
        """HIS-1, HIS-10."""
        act(network, ANA, Set("s", "style.fill", "#aaaaaa"))
        act(network, BEN, Set("s", "style.fill", "#bbbbbb"))
        assert undo(network, ANA) == Report("act", 0, (Skipped(SHAPES, "s", "style.fill", Reason.CHANGED),))
        assert value(network, "s", "style.fill") == "#bbbbbb"
        assert not network.replicas[ANA].history.can_redo

    def test_undo_leaves_what_a_colleague_set_to_the_same_value(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Set("s", "style.fill", "#aaaaaa"), sync=False)
        act(network, BEN, Set("s", "style.fill", "#aaaaaa"), sync=False)
        network.sync()
        reports = [undo(network, who) for who in (ANA, BEN)]
        assert sorted(report.applied for report in reports) == [0, 1]

    def test_undo_brings_a_colleagues_value_back_as_theirs(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Set("s", "style.fill", "#a1a1a1"))
        act(network, BEN, Set("s", "style.fill", "#bbbbbb"))
        act(network, ANA, Set("s", "style.fill", "#a2a2a2"))
        assert undo(network, ANA).applied == 1
        assert value(network, "s", "style.fill") == "#bbbbbb"
        assert undo(network, ANA).applied == 0
        assert value(network, "s", "style.fill") == "#bbbbbb"

    def test_two_peoples_style_and_place_are_independent(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Set("s", "style.fill", "#aaaaaa"), Set("s", "x", 9.0))
        act(network, BEN, Set("s", "style.stroke", "#bbbbbb"))
        assert undo(network, ANA) == Report("act", 2)
        assert value(network, "s", "style.stroke") == "#bbbbbb"

    @pytest.mark.parametrize(
        ("mine", "theirs"),
        [
            ((("x", 9.0), ("y", 9.0)), ("x", 7.0)),
            ((("parent", "t"), ("x", 9.0)), ("parent", "c")),
            ((("source", "t"), ("source.port", (0.5, 0.5))), ("source", "")),
            ((("target.point", (1.0, 1.0)), ("target", "")), ("target.point", (3.0, 3.0))),
        ],
    )
    def test_a_facet_is_left_as_a_whole(self, network: Network, mine: Any, theirs: Any) -> None:
        """HIS-4."""
        act(network, ANA, *(Set("c", key, v) for key, v in mine))
        act(network, BEN, Set("c", *theirs))
        before = network.snapshot(ANA)
        report = undo(network, ANA)
        assert {skipped.key for skipped in report.skipped} == {key for key, _ in mine}
        assert network.snapshot(ANA) == before

    def test_a_colleagues_resize_leaves_my_move_alone(self, network: Network) -> None:
        """HIS-4."""
        act(network, ANA, Set("s", "x", 9.0))
        act(network, BEN, Set("s", "w", 50.0))
        assert undo(network, ANA).applied == 1
        assert value(network, "s", "w") == 50.0

    def test_values_of_a_shape_that_a_colleague_deleted(self, network: Network) -> None:
        """HIS-10."""
        act(network, ANA, Set("s", "x", 9.0), Splice("s", 0, 1, "J"))
        act(network, BEN, Delete("s"))
        reasons = {(skipped.key, skipped.reason) for skipped in undo(network, ANA).skipped}
        assert reasons == {("x", Reason.GONE), ("label", Reason.GONE)}

    def test_values_of_a_shape_that_a_colleague_restored(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Set("s", "x", 9.0), Splice("s", 0, 1, "J"))
        act(network, BEN, Delete("s"))
        undo(network, BEN)
        reasons = {(skipped.key, skipped.reason) for skipped in undo(network, ANA).skipped}
        assert reasons == {("x", Reason.CHANGED), ("label", Reason.TEXT)}

    def test_a_new_action_ends_what_could_be_redone(self, network: Network) -> None:
        """HIS-12."""
        history = network.replicas[ANA].history
        act(network, ANA, Set("s", "x", 9.0))
        undo(network, ANA)
        act(network, ANA, Set("t", "x", 9.0))
        assert not history.can_redo
        assert history._tracker.refs() == ((SHAPES, "t"),)

    def test_an_action_without_effect_is_no_step(self, network: Network) -> None:
        """HIS-12."""
        history = network.replicas[ANA].history
        act(network, ANA, Set("s", "x", 9.0))
        undo(network, ANA)
        act(network, ANA, Set("s", "x", 1.0))
        act(network, ANA, Set("s", "x", 8.0), Set("s", "x", 1.0))
        assert not history.can_undo
        assert history.can_redo

    def test_what_the_document_refuses_is_not_remembered(self, network: Network) -> None:
        history = network.replicas[ANA].history
        with pytest.raises(PlanError):
            act(network, ANA, Splice("s", 0, 1, "J"), Set("nobody", "x", 1.0))
        with pytest.raises(PlanError):
            act(network, ANA, Set("s", "x", 1.0, table="nothing"))
        assert not history.can_undo
        act(network, ANA, Splice("s", 0, 1, "J"))
        undo(network, ANA)
        assert text(network) == "hello"

    def test_the_document_itself(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Set("", "title", "Mine", META), Set("", "theme", "dark", META))
        act(network, BEN, Set("", "title", "Ours", META))
        report = undo(network, ANA)
        assert report == Report("act", 1, (Skipped(META, "", "title", Reason.CHANGED),))
        assert network.snapshot(BEN).meta == {"title": "Ours"}


class TestGestures:
    def test_equal_keys_make_one_step(self, network: Network) -> None:
        """HIS-8."""
        for n in range(5):
            act(network, ANA, Set("s", "x", 10.0 + n), gesture="drag")
        act(network, ANA, Set("s", "y", 10.0), Splice("s", 5, 0, "!"), gesture="drag")
        act(network, ANA, Splice("s", 6, 0, "!"), gesture="drag")
        assert undo(network, ANA).applied == 3
        assert value(network, "s", "x") == 1.0
        assert text(network) == "hello"
        redo(network, ANA)
        assert value(network, "s", "x") == 14.0
        assert text(network) == "hello!!"

    def test_typing_and_taking_back_is_a_step_of_its_own(self, network: Network) -> None:
        """HIS-8."""
        act(network, ANA, Splice("s", 5, 0, "x"), gesture="type")
        act(network, ANA, Splice("s", 5, 1, ""), gesture="type")
        assert undo(network, ANA) == Report("act", 1)
        assert redo(network, ANA) == Report("act", 1)
        assert text(network) == "hello"

    def test_other_keys_and_no_keys_make_steps(self, network: Network) -> None:
        """HIS-8."""
        for n, gesture in enumerate(["a", "b", None, None]):
            act(network, ANA, Set("s", "x", 10.0 + n), gesture=gesture)
        for x in (12.0, 11.0, 10.0, 1.0):
            undo(network, ANA)
            assert value(network, "s", "x") == x

    def test_undo_ends_a_gesture(self, network: Network) -> None:
        """HIS-8."""
        act(network, ANA, Set("s", "x", 10.0), gesture="drag")
        act(network, ANA, Set("s", "y", 10.0), gesture="other")
        undo(network, ANA)
        act(network, ANA, Set("s", "x", 11.0), gesture="drag")
        undo(network, ANA)
        assert value(network, "s", "x") == 10.0

    @pytest.mark.parametrize("later", [Delete("t"), Create("n", {})])
    def test_a_deletion_or_creation_is_not_merged_into_a_step(self, network: Network, later: Op) -> None:
        """HIS-8."""
        act(network, ANA, Set("s", "x", 10.0), gesture="drag")
        act(network, ANA, later, gesture="drag")
        act(network, ANA, Set("s", "x", 11.0), gesture="drag")
        undo(network, ANA)
        assert value(network, "s", "x") == 10.0
        undo(network, ANA)
        assert {"s", "t", "c"} == network.snapshot(BEN).shapes.keys()

    def test_a_colleagues_value_in_between_ends_a_gesture(self, network: Network) -> None:
        """HIS-8, HIS-1."""
        act(network, ANA, Set("s", "x", 10.0), gesture="drag")
        act(network, BEN, Set("s", "x", 50.0))
        act(network, ANA, Set("s", "x", 11.0), gesture="drag")
        undo(network, ANA)
        assert value(network, "s", "x") == 50.0

    def test_formats_of_one_gesture_are_taken_back_to_the_start(self, network: Network) -> None:
        """HIS-8."""
        for color in ("#a1a1a1", "#a2a2a2", "#a3a3a3"):
            act(network, ANA, Format("s", 0, 3, {"color": color}), gesture="wheel")
        undo(network, ANA)
        assert label(network) == plain("hello")
        redo(network, ANA)
        assert label(network)[0] == Run("hel", (("color", "#a3a3a3"),))

    def test_a_colleagues_mark_within_a_gesture_comes_back(self, network: Network) -> None:
        """HIS-8, HIS-1."""
        act(network, ANA, Format("s", 0, 5, {"color": "#a1a1a1"}), gesture="wheel")
        act(network, BEN, Format("s", 0, 5, {"color": "#bbbbbb"}))
        act(network, ANA, Format("s", 0, 5, {"color": "#a2a2a2"}), gesture="wheel")
        undo(network, ANA)
        assert label(network)[0].mark("color") == "#bbbbbb"
        redo(network, ANA)
        assert label(network)[0].mark("color") == "#a2a2a2"


class TestBounds:
    def test_the_oldest_steps_are_forgotten(self) -> None:
        """HIS-9."""
        document = Document(1)
        history = History(document)
        for n in range(250):
            history.apply(Plan("create", (Create(f"s{n}", {}),)))
        assert len(history._undo) == 200
        assert len(history._tracker.refs()) == 200
        while history.undo():
            pass
        assert len(document.records.shapes) == 50

    def test_nothing_is_remembered_of_records_that_no_step_names(self, network: Network) -> None:
        """HIS-9."""
        history = network.replicas[ANA].history
        act(network, ANA, Set("s", "x", 9.0))
        act(network, BEN, Set("s", "x", 8.0), Set("t", "x", 8.0))
        assert history._tracker.refs() == ((SHAPES, "s"),)
        undo(network, ANA)
        assert history._tracker.refs() == ()


class TestReload:
    def test_history_goes_on(self, network: Network) -> None:
        """HIS-11."""
        before = network.snapshot(ANA)
        act(network, ANA, Set("s", "x", 9.0), Set("", "title", "T", META))
        act(network, ANA, Splice("s", 0, 0, "abc"), Format("s", 0, 2, {"bold": True}))
        act(network, ANA, Delete("t"))
        after = network.snapshot(ANA)
        network.reload(ANA)
        for _ in range(3):
            assert not undo(network, ANA).skipped
        assert network.snapshot(BEN) == before
        network.reload(ANA)
        for _ in range(3):
            assert not redo(network, ANA).skipped
        assert network.snapshot(BEN) == after

    def test_what_changed_while_we_were_away_is_somebody_elses(self, network: Network) -> None:
        """HIS-11."""
        act(network, ANA, Set("s", "style.fill", "#aaaaaa"), Set("s", "x", 9.0), Set("t", "x", 9.0))
        act(network, ANA, Splice("s", 5, 0, "ABC"))
        act(network, ANA, Create("n", {}))
        act(network, ANA, Delete("c"))
        act(network, BEN, Set("s", "style.fill", "#bbbbbb"), Splice("s", 1, 0, "xyz"), sync=False)
        act(network, BEN, Delete("t"), Set("n", "x", 1.0), Create("c", {}), sync=False)
        replica = network.replicas[ANA]
        while replica.inbox:
            replica.log.append(replica.inbox.pop(0).update)
            replica.have[BEN] += 1
        network.reload(ANA)
        network.sync()
        assert [s.reason for s in undo(network, ANA).skipped] == [Reason.RESTORED]
        assert [s.reason for s in undo(network, ANA).skipped] == [Reason.EDITED]
        assert undo(network, ANA).applied == 1
        assert text(network) == "hxyzello"
        report = undo(network, ANA)
        assert {(s.key, s.reason) for s in report.skipped} == {("style.fill", Reason.CHANGED), ("x", Reason.GONE)}
        assert value(network, "s", "x") == 1.0

    def test_the_old_document_is_not_heard_any_more(self, network: Network) -> None:
        """HIS-11."""
        old = network.replicas[ANA].document
        act(network, ANA, Set("s", "x", 9.0))
        network.reload(ANA)
        old.apply(Plan("late", (Set("s", "x", 3.0),)))
        assert undo(network, ANA).applied == 1


def test_a_change_past_the_history_counts_as_somebody_elses(network: Network) -> None:
    """HIS-1."""
    act(network, ANA, Set("s", "x", 9.0))
    network.replicas[ANA].document.apply(Plan("settings", (Set("s", "x", 5.0),)))
    assert undo(network, ANA).applied == 0


def test_a_listener_that_follows_up_does_not_disturb_the_step(network: Network) -> None:
    """HIS-1."""
    document = network.replicas[ANA].document
    done: list[int] = []

    def follow_up(changes: Any, origin: Origin) -> None:
        if not done:
            done.append(1)
            document.apply(Plan("follow up", (Set("t", "x", 44.0),)))

    document.subscribe(follow_up)
    act(network, ANA, Set("s", "x", 9.0), Set("t", "x", 9.0))
    report = undo(network, ANA)
    assert report.skipped == (Skipped(SHAPES, "t", "x", Reason.CHANGED),)
    assert value(network, "s", "x") == 1.0
