from __future__ import annotations

import inspect

import pytest

from relay_server import errors
from relay_server.entrypoints.http.problems import status_of

REFUSALS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.Refusal) and kind is not errors.Refusal
]


def made(kind: type[errors.Refusal]) -> errors.Refusal:
    """Return an instance of a refusal."""
    if kind is errors.StepUpRequired:
        return errors.StepUpRequired(["password"])
    if kind is errors.RateLimited:
        return errors.RateLimited(5)
    if kind is errors.Overloaded:
        return errors.Overloaded()
    return kind("code", "Detail.")


@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_has_a_code_a_sentence_and_a_status(kind: type[errors.Refusal]) -> None:
    refusal = made(kind)
    assert refusal.code.replace("_", "").islower()
    assert refusal.detail.endswith(".")
    assert 400 <= status_of(refusal) < 600


def test_problems_of_a_configuration_are_all_told() -> None:
    assert str(errors.ConfigurationError(["one", "two"])) == "one; two"
