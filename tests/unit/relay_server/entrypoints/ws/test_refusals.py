from __future__ import annotations

import pytest

from relay_server import errors
from relay_server.entrypoints.ws.refusals import frame_code, frame_detail
from sync.protocol.errors import ErrorCode


def _made(kind: type[errors.Refusal]) -> errors.Refusal:
    if issubclass(kind, errors.StepUpRequired):
        return kind(("totp", "recovery_code"))
    if issubclass(kind, errors.RateLimited | errors.Overloaded):
        return kind(1)
    return kind("some_reason", "Words.")


@pytest.mark.parametrize("kind", errors.Refusal.__subclasses__())
def test_every_refusal_of_http_has_a_code_on_the_socket(kind: type[errors.Refusal]) -> None:
    """PRO-3."""
    assert frame_code(_made(kind)) is not ErrorCode.INTERNAL


def test_a_named_reason_says_more_than_its_kind() -> None:
    assert frame_code(errors.NotFound("no_such_operation", "")) is ErrorCode.LOG_BEHIND
    assert frame_code(errors.Conflict("too_many_workspaces", "")) is ErrorCode.TOO_MANY


def test_a_step_up_names_the_proofs_that_count() -> None:
    """RLY-93."""
    assert frame_detail(errors.StepUpRequired(("totp", "recovery_code"))) == "totp recovery_code"
    assert frame_detail(errors.NotFound("no_such_workspace", "There is none.")) == "There is none."
