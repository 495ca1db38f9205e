"""HIS-1 to HIS-12: undo takes back the user's own work by gesture, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

import pytest

from canvas.errors import PlanError
from canvas.model.document import Document
from canvas.model.entries import Reason, Report, Skipped
from canvas.model.history import History
from canvas.model.plan import (
    LAYERS,
    META,
    PAGES,
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

ANA, BEN = 0, 1


@pytest.fixture
def network() -> Network:
    """Two people with a shape "s", a shape "t" and a connector "c", all made by somebody before."""
    network = Network(2)
    shape = {"kind": "rect", "x": 1.0, "y": 2.0, "style.fill": "#111111"}
    operations: list[Op] = [
        Create("p", {"name": "P", "order": "a0"}, table=PAGES),
        Create("l", {"name": "L", "page": "p", "order": "a0"}, table=LAYERS),
        Create("s", {**shape, "page": "p", "layer": "l"}, plain("hello")),
        Create("t", {**shape, "page": "p"}),
        Create("c", {"kind": "connector", "source": "s", "target": "t", "page": "p"}),
    ]
    network.replicas[ANA].document.apply(Plan("set up", tuple(operations)))
    network.sync()
    return network


def act(network: Network, who: int, *operations: Op, gesture: Any = None, sync: bool = True) -> None:
    network.apply(who, Plan("act", operations), gesture)
    if sync:
        network.sync()


def undo(network: Network, who: int) -> Report:
    report = network.replicas[who].history.undo()
    assert report is not None
    network.sync()
    return report


def redo(network: Network, who: int) -> Report:
    report = network.replicas[who].history.redo()
    assert report is not None
    network.sync()
    return report


def value(network: Network, i: str, key: str) -> Any:
    states = [network.snapshot(n).shapes[i].get(key) for n in (ANA, BEN)]
    assert states[0] == states[1]
    return states[0]


def label(network: Network, i: str = "s") -> tuple[Run, ...]:
    states = [network.snapshot(n).shapes[i].label for n in (ANA, BEN)]
    assert states[0] == states[1]
    return states[0]


def text(network: Network, i: str = "s") -> str:
    return "".join(run.text for run in label(network, i))


BOLD = (("bold", True),)


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


class TestLives:
    def test_undo_of_a_deletion_restores_all_of_it(self, network: Network) -> None:
        """HIS-5."""
        before = network.snapshot(BEN)
        act(network, ANA, Set("s", "x", 9.0))
        act(network, ANA, Format("s", 0, 2, {"bold": True}))
        act(network, ANA, Splice("s", 5, 0, "!"))
        act(network, ANA, Delete("s"), Set("c", "source", ""))
        for _ in range(4):
            assert not undo(network, ANA).skipped
        assert network.snapshot(BEN) == before
        for _ in range(4):
            assert not redo(network, ANA).skipped
        assert "s" not in network.snapshot(BEN).shapes

    def test_pages_and_layers(self, network: Network) -> None:
        """HIS-5."""
        before = network.snapshot(BEN)
        act(network, ANA, Set("p", "name", "Q", PAGES))
        act(network, ANA, *(Delete(i) for i in ("c", "s", "t")), Delete("l", LAYERS), Delete("p", PAGES))
        assert not network.snapshot(BEN).pages
        undo(network, ANA)
        undo(network, ANA)
        assert network.snapshot(BEN) == before

    def test_undo_of_a_creation_removes_it(self, network: Network) -> None:
        """HIS-2."""
        act(network, ANA, Create("n", {"x": 1.0}, plain("new")), Splice("n", 3, 0, "er"), Set("n", "y", 2.0))
        act(network, ANA, Set("n", "x", 4.0))
        undo(network, ANA)
        assert undo(network, ANA) == Report("act", 1)
        assert "n" not in network.snapshot(BEN).shapes
        redo(network, ANA)
        redo(network, ANA)
        assert value(network, "n", "x") == 4.0
        assert text(network, "n") == "newer"

    def test_a_creation_that_a_colleague_edited_stays(self, network: Network) -> None:
        """HIS-6, HIS-10."""
        act(network, ANA, Create("n", {"x": 1.0}))
        act(network, BEN, Splice("n", 0, 0, "theirs"))
        assert undo(network, ANA) == Report("act", 0, (Skipped(SHAPES, "n", "", Reason.EDITED),))
        assert text(network, "n") == "theirs"

    def test_a_creation_that_a_colleague_connected_stays_with_what_holds_it(self, network: Network) -> None:
        """HIS-6."""
        act(network, ANA, Create("g", {"kind": "group"}), Create("n", {"parent": "g"}), Create("free", {}))
        act(network, BEN, Create("d", {"kind": "connector", "source": "n"}))
        report = undo(network, ANA)
        assert {s.id: s.reason for s in report.skipped} == {"n": Reason.ATTACHED, "g": Reason.ATTACHED}
        assert report.applied == 1
        assert {"g", "n"} <= network.snapshot(BEN).shapes.keys()
        assert "free" not in network.snapshot(BEN).shapes

    @pytest.mark.parametrize("there", [Create("n", {"page": "q"}), Set("s", "page", "q")])
    def test_a_page_that_a_colleague_draws_on_stays(self, network: Network, there: Op) -> None:
        """HIS-6."""
        act(network, ANA, Create("q", {"order": "b"}, table=PAGES), Create("m", {"page": "q"}, table=LAYERS))
        act(network, BEN, there)
        report = undo(network, ANA)
        assert {s.id: s.reason for s in report.skipped} == {"q": Reason.ATTACHED}
        assert "q" in network.snapshot(BEN).pages

    def test_a_layer_that_a_colleague_draws_on_stays_and_so_does_its_page(self, network: Network) -> None:
        """HIS-6."""
        act(network, ANA, Create("q", {"order": "b"}, table=PAGES), Create("m", {"page": "q"}, table=LAYERS))
        act(network, BEN, Set("s", "layer", "m"))
        report = undo(network, ANA)
        assert {s.id: s.reason for s in report.skipped} == {"q": Reason.ATTACHED, "m": Reason.ATTACHED}

    def test_a_reference_that_the_same_step_takes_back_holds_nothing(self, network: Network) -> None:
        """HIS-6."""
        act(network, ANA, Create("n", {}), Set("c", "target", "n"), Set("s", "parent", "n"))
        assert undo(network, ANA) == Report("act", 3)

    def test_redo_of_a_deletion_keeps_what_a_colleague_attached_to(self, network: Network) -> None:
        """HIS-6."""
        act(network, ANA, Delete("t"))
        undo(network, ANA)
        act(network, BEN, Create("d", {"kind": "connector", "target": "t"}))
        assert redo(network, ANA).skipped == (Skipped(SHAPES, "t", "", Reason.ATTACHED),)

    def test_redo_of_a_deletion_may_leave_what_dangled_before(self, network: Network) -> None:
        """HIS-3."""
        act(network, ANA, Delete("s"))
        undo(network, ANA)
        assert redo(network, ANA).applied == 1
        assert undo(network, ANA).applied == 1
        assert value(network, "c", "source") == "s"

    def test_a_shape_that_a_colleague_deleted_is_not_deleted_again(self, network: Network) -> None:
        """HIS-10."""
        act(network, ANA, Create("n", {}))
        act(network, BEN, Delete("n"))
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "n", "", Reason.GONE),)

    def test_a_shape_that_a_colleague_deleted_and_restored_stays(self, network: Network) -> None:
        """HIS-6."""
        act(network, ANA, Create("n", {}))
        act(network, BEN, Delete("n"))
        undo(network, BEN)
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "n", "", Reason.RESTORED),)

    def test_a_shape_that_a_colleague_made_anew_is_not_restored(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Delete("s"))
        act(network, BEN, Create("s", {"x": 77.0}))
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "s", "", Reason.RESTORED),)
        assert value(network, "s", "x") == 77.0

    def test_a_shape_that_a_colleague_made_and_deleted_meanwhile_is_theirs(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Delete("s"))
        act(network, BEN, Create("s", {"x": 77.0}))
        act(network, BEN, Delete("s"))
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "s", "", Reason.RESTORED),)

    def test_steps_that_a_deletion_by_both_leaves(self, network: Network) -> None:
        """HIS-3."""
        act(network, ANA, Delete("t"), sync=False)
        act(network, BEN, Delete("t"), sync=False)
        network.sync()
        assert undo(network, ANA).applied == 1
        assert undo(network, BEN).skipped
        assert "t" in network.snapshot(BEN).shapes


class TestLabels:
    def test_my_characters_go_and_theirs_stay(self, network: Network) -> None:
        """HIS-7, HIS-1."""
        act(network, ANA, Splice("s", 5, 0, "ABC"))
        act(network, BEN, Splice("s", 6, 0, "😀é"))
        assert text(network) == "helloA😀éBC"
        undo(network, ANA)
        assert text(network) == "hello😀é"
        redo(network, ANA)
        assert text(network) == "helloA😀éBC"

    def test_what_i_removed_comes_back_where_it_was(self, network: Network) -> None:
        """HIS-7."""
        act(network, ANA, Splice("s", 1, 3, "u", BOLD))
        act(network, BEN, Splice("s", 0, 0, ">> "))
        undo(network, ANA)
        assert text(network) == ">> hello"

    def test_restored_text_bears_its_marks(self, network: Network) -> None:
        """HIS-7."""
        act(network, BEN, Format("s", 1, 2, {"bold": True, "color": "#bbbbbb"}))
        before = label(network)
        act(network, ANA, Splice("s", 0, 5, ""))
        undo(network, ANA)
        assert label(network) == before

    def test_undo_of_bold(self, network: Network) -> None:
        """HIS-7."""
        act(network, ANA, Format("s", 0, 5, {"bold": True}))
        act(network, ANA, Format("s", 1, 1, {"bold": None, "italic": True}))
        undo(network, ANA)
        assert label(network) == (Run("hello", BOLD),)
        undo(network, ANA)
        assert label(network) == plain("hello")
        redo(network, ANA)
        redo(network, ANA)
        assert label(network) == (Run("h", BOLD), Run("e", (("italic", True),)), Run("llo", BOLD))

    def test_a_colleagues_marks_stay(self, network: Network) -> None:
        """HIS-7, HIS-1."""
        act(network, ANA, Format("s", 0, 5, {"color": "#aaaaaa"}))
        act(network, BEN, Format("s", 1, 2, {"color": "#bbbbbb"}))
        assert undo(network, ANA).applied == 1
        assert label(network) == (Run("h"), Run("el", (("color", "#bbbbbb"),)), Run("lo"))
        assert redo(network, ANA).applied == 1
        assert [run.mark("color") for run in label(network)] == ["#aaaaaa", "#bbbbbb", "#aaaaaa"]

    def test_marks_that_a_colleague_removed_stay_removed(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Format("s", 0, 5, {"bold": True}))
        act(network, ANA, Format("s", 0, 5, {"bold": None}))
        act(network, BEN, Format("s", 0, 5, {"bold": True}))
        act(network, BEN, Format("s", 0, 5, {"bold": None}))
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "s", "label", Reason.TEXT),)
        assert label(network) == plain("hello")

    def test_a_colleagues_marks_that_i_overwrote_come_back_as_theirs(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Format("s", 0, 5, {"color": "#a1a1a1"}))
        act(network, BEN, Format("s", 0, 5, {"color": "#bbbbbb"}))
        act(network, ANA, Format("s", 0, 5, {"color": "#a2a2a2"}))
        assert undo(network, ANA).applied == 1
        assert undo(network, ANA).applied == 0
        assert label(network) == (Run("hello", (("color", "#bbbbbb"),)),)

    def test_text_that_a_colleague_deleted_is_gone(self, network: Network) -> None:
        """HIS-10."""
        act(network, ANA, Splice("s", 5, 0, "ABC"))
        act(network, BEN, Splice("s", 0, 8, ""))
        assert undo(network, ANA).skipped == (Skipped(SHAPES, "s", "label", Reason.TEXT),)
        assert text(network) == ""

    def test_formats_that_meet(self, network: Network) -> None:
        """HIS-1."""
        act(network, ANA, Format("s", 0, 3, {"color": "#aaaaaa"}), sync=False)
        act(network, BEN, Format("s", 2, 3, {"color": "#bbbbbb"}), sync=False)
        network.sync()
        # Yjs gives the overlap to one of them, and the loser's mark ends there; undo may touch only what is Ana's then.
        merged = [(char, run.mark("color")) for run in label(network) for char in run.text]
        undo(network, ANA)
        after = [(char, run.mark("color")) for run in label(network) for char in run.text]
        assert after == [(char, None if color == "#aaaaaa" else color) for char, color in merged]

    def test_a_label_that_a_foreign_program_replaced(self, network: Network) -> None:
        """HIS-10."""
        act(network, ANA, Splice("s", 5, 0, "ABC"))
        network.replicas[ANA].document._doc["shapes"]["s"]["label"] = "plain"
        network.replicas[ANA].document._tell(Origin.REMOTE)
        report = network.replicas[ANA].history.undo()
        assert report is not None
        assert report.skipped == (Skipped(SHAPES, "s", "label", Reason.TEXT),)


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
