from __future__ import annotations

from importlib.resources import files

import pytest

from resources.stencils.loader import LIBRARIES, read_library


def test_every_file_is_listed_and_every_listed_file_is_there() -> None:
    there = {
        path.name.removesuffix(".toml") for path in files("resources.stencils").iterdir() if path.name.endswith(".toml")
    }
    assert there == {library.id for library in LIBRARIES}
    assert all(read_library(library.id) for library in LIBRARIES)


def test_what_is_not_listed_is_not_read() -> None:
    for name in ("../stencils/basic", "nothing", ""):
        with pytest.raises(KeyError):
            read_library(name)
