"""Ana and Ben at one diagram, for tests of undo."""

from __future__ import annotations

from typing import Any

from canvas.model.entries import Report
from canvas.model.plan import LAYERS, PAGES, Create, Op, Plan
from canvas.model.records import Run, plain
from tests.support.replicas import Network

ANA, BEN = 0, 1


def two_people() -> Network:
    """Return Ana and Ben with a shape "s", a shape "t" and a connector "c", all made by somebody before."""
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
    """Let somebody act, and tell the other."""
    network.apply(who, Plan("act", operations), gesture)
    if sync:
        network.sync()


def undo(network: Network, who: int) -> Report:
    """Let somebody undo, and tell the other."""
    report = network.replicas[who].history.undo()
    assert report is not None
    network.sync()
    return report


def redo(network: Network, who: int) -> Report:
    """Let somebody redo, and tell the other."""
    report = network.replicas[who].history.redo()
    assert report is not None
    network.sync()
    return report


def value(network: Network, i: str, key: str) -> Any:
    """Return a value that both see."""
    states = [network.snapshot(n).shapes[i].get(key) for n in (ANA, BEN)]
    assert states[0] == states[1]
    return states[0]


def label(network: Network, i: str = "s") -> tuple[Run, ...]:
    """Return a label that both see."""
    states = [network.snapshot(n).shapes[i].label for n in (ANA, BEN)]
    assert states[0] == states[1]
    return states[0]


def text(network: Network, i: str = "s") -> str:
    """Return the characters of a label that both see."""
    return "".join(run.text for run in label(network, i))


BOLD = (("bold", True),)
