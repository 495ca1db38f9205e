"""The recovery code, step by step, on a screen that only notes what it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject

from app.account.recovery_flow import ASKED_GROUPS, DrillFlow, MakeCodeFlow, RestoreFlow
from app.account.steps import Step
from sync.crypto.identity import DeviceIdentity
from sync.crypto.recovery import format_code, new_code, paper_device, parse_code


@dataclass
class Paper:
    """A screen that notes what it is shown."""

    steps: list[Step] = field(default_factory=list)
    problem: str = ""
    busy: bool = False

    def show_step(self, step: Step) -> None:
        self.steps.append(step)
        self.problem = ""

    def show_problem(self, text: str, line: str = "") -> None:
        self.problem = text

    def set_busy(self, busy: bool) -> None:
        self.busy = busy

    def finish(self) -> None:
        raise AssertionError


@pytest.fixture
def screen() -> Paper:
    return Paper()


def test_a_code_counts_once_it_was_typed_from_the_paper(screen: Paper) -> None:
    made: list[DeviceIdentity] = []
    owner = QObject()
    flow = MakeCodeFlow(screen, made.append, owner)
    flow.begin()
    code = screen.steps[0].shown
    assert code not in repr(screen.steps[0])
    groups = code.split("-")
    flow.submitted(screen.steps[0].id, {})
    wrong = dict.fromkeys(map(str, ASKED_GROUPS), "ZZZZ")
    flow.submitted(screen.steps[1].id, wrong)
    assert screen.problem
    assert not made
    flow.chosen("code", {})
    assert screen.steps[-1].shown == code
    flow.submitted(screen.steps[-1].id, {})
    flow.submitted(screen.steps[-1].id, {str(at): f" {groups[at].lower()} " for at in ASKED_GROUPS})
    assert [one.device for one in made] == [paper_device(parse_code(code)).device]


def test_a_code_stands_in_three_equal_lines_and_is_copied_as_one(screen: Paper) -> None:
    owner = QObject()
    MakeCodeFlow(screen, lambda _identity: None, owner).begin()
    (step,) = screen.steps
    lines = step.lines.split("\n")
    assert [len(line.rstrip("-")) for line in lines] == [14, 14, 14]
    assert "".join(lines) == step.shown
    assert step.shown not in repr(step)
    assert lines[0] not in repr(step)


def test_a_drill_tells_a_typing_error_an_old_code_and_success_apart(screen: Paper) -> None:
    code = new_code()
    done: list[bool] = []
    owner = QObject()
    flow = DrillFlow(
        screen, paper_device(code).device, lambda who: f"opens {who.device}", lambda: done.append(True), owner
    )
    flow.begin()
    right = format_code(code)
    flow.submitted("drill", {"code": right[:-1]})
    assert "35" in screen.problem
    flow.submitted("drill", {"code": format_code(new_code())})
    assert "replaced" in screen.problem
    flow.submitted("drill", {"code": right.lower()})
    assert screen.steps[-1].text == f"opens {paper_device(code).device}"
    flow.submitted(screen.steps[-1].id, {})
    assert done == [True]


def test_a_code_on_a_new_computer_is_checked_before_it_is_used(screen: Paper) -> None:
    code = new_code()
    used: list[DeviceIdentity] = []
    owner = QObject()
    flow = RestoreFlow(screen, used.append, owner)
    flow.begin()
    flow.submitted("restore", {"code": "not a code"})
    assert screen.problem
    assert not used
    flow.submitted("restore", {"code": format_code(code)})
    assert used[0].device == paper_device(code).device
    assert screen.busy
