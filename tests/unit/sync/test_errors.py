"""The errors carry their data and hang on one base."""

from __future__ import annotations

import inspect
from pathlib import Path

import sync.errors
from sync.errors import ProfileLockedError, SyncError, UpdateRejected


def test_every_error_has_the_one_base_and_stands_in_the_tree_of_the_docstring() -> None:
    members = [one for _, one in inspect.getmembers(sync.errors, inspect.isclass) if one.__module__ == "sync.errors"]
    errors = [one for one in members if issubclass(one, BaseException)]
    assert len(errors) > 20
    assert all(issubclass(one, SyncError) for one in errors)
    assert [one.__name__ for one in errors if one.__name__ not in (sync.errors.__doc__ or "")] == []


def test_errors_carry_their_data() -> None:
    assert ProfileLockedError(Path("p"), 42).pid == 42
    assert "process 42" in str(ProfileLockedError(Path("p"), 42))
    assert "another process" in str(ProfileLockedError(Path("p"), None))
    assert UpdateRejected("truncated", "x").detail == "x"
