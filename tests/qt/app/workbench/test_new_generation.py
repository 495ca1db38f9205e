"""What is offered for a diagram that is damaged; the whole way is in tests/e2e/together."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.widgets.buttons import Button
from app.workbench.new_generation import NewGeneration
from sync.engine import intents as want
from sync.protocol.documents import successor_of
from sync.protocol.errors import ErrorCode
from tests.support.founding import Household
from tests.support.stage import Stage
from tests.support.workspace import ANA, identifier

PLAN = identifier("plan")
WAYS = ("Start anew", "Open the new one")


def offers(stage: Stage) -> list[str]:
    """Return what the buttons of messages say."""
    QApplication.processEvents()
    return [
        one.text() for one in stage.window.workbench.area.findChildren(Button) if one.text() in WAYS and one.isVisible()
    ]


def test_each_way_is_offered_once_and_to_those_who_may(stage: Stage) -> None:
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    generation = NewGeneration(stage.window, PLAN)
    generation.look(house.state, broken=False, may_draw=True)
    generation.look(house.state, broken=True, may_draw=False)
    assert offers(stage) == []
    for _ in range(2):
        generation.look(house.state, broken=True, may_draw=True)
    assert offers(stage) == ["Start anew"]
    house.do(ANA, want.StartAnew(PLAN))
    assert successor_of(PLAN) in house.state.diagrams
    generation.look(house.state, broken=False, may_draw=False)
    assert "Open the new one" in offers(stage)


def test_a_refusal_is_told_and_can_be_tried_again(stage: Stage) -> None:
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    generation = NewGeneration(stage.window, PLAN)
    generation.look(house.state, broken=True, may_draw=True)
    generation._started("", ErrorCode.NOT_SEQUENCER)
    generation.look(house.state, broken=True, may_draw=True)
    assert "Start anew" in offers(stage)
