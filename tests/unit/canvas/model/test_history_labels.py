"""HIS-7: undo of typing and formatting."""

from __future__ import annotations

from canvas.model.entries import Reason, Skipped
from canvas.model.plan import (
    SHAPES,
    Format,
    Origin,
    Splice,
)
from canvas.model.records import Run, plain
from tests.support.replicas import Network
from tests.support.two_people import ANA, BEN, BOLD, act, label, redo, text, undo


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
