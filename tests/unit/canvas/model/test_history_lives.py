"""HIS-5, HIS-6: undo of creations and deletions."""

from __future__ import annotations

import pytest

from canvas.model.entries import Reason, Report, Skipped
from canvas.model.plan import (
    LAYERS,
    PAGES,
    SHAPES,
    Create,
    Delete,
    Format,
    Op,
    Set,
    Splice,
)
from canvas.model.records import plain
from tests.support.replicas import Network
from tests.support.two_people import ANA, BEN, act, redo, text, undo, value


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
